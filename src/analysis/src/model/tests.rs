use crate::{Analysis, analyze};
use weir_diagnostics::{Diagnostics, FileId};
use weir_ir::{DeletedFilter, KekKind, MaskPlace, Provision, Scan, SinkKind};

const RETAILER: &str = include_str!("../../../../pipelines/online_retailer.weir");

fn analysed(text: &str) -> Analysis {
    let parsed = weir_syntax::parse(FileId(0), text);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    analyze(&[parsed.file])
}

fn shown(diagnostics: &Diagnostics) -> Vec<String> {
    diagnostics.iter().map(|found| format!("{} {}", found.code.id, found.message)).collect()
}

#[test]
fn the_retailer_is_right() {
    let analysis = analysed(RETAILER);
    assert_eq!(shown(&analysis.diagnostics), Vec::<String>::new());
}

fn only(text: &str) -> Vec<String> {
    shown(&analysed(text).diagnostics)
}

#[test]
fn columns_of_captured_tables_have_the_types_that_arrive() {
    let project = analysed(RETAILER).project;
    let types = |relation: &str| -> Vec<String> {
        let id = project.relations.find(relation).unwrap();
        project.relations[id].columns.iter().map(|column| column.ty.to_string()).collect()
    };
    assert_eq!(types("shop.orders"), ["INT NOT NULL", "INT NOT NULL", "TIMESTAMP_LTZ(3)", "STRING NOT NULL"]);
    assert_eq!(types("shop.products")[7], "DECIMAL(10, 2) NOT NULL");
    assert_eq!(types("payments")[7], "TIMESTAMP_LTZ(3) NOT NULL");
    assert_eq!(types("error_payments").last().unwrap(), "MAP<STRING NOT NULL, STRING NOT NULL> NOT NULL");
}

#[test]
fn text_of_a_derived_table_has_no_length() {
    let analysis = analysed(
        "pipeline p { }\n\ntopic t {\n  id int @key\n  note varchar(7)\n}\n\ntransform u {\n  SELECT id, note, 'web' AS a, \
         '' AS b, CASE WHEN id > 1 THEN 'x' ELSE 'long' END AS c, CAST(note AS VARCHAR(3)) AS d, ARRAY['x'] AS e FROM t\n}\n\n\
         transform v {\n  SELECT a FROM u WHERE a = 'web'\n}\n",
    );
    assert_eq!(shown(&analysis.diagnostics), Vec::<String>::new());
    let types = |name: &str| -> Vec<String> {
        let id = analysis.project.relations.find(name).unwrap();
        analysis.project.relations[id].columns.iter().map(|column| column.ty.to_string()).collect()
    };
    assert_eq!(types("t"), ["INT NOT NULL", "VARCHAR(7) NOT NULL"]);
    let text = "STRING NOT NULL";
    assert_eq!(types("u"), ["INT NOT NULL", text, text, text, text, text, "ARRAY<STRING NOT NULL> NOT NULL"]);
    assert_eq!(types("v"), [text]);
}

#[test]
fn each_platform_reads_captured_tables_its_own_way() {
    let project = analysed(RETAILER).project;
    let scan = |environment: &str, relation: &str| {
        let id = project.relations.find(relation).unwrap();
        project.environment(environment).unwrap().scans[&id].clone()
    };
    let key = vec!["orderid".to_string()];
    let above = Some(DeletedFilter::AboveTemporalJoin);
    assert_eq!(scan("cloud", "shop.orders"), Scan::Deduplicated { key: key.clone(), deleted: above });
    assert_eq!(scan("local", "shop.orders"), Scan::Upsert { key, deleted: above });
    assert_eq!(scan("cloud", "shop.order_items"), Scan::Append);
    assert_eq!(scan("local", "payments"), Scan::Append);
}

#[test]
fn bindings_and_names_of_the_retailer() {
    let project = analysed(RETAILER).project;
    let local = project.environment("local").unwrap();
    assert_eq!(local.sinks["warehouse"].kind, SinkKind::Postgres);
    assert_eq!(local.sinks["warehouse"].settings.text("schema"), None, "settings of another kind are not carried over");
    assert_eq!(local.sinks["lake"].settings.text("catalog"), Some("hadoop"));
    assert_eq!(local.keks["csfle_key"].kind, KekKind::LocalKms);
    assert_eq!(local.names.slots["shop"], "weir_online_retailer_local_shop");
    let cloud = project.environment("cloud").unwrap();
    assert_eq!(cloud.sources["shop"].provision, Provision::Make("rds".into()));
    let sales = project.relations.find("product_sales").unwrap();
    assert_eq!(cloud.names.sink_tables[&("warehouse".into(), sales)].name, "PRODUCT_SALES");
    assert_eq!(cloud.names.topics[&project.relations.find("shop.orders").unwrap()].name, "shiftleft.public.orders");
}

#[test]
fn masks_act_where_the_platform_lets_them() {
    for (mask, cloud, local) in [
        ("redact(\"x\")", MaskPlace::ConnectorTransform, MaskPlace::ConnectorTransform),
        ("drop", MaskPlace::ConnectorSetting, MaskPlace::ConnectorSetting),
        ("truncate(2)", MaskPlace::Scan, MaskPlace::ConnectorSetting),
        ("hash(salt: secret(\"s\"))", MaskPlace::Scan, MaskPlace::Scan),
        ("partial(keep_last: 4)", MaskPlace::Scan, MaskPlace::Scan),
        ("nullify", MaskPlace::Scan, MaskPlace::Scan),
    ] {
        let text = RETAILER.replace("with redact(\"****\")", &format!("with {mask} raw allowed \"a test\""));
        let project = analysed(&text).project;
        let place = |environment: &str| *project.environment(environment).unwrap().masks.values().next().unwrap();
        assert_eq!((place("cloud"), place("local")), (cloud, local), "{mask}");
    }
}

#[test]
fn an_environment_inherits_and_overrides() {
    let text = RETAILER.to_string()
        + "environment prod from local {\n set prefix = \"prod\"\n kafka = \"k:1\"\n bind shop { host = \"db\" }\n}\n";
    let analysis = analysed(&text);
    assert_eq!(shown(&analysis.diagnostics), Vec::<String>::new());
    let prod = analysis.project.environment("prod").unwrap();
    assert_eq!(prod.settings.text("kafka"), Some("k:1"));
    assert_eq!(prod.sources["shop"].settings.text("host"), Some("db"));
    assert_eq!(prod.sources["shop"].provision, Provision::Make("tables".into()));
    assert_eq!(prod.names.topic_prefixes["shop"], "prod");
}

#[test]
fn names_that_stand_in_broken_items_are_not_reported_again() {
    let parsed = weir_syntax::parse(
        FileId(0),
        "pipeline p { }\ntopic t { a int @key b ( }\nsink s: file { path = \"x\" from = [t] }\n",
    );
    assert_eq!(parsed.diagnostics.count(weir_diagnostics::Severity::Error), 1);
    assert_eq!(shown(&analyze(&[parsed.file]).diagnostics), Vec::<String>::new());
}

#[test]
fn the_retailer_without_its_mask_and_with_customers_in_the_warehouse_breaks_nothing_else() {
    let text = RETAILER.replace("from     = [low_stock_alerts, product_sales]", "from = [shop.customers]");
    assert!(only(&text).iter().all(|message| message.starts_with("E07")), "{:#?}", only(&text));
}

#[test]
fn analysis_of_no_files_says_that_there_is_no_pipeline() {
    let found = analyze(&[]).diagnostics;
    assert_eq!(shown(&found), ["E0305 the files hold no `pipeline` item"]);
}

#[test]
fn a_column_that_a_mask_drops_is_not_there_for_queries() {
    let dropped = RETAILER.replace("with redact(\"****\")", "with drop");
    assert_eq!(only(&dropped), Vec::<String>::new());
    let reads = dropped.replace("    cust.customername,", "    cust.email,");
    assert_eq!(only(&reads), ["E0303 `shop.customers.email` never leaves its database, so no query can read it"]);
}
