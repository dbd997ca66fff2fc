//! Settings and their values.

use super::{Builder, Parts, unquoted};
use crate::ast::{Argument, Call, Setting, Value, ValueKind};
use crate::diagnostics;
use crate::grammar::Rule;
use pest::iterators::Pair;
use weir_diagnostics::{Span, Spanned};

/// Milliseconds of the units of time, as in `5s`.
const TIMES: [(&str, u64); 6] =
    [("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000), ("w", 604_800_000)];

/// Bytes of the units of size, as in `64MiB`.
const SIZES: [(&str, u64); 9] = [
    ("B", 1),
    ("KiB", 1 << 10),
    ("MiB", 1 << 20),
    ("GiB", 1 << 30),
    ("TiB", 1 << 40),
    ("KB", 1_000),
    ("MB", 1_000_000),
    ("GB", 1_000_000_000),
    ("TB", 1_000_000_000_000),
];

/// Milliseconds of the units of rates, as in `1 per 2 seconds`.
const PERIODS: [(&str, u64); 10] = [
    ("millisecond", 1),
    ("milliseconds", 1),
    ("second", 1_000),
    ("seconds", 1_000),
    ("minute", 60_000),
    ("minutes", 60_000),
    ("hour", 3_600_000),
    ("hours", 3_600_000),
    ("day", 86_400_000),
    ("days", 86_400_000),
];

impl Builder {
    /// A `setting` or `transform_setting`.
    pub(super) fn setting(&mut self, pair: Pair<'_, Rule>) -> Option<Setting> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let key = parts.next(Rule::key)?;
        let name_span = self.span(&key);
        let names: Vec<String> = key
            .into_inner()
            .map(|part| match part.as_rule() {
                Rule::string => self.string(&part).value,
                _ => self.name(&part).value,
            })
            .collect();
        let name = Spanned::new(names.join("."), name_span);
        let value = parts.any()?;
        let value = match value.as_rule() {
            Rule::map => Value { span: self.span(&value), kind: self.map(value)? },
            _ => self.value(value)?,
        };
        Some(Setting { name, value, span })
    }

    pub(super) fn value(&mut self, pair: Pair<'_, Rule>) -> Option<Value> {
        let span = self.span(&pair);
        let inner = pair.into_inner().next()?;
        let text = inner.as_str();
        let kind = match inner.as_rule() {
            Rule::string => ValueKind::String(self.string(&inner).value),
            Rule::sql_string => ValueKind::SqlString(unquoted(text)),
            Rule::date => self.date(&inner),
            Rule::percent => self.percent(text, span),
            Rule::rate => self.rate(inner)?,
            Rule::quantity => self.quantity(text, span),
            Rule::number => ValueKind::Number(text.to_string()),
            Rule::list => {
                ValueKind::List(Parts::of(inner).all().map(|item| self.list_item(item)).collect::<Option<_>>()?)
            }
            Rule::map => self.map(inner)?,
            Rule::call => ValueKind::Call(self.call(inner)?),
            Rule::boolean => ValueKind::Boolean(text == "true"),
            Rule::forever => ValueKind::Duration(None),
            _ => ValueKind::Path(self.path(inner)),
        };
        Some(Value { span, kind })
    }

    fn list_item(&mut self, pair: Pair<'_, Rule>) -> Option<Value> {
        if pair.as_rule() != Rule::alias {
            return self.value(pair);
        }
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let path = self.path(parts.next(Rule::path)?);
        let alias = self.name(&parts.next(Rule::name)?);
        Some(Value { span, kind: ValueKind::Alias { path, alias } })
    }

    fn map(&mut self, pair: Pair<'_, Rule>) -> Option<ValueKind> {
        let settings = Parts::of(pair).all().map(|setting| self.setting(setting)).collect::<Option<_>>()?;
        Some(ValueKind::Map(settings))
    }

    pub(super) fn call(&mut self, pair: Pair<'_, Rule>) -> Option<Call> {
        let mut parts = Parts::of(pair);
        let name = self.name(&parts.next(Rule::call_head)?.into_inner().next()?);
        let arguments = parts.all().map(|argument| self.argument(argument)).collect::<Option<_>>()?;
        Some(Call { name, arguments })
    }

    fn argument(&mut self, pair: Pair<'_, Rule>) -> Option<Argument> {
        let mut parts = Parts::of(pair);
        let name = parts.next(Rule::name).map(|name| self.name(&name));
        let value = self.value(parts.next(Rule::value)?)?;
        Some(Argument { name, value })
    }

    pub(super) fn integer(&mut self, pair: &Pair<'_, Rule>) -> Spanned<u64> {
        let span = self.span(pair);
        let value = pair.as_str().parse().unwrap_or_else(|_| {
            self.diagnostics.push(diagnostics::number_too_large(span));
            0
        });
        Spanned::new(value, span)
    }

    /// A day of the proleptic Gregorian calendar.
    pub(super) fn date(&mut self, pair: &Pair<'_, Rule>) -> ValueKind {
        let text = pair.as_str();
        let mut numbers = text.split('-').map(|part| part.parse::<u32>().unwrap_or(0));
        let (year, month, day) =
            (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0), numbers.next().unwrap_or(0));
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => 0,
        };
        if year == 0 || !(1..=days).contains(&day) {
            self.diagnostics.push(diagnostics::no_such_day(self.span(pair), text));
        }
        ValueKind::Date(text.to_string())
    }

    fn percent(&mut self, text: &str, span: Span) -> ValueKind {
        let per_million = scaled(text.trim_end_matches('%'), 10_000).and_then(|value| u32::try_from(value).ok());
        let per_million = per_million.filter(|value| *value <= 1_000_000).unwrap_or_else(|| {
            self.diagnostics.push(diagnostics::bad_percentage(span, text));
            0
        });
        ValueKind::Percent { per_million }
    }

    /// A duration or a size.
    fn quantity(&mut self, text: &str, span: Span) -> ValueKind {
        let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = text.strip_suffix(unit).unwrap_or(text);
        let find = |units: &[(&str, u64)]| units.iter().find(|(name, _)| *name == unit).map(|(_, factor)| *factor);
        let time = find(&TIMES);
        let Some(factor) = time.or_else(|| find(&SIZES)) else {
            self.diagnostics.push(diagnostics::unknown_unit(span, unit, number));
            return ValueKind::Number(number.to_string());
        };
        let value = scaled(number, factor).unwrap_or_else(|| {
            self.diagnostics.push(diagnostics::inexact_quantity(span, text));
            0
        });
        if time.is_some() { ValueKind::Duration(Some(value)) } else { ValueKind::Size(value) }
    }

    fn rate(&mut self, pair: Pair<'_, Rule>) -> Option<ValueKind> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let events = parts.next(Rule::number)?;
        let number = parts.next(Rule::number);
        let unit = parts.next(Rule::unit)?;
        let Some((_, factor)) = PERIODS.iter().find(|(name, _)| *name == unit.as_str()) else {
            self.diagnostics.push(diagnostics::unknown_period(self.span(&unit), unit.as_str()));
            return Some(ValueKind::Rate { events: 1, per_ms: 1_000 });
        };
        let positive = |text: &str| text.parse::<u64>().ok().filter(|value| *value > 0);
        let count = number.map_or(Some(1), |number| positive(number.as_str()));
        let per_ms = count.and_then(|count| count.checked_mul(*factor));
        match (positive(events.as_str()), per_ms) {
            (Some(events), Some(per_ms)) => Some(ValueKind::Rate { events, per_ms }),
            _ => {
                self.diagnostics.push(diagnostics::bad_rate(span));
                Some(ValueKind::Rate { events: 1, per_ms: 1_000 })
            }
        }
    }
}

/// `number × factor`, exactly; `None` where that is no whole number or too large.
fn scaled(number: &str, factor: u64) -> Option<u64> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let fraction = fraction.trim_end_matches('0');
    let whole = whole.parse::<u64>().ok()?.checked_mul(factor)?;
    if fraction.is_empty() {
        return Some(whole);
    }
    let scale = 10u64.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let part = fraction.parse::<u64>().ok()?.checked_mul(factor)?;
    (part % scale == 0).then_some(part / scale).and_then(|part| whole.checked_add(part))
}
