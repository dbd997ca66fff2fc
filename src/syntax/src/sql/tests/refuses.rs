use super::read;

#[test]
fn show() {
    for text in [
        "SELECT value FROM t",
        "SELECT a, FROM t",
        "SELECT a b c FROM t",
        "SELECT a FROM t WHERE",
        "SELECT a FROM t GROUP a",
        "SELECT count FROM t",
        "SELECT a AS end FROM t",
        "SELECT a AT TIME ZONE 'x' FROM t",
        "SELECT a FROM t WHERE a ILIKE 'x'",
        "SELECT a FROM t; SELECT b FROM t",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x",
        "SELECT f(a FROM t",
        "SELECT (a + b FROM t",
        "SELECT a FROM t ORDER a",
        "SELECT order FROM t",
        "SELECT interval FROM t",
        "SELECT position, a FROM t",
        "SELECT CASE WHEN a THEN b FROM t",
        "SELECT CAST(a INT) FROM t",
        "SELECT CAST(a AS ) FROM t",
        "SELECT a FROM t JOIN ON a = b",
        "SELECT a FROM (SELECT b FROM t",
        "SELECT a FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts.x), INTERVAL '5' SECOND))",
        "SELECT a FROM t LIMIT x",
        "SELECT a FROM t FETCH 3",
        "FROM t SELECT a",
        "SELECT a FROM t WHERE a == b",
        "SELECT a::INT FROM t",
        "SELECT a FROM t # hm",
        "SELECT a FROM t WHERE x IN ()",
        "SELECT SUM(a) OVER PARTITION BY b FROM t",
        "SELECT a FROM t AS x FOR SYSTEM_TIME AS OF y.ts ON 1 = 1",
        "SELECT a FROM t WHERE a BETWEEN 1",
        "SELECT * FROM t WINDOW w (PARTITION BY a)",
        "SELECT a FROM t UNION",
        "SELECT JSON_VALUE(a) FROM t",
        "SELECT EXTRACT(FORTNIGHT FROM a) FROM t",
    ] {
        let parsed = read(text);
        println!("{text}");
        for d in &parsed.diagnostics {
            let s = d.primary().unwrap();
            println!("    {} {} [{}] help: {:?}", d.code, d.message, &text[s.start as usize..s.end as usize], d.help);
        }
        if parsed.diagnostics.is_empty() {
            println!("   ACCEPTED");
        }
    }
}
