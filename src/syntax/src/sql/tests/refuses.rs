use super::read;
use crate::sql::reserved;

/// `(text with the place between « and », code, part of the message, part of the help)`.
const REFUSED: &[(&str, &str, &str, &str)] = &[
    ("SELECT «value» FROM t", "E0202", "`value` is a reserved word", "`` `value` ``"),
    ("SELECT «count» FROM t", "E0202", "reserved", "back-ticks"),
    ("SELECT a AS «end» FROM t", "E0202", "reserved", "back-ticks"),
    ("SELECT a «timestamp» FROM t", "E0202", "reserved", "back-ticks"),
    ("SELECT t.«value» FROM t", "E0202", "reserved", "back-ticks"),
    ("SELECT «order» FROM t", "E0202", "reserved", "back-ticks"),
    ("SELECT «group», a FROM t", "E0202", "reserved", "back-ticks"),
    ("SELECT «position», a FROM t", "E0202", "reserved", "back-ticks"),
    ("SELECT MAX(«at») FROM t", "E0202", "`at` is a reserved word", "back-ticks"),
    ("SELECT TUMBLE_START(«at», INTERVAL '5' MINUTE) FROM t", "E0202", "`at` is a reserved word", "back-ticks"),
    ("SELECT a FROM «user»", "E0202", "reserved", "back-ticks"),
    ("SELECT a FROM t AS «one»", "E0202", "reserved", "back-ticks"),
    ("SELECT a FROM t offset «WHERE» a", "E0201", "expected a number, found `WHERE`", "if `offset` is a name"),
    ("WITH «result» AS (SELECT 1) SELECT 1", "E0202", "reserved", "back-ticks"),
    ("SELECT a FROM t WHERE a «!=» b", "E0204", "`!=`", "write `<>`"),
    ("SELECT «\"a\"» FROM t", "E0203", "double quotes", "`` `a` ``"),
    ("SELECT a, «FROM» t", "E0201", "expected an expression, found `FROM`", "remove the comma"),
    ("SELECT a b «c» FROM t", "E0201", "`c` cannot stand here", ""),
    ("SELECT a FROM t WHERE«»", "E0201", "the query ends where an expression should follow", ""),
    ("SELECT a FROM t GROUP «a»", "E0201", "expected `BY`, found `a`", ""),
    ("SELECT a FROM t ORDER «a»", "E0201", "expected `BY`, found `a`", ""),
    ("SELECT a FROM t UNION«»", "E0201", "the query ends where a query should follow", ""),
    ("«FROM» t SELECT a", "E0201", "expected a query, found `FROM`", ""),
    ("SELECT f(a «FROM» t", "E0201", "`FROM` cannot stand here", "a `)` or a `,` is missing"),
    ("SELECT a FROM (SELECT b FROM t«»", "E0201", "the query ends", "a `)` or a `,` is missing"),
    ("SELECT interval «FROM» t", "E0201", "found `FROM`", "if `interval` is a name"),
    ("SELECT CASE WHEN a THEN b «FROM» t", "E0201", "`FROM` cannot stand here", "ends with `END`"),
    ("SELECT CAST(a «INT») FROM t", "E0201", "`INT` cannot stand here", "CAST(value AS type)"),
    ("SELECT JSON_VALUE(a«)» FROM t", "E0201", "`)` cannot stand here", "JSON_VALUE(text, path"),
    ("SELECT CAST(a AS «)» FROM t", "E0201", "expected a type, found `)`", ""),
    ("SELECT a FROM t JOIN «ON» a = b", "E0201", "expected a table, found `ON`", ""),
    ("SELECT a FROM t LIMIT «x»", "E0201", "expected a number or `ALL`, found `x`", ""),
    ("SELECT a FROM t FETCH «3»", "E0201", "expected `FIRST` or `NEXT`, found `3`", ""),
    ("SELECT a FROM t WHERE x IN («)»", "E0201", "expected an expression, found `)`", ""),
    ("SELECT SUM(a) OVER «PARTITION» BY b FROM t", "E0201", "a window in parentheses", ""),
    ("SELECT * FROM t WINDOW w «(»PARTITION BY a)", "E0201", "expected `AS`, found `(`", ""),
    ("SELECT a FROM t WHERE a «BETWEEN 1»", "E0201", "takes two bounds", ""),
    ("SELECT a = b «ESCAPE» 'x' FROM t", "E0201", "`ESCAPE` belongs to `LIKE`", ""),
    ("SELECT a + t«.*» FROM t", "E0201", "whole item", ""),
    ("SELECT «t.* AS x» FROM t", "E0201", "no name of its own", ""),
    ("SELECT («a UNION SELECT 1») FROM t", "E0201", "a value, not a query", ""),
    ("SELECT a FROM (t «UNION SELECT 1»)", "E0201", "a table, not a query", ""),
    ("SELECT «MAP['a']» FROM t", "E0201", "a value for every key", ""),
    ("SELECT «TRIM(BOTH a)» FROM t", "E0201", "`TRIM` needs `FROM`", ""),
    ("SELECT a FROM TABLE(TUMBLE(TABLE t, «DESCRIPTOR(ts.x)», INTERVAL '5' SECOND))", "E0201", "names of columns", ""),
    ("SELECT 'abc", "E0205", "this string does not end", "written twice"),
    ("SELECT `abc", "E0205", "this name does not end", "back-tick"),
    ("SELECT a /* b", "E0205", "this comment does not end", "`*/`"),
    ("«INSERT» INTO t SELECT * FROM x", "E0206", "`INSERT` is not a query", "begin with `SELECT`"),
    ("«CREATE» TABLE t (a INT)", "E0206", "`CREATE` is not a query", ""),
    ("-- hm\n«explain» SELECT 1", "E0206", "`EXPLAIN` is not a query", ""),
    ("WITH x AS (SELECT 1) «INSERT» INTO t SELECT * FROM x", "E0206", "`INSERT` is not a query", ""),
    ("SELECT a FROM t; «SELECT» b FROM t", "E0206", "one query", "transform of its own"),
    ("SELECT a «AT» TIME ZONE 'x' FROM t", "E0208", "`AT TIME ZONE`", "CONVERT_TZ"),
    ("SELECT a FROM t WHERE a «ILIKE» 'x'", "E0208", "`ILIKE`", "LOWER"),
    ("SELECT a FROM t WHERE a «RLIKE» 'x'", "E0208", "`RLIKE`", "REGEXP"),
    ("SELECT a «COLLATE» x FROM t", "E0208", "collations", ""),
    ("SELECT a FROM t WHERE a «==» b", "E0208", "`==`", "write `=`"),
    ("SELECT a«:»:INT FROM t", "E0208", "`::`", "CAST(x AS t)"),
    ("SELECT a FROM t «#» hm", "E0208", "comment", "`--`"),
    ("SELECT a FROM t WHERE a = «?»", "E0208", "parameters", ""),
    ("SELECT * FROM t «PIVOT» (SUM(a) FOR b IN (1))", "E0208", "`PIVOT`", "FILTER"),
    ("SELECT a FROM t «/»/ hm", "E0208", "comment", "`--`"),
    ("WITH «RECURSIVE» x AS (SELECT 1) SELECT * FROM x", "E0208", "recursive", "write out"),
    ("SELECT «STREAM» a FROM t", "E0208", "STREAM", "leave out"),
    ("SELECT SUM(a) OVER (ORDER BY b ROWS 1 PRECEDING «EXCLUDE TIES») FROM t", "E0208", "EXCLUDE", ""),
    ("SELECT SUM(a) OVER (ORDER BY b «ALLOW PARTIAL») FROM t", "E0208", "PARTIAL", "COUNT(*)"),
    ("SELECT * FROM t MATCH_RECOGNIZE (PATTERN («^» A) DEFINE A AS TRUE)", "E0208", "anchors", ""),
    ("SELECT * FROM t MATCH_RECOGNIZE (PATTERN (A «$») DEFINE A AS TRUE)", "E0208", "anchors", ""),
    (
        "SELECT * FROM t MATCH_RECOGNIZE (MEASURES «FINAL LAST(A.x)» AS x PATTERN (A) DEFINE A AS TRUE)",
        "E0208",
        "FINAL",
        "",
    ),
    ("SELECT «UNIQUE (SELECT a FROM t)» FROM t", "E0208", "UNIQUE", "COUNT"),
    ("SELECT «ARRAY(SELECT a FROM t)» FROM t", "E0208", "array of a query", "ARRAY_AGG"),
    ("SELECT «CURSOR(SELECT a FROM t)» FROM t", "E0208", "as an argument", ""),
    ("SELECT JSON_VALUE(a, '$.x' «PASSING b AS c») FROM t", "E0208", "PASSING", ""),
    ("SELECT a «IS NOT EMPTY» FROM t", "E0208", "multisets", "CARDINALITY"),
    ("SELECT a FROM t WHERE a «LIKE ANY» ('a', 'b')", "E0208", "LIKE ANY", "OR"),
    ("SELECT a FROM t WHERE a «NOT LIKE ALL» ('a', 'b')", "E0208", "LIKE ALL", "AND"),
    ("SELECT a FROM t WHERE (a, b) «PRECEDES» (c, d)", "E0208", "periods", "compare the ends"),
    ("SELECT * FROM a LEFT «SEMI» JOIN b ON a.x = b.x", "E0208", "SEMI JOIN", "DISTINCT"),
    ("SELECT * FROM a CROSS «APPLY» TABLE(f(a.x))", "E0208", "APPLY", "LATERAL"),
    ("SELECT * FROM t «LATERAL» VIEW explode(b) x AS y", "E0208", "LATERAL VIEW", "UNNEST"),
    ("SELECT * FROM a ASOF JOIN b MATCH_CONDITION «a».t >= b.t ON a.x = b.x", "E0208", "ASOF", "SYSTEM_TIME"),
    ("SELECT * FROM «VALUES» (1, 2)", "E0208", "in parentheses", "AS v"),
    ("SELECT * FROM «TABLE» t", "E0208", "name alone", ""),
    ("SELECT * «EXCLUDE» (a) FROM t", "E0208", "out of `*`", "name the columns"),
    ("SELECT * EXCEPT («a») FROM t", "E0208", "out of `*`", "name the columns"),
    ("SELECT a FROM t LIMIT 1«,» 2", "E0208", "two numbers", "OFFSET"),
    ("SELECT a FROM t OFFSET 5 «LIMIT» 10", "E0208", "before `OFFSET`", ""),
    ("SELECT a INTO «u» FROM t", "E0208", "INTO", ""),
    ("SELECT TOP «10» a FROM t", "E0208", "TOP", "LIMIT"),
    ("SELECT DISTINCT «ON» (a) a FROM t", "E0208", "DISTINCT ON", "ROW_NUMBER"),
    ("SELECT a FROM t SORT «BY» a", "E0208", "SORT BY", ""),
    ("SELECT a[«OFFSET»(0)] FROM t", "E0208", "number only", "count from 1"),
    ("SELECT NEXT «VALUE» FOR s FROM t", "E0208", "sequences", ""),
    ("SELECT GROUP_CONCAT(a «SEPARATOR» ',') FROM t", "E0208", "SEPARATOR", "LISTAGG"),
    ("SELECT JSON_ARRAYAGG(a) «FILTER» (WHERE b) FROM t", "E0208", "FILTER", "CASE"),
    ("SELECT SUM(a) OVER (GROUPS «1» PRECEDING) FROM t", "E0208", "ROWS", ""),
    ("SELECT CONVERT(a «USING» utf8) FROM t", "E0208", "character sets", ""),
    ("SELECT CAST(a AS VARCHAR(1) «CHARACTER» SET utf8) FROM t", "E0208", "character sets", ""),
    ("SELECT TIMESTAMP «WITH» LOCAL TIME ZONE '2020-01-01 00:00:00' FROM t", "E0208", "no zone", "TIMESTAMP_LTZ"),
    ("SELECT TIMESTAMP_LTZ «'2020-01-01 00:00:00'» FROM t", "E0208", "no literal", "CAST"),
    ("SELECT E«'a'» FROM t", "E0208", "no text", ""),
    ("SELECT «{»d '2020-01-01'} FROM t", "E0208", "JDBC", ""),
    ("SELECT a «^» b FROM t", "E0208", "`^`", "POWER"),
    ("SELECT a «&» b FROM t", "E0208", "bits", ""),
    ("SELECT a -«>» b FROM t", "E0208", "`->`", "JSON_VALUE"),
    ("SELECT DATE_TRUNC(a, «MONTH») FROM t", "E0208", "`MONTH`", "FLOOR"),
    ("SELECT DATEDIFF(«day», a, b) FROM t", "E0208", "`day`", "TIMESTAMPDIFF"),
    ("SELECT FLOOR(a, «MONTH») FROM t", "E0208", "`MONTH`", "FLOOR(x TO MONTH)"),
    ("SELECT «@»x FROM t", "E0208", "variables", ""),
    ("SELECT a FROM t JOIN u AS x «FOR SYSTEM_TIME AS OF t.ts» ON TRUE", "E0209", "alias stands before", "alias last"),
    ("SELECT EXTRACT(«FORTNIGHT» FROM a) FROM t", "E0210", "not a unit", "units are"),
    ("SELECT INTERVAL '5' «SECND» FROM t", "E0210", "not a unit", "did you mean `SECOND`?"),
    ("SELECT «X'4'» FROM t", "E0210", "pairs of hexadecimal digits", ""),
    ("SELECT «U&'\\00'» FROM t", "E0210", "not a character", ""),
    ("SELECT a FROM t LIMIT «1.5»", "E0210", "whole number", ""),
    ("SELECT CAST(a AS «INT(11)») FROM t", "E0211", "`INT` has no length", ""),
    ("SELECT CAST(a AS «TIMESTAMP(3, 3)») FROM t", "E0211", "takes one number", ""),
    ("SELECT CAST(a AS «DATE WITH TIME ZONE») FROM t", "E0211", "time zone", ""),
    ("", "E0206", "no query", "SELECT … FROM"),
    ("-- nothing", "E0206", "no query", ""),
];

#[test]
fn what_flink_refuses_is_refused_by_name_and_at_the_place() {
    let mut wrong = Vec::new();
    for (marked, code, message, help) in REFUSED {
        let text = marked.replace(['«', '»'], "");
        let parsed = read(&text);
        let Some(first) = parsed.diagnostics.iter().next() else {
            wrong.push(format!("{text}\n    accepted"));
            continue;
        };
        let given = first.help.clone().unwrap_or_default();
        if first.code.id != *code || !first.message.contains(message) || !given.contains(help) {
            wrong.push(format!("{text}\n    {}: {} (help: {given})", first.code.id, first.message));
        }
        if let Some(start) = marked.find('«') {
            let end = marked.find('»').unwrap() - '«'.len_utf8();
            let span = first.primary().unwrap();
            if (span.start as usize, span.end as usize) != (start, end) {
                wrong.push(format!("{text}\n    at {}..{}, not {start}..{end}", span.start, span.end));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_reserved_word_needs_back_ticks_and_none_after() {
    for word in reserved::RESERVED {
        let alias = read(&format!("SELECT a AS {word} FROM t"));
        assert!(!alias.diagnostics.is_empty(), "{word} is accepted as an alias");
        let table = read(&format!("SELECT a FROM {word}"));
        assert!(!table.diagnostics.is_empty(), "{word} is accepted as a table");
        let quoted = read(&format!("SELECT `{word}` AS `{word}` FROM `{word}`"));
        assert!(quoted.diagnostics.is_empty(), "`{word}` is refused");
    }
}

#[test]
fn the_tables_of_words_are_sorted_and_agree() {
    assert!(reserved::RESERVED.is_sorted());
    assert!(reserved::STRUCTURAL.is_sorted());
    for word in reserved::STRUCTURAL {
        assert!(reserved::is_reserved(word), "{word} is not reserved");
        // Not one that the grammar could read as a column.
        let parsed = read(&format!("SELECT x + {word} + 1 FROM t"));
        let value = ["NULL", "TRUE", "FALSE", "UNKNOWN", "NOT"].contains(word);
        assert_eq!(parsed.query.is_none(), !value, "{word}");
    }
}

#[test]
fn a_reserved_word_leaves_the_tree() {
    let parsed = read("SELECT date, year FROM t");
    assert_eq!(parsed.diagnostics.len(), 2);
    assert!(parsed.query.is_some());
}
