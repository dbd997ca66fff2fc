use crate::{datum::Datum, time};
use weir_ir::{DataType, Type, sql::Literal};

/// The value of a literal; none where it is no value (a unit) or out of the type's range.
pub(crate) fn value(literal: &Literal, ty: &Type) -> Option<Datum> {
    Some(match literal {
        Literal::Null => Datum::Null,
        Literal::Boolean(value) => Datum::Boolean(*value),
        Literal::Number(digits) => number(digits, &ty.data)?,
        Literal::Text(text) => Datum::Text(text.clone()),
        Literal::Bytes(bytes) => Datum::Bytes(bytes.clone()),
        Literal::Date(text) => Datum::Int(i64::from(time::parse_date(text)?)),
        Literal::Time(text) => Datum::Int(i64::from(time::parse_time(text)?)),
        Literal::Timestamp(text) => {
            let (DataType::Timestamp(precision) | DataType::TimestampLtz(precision)) = ty.data else { return None };
            Datum::Int(time::parse_timestamp(text, precision)?)
        }
        Literal::Interval { amount, .. } => Datum::Int(*amount),
        Literal::Symbol(_) => return None,
    })
}

/// Digits as written, of the type that Flink gives them.
#[expect(clippy::wildcard_enum_match_arm, reason = "numbers have no other type")]
fn number(digits: &str, ty: &DataType) -> Option<Datum> {
    match ty {
        DataType::Float | DataType::Double => digits.parse().ok().map(Datum::Double),
        DataType::Decimal { scale, .. } => decimal(digits, *scale).map(Datum::Decimal),
        _ => digits.parse().ok().map(Datum::Int),
    }
}

/// `12.50` with two digits of fraction is 1250.
fn decimal(digits: &str, scale: u8) -> Option<i128> {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{fraction:0<width$}", width = scale as usize);
    let kept = padded.get(..scale as usize)?;
    format!("{whole}{kept}").parse().ok()
}

/// The position, from 0, that a literal counts from 1.
pub(crate) fn position(expr: &weir_ir::sql::Expr) -> Option<usize> {
    if let weir_ir::sql::ExprKind::Literal(Literal::Number(digits)) = &expr.kind {
        digits.parse::<usize>().ok()?.checked_sub(1)
    } else {
        None
    }
}
