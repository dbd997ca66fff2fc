//! Where rows come back to: sinks that write the database a source captures, services that write what they read the
//! results of, and topics with two writers. Flink sees none of it, each statement being fine by itself.

use super::{Build, diagnostics as messages};
use crate::lossy::{Loss, loss};
use std::collections::BTreeSet;
use weir_ir::{
    Access, Binding, Changelog, Column, DataType, DeclaredType, Environment, Platform, Project, Relation, RelationId,
    RelationKind, Sink, SinkInput, SinkKind, SourceKind,
};

pub(super) fn build(build: &mut Build<'_>) {
    let project = &build.project;
    let mut found = Vec::new();
    services(project, &mut found);
    writers(project, &mut found);
    for environment in &project.environments {
        for sink in &project.sinks {
            delivered(project, environment, sink, &mut found);
            tableflow(project, environment, sink, &mut found);
        }
    }
    // What two environments have in common is said once.
    let mut said = Vec::new();
    for diagnostic in found {
        if !said.contains(&diagnostic) {
            said.push(diagnostic);
        }
    }
    build.diagnostics.extend(said);
}

/// All relations whose rows the rows of this one are made from, itself included.
fn upstream(project: &Project, of: RelationId) -> BTreeSet<RelationId> {
    let mut all = BTreeSet::new();
    let mut open = vec![of];
    while let Some(id) = open.pop() {
        if !all.insert(id) {
            continue;
        }
        let relation = &project.relations[id];
        let columns = relation.columns.iter().flat_map(|column| &column.edges);
        open.extend(columns.chain(&relation.row_edges).map(|edge| edge.from.relation));
        if let RelationKind::DeadLetter { of, .. } = relation.kind {
            open.push(of);
        }
    }
    all
}

/// A service that writes what its own input is made from.
fn services(project: &Project, found: &mut Vec<weir_diagnostics::Diagnostic>) {
    for service in &project.services {
        let written: Vec<RelationId> = service.access.iter().flat_map(|access| writes(project, access)).collect();
        for access in &service.access {
            let Access::ReadsRelation(read) = access else { continue };
            let made_from = upstream(project, *read);
            if let Some(back) = written.iter().find(|id| made_from.contains(id)) {
                let (read, back) = (&project.relations[*read], &project.relations[*back]);
                found.push(messages::comes_back(&service.name, service.span, (&read.name, read.span), &back.name));
                break;
            }
        }
    }
}

fn writes(project: &Project, access: &Access) -> Vec<RelationId> {
    match access {
        Access::WritesRelation(id) => vec![*id],
        Access::WritesSource(name) => project
            .sources
            .iter()
            .filter(|source| source.name == *name)
            .flat_map(|source| source.tables.clone())
            .collect(),
        Access::ReadsRelation(_) | Access::ReadsSource(_) => Vec::new(),
    }
}

/// Two services, in one environment, that replace each other's rows.
fn writers(project: &Project, found: &mut Vec<weir_diagnostics::Diagnostic>) {
    for (id, relation) in project.relations.iter() {
        let topic = matches!(relation.kind, RelationKind::Topic { .. });
        if !topic || relation.facts.changelog == Changelog::Append {
            continue;
        }
        let writes = |service: &&weir_ir::Service| service.access.contains(&Access::WritesRelation(id));
        let writing: Vec<_> = project.services.iter().filter(writes).collect();
        let meet =
            |a: &weir_ir::Service, b: &weir_ir::Service| a.environments.iter().any(|env| b.environments.contains(env));
        if let Some((first, rest)) = writing.split_first()
            && let Some(second) = rest.iter().find(|one| meet(first, one))
        {
            found.push(messages::two_writers(
                (&relation.name, relation.span),
                (&first.name, first.span),
                (&second.name, second.span),
            ));
        }
    }
}

/// A Postgres sink into the very database that a source captures: the one place where a result meets a declared table.
fn delivered(project: &Project, environment: &Environment, sink: &Sink, found: &mut Vec<weir_diagnostics::Diagnostic>) {
    let Some(binding) = environment.sinks.get(&sink.name).filter(|binding| binding.kind == SinkKind::Postgres) else {
        return;
    };
    let schema = binding.settings.text("schema").unwrap_or("public");
    for input in &sink.inputs {
        let Some(physical) = environment.names.sink_tables.get(&(sink.name.clone(), input.relation)) else { continue };
        let table = project.relations.iter().find(|(_, relation)| {
            is_table(relation, (schema, &physical.name))
                && source_of(relation)
                    .and_then(|source| environment.sources.get(source))
                    .is_some_and(|source| same_server(source, binding))
        });
        let Some((id, table)) = table else { continue };
        let relation = &project.relations[input.relation];
        columns(relation, table, input, found);
        if upstream(project, input.relation).contains(&id) {
            found.push(messages::comes_back(&sink.name, input.span, (&relation.name, relation.span), &table.name));
        }
    }
}

fn is_table(relation: &Relation, (wanted, name): (&str, &str)) -> bool {
    matches!(&relation.kind, RelationKind::Captured { schema, table, .. } if schema == wanted && table == name)
}

fn source_of(relation: &Relation) -> Option<&str> {
    if let RelationKind::Captured { source, .. } = &relation.kind { Some(source) } else { None }
}

/// Same host, port and database, as far as the settings say; a host that only a run knows is equal to itself.
fn same_server(source: &Binding<SourceKind>, sink: &Binding<SinkKind>) -> bool {
    let port = |settings: &weir_ir::Settings| settings.integer("port").unwrap_or(5432);
    let one = |name: &str| {
        let (a, b) = (source.settings.get(name), sink.settings.get(name));
        a.is_some() && a == b
    };
    one("host") && one("database") && port(&source.settings) == port(&sink.settings)
}

/// Whether each column has a place in the table, and what it loses there.
fn columns(relation: &Relation, table: &Relation, input: &SinkInput, found: &mut Vec<weir_diagnostics::Diagnostic>) {
    for column in &relation.columns {
        let Some(target) = table.column(&column.name) else {
            found.push(messages::no_such_target(column, relation, (&table.name, table.span), input.span));
            continue;
        };
        if column.ty.is_poison() || target.ty.is_poison() {
            continue;
        }
        if !fits(&column.ty.data, target) {
            found.push(messages::target_type(column, target, &table.name, input.span));
        } else if let Some(loss) = stored_loss(&column.ty.data, target) {
            found.push(messages::lossy_delivery(column, target, (&table.name, input.span), loss));
        }
    }
    let wanted = table.columns.iter().filter(|target| !target.ty.nullable && target.attributes.default.is_none());
    for target in wanted.filter(|target| relation.column(&target.name).is_none()) {
        found.push(messages::target_without_value(target, relation, &table.name, input.span));
    }
}

/// Whether Postgres takes values of the type for the column at all.
fn fits(from: &DataType, target: &Column) -> bool {
    let (a, b) = (family(from), family(&target.ty.data));
    a == b
}

#[derive(PartialEq)]
enum Family {
    Truth,
    Number,
    Text,
    Bytes,
    Day,
    Time,
    Moment,
    Other(DataType),
}

#[expect(clippy::wildcard_enum_match_arm, reason = "types of no family are one of their own")]
fn family(ty: &DataType) -> Family {
    match ty {
        DataType::Boolean => Family::Truth,
        DataType::TinyInt
        | DataType::SmallInt
        | DataType::Int
        | DataType::BigInt
        | DataType::Float
        | DataType::Double
        | DataType::Decimal { .. } => Family::Number,
        DataType::Char(_) | DataType::VarChar(_) | DataType::String => Family::Text,
        DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes => Family::Bytes,
        DataType::Date => Family::Day,
        DataType::Time(_) => Family::Time,
        DataType::Timestamp(_) | DataType::TimestampLtz(_) => Family::Moment,
        other => Family::Other(other.clone()),
    }
}

/// What is lost in the column as it is declared, which is not what capture makes of it.
fn stored_loss(from: &DataType, target: &Column) -> Option<Loss> {
    match (from, target.declared.as_ref()) {
        (DataType::TimestampLtz(_), Some(DeclaredType::Timestamp(_))) => Some(Loss::Zone),
        (DataType::TimestampLtz(_) | DataType::Timestamp(_), _) => None,
        _ => loss(from, &target.ty.data),
    }
}

/// A compacted topic is what Tableflow takes as a table that updates; how others clean theirs nobody says here.
fn tableflow(project: &Project, environment: &Environment, sink: &Sink, found: &mut Vec<weir_diagnostics::Diagnostic>) {
    let iceberg = environment.sinks.get(&sink.name).is_some_and(|binding| binding.kind == SinkKind::Iceberg);
    if !iceberg || environment.platform != Platform::ConfluentCloud {
        return;
    }
    for input in &sink.inputs {
        let relation = &project.relations[input.relation];
        let others = matches!(relation.kind, RelationKind::Topic { existing: true, .. });
        if others && relation.facts.changelog == Changelog::Upsert {
            found.push(messages::tableflow_shape(input.span, (&relation.name, relation.span)));
        }
    }
}
