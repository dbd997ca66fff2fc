//! Tests of the data plane's artifacts together: every file is parsed by a library that is not weir's.

mod hostile;
mod tree;

use crate::{Backend, connect, flink, kafka, keks, postgres, sample, schemas, snowflake, tableflow};
use std::collections::BTreeMap;
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Binding, ColumnPath, ColumnRef, DeletedFilter, Environment, MaskPlace, Physical, Platform, Project,
    Provision, RelationId, RelationKind, Scan, SecretRef, SinkKind, Value,
};

static DATA_PLANE: &[&dyn Backend] = &[
    &keks::Keks,
    &schemas::Schemas,
    &connect::Connect,
    &flink::Flink,
    &snowflake::Snowflake,
    &postgres::Postgres,
    &tableflow::Tableflow,
    &kafka::Kafka,
];

/// The hand-made retailer with names, scans and mask places as analysis gives them.
fn retailer() -> Project {
    let mut project = sample::project();
    let names: Vec<(RelationId, String, RelationKind)> =
        project.relations.iter().map(|(id, relation)| (id, relation.name.clone(), relation.kind.clone())).collect();
    for env in &mut project.environments {
        place(env, &names);
    }
    let payments = project.relations.find("payments").unwrap();
    if let Some(relation) = project.relations.get_mut(payments) {
        relation.facts.time = Some(weir_ir::TimeAttribute {
            column: "ts".into(),
            ty: weir_ir::Type::not_null(weir_ir::DataType::TimestampLtz(3)),
            event: true,
        });
    }
    project
}

fn place(env: &mut Environment, names: &[(RelationId, String, RelationKind)]) {
    let physical = |name: &str| Physical { name: name.to_string(), span: sample::span(0) };
    let local = env.platform == Platform::SelfManaged;
    for (id, name, kind) in names {
        let topic = if let RelationKind::Captured { schema, table, .. } = kind {
            format!("shiftleft.{schema}.{table}")
        } else {
            name.clone()
        };
        env.names.topics.insert(*id, physical(&topic));
        if let RelationKind::Transform(_) = kind {
            env.names
                .statements
                .insert(*id, physical(&format!("online-retailer-{}-{}", env.name, name.replace('_', "-"))));
            for sink in ["warehouse", "lake"] {
                env.names.sink_tables.insert((sink.to_string(), *id), physical(name));
            }
        }
        if let RelationKind::Captured { changelog_append, .. } = kind {
            let key = vec![match name.as_str() {
                "shop.products" => "productid".to_string(),
                "shop.customers" => "customerid".to_string(),
                _ => "orderid".to_string(),
            }];
            let deleted = Some(DeletedFilter::AboveTemporalJoin);
            let scan = match (changelog_append, local) {
                (true, _) => Scan::Append,
                (false, true) => Scan::Upsert { key, deleted },
                (false, false) => Scan::Deduplicated { key, deleted },
            };
            env.scans.insert(*id, scan);
        }
        if name == "shop.customers" {
            let email = ColumnRef { relation: *id, path: ColumnPath::column("email") };
            let at = if local { MaskPlace::ConnectorSetting } else { MaskPlace::ConnectorTransform };
            env.masks.insert(email, at);
        }
    }
    let slot = format!("weir_online_retailer_{}_shop", env.name);
    env.names.topic_prefixes.insert("shop".into(), "shiftleft".into());
    env.names.slots.insert("shop".into(), slot.clone());
    env.names.publications.insert("shop".into(), slot);
    env.names.source_connectors.insert("shop".into(), physical(&format!("online_retailer-{}-shop", env.name)));
    for sink in ["warehouse", "lake"] {
        env.names.sink_connectors.insert(sink.into(), physical(&format!("online_retailer-{}-{sink}", env.name)));
    }
    let text = |text: &str| Value::Text(text.to_string());
    let mut set = |sink: &str, kind: SinkKind, entries: &[(&str, Value)]| {
        let mut settings = weir_ir::Settings::default();
        for (name, value) in entries {
            settings.insert(*name, value.clone(), sample::span(0));
        }
        let binding = Binding { kind, settings, provision: Provision::Unstated, span: sample::span(0) };
        env.sinks.insert(sink.to_string(), binding);
    };
    if local {
        let password = Value::Secret(SecretRef("warehouse_password".into()));
        let entries = [("host", text("localhost")), ("database", text("warehouse")), ("password", password)];
        set("warehouse", SinkKind::Postgres, &entries);
        let entries = [("catalog", Value::Word("hadoop".into())), ("warehouse", text("file:///var/lib/weir/lake"))];
        set("lake", SinkKind::Iceberg, &entries);
        env.settings.insert("registry", text("http://localhost:8081"), sample::span(0));
    } else {
        set("warehouse", SinkKind::Snowflake, &[("database", text("PRODUCTION")), ("schema", text("PUBLIC"))]);
        set("lake", SinkKind::Iceberg, &[("catalog", Value::Word("glue".into()))]);
    }
}

fn emitted(project: &Project) -> (ArtifactSet, Diagnostics) {
    let mut out = ArtifactSet::default();
    let mut diagnostics = Diagnostics::default();
    for env in &project.environments {
        for backend in DATA_PLANE {
            backend.emit(project, env, &mut out, &mut diagnostics);
        }
    }
    (out, diagnostics)
}

/// Files of a folder of an environment.
fn files<'a>(out: &'a ArtifactSet, folder: &str) -> BTreeMap<&'a str, &'a str> {
    out.files().filter(|(path, _)| path.starts_with(folder)).map(|(path, file)| (path, file.text.as_str())).collect()
}
