use super::{AlreadyThere, PlaceKind, already_there};

const BASE: &str = r#"pipeline p { owner = "o" }
source shop: postgres {
  database = "d"
  user     = "u"
  password = secret("w")
  table customers {
    id    int @key
    email varchar(255) @pii
    name  varchar(255)
    town  varchar(255)
  }
}
topic events {
  retention = 7d
  id int @key
  card string @pci
  note string
}
transform mails { SELECT id, LOWER(email) AS email, UPPER(name) AS name FROM shop.customers }
transform cards { retention = forever SELECT id, card, note FROM events }
policy { permit pii to lake  permit pci to lake }
sink lake: iceberg { from = [mails, cards] warehouse = "s3://w" catalog = hadoop }
environment local: self_managed {
  kafka = "k:9092"  registry = "http://r"  connect = "http://c"  flink_gateway = "http://f"
  bind shop { host = "db" }
}
"#;

struct NoFiles;

impl weir_compiler::Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file".to_string())
    }
}

fn project(text: &str) -> weir_ir::Project {
    let source = weir_compiler::SourceText { shown: "p.weir".into(), artifact: "p.weir".into(), text: text.into() };
    let checked = weir_compiler::check(weir_compiler::Unit { files: vec![source] }, &NoFiles);
    let said: Vec<&str> = checked.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert!(!checked.diagnostics.has_errors(), "{said:?}");
    checked.project
}

fn raised(replacements: &[(&str, &str)]) -> Vec<AlreadyThere> {
    let mut text = BASE.to_string();
    for (from, to) in replacements {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    already_there(&project(BASE), &project(&text))
}

fn brief(rows: &[AlreadyThere]) -> Vec<String> {
    rows.iter().map(|row| format!("{} {:?} {}", row.column, row.kind, row.place)).collect()
}

#[test]
fn nothing_is_out_where_nothing_was_raised() {
    assert_eq!(raised(&[]), Vec::new());
    // Less protection is said elsewhere.
    assert_eq!(raised(&[(" @pii", ""), (" @pci", "")]), Vec::new());
    assert_eq!(raised(&[("UPPER(name)", "LOWER(name)")]), Vec::new());
}

#[test]
fn a_mask_leaves_topics_and_tables_behind() {
    let rows = raised(&[("policy {", "mask shop.customers.email with redact(\"*\")\npolicy {")]);
    assert_eq!(
        brief(&rows),
        [
            "shop.customers.email Topic mails",
            "shop.customers.email Topic shop.customers",
            "shop.customers.email Sink lake",
        ]
    );
    let sink = rows.iter().find(|row| row.kind == PlaceKind::Sink).unwrap();
    assert!(sink.says.contains("snapshots until it expires"), "{}", sink.says);
    assert!(rows.iter().any(|row| row.says.contains("until each key is written again")), "{rows:#?}");
}

#[test]
fn encryption_leaves_records_for_as_long_as_they_are_kept() {
    let kek = "kek k: local_kms\nencrypt events.card with k\npolicy {";
    let rows = raised(&[("policy {", kek)]);
    assert_eq!(
        brief(&rows),
        [
            "events.card Topic cards",
            "events.card Topic events",
            "events.card Topic lake (error topic)",
            "events.card Sink lake"
        ]
    );
    let says = |place: &str| rows.iter().find(|row| row.place == place).unwrap().says.clone();
    assert!(says("events").contains("for 7 days after they were written"), "{}", says("events"));
    assert!(says("cards").contains("for ever"), "{}", says("cards"));
}

#[test]
fn a_column_without_a_class_is_followed_too() {
    let mask = "mask shop.customers.name with redact(\"*\")\npolicy {";
    let rows = raised(&[("policy {", mask), ("name  varchar(255)", "name  varchar(255) @pii")]);
    assert_eq!(
        brief(&rows),
        [
            "shop.customers.name Topic mails",
            "shop.customers.name Topic shop.customers",
            "shop.customers.name Sink lake"
        ]
    );
    let rows = raised(&[("policy {", "mask shop.customers.town with redact(\"*\")\npolicy {")]);
    assert_eq!(brief(&rows), ["shop.customers.town Topic shop.customers"]);
}

#[test]
fn what_is_left_out_of_a_sink_was_delivered_before() {
    let rows = raised(&[("LOWER(email) AS email", "'' AS email")]);
    assert_eq!(brief(&rows), ["shop.customers.email Topic mails", "shop.customers.email Sink lake"]);
    // A column that was renamed is the same column.
    let rows = raised(&[
        ("email varchar(255) @pii", "mail varchar(255) @pii @was(email)"),
        ("LOWER(email) AS email", "'' AS email"),
    ]);
    assert_eq!(brief(&rows), ["shop.customers.mail Topic mails", "shop.customers.mail Sink lake"]);
}
