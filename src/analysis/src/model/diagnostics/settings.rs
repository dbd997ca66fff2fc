use super::{a, near, ticked};
use weir_diagnostics::{Diagnostic, Span, codes::settings as codes, suggest};
use weir_ir::Platform;
use weir_platforms::kinds::{Place, SettingSpec, Spec, ValueType};
use weir_syntax::ast::{self, ValueKind};

pub(in crate::model) fn unknown_kind(kind: &ast::Name, what: &str, specs: &[Spec]) -> Diagnostic {
    let known: Vec<&str> = specs.iter().map(|spec| spec.name).collect();
    let message = format!("`{}` is no kind of {what}", kind.value);
    Diagnostic::new(codes::UNKNOWN_KIND, kind.span, message, "").help_opt(near(&kind.value, &known))
}

pub(in crate::model) fn unknown_setting(setting: &ast::Setting, what: &str, spec: &Spec) -> Diagnostic {
    let known: Vec<&str> = spec.settings.iter().map(|row| row.name).collect();
    let message = format!("{what} has no setting `{}`", setting.name.value);
    Diagnostic::new(codes::UNKNOWN_SETTING, setting.name.span, message, "").help_opt(near(&setting.name.value, &known))
}

pub(in crate::model) fn missing_setting(row: &SettingSpec, what: &str, at: Span) -> Diagnostic {
    let message = format!("{what} lacks the setting `{}`", row.name);
    Diagnostic::new(codes::MISSING_SETTING, at, message, "").help(format!("add `{} = {}`", row.name, example(&row.ty)))
}

/// `thing`: its name and the place of its bind or item; `environment`: its name and place.
pub(in crate::model) fn missing_in_environment(
    row: &SettingSpec,
    what: &str,
    thing: (&str, Span),
    environment: (&str, Span),
) -> Diagnostic {
    let message = format!("{what} lacks the setting `{}` in the environment `{}`", row.name, environment.0);
    let line = format!("bind {} {{ {} = {} }}", thing.0, row.name, example(&row.ty));
    Diagnostic::new(codes::MISSING_SETTING, thing.1, message, "")
        .label(environment.1, "needed here")
        .help(format!("add `{line}` to the environment"))
}

/// A value that would be taken.
fn example(ty: &ValueType) -> String {
    match ty {
        ValueType::Text | ValueType::Verbatim => "\"…\"".into(),
        ValueType::Word(words) => words.first().map_or("…".into(), |word| (*word).to_string()),
        ValueType::Integer { min, .. } => min.max(&1).to_string(),
        ValueType::Version => "2.2".into(),
        ValueType::Boolean => "true".into(),
        ValueType::Duration | ValueType::DurationOrForever | ValueType::StateTtl => "5s".into(),
        ValueType::Size => "64MiB".into(),
        ValueType::Rate => "1 per second".into(),
        ValueType::Percent => "5%".into(),
        ValueType::Secret => "secret(\"…\")".into(),
        ValueType::Texts => "[\"…\"]".into(),
        ValueType::Words(words) => format!("[{}]", words.first().unwrap_or(&"…")),
        ValueType::Names(_) | ValueType::Inputs => "[…]".into(),
        ValueType::Name(_) | ValueType::Any => "…".into(),
        ValueType::TextMap | ValueType::SecretMap | ValueType::Group(_) => "{ … }".into(),
        ValueType::SecretStore => "env(\"WEIR_SECRET_{NAME}\")".into(),
        ValueType::Otherwise => "reject".into(),
        ValueType::Template => "\"{pipeline}.{item}\"".into(),
    }
}

/// What was written, in the words of messages.
fn found(value: &ast::Value) -> String {
    match &value.kind {
        ValueKind::String(_) | ValueKind::SqlString(_) => "a string".into(),
        ValueKind::Number(text) => format!("the number `{text}`"),
        ValueKind::Boolean(b) => format!("`{b}`"),
        ValueKind::Duration(None) => "`forever`".into(),
        ValueKind::Duration(Some(_)) => "a duration".into(),
        ValueKind::Size(_) => "a size".into(),
        ValueKind::Rate { .. } => "a rate".into(),
        ValueKind::Percent { .. } => "a percentage".into(),
        ValueKind::Date(_) => "a date".into(),
        ValueKind::Path(path) => format!("the name `{}`", crate::model::settings::dotted(path)),
        ValueKind::List(_) => "a list".into(),
        ValueKind::Map(_) => "a map".into(),
        ValueKind::Call(call) => format!("`{}(…)`", call.name.value),
        ValueKind::Alias { .. } => "a name with `as`".into(),
    }
}

pub(in crate::model) fn wrong_value(row: &SettingSpec, value: &ast::Value) -> Diagnostic {
    let message = format!("`{}` wants {}, not {}", row.name, row.ty.describe(), found(value));
    let help = match (&row.ty, &value.kind) {
        (ValueType::Word(words), ValueKind::String(text)) if words.contains(&text.as_str()) => {
            Some(format!("write it without quotes: `{} = {text}`", row.name))
        }
        (ValueType::Text | ValueType::Verbatim | ValueType::Template, ValueKind::Path(path)) => {
            Some(format!("write it in quotes: `{} = \"{}\"`", row.name, crate::model::settings::dotted(path)))
        }
        (ValueType::Secret, ValueKind::String(_)) => {
            Some(format!("a file never holds a secret: write `{} = secret(\"name\")`", row.name))
        }
        (ValueType::Texts | ValueType::Words(_), ValueKind::String(_) | ValueKind::Path(_)) => {
            Some("put it in brackets".into())
        }
        _ => Some(format!("for example `{} = {}`", row.name, example(&row.ty))),
    };
    Diagnostic::new(codes::WRONG_VALUE, value.span, message, "").help_opt(help)
}

pub(in crate::model) fn unknown_word(setting: &str, word: &str, at: Span, words: &[&str]) -> Diagnostic {
    let message = format!("`{setting}` does not know the word `{word}`");
    let help = match suggest(word, words.iter().copied()) {
        Some(found) => format!("did you mean `{found}`?"),
        None => format!("it is one of {}", ticked(words)),
    };
    Diagnostic::new(codes::UNKNOWN_WORD, at, message, "").help(help)
}

pub(in crate::model) fn misplaced_setting(setting: &ast::Setting, what: &str, place: Place) -> Diagnostic {
    let name = &setting.name.value;
    let (message, help) = match place {
        Place::Bind => {
            (format!("`{name}` belongs to a `bind` of {what}, not to the item"), "move it into an environment")
        }
        Place::Item | Place::Both => (
            format!("`{name}` belongs to the item, not to a `bind` of {what}"),
            "move it into the item: it may not differ between environments",
        ),
    };
    Diagnostic::new(codes::MISPLACED_SETTING, setting.name.span, message, "").help(help)
}

pub(in crate::model) fn duplicate_setting(setting: &ast::Setting, first: Span) -> Diagnostic {
    let message = format!("`{}` is given twice", setting.name.value);
    Diagnostic::new(codes::DUPLICATE_SETTING, setting.name.span, message, "again here")
        .label(first, "first here")
        .help("remove one of them")
}

pub(in crate::model) fn misplaced_secret(row: &SettingSpec, at: Span) -> Diagnostic {
    let message = format!("`{}` is no place for a secret", row.name);
    Diagnostic::new(codes::MISPLACED_SECRET, at, message, "")
        .help(format!("it wants {}; a secret only goes where a setting asks for one", row.ty.describe()))
}

pub(in crate::model) fn misplaced_env(row: &SettingSpec, at: Span) -> Diagnostic {
    let message = "`env(…)` stands outside an environment";
    Diagnostic::new(codes::MISPLACED_ENV, at, message, "")
        .help(format!("set `{}` in an `environment`, or in a `bind` of it", row.name))
}

pub(in crate::model) fn env_of_other_type(row: &SettingSpec, at: Span) -> Diagnostic {
    let message = format!("`{}` must be known at compile time, so `env(…)` can't give it", row.name);
    Diagnostic::new(codes::MISPLACED_ENV, at, message, "").help(format!("it wants {}", row.ty.describe()))
}

pub(in crate::model) fn wrong_call(row: &SettingSpec, call: &ast::Call, at: Span) -> Diagnostic {
    let message = format!("`{}` wants {}, not `{}(…)`", row.name, row.ty.describe(), call.name.value);
    Diagnostic::new(codes::WRONG_VALUE, at, message, "").help(format!(
        "for example `{} = {}`",
        row.name,
        example(&row.ty)
    ))
}

pub(in crate::model) fn call_arguments(call: &ast::Call, at: Span, form: &str) -> Diagnostic {
    let message = format!("`{}` is called with other arguments than it takes", call.name.value);
    Diagnostic::new(codes::WRONG_VALUE, at, message, "").help(format!("write {form}"))
}

pub(in crate::model) fn store_without_name(template: &str, at: Span) -> Diagnostic {
    let message = format!("every secret would be the variable `{template}`");
    Diagnostic::new(codes::WRONG_VALUE, at, message, "").help("put the secret's name in: `env(\"WEIR_SECRET_{NAME}\")`")
}

pub(in crate::model) fn bad_param(at: Span) -> Diagnostic {
    let message = "a param is a string, a number, a boolean, a duration, a date or a word";
    Diagnostic::new(codes::BAD_PARAM, at, message, "").help("write for example `param prefix = \"shiftleft\"`")
}

pub(in crate::model) fn unknown_warning<'a>(name: &str, at: Span, known: impl Iterator<Item = &'a str>) -> Diagnostic {
    let known: Vec<&str> = known.collect();
    let message = format!("no warning is called `{name}`");
    Diagnostic::new(codes::UNKNOWN_WARNING, at, message, "")
        .help(near(name, &known).unwrap_or_else(|| "a warning shows its name; errors can't be silenced".into()))
}

/// A setting of a topic that others own.
pub(in crate::model) fn owned_by_others(name: &str, at: Span, existing: Span) -> Diagnostic {
    let message = format!("`{name}` of a topic that exists is its owner's");
    Diagnostic::new(codes::CONFLICTING_SETTINGS, at, message, "not set from here")
        .label(existing, "others own the topic")
        .help(format!("leave `{name}` out, or let this pipeline own the topic: remove `existing = true`"))
}

pub(in crate::model) fn conflicting_settings(second: &str, at: Span, first: &str, there: Span) -> Diagnostic {
    let message = format!("`{second}` and `{first}` exclude each other");
    Diagnostic::new(codes::CONFLICTING_SETTINGS, at, message, "").label(there, "").help("keep one of them")
}

pub(in crate::model) fn no_platform(name: &ast::Name) -> Diagnostic {
    let known: Vec<&str> = weir_platforms::kinds::ENVIRONMENTS.iter().map(|spec| spec.name).collect();
    let message = format!("environment `{}` has no platform", name.value);
    Diagnostic::new(codes::NO_PLATFORM, name.span, message, "").help(format!(
        "write `environment {}: PLATFORM`, one of {}, or inherit one with `from`",
        name.value,
        ticked(&known)
    ))
}

pub(in crate::model) fn not_on_platform(
    setting: (&str, &str),
    platform: Platform,
    at: Span,
    way_out: &str,
) -> Diagnostic {
    let message = format!("`{} = {}` can't be had on {platform}", setting.0, setting.1);
    Diagnostic::new(codes::NOT_ON_PLATFORM, at, message, "").help(way_out)
}

pub(in crate::model) fn kind_not_on_platform(
    name: &str,
    kind: &str,
    platform: Platform,
    at: Span,
    way_out: &str,
) -> Diagnostic {
    let message = format!("`{name}` is {} sink, which {platform} can't run", a(kind));
    Diagnostic::new(codes::NOT_ON_PLATFORM, at, message, "").help(way_out)
}

pub(in crate::model) fn kek_not_on_platform(name: &str, platform: Platform, at: Span) -> Diagnostic {
    let message = format!("the key `{name}` is kept in a secret, which the registry of {platform} does not take");
    Diagnostic::new(codes::NOT_ON_PLATFORM, at, message, "")
        .help(format!("bind it to a key store there: `bind {name}: aws_kms`"))
}

/// `reason` is what the sink calls what it gets.
pub(in crate::model) fn alias_without_effect(at: Span, reason: &str, environment: &str) -> Diagnostic {
    let message = format!("{reason}, so `as` has no effect in `{environment}`");
    Diagnostic::new(codes::NOT_ON_PLATFORM, at, message, "")
        .help("remove the `as`, or name the topic with `topic` in `naming`")
}

pub(in crate::model) fn nothing_delivered(at: Span) -> Diagnostic {
    Diagnostic::new(codes::WRONG_VALUE, at, "the sink delivers nothing", "")
        .help("list relations: `from = [product_sales]`")
}

pub(crate) fn not_in_governance(at: Span, what: &str, folder: &str) -> Diagnostic {
    let message = format!("{what} outside the folder `{folder}` that the pipeline's `governance` names");
    Diagnostic::new(codes::NOT_IN_GOVERNANCE, at, message, "").help(format!("move it into a file of `{folder}`"))
}

pub(in crate::model) fn not_a_date(until: &weir_diagnostics::Spanned<String>) -> Diagnostic {
    let message = format!("`{}` is no day of the calendar", until.value);
    Diagnostic::new(codes::WRONG_VALUE, until.span, message, "").help("write it as `2027-06-30`")
}
