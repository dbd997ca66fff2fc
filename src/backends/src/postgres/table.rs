use super::{Emit, types};
use crate::{
    connect, diagnostics,
    shape::{DELETED, Shape},
    text::{Quoted, Text, quoted, sql_header},
};
use std::fmt::Write as _;
use weir_diagnostics::Span;
use weir_ir::{
    Attributes, Binding, Column, DataType, DeclaredType, Owner, Provision, Relation, RelationId, RelationKind,
    Resource, Sink, SinkKind, Source, Value, address,
};

/// Bytes of an identifier (PostgreSQL 15, NAMEDATALEN - 1); longer ones are cut in silence.
const MAX_NAME: usize = 63;

/// `CREATE TABLE` of a captured table, with keys, defaults, uniqueness, references and comments.
pub(super) fn captured(emit: &mut Emit<'_, '_>, source: &Source, id: RelationId) -> Option<String> {
    let relation = &emit.project.relations[id];
    let RelationKind::Captured { schema, table, .. } = &relation.kind else { return None };
    check_name(emit, relation.span, "table", table);
    check_name(emit, relation.span, "schema", schema);
    let mut lines = Vec::new();
    for column in &relation.columns {
        check_name(emit, column.span, "column", &column.name);
        lines.push(format!("  {}", column_line(emit, column)?));
    }
    let key = relation.declared_key();
    if !key.is_empty() {
        lines.push(format!("  PRIMARY KEY ({})", quoted(key.iter().copied())));
    }
    let mut after = String::new();
    for (n, column) in relation.columns.iter().enumerate() {
        let Some(reference) = reference(emit, source, id, column) else { continue };
        if reference.earlier {
            lines.push(format!("  FOREIGN KEY ({}) {}", Quoted(&column.name), reference.sql));
        } else {
            // Names of constraints are unique within their table.
            let constraint = format!("weir_reference_{n}");
            let _ = write!(
                after,
                "ALTER TABLE {path} DROP CONSTRAINT IF EXISTS {name};\nALTER TABLE {path} ADD CONSTRAINT {name} FOREIGN KEY ({}) {};\n",
                Quoted(&column.name),
                reference.sql,
                path = path(schema, table),
                name = Quoted(&constraint),
            );
        }
    }
    let mut sql = sql_header(emit.project, "table", &relation.name, relation.span);
    if schema != "public" {
        let _ = writeln!(sql, "CREATE SCHEMA IF NOT EXISTS {};", Quoted(schema));
    }
    let _ = write!(sql, "CREATE TABLE IF NOT EXISTS {} (\n{}\n);\n", path(schema, table), lines.join(",\n"));
    sql.push_str(&comments(relation, schema, table));
    sql.push_str(&after);
    Some(sql)
}

pub(super) fn path(schema: &str, table: &str) -> String {
    format!("{}.{}", Quoted(schema), Quoted(table))
}

fn check_name(emit: &mut Emit<'_, '_>, span: Span, what: &str, name: &str) {
    if name.len() > MAX_NAME || name.is_empty() || name.contains('\0') {
        let reason = "an identifier has at most 63 bytes";
        emit.diagnostics.push(diagnostics::name_not_possible(span, what, name, "Postgres", reason));
    }
}

fn column_line(emit: &mut Emit<'_, '_>, column: &Column) -> Option<String> {
    let declared = column.declared.as_ref()?;
    let ty = match types::declared(declared) {
        Ok(ty) => ty,
        Err(reason) => {
            let ty = column.ty.data.to_string();
            emit.diagnostics.push(diagnostics::type_not_possible(column.span, &column.name, &ty, "Postgres", &reason));
            return None;
        }
    };
    let mut line = format!("{} {ty}", Quoted(&column.name));
    if !is_nullable(emit, column) {
        line.push_str(" NOT NULL");
    }
    if let Some(default) = default(&column.attributes, declared) {
        let _ = write!(line, " DEFAULT {default}");
    }
    if column.attributes.unique {
        line.push_str(" UNIQUE");
    }
    if let DeclaredType::Enum(values) = declared {
        let values: Vec<String> = values.iter().map(|value| Text(value).to_string()).collect();
        let _ = write!(line, " CHECK ({} IN ({}))", Quoted(&column.name), values.join(", "));
    }
    Some(line)
}

/// A mask may make a column nullable for readers; the table's own column stays as declared.
fn is_nullable(emit: &Emit<'_, '_>, column: &Column) -> bool {
    let nullified = emit.project.masks.iter().any(|mask| {
        matches!(mask.kind, weir_ir::MaskKind::Nullify)
            && emit.project.relations[mask.column.relation]
                .column(mask.column.path.head())
                .is_some_and(|c| c.span == column.span)
    });
    column.ty.nullable && !nullified && !column.attributes.key
}

fn default(attributes: &Attributes, ty: &DeclaredType) -> Option<String> {
    Some(match attributes.default.as_ref()? {
        Value::Word(word) if word == "now" => {
            let now = if *ty == DeclaredType::Date {
                "CURRENT_DATE"
            } else if matches!(ty, DeclaredType::Time(_)) {
                "LOCALTIME"
            } else {
                "CURRENT_TIMESTAMP"
            };
            now.to_string()
        }
        Value::Text(text) | Value::Word(text) | Value::Date(text) => Text(text).to_string(),
        Value::Integer(n) => n.to_string(),
        Value::Number(number) => number.clone(),
        Value::Boolean(b) => b.to_string(),
        Value::Duration(_)
        | Value::Size(_)
        | Value::Rate { .. }
        | Value::Percent { .. }
        | Value::List(_)
        | Value::Map(_)
        | Value::Secret(_)
        | Value::Env(_) => return None,
    })
}

struct Reference {
    sql: String,
    /// The other table exists when this one is made.
    earlier: bool,
}

fn reference(emit: &Emit<'_, '_>, source: &Source, id: RelationId, column: &Column) -> Option<Reference> {
    let to = column.attributes.references.as_ref()?;
    let place = |id: RelationId| source.tables.iter().position(|table| *table == id);
    let (here, there) = (place(id)?, place(to.relation)?);
    let RelationKind::Captured { schema, table, .. } = &emit.project.relations[to.relation].kind else { return None };
    let sql = format!("REFERENCES {} ({})", path(schema, table), Quoted(to.path.head()));
    Some(Reference { sql, earlier: there <= here })
}

fn comments(relation: &Relation, schema: &str, table: &str) -> String {
    let mut sql = String::new();
    if let Some(doc) = &relation.doc {
        let _ = writeln!(sql, "COMMENT ON TABLE {} IS {};", path(schema, table), Text(doc));
    }
    for column in &relation.columns {
        if let Some(doc) = &column.doc {
            let _ =
                writeln!(sql, "COMMENT ON COLUMN {}.{} IS {};", path(schema, table), Quoted(&column.name), Text(doc));
        }
    }
    sql
}

/// Tables of a Postgres sink.
pub(super) fn sink(emit: &mut Emit<'_, '_>, sink: &Sink, binding: &Binding<SinkKind>) {
    let mut reported = weir_diagnostics::Diagnostics::default();
    let inputs =
        connect::Emit { project: emit.project, env: emit.env, out: &mut *emit.out, diagnostics: &mut reported }
            .inputs(sink, connect::Reader::Connector);
    let schema = binding.settings.text("schema").unwrap_or("public");
    for (input, shape) in inputs {
        let table = emit
            .env
            .names
            .sink_tables
            .get(&(sink.name.clone(), shape.id))
            .map_or(&shape.relation.name, |name| &name.name);
        if table.contains('.') {
            let reason = "the JDBC sink takes a dot for the end of the schema's name";
            emit.diagnostics.push(diagnostics::name_not_possible(
                input.span,
                "table",
                table,
                "a Postgres sink",
                reason,
            ));
        }
        let longest = if shape.hides_deleted() { deletes_name(table) } else { table.clone() };
        check_name(emit, input.span, "table", &longest);
        let Some(sql) = sink_table(emit, sink, &shape, schema, table) else { continue };
        let file = format!("postgres/{}.{}.table.sql", sink.name, shape.relation.name);
        emit.out.environment_file(&emit.env.name, &file, sql);
        let address = address::sink_table(&sink.name, &shape.relation.name);
        let existing = matches!(binding.provision, Provision::Existing(_));
        let resource = Resource::new("postgres_table", address, Owner::Weir, format!("{schema}.{table}"))
            .file(file)
            .at(input.span)
            .property("owner_runs", existing);
        emit.out.resource(&emit.env.name, resource);
    }
}

fn sink_table(emit: &mut Emit<'_, '_>, sink: &Sink, shape: &Shape<'_>, schema: &str, table: &str) -> Option<String> {
    let mut lines = Vec::new();
    for column in &shape.columns {
        check_name(emit, column.span, "column", &column.name);
        let ty = match sink_type(&column.ty.data) {
            Ok(ty) => ty,
            Err(reason) => {
                let ty = column.ty.data.to_string();
                emit.diagnostics.push(diagnostics::type_not_possible(
                    column.span,
                    &column.name,
                    &ty,
                    "Postgres",
                    &reason,
                ));
                return None;
            }
        };
        let not_null = if column.ty.nullable && !shape.is_key(column) { "" } else { " NOT NULL" };
        lines.push(format!("  {} {ty}{not_null}", Quoted(&column.name)));
    }
    if shape.is_captured() {
        lines.push(format!("  {} text", Quoted(DELETED)));
    }
    // The key of records that append is not unique.
    if !shape.is_append() && !shape.key.is_empty() {
        lines.push(format!("  PRIMARY KEY ({})", quoted(shape.key.iter().map(|key| key.name.as_str()))));
    }
    let mut sql = sql_header(emit.project, "sink", &sink.name, sink.span);
    if schema != "public" {
        let _ = writeln!(sql, "CREATE SCHEMA IF NOT EXISTS {};", Quoted(schema));
    }
    let _ = write!(sql, "CREATE TABLE IF NOT EXISTS {} (\n{}\n);\n", path(schema, table), lines.join(",\n"));
    if let Some(doc) = &shape.relation.doc {
        let _ = writeln!(sql, "COMMENT ON TABLE {} IS {};", path(schema, table), Text(doc));
    }
    if shape.hides_deleted() {
        sql.push_str(&deletes(shape, schema, table));
    }
    Some(sql)
}

/// A trigger that takes a record marked `__deleted` for the delete that it is. The connector only knows records without a
/// value as deletes, and capture writes none where a temporal join reads the table.
fn deletes(shape: &Shape<'_>, schema: &str, table: &str) -> String {
    let mut body = "BEGIN\n".to_string();
    if !shape.is_append() {
        let same = shape.key.iter().map(|key| format!("kept.{0} = NEW.{0}", Quoted(&key.name)));
        let _ = writeln!(
            body,
            "  DELETE FROM {} AS kept WHERE {};",
            path(schema, table),
            same.collect::<Vec<_>>().join(" AND ")
        );
    }
    body.push_str("  RETURN NULL;\nEND");
    let function = path(schema, &deletes_name(table));
    format!(
        "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS '{}';\n\
         CREATE OR REPLACE TRIGGER {} BEFORE INSERT OR UPDATE ON {}\n  \
         FOR EACH ROW WHEN (NEW.{} = 'true') EXECUTE FUNCTION {function}();\n",
        // Quoted already: identifiers inside are escaped for placeholders, so only the quotes are doubled here.
        body.replace('\'', "''"),
        Quoted("weir_deleted"),
        path(schema, table),
        Quoted(DELETED),
    )
}

fn deletes_name(table: &str) -> String {
    format!("{table}{DELETED}")
}

fn sink_type(data: &DataType) -> Result<String, String> {
    types::derived(data)
}
