//! `permit aggregate … having subjects >= n`: whether a sum or average is over at least so many people.

use super::labels::Slot;
use weir_ir::{
    ColumnPath, ColumnRef, Edge, EdgeKind, Flow, Project, Relation, RelationKind,
    sql::{AggregateCall, BinaryOp, Body, Expr, ExprKind, Literal, Select},
};

/// The least number of subjects that the query lets a group have, where `edge` is into SUM or AVG alone and the query
/// has `HAVING COUNT(DISTINCT <subject key>) >= n` over the same grouping. What can't be seen doesn't hold.
pub(super) fn subjects(
    project: &Project,
    relation: &Relation,
    to: &Slot,
    edge: &Edge,
    origin: &ColumnRef,
) -> Option<u64> {
    let subject = subject_key(project, origin)?;
    let Body::Select(select) = &relation.query.as_ref()?.body else { return None };
    let item = select.items.iter().find(|item| Some(&item.name) == to.column.as_ref())?;
    if !only_summed(&item.expr, &edge.from) {
        return None;
    }
    conjuncts(select).into_iter().filter_map(|condition| at_least(project, condition, &subject)).max()
}

/// The primary key of the captured table that the column comes from; of a topic the column marked `@subject`.
fn subject_key(project: &Project, origin: &ColumnRef) -> Option<ColumnRef> {
    let relation = &project.relations[origin.relation];
    let marked: Vec<&str> = match relation.kind {
        RelationKind::Captured { .. } => relation.declared_key(),
        RelationKind::Topic { .. } => {
            let marked = relation.columns.iter().filter(|column| column.attributes.subject);
            marked.map(|column| column.name.as_str()).collect()
        }
        RelationKind::DeadLetter { .. } | RelationKind::Transform(_) | RelationKind::Product { .. } => return None,
    };
    // Several columns can't be counted as one.
    let [name] = marked.as_slice() else { return None };
    Some(ColumnRef { relation: origin.relation, path: ColumnPath::column(*name) })
}

/// Whether every use of the column in the expression is inside SUM or AVG, over all rows of the group.
fn only_summed(expr: &Expr, column: &ColumnRef) -> bool {
    if let ExprKind::Aggregate(call) = &expr.kind
        && matches!(call.name.as_str(), "SUM" | "AVG")
    {
        return call.filter.is_none();
    }
    // Where the expression's columns are not those of a relation, what is summed can't be seen.
    if let ExprKind::Column(used) = &expr.kind {
        return used.origin.as_ref().is_some_and(|origin| origin != column);
    }
    expr.children().into_iter().all(|child| only_summed(child, column))
}

fn conjuncts(select: &Select) -> Vec<&Expr> {
    let mut open: Vec<&Expr> = select.having.iter().collect();
    let mut all = Vec::new();
    while let Some(expr) = open.pop() {
        if let ExprKind::Binary(BinaryOp::And, left, right) = &expr.kind {
            open.extend([left.as_ref(), right.as_ref()]);
        } else {
            all.push(expr);
        }
    }
    all
}

/// `COUNT(DISTINCT subject) >= n`, `> n`, and the same turned round.
fn at_least(project: &Project, condition: &Expr, subject: &ColumnRef) -> Option<u64> {
    let ExprKind::Binary(op, left, right) = &condition.kind else { return None };
    let (count, number, more) = if *op == BinaryOp::GreaterEqual {
        (left, right, 0)
    } else if *op == BinaryOp::Greater {
        (left, right, 1)
    } else if *op == BinaryOp::LessEqual {
        (right, left, 0)
    } else if *op == BinaryOp::Less {
        (right, left, 1)
    } else {
        return None;
    };
    let (ExprKind::Aggregate(call), ExprKind::Literal(Literal::Number(text))) = (&count.kind, &number.kind) else {
        return None;
    };
    let n: u64 = text.parse().ok()?;
    counts_subjects(project, call, subject).then_some(n + more)
}

fn counts_subjects(project: &Project, call: &AggregateCall, subject: &ColumnRef) -> bool {
    let [argument] = call.args.as_slice() else { return false };
    let ExprKind::Column(used) = &argument.kind else { return false };
    let counts = call.name == "COUNT" && call.distinct && call.filter.is_none();
    counts && used.origin.as_ref().is_some_and(|column| root(project, column) == *subject)
}

/// The declared column of which this one is a copy.
fn root(project: &Project, column: &ColumnRef) -> ColumnRef {
    let mut at = column.clone();
    // INVARIANT: edges lead to earlier relations only, so this ends.
    while let Some(found) = project.relations[at.relation].column(at.path.head()) {
        let mut values = found.edges.iter().filter(|edge| edge.flow == Flow::Value);
        match (values.next(), values.next()) {
            (Some(edge), None) if edge.kind == EdgeKind::Identity && at.path.0.len() == 1 => at = edge.from.clone(),
            _ => break,
        }
    }
    at
}
