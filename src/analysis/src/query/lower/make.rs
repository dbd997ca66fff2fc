//! Expressions that lowering makes itself, typed as the ones that are written.

use super::Rel;
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    plan::PlanColumn,
    sql::{AggregateCall, BinaryOp, CaseBranch, Expr, ExprKind, IsTest, Literal, UnaryOp},
};

pub(super) fn shifted(mut expr: Expr, by: usize) -> Expr {
    fn shift(expr: &mut Expr, by: usize) {
        if let ExprKind::Input(n) = &mut expr.kind {
            *n += by;
        }
        for child in expr.children_mut() {
            shift(child, by);
        }
    }
    shift(&mut expr, by);
    expr
}

pub(super) fn position(rel: &Rel, n: usize, span: Span) -> Expr {
    let ty = rel.node.columns.get(n).map_or_else(Type::poison, |column: &PlanColumn| column.ty.clone());
    Expr { kind: ExprKind::Input(n), ty, time: None, span }
}

/// What is said of any part is said of the whole.
pub(super) fn placed(mut expr: Expr, span: Span) -> Expr {
    expr.span = span;
    for child in expr.children_mut() {
        let part = std::mem::replace(child, truth(true, span));
        *child = placed(part, span);
    }
    expr
}

pub(super) fn boolean(op: BinaryOp, left: Expr, right: Expr) -> Expr {
    let ty = Type::new(DataType::Boolean, left.ty.nullable || right.ty.nullable);
    let span = left.span;
    Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), ty, time: None, span }
}

pub(super) fn equal(left: Expr, right: Expr) -> Expr {
    boolean(BinaryOp::Equal, left, right)
}

fn is(operand: Expr, test: IsTest, negated: bool) -> Expr {
    let span = operand.span;
    let kind = ExprKind::Is { operand: Box::new(operand), test, negated };
    Expr { kind, ty: Type::not_null(DataType::Boolean), time: None, span }
}

pub(super) fn is_null(operand: Expr) -> Expr {
    is(operand, IsTest::Null, false)
}

pub(super) fn is_not_null(operand: Expr) -> Expr {
    is(operand, IsTest::Null, true)
}

pub(super) fn is_true(operand: Expr) -> Expr {
    is(operand, IsTest::True, false)
}

pub(super) fn is_false(operand: Expr) -> Expr {
    is(operand, IsTest::False, false)
}

pub(super) fn not(operand: Expr) -> Expr {
    let (ty, span) = (operand.ty.clone(), operand.span);
    Expr { kind: ExprKind::Unary(UnaryOp::Not, Box::new(operand)), ty, time: None, span }
}

pub(super) fn truth(value: bool, span: Span) -> Expr {
    let kind = ExprKind::Literal(Literal::Boolean(value));
    Expr { kind, ty: Type::not_null(DataType::Boolean), time: None, span }
}

pub(super) fn number(value: i64, span: Span) -> Expr {
    let kind = ExprKind::Literal(Literal::Number(value.to_string()));
    Expr { kind, ty: Type::not_null(DataType::BigInt), time: None, span }
}

pub(super) fn null(data: DataType, span: Span) -> Expr {
    Expr { kind: ExprKind::Literal(Literal::Null), ty: Type::nullable(data), time: None, span }
}

pub(super) fn is_null_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::Null))
}

pub(super) fn case(branches: Vec<CaseBranch>, last: Expr, ty: Type) -> Expr {
    let span = last.span;
    let kind = ExprKind::Case { operand: None, branches, otherwise: Some(Box::new(last)) };
    Expr { kind, ty, time: None, span }
}

/// `CASE WHEN missing THEN default ELSE found END`.
pub(super) fn otherwise(missing: Expr, default: Expr, found: Expr) -> Expr {
    let ty = found.ty.clone();
    case(vec![CaseBranch { when: missing, then: default }], found, ty)
}

fn call(name: &str, args: Vec<Expr>, filter: Option<Expr>, (ty, span): (Type, Span)) -> Expr {
    let call = AggregateCall {
        name: name.to_string(),
        distinct: false,
        star: args.is_empty(),
        args,
        filter,
        within_group: Vec::new(),
        ignore_nulls: false,
        span,
    };
    Expr { kind: ExprKind::Aggregate(Box::new(call)), ty, time: None, span }
}

pub(super) fn count(filter: Option<Expr>, span: Span) -> Expr {
    call("COUNT", Vec::new(), filter, (Type::not_null(DataType::BigInt), span))
}

pub(super) fn extreme(name: &str, of: &Expr, span: Span) -> Expr {
    call(name, vec![of.clone()], None, (Type::nullable(of.ty.data.clone()), span))
}

pub(super) fn single_value(of: &Expr, span: Span) -> Expr {
    call("SINGLE_VALUE", vec![of.clone()], None, (Type::nullable(of.ty.data.clone()), span))
}
