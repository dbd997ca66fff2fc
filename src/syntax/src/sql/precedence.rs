//! How tightly operators bind: the levels of Flink's copy of Calcite's `SqlStdOperatorTable`. Every binary level
//! associates to the left.

use super::ast::{BinaryOp, Expr, ExprKind, UnaryOp};

pub(super) const OR: u8 = 22;
pub(super) const AND: u8 = 24;
pub(super) const NOT: u8 = 26;
pub(super) const IS: u8 = 28;
pub(super) const COMPARISON: u8 = 30;
/// BETWEEN, IN, LIKE, SIMILAR TO, and a comparison with ANY or ALL.
pub(super) const PREDICATE: u8 = 32;
pub(super) const ADD: u8 = 40;
/// `||` too.
pub(super) const MULTIPLY: u8 = 60;
pub(super) const SIGN: u8 = 80;
/// Calls, literals, columns, anything closed by itself.
pub(super) const ATOM: u8 = 100;

pub(super) fn of_binary(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Or => OR,
        BinaryOp::And => AND,
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessOrEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterOrEqual => COMPARISON,
        BinaryOp::Add | BinaryOp::Subtract => ADD,
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo | BinaryOp::Concat => MULTIPLY,
    }
}

/// The level of an expression's outermost operator.
pub(super) fn of(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Binary(binary) => of_binary(binary.op.value),
        ExprKind::Unary { op, .. } => match op.value {
            UnaryOp::Not => NOT,
            UnaryOp::Plus | UnaryOp::Minus => SIGN,
        },
        ExprKind::Is { .. } | ExprKind::FormatJson(_) => IS,
        ExprKind::IsDistinctFrom { .. } | ExprKind::Overlaps { .. } => COMPARISON,
        ExprKind::Between(_)
        | ExprKind::InList { .. }
        | ExprKind::InQuery { .. }
        | ExprKind::Like(_)
        | ExprKind::Quantified(_) => PREDICATE,
        ExprKind::Column(_)
        | ExprKind::Literal(_)
        | ExprKind::Interval(_)
        | ExprKind::Paren(_)
        | ExprKind::Row { .. }
        | ExprKind::Array(_)
        | ExprKind::Map(_)
        | ExprKind::Exists(_)
        | ExprKind::Subquery(_)
        | ExprKind::Case(_)
        | ExprKind::Cast { .. }
        | ExprKind::Extract { .. }
        | ExprKind::FloorTo { .. }
        | ExprKind::CeilTo { .. }
        | ExprKind::Trim(_)
        | ExprKind::Substring { .. }
        | ExprKind::Position { .. }
        | ExprKind::Overlay(_)
        | ExprKind::Json(_)
        | ExprKind::Call(_)
        | ExprKind::Index { .. }
        | ExprKind::Field { .. } => ATOM,
    }
}
