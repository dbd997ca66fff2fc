use serde::Serialize;
use std::{collections::BTreeMap, fmt};
use weir_diagnostics::Span;

/// Milliseconds; `None` is `forever`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Duration(pub Option<u64>);

/// A value of a setting after its type was checked. Params are already interpolated.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub enum Value {
    Text(String),
    Integer(i64),
    /// A decimal number as written.
    Number(String),
    Boolean(bool),
    Duration(Duration),
    /// Bytes.
    Size(u64),
    /// Events per this many milliseconds: `1 per 2 seconds` is `(1, 2000)`.
    Rate {
        events: u64,
        per_ms: u64,
    },
    /// `5%` is 0.05, kept as parts per million.
    Percent {
        per_million: u32,
    },
    /// `YYYY-MM-DD`.
    Date(String),
    /// A bare word: `rds`, `avro`, `append`.
    Word(String),
    List(Vec<Value>),
    Map(BTreeMap<String, Value>),
    /// Resolved by plan, apply and run from the environment's store; the artifact carries a reference.
    Secret(SecretRef),
    /// Resolved when plan or apply runs; the artifact carries the name.
    Env(EnvRef),
}

/// `secret("name")`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct SecretRef(pub String);

/// `env("NAME", "default")`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct EnvRef {
    pub name: String,
    pub default: Option<String>,
}

/// A piece of a text that is only partly known at compile time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart {
    Literal(String),
    Env(EnvRef),
    Secret(SecretRef),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    pub value: Value,
    /// Of the value, as written.
    pub span: Span,
}

/// Checked settings by name; defaults are not filled in, so that a backend can tell what the user said.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Settings(BTreeMap<String, Setting>);

impl Settings {
    pub fn insert(&mut self, name: impl Into<String>, value: Value, span: Span) {
        self.0.insert(name.into(), Setting { value, span });
    }

    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).map(|setting| &setting.value)
    }

    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.0.get(name)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Setting)> {
        self.0.iter().map(|(name, setting)| (name.as_str(), setting))
    }

    /// Settings of `over` replace those of `self` (a `bind` over its item, an environment over its parent).
    #[must_use]
    pub fn overlaid(&self, over: &Settings) -> Settings {
        let mut all = self.0.clone();
        all.extend(over.0.iter().map(|(name, setting)| (name.clone(), setting.clone())));
        Settings(all)
    }

    /// A text or a word.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Text(text) | Value::Word(text) => Some(text),
            Value::Integer(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Duration(_)
            | Value::Size(_)
            | Value::Rate { .. }
            | Value::Percent { .. }
            | Value::Date(_)
            | Value::List(_)
            | Value::Map(_)
            | Value::Secret(_)
            | Value::Env(_) => None,
        }
    }

    pub fn integer(&self, name: &str) -> Option<i64> {
        if let Some(Value::Integer(n)) = self.get(name) { Some(*n) } else { None }
    }

    pub fn boolean(&self, name: &str) -> Option<bool> {
        if let Some(Value::Boolean(b)) = self.get(name) { Some(*b) } else { None }
    }

    pub fn duration(&self, name: &str) -> Option<Duration> {
        if let Some(Value::Duration(d)) = self.get(name) { Some(*d) } else { None }
    }

    pub fn secret(&self, name: &str) -> Option<&SecretRef> {
        if let Some(Value::Secret(secret)) = self.get(name) { Some(secret) } else { None }
    }

    pub fn list(&self, name: &str) -> Option<&[Value]> {
        if let Some(Value::List(list)) = self.get(name) { Some(list) } else { None }
    }

    /// [`Value::part`] of a setting.
    pub fn part(&self, name: &str) -> Option<TextPart> {
        self.get(name)?.part()
    }
}

impl Value {
    /// Text for an artifact: a literal, or the placeholder of an `env(…)` or `secret(…)` value.
    pub fn part(&self) -> Option<TextPart> {
        match self {
            Value::Text(text) | Value::Word(text) | Value::Number(text) | Value::Date(text) => {
                Some(TextPart::Literal(text.clone()))
            }
            Value::Integer(n) => Some(TextPart::Literal(n.to_string())),
            Value::Boolean(b) => Some(TextPart::Literal(b.to_string())),
            Value::Env(env) => Some(TextPart::Env(env.clone())),
            Value::Secret(secret) => Some(TextPart::Secret(secret.clone())),
            Value::Duration(_)
            | Value::Size(_)
            | Value::Rate { .. }
            | Value::Percent { .. }
            | Value::List(_)
            | Value::Map(_) => None,
        }
    }

    /// The values inside lists and maps, at any depth and in order; any other value is its own and only leaf.
    pub fn leaves(&self) -> Vec<&Value> {
        match self {
            Value::List(values) => values.iter().flat_map(Value::leaves).collect(),
            Value::Map(values) => values.values().flat_map(Value::leaves).collect(),
            Value::Text(_)
            | Value::Integer(_)
            | Value::Number(_)
            | Value::Boolean(_)
            | Value::Duration(_)
            | Value::Size(_)
            | Value::Rate { .. }
            | Value::Percent { .. }
            | Value::Date(_)
            | Value::Word(_)
            | Value::Secret(_)
            | Value::Env(_) => vec![self],
        }
    }
}

impl fmt::Display for Duration {
    /// The largest unit that is exact: `5s`, `90m`, `7d`, `forever`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(ms) = self.0 else { return f.write_str("forever") };
        let units = [(86_400_000, "d"), (3_600_000, "h"), (60_000, "m"), (1_000, "s")];
        match units.iter().find(|(size, _)| ms > 0 && ms % size == 0) {
            Some((size, unit)) => write!(f, "{}{unit}", ms / size),
            None => write!(f, "{ms}ms"),
        }
    }
}
