use super::family::{digits, integer_rank, is_approximate, is_integer, is_interval, is_numeric, is_timestamp};
use weir_ir::{DataType, sql::BinaryOp};

/// The type of `left op right` for `+ - * / %`, without nullability; `None` where Flink refuses it.
pub fn arithmetic(op: BinaryOp, left: &DataType, right: &DataType) -> Option<DataType> {
    if *left == DataType::Error || *right == DataType::Error {
        return Some(DataType::Error);
    }
    match (left, right) {
        _ if is_numeric(left) && is_numeric(right) => numbers(op, left, right),
        _ => moments(op, left, right),
    }
}

/// The type of `-x` and `+x`.
pub fn negate(operand: &DataType) -> Option<DataType> {
    let fits = is_numeric(operand) || is_interval(operand) || *operand == DataType::Error;
    fits.then(|| operand.clone())
}

fn numbers(op: BinaryOp, left: &DataType, right: &DataType) -> Option<DataType> {
    if op == BinaryOp::Modulo && (is_approximate(left) || is_approximate(right)) {
        return None;
    }
    match (is_approximate(left), is_approximate(right)) {
        // FLOAT + DOUBLE is FLOAT, DOUBLE + FLOAT is DOUBLE: the first wins.
        (true, true) => return Some(left.clone()),
        (true, false) => return Some(with_approximate(left, right)),
        (false, true) => return Some(with_approximate(right, left)),
        (false, false) => {}
    }
    if is_integer(left) && is_integer(right) {
        // The remainder has the type of the divisor.
        let wider = if integer_rank(left) >= integer_rank(right) { left } else { right };
        return Some(if op == BinaryOp::Modulo { right.clone() } else { wider.clone() });
    }
    decimals(op, digits(left)?, digits(right)?)
}

fn with_approximate(approximate: &DataType, other: &DataType) -> DataType {
    if is_integer(other) { approximate.clone() } else { DataType::Double }
}

/// Flink, `LogicalTypeMerging`: operands `(p1, s1)` and `(p2, s2)`.
fn decimals(op: BinaryOp, (p1, s1): (i32, i32), (p2, s2): (i32, i32)) -> Option<DataType> {
    let (precision, scale) = match op {
        BinaryOp::Add | BinaryOp::Subtract => {
            let scale = s1.max(s2);
            ((p1 - s1).max(p2 - s2) + scale + 1, scale)
        }
        BinaryOp::Multiply => (p1 + p2 + 1, s1 + s2),
        BinaryOp::Divide => {
            let scale = 6.max(s1 + p2 + 1);
            (p1 - s1 + s2 + scale, scale)
        }
        BinaryOp::Modulo => {
            let scale = s1.max(s2);
            ((p1 - s1).min(p2 - s2) + scale, scale)
        }
        BinaryOp::Concat
        | BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual
        | BinaryOp::And
        | BinaryOp::Or => return None,
    };
    Some(adjusted(precision, scale))
}

/// A decimal that may be wider than 38 digits: whole digits are kept as far as possible, and six of the fraction.
pub(super) fn adjusted(precision: i32, scale: i32) -> DataType {
    if precision <= 38 {
        return decimal(precision, scale);
    }
    decimal(38, (38 - (precision - scale)).max(scale.min(6)))
}

pub(super) fn decimal(precision: i32, scale: i32) -> DataType {
    let clamp = |n: i32| u8::try_from(n.clamp(0, 38)).unwrap_or(38);
    DataType::Decimal { precision: clamp(precision.max(1)), scale: clamp(scale) }
}

fn moments(op: BinaryOp, left: &DataType, right: &DataType) -> Option<DataType> {
    let moment = |data: &DataType| is_timestamp(data) || matches!(data, DataType::Date | DataType::Time(_));
    match op {
        BinaryOp::Add if moment(left) && is_interval(right) => Some(left.clone()),
        BinaryOp::Add if is_interval(left) && moment(right) => Some(right.clone()),
        BinaryOp::Subtract if moment(left) && is_interval(right) => Some(left.clone()),
        BinaryOp::Add | BinaryOp::Subtract if same_interval(left, right) => Some(left.clone()),
        BinaryOp::Multiply if is_interval(left) && is_integer(right) => Some(left.clone()),
        BinaryOp::Multiply if is_integer(left) && is_interval(right) => Some(right.clone()),
        BinaryOp::Add
        | BinaryOp::Subtract
        | BinaryOp::Multiply
        | BinaryOp::Divide
        | BinaryOp::Modulo
        | BinaryOp::Concat
        | BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual
        | BinaryOp::And
        | BinaryOp::Or => None,
    }
}

fn same_interval(left: &DataType, right: &DataType) -> bool {
    matches!(
        (left, right),
        (DataType::IntervalMonths(_), DataType::IntervalMonths(_))
            | (DataType::IntervalMillis(_), DataType::IntervalMillis(_))
    )
}
