//! Warnings and errors that the resolved query tells without a plan.

use super::{diagnostics as say, refused};
use crate::lossy::{self, Loss};
use weir_diagnostics::{Diagnostics, codes::names};
use weir_ir::{
    Platform, Project,
    sql::{Body, ExprKind, JoinKind, Query, TableExpr, TableSource},
};
use weir_platforms::functions::{self, Dialects};

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
        diagnostics.push(say::refused(&refused::OPTIONAL_TEMPORAL, versioned.span));
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
        }
    }
}

/// A star over a relation, whose columns others decide.
fn stars(query: &Query, project: &Project, diagnostics: &mut Diagnostics) {
    let Body::Select(select) = &query.body else { return };
    let mut seen = std::collections::BTreeSet::new();
    for item in &select.items {
        let (Some(star), ExprKind::Column(used)) = (item.star, &item.expr.kind) else { continue };
        let tables = select.from.iter().flat_map(TableExpr::tables);
        let table = tables.into_iter().find(|table| table.binding.id == used.binding);
        let Some(TableSource::Relation(relation)) = table.map(|table| &table.source) else { continue };
        if seen.insert((star, *relation)) {
            diagnostics.push(say::star(star, &project.relations[*relation].name));
        }
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

/// Functions that one of the environments does not have.
pub(super) fn targets(query: &Query, project: &Project, diagnostics: &mut Diagnostics) {
    let Some(cloud) = project.environments.iter().find(|env| env.platform == Platform::ConfluentCloud) else { return };
    for expr in query.expressions() {
        expr.walk(&mut |part| {
            let ExprKind::Call(call) = &part.kind else { return };
            if functions::find(&call.name).is_some_and(|function| function.dialects == Dialects::OpenSource) {
                let instead = "use the record's time, `$rowtime`, or CURRENT_TIMESTAMP";
                diagnostics.push(say::not_on_target(&format!("`{}`", call.name), part.span, &cloud.name, instead));
            }
        });
    }
}
