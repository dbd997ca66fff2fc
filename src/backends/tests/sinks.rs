//! Sinks of every kind through the whole of analysis and backends, from the text of a pipeline.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use weir_diagnostics::{Diagnostics, Severity, SourceMap};
use weir_ir::ArtifactSet;

const CLOUD: &str = "environment cloud: confluent_cloud { cloud = aws region = \"us-east-1\" }\n";
const LOCAL: &str = "environment local: self_managed {\n  kafka = \"k:1\"\n  registry = \"http://r\"\n  connect = \"http://c\"\n  \
                     flink_gateway = \"http://f\"\n}\n";
const ORDERS: &str = "topic orders {\n  id int @key\n  note string?\n  paid double\n  price decimal(10, 2)\n}\n\
                      transform paid { SELECT id, note, paid FROM orders WHERE paid > 0 }\n";
const COUNTS: &str = "transform counts { SELECT id, COUNT(*) AS n FROM orders GROUP BY id }\n";

fn emitted(items: &str, environment: &str) -> (ArtifactSet, Diagnostics) {
    let counts = if items.contains("counts") { COUNTS } else { "" };
    let text = format!("pipeline p {{}}\n{ORDERS}{counts}{items}\n{environment}");
    let mut map = SourceMap::default();
    let id = map.add("p.weir", text.as_str());
    let parsed = weir_syntax::parse(id, &text);
    assert!(!parsed.diagnostics.has_errors(), "{:?}", parsed.diagnostics);
    let analysis = weir_analysis::analyze(&[parsed.file]);
    let errors = analysis.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    assert_eq!(errors.map(|one| format!("{} {}", one.code, one.message)).collect::<Vec<_>>(), Vec::<String>::new());
    let mut diagnostics = Diagnostics::default();
    let out = weir_backends::emit(&analysis.project, None, &mut diagnostics);
    (out, diagnostics)
}

fn clean(items: &str, environment: &str) -> ArtifactSet {
    let (out, diagnostics) = emitted(items, environment);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    out
}

/// Codes of errors before any backend.
fn refused(items: &str, environment: &str) -> Vec<&'static str> {
    let text = format!("pipeline p {{}}\n{ORDERS}{items}\n{environment}");
    let parsed = weir_syntax::parse(SourceMap::default().add("p.weir", text.as_str()), &text);
    let analysis = weir_analysis::analyze(&[parsed.file]);
    let errors = analysis.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    errors.map(|one| one.code.id).collect()
}

fn codes(items: &str, environment: &str) -> Vec<&'static str> {
    emitted(items, environment).1.iter().map(|one| one.code.id).collect()
}

fn text(out: &ArtifactSet, path: &str) -> String {
    out.get(path).unwrap_or_else(|| panic!("{path}")).text.clone()
}

fn json(out: &ArtifactSet, path: &str) -> serde_json::Value {
    serde_json::from_str(&text(out, path)).unwrap()
}

/// A key of a connector's configuration, secret or not.
fn key(out: &ArtifactSet, path: &str, name: &str) -> String {
    let file = json(out, path);
    let parts = ["config", "config_sensitive"].map(|part| file.get(part).and_then(|part| part.get(name)).cloned());
    parts.into_iter().flatten().next().and_then(|value| Some(value.as_str()?.to_string())).unwrap_or_default()
}

#[test]
fn an_http_sink_calls_for_each_record() {
    let sink = "sink hook: http {\n  url = \"https://example.org/hook\"\n  method = put\n  batch = 10\n  \
                authorization = secret(\"token\")\n  headers { \"X-Team\" = \"it's ä \\\"x\\\" ${{y}}\" }\n  from = [paid]\n}";
    let out = clean(sink, CLOUD);
    let key = |name: &str| key(&out, "cloud/connect/hook.json", name);
    assert_eq!((key("connector.class"), key("topics")), ("HttpSink".into(), "p.paid".into()));
    assert_eq!((key("http.api.url"), key("request.method")), ("https://example.org/hook".into(), "PUT".into()));
    assert_eq!((key("batch.max.size"), key("batch.json.as.array")), ("10".into(), "true".into()));
    assert_eq!(key("headers"), "Content-Type:application/json|X-Team:it's ä \"x\" ${y}");
    assert_eq!(key("sensitive.headers"), "Authorization:@{secret:token}");
    let sensitive = json(&out, "cloud/connect/hook.json");
    assert!(sensitive.pointer("/config_sensitive/sensitive.headers").is_some(), "{sensitive}");
    let access = text(&out, "cloud/README.md");
    assert!(access.contains("delivers it to `hook`"), "{access}");
}

#[test]
fn headers_that_would_be_two_are_refused() {
    for header in ["X = \"a|b\"", "X = \"a\\nb\""] {
        let sink = format!("sink hook: http {{ url = \"https://e.org\" from = [paid] headers {{ {header} }} }}");
        assert_eq!(codes(&sink, CLOUD), ["E0904"], "{header}");
    }
}

#[test]
fn what_no_call_can_say_is_refused() {
    assert_eq!(codes("sink hook: http { url = \"https://e.org\" from = [counts] }", CLOUD), ["E0905"]);
    assert_eq!(codes("sink hook: http { url = \"https://e.org\" from = [orders] }", CLOUD), ["E0902"]);
    assert_eq!(codes("sink hook: http { url = \"https://e.org\" from = [paid] }", LOCAL), ["E0905"]);
}

#[test]
fn an_s3_sink_writes_by_a_role_of_its_own() {
    let sink = "sink archive: s3 {\n  bucket = \"weir-archive\"\n  provision = bucket\n  format = json\n  prefix = \"a/b\"\n  \
                rotate = 30m\n  flush_size = 2000\n  from = [paid, orders]\n}";
    let out = clean(sink, CLOUD);
    let key = |name: &str| key(&out, "cloud/connect/archive.json", name);
    assert_eq!((key("connector.class"), key("topics")), ("S3_SINK".into(), "p.paid,p.orders".into()));
    assert_eq!((key("output.data.format"), key("json.decimal.format")), ("JSON".into(), "NUMERIC".into()));
    assert_eq!((key("rotate.schedule.interval.ms"), key("flush.size")), ("1800000".into(), "2000".into()));
    assert_eq!(key("s3.bucket.name"), "@{output:bucket_archive}");
    assert_eq!(key("provider.integration.id"), "@{output:provider_integration_archive}");
    assert_eq!(key("authentication.method"), "IAM Roles");
    let lake = text(&out, "cloud/terraform/lake.tf");
    assert!(lake.contains("resource \"aws_iam_role\" \"sink_archive\""), "{lake}");
    assert!(lake.contains("resource \"aws_iam_role_policy\" \"sink_archive\""), "{lake}");
    assert!(!lake.contains("\"*\""), "{lake}");
    let outputs = text(&out, "cloud/terraform/outputs.tf");
    assert!(outputs.contains("output \"provider_integration_archive\""), "{outputs}");
    let existing = clean("sink archive: s3 { bucket = \"mine\" from = [paid] }", CLOUD);
    assert_eq!(archive_key(&existing, "s3.bucket.name"), "mine");
    assert!(text(&existing, "cloud/terraform/lake.tf").contains(":s3:::mine"));
}

fn archive_key(out: &ArtifactSet, name: &str) -> String {
    key(out, "cloud/connect/archive.json", name)
}

#[test]
fn files_take_no_updates_and_no_other_region() {
    assert_eq!(codes("sink a: s3 { bucket = \"b\" from = [counts] }", CLOUD), ["E0905"]);
    assert_eq!(codes("sink a: s3 { bucket = \"b\" region = \"eu-west-1\" from = [paid] }", CLOUD), ["E0905"]);
    assert_eq!(codes("sink a: s3 { bucket = \"b\" from = [paid] }", LOCAL), ["E0905"]);
}

#[test]
fn a_sink_reads_what_a_shared_key_encrypts_as_the_proof_says() {
    let encrypted = |shared: bool| {
        format!(
            "kek k: aws_kms {{ shared = {shared} }}\nencrypt orders.note with k\n\
             sink a: s3 {{ bucket = \"b\" from = [orders] }}"
        )
    };
    let out = clean(&encrypted(true), CLOUD);
    assert_eq!(key(&out, "cloud/connect/a.json", "csfle.enabled"), "true");
    let out = clean(&encrypted(false), CLOUD);
    assert_eq!(key(&out, "cloud/connect/a.json", "csfle.enabled"), "");
}

const SHOP: &str = "source shop: postgres {\n  database = \"d\"\n  password = secret(\"p\")\n  table customers {\n    id int @key\n    \
                    name string\n  }\n  table logs {\n    changelog = append\n    id int @key\n    at timestamp\n  }\n}\n";

#[test]
fn changes_and_captured_tables_reach_a_self_managed_lake_by_flink() {
    let local = LOCAL.replace("flink_gateway", "bind shop { host = \"h\" }\n  flink_gateway");
    let sink = "sink lake: iceberg {\n  catalog = rest\n  uri = \"http://it's:8181\"\n  warehouse = \"s3://w\"\n  credential = secret(\"lake\")\n  \
                commit_interval = 5s\n  from = [counts, paid, shop.customers as clients]\n}";
    let out = clean(&format!("{SHOP}{sink}"), &local);
    let catalog = text(&out, "local/iceberg/lake.catalog.sql");
    for line in ["'type' = 'iceberg'", "'catalog-type' = 'rest'", "'uri' = 'http://it''s:8181'"] {
        assert!(catalog.contains(line), "{catalog}");
    }
    assert!(catalog.contains("'credential' = '@{secret:lake}'"), "{catalog}");
    let table = text(&out, "local/iceberg/lake.counts.table.sql");
    assert!(table.contains("`p_local_lake`.`p`.`counts`"), "{table}");
    assert!(table.contains("PRIMARY KEY (`id`) NOT ENFORCED"), "{table}");
    assert!(table.contains("'write.upsert.enabled' = 'true'"), "{table}");
    let insert = text(&out, "local/iceberg/lake.shop.customers.insert.sql");
    assert!(insert.contains("INSERT INTO `p_local_lake`.`p`.`clients`"), "{insert}");
    assert!(insert.ends_with("WHERE `__deleted` = 'false';\n"), "{insert}");
    // What appends still goes by Connect, and only that.
    assert!(
        out.get("local/connect/lake.paid.json").is_some() && out.get("local/iceberg/lake.paid.table.sql").is_none()
    );
    assert!(out.get("local/connect/lake.counts.json").is_none());
    let manifest = text(&out, "local/manifest.json");
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let resources = manifest.get("resources").and_then(serde_json::Value::as_array).unwrap();
    let found = resources.iter().find(|one| one.get("address").unwrap() == "statement/lake/shop.customers").unwrap();
    let needs = found.get("depends_on").unwrap();
    assert_eq!(*needs, serde_json::json!(["flink_table/shop.customers", "sink_table/lake/shop.customers"]));
    assert_eq!(found.pointer("/properties/properties/execution.checkpointing.interval").unwrap(), "5000 ms");
}

#[test]
fn a_managed_postgres_sink_writes_into_tables_of_weirs() {
    let items = format!(
        "{SHOP}sink wh: postgres {{\n  host = \"h\"\n  database = \"d\"\n  sslmode = verify_full\n  \
         from = [counts, paid as PAID, shop.customers]\n}}"
    );
    let cloud = CLOUD.replace("cloud = aws", "cloud = aws bind shop { host = \"h\" }");
    let out = clean(&items, &cloud);
    let key = |file: &str, name: &str| key(&out, &format!("cloud/connect/wh.{file}.json"), name);
    assert_eq!((key("counts", "insert.mode"), key("counts", "pk.mode")), ("UPSERT".into(), "record_key".into()));
    assert_eq!((key("counts", "delete.enabled"), key("counts", "input.key.format")), ("true".into(), "AVRO".into()));
    assert_eq!((key("paid", "insert.mode"), key("paid", "table.name.format")), ("INSERT".into(), "public.PAID".into()));
    assert_eq!((key("paid", "ssl.mode"), key("paid", "auto.create")), ("verify-full".into(), "false".into()));
    assert_eq!(key("paid", "connection.password"), "@{secret:wh_password}");
    assert_eq!(key("shop.customers", "topics"), "p.public.customers".replace("p.", &prefix(&out)));
    let table = text(&out, "cloud/postgres/wh.shop.customers.table.sql");
    assert!(table.contains("CREATE OR REPLACE TRIGGER"), "{table}");
    let manifest = text(&out, "cloud/manifest.json");
    assert!(manifest.contains("\"sink_table/wh/counts\""), "{manifest}");
}

fn prefix(out: &ArtifactSet) -> String {
    format!("{}.", key(out, "cloud/connect/shop.json", "topic.prefix"))
}

#[test]
fn what_the_managed_postgres_sink_would_get_wrong_is_refused() {
    let cloud = CLOUD.replace("cloud = aws", "cloud = aws bind shop { host = \"h\" }");
    let sink = |more: &str| format!("{SHOP}sink wh: postgres {{ host = \"h\" database = \"d\" {more} }}");
    assert_eq!(codes(&sink("from = [shop.logs]"), &cloud), ["E0905"], "deletes that are left out");
    assert_eq!(codes(&sink("sslmode = disable from = [paid]"), &cloud), ["E0904"]);
    let instant = sink("from = [shop.customers]").replace("name string", "at timestamp_ltz?");
    assert_eq!(codes(&instant, &cloud), ["E0905"], "an instant as text");
    let ticks = "topic ticks { id int @key at timestamp(3) }\n";
    assert_eq!(codes(&format!("{ticks}{}", sink("from = [ticks]")), &cloud), ["E0902"], "a time as a number");
    let encrypted = "kek k: aws_kms { shared = true }\nencrypt orders.note with k\n";
    assert_eq!(codes(&format!("{encrypted}{}", sink("from = [orders]")), &cloud), ["E0905"], "no rules run");
}

#[test]
fn a_managed_connector_runs_only_the_transforms_of_the_service() {
    let sink = |class: &str| {
        format!(
            "sink a: s3 {{\n  bucket = \"b\"\n  from = [paid]\n  settings {{\n    transforms = \"t\"\n    \
             \"transforms.t.type\" = \"{class}\"\n  }}\n}}"
        )
    };
    clean(&sink("org.apache.kafka.connect.transforms.InsertField$Value"), CLOUD);
    assert_eq!(codes(&sink("com.example.Mine"), CLOUD), ["E0904"]);
    let (_, near) = emitted(&sink("org.apache.kafka.connect.transforms.InsertFeild$Value"), CLOUD);
    let help: Vec<&str> = near.iter().filter_map(|one| one.help.as_deref()).collect();
    assert_eq!(help, ["did you mean `org.apache.kafka.connect.transforms.InsertField$Value`?"]);
}

#[test]
fn a_name_that_a_sink_cannot_give_is_refused() {
    for sink in [
        "sink a: s3 { bucket = \"b\" from = [paid as PAID] }",
        "sink a: http { url = \"https://e.org\" from = [paid as PAID] }",
        "sink a: iceberg { catalog = glue from = [paid as PAID] }",
    ] {
        assert_eq!(refused(sink, CLOUD), ["E0427"], "{sink}");
    }
}

#[test]
fn a_key_that_a_view_casts_is_no_key_to_a_planner_that_asks() {
    let items = "topic tags {\n  changelog = upsert\n  tag varchar(10) @key\n  n int\n}\n\
                 topic sums {\n  changelog = upsert\n  id int @key\n  n int\n}\n\
                 sink lake: iceberg { catalog = hadoop warehouse = \"file:///l\" from = [tags, sums] }";
    let insert = |version: &str, relation: &str| {
        let local = LOCAL.replace("flink_gateway", &format!("flink_version = \"{version}\"\n  flink_gateway"));
        text(&clean(items, &local), &format!("local/iceberg/lake.{relation}.insert.sql"))
    };
    assert!(insert("2.3", "tags").ends_with("ON CONFLICT DO DEDUPLICATE;\n"), "{}", insert("2.3", "tags"));
    assert!(!insert("2.2", "tags").contains("ON CONFLICT") && !insert("2.3", "sums").contains("ON CONFLICT"));
}

#[test]
fn topics_that_the_snowflake_connector_takes_for_one_are_refused() {
    let sink = |other: &str| {
        format!(
            "naming {{ topic = \"{{item}}\" }}\ntopic `a.b` {{ id int }}\ntopic {other} {{ id int }}\n\
             sink wh: snowflake {{ database = \"D\" from = [`a.b` as AB, {other}] }}"
        )
    };
    clean(&sink("a_bc"), CLOUD);
    assert_eq!(codes(&sink("a_b"), CLOUD), ["E0901"]);
}
