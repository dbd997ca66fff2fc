//! What a value loses on its way into another type (Flink 2.x, `CAST` and implicit casts of sinks; answers of a real
//! 2.2): whole numbers wrap round, decimals that are too large become null, fractions are cut.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only numbers and moments lose something, only some expressions hand a column's range on"
)]

use weir_ir::{
    DataType,
    sql::{BinaryOp, Expr, ExprKind},
};

/// What is lost, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Loss {
    /// A whole number beyond the range becomes another one.
    Wraps,
    /// A number with more digits before the point becomes null.
    Null,
    /// What stands behind the point is gone.
    Fraction,
    /// The digits of a FLOAT.
    Digits,
    /// A moment becomes what a clock in UTC shows.
    Zone,
}

impl Loss {
    pub(crate) fn words(self) -> &'static str {
        match self {
            Loss::Wraps => "a number that is too large becomes another one",
            Loss::Null => "a number that is too large becomes null",
            Loss::Fraction => "the fraction is cut off",
            Loss::Digits => "half of the digits are lost",
            Loss::Zone => "the moment becomes a wall clock of UTC",
        }
    }
}

/// What a value of one type may lose in another; `None` where every value fits, or nothing is known.
pub(crate) fn loss(from: &DataType, to: &DataType) -> Option<Loss> {
    match (from, to) {
        (DataType::Float | DataType::Double, _) if whole(to) => Some(Loss::Fraction),
        (DataType::Double, DataType::Float) => Some(Loss::Digits),
        (DataType::Float | DataType::Double, DataType::Decimal { .. }) => Some(Loss::Null),
        (DataType::Decimal { scale, .. }, _) if whole(to) && *scale > 0 => Some(Loss::Fraction),
        (DataType::TimestampLtz(_), DataType::Timestamp(_)) => Some(Loss::Zone),
        _ => {
            let short = whole_digits(from)? > capacity(to)?;
            short.then_some(if whole(to) { Loss::Wraps } else { Loss::Null })
        }
    }
}

/// What an explicit cast loses of the columns that it reads. Sums and products have more digits than any of their
/// inputs, and who casts one says how many are meant: what is asked is that the target holds each input.
pub(crate) fn cast_loss(operand: &Expr, to: &DataType) -> Option<Loss> {
    let mut inputs = inputs(operand);
    if inputs.iter().any(|ty| decimal_digits(ty).is_some()) {
        // `quantity * price`: the whole number counts, and the digits are the price's.
        inputs.retain(|ty| decimal_digits(ty).is_some());
    }
    if matches!(loss(&operand.ty.data, to), Some(Loss::Fraction)) {
        let fraction = |ty: &DataType| matches!(loss(ty, to), Some(Loss::Fraction));
        return inputs.iter().any(|ty| fraction(ty)).then_some(Loss::Fraction);
    }
    // A DOUBLE has no number of digits to compare with: the cast is the statement of them.
    let counted = inputs.into_iter().filter(|ty| !matches!(ty, DataType::Float | DataType::Double));
    let numbers: Vec<Loss> = counted.filter_map(|ty| loss(ty, to)).collect();
    // The time of a record loses nothing that is not in its session's zone, which weir sets; results are another thing.
    numbers.into_iter().filter(|loss| *loss != Loss::Zone).min()
}

/// Types of the columns whose range the value has.
fn inputs(expr: &Expr) -> Vec<&DataType> {
    match &expr.kind {
        ExprKind::Column(_) | ExprKind::Field(..) | ExprKind::Input(_) => vec![&expr.ty.data],
        ExprKind::Binary(BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply, left, right) => {
            [inputs(left), inputs(right)].concat()
        }
        ExprKind::Binary(BinaryOp::Divide, left, _) => inputs(left),
        ExprKind::Cast { operand, is_try: false } if loss(&operand.ty.data, &expr.ty.data).is_none() => inputs(operand),
        ExprKind::Aggregate(call) if RANGE_OF_ARGUMENT.contains(&call.name.as_str()) => {
            call.args.first().map(inputs).unwrap_or_default()
        }
        ExprKind::Over(over) if RANGE_OF_ARGUMENT.contains(&over.function.name.as_str()) => {
            over.function.args.first().map(inputs).unwrap_or_default()
        }
        ExprKind::Call(call) if matches!(call.name.as_str(), "COALESCE" | "IFNULL") => {
            call.args.iter().flat_map(inputs).collect()
        }
        _ => Vec::new(),
    }
}

/// Aggregates that give one of their rows' values, or a sum of them.
const RANGE_OF_ARGUMENT: &[&str] = &["AVG", "FIRST_VALUE", "LAST_VALUE", "MAX", "MIN", "SUM", "SUM0"];

fn whole(ty: &DataType) -> bool {
    matches!(ty, DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt)
}

/// Digits before the point that a value of the type may have.
fn whole_digits(ty: &DataType) -> Option<u8> {
    Some(match ty {
        DataType::TinyInt => 3,
        DataType::SmallInt => 5,
        DataType::Int => 10,
        DataType::BigInt => 19,
        DataType::Decimal { precision, scale } => precision.saturating_sub(*scale),
        _ => return None,
    })
}

/// Digits before the point that the type surely holds; whole numbers hold those of their own type too.
fn capacity(ty: &DataType) -> Option<u8> {
    if whole(ty) { whole_digits(ty) } else { decimal_digits(ty) }
}

fn decimal_digits(ty: &DataType) -> Option<u8> {
    if let DataType::Decimal { precision, scale } = ty { Some(precision.saturating_sub(*scale)) } else { None }
}

#[cfg(test)]
mod tests {
    use super::{Loss, loss};
    use weir_ir::DataType;

    const fn decimal(precision: u8, scale: u8) -> DataType {
        DataType::Decimal { precision, scale }
    }

    #[test]
    fn each_pair_of_types_loses_what_flink_loses() {
        let rows = [
            (DataType::BigInt, DataType::Int, Some(Loss::Wraps)),
            (DataType::Int, DataType::BigInt, None),
            (DataType::Int, DataType::Int, None),
            (DataType::Double, DataType::BigInt, Some(Loss::Fraction)),
            (DataType::Double, DataType::Float, Some(Loss::Digits)),
            (DataType::Double, decimal(10, 2), Some(Loss::Null)),
            (decimal(38, 2), decimal(10, 2), Some(Loss::Null)),
            (decimal(12, 4), decimal(10, 2), None),
            (decimal(10, 2), DataType::Int, Some(Loss::Fraction)),
            (decimal(19, 0), DataType::Int, Some(Loss::Wraps)),
            (DataType::Int, decimal(5, 0), Some(Loss::Null)),
            (DataType::TimestampLtz(3), DataType::Timestamp(3), Some(Loss::Zone)),
            (DataType::Timestamp(3), DataType::TimestampLtz(3), None),
            (DataType::String, DataType::Int, None),
        ];
        for (from, to, wanted) in rows {
            assert_eq!(loss(&from, &to), wanted, "{from} into {to}");
        }
    }
}
