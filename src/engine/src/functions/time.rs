//! Functions of dates and times.

mod format;
mod parts;

pub(crate) use format::DatePattern;

use super::{Body, Eval, Evaluator, Site, Want};
use crate::{
    datum::{self, Datum},
    expr::{
        Args, Compiler, Kernel, Value,
        arithmetic::{longs_of, moments},
    },
    fault::Fault,
    time::{self, Civil, DAY_MS},
};
use arrow_array::{Array, ArrayRef, Int64Array, cast::AsArray, types::Int64Type};
use weir_ir::{
    DataType,
    sql::{Call, CallForm, Expr, TimeUnit},
};

const OWN: &[Want] = &[Want::Own];

pub(super) static TABLE: &[Evaluator] = &[
    prepared("CEIL", OWN, |site| parts::nearest(site, true)),
    prepared("CEILING", OWN, |site| parts::nearest(site, true)),
    clock("CURRENT_DATE"),
    clock("CURRENT_ROW_TIMESTAMP"),
    clock("CURRENT_TIME"),
    clock("CURRENT_TIMESTAMP"),
    Evaluator { name: "CURRENT_WATERMARK", args: OWN, body: Body::Form(watermark), fallible: false },
    prepared("DATE_FORMAT", &[Want::Own, Want::Text], date_format),
    prepared("DAYOFMONTH", OWN, |site| parts::extract(site, TimeUnit::Day)),
    prepared("DAYOFWEEK", OWN, |site| parts::extract(site, TimeUnit::Dow)),
    prepared("DAYOFYEAR", OWN, |site| parts::extract(site, TimeUnit::Doy)),
    prepared("EXTRACT", OWN, |site| match site.call.form {
        CallForm::Extract(unit) => parts::extract(site, unit),
        CallForm::Plain
        | CallForm::Bare
        | CallForm::To(_)
        | CallForm::UnitFirst(_)
        | CallForm::In
        | CallForm::Overlaps
        | CallForm::Placing
        | CallForm::Trim(_)
        | CallForm::Json(_) => Err("EXTRACT without a unit".to_string()),
    }),
    prepared("FLOOR", OWN, |site| parts::nearest(site, false)),
    Evaluator { name: "FROM_UNIXTIME", args: &[Want::Long, Want::Text], body: Body::Text(from_unix), fallible: false },
    prepared("HOUR", OWN, |site| parts::extract(site, TimeUnit::Hour)),
    clock("LOCALTIME"),
    clock("LOCALTIMESTAMP"),
    prepared("MINUTE", OWN, |site| parts::extract(site, TimeUnit::Minute)),
    prepared("MONTH", OWN, |site| parts::extract(site, TimeUnit::Month)),
    clock("NOW"),
    clock("PROCTIME"),
    prepared("QUARTER", OWN, |site| parts::extract(site, TimeUnit::Quarter)),
    prepared("SECOND", OWN, |site| parts::extract(site, TimeUnit::Second)),
    prepared("TIMESTAMPADD", &[Want::Long, Want::Own], add),
    prepared("TIMESTAMPDIFF", OWN, difference),
    prepared("TO_DATE", &[Want::Text], parsed),
    prepared("TO_TIMESTAMP", &[Want::Text], parsed),
    prepared("TO_TIMESTAMP_LTZ", OWN, to_ltz),
    prepared("UNIX_TIMESTAMP", &[Want::Text], unix),
    prepared("WEEK", OWN, |site| parts::extract(site, TimeUnit::Week)),
    prepared("YEAR", OWN, |site| parts::extract(site, TimeUnit::Year)),
];

const fn prepared(
    name: &'static str,
    args: &'static [Want],
    prepare: fn(&Site<'_>) -> Result<Eval, String>,
) -> Evaluator {
    Evaluator { name, args, body: Body::Prepared(prepare), fallible: false }
}

/// The processing time, in the type of the function.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others are timestamps")]
const fn clock(name: &'static str) -> Evaluator {
    prepared(name, &[], |site| {
        let ty = site.ty.data.clone();
        Ok(Box::new(move |args| {
            let now = match &ty {
                DataType::Date => args.now.div_euclid(DAY_MS),
                DataType::Time(_) => args.now.rem_euclid(DAY_MS) / 1000 * 1000,
                ty => args.now.saturating_mul(time::per_second(ty) / 1000),
            };
            Ok(datum::column(&ty, &vec![Datum::Int(now); args.rows()]))
        }))
    })
}

/// The watermark before each row; NULL while there is none.
fn watermark(_: &mut Compiler, _: &Call, expr: &Expr) -> Option<Kernel> {
    let ty = expr.ty.data.clone();
    let kernel = Kernel::joining(Vec::new(), move |_, env| {
        let one = |row: usize| {
            let mark = env.marks.at(row);
            let counted = mark.checked_mul(time::per_second(&ty) / 1000);
            counted.filter(|_| mark != crate::batch::NO_MARK)
        };
        Ok(Value::Column(moments(&ty, &(0..env.rows).map(one).collect::<Int64Array>())))
    });
    Some(kernel.unsteady())
}

/// The counts of an argument that is a date, time or timestamp, and whether it is a constant.
fn lane(value: &Value) -> (Int64Array, bool) {
    let counts = longs_of(value);
    (counts.array().as_primitive::<Int64Type>().clone(), value.is_constant())
}

/// The count in a row.
fn count_at((counts, constant): &(Int64Array, bool), row: usize) -> Option<i64> {
    let row = if *constant { 0 } else { row };
    counts.is_valid(row).then(|| counts.value(row))
}

/// Date and time of day of a count of the type's units; a DATE is its midnight, a TIME on the first day of 1970.
fn civil(count: i64, ty: &DataType) -> Civil {
    if *ty == DataType::Date { Civil::of(0, 1).at_day(count) } else { Civil::of(count, time::per_second(ty)) }
}

/// Of a timestamp, or of a text that is one.
fn date_format(site: &Site<'_>) -> Result<Eval, String> {
    let ty = site.arg(0).clone();
    let text = matches!(ty, DataType::Char(_) | DataType::VarChar(_) | DataType::String);
    Ok(Box::new(move |args| {
        let counts = (!text).then(|| lane(args.value(0)));
        let patterns = args.text(1);
        let mut known: Option<(&str, DatePattern)> = None;
        let mut texts = Vec::with_capacity(args.rows());
        for row in 0..args.rows() {
            let moment = match &counts {
                Some(counts) => count_at(counts, row).map(|count| civil(count, &ty)),
                None => args
                    .text(0)
                    .get(row)
                    .and_then(|text| time::parse_timestamp(text, 9))
                    .map(|n| Civil::of(n, 1_000_000_000)),
            };
            let pattern = patterns.get(row);
            if let Some(pattern) = pattern
                && known.as_ref().is_none_or(|(of, _)| *of != pattern)
            {
                known = DatePattern::new(pattern).map(|made| (pattern, made));
            }
            let made = known.as_ref().filter(|_| pattern.is_some());
            texts.push(moment.zip(made).map(|(moment, (_, pattern))| pattern.format(&moment)));
        }
        Ok(std::sync::Arc::new(texts.into_iter().collect::<arrow_array::StringArray>()))
    }))
}

fn from_unix(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let seconds = args.number::<Int64Type>(0);
    let pattern = (args.len() > 1).then(|| args.text(1));
    Ok(args.texts(|row| {
        let pattern = match &pattern {
            Some(pattern) => pattern.get(row)?,
            None => "yyyy-MM-dd HH:mm:ss",
        };
        Some(DatePattern::new(pattern)?.format(&Civil::of(seconds.get(row)?, 1)))
    }))
}

/// How many milliseconds or months a unit has.
enum Span {
    Millis(i64),
    Months(i64),
    Nanos(i64),
}

fn span(unit: TimeUnit) -> Option<Span> {
    Some(match unit {
        TimeUnit::Year => Span::Months(12),
        TimeUnit::Quarter => Span::Months(3),
        TimeUnit::Month => Span::Months(1),
        TimeUnit::Week => Span::Millis(7 * DAY_MS),
        TimeUnit::Day => Span::Millis(DAY_MS),
        TimeUnit::Hour => Span::Millis(3_600_000),
        TimeUnit::Minute => Span::Millis(60_000),
        TimeUnit::Second => Span::Millis(1_000),
        TimeUnit::Millisecond => Span::Millis(1),
        TimeUnit::Microsecond => Span::Nanos(1_000),
        TimeUnit::Nanosecond => Span::Nanos(1),
        TimeUnit::Millennium
        | TimeUnit::Century
        | TimeUnit::Decade
        | TimeUnit::Dow
        | TimeUnit::IsoDow
        | TimeUnit::Doy
        | TimeUnit::IsoYear
        | TimeUnit::Epoch => return None,
    })
}

fn unit_of(site: &Site<'_>) -> Result<TimeUnit, String> {
    if let CallForm::UnitFirst(unit) = site.call.form {
        Ok(unit)
    } else {
        Err(format!("{} without a unit", site.call.name))
    }
}

fn add(site: &Site<'_>) -> Result<Eval, String> {
    let (unit, ty) = (unit_of(site)?, site.ty.data.clone());
    let (from, span) = (site.arg(1).clone(), span(unit).ok_or_else(|| format!("TIMESTAMPADD of {}", unit.word()))?);
    let fit = crate::expr::cast::cast(&from, &ty, crate::expr::cast::Mode::Implicit)?;
    Ok(Box::new(move |args| {
        let by = args.number::<Int64Type>(0);
        let moment = fit.as_ref().map_or_else(|| Ok(args.column(1)), |fit| fit.apply(&args.column(1)))?;
        let moments_of = lane(&Value::Column(moment));
        let one = |row: usize| {
            let (by, moment) = (by.get(row)?, count_at(&moments_of, row)?);
            match &span {
                Span::Months(months) => time::add_months(&ty, moment, by.checked_mul(*months)?),
                Span::Millis(millis) => time::add_millis(&ty, moment, by.checked_mul(*millis)?),
                Span::Nanos(nanos) => {
                    moment.checked_add(by.checked_mul(*nanos)? / (1_000_000_000 / time::per_second(&ty)))
                }
            }
        };
        Ok(moments(&ty, &(0..args.rows()).map(one).collect::<Int64Array>()))
    }))
}

/// Whole units from the first to the second, cut towards zero.
#[expect(clippy::cast_possible_truncation, reason = "Flink gives the low 32 bits")]
fn difference(site: &Site<'_>) -> Result<Eval, String> {
    let unit = unit_of(site)?;
    let span = span(unit).ok_or_else(|| format!("TIMESTAMPDIFF of {}", unit.word()))?;
    let (from_type, to_type) = (site.arg(0).clone(), site.arg(1).clone());
    Ok(Box::new(move |args| {
        let (from, to) = (lane(args.value(0)), lane(args.value(1)));
        let one = |row: usize| {
            let from = civil(count_at(&from, row)?, &from_type);
            let to = civil(count_at(&to, row)?, &to_type);
            let found = match &span {
                Span::Months(months) => months_between(from, to) / months,
                Span::Millis(millis) => (to.count(1000)? - from.count(1000)?) / millis,
                Span::Nanos(nanos) => (to.count(1_000_000_000)? - from.count(1_000_000_000)?) / nanos,
            };
            Some(found as i32)
        };
        Ok(args.numbers::<arrow_array::types::Int32Type>(one))
    }))
}

/// Flink's `DateTimeUtils.subtractMonths`: as many as can be added to the earlier date without going past the later; the
/// times of day count only where the dates then are the same.
fn months_between(from: Civil, to: Civil) -> i64 {
    let months = date_months(from.days(), to.days());
    let reached = time::add_months(&DataType::Date, from.days(), months);
    if reached == Some(to.days()) && to.nano_of_day < from.nano_of_day { months - 1 } else { months }
}

fn date_months(from: i64, to: i64) -> i64 {
    if to < from {
        return -date_months(to, from);
    }
    let at = |months: i64| time::add_months(&DataType::Date, from, months).unwrap_or(i64::MAX);
    let mut months = (to - from) / 31;
    while at(months) < to && at(months + 1) <= to {
        months += 1;
    }
    months
}

/// From a text by a pattern; NULL where it does not fit.
fn parsed(site: &Site<'_>) -> Result<Eval, String> {
    let ty = site.ty.data.clone();
    Ok(Box::new(move |args| {
        let text = args.text(0);
        let pattern = (args.len() > 1).then(|| args.text(1));
        let one = |row: usize| -> Option<i64> {
            let text = text.get(row)?;
            let moment = match &pattern {
                Some(pattern) => DatePattern::new(pattern.get(row)?)?.parse(text)?,
                None if ty == DataType::Date => return time::parse_date(text.trim()).map(i64::from),
                None => return time::parse_timestamp(text.trim(), precision(&ty)),
            };
            if ty == DataType::Date { Some(moment.days()) } else { moment.count(time::per_second(&ty)) }
        };
        Ok(moments(&ty, &(0..args.rows()).map(one).collect::<Int64Array>()))
    }))
}

fn precision(ty: &DataType) -> u8 {
    if let DataType::Timestamp(precision) | DataType::TimestampLtz(precision) = ty { *precision } else { 3 }
}

/// Of seconds (precision 0) or milliseconds (3), or of a text.
fn to_ltz(site: &Site<'_>) -> Result<Eval, String> {
    let ty = site.ty.data.clone();
    if matches!(site.arg(0), DataType::Char(_) | DataType::VarChar(_) | DataType::String) {
        if site.call.args.len() > 2 {
            return Err("TO_TIMESTAMP_LTZ with a zone".to_string());
        }
        return parsed(site);
    }
    let to_decimal = DataType::Decimal { precision: 38, scale: 3 };
    let fit = crate::expr::cast::cast(site.arg(0), &to_decimal, crate::expr::cast::Mode::Implicit)?;
    let digits = site.call.args.get(1).map(|arg| arg.ty.data.clone());
    Ok(Box::new(move |args| {
        let number = fit.as_ref().map_or_else(|| Ok(args.column(0)), |fit| fit.apply(&args.column(0)))?;
        let number = number.as_primitive::<arrow_array::types::Decimal128Type>().clone();
        let digits = digits.as_ref().map(|_| crate::expr::cast::longs(&args.column(1)));
        let one = |row: usize| -> Option<i64> {
            if number.is_null(row) || digits.as_ref().is_some_and(|digits| digits.is_null(row)) {
                return None;
            }
            // Thousandths of the unit that was given.
            let thousandths = number.value(row);
            let millis = match digits.as_ref().map_or(3, |digits| digits.value(row)) {
                0 => thousandths,
                3 => thousandths.div_euclid(1000),
                _ => return None,
            };
            i64::try_from(millis).ok()?.checked_mul(time::per_second(&ty) / 1000)
        };
        Ok(moments(&ty, &(0..args.rows()).map(one).collect::<Int64Array>()))
    }))
}

/// Seconds: now, or of a text. A text that does not fit gives the smallest number, as in Flink.
fn unix(_: &Site<'_>) -> Result<Eval, String> {
    Ok(Box::new(|args| {
        if args.is_empty() {
            return Ok(args.numbers::<Int64Type>(|_| Some(args.now.div_euclid(1000))));
        }
        let text = args.text(0);
        let pattern = (args.len() > 1).then(|| args.text(1));
        Ok(args.numbers::<Int64Type>(|row| {
            let text = text.get(row)?;
            let pattern = match &pattern {
                Some(pattern) => pattern.get(row)?,
                None => "yyyy-MM-dd HH:mm:ss",
            };
            let seconds = DatePattern::new(pattern).and_then(|pattern| pattern.parse(text)).and_then(|at| at.count(1));
            Some(seconds.unwrap_or(i64::MIN / 1000))
        }))
    }))
}
