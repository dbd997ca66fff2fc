//! Exact decimal arithmetic on 128 bits, through 256 where needed. A number counts its last digit.

use arrow_buffer::i256;
use weir_ir::DataType;

/// Operands, their scales, the result's scale; none where the result is beyond 38 digits.
pub type Exact = fn((i128, i128), (u8, u8), u8) -> Option<i128>;

/// Precision and scale with which a type enters decimal arithmetic (Flink, "Data Types").
#[expect(clippy::wildcard_enum_match_arm, reason = "the other types are not exact numbers")]
pub fn digits(ty: &DataType) -> Option<(u8, u8)> {
    Some(match ty {
        DataType::TinyInt => (3, 0),
        DataType::SmallInt => (5, 0),
        DataType::Int => (10, 0),
        DataType::BigInt => (19, 0),
        DataType::Decimal { precision, scale } => (*precision, *scale),
        _ => return None,
    })
}

/// `10^n`, for n up to 38.
pub fn power(n: u8) -> i128 {
    10i128.checked_pow(u32::from(n)).unwrap_or(i128::MAX)
}

fn wide_power(n: u32) -> i256 {
    i256::from_i128(10).checked_pow(n).unwrap_or(i256::MAX)
}

/// Whether it has no more digits than the precision.
pub fn fits(value: i128, precision: u8) -> bool {
    value.unsigned_abs() < power(precision).unsigned_abs()
}

/// Rounds `value / divisor` HALF_UP: halves away from zero.
fn rounded(value: i256, divisor: i256) -> i256 {
    let quotient = value.wrapping_div(divisor);
    let remainder = value.wrapping_rem(divisor);
    let twice = remainder.wrapping_abs().wrapping_mul(i256::from_i128(2));
    if twice < divisor.wrapping_abs() {
        return quotient;
    }
    let negative = value.is_negative() != divisor.is_negative();
    quotient.wrapping_add(if negative { i256::MINUS_ONE } else { i256::ONE })
}

/// The number at another scale, HALF_UP.
pub fn rescale(value: i128, from: u8, to: u8) -> Option<i128> {
    if to >= from {
        return value.checked_mul(power(to - from)).filter(|_| to - from <= 38);
    }
    let divisor = power(from - to);
    let quotient = value / divisor;
    let remainder = (value % divisor).unsigned_abs();
    let up = remainder >= divisor.unsigned_abs().div_ceil(2);
    Some(if up { quotient + value.signum() } else { quotient })
}

/// The number at another scale, digits cut.
pub fn truncate(value: i128, from: u8, to: u8) -> Option<i128> {
    if to >= from { rescale(value, from, to) } else { Some(value / power(from - to)) }
}

fn wide_rescale(value: i256, from: u32, to: u32) -> Option<i128> {
    if to >= from {
        return value.checked_mul(wide_power(to - from))?.to_i128();
    }
    rounded(value, wide_power(from - to)).to_i128()
}

pub fn add(values: (i128, i128), scales: (u8, u8), scale: u8) -> Option<i128> {
    let common = scales.0.max(scales.1);
    let exact = || {
        let left = rescale(values.0, scales.0, common)?;
        rescale(left.checked_add(rescale(values.1, scales.1, common)?)?, common, scale)
    };
    exact().or_else(|| {
        let wide = |value: i128, from: u8| i256::from_i128(value).checked_mul(wide_power(u32::from(common - from)));
        let sum = wide(values.0, scales.0)?.checked_add(wide(values.1, scales.1)?)?;
        wide_rescale(sum, u32::from(common), u32::from(scale))
    })
}

pub fn subtract(values: (i128, i128), scales: (u8, u8), scale: u8) -> Option<i128> {
    add((values.0, -values.1), scales, scale)
}

pub fn multiply(values: (i128, i128), scales: (u8, u8), scale: u8) -> Option<i128> {
    let exact = scales.0 + scales.1;
    match values.0.checked_mul(values.1) {
        Some(product) => rescale(product, exact, scale),
        None => {
            let product = i256::from_i128(values.0).checked_mul(i256::from_i128(values.1))?;
            wide_rescale(product, u32::from(exact), u32::from(scale))
        }
    }
}

/// INVARIANT: the divisor is not 0.
pub fn divide(values: (i128, i128), scales: (u8, u8), scale: u8) -> Option<i128> {
    // value0 / 10^s0 / (value1 / 10^s1) * 10^scale
    let up = u32::from(scale) + u32::from(scales.1);
    let down = u32::from(scales.0);
    let numerator = i256::from_i128(values.0).checked_mul(wide_power(up.saturating_sub(down)))?;
    let divisor = i256::from_i128(values.1).checked_mul(wide_power(down.saturating_sub(up)))?;
    rounded(numerator, divisor).to_i128()
}

/// With the sign of the dividend. INVARIANT: the divisor is not 0.
pub fn remainder(values: (i128, i128), scales: (u8, u8), scale: u8) -> Option<i128> {
    let common = scales.0.max(scales.1);
    let wide = |value: i128, from: u8| i256::from_i128(value).checked_mul(wide_power(u32::from(common - from)));
    let left = wide(values.0, scales.0)?.wrapping_rem(wide(values.1, scales.1)?);
    wide_rescale(left, u32::from(common), u32::from(scale))
}

/// `-12.50`, with all digits of the scale.
pub fn format(value: i128, scale: u8) -> String {
    if scale == 0 {
        return value.to_string();
    }
    let sign = if value < 0 { "-" } else { "" };
    let power = power(scale).unsigned_abs();
    let digits = value.unsigned_abs();
    format!("{sign}{}.{:0width$}", digits / power, digits % power, width = scale as usize)
}

/// The nearest double: what parsing its digits gives.
pub fn to_double(value: i128, scale: u8) -> f64 {
    format(value, scale).parse().unwrap_or(f64::NAN)
}

/// The double's exact value at this scale, HALF_UP; none where it is too large (Java's `new BigDecimal(double)`).
#[expect(clippy::cast_possible_wrap, reason = "a mantissa has 53 bits")]
pub fn of_double(value: f64, scale: u8) -> Option<i128> {
    if !value.is_finite() {
        return None;
    }
    let bits = value.to_bits();
    let exponent = i32::try_from(bits >> 52 & 0x7ff).ok()?;
    let fraction = (bits & ((1 << 52) - 1)) as i64;
    let (mantissa, exponent) = if exponent == 0 { (fraction, -1074) } else { (fraction | 1 << 52, exponent - 1075) };
    let mantissa = i256::from_i128(i128::from(mantissa)).checked_mul(wide_power(u32::from(scale)))?;
    let two = i256::from_i128(2);
    let exact = if exponent >= 0 {
        mantissa.checked_mul(two.checked_pow(u32::try_from(exponent).ok()?)?)?
    } else {
        match two.checked_pow(exponent.unsigned_abs()).filter(|_| exponent > -254) {
            Some(divisor) => rounded(mantissa, divisor),
            None => i256::ZERO,
        }
    };
    let exact = exact.to_i128()?;
    Some(if value < 0.0 { -exact } else { exact })
}

/// Digits with a point and an exponent at this scale, HALF_UP (Java's `new BigDecimal(String)`).
pub fn parse(text: &str, scale: u8) -> Option<i128> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (negative, digits) = match number.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, number.strip_prefix('+').unwrap_or(number)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if whole.is_empty() && fraction.is_empty() || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
        return None;
    }
    // Where the point stands after the digits, moved by the exponent and the scale.
    let point = i64::try_from(whole.len()).ok()? + i64::from(exponent) + i64::from(scale);
    let all = [whole, fraction].concat();
    let Ok(point) = usize::try_from(point) else { return Some(0) };
    let kept: String = all.chars().chain(std::iter::repeat('0')).take(point.min(200)).collect();
    let kept = kept.trim_start_matches('0');
    let value: i128 = if kept.is_empty() { 0 } else { kept.parse().ok()? };
    let up = all.as_bytes().get(point).is_some_and(|digit| *digit >= b'5');
    let value = value + i128::from(up);
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::{add, divide, fits, format, multiply, of_double, parse, rescale};

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!(rescale(1005, 3, 2), Some(101));
        assert_eq!(rescale(-1005, 3, 2), Some(-101));
        assert_eq!(rescale(1004, 3, 2), Some(100));
        assert_eq!(divide((700, 300), (2, 2), 13), Some(23_333_333_333_333));
        assert_eq!(divide((-5, 2), (0, 0), 0), Some(-3));
        assert_eq!(multiply((15, 15), (1, 1), 1), Some(23));
    }

    #[test]
    fn large_numbers_go_through_256_bits() {
        let most = 10i128.pow(38) - 1;
        assert_eq!(add((most, 1), (18, 17), 17), Some(rescale(most, 18, 17).unwrap() + 1));
        assert!(!fits(most + 1, 38));
        assert_eq!(multiply((most, 10i128.pow(18)), (18, 18), 6), Some(10i128.pow(26)));
        assert_eq!(multiply((most, most), (0, 0), 0), None);
        assert_eq!(multiply((10i128.pow(20), 10i128.pow(20)), (18, 18), 6), Some(10_000 * 1_000_000));
    }

    #[test]
    fn doubles_are_taken_exactly() {
        assert_eq!(of_double(2.675, 2), Some(267));
        assert_eq!(of_double(-2.5, 0), Some(-3));
        assert_eq!(of_double(1e-300, 10), Some(0));
        assert_eq!(of_double(1e30, 0), Some(10i128.pow(30) + 19_884_624_838_656));
        assert_eq!(of_double(1e300, 0), None);
    }

    #[test]
    fn texts_are_read_and_written() {
        assert_eq!(parse("12.345", 2), Some(1235));
        assert_eq!(parse("-1.2e2", 1), Some(-1200));
        assert_eq!(parse(".5", 0), Some(1));
        assert_eq!(parse("1e-9", 2), Some(0));
        assert_eq!(parse("x", 2), None);
        assert_eq!(format(-5, 2), "-0.05");
    }
}
