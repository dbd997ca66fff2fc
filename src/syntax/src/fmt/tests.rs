use super::format;

const RETAILER: &str = include_str!("../../../../pipelines/online_retailer.weir");

#[test]
fn the_retailer_is_in_canonical_form() {
    assert_eq!(format(RETAILER).unwrap(), RETAILER);
}

/// Formats to `expected`, which formats to itself.
fn formats(text: &str, expected: &str) {
    assert_eq!(format(text).unwrap(), expected, "from {text}");
    assert_eq!(format(expected).unwrap(), expected);
}

#[test]
fn a_query_is_laid_out_a_clause_a_line() {
    formats(
        "transform t {\nstate_ttl = 1d\n\n      select a, -- first\n b from x where a>1 -- }\n}\n",
        "transform t {\n  state_ttl = 1d\n\n  SELECT\n    a,  -- first\n    b\n  FROM x\n  WHERE a > 1  -- }\n}\n",
    );
}

#[test]
fn a_query_in_the_line_of_its_transform_stays_there_while_it_fits() {
    formats("transform t {select a from x}\n", "transform t { SELECT a FROM x }\n");
    let item = "a_rather_long_name_of_column";
    formats(
        &format!("transform t {{ select {item}, {item}, {item} from x }}\n"),
        &format!("transform t {{\n  SELECT {item}, {item}, {item}\n  FROM x\n}}\n"),
    );
}

#[test]
fn a_query_that_is_wrong_keeps_its_lines() {
    formats("transform t {\n      select a,\n        from x\n}\n", "transform t {\n  select a,\n    from x\n}\n");
    // What is no blank in SQL is not taken away: without it the query would be right.
    formats("transform t {\n  SELECT a, b\n  FROM t\n\u{b}}\n", "transform t {\n  SELECT a, b\n  FROM t\n  \u{b}\n}\n");
    formats("transform t { select from }\n", "transform t { select from }\n");
}

#[test]
fn text_over_several_lines_is_not_touched() {
    formats(
        "transform t {\n    SELECT 'a  \n   b ' AS x FROM y\n}\n",
        "transform t {\n  SELECT\n    'a  \n   b ' AS x\n  FROM y\n}\n",
    );
}

#[test]
fn carriage_returns_in_a_query_are_line_ends() {
    formats("transform t {\r\n  select a -- c\r\n  from x\r\n}\r\n", "transform t {\n  SELECT a  -- c\n  FROM x\n}\n");
}
