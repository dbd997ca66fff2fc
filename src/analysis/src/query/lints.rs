//! Warnings and errors that the resolved query tells without a plan.

#![expect(clippy::wildcard_enum_match_arm, reason = "only rows have fields, only calls have functions")]

use super::{diagnostics as say, streaming};
use crate::lossy::{self, Loss};
use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostics, Span, codes::names};
use weir_ir::{
    DataType, Environment, Platform, Project, RelationId,
    sql::{BindingId, Body, Cte, ExprKind, Item, JoinKind, Query, TableExpr, TableSource},
};
use weir_platforms::functions::{self, Dialects, Function};

pub(super) fn query(query: &Query, project: &Project, diagnostics: &mut Diagnostics) {
    unnamed(query, diagnostics);
    stars(query, project, diagnostics);
    casts(query, diagnostics);
    for select in query.selects() {
        for table in &select.from {
            optional_temporal(table, Side::Whole, diagnostics);
        }
    }
}

/// Whether an outer join may leave a part of FROM without a row.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Whole,
    Optional,
}

/// The filter of deleted versions stands above a temporal join (in WHERE, or around each use where it is the right side
/// of a left join). Inside an optional part neither is right: WHERE would drop the rows without a match.
fn optional_temporal(table: &TableExpr, side: Side, diagnostics: &mut Diagnostics) {
    let TableExpr::Join(join) = table else { return };
    let (left, right) = match join.kind {
        JoinKind::Inner | JoinKind::Cross => (side, side),
        JoinKind::Left => (side, Side::Optional),
        JoinKind::Right => (Side::Optional, side),
        JoinKind::Full => (Side::Optional, Side::Optional),
    };
    if let TableExpr::Table(versioned) = &join.right
        && versioned.as_of.is_some()
        && side == Side::Optional
    {
        let message = "a temporal join can't stand on the optional side of an outer join";
        let help = "put it into a query in parentheses: `LEFT JOIN (SELECT … FROM a JOIN b FOR SYSTEM_TIME AS OF a.ts …) AS x ON …`";
        diagnostics.push(streaming::temporal_join(versioned.span, message, "may have no row", help));
    }
    optional_temporal(&join.left, left, diagnostics);
    optional_temporal(&join.right, right, diagnostics);
}

/// Columns of the result that nobody named.
fn unnamed(query: &Query, diagnostics: &mut Diagnostics) {
    let Body::Select(select) = &query.body else { return };
    for item in &select.items {
        if item.name == "$rowtime" {
            let message = "a result column can't be called `$rowtime`";
            let diagnostic =
                weir_diagnostics::Diagnostic::new(names::RESERVED_NAME, item.span, message, "kept by Flink");
            diagnostics.push(diagnostic.help("give it another name: `AS ts`"));
        }
        let computed = !matches!(item.expr.kind, ExprKind::Column(_) | ExprKind::Field(..));
        let renamed = if let ExprKind::Column(used) = &item.expr.kind {
            used.fields.last().unwrap_or(&used.column) != &item.name
        } else {
            false
        };
        if item.alias.is_none() && !item.expr.ty.is_poison() && (computed || renamed) {
            diagnostics.push(say::lost_name(item.span, &item.name));
        } else if computed && has_unnamed_fields(&item.expr.ty.data) {
            diagnostics.push(say::lost_field_names(item.span, &item.expr.ty));
        }
    }
}

/// `ROW(a, b)` forgets what its fields were called.
fn has_unnamed_fields(ty: &DataType) -> bool {
    match ty {
        DataType::Row(fields) => {
            fields.iter().any(|field| field.name.starts_with("EXPR$") || has_unnamed_fields(&field.ty.data))
        }
        DataType::Array(element) | DataType::Multiset(element) => has_unnamed_fields(&element.data),
        DataType::Map(key, value) => has_unnamed_fields(&key.data) || has_unnamed_fields(&value.data),
        _ => false,
    }
}

/// A star over a relation, whose columns others decide; also one further down, where a star above hands it on.
fn stars(query: &Query, project: &Project, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    starred(query, &[], (project, &mut seen), diagnostics);
}

type Seen<'a, 'b> = (&'a Project, &'b mut BTreeSet<(Span, RelationId)>);

fn starred<'q>(query: &'q Query, outer: &[&'q Cte], seen: Seen<'_, '_>, diagnostics: &mut Diagnostics) {
    let ctes: Vec<&Cte> = outer.iter().copied().chain(&query.with).collect();
    let (project, known) = seen;
    match &query.body {
        Body::Select(select) => {
            let star = |item: &Item| {
                let ExprKind::Column(used) = &item.expr.kind else { return None };
                Some((item.star?, used.binding))
            };
            let stars: BTreeSet<(Span, BindingId)> = select.items.iter().filter_map(star).collect();
            for (star, binding) in stars {
                match select.from.iter().find_map(|table| part(table, binding)) {
                    Some(Part::Relation(id)) if known.insert((star, id)) => {
                        diagnostics.push(say::star(star, &project.relations[id].name));
                    }
                    Some(Part::Query(below)) => starred(below, &ctes, (project, known), diagnostics),
                    Some(Part::Cte(name)) => {
                        // A CTE sees the ones before it only.
                        let found = ctes.iter().rposition(|cte| cte.name.value == name);
                        if let Some((cte, before)) = found.and_then(|n| ctes.get(..=n)?.split_last()) {
                            starred(&cte.query, before, (project, known), diagnostics);
                        }
                    }
                    Some(Part::Relation(_)) | None => {}
                }
            }
        }
        Body::SetOp(operation) => {
            starred(&operation.left, &ctes, (project, known), diagnostics);
            starred(&operation.right, &ctes, (project, known), diagnostics);
        }
        Body::Nested(inner) => starred(inner, &ctes, (project, known), diagnostics),
        Body::Values(_) => {}
    }
}

/// What a star is over.
enum Part<'q> {
    Relation(RelationId),
    Cte(&'q str),
    Query(&'q Query),
}

fn part(table: &TableExpr, binding: BindingId) -> Option<Part<'_>> {
    match table {
        TableExpr::Table(table) if table.binding.id == binding => Some(named(&table.source)),
        TableExpr::Derived(derived) if derived.binding.id == binding => Some(Part::Query(&derived.query)),
        TableExpr::Join(join) => part(&join.left, binding).or_else(|| part(&join.right, binding)),
        TableExpr::Window(window) if window.binding.id == binding => window_input(&window.input),
        TableExpr::Table(_)
        | TableExpr::Derived(_)
        | TableExpr::Window(_)
        | TableExpr::Unnest(_)
        | TableExpr::Match(_) => None,
    }
}

fn named(source: &TableSource) -> Part<'_> {
    match source {
        TableSource::Relation(id) => Part::Relation(*id),
        TableSource::Cte(name) => Part::Cte(name),
    }
}

/// A window hands on every column of what it reads.
fn window_input(table: &TableExpr) -> Option<Part<'_>> {
    match table {
        TableExpr::Table(table) => Some(named(&table.source)),
        TableExpr::Derived(derived) => Some(Part::Query(&derived.query)),
        TableExpr::Join(_) | TableExpr::Window(_) | TableExpr::Unnest(_) | TableExpr::Match(_) => None,
    }
}

/// Casts that lose something of a column without a word. Who writes TRY_CAST expects null; it wraps and cuts as CAST does.
fn casts(query: &Query, diagnostics: &mut Diagnostics) {
    for expr in query.expressions() {
        expr.walk(&mut |part| {
            if let ExprKind::Cast { operand, is_try } = &part.kind
                && let Some(loss) = lossy::cast_loss(operand, &part.ty.data)
                && !(*is_try && loss == Loss::Null)
            {
                diagnostics.push(say::lossy_cast(part.span, loss, &operand.ty, &part.ty));
            }
        });
    }
}

/// Functions that one of the environments does not have: Confluent's dialect, or a version of Flink before the function.
pub(super) fn targets(query: &Query, project: &Project, diagnostics: &mut Diagnostics) {
    for expr in query.expressions() {
        expr.walk(&mut |part| {
            let name = match &part.kind {
                ExprKind::Call(call) => &call.name,
                ExprKind::Aggregate(call) => &call.name,
                ExprKind::Over(over) => &over.function.name,
                _ => return,
            };
            let Some(function) = functions::find(name) else { return };
            if let Some(environment) = project.environments.iter().find(|env| lacks(env, function)) {
                let instead = match (name.as_str(), function.since) {
                    ("PROCTIME", _) => "use the record's time, `$rowtime`, or CURRENT_TIMESTAMP".to_string(),
                    (_, Some(since)) if environment.platform != Platform::ConfluentCloud => {
                        format!(
                            "say `flink_version = \"{}.{}\"` where that runs, or leave it out",
                            since.major, since.minor
                        )
                    }
                    (_, Some(_) | None) => "leave it out, or the environment".to_string(),
                };
                let version = environment.flink_version;
                let runs = if environment.platform == Platform::ConfluentCloud {
                    "Confluent Cloud".to_string()
                } else {
                    format!("Flink {}.{}", version.major, version.minor)
                };
                let target = (environment.name.as_str(), runs.as_str());
                diagnostics.push(say::not_on_target(&format!("`{name}`"), part.span, target, &instead));
            }
        });
    }
}

fn lacks(environment: &Environment, function: &Function) -> bool {
    match environment.platform {
        Platform::ConfluentCloud => function.dialects == Dialects::OpenSource,
        Platform::SelfManaged | Platform::Embedded => {
            function.since.is_some_and(|since| environment.flink_version < since)
        }
    }
}
