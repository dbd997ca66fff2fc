//! `iceberg/<sink>.*.sql` of a self-managed environment: Iceberg tables that Flink writes, because the Connect sink only
//! appends and reads topics as they are. A catalog a sink, a table and an INSERT a relation.
//!
//! Source: Apache Iceberg, "Flink Writes", upsert mode; "Flink DDL", catalogs; what a type becomes: `FlinkTypeToType`.

use super::{Emit, confluent, insert, query::line};
use crate::{
    iceberg,
    shape::Shape,
    text::{Ident, Text, idents, sql_header},
};
use serde_json::{Value, json};
use weir_diagnostics::Diagnostics;
use weir_ir::{Binding, Column, Owner, Platform, Resource, Sink, SinkInput, SinkKind, address};

pub(super) fn sinks(emit: &mut Emit<'_, '_>) {
    if emit.env.platform != Platform::SelfManaged {
        return;
    }
    for sink in &emit.project.sinks {
        let Some(binding) = emit.env.sinks.get(&sink.name).filter(|binding| binding.kind == SinkKind::Iceberg) else {
            continue;
        };
        let inputs: Vec<(&SinkInput, Shape<'_>)> = sink
            .inputs
            .iter()
            .filter_map(|input| Some((input, Shape::of(emit.project, emit.env, input.relation)?)))
            .filter(|(_, shape)| iceberg::by_flink(shape))
            .collect();
        // What is wrong with the catalog has been said with the connectors.
        let mut said = Diagnostics::default();
        let Some(catalog) = iceberg::catalog(emit.env, sink, binding, &mut said) else { continue };
        if inputs.is_empty() {
            continue;
        }
        let mut lake = Lake { emit: &mut *emit, sink, binding };
        lake.catalog(&catalog);
        for (input, shape) in inputs {
            lake.table(input, &shape);
            lake.insert(input, &shape);
        }
    }
}

struct Lake<'l, 'a, 'o> {
    emit: &'l mut Emit<'a, 'o>,
    sink: &'a Sink,
    binding: &'a Binding<SinkKind>,
}

impl Lake<'_, '_, '_> {
    /// A session of Flink may know the catalogs of several pipelines.
    fn catalog_name(&self) -> String {
        format!("{}_{}_{}", self.emit.project.name, self.emit.env.name, self.sink.name)
    }

    fn database(&self) -> String {
        iceberg::namespace(self.emit.project, self.binding).to_string()
    }

    fn header(&self) -> String {
        sql_header(self.emit.project, "sink", &self.sink.name, self.sink.span)
    }

    fn file(&mut self, name: &str, sql: &str) -> String {
        let path = format!("iceberg/{}.{name}.sql", self.sink.name);
        let sql = format!("{}{sql}", self.header());
        self.emit.out.environment_file(&self.emit.env.name, &path, sql);
        path
    }

    fn catalog(&mut self, catalog: &iceberg::Catalog) {
        let name = self.catalog_name();
        let mut options = vec![format!("  {} = {}", Text("type"), Text("iceberg"))];
        options.extend(catalog.flink().map(|(key, value)| format!("  {} = {value}", Text(key))));
        let sql = format!("CREATE CATALOG IF NOT EXISTS {} WITH (\n{}\n);\n", Ident(&name), options.join(",\n"));
        let database = format!("CREATE DATABASE IF NOT EXISTS {}.{};\n", Ident(&name), Ident(&self.database()));
        let files = vec![self.file("catalog", &sql), self.file("database", &database)];
        let mut resource = Resource::new("flink_catalog", address::flink_catalog(&self.sink.name), Owner::Weir, name)
            .at(self.binding.span)
            .property("run", json!(files));
        for file in files {
            resource = resource.file(file);
        }
        self.emit.out.resource(&self.emit.env.name, resource);
    }

    fn path(&self, shape: &Shape<'_>) -> String {
        let table = iceberg::table(self.emit.env, self.sink, shape);
        idents_path(&[&self.catalog_name(), &self.database(), table])
    }

    fn table(&mut self, input: &SinkInput, shape: &Shape<'_>) {
        // Whatever a topic carries, a table holds: the topic's schema has been checked.
        let mut lines: Vec<String> = shape.columns.iter().map(|column| column_line(shape, column)).collect();
        let mut options = vec![("format-version", "2")];
        if !shape.is_append() {
            lines.push(format!(
                "  PRIMARY KEY ({}) NOT ENFORCED",
                idents(shape.key.iter().map(|key| key.name.as_str()))
            ));
            options.push(("write.upsert.enabled", "true"));
        }
        let options: Vec<String> =
            options.into_iter().map(|(key, value)| format!("  {} = {}", Text(key), Text(value))).collect();
        let comment = shape.relation.doc.as_ref().map_or_else(String::new, |doc| format!(" COMMENT {}", Text(doc)));
        let path = self.path(shape);
        let sql = format!(
            "CREATE TABLE IF NOT EXISTS {path} (\n{}\n){comment} WITH (\n{}\n);\n",
            lines.join(",\n"),
            options.join(",\n")
        );
        let relation = &shape.relation.name;
        let file = self.file(&format!("{relation}.table"), &sql);
        let address = address::sink_table(&self.sink.name, relation);
        let resource = Resource::new("iceberg_table", address, Owner::Weir, path)
            .file(file.clone())
            .at(input.span)
            .property("run", json!([file]))
            .needs(address::flink_catalog(&self.sink.name));
        self.emit.out.resource(&self.emit.env.name, resource);
    }

    /// The rows of the relation as every transform reads them: after masks of the scan, without deleted rows.
    fn insert(&mut self, input: &SinkInput, shape: &Shape<'_>) {
        let relation = &shape.relation.name;
        let columns: Vec<String> = shape.columns.iter().map(|column| Ident(&column.name).to_string()).collect();
        let living = if shape.hides_deleted() { "\nWHERE `__deleted` = 'false'" } else { "" };
        let conflict = if self.loses_key(shape) { insert::DEDUPLICATE } else { "" };
        let sql = format!(
            "INSERT INTO {}\nSELECT{}{}\nFROM {}{living}{conflict};\n",
            self.path(shape),
            line(1),
            columns.join(&format!(",{}", line(1))),
            Ident(shape.topic),
        );
        let file = self.file(&format!("{relation}.insert"), &sql);
        let item = format!("{}-{relation}", self.sink.name);
        let name = confluent::statement_name(self.emit, &item, "delivery");
        let address = address::delivery(&self.sink.name, relation);
        let resource = Resource::new("statement", address, Owner::Weir, name.clone())
            .file(file)
            .at(input.span)
            .needs(address::flink_table(relation))
            .needs(address::sink_table(&self.sink.name, relation))
            .property("properties", self.properties(&name))
            .property("state", shape.relation.facts.state.to_string());
        self.emit.out.resource(&self.emit.env.name, resource);
    }

    /// A view that casts a key column hides from the planner that it is one.
    fn loses_key(&self, shape: &Shape<'_>) -> bool {
        let cast = |column: &&Column| shape.physical(column, Platform::SelfManaged).data != column.ty.data;
        self.emit.env.flink_version >= insert::ON_CONFLICT && !shape.is_append() && shape.key.iter().any(cast)
    }

    /// Iceberg's files become a snapshot at each checkpoint.
    fn properties(&self, name: &str) -> Value {
        let mut properties = insert::place_properties(self.emit.env);
        let commit = self.binding.settings.duration("commit_interval").and_then(|every| every.0).unwrap_or(60_000);
        properties.insert("pipeline.name".into(), json!(name));
        properties.insert("execution.checkpointing.interval".into(), json!(format!("{commit} ms")));
        if let Some(parallelism) = self.emit.env.settings.integer("parallelism") {
            properties.insert("parallelism.default".into(), json!(parallelism.to_string()));
        }
        Value::Object(properties)
    }
}

fn idents_path(parts: &[&str]) -> String {
    parts.iter().map(|part| Ident(part).to_string()).collect::<Vec<_>>().join(".")
}

fn column_line(shape: &Shape<'_>, column: &Column) -> String {
    let mut ty = column.ty.clone();
    ty.nullable = ty.nullable && !shape.is_key(column);
    let comment = column.doc.as_ref().map_or_else(String::new, |doc| format!(" COMMENT {}", Text(doc)));
    format!("  {} {ty}{comment}", Ident(&column.name))
}
