//! Queries inside expressions, LATERAL and QUALIFY: the plans that Flink 2.2 makes of them.

use super::{Outcome, add, empty_project, forever, not_null, nullable, run_with};
use weir_ir::{
    Changelog, DataType, Flow, Project,
    plan::{JoinType, Node, Op},
};

fn project() -> Project {
    let mut project = empty_project();
    let int = || not_null(DataType::Int);
    let time = || not_null(DataType::TimestampLtz(3));
    let maybe = || nullable(DataType::Int);
    add(&mut project, "s", &[("id", int()), ("depot", maybe()), ("w", int()), ("ts", time())], &[], Some("ts"));
    add(&mut project, "d", &[("id", int()), ("depot", maybe()), ("fee", int()), ("ts", time())], &[], Some("ts"));
    add(&mut project, "k", &[("id", int()), ("name", nullable(DataType::String))], &["id"], Some("$rowtime"));
    project
}

fn analysed(sql: &str) -> Outcome {
    run_with(&project(), sql, forever())
}

/// The plan in a line: operators from the root down, joins with their kind and the number of equalities.
fn shape(sql: &str) -> String {
    let outcome = analysed(sql);
    let Some(plan) = &outcome.analyzed.plan else { return format!("{:?}", outcome.errors()) };
    outline(&plan.root)
}

fn outline(node: &Node) -> String {
    let name = match &node.op {
        Op::Scan { .. } => return "scan".to_string(),
        Op::Values { .. } => return "values".to_string(),
        Op::Project { .. } => return node.inputs.first().map_or_else(String::new, |input| outline(input)),
        Op::Expand { .. } => "expand".to_string(),
        Op::Filter { .. } => "filter".to_string(),
        Op::Join { kind, equi, residual, .. } => {
            let rest = if residual.is_some() { "+" } else { "" };
            format!("{} {}{rest}", word(*kind), equi.len())
        }
        Op::WindowJoin { kind, .. } => format!("window {}", word(*kind)),
        Op::WindowTvf { .. } => "windowed".to_string(),
        Op::GroupAggregate { keys, aggregates } => {
            let calls: Vec<&str> = aggregates.iter().map(|one| one.call.name.as_str()).collect();
            format!("group {}{}", keys.len(), calls.iter().map(|call| format!(" {call}")).collect::<String>())
        }
        Op::Rank { to, partition, .. } => format!("top {to} by {}", partition.len()),
        Op::Deduplicate { .. } => "dedup".to_string(),
        Op::Over { .. } => "over".to_string(),
        Op::TemporalJoin { .. }
        | Op::IntervalJoin { .. }
        | Op::Match { .. }
        | Op::WindowAggregate { .. }
        | Op::SetOp { .. }
        | Op::Sort { .. }
        | Op::Limit { .. }
        | Op::Unnest { .. } => "other".to_string(),
    };
    let inputs: Vec<String> = node.inputs.iter().map(|input| outline(input)).collect();
    format!("{name}({})", inputs.join(", "))
}

fn word(kind: JoinType) -> &'static str {
    match kind {
        JoinType::Inner => "inner",
        JoinType::Left => "left",
        JoinType::Right => "right",
        JoinType::Full => "full",
        JoinType::Semi => "semi",
        JoinType::Anti => "anti",
    }
}

#[test]
fn conditions_become_semi_and_anti_joins_and_values_left_joins() {
    let table = [
        ("SELECT id FROM s WHERE id IN (SELECT id FROM d)", "semi 1(scan, scan)"),
        ("SELECT id FROM s WHERE NOT id IN (SELECT id FROM d)", "anti 1(scan, scan)"),
        ("SELECT id FROM s WHERE depot NOT IN (SELECT id FROM d)", "anti 0+(scan, scan)"),
        ("SELECT id FROM s WHERE (id, depot) IN (SELECT id, depot FROM d)", "semi 2(scan, scan)"),
        ("SELECT id FROM s WHERE id = ANY (SELECT id FROM d)", "semi 1(scan, scan)"),
        ("SELECT id FROM s WHERE id <> ALL (SELECT id FROM d)", "anti 1(scan, scan)"),
        ("SELECT id FROM s WHERE EXISTS (SELECT 1 FROM d WHERE d.id = s.id)", "semi 1(scan, scan)"),
        (
            "SELECT id FROM s WHERE w > 1 AND NOT EXISTS (SELECT 1 FROM d WHERE d.id = s.id AND d.fee > s.w)",
            "anti 1+(filter(scan), scan)",
        ),
        ("SELECT id FROM s WHERE EXISTS (SELECT 1 FROM d)", "semi 0(scan, filter(group 0 MIN(scan)))"),
        (
            "SELECT id FROM s WHERE EXISTS (SELECT 1 FROM d WHERE d.id = s.id) OR w > 1",
            "filter(left 1(scan, group 1(scan)))",
        ),
        ("SELECT id, id IN (SELECT id FROM d) AS e FROM s", "left 1(scan, group 1(scan))"),
        ("SELECT id, (SELECT MAX(fee) FROM d WHERE d.id = s.id) AS m FROM s", "left 1(scan, group 1 MAX(scan))"),
        ("SELECT id, (SELECT fee FROM d WHERE d.id = s.id) AS m FROM s", "left 1(scan, group 1 SINGLE_VALUE(scan))"),
        ("SELECT id, (SELECT name FROM k WHERE k.id = s.id) AS m FROM s", "left 1(scan, scan)"),
        (
            "SELECT id, (SELECT MAX(fee) FROM d WHERE d.fee > s.w) AS m FROM s",
            "left 1(scan, group 1 MAX(inner 0+(scan, group 1(scan))))",
        ),
        ("SELECT id, w > ALL (SELECT fee FROM d) AS m FROM s", "left 0(scan, group 0 COUNT COUNT MAX(scan))"),
    ];
    for (sql, expected) in table {
        assert_eq!(shape(sql), expected, "{sql}");
    }
}

#[test]
fn lateral_and_qualify_are_joins_and_filters() {
    let table = [
        ("SELECT s.id, x.fee FROM s, LATERAL (SELECT fee FROM d WHERE d.id = s.id) x", "inner 1(scan, scan)"),
        (
            "SELECT s.id, x.fee FROM s LEFT JOIN LATERAL (SELECT fee FROM d WHERE d.id = s.id) x ON TRUE",
            "left 1(scan, scan)",
        ),
        (
            "SELECT s.id, x.n FROM s LEFT JOIN LATERAL (SELECT COUNT(*) AS n FROM d WHERE d.id = s.id) x ON TRUE",
            "left 1(scan, group 1 COUNT(scan))",
        ),
        (
            "SELECT id, fee FROM (SELECT DISTINCT id AS key FROM d) s, LATERAL (SELECT id, fee FROM d WHERE id = s.key ORDER BY fee DESC LIMIT 3)",
            "top 3 by 1(scan)",
        ),
        (
            "SELECT id, fee FROM d QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY fee DESC) <= 3",
            "top 3 by 1(scan)",
        ),
        ("SELECT id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) AS n FROM d QUALIFY n = 1", "dedup(scan)"),
        ("SELECT id FROM d QUALIFY COUNT(*) OVER (PARTITION BY id ORDER BY ts) > 3", "filter(over(scan))"),
    ];
    for (sql, expected) in table {
        assert_eq!(shape(sql), expected, "{sql}");
    }
}

#[test]
fn changelogs_and_keys_are_those_of_the_joins() {
    use Changelog::{Append, Upsert};
    let table: &[(&str, Changelog, &[&str])] = &[
        ("SELECT id FROM s WHERE id IN (SELECT id FROM d)", Append, &[]),
        ("SELECT id, name FROM k WHERE id IN (SELECT id FROM d)", Upsert, &["id"]),
        ("SELECT id, name FROM k WHERE NOT EXISTS (SELECT 1 FROM d WHERE d.id = k.id)", Upsert, &["id"]),
        ("SELECT id, (SELECT SUM(fee) FROM d WHERE d.id = k.id) AS fees FROM k", Upsert, &["id"]),
        ("SELECT id, (SELECT SUM(fee) FROM d) AS fees FROM k", Upsert, &["id"]),
        ("SELECT id, COUNT(*) AS n FROM s GROUP BY id HAVING id IN (SELECT id FROM d)", Upsert, &["id"]),
        ("SELECT id, fee FROM d QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY fee) = 1", Upsert, &["id"]),
    ];
    for (sql, changelog, key) in table {
        let outcome = analysed(sql);
        assert!(outcome.errors().is_empty(), "{sql}: {:?}", outcome.errors());
        assert_eq!(outcome.analyzed.facts.changelog, *changelog, "{sql}");
        assert_eq!(outcome.analyzed.facts.key.clone().unwrap_or_default(), *key, "{sql}");
    }
    let anti = analysed("SELECT id FROM s WHERE NOT EXISTS (SELECT 1 FROM d WHERE d.id = s.id)");
    assert_eq!(anti.analyzed.facts.changelog, Changelog::Retract);
}

#[test]
fn windows_make_semi_and_anti_joins_of_windows() {
    let windowed = |table: &str| {
        format!(
            "(SELECT id, window_start, window_end FROM TABLE(TUMBLE(TABLE {table}, DESCRIPTOR(ts), INTERVAL '5' MINUTE)))"
        )
    };
    let sql = format!(
        "SELECT * FROM {} l WHERE NOT EXISTS (SELECT 1 FROM {} r WHERE l.id = r.id AND l.window_start = r.window_start AND l.window_end = r.window_end)",
        windowed("s"),
        windowed("d")
    );
    assert_eq!(shape(&sql), "window anti(windowed(scan), windowed(scan))");
    assert_eq!(analysed(&sql).analyzed.facts.changelog, Changelog::Append);
}

#[test]
fn a_value_has_its_columns_lineage_and_the_influence_of_its_rows() {
    let outcome = analysed("SELECT id, (SELECT SUM(fee) FROM d WHERE d.id = k.id AND d.depot > 1) AS fees FROM k");
    let fees = outcome.analyzed.columns.last().expect("a column");
    let from: Vec<String> = fees.edges.iter().map(|edge| edge.from.path.to_string()).collect();
    assert_eq!(from, ["fee"]);
    let rows: Vec<_> = outcome.analyzed.row_edges.iter().map(|edge| (edge.from.path.to_string(), edge.flow)).collect();
    for column in ["depot", "id"] {
        assert!(rows.contains(&(column.to_string(), Flow::Influence)), "{column}: {rows:?}");
    }
}

#[test]
fn types_and_nullability_are_flinks() {
    let sql = "SELECT id, (SELECT id FROM d) AS a, EXISTS (SELECT 1 FROM d) AS b, id IN (SELECT id FROM d) AS c,
        depot IN (SELECT id FROM d) AS e, w > ANY (SELECT fee FROM d) AS f FROM s";
    let expected = "id INT NOT NULL, a INT, b BOOLEAN NOT NULL, c BOOLEAN NOT NULL, e BOOLEAN, f BOOLEAN NOT NULL";
    assert_eq!(analysed(sql).columns(), expected);
}

#[test]
fn what_flink_misreads_is_an_error() {
    let table = [
        ("SELECT id FROM s WHERE EXISTS (SELECT 1 FROM d WHERE d.id = s.id LIMIT 1)", "E0631"),
        (
            "SELECT id FROM s WHERE EXISTS (SELECT 1 FROM d WHERE d.id = s.id AND EXISTS (SELECT 1 FROM k WHERE k.id = s.depot))",
            "E0631",
        ),
        ("SELECT id, COUNT(*) AS n FROM s GROUP BY id HAVING EXISTS (SELECT 1 FROM d WHERE d.id = s.id)", "E0631"),
        ("SELECT id FROM s WHERE EXISTS (SELECT 1 FROM d WHERE d.id = s.id OR d.depot = s.depot)", "E0631"),
        (
            "SELECT id FROM s WHERE w IN (SELECT MAX(fee) FROM d WHERE d.id = s.id GROUP BY depot HAVING COUNT(*) > 1)",
            "E0631",
        ),
        ("SELECT id FROM s WHERE w IN (SELECT fee FROM d WHERE d.id = s.id UNION ALL SELECT id FROM k)", "E0630"),
        ("SELECT s.id FROM s JOIN d ON s.id = d.id AND s.depot IN (SELECT id FROM k)", "E0630"),
        ("SELECT id FROM s ORDER BY ts, EXISTS (SELECT id, ts FROM d ORDER BY s.w LIMIT 1)", "E0630"),
        ("SELECT id, SUM(w) OVER (PARTITION BY (SELECT 1) ORDER BY ts) AS n FROM s", "E0525"),
    ];
    for (sql, code) in table {
        let errors = analysed(sql).errors();
        assert!(errors.iter().any(|error| error.starts_with(code)), "{sql}: {errors:?}");
    }
}

#[test]
fn deep_nesting_ends() {
    let mut sql = "SELECT id FROM d".to_string();
    for _ in 0..30 {
        sql = format!("SELECT id FROM d WHERE id IN ({sql})");
    }
    let outcome = analysed(&sql);
    assert!(outcome.analyzed.plan.is_some() || !outcome.errors().is_empty());
}

/// Each query joins the rows as they were before the others, so that a plan grows with the query.
#[test]
fn many_queries_in_one_select_share_its_rows() {
    let values = (0..40).map(|n| format!("(SELECT MAX(y.fee) FROM d y WHERE y.fee > s.w + {n}) AS c{n}"));
    let sql = format!("SELECT id, {} FROM s", values.collect::<Vec<_>>().join(", "));
    let plan = analysed(&sql).analyzed.plan.expect("a plan");
    let nodes = plan.root.nodes().len();
    assert!(nodes < 1_000, "{nodes}");
}
