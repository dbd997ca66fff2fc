//! `tableflow/<relation>.json`: Iceberg tables on Confluent Cloud, as the Tableflow API takes them.

use crate::{Backend, connect, diagnostics, shape::Shape, text};
use serde_json::{Map, Value, json};
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Binding, Changelog, DataType, Environment, Owner, Placeholder, Platform, Project, Provision, Resource,
    Sink, SinkKind, address,
};

pub(crate) struct Tableflow;

/// The shortest time that snapshots can be kept (Tableflow API).
const MIN_RETENTION_MS: u64 = 86_400_000;
/// The API has no word for ever: a hundred years.
const FOREVER_MS: u64 = 3_155_760_000_000;

impl Backend for Tableflow {
    fn name(&self) -> &'static str {
        "tableflow"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        if env.platform != Platform::ConfluentCloud {
            return;
        }
        for sink in &project.sinks {
            let Some(binding) = env.sinks.get(&sink.name).filter(|binding| binding.kind == SinkKind::Iceberg) else {
                continue;
            };
            if let Some(kind @ ("rest" | "hadoop")) = binding.settings.text("catalog") {
                let what = format!("the sink `{}` with `catalog = {kind}`", sink.name);
                let help = "bind it there with `catalog = glue` or `managed`";
                diagnostics.push(diagnostics::no_backend(binding.span, &what, &env.name, help));
                continue;
            }
            let mut emit = connect::Emit { project, env, out: &mut *out, diagnostics: &mut *diagnostics };
            let inputs = emit.inputs(sink, connect::Reader::Tableflow);
            for (input, shape) in inputs {
                check(env, sink, &shape, diagnostics);
                let path = format!("tableflow/{}.json", shape.relation.name);
                out.environment_file(&env.name, &path, text::json(&body(binding, &shape)));
                let resource =
                    Resource::new("tableflow", address::tableflow(&shape.relation.name), Owner::Weir, shape.topic)
                        .file(path)
                        .at(input.span)
                        .needs(address::subject(&shape.relation.name, "value"))
                        .needs(connect::producer(&shape))
                        .property("write_mode", if shape.is_append() { "APPEND" } else { "UPSERT" });
                out.resource(&env.name, resource);
            }
        }
    }
}

fn check(env: &Environment, sink: &Sink, shape: &Shape<'_>, diagnostics: &mut Diagnostics) {
    if shape.relation.facts.changelog != Changelog::Append && shape.key.is_empty() {
        diagnostics.push(diagnostics::updates_without_key(shape.relation.span, &shape.relation.name, &env.name));
    }
    for column in &shape.columns {
        // Athena has no such types (AWS, "Supported data types for Iceberg tables in Athena").
        let refused = matches!(column.ty.data, DataType::Time(_) | DataType::Binary(_));
        let glue = env.sinks.get(&sink.name).and_then(|binding| binding.settings.text("catalog")) == Some("glue");
        if refused && glue {
            let ty = column.ty.data.to_string();
            let reason = "Athena cannot read it";
            diagnostics.push(diagnostics::type_not_possible(
                column.span,
                &column.name,
                &ty,
                "an Iceberg table in Glue",
                reason,
            ));
        }
    }
}

fn body(binding: &Binding<SinkKind>, shape: &Shape<'_>) -> Value {
    let output = |name: &str| Placeholder::Output(name.to_string()).to_string();
    let storage = if binding.settings.text("catalog") == Some("managed") {
        json!({"kind": "Managed"})
    } else {
        let bucket = match &binding.provision {
            Provision::Existing(name) => name.clone(),
            Provision::Unstated | Provision::Make(_) => {
                binding.settings.part("bucket").map_or_else(|| output("lake_bucket"), |bucket| bucket.to_string())
            }
        };
        json!({"kind": "ByobAws", "bucket_name": bucket, "provider_integration_id": output("provider_integration_id")})
    };
    let mut config = Map::new();
    if let Some(retention) = binding.settings.duration("retention") {
        let ms = retention.0.unwrap_or(FOREVER_MS).max(MIN_RETENTION_MS);
        config.insert("retention_ms".into(), json!(ms.to_string()));
    }
    config.insert("error_handling".into(), json!({"mode": "SUSPEND"}));
    json!({"spec": {
        "display_name": shape.topic,
        "storage": storage,
        "table_formats": ["ICEBERG"],
        "config": config,
        "environment": {"id": output("environment_id")},
        "kafka_cluster": {"id": output("kafka_cluster_id")}
    }})
}
