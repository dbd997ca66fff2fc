//! What can be computed before any record is there.

use crate::syntax::{BinaryOp, Expr, Kind, Literal, UnaryOp};
use std::cmp::Ordering;

pub(crate) fn unary(op: UnaryOp, operand: Option<&Literal>) -> Option<Literal> {
    match (op, operand?) {
        (UnaryOp::Not, Literal::Bool(b)) => Some(Literal::Bool(!b)),
        (UnaryOp::Negate, Literal::Int(n)) => n.checked_neg().map(Literal::Int),
        (UnaryOp::Negate, Literal::Double(n)) => Some(Literal::Double(-n)),
        _ => None,
    }
}

pub(crate) fn binary(op: BinaryOp, left: &Literal, right: &Literal) -> Option<Literal> {
    let order = order(left, right);
    let holds = |wanted: &[Ordering]| order.map(|found| Literal::Bool(wanted.contains(&found)));
    match op {
        BinaryOp::Equal => holds(&[Ordering::Equal]).or(Some(Literal::Bool(left == right))),
        BinaryOp::NotEqual => holds(&[Ordering::Less, Ordering::Greater]).or(Some(Literal::Bool(left != right))),
        BinaryOp::Less => holds(&[Ordering::Less]),
        BinaryOp::LessEqual => holds(&[Ordering::Less, Ordering::Equal]),
        BinaryOp::Greater => holds(&[Ordering::Greater]),
        BinaryOp::GreaterEqual => holds(&[Ordering::Greater, Ordering::Equal]),
        BinaryOp::Add => match (left, right) {
            (Literal::String(a), Literal::String(b)) => Some(Literal::String(format!("{a}{b}"))),
            _ => integers(left, right, i64::checked_add),
        },
        BinaryOp::Subtract => integers(left, right, i64::checked_sub),
        BinaryOp::Multiply => integers(left, right, i64::checked_mul),
        BinaryOp::Divide => integers(left, right, i64::checked_div),
        BinaryOp::Modulo => integers(left, right, i64::checked_rem),
        BinaryOp::Or | BinaryOp::And | BinaryOp::In => None,
    }
}

fn order(left: &Literal, right: &Literal) -> Option<Ordering> {
    match (left, right) {
        (Literal::Bool(a), Literal::Bool(b)) => Some(a.cmp(b)),
        (Literal::Int(a), Literal::Int(b)) => Some(a.cmp(b)),
        (Literal::Uint(a), Literal::Uint(b)) => Some(a.cmp(b)),
        (Literal::Double(a), Literal::Double(b)) => a.partial_cmp(b),
        (Literal::String(a), Literal::String(b)) => Some(a.cmp(b)),
        (Literal::Bytes(a), Literal::Bytes(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn integers(left: &Literal, right: &Literal, compute: fn(i64, i64) -> Option<i64>) -> Option<Literal> {
    if let (Literal::Int(a), Literal::Int(b)) = (left, right) { compute(*a, *b).map(Literal::Int) } else { None }
}

/// The answer where both sides are the same expression. Not for doubles, where NaN differs from itself.
pub(crate) fn of_itself(op: BinaryOp) -> Option<Literal> {
    match op {
        BinaryOp::Equal | BinaryOp::LessEqual | BinaryOp::GreaterEqual => Some(Literal::Bool(true)),
        BinaryOp::NotEqual | BinaryOp::Less | BinaryOp::Greater => Some(Literal::Bool(false)),
        BinaryOp::Or
        | BinaryOp::And
        | BinaryOp::In
        | BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Modulo => None,
    }
}

/// Whether two expressions are written alike, wherever they stand.
pub(crate) fn alike(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Ident(a), Kind::Ident(b)) => a == b,
        (Kind::Select { operand: a, field: x }, Kind::Select { operand: b, field: y }) => {
            x.text == y.text && alike(a, b)
        }
        _ => false,
    }
}

/// A comparison of a size with a number that sizes never reach.
pub(crate) fn of_size(op: BinaryOp, number: i64) -> Option<bool> {
    match op {
        BinaryOp::GreaterEqual if number <= 0 => Some(true),
        BinaryOp::Greater if number < 0 => Some(true),
        BinaryOp::Less if number <= 0 => Some(false),
        BinaryOp::LessEqual | BinaryOp::Equal if number < 0 => Some(false),
        BinaryOp::NotEqual if number < 0 => Some(true),
        BinaryOp::Or
        | BinaryOp::And
        | BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual
        | BinaryOp::In
        | BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Modulo => None,
    }
}
