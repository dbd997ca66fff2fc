use weir_ir::Platform;

/// A kind, or an item that has settings.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// As written after the colon, or the word of the item.
    pub name: &'static str,
    /// One line, a full sentence.
    pub doc: &'static str,
    pub settings: &'static [SettingSpec],
}

#[derive(Debug, Clone, Copy)]
pub struct SettingSpec {
    pub name: &'static str,
    pub ty: ValueType,
    pub need: Need,
    /// As a user would write it; `None` where there is none, or where the platform's own holds.
    pub default: Option<&'static str>,
    pub place: Place,
    pub doc: &'static str,
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub enum ValueType {
    /// A string with params inside; `env(…)` in environments.
    Text,
    /// A string taken as it is: CEL, SQL.
    Verbatim,
    /// A bare word of these.
    Word(&'static [&'static str]),
    Integer {
        min: i64,
        max: i64,
    },
    /// `2.2`: digits, a dot, digits.
    Version,
    Boolean,
    /// Not `forever`.
    Duration,
    DurationOrForever,
    Size,
    Rate,
    Percent,
    /// `secret("name")` and nothing else.
    Secret,
    /// A list of strings.
    Texts,
    /// A list of bare words of these.
    Words(&'static [&'static str]),
    /// A bare name or a list of them, of what the words say: `columns`, `environments`, `warnings`, `classes`, ….
    Names(&'static str),
    /// One bare name of what the word says.
    Name(&'static str),
    /// `[t, u as SALES]`: relations with an optional name at the sink.
    Inputs,
    /// A map of strings, numbers and booleans by any key: what is passed through.
    TextMap,
    /// A map of `secret(…)` values.
    SecretMap,
    /// A duration, or a map of them by alias of the input.
    StateTtl,
    /// `env("…{NAME}")`, `file("…")`, `aws_secrets_manager("…")`, `vault("…")`.
    SecretStore,
    /// `dead_letter(topic)`, `reject` or `warn`.
    Otherwise,
    /// A template of physical names.
    Template,
    /// A map of exactly these settings: `cluster = { existing = "lkc-1" }`.
    Group(&'static [SettingSpec]),
    /// Any value: `set` and `param`.
    Any,
}

/// Whether a setting must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    Optional,
    /// In the item itself.
    Always,
    /// In the item or its `bind`, for environments of these platforms.
    On(&'static [Platform]),
}

/// Where a setting may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Only in the item: it may not differ between environments.
    Item,
    /// Only in a `bind`.
    Bind,
    Both,
}

impl SettingSpec {
    /// An optional setting of items and binds without a default.
    pub const fn new(name: &'static str, ty: ValueType, doc: &'static str) -> Self {
        SettingSpec { name, ty, need: Need::Optional, default: None, place: Place::Both, doc }
    }

    #[must_use]
    pub const fn always(mut self) -> Self {
        self.need = Need::Always;
        self
    }

    #[must_use]
    pub const fn on(mut self, platforms: &'static [Platform]) -> Self {
        self.need = Need::On(platforms);
        self
    }

    #[must_use]
    pub const fn or(mut self, default: &'static str) -> Self {
        self.default = Some(default);
        self
    }

    /// Only in the item.
    #[must_use]
    pub const fn item(mut self) -> Self {
        self.place = Place::Item;
        self
    }

    /// Only in a `bind`.
    #[must_use]
    pub const fn bind(mut self) -> Self {
        self.place = Place::Bind;
        self
    }
}

impl Spec {
    pub fn setting(&self, name: &str) -> Option<&SettingSpec> {
        self.settings.iter().find(|setting| setting.name == name)
    }
}

impl ValueType {
    /// What a message says is expected.
    pub fn describe(&self) -> String {
        let words = |list: &[&str]| list.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        match self {
            ValueType::Text | ValueType::Verbatim => "a string".into(),
            ValueType::Word(list) => format!("one of {}", words(list)),
            ValueType::Integer { min, max } if *max == i64::MAX => format!("a whole number of at least {min}"),
            ValueType::Integer { min, max } => format!("a whole number from {min} to {max}"),
            ValueType::Version => "a version such as `2.2`".into(),
            ValueType::Boolean => "`true` or `false`".into(),
            ValueType::Duration => "a duration such as `5s`".into(),
            ValueType::DurationOrForever => "a duration such as `7d`, or `forever`".into(),
            ValueType::Size => "a size such as `64MiB`".into(),
            ValueType::Rate => "a rate such as `1 per 2 seconds`".into(),
            ValueType::Percent => "a percentage such as `5%`".into(),
            ValueType::Secret => "`secret(\"name\")`".into(),
            ValueType::Texts => "a list of strings".into(),
            ValueType::Words(list) => format!("a list of {}", words(list)),
            ValueType::Names(what) => format!("a list of {what}, without quotes"),
            ValueType::Name(what) => format!("{what}, without quotes"),
            ValueType::Inputs => "a list of relations, such as `[product_sales as SALES]`".into(),
            ValueType::TextMap => "a map such as `{ \"key\" = \"value\" }`".into(),
            ValueType::SecretMap => "a map of secrets such as `{ TOKEN = secret(\"token\") }`".into(),
            ValueType::StateTtl => "a duration, or a map of them by input such as `{ o = 1d, p = forever }`".into(),
            ValueType::SecretStore => {
                "`env(\"WEIR_SECRET_{NAME}\")`, `file(\"…\")`, `aws_secrets_manager(\"prefix/\")` or `vault(\"path\")`"
                    .into()
            }
            ValueType::Otherwise => "`dead_letter(topic)`, `reject` or `warn`".into(),
            ValueType::Template => "a template such as `\"{pipeline}.{item}\"`".into(),
            ValueType::Group(list) => {
                let names: Vec<&str> = list.iter().map(|setting| setting.name).collect();
                format!("a map of {}", words(&names))
            }
            ValueType::Any => "a value".into(),
        }
    }
}
