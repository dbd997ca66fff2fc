use super::{Emit, table};
use crate::text::{Quoted, Text, sql_header};
use std::fmt::Write as _;
use weir_ir::{Access, Owner, Provision, RelationKind, Resource, ServiceKind, Source, address};

pub(super) fn emit(emit: &mut Emit<'_, '_>, source: &Source) {
    let Some(binding) = emit.env.sources.get(&source.name) else { return };
    let provisioned = match &binding.provision {
        Provision::Make(_) => true,
        Provision::Unstated | Provision::Existing(_) => false,
    };
    for id in &source.tables {
        tables(emit, source, *id, provisioned);
    }
    role(emit, source, provisioned);
    publication(emit, source, provisioned);
    if provisioned && feeds(emit, source) {
        marker(emit, source);
    }
}

fn tables(emit: &mut Emit<'_, '_>, source: &Source, id: weir_ir::RelationId, provisioned: bool) {
    let relation = &emit.project.relations[id];
    let Some(sql) = table::captured(emit, source, id) else { return };
    let existing = matches!(relation.kind, RelationKind::Captured { existing: true, .. });
    let mut resource =
        Resource::new("postgres_table", address::source_table(&relation.name), Owner::Weir, physical(relation))
            .at(relation.span)
            .property("owner_runs", !provisioned || existing);
    if existing {
        // Others made it and change it; it is only looked at.
        resource = resource.property("existing", true);
    } else {
        let file = format!("postgres/{}.table.sql", relation.name);
        emit.out.environment_file(&emit.env.name, &file, sql);
        resource = resource.file(file);
    }
    // Later tables carry the reference where two refer to each other.
    for column in &relation.columns {
        let Some(to) = &column.attributes.references else { continue };
        let place = |id| source.tables.iter().position(|table| *table == id);
        if place(to.relation) < place(id) && place(to.relation).is_some() {
            resource = resource.needs(address::source_table(&emit.project.relations[to.relation].name));
        }
    }
    emit.out.resource(&emit.env.name, resource);
}

fn physical(relation: &weir_ir::Relation) -> String {
    match &relation.kind {
        RelationKind::Captured { schema, table, .. } => format!("{schema}.{table}"),
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => relation.name.clone(),
    }
}

/// What the role that the connector logs in as needs: replication and reading of the tables, no more.
fn role(emit: &mut Emit<'_, '_>, source: &Source, provisioned: bool) {
    let Some(binding) = emit.env.sources.get(&source.name) else { return };
    let user = binding.settings.text("user").unwrap_or("postgres");
    let mut sql = sql_header(emit.project, "source", &source.name, source.span);
    if binding.provision == Provision::Make("rds".to_string()) {
        let _ = writeln!(sql, "GRANT rds_replication TO {};", Quoted(user));
    } else {
        let _ = writeln!(sql, "ALTER ROLE {} WITH REPLICATION;", Quoted(user));
    }
    let mut schemas: Vec<&str> = Vec::new();
    let mut tables = Vec::new();
    for (schema, table) in named_tables(emit, source) {
        if !schemas.contains(&schema) {
            schemas.push(schema);
        }
        tables.push(table::path(schema, table));
    }
    for schema in schemas {
        let _ = writeln!(sql, "GRANT USAGE ON SCHEMA {} TO {};", Quoted(schema), Quoted(user));
    }
    if !tables.is_empty() {
        let _ = writeln!(sql, "GRANT SELECT ON {} TO {};", tables.join(", "), Quoted(user));
    }
    let resource = Resource::new("postgres_role", address::replication_role(&source.name), Owner::Weir, user);
    file(emit, source, "role", sql, with_tables(emit, source, resource).property("owner_runs", !provisioned));
}

fn publication(emit: &mut Emit<'_, '_>, source: &Source, provisioned: bool) {
    let name = emit.env.names.publications.get(&source.name).cloned().unwrap_or_default();
    let tables: Vec<String> =
        named_tables(emit, source).into_iter().map(|(schema, table)| table::path(schema, table)).collect();
    let mut sql = sql_header(emit.project, "source", &source.name, source.span);
    // PostgreSQL has no CREATE PUBLICATION IF NOT EXISTS; the name is compared as a value.
    let _ = write!(
        sql,
        "DO $weir$\nBEGIN\n  IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = {}) THEN\n    CREATE PUBLICATION {};\n  END IF;\nEND\n$weir$;\n",
        Text(&name),
        Quoted(&name),
    );
    if !tables.is_empty() {
        let _ = writeln!(sql, "ALTER PUBLICATION {} SET TABLE {};", Quoted(&name), tables.join(", "));
    }
    let resource = Resource::new("publication", address::publication(&source.name), Owner::Weir, name);
    file(emit, source, "publication", sql, with_tables(emit, source, resource).property("owner_runs", !provisioned));
}

fn with_tables(emit: &Emit<'_, '_>, source: &Source, mut resource: Resource) -> Resource {
    for id in &source.tables {
        resource = resource.needs(address::source_table(&emit.project.relations[*id].name));
    }
    resource.at(source.span)
}

/// The row without which a feeder writes nothing: nobody's real tables get made-up rows.
fn marker(emit: &mut Emit<'_, '_>, source: &Source) {
    let mut sql = sql_header(emit.project, "source", &source.name, source.span);
    let _ = write!(
        sql,
        "CREATE TABLE IF NOT EXISTS \"public\".\"weir_marker\" (\n  \"pipeline\" text NOT NULL,\n  \"environment\" text NOT NULL,\n  \
         \"source\" text NOT NULL,\n  PRIMARY KEY (\"pipeline\", \"environment\", \"source\")\n);\n\
         INSERT INTO \"public\".\"weir_marker\" VALUES ({}, {}, {}) ON CONFLICT DO NOTHING;\n",
        Text(&emit.project.name),
        Text(&emit.env.name),
        Text(&source.name),
    );
    let address = address::source_table(&format!("{}.weir_marker", source.name));
    let resource = Resource::new("postgres_table", address, Owner::Weir, "public.weir_marker").at(source.span);
    file(emit, source, "marker", sql, resource);
}

fn file(emit: &mut Emit<'_, '_>, source: &Source, what: &str, sql: String, resource: Resource) {
    let path = format!("postgres/{}.{what}.sql", source.name);
    emit.out.environment_file(&emit.env.name, &path, sql);
    emit.out.resource(&emit.env.name, resource.file(path));
}

fn named_tables<'a>(emit: &Emit<'a, '_>, source: &Source) -> Vec<(&'a str, &'a str)> {
    let names = source.tables.iter().filter_map(|id| match &emit.project.relations[*id].kind {
        RelationKind::Captured { schema, table, .. } => Some((schema.as_str(), table.as_str())),
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => None,
    });
    names.collect()
}

fn feeds(emit: &Emit<'_, '_>, source: &Source) -> bool {
    emit.project.services.iter().any(|service| {
        service.kind == ServiceKind::Feeder
            && emit.env.services.contains_key(&service.name)
            && service.access.contains(&Access::WritesSource(source.name.clone()))
    })
}
