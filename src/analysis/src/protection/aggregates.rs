//! `permit aggregate … having subjects >= n`: whether a sum or average is over at least so many people.

use super::labels::Slot;
use std::collections::BTreeSet;
use weir_ir::{
    ColumnPath, ColumnRef, Edge, EdgeKind, Flow, PolicyEffect, Project, Relation, RelationKind,
    sql::{
        AggregateCall, BinaryOp, Body, ColumnUse, Cte, Expr, ExprKind, Literal, Query, Select, TableExpr, TableSource,
    },
};

/// Whether any policy asks.
pub(super) fn matter(project: &Project) -> bool {
    project.policies.iter().any(|policy| matches!(policy.effect, PolicyEffect::PermitAggregate { .. }))
}

/// The least number of subjects that the query lets a group have, where `edge` is into SUM or AVG alone and the query
/// has `HAVING COUNT(DISTINCT <subject key>) >= n` over the same grouping. What can't be seen doesn't hold.
pub(super) fn subjects(
    project: &Project,
    relation: &Relation,
    to: &Slot,
    edge: &Edge,
    origin: &ColumnRef,
) -> Option<u64> {
    let query = relation.query.as_ref()?;
    let found = computed(query, to.column.as_ref()?, &[])?;
    if !only_summed(found.expr, &edge.from) || !reads_once(query, &edge.from) {
        return None;
    }
    let subject = Subject { key: subject_key(project, origin)?, value: &edge.from, origin };
    let having = conjuncts(found.select.having.as_ref()).into_iter();
    let having = having.filter_map(|condition| at_least(project, condition, &subject, Some));
    let above = found.above.iter().flat_map(|step| {
        let conditions = conjuncts(step.select.selection.as_ref()).into_iter();
        conditions
            .filter_map(|condition| at_least(project, condition, &subject, |count| beside(count, step, found.select)))
    });
    having.chain(above).max()
}

/// Where an output column of a query is computed: derived tables and CTEs may hand it on as it is.
struct Computed<'q> {
    select: &'q Select,
    expr: &'q Expr,
    /// The selects that hand it on, the outermost first.
    above: Vec<Step<'q>>,
}

/// A select with the CTEs that it may name, the nearest last.
struct Step<'q> {
    select: &'q Select,
    ctes: Vec<&'q Cte>,
}

fn computed<'q>(query: &'q Query, column: &str, outer: &[&'q Cte]) -> Option<Computed<'q>> {
    let Body::Select(select) = &query.body else { return None };
    let item = select.items.iter().find(|item| item.name == column)?;
    let ctes: Vec<&Cte> = outer.iter().copied().chain(&query.with).collect();
    let step = Step { select, ctes };
    match handed_on(&item.expr, &step) {
        Some(mut found) => {
            found.above.insert(0, step);
            Some(found)
        }
        None => Some(Computed { select, expr: &item.expr, above: Vec::new() }),
    }
}

/// A bare column of a derived table or CTE of this select.
fn handed_on<'q>(expr: &Expr, step: &Step<'q>) -> Option<Computed<'q>> {
    let ExprKind::Column(used) = &expr.kind else { return None };
    if !used.fields.is_empty() {
        return None;
    }
    let (query, ctes) = step.select.from.iter().find_map(|table| source(table, used, &step.ctes))?;
    // By position: a list of other names may stand behind the table.
    let name = &query.columns.get(used.index)?.name;
    computed(query, name, ctes)
}

/// The query of a derived table or CTE, and the CTEs that it may name. A lateral one may be another for each row.
fn source<'q, 'c>(table: &'q TableExpr, used: &ColumnUse, ctes: &'c [&'q Cte]) -> Option<(&'q Query, &'c [&'q Cte])> {
    match table {
        TableExpr::Derived(derived) if derived.binding.id == used.binding && !derived.lateral => {
            Some((&derived.query, ctes))
        }
        TableExpr::Table(named) if named.binding.id == used.binding => {
            let TableSource::Cte(name) = &named.source else { return None };
            let position = ctes.iter().rposition(|cte| cte.name.value == *name)?;
            Some((&ctes.get(position)?.query, ctes.get(..position)?))
        }
        TableExpr::Join(join) => source(&join.left, used, ctes).or_else(|| source(&join.right, used, ctes)),
        TableExpr::Table(_)
        | TableExpr::Derived(_)
        | TableExpr::Window(_)
        | TableExpr::Unnest(_)
        | TableExpr::Match(_) => None,
    }
}

/// What a column of the rows that are filtered is computed by, where that is the same select.
fn beside<'q>(count: &'q Expr, step: &Step<'q>, select: &Select) -> Option<&'q Expr> {
    let found = handed_on(count, step)?;
    std::ptr::eq(found.select, select).then_some(found.expr)
}

/// Whose rows are summed.
struct Subject<'a> {
    key: ColumnRef,
    /// What is summed, as the query reads it.
    value: &'a ColumnRef,
    /// Where that was given its class.
    origin: &'a ColumnRef,
}

/// The primary key of the captured table that the column comes from; of a topic the column marked `@subject`.
pub(super) fn subject_key(project: &Project, origin: &ColumnRef) -> Option<ColumnRef> {
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

/// Whether every use of the column in the expression is as the sum or average of all rows of the group.
fn only_summed(expr: &Expr, column: &ColumnRef) -> bool {
    if let ExprKind::Aggregate(call) = &expr.kind
        && matches!(call.name.as_str(), "SUM" | "AVG")
    {
        let weighed_alike = call.args.iter().all(|arg| alone(arg, column) || !uses(arg, column));
        return call.filter.is_none() && !call.distinct && weighed_alike;
    }
    // Where the expression's columns are not those of a relation, what is summed can't be seen.
    if let ExprKind::Column(used) = &expr.kind {
        return used.origin.as_ref().is_some_and(|origin| origin != column);
    }
    expr.children().into_iter().all(|child| only_summed(child, column))
}

/// The column, perhaps cast, under a sign, or scaled by a number: whatever else could let one row weigh more than others.
fn alone(expr: &Expr, column: &ColumnRef) -> bool {
    if let ExprKind::Cast { operand, .. } | ExprKind::Unary(_, operand) = &expr.kind {
        return alone(operand, column);
    }
    if let ExprKind::Binary(op @ (BinaryOp::Multiply | BinaryOp::Divide), left, right) = &expr.kind {
        let number = |expr: &Expr| matches!(expr.kind, ExprKind::Literal(Literal::Number(_)));
        let scales = *op == BinaryOp::Multiply && number(left) && alone(right, column);
        return scales || (alone(left, column) && number(right));
    }
    matches!(&expr.kind, ExprKind::Column(used) if used.origin.as_ref() == Some(column))
}

/// Whether the expression may read the column: a column whose origin is not known may be made of it.
fn uses(expr: &Expr, column: &ColumnRef) -> bool {
    expr.contains(&|part| {
        matches!(&part.kind, ExprKind::Column(used) if used.origin.as_ref().is_none_or(|origin| origin == column))
    })
}

/// Whether all columns of the relation that `column` belongs to, wherever they stand in the query, are of one row: it
/// is named once, and so is every CTE.
fn reads_once(query: &Query, column: &ColumnRef) -> bool {
    let tables = query.tables();
    let mut ctes = BTreeSet::new();
    let named = tables.iter().filter(|table| table.source == TableSource::Relation(column.relation)).count();
    let repeated = tables.iter().any(|table| match &table.source {
        TableSource::Cte(name) => !ctes.insert(name.as_str()),
        TableSource::Relation(_) => false,
    });
    // The measures of a match are of several rows.
    let matched = |table: &TableExpr| table.contains(&|table| matches!(table, TableExpr::Match(_)));
    let matched = query.selects().into_iter().flat_map(|select| &select.from).any(matched);
    named == 1 && !repeated && !matched
}

fn conjuncts(condition: Option<&Expr>) -> Vec<&Expr> {
    let mut open: Vec<&Expr> = condition.into_iter().collect();
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

/// `COUNT(DISTINCT subject) >= n`, `> n`, and the same turned round; `computed` is what the count's side stands for.
fn at_least<'q>(
    project: &Project,
    condition: &'q Expr,
    subject: &Subject<'_>,
    computed: impl Fn(&'q Expr) -> Option<&'q Expr>,
) -> Option<u64> {
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
    let (ExprKind::Aggregate(call), ExprKind::Literal(Literal::Number(text))) = (&computed(count)?.kind, &number.kind)
    else {
        return None;
    };
    let n: u64 = text.parse().ok()?;
    counts_subjects(project, call, subject).then_some(n + more)
}

fn counts_subjects(project: &Project, call: &AggregateCall, subject: &Subject<'_>) -> bool {
    let [argument] = call.args.as_slice() else { return false };
    let ExprKind::Column(used) = &argument.kind else { return false };
    let counts = call.name == "COUNT" && call.distinct && call.filter.is_none();
    counts && used.origin.as_ref().is_some_and(|counted| of_one_row(project, counted, subject))
}

/// Whether what is counted and what is summed are copies, side by side all the way, of a subject's key and its column.
fn of_one_row(project: &Project, counted: &ColumnRef, subject: &Subject<'_>) -> bool {
    let (mut counted, mut value) = (counted.clone(), subject.value.clone());
    // INVARIANT: edges of transforms lead to earlier relations only, so this ends.
    while counted.relation == value.relation {
        if value.relation == subject.origin.relation {
            return value == *subject.origin && counted == subject.key;
        }
        let relation = &project.relations[value.relation];
        let Some(query) = &relation.query else { return false };
        let (Some(a), Some(b)) = (copy_of(relation, &counted), copy_of(relation, &value)) else { return false };
        if !reads_once(query, &b) {
            return false;
        }
        (counted, value) = (a, b);
    }
    false
}

/// The column of an earlier relation that this one copies.
fn copy_of(relation: &Relation, column: &ColumnRef) -> Option<ColumnRef> {
    let [name] = column.path.0.as_slice() else { return None };
    let mut values = relation.column(name)?.edges.iter().filter(|edge| edge.flow == Flow::Value);
    let (first, second) = (values.next()?, values.next());
    (first.kind == EdgeKind::Identity && second.is_none()).then(|| first.from.clone())
}
