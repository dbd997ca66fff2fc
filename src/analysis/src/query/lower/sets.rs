//! Grouping sets: each row once for each set, its keys null where the set does not have them (Flink's Expand).

use super::{Lowering, Rel, aggregate::collect};
use crate::query::{lineage, resolve::GROUPING};
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    plan::{Lineage, Op, PlanColumn},
    sql::{CaseBranch, Expr, ExprKind, Grouping, Literal, WindowKind},
};

/// A GROUP BY whose sets have become rows.
pub(super) struct Expanded {
    pub(super) rel: Rel,
    /// Over `rel`; the number of the set is the last one where there are several sets.
    pub(super) keys: Vec<Expr>,
    /// What stands for an expression behind the aggregate.
    pub(super) computed: Vec<(Expr, Expr)>,
}

impl Lowering<'_> {
    /// The keys of a group over its input (those that are `written`, then those that a correlated query adds), and what takes their place in `items`, which stand behind it.
    pub(super) fn expand(
        rel: Rel,
        keys: Vec<Expr>,
        (grouping, written): (Option<&Grouping>, usize),
        items: &[&Expr],
    ) -> Expanded {
        let calls = collect(items.iter().copied(), is_grouping);
        let several = grouping.filter(|grouping| grouping.sets.len() > 1);
        let (rel, over) = match several {
            Some(grouping) => expanded(rel, &keys, (grouping, written)),
            None => (rel, keys.clone()),
        };
        let mut computed: Vec<(Expr, Expr)> = Vec::new();
        for (n, (key, over)) in keys.iter().zip(&over).enumerate() {
            computed.push((key.clone(), Expr { kind: ExprKind::Input(n), time: key.time, ..over.clone() }));
        }
        for call in calls {
            let value = set_value(&call, &keys, several);
            computed.push((call, value));
        }
        Expanded { rel, keys: over, computed }
    }
}

fn is_grouping(expr: &Expr) -> bool {
    if let ExprKind::Call(call) = &expr.kind { GROUPING.contains(&call.name.as_str()) } else { false }
}

fn expanded(input: Rel, keys: &[Expr], (grouping, written): (&Grouping, usize)) -> (Rel, Vec<Expr>) {
    let left_out = |n: usize| n < written && grouping.sets.iter().any(|set| !set.contains(&n));
    let span = keys.first().zip(keys.last()).map_or(input.node.span, |(a, b)| a.span.to(b.span));
    let mut columns = input.node.columns.clone();
    let mut over = Vec::new();
    let mut copied: Vec<(usize, &Expr)> = Vec::new();
    for (n, key) in keys.iter().enumerate() {
        if !left_out(n) {
            over.push(key.clone());
            continue;
        }
        let ty = Type::nullable(key.ty.data.clone());
        over.push(column(columns.len(), ty.clone(), key.span));
        copied.push((n, key));
        let name =
            if let ExprKind::Input(at) = key.kind { input.node.columns.get(at).map(|c| c.name.clone()) } else { None };
        let lineage = lineage::of(key, &input.node.columns);
        columns.push(PlanColumn { name: name.unwrap_or_else(|| format!("k{n}")), ty, time: None, lineage });
    }
    let number = Type::not_null(DataType::BigInt);
    over.push(column(columns.len(), number.clone(), span));
    columns.push(PlanColumn { name: "$e".to_string(), ty: number, time: None, lineage: Lineage::default() });
    let whole = super::over::identity(&input, span);
    let rows = grouping.sets.iter().enumerate().map(|(number, set)| {
        let keys = copied.iter().map(|(n, key)| {
            if set.contains(n) {
                (*key).clone()
            } else {
                literal(Literal::Null, Type::nullable(key.ty.data.clone()), span)
            }
        });
        whole.iter().cloned().chain(keys).chain([integer(number, span)]).collect()
    });
    let op = Op::Expand { rows: rows.collect() };
    let last = columns.len() - 1;
    let mut rel = Rel::over(op, &input, columns, span);
    // A row stands there once for each set.
    let with_set = |keys: &super::Keys| -> super::Keys {
        keys.iter().map(|key| key.iter().copied().chain([last]).collect()).collect()
    };
    rel.node.keys = with_set(&rel.node.keys);
    rel.upsert = with_set(&rel.upsert);
    // Sessions merge rows of different sets: Flink plans no window aggregate then.
    rel.window = rel.window.filter(|window| !matches!(window.kind, WindowKind::Session { .. }));
    rel.seal();
    (rel, over)
}

/// `GROUPING(a, b)` by the number of the set, which stands behind the keys.
fn set_value(call: &Expr, keys: &[Expr], grouping: Option<&Grouping>) -> Expr {
    let ExprKind::Call(function) = &call.kind else { return call.clone() };
    let Some(grouping) = grouping else { return integer(0, call.span) };
    let position = |arg: &Expr| keys.iter().position(|key| super::same(key, arg));
    let value = |number: usize| -> usize {
        let Some(set) = grouping.sets.get(number) else { return 0 };
        if function.name == "GROUP_ID" {
            return grouping.sets.iter().take(number).filter(|earlier| *earlier == set).count();
        }
        let bit = |arg: &Expr| usize::from(position(arg).is_some_and(|n| !set.contains(&n)));
        function.args.iter().fold(0, |bits, arg| bits.wrapping_shl(1) | bit(arg))
    };
    let branches = (0..grouping.sets.len())
        .map(|number| CaseBranch { when: integer(number, call.span), then: integer(value(number), call.span) });
    let number = column(keys.len(), Type::not_null(DataType::BigInt), call.span);
    let kind = ExprKind::Case {
        operand: Some(Box::new(number)),
        branches: branches.collect(),
        otherwise: Some(Box::new(integer(0, call.span))),
    };
    Expr { kind, ty: Type::not_null(DataType::BigInt), time: None, span: call.span }
}

fn column(position: usize, ty: Type, span: Span) -> Expr {
    Expr { kind: ExprKind::Input(position), ty, time: None, span }
}

fn literal(value: Literal, ty: Type, span: Span) -> Expr {
    Expr { kind: ExprKind::Literal(value), ty, time: None, span }
}

fn integer(value: usize, span: Span) -> Expr {
    literal(Literal::Number(value.to_string()), Type::not_null(DataType::BigInt), span)
}
