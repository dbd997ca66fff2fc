//! Iceberg sinks of a self-managed environment: the catalog, as the Connect sink and Flink name it, and who writes.

use crate::{diagnostics, shape::Shape, text::Part};
use weir_diagnostics::Diagnostics;
use weir_ir::{Binding, Environment, Project, Sink, SinkKind, TextPart};

/// How to reach a catalog: its properties.
pub(crate) struct Catalog(Vec<(&'static str, TextPart)>);

impl Catalog {
    /// Keys below `iceberg.catalog.` of the Connect sink, and values as they stand in its configuration.
    pub(crate) fn connector(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.0.iter().map(|(key, part)| (*key, part.to_string()))
    }

    /// Options of `CREATE CATALOG`, where `type` says that it is one of Iceberg's; values are quoted.
    pub(crate) fn flink(&self) -> impl Iterator<Item = (&'static str, String)> {
        self.0.iter().map(|(key, part)| (if *key == "type" { "catalog-type" } else { key }, Part(part).to_string()))
    }
}

/// Whether Flink writes the table: changes, which the Connect sink cannot write, and captured tables, whose topics hold
/// more than the table.
pub(crate) fn by_flink(shape: &Shape<'_>) -> bool {
    shape.is_captured() || !shape.is_append()
}

/// `None` after a diagnostic.
pub(crate) fn catalog(
    env: &Environment,
    sink: &Sink,
    binding: &Binding<SinkKind>,
    diagnostics: &mut Diagnostics,
) -> Option<Catalog> {
    let mut needed = |setting: &str| {
        let part = binding.settings.part(setting);
        if part.is_none() {
            diagnostics.push(diagnostics::missing_for_target(binding.span, &sink.name, setting, &env.name));
        }
        part
    };
    let literal = |text: &str| TextPart::Literal(text.to_string());
    let kind = binding.settings.text("catalog").unwrap_or("hadoop");
    let mut options: Vec<(&'static str, TextPart)> = Vec::new();
    match kind {
        "hadoop" => {
            options.push(("type", literal("hadoop")));
            options.push(("warehouse", needed("warehouse")?));
        }
        "rest" => {
            options.push(("type", literal("rest")));
            options.push(("uri", needed("uri")?));
            if let Some(warehouse) = binding.settings.part("warehouse") {
                options.push(("warehouse", warehouse));
            }
            if let Some(credential) = binding.settings.part("credential") {
                options.push(("credential", credential));
            }
            if let Some(region) = binding.settings.part("region") {
                options.push(("client.region", region));
            }
        }
        "glue" => {
            options.push(("catalog-impl", literal("org.apache.iceberg.aws.glue.GlueCatalog")));
            options.push(("warehouse", needed("warehouse")?));
            options.push(("io-impl", literal("org.apache.iceberg.aws.s3.S3FileIO")));
            if let Some(region) = binding.settings.part("region").or_else(|| env.settings.part("region")) {
                options.push(("client.region", region));
            }
        }
        _ => {
            let what = format!("the sink `{}` with `catalog = {kind}`", sink.name);
            let help = "bind it there with `catalog = rest`, `hadoop` or `glue`";
            diagnostics.push(diagnostics::no_backend(binding.span, &what, &env.name, help));
            return None;
        }
    }
    Some(Catalog(options))
}

/// The namespace of the tables: the sink's `database`, else the pipeline's name.
pub(crate) fn namespace<'a>(project: &'a Project, binding: &'a Binding<SinkKind>) -> &'a str {
    binding.settings.text("database").unwrap_or(&project.name)
}

pub(crate) fn table<'a>(env: &'a Environment, sink: &Sink, shape: &'a Shape<'_>) -> &'a str {
    env.names.sink_tables.get(&(sink.name.clone(), shape.id)).map_or(&shape.relation.name, |name| &name.name)
}

/// `namespace.table`.
pub(crate) fn table_path(
    project: &Project,
    env: &Environment,
    sink: &Sink,
    binding: &Binding<SinkKind>,
    shape: &Shape<'_>,
) -> String {
    format!("{}.{}", namespace(project, binding), table(env, sink, shape))
}
