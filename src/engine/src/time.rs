//! Dates and times: the proleptic Gregorian calendar, in UTC.

use weir_ir::DataType;

pub const DAY_MS: i64 = 86_400_000;

/// A date and the time of its day, as counted fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    pub year: i64,
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
    pub nano_of_day: i64,
}

/// Days since 1970 of a date (Hinnant, "chrono-compatible low-level date algorithms").
pub fn days_from_civil(year: i64, month: u32, day: u32) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let shifted = i64::from((month + 9) % 12);
    let of_year = (153 * shifted + 2) / 5 + i64::from(day) - 1;
    let of_era = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    era * 146_097 + of_era - 719_468
}

/// Year, month and day of days since 1970.
pub fn civil_from_days(days: i64) -> (i64, u32, u32) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, u32::try_from(month).unwrap_or(1), u32::try_from(day).unwrap_or(1))
}

pub fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

pub fn days_in_month(year: i64, month: u32) -> u32 {
    match month {
        2 => 28 + u32::from(is_leap(year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970, where there is such a date.
pub fn date(year: i64, month: u32, day: u32) -> Option<i64> {
    let exists = (1..=12).contains(&month) && day >= 1 && day <= days_in_month(year, month);
    exists.then(|| days_from_civil(year, month, day))
}

impl Civil {
    /// Of a count of units since 1970, so many of which make a second.
    pub fn of(count: i64, per_second: i64) -> Civil {
        let day = per_second * 86_400;
        let (year, month, of_month) = civil_from_days(count.div_euclid(day));
        let nano_of_day = count.rem_euclid(day) * (1_000_000_000 / per_second);
        Civil { year, month, day: of_month, nano_of_day }
    }

    /// The same time on another day, counted since 1970.
    #[must_use]
    pub fn at_day(self, days: i64) -> Civil {
        let (year, month, day) = civil_from_days(days);
        Civil { year, month, day, nano_of_day: self.nano_of_day }
    }

    pub fn days(self) -> i64 {
        days_from_civil(self.year, self.month, self.day)
    }

    /// Back to a count of units; finer parts are cut. None where it does not fit.
    pub fn count(self, per_second: i64) -> Option<i64> {
        let of_day = self.nano_of_day / (1_000_000_000 / per_second);
        self.days().checked_mul(per_second * 86_400)?.checked_add(of_day)
    }
}

/// `2020-01-02`, also `2020-1-2`: days since 1970.
pub fn parse_date(text: &str) -> Option<i32> {
    let (year, month, day) = split_date(text)?;
    i32::try_from(date(year, month, day)?).ok()
}

fn split_date(text: &str) -> Option<(i64, u32, u32)> {
    let (sign, rest) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = rest.splitn(3, '-');
    let year = sign * number::<i64>(parts.next()?)?;
    let month = parts.next().map_or(Some(1), number::<u32>)?;
    let day = parts.next().map_or(Some(1), number::<u32>)?;
    Some((year, month, day))
}

/// Digits only, no sign.
fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) { None } else { text.parse().ok() }
}

/// `03:04:05.123`, also `3:4` and `3`: nanoseconds of the day.
fn parse_time_of_day(text: &str) -> Option<i64> {
    let (clock, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = clock.splitn(3, ':');
    let hour = number::<i64>(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), number::<i64>)?;
    let second = parts.next().map_or(Some(0), number::<i64>)?;
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let padded = format!("{fraction:0<9}");
    let nanos = number::<i64>(padded.get(..9)?)?;
    Some(((hour * 60 + minute) * 60 + second) * 1_000_000_000 + nanos)
}

/// Milliseconds of the day.
pub fn parse_time(text: &str) -> Option<i32> {
    i32::try_from(parse_time_of_day(text)? / 1_000_000).ok()
}

/// `2020-01-02 03:04:05.123` (a date alone is its midnight, `T` may stand for the blank): a count of the units that a
/// timestamp of this precision counts; digits beyond the precision are cut.
pub fn parse_timestamp(text: &str, precision: u8) -> Option<i64> {
    let (day, clock) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let (year, month, day) = split_date(day)?;
    let nano_of_day = if clock.is_empty() { 0 } else { parse_time_of_day(clock)? };
    date(year, month, day)?;
    let count = Civil { year, month, day, nano_of_day }.count(crate::types::per_second(precision))?;
    Some(cut(count, precision))
}

/// Digits of the fraction beyond the precision become 0, towards the past.
pub fn cut(count: i64, precision: u8) -> i64 {
    let digits = match precision {
        0..=3 => 3,
        4..=6 => 6,
        _ => 9,
    };
    let step = 10i64.pow(u32::from(digits - precision.min(digits)));
    count - count.rem_euclid(step)
}

/// `2020-01-02`.
pub fn format_date(days: i64) -> String {
    let (year, month, day) = civil_from_days(days);
    format!("{}-{month:02}-{day:02}", format_year(year))
}

fn format_year(year: i64) -> String {
    if year < 0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// `03:04:05`, with as many digits of fraction as the precision says.
pub fn format_time(nano_of_day: i64, precision: u8) -> String {
    let seconds = nano_of_day / 1_000_000_000;
    let clock = format!("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    let digits = format!("{:09}", nano_of_day % 1_000_000_000);
    match digits.get(..usize::from(precision.min(9))) {
        Some(fraction) if !fraction.is_empty() => format!("{clock}.{fraction}"),
        Some(_) | None => clock,
    }
}

/// `2020-01-02 03:04:05.123`: all digits of the precision (Flink's CAST to a text).
pub fn format_timestamp(count: i64, precision: u8) -> String {
    let civil = Civil::of(count, crate::types::per_second(precision));
    format!("{} {}", format_date(civil.days()), format_time(civil.nano_of_day, precision))
}

/// A date, time or timestamp of the type moved by milliseconds. A time stays within its day; a date takes whole days.
pub fn add_millis(ty: &DataType, count: i64, millis: i64) -> Option<i64> {
    if let DataType::Date = ty {
        return count.checked_add(millis.div_euclid(DAY_MS));
    }
    if let DataType::Time(_) = ty {
        return Some(count.wrapping_add(millis).rem_euclid(DAY_MS));
    }
    let units = millis.checked_mul(per_second(ty) / 1_000)?;
    count.checked_add(units)
}

/// Moved by months; a day that the month doesn't have becomes its last.
pub fn add_months(ty: &DataType, count: i64, months: i64) -> Option<i64> {
    let per_second = if let DataType::Date = ty { 1 } else { per_second(ty) };
    let count_of_day = if let DataType::Date = ty { count.checked_mul(86_400)? } else { count };
    let civil = Civil::of(count_of_day, per_second);
    let month = (civil.year * 12 + i64::from(civil.month) - 1).checked_add(months)?;
    let (year, month) = (month.div_euclid(12), u32::try_from(month.rem_euclid(12) + 1).ok()?);
    let moved = Civil { year, month, day: civil.day.min(days_in_month(year, month)), ..civil };
    if let DataType::Date = ty { Some(moved.days()) } else { moved.count(per_second) }
}

/// How many of the type's units make a second; a time counts milliseconds.
pub fn per_second(ty: &DataType) -> i64 {
    if let DataType::Timestamp(precision) | DataType::TimestampLtz(precision) = ty {
        crate::types::per_second(*precision)
    } else {
        1_000
    }
}

#[cfg(test)]
mod tests {
    use super::{civil_from_days, days_from_civil, format_timestamp, parse_date, parse_timestamp};

    #[test]
    fn days_and_dates_agree() {
        for days in (-800_000..800_000).step_by(13) {
            let (year, month, day) = civil_from_days(days);
            assert_eq!(days_from_civil(year, month, day), days);
        }
        assert_eq!(parse_date("1970-01-01"), Some(0));
        assert_eq!(parse_date("1969-12-31"), Some(-1));
        assert_eq!(parse_date("2020-02-30"), None);
    }

    #[test]
    fn timestamps_read_back() {
        let text = "1969-12-31 23:59:59.123";
        assert_eq!(parse_timestamp(text, 3), Some(-877));
        assert_eq!(format_timestamp(-877, 3), text);
        assert_eq!(parse_timestamp("2020-01-02", 0), Some(1_577_923_200_000));
        assert_eq!(parse_timestamp("2020-01-02 03:04:05.9", 0), Some(1_577_934_245_000));
    }
}
