use super::{Direction, Level, Mismatch, broken, incompatibilities};
use serde_json::{Value, json};

/// Pairs of schemas as Avro's Java library 1.12.2 (`SchemaCompatibility`) judges them.
const GOLDEN: &str = include_str!("../../tests/data/compatibility.json");

/// Rows with the same verdict in other words: Avro's library compares the field's type with the whole record, and it
/// tells a type that stands twice at its first place only.
const OTHER_WORDS: &[&str] = &["enum field with enum default missing", "reference by name"];

#[test]
fn pairs_are_judged_as_avro_does() {
    let rows: Vec<Value> = serde_json::from_str(GOLDEN).unwrap();
    assert!(rows.len() > 200);
    for row in &rows {
        let ours = incompatibilities(&row["reader"], &row["writer"]).unwrap();
        let mut ours: Vec<(String, String)> =
            ours.iter().filter_map(|one| Some((one.mismatch.name()?.to_string(), one.at.clone()))).collect();
        let theirs = row["incompatible"].as_array().unwrap().iter();
        let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_string();
        let mut theirs: Vec<(String, String)> = theirs.map(|one| (text(one, "type"), text(one, "at"))).collect();
        ours.sort();
        theirs.sort();
        theirs.dedup();
        if OTHER_WORDS.contains(&row["about"].as_str().unwrap()) {
            assert_eq!(ours.is_empty(), theirs.is_empty(), "{row}");
        } else {
            assert_eq!(ours, theirs, "{row}");
        }
    }
}

#[test]
fn what_a_registry_lets_pass_and_readers_misread_is_told() {
    let decimal = |precision: u32, scale: u32| json!({"type": "bytes", "logicalType": "decimal", "precision": precision, "scale": scale});
    let told = |reader: &Value, writer: &Value| {
        let found = incompatibilities(reader, writer).unwrap();
        found.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(told(&decimal(12, 2), &decimal(10, 2)), Vec::<String>::new());
    assert_eq!(
        told(&decimal(10, 3), &decimal(10, 2)),
        ["decimal(10, 2) was written and would be taken for decimal(10, 3)"]
    );
    assert_eq!(told(&json!(["null", decimal(10, 3)]), &json!(["null", decimal(10, 2)])).len(), 1);
    let time = |word: &str| json!({"type": "long", "logicalType": word});
    assert_eq!(told(&time("timestamp-micros"), &time("timestamp-millis")).len(), 1);
    assert_eq!(told(&json!("long"), &time("timestamp-millis")), Vec::<String>::new());
}

/// `{a}`, then `{a, b = null}`, then `{a, b}`.
fn versions() -> [Value; 3] {
    let record = |fields: Value| json!({"type": "record", "name": "R", "fields": fields});
    let a = json!({"name": "a", "type": "int"});
    [
        record(json!([a])),
        record(json!([a, {"name": "b", "type": ["null", "int"], "default": null}])),
        record(json!([a, {"name": "b", "type": ["null", "int"]}])),
    ]
}

#[test]
fn each_mode_asks_its_own_question() {
    let [first, second, third] = versions();
    let earlier = [second.clone(), first.clone()];
    for (level, holds) in [
        (Level::None, true),
        (Level::Backward, true),
        (Level::BackwardTransitive, false),
        (Level::Forward, true),
        (Level::ForwardTransitive, true),
        (Level::Full, true),
        (Level::FullTransitive, false),
    ] {
        assert_eq!(broken(level, &third, &earlier).unwrap().is_empty(), holds, "{}", level.name());
        assert_eq!(Level::named(level.name()), Some(level));
    }
    assert_eq!(Level::ALL.len(), 7);
    let found = broken(Level::FullTransitive, &third, &earlier).unwrap();
    assert_eq!((found[0].version, found[0].direction), (1, Direction::NewReadsOld));
    assert_eq!(found[0].why.mismatch, Mismatch::NoDefault("b".into()));
    let found = broken(Level::Forward, &first, &[third]).unwrap();
    assert_eq!(found[0].direction, Direction::OldReadsNew);
}

#[test]
fn what_is_no_schema_is_said() {
    for (schema, said) in [
        (json!(7), "`7` is no Avro schema"),
        (json!("nothing"), "no type is named `nothing`"),
        (json!({"type": "array"}), "`items` is missing"),
        (json!({"type": "record", "name": "R"}), "a record has no fields"),
        (json!({"type": "fixed", "name": "R"}), "a fixed type has no size"),
    ] {
        assert_eq!(incompatibilities(&schema, &json!("int")).unwrap_err(), said);
    }
}
