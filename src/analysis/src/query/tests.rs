mod functions;
mod golden;
mod groups;
mod names;
mod patterns;
mod plans;
mod queries;
mod retailer;
mod silent;

use super::{Analyzed, Body, Draft, analyze_transform};
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostics, FileId, Severity, Span, Spanned};
use weir_ir::{
    Attributes, Changelog, Classes, Column, DataType, Project, Protection, Relation, RelationFacts, RelationKind,
    StateClass, StateTtl, TimeAttribute, TransformSettings, Type,
};

const NOWHERE: Span = Span { file: FileId(9), start: 0, end: 0 };

fn empty_project() -> Project {
    Project::empty("test", NOWHERE)
}

/// Adds a relation: columns as `name TYPE [NOT NULL]`, its key and its time attribute.
fn add(project: &mut Project, name: &str, columns: &[(&str, Type)], key: &[&str], time: Option<&str>) {
    let source = name.split('.').next().unwrap().to_string();
    let captured = name.contains('.');
    let upsert = !key.is_empty();
    let kind = if captured {
        RelationKind::Captured {
            source,
            schema: "public".into(),
            table: name.into(),
            changelog_append: !upsert,
            deletes_as_rows: false,
            existing: false,
        }
    } else {
        RelationKind::Topic { existing: false, producers: Vec::new(), compatibility: weir_ir::Compatibility::default() }
    };
    let time = time.map(|column| TimeAttribute {
        column: column.into(),
        ty: columns
            .iter()
            .find(|(name, _)| *name == column)
            .map_or_else(|| Type::not_null(DataType::TimestampLtz(3)), |(_, ty)| ty.clone()),
        event: true,
    });
    let key: Option<Vec<String>> = upsert.then(|| key.iter().map(ToString::to_string).collect());
    let columns = columns.iter().map(|(name, ty)| column(name, ty)).collect();
    let facts = RelationFacts {
        changelog: if upsert { Changelog::Upsert } else { Changelog::Append },
        upsert_key: key.clone(),
        key,
        time,
        state: StateClass::None,
    };
    push(project, name, kind, columns, facts);
}

fn push(project: &mut Project, name: &str, kind: RelationKind, columns: Vec<Column>, facts: RelationFacts) {
    project.relations.push(Relation {
        name: name.into(),
        kind,
        doc: None,
        span: NOWHERE,
        columns,
        facts,
        owner: None,
        watermark_ms: 5000,
        idle_ms: None,
        partitions: None,
        retention_ms: None,
        query: None,
        plan: None,
        row_edges: Vec::new(),
    });
}

fn column(name: &str, ty: &Type) -> Column {
    Column {
        name: name.into(),
        ty: ty.clone(),
        declared: None,
        doc: None,
        span: NOWHERE,
        attributes: Attributes::default(),
        classes: Classes::new(),
        protection: Protection::Plain,
        nested: Vec::new(),
        edges: Vec::new(),
    }
}

/// What came of a query in a project.
struct Outcome {
    analyzed: Analyzed,
    diagnostics: Diagnostics,
}

fn run(project: &Project, sql: &str) -> Outcome {
    run_with(project, sql, TransformSettings::default())
}

fn forever() -> TransformSettings {
    TransformSettings { state_ttl: StateTtl::All(None), ..TransformSettings::default() }
}

fn run_with(project: &Project, sql: &str, settings: TransformSettings) -> Outcome {
    let body = Spanned::new(sql.to_string(), Span::new(FileId(0), 0, sql.len()));
    let draft = Draft {
        name: "result",
        span: NOWHERE,
        body: &Body::parse(&body),
        settings: &settings,
        upsert_key: None,
        changelog: None,
        event_time: None,
        broken: &BTreeSet::new(),
    };
    let mut diagnostics = Diagnostics::default();
    let analyzed = analyze_transform(project, &draft, &mut diagnostics);
    diagnostics.sort();
    Outcome { analyzed, diagnostics }
}

impl Outcome {
    fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.code.id).collect()
    }

    fn errors(&self) -> Vec<String> {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.severity() == Severity::Error);
        errors.map(|diagnostic| format!("{} {}", diagnostic.code.id, diagnostic.message)).collect()
    }

    /// `a INT NOT NULL, ts TIMESTAMP(3) *ROWTIME*`, as the recordings write it.
    fn columns(&self) -> String {
        let Some(query) = &self.analyzed.query else { return "?".into() };
        let columns = query.columns.iter().map(|column| {
            let time = if column.time.is_some() { " *ROWTIME*" } else { "" };
            format!("{} {}{time}", column.name, column.ty)
        });
        columns.collect::<Vec<_>>().join(", ")
    }
}

fn not_null(data: DataType) -> Type {
    Type::not_null(data)
}

fn nullable(data: DataType) -> Type {
    Type::nullable(data)
}
