//! Parts of a date or time, and its nearest whole unit.

use super::{civil, count_at, lane};
use crate::{
    expr::{arithmetic::moments, cast, decimal},
    functions::{Eval, Site},
    time::{self, Civil, days_from_civil},
};
use arrow_array::{
    Decimal128Array, Int64Array,
    cast::AsArray,
    types::{Decimal128Type, Float32Type, Float64Type, Int64Type},
};
use std::sync::Arc;
use weir_ir::{
    DataType,
    sql::{CallForm, TimeUnit},
};

const NANOS: i64 = 1_000_000_000;

/// `EXTRACT(unit FROM x)` and its short forms.
pub(super) fn extract(site: &Site<'_>, unit: TimeUnit) -> Result<Eval, String> {
    let ty = site.arg(0).clone();
    if !matches!(ty, DataType::Date | DataType::Time(_) | DataType::Timestamp(_) | DataType::TimestampLtz(_)) {
        return Err(format!("EXTRACT from {ty}"));
    }
    Ok(Box::new(move |args| {
        let counts = lane(args.value(0));
        Ok(args.numbers::<Int64Type>(|row| count_at(&counts, row).map(|count| part(&civil(count, &ty), unit))))
    }))
}

/// Days since 1970 to the day of the week, Monday 0.
fn weekday(days: i64) -> i64 {
    (days + 3).rem_euclid(7)
}

/// Year and number of the ISO week.
fn iso_week(at: &Civil) -> (i64, i64) {
    let days = at.days();
    let thursday = days - weekday(days) + 3;
    let year = time::civil_from_days(thursday).0;
    (year, (thursday - days_from_civil(year, 1, 1)) / 7 + 1)
}

fn part(at: &Civil, unit: TimeUnit) -> i64 {
    let century = |years: i64| if at.year > 0 { (at.year + years - 1) / years } else { (at.year - years + 1) / years };
    match unit {
        TimeUnit::Millennium => century(1000),
        TimeUnit::Century => century(100),
        TimeUnit::Decade => at.year / 10,
        TimeUnit::Year => at.year,
        TimeUnit::Quarter => i64::from(at.month + 2) / 3,
        TimeUnit::Month => i64::from(at.month),
        TimeUnit::Week => iso_week(at).1,
        TimeUnit::IsoYear => iso_week(at).0,
        TimeUnit::Day => i64::from(at.day),
        TimeUnit::Dow => (weekday(at.days()) + 1) % 7 + 1,
        TimeUnit::IsoDow => weekday(at.days()) + 1,
        TimeUnit::Doy => at.days() - days_from_civil(at.year, 1, 1) + 1,
        TimeUnit::Hour => at.nano_of_day / (3600 * NANOS),
        TimeUnit::Minute => at.nano_of_day / (60 * NANOS) % 60,
        TimeUnit::Second => at.nano_of_day / NANOS % 60,
        TimeUnit::Millisecond => at.nano_of_day % NANOS / 1_000_000,
        TimeUnit::Microsecond => at.nano_of_day % NANOS / 1_000,
        TimeUnit::Nanosecond => at.nano_of_day % NANOS,
        TimeUnit::Epoch => at.days() * 86_400 + at.nano_of_day / NANOS,
    }
}

/// FLOOR and CEIL: of numbers, and of dates and times `TO` a unit.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other forms have no unit")]
pub(super) fn nearest(site: &Site<'_>, up: bool) -> Result<Eval, String> {
    match site.call.form {
        CallForm::To(unit) => unit_nearest(site, unit, up),
        _ => whole(site, up),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "integers stay what they are")]
fn whole(site: &Site<'_>, up: bool) -> Result<Eval, String> {
    let double: fn(f64) -> f64 = if up { f64::ceil } else { f64::floor };
    let to = site.ty.data.clone();
    match site.arg(0) {
        DataType::Double => Ok(Box::new(move |args| {
            Ok(Arc::new(args.column(0).as_primitive::<Float64Type>().unary::<_, Float64Type>(double)))
        })),
        DataType::Float => Ok(Box::new(move |args| {
            let column = args.column(0);
            Ok(Arc::new(column.as_primitive::<Float32Type>().unary::<_, Float32Type>(if up {
                f32::ceil
            } else {
                f32::floor
            })))
        })),
        DataType::Decimal { scale, .. } => {
            let power = decimal::power(*scale);
            let layout = crate::types::data_type(&to);
            Ok(Box::new(move |args| {
                let column = args.column(0);
                let one = |value: i128| {
                    let floor = value.div_euclid(power);
                    if up && value.rem_euclid(power) != 0 { floor + 1 } else { floor }
                };
                let all: Decimal128Array = column.as_primitive::<Decimal128Type>().unary::<_, Decimal128Type>(one);
                Ok(Arc::new(all.with_data_type(layout.clone())))
            }))
        }
        from => {
            let fit = cast::cast(from, &to, cast::Mode::Implicit)?;
            Ok(Box::new(move |args| fit.as_ref().map_or_else(|| Ok(args.column(0)), |fit| fit.apply(&args.column(0)))))
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the others are timestamps")]
fn unit_nearest(site: &Site<'_>, unit: TimeUnit, up: bool) -> Result<Eval, String> {
    let (from, to) = (site.arg(0).clone(), site.ty.data.clone());
    if !matches!(from, DataType::Date | DataType::Time(_) | DataType::Timestamp(_) | DataType::TimestampLtz(_)) {
        return Err(format!("{} of {from} TO {}", site.call.name, unit.word()));
    }
    if floor(&Civil { year: 1970, month: 1, day: 1, nano_of_day: 0 }, unit).is_none() {
        return Err(format!("{} TO {}", site.call.name, unit.word()));
    }
    Ok(Box::new(move |args| {
        let counts = lane(args.value(0));
        let one = |row: usize| -> Option<i64> {
            let at = civil(count_at(&counts, row)?, &from);
            let below = floor(&at, unit)?;
            // Of units longer than a day Flink's CEIL looks at the date alone.
            let whole = below == at || long(unit) && below.days() == at.days();
            let moment = if up && !whole { next(&below, unit)? } else { below };
            match &to {
                DataType::Date => Some(moment.days()),
                DataType::Time(_) => Some(moment.nano_of_day / 1_000_000),
                to => moment.count(time::per_second(to)),
            }
        };
        Ok(moments(&to, &(0..args.rows()).map(one).collect::<Int64Array>()))
    }))
}

/// The beginning of the unit in which a moment lies; none for units that are none of time.
fn floor(at: &Civil, unit: TimeUnit) -> Option<Civil> {
    let within = |nanos: i64| Civil { nano_of_day: at.nano_of_day - at.nano_of_day % nanos, ..*at };
    let day = |year: i64, month: u32, day: u32| Civil { year, month, day, nano_of_day: 0 };
    let of_year = |years: i64| {
        let first = (at.year - 1).div_euclid(years) * years + 1;
        day(first, 1, 1)
    };
    Some(match unit {
        TimeUnit::Millennium => of_year(1000),
        TimeUnit::Century => of_year(100),
        TimeUnit::Decade => day(at.year.div_euclid(10) * 10, 1, 1),
        TimeUnit::Year => day(at.year, 1, 1),
        TimeUnit::Quarter => day(at.year, (at.month - 1) / 3 * 3 + 1, 1),
        TimeUnit::Month => day(at.year, at.month, 1),
        // Weeks begin on Sunday.
        TimeUnit::Week => Civil { nano_of_day: 0, ..at.at_day(at.days() - (weekday(at.days()) + 1) % 7) },
        TimeUnit::Day => Civil { nano_of_day: 0, ..*at },
        TimeUnit::Hour => within(3600 * NANOS),
        TimeUnit::Minute => within(60 * NANOS),
        TimeUnit::Second => within(NANOS),
        TimeUnit::Millisecond => within(1_000_000),
        TimeUnit::Microsecond => within(1_000),
        TimeUnit::Nanosecond => *at,
        TimeUnit::Dow | TimeUnit::IsoDow | TimeUnit::Doy | TimeUnit::IsoYear | TimeUnit::Epoch => return None,
    })
}

fn long(unit: TimeUnit) -> bool {
    matches!(
        unit,
        TimeUnit::Millennium
            | TimeUnit::Century
            | TimeUnit::Decade
            | TimeUnit::Year
            | TimeUnit::Quarter
            | TimeUnit::Month
            | TimeUnit::Week
    )
}

/// The beginning of the next unit.
fn next(at: &Civil, unit: TimeUnit) -> Option<Civil> {
    let nanos = |nanos: i64| Civil::of(at.count(NANOS)?.checked_add(nanos)?, NANOS).into();
    let days = |days: i64| Some(at.at_day(at.days() + days));
    let months = |months: i64| {
        let month = at.year * 12 + i64::from(at.month) - 1 + months;
        let of_year = u32::try_from(month.rem_euclid(12) + 1).ok()?;
        Some(Civil { year: month.div_euclid(12), month: of_year, ..*at })
    };
    match unit {
        TimeUnit::Millennium => months(12_000),
        TimeUnit::Century => months(1_200),
        TimeUnit::Decade => months(120),
        TimeUnit::Year => months(12),
        TimeUnit::Quarter => months(3),
        TimeUnit::Month => months(1),
        TimeUnit::Week => days(7),
        TimeUnit::Day => days(1),
        TimeUnit::Hour => nanos(3600 * NANOS),
        TimeUnit::Minute => nanos(60 * NANOS),
        TimeUnit::Second => nanos(NANOS),
        TimeUnit::Millisecond => nanos(1_000_000),
        TimeUnit::Microsecond => nanos(1_000),
        TimeUnit::Nanosecond => nanos(1),
        TimeUnit::Dow | TimeUnit::IsoDow | TimeUnit::Doy | TimeUnit::IsoYear | TimeUnit::Epoch => None,
    }
}
