//! `snowflake/<sink>.<table>.sql`: raw tables with the right types, and views of the current state of updating
//! relations. Terraform owns database, schema, role and user.

mod types;

use crate::{
    Backend,
    connect::{Emit, Reader},
    diagnostics,
    shape::{DELETED, Shape},
    text::{Quoted, SnowflakeText, quoted, sql_header},
};
use std::{collections::BTreeMap, fmt::Write as _};
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Binding, Environment, Owner, Platform, Project, Resource, Sink, SinkInput, SinkKind, address,
};

pub(crate) struct Snowflake;

impl Backend for Snowflake {
    fn name(&self) -> &'static str {
        "snowflake"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        if env.platform == Platform::Embedded {
            return;
        }
        // What a sink cannot take has been reported with its connector.
        let mut reported = Diagnostics::default();
        for sink in &project.sinks {
            let Some(binding) = env.sinks.get(&sink.name).filter(|binding| binding.kind == SinkKind::Snowflake) else {
                continue;
            };
            let inputs =
                Emit { project, env, out: &mut *out, diagnostics: &mut reported }.inputs(sink, Reader::Connector);
            for (input, shape) in inputs {
                let mut ddl = Ddl { project, env, sink, binding, out, diagnostics };
                ddl.table(input, &shape);
            }
        }
    }
}

/// Database and schema; unquoted names are upper case in Snowflake.
pub(crate) fn place(binding: &Binding<SinkKind>) -> (String, String) {
    let database = binding.settings.text("database").unwrap_or("");
    (folded(database), folded(binding.settings.text("schema").unwrap_or("PUBLIC")))
}

/// The table at the sink, in upper case where the name needs no quotes.
pub(crate) fn table_name(env: &Environment, sink: &Sink, shape: &Shape<'_>) -> String {
    let name =
        env.names.sink_tables.get(&(sink.name.clone(), shape.id)).map_or(&shape.relation.name, |name| &name.name);
    folded(name)
}

/// Letters, digits, underscores and dollars: what needs no quotes (Snowflake, "Identifier requirements").
pub(crate) fn is_plain(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '$')
}

fn folded(name: &str) -> String {
    if is_plain(name) { name.to_ascii_uppercase() } else { name.to_string() }
}

/// What tells a row from the delete of one: its mark, or that a record without a value has no key among its columns.
fn alive(shape: &Shape<'_>) -> String {
    if shape.hides_deleted() {
        return format!("{} = 'false'", Quoted(&folded(DELETED)));
    }
    let keys = shape.key.iter().map(|key| format!("{} IS NOT NULL", Quoted(&folded(&key.name))));
    keys.collect::<Vec<_>>().join(" AND ")
}

struct Ddl<'a, 'o> {
    project: &'a Project,
    env: &'a Environment,
    sink: &'a Sink,
    binding: &'a Binding<SinkKind>,
    out: &'o mut ArtifactSet,
    diagnostics: &'o mut Diagnostics,
}

impl Ddl<'_, '_> {
    fn table(&mut self, input: &SinkInput, shape: &Shape<'_>) {
        let name = table_name(self.env, self.sink, shape);
        self.check_names(input, shape);
        let mut columns = vec![format!("  {} VARIANT", Quoted("RECORD_METADATA"))];
        for column in &shape.columns {
            let ty = match types::of(&column.ty.data) {
                Ok(ty) => ty,
                Err(reason) => {
                    let ty = column.ty.data.to_string();
                    self.diagnostics.push(diagnostics::type_not_possible(
                        column.span,
                        &column.name,
                        &ty,
                        "Snowflake",
                        &reason,
                    ));
                    continue;
                }
            };
            // A delete arrives without a value or with its key alone, so a table of changes takes nulls everywhere.
            let rows = shape.is_append() && !shape.is_captured();
            let not_null = if rows && !column.ty.nullable { " NOT NULL" } else { "" };
            let comment = column.doc.as_ref().map_or(String::new(), |doc| format!(" COMMENT {}", SnowflakeText(doc)));
            columns.push(format!("  {} {ty}{not_null}{comment}", Quoted(&folded(&column.name))));
        }
        if shape.is_captured() {
            columns.push(format!("  {} VARCHAR", Quoted(&folded(DELETED))));
        }
        let mut sql = sql_header(self.project, "sink", &self.sink.name, self.sink.span);
        let _ = write!(sql, "CREATE TABLE IF NOT EXISTS {} (\n{}\n)\n", self.path(&name), columns.join(",\n"));
        sql.push_str("ENABLE_SCHEMA_EVOLUTION = TRUE");
        if let Some(doc) = &shape.relation.doc {
            let _ = write!(sql, "\nCOMMENT = {}", SnowflakeText(doc));
        }
        sql.push_str(";\n");
        let address = address::sink_table(&self.sink.name, &shape.relation.name);
        self.file(
            &name,
            "table",
            sql,
            Resource::new("snowflake_table", address, Owner::Weir, self.path(&name)).at(input.span),
        );
        if !shape.is_append() || shape.hides_deleted() {
            self.view(input, shape, &name);
        }
    }

    fn view(&mut self, input: &SinkInput, shape: &Shape<'_>, table: &str) {
        let name = format!("{table}_CURRENT");
        let columns: Vec<String> = shape.columns.iter().map(|column| folded(&column.name)).collect();
        let list = quoted(columns.iter().map(String::as_str));
        let mut sql = sql_header(self.project, "sink", &self.sink.name, self.sink.span);
        let _ = write!(
            sql,
            "CREATE OR REPLACE VIEW {} AS\nSELECT {list}\nFROM {}\nWHERE {};\n",
            self.path(&name),
            self.rows(shape, table, &columns),
            alive(shape),
        );
        let address = address::sink_view(&self.sink.name, &shape.relation.name);
        let resource = Resource::new("snowflake_view", address, Owner::Weir, self.path(&name))
            .needs(address::sink_table(&self.sink.name, &shape.relation.name))
            .at(input.span);
        self.file(&name, "view", sql, resource);
    }

    /// The table, or the last record of each key in it. Records of a key lie in one partition, so the offset tells which
    /// is last.
    fn rows(&self, shape: &Shape<'_>, table: &str, columns: &[String]) -> String {
        if shape.is_append() {
            return self.path(table);
        }
        let deleted = shape.is_captured().then(|| folded(DELETED));
        format!(
            "(\n  SELECT {}\n  FROM {}\n  QUALIFY ROW_NUMBER() OVER (\n    \
             PARTITION BY {meta}:key::VARCHAR ORDER BY {meta}:offset::NUMBER DESC\n  ) = 1\n)",
            quoted(columns.iter().chain(&deleted).map(String::as_str)),
            self.path(table),
            meta = Quoted("RECORD_METADATA"),
        )
    }

    fn file(&mut self, name: &str, kind: &str, sql: String, resource: Resource) {
        let path = format!("snowflake/{}.{name}.{kind}.sql", self.sink.name);
        self.out.environment_file(&self.env.name, &path, sql);
        self.out.resource(&self.env.name, resource.file(path));
    }

    fn path(&self, table: &str) -> String {
        let (database, schema) = place(self.binding);
        format!("{}.{}.{}", Quoted(&database), Quoted(&schema), Quoted(table))
    }

    /// Columns that are one in Snowflake, and what its identifiers cannot be.
    fn check_names(&mut self, input: &SinkInput, shape: &Shape<'_>) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        if shape.is_captured() {
            seen.insert(folded(DELETED), DELETED);
        }
        for column in &shape.columns {
            let name = folded(&column.name);
            if name.chars().count() > 255 || name.contains('\0') {
                let reason = "an identifier has at most 255 characters";
                self.diagnostics.push(diagnostics::name_not_possible(
                    column.span,
                    "column",
                    &column.name,
                    "Snowflake",
                    reason,
                ));
            }
            if let Some(other) = seen.insert(name, &column.name) {
                let reason = format!("it and `{other}` differ only in case, which Snowflake does not tell apart");
                self.diagnostics.push(diagnostics::name_not_possible(
                    input.span,
                    "column",
                    &column.name,
                    "Snowflake",
                    &reason,
                ));
            }
        }
    }
}
