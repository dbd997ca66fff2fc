//! From the tree as written to the resolved query: names, types, output columns.

mod calls;
mod expr;
mod from;
mod grouping;
mod groups;
mod hints;
mod operators;
mod pattern;
mod query;
mod subquery;
mod window;

pub(super) use grouping::GROUPING;

use super::scope::{BoundTable, Scope, ScopeColumn};
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostic, Diagnostics, Span};
use weir_ir::{
    Project, RelationId, RelationKind, Type,
    sql::{self, BindingId, Expr, ExprKind, NamedWindow, OutputColumn, TableSource, TimeKind},
};

/// Resolves one query; what is wrong is collected and silenced by poison types.
pub(super) struct Resolver<'a> {
    project: &'a Project,
    /// Names that are declared, but broken and reported.
    broken: &'a BTreeSet<&'a str>,
    pub(super) diagnostics: Diagnostics,
    bindings: u32,
    ctes: Vec<CteColumns>,
    /// The SELECTs around this query, the nearest last.
    outer: Vec<subquery::Outer>,
    /// Items of the select list that QUALIFY may name.
    aliases: Vec<sql::Item>,
}

/// A CTE that is known at this place.
struct CteColumns {
    name: String,
    columns: Vec<ScopeColumn>,
    poisoned: bool,
}

/// Where an expression stands: what it may name and what it may hold.
#[derive(Clone, Copy)]
pub(super) struct Place<'s> {
    scope: &'s Scope,
    /// As messages name it: `WHERE`, `the select list`.
    clause: &'static str,
    aggregates: Aggregates,
    queries: Queries,
    over: bool,
    windows: &'s [NamedWindow],
    /// Aliases of the select list, to explain why they are not known here.
    aliases: &'s [sql::Name],
    /// In MATCH_RECOGNIZE.
    pattern: Option<pattern::InPattern<'s>>,
    /// Where keys of the group have the type that they have behind it.
    group: Option<&'s groups::Group>,
}

/// Whether queries may stand in an expression.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Queries {
    Allowed,
    /// As a value or after EXISTS, and without columns of the tables around (Flink 2.x in ON).
    Alone,
    Forbidden,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Aggregates {
    /// They may stand here; the flag says whether there is a GROUP BY.
    Allowed {
        grouped: bool,
    },
    Forbidden,
}

impl<'s> Place<'s> {
    fn plain(scope: &'s Scope, clause: &'static str) -> Self {
        let queries = match clause {
            "WHERE" | "GROUP BY" | "ORDER BY" => Queries::Allowed,
            "ON" => Queries::Alone,
            _ => Queries::Forbidden,
        };
        Place {
            scope,
            clause,
            aggregates: Aggregates::Forbidden,
            queries,
            over: false,
            windows: &[],
            aliases: &[],
            pattern: None,
            group: None,
        }
    }
}

impl<'a> Resolver<'a> {
    pub(super) fn new(project: &'a Project, broken: &'a BTreeSet<&'a str>) -> Self {
        Resolver {
            project,
            broken,
            diagnostics: Diagnostics::default(),
            bindings: 0,
            ctes: Vec::new(),
            outer: Vec::new(),
            aliases: Vec::new(),
        }
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Reports and gives what stands for something wrong.
    fn poison(&mut self, diagnostic: Diagnostic, span: Span) -> Expr {
        self.report(diagnostic);
        poison(span)
    }

    fn binding(&mut self) -> BindingId {
        let id = BindingId(self.bindings);
        self.bindings += 1;
        id
    }

    /// Name and place of a relation, for messages.
    fn declaration(&self, source: &TableSource) -> Option<(String, Span)> {
        let TableSource::Relation(id) = source else { return None };
        let relation = &self.project.relations[*id];
        Some((relation.name.clone(), relation.span))
    }

    /// The columns of a relation, `$rowtime` behind them where it has a time.
    pub(super) fn relation_columns(&self, id: RelationId) -> (Vec<ScopeColumn>, bool) {
        relation_columns(self.project, id)
    }
}

/// What is wrong and has been reported.
pub(super) fn poison(span: Span) -> Expr {
    Expr { kind: ExprKind::Error, ty: Type::poison(), time: None, span }
}

/// A NULL without a type.
fn is_null(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(weir_ir::sql::Literal::Null))
}

/// The columns of a relation and `$rowtime` behind them, and whether the relation is broken. `$rowtime` is the
/// relation's time attribute, by whatever name it has; a declared relation without one has the record's time all the
/// same, which is no time attribute.
pub(super) fn relation_columns(project: &Project, id: RelationId) -> (Vec<ScopeColumn>, bool) {
    let relation = &project.relations[id];
    let time = relation.facts.time.as_ref();
    let kind = |name: &str| {
        time.filter(|time| time.column == name)
            .map(|time| if time.event { TimeKind::Event } else { TimeKind::Processing })
    };
    let origin = |name: &str| Some(weir_ir::ColumnRef { relation: id, path: weir_ir::ColumnPath::column(name) });
    let mut columns: Vec<ScopeColumn> = relation
        .columns
        .iter()
        .map(|column| ScopeColumn {
            name: column.name.clone(),
            ty: column.ty.clone(),
            time: kind(&column.name),
            origin: origin(&column.name),
            hidden: column.name == "$rowtime",
            span: column.span,
        })
        .collect();
    if let Some(time) = time
        && !columns.iter().any(|column| column.name == "$rowtime")
    {
        columns.push(ScopeColumn {
            name: "$rowtime".to_string(),
            ty: Type::not_null(time.ty.data.clone()),
            time: Some(if time.event { TimeKind::Event } else { TimeKind::Processing }),
            origin: origin(&time.column),
            hidden: true,
            span: relation.span,
        });
    }
    let broken = matches!(relation.kind, RelationKind::Transform(_)) && relation.query.is_none();
    (columns, broken)
}

/// A table of FROM over the columns of a query, renamed where new names were given.
fn bound(id: BindingId, name: &str, columns: Vec<ScopeColumn>, span: Span) -> BoundTable {
    BoundTable {
        id,
        name: name.to_string(),
        written: None,
        columns,
        span,
        declared: None,
        twice: Vec::new(),
        poisoned: false,
    }
}

fn outputs(columns: &[OutputColumn]) -> Vec<ScopeColumn> {
    columns.iter().map(ScopeColumn::output).collect()
}
