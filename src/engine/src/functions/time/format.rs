//! Java's patterns of dates and times (`DateTimeFormatter`), English, in UTC.

use crate::time::{Civil, date};

const NANOS: i64 = 1_000_000_000;
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// A pattern, taken apart.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DatePattern(Vec<Part>);

#[derive(Debug, Clone, PartialEq)]
enum Part {
    Text(String),
    /// A letter and how often it stands.
    Field(char, usize),
}

impl DatePattern {
    /// None where a letter is no field that is known.
    pub(crate) fn new(pattern: &str) -> Option<DatePattern> {
        let mut parts: Vec<Part> = Vec::new();
        let mut chars = pattern.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\'' => {
                    let mut text = String::new();
                    if chars.next_if_eq(&'\'').is_some() {
                        text.push('\'');
                    } else {
                        loop {
                            match chars.next()? {
                                '\'' if chars.next_if_eq(&'\'').is_some() => text.push('\''),
                                '\'' => break,
                                c => text.push(c),
                            }
                        }
                    }
                    parts.push(Part::Text(text));
                }
                c if c.is_ascii_alphabetic() => {
                    let mut times = 1;
                    while chars.next_if_eq(&c).is_some() {
                        times += 1;
                    }
                    "yuMLdHhKkmsSnaEeDQq".contains(c).then_some(())?;
                    parts.push(Part::Field(c, times));
                }
                c => parts.push(Part::Text(c.to_string())),
            }
        }
        Some(DatePattern(parts))
    }

    pub(crate) fn format(&self, at: &Civil) -> String {
        let mut out = String::new();
        for part in &self.0 {
            match part {
                Part::Text(text) => out.push_str(text),
                Part::Field(letter, times) => out.push_str(&field(at, *letter, *times)),
            }
        }
        out
    }

    /// None where the text does not fit, or says no date.
    pub(crate) fn parse(&self, text: &str) -> Option<Civil> {
        let mut read = Read::default();
        let mut rest = text;
        let mut parts = self.0.iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                Part::Text(text) => rest = rest.strip_prefix(text.as_str())?,
                Part::Field(letter, times) => {
                    // Where another field follows at once, only so many digits are its own.
                    let fixed = matches!(parts.peek(), Some(Part::Field(..)));
                    rest = read.field(rest, (*letter, *times), fixed)?;
                }
            }
        }
        if rest.is_empty() { read.finish() } else { None }
    }
}

fn name(names: &[&'static str], n: usize, times: usize) -> String {
    let full = names.get(n).copied().unwrap_or_default();
    match times {
        4 => full.to_string(),
        5 => full.chars().take(1).collect(),
        _ => full.chars().take(3).collect(),
    }
}

fn field(at: &Civil, letter: char, times: usize) -> String {
    let padded = |value: i64| format!("{value:0times$}");
    let hour = at.nano_of_day / (3600 * NANOS);
    match letter {
        'y' | 'u' if times == 2 => format!("{:02}", at.year.rem_euclid(100)),
        'y' | 'u' => padded(at.year),
        'M' | 'L' if times > 2 => name(&MONTHS, at.month as usize - 1, times),
        'M' | 'L' => padded(i64::from(at.month)),
        'd' => padded(i64::from(at.day)),
        'H' => padded(hour),
        'h' => padded((hour + 11) % 12 + 1),
        'K' => padded(hour % 12),
        'k' => padded((hour + 23) % 24 + 1),
        'm' => padded(at.nano_of_day / (60 * NANOS) % 60),
        's' => padded(at.nano_of_day / NANOS % 60),
        'S' => format!("{:09}", at.nano_of_day % NANOS).chars().chain(std::iter::repeat('0')).take(times).collect(),
        'n' => padded(at.nano_of_day % NANOS),
        'a' => {
            if hour < 12 {
                "AM".to_string()
            } else {
                "PM".to_string()
            }
        }
        'E' => name(&DAYS, usize::try_from((at.days() + 3).rem_euclid(7)).unwrap_or(0), times),
        'e' => padded((at.days() + 4).rem_euclid(7) + 1),
        'D' => padded(at.days() - crate::time::days_from_civil(at.year, 1, 1) + 1),
        'Q' | 'q' => padded(i64::from(at.month.div_ceil(3))),
        _ => String::new(),
    }
}

/// What was read of a text.
#[derive(Default)]
struct Read {
    year: Option<i64>,
    month: Option<u32>,
    day: Option<u32>,
    hour: Option<i64>,
    half_hour: Option<i64>,
    afternoon: Option<bool>,
    minute: i64,
    second: i64,
    nano: i64,
}

impl Read {
    fn field<'t>(&mut self, text: &'t str, (letter, times): (char, usize), fixed: bool) -> Option<&'t str> {
        if matches!(letter, 'M' | 'L') && times > 2 {
            let (month, rest) = named(&MONTHS, text, times)?;
            self.month = u32::try_from(month + 1).ok();
            return Some(rest);
        }
        if letter == 'E' {
            return named(&DAYS, text, times).map(|(_, rest)| rest);
        }
        if letter == 'a' {
            let half = text.get(..2)?;
            self.afternoon = Some(half.eq_ignore_ascii_case("pm"));
            return (half.eq_ignore_ascii_case("am") || half.eq_ignore_ascii_case("pm")).then(|| text.get(2..))?;
        }
        let exact = fixed
            || times > 1 && letter != 'y' && letter != 'u'
            || letter == 'S'
            || matches!(letter, 'y' | 'u') && (times == 2 || times == 4);
        let most = if exact { times } else { 19 };
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()).min(most);
        if end == 0 || exact && end < times {
            return None;
        }
        let (digits, rest) = text.split_at_checked(end)?;
        let value: i64 = digits.parse().ok()?;
        match letter {
            'y' | 'u' => self.year = Some(if times == 2 { 2000 + value } else { value }),
            'M' | 'L' => self.month = u32::try_from(value).ok(),
            'd' => self.day = u32::try_from(value).ok(),
            'H' => self.hour = Some(value),
            'k' => self.hour = Some(value % 24),
            'h' => self.half_hour = Some(value % 12),
            'K' => self.half_hour = Some(value),
            'm' => self.minute = value,
            's' => self.second = value,
            'S' => self.nano = format!("{digits:0<9}").get(..9)?.parse().ok()?,
            'n' => self.nano = value,
            _ => return None,
        }
        Some(rest)
    }

    fn finish(&self) -> Option<Civil> {
        let half = self.half_hour.map(|hour| hour + if self.afternoon == Some(true) { 12 } else { 0 });
        let hour = self.hour.or(half).unwrap_or(0);
        if hour > 23 || self.minute > 59 || self.second > 59 {
            return None;
        }
        let (year, month, day) = (self.year.unwrap_or(1970), self.month.unwrap_or(1), self.day.unwrap_or(1));
        date(year, month, day)?;
        let nano_of_day = ((hour * 60 + self.minute) * 60 + self.second) * NANOS + self.nano;
        Some(Civil { year, month, day, nano_of_day })
    }
}

fn named<'t>(names: &[&str], text: &'t str, times: usize) -> Option<(usize, &'t str)> {
    let short = |name: &&str| name.get(..3).unwrap_or(name).to_string();
    names.iter().enumerate().find_map(|(n, name)| {
        let word = if times == 4 { (*name).to_string() } else { short(name) };
        text.strip_prefix(word.as_str()).map(|rest| (n, rest))
    })
}

#[cfg(test)]
mod tests {
    use super::DatePattern;
    use crate::time::Civil;

    #[test]
    fn fields_are_written_and_read() {
        let at =
            Civil { year: 2020, month: 2, day: 9, nano_of_day: (13 * 3600 + 4 * 60 + 5) * 1_000_000_000 + 60_000_000 };
        for (pattern, text) in [
            ("yyyy-MM-dd HH:mm:ss.SSS", "2020-02-09 13:04:05.060"),
            ("yyyyMMdd'T'HHmmss", "20200209T130405"),
            ("d/M/yy h:mm a", "9/2/20 1:04 PM"),
            ("EEE, dd MMM yyyy", "Sun, 09 Feb 2020"),
            ("MMMM ''yy", "February '20"),
        ] {
            let made = DatePattern::new(pattern).unwrap();
            assert_eq!(made.format(&at), text);
            assert!(made.parse(text).is_some(), "{text}");
        }
        assert_eq!(DatePattern::new("yyyy-MM-dd").unwrap().parse("2020-2-9"), None);
        assert_eq!(DatePattern::new("bogus"), None);
    }
}
