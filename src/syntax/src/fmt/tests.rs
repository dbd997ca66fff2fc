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
    formats("transform t { select from }\n", "transform t { select from }\n");
}

#[test]
fn what_looks_like_a_setting_and_is_none_is_a_part_of_the_query() {
    formats("transform t {\n  SELECT =a. b. c d =e t\n}\n", "transform t {\n  SELECT = a\n  . b. c d =e t\n}\n");
    formats("transform t {\na=F(T[E---,D)) AS w\n}\n", "transform t {\n  a = F\n  (T[E---,D)) AS w\n}\n");
}

#[test]
fn white_space_of_any_sort_behind_a_query_is_no_part_of_it() {
    formats("transform t {\n  SELECT a FROM t\n\u{b}\u{a0}}\n", "transform t {\n  SELECT a\n  FROM t\n}\n");
}

#[test]
fn a_text_whose_layout_would_be_wrong_stays_as_it_is() {
    let text = "transform t {\nA=B(C,R D'E)) AS w\n}\n";
    formats(text, text);
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
