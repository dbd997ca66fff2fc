//! The words of what a target cannot take.

use weir_diagnostics::{Diagnostic, Span, codes::backends as codes};

/// `what` is the sort of thing (`column`), `target` who cannot hold it (`Avro`), `reason` its rule.
pub(crate) fn name_not_possible(span: Span, what: &str, name: &str, target: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        codes::NAME_NOT_POSSIBLE,
        span,
        format!("the {what} `{}` cannot be named so in {target}", shown(name)),
        reason,
    )
    .help("give it another name, or an alias where it is delivered")
}

pub(crate) fn type_not_possible(span: Span, column: &str, ty: &str, target: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        codes::TYPE_NOT_POSSIBLE,
        span,
        format!("{target} cannot hold the column `{}` of type `{ty}`", shown(column)),
        reason,
    )
    .help("cast it to a type that fits, or leave it out")
}

pub(crate) fn unknown_connector_key(span: Span, key: &str, connector: &str, near: Option<&str>) -> Diagnostic {
    Diagnostic::new(
        codes::UNKNOWN_CONNECTOR_KEY,
        span,
        format!("the connector `{connector}` does not know the key `{}`", shown(key)),
        "it would be ignored in silence",
    )
    .help_opt(near.map(|near| format!("did you mean `{near}`?")))
}

pub(crate) fn connector_value(span: Span, key: &str, value: &str, allowed: &[String]) -> Diagnostic {
    Diagnostic::new(
        codes::CONNECTOR_VALUE,
        span,
        format!("the key `{}` does not take `{}`", shown(key), shown(value)),
        "",
    )
    .help(format!("it takes {}", list(allowed)))
}

/// `key` is `transforms.<name>.type` or `predicates.<name>.type` of a managed connector, which runs nobody's own code.
pub(crate) fn managed_class(span: Span, key: &str, class: &str, near: Option<&str>) -> Diagnostic {
    let message = format!("the key `{}` does not take `{}`", shown(key), shown(class));
    Diagnostic::new(codes::CONNECTOR_VALUE, span, message, "a managed connector does not run it").help(match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "use one that Confluent Cloud has, or make the change in a transform of the pipeline".to_string(),
    })
}

pub(crate) fn connector_key_is_weirs(span: Span, key: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(
        codes::CONNECTOR_VALUE,
        span,
        format!("the key `{}` is written by weir and cannot be set here", shown(key)),
        reason,
    )
    .help("leave it out")
}

/// All headers of an HTTP sink are one key of its connector.
pub(crate) fn header(span: Span, name: &str, reason: &str) -> Diagnostic {
    let message = format!("the header `{}` cannot be sent", shown(name));
    Diagnostic::new(codes::CONNECTOR_VALUE, span, message, reason).help("write it without them")
}

pub(crate) fn no_backend(span: Span, what: &str, environment: &str, help: &str) -> Diagnostic {
    Diagnostic::new(codes::NO_BACKEND, span, format!("{what} cannot be deployed to `{environment}`"), "").help(help)
}

/// `relation` and `sink` of a delivery by the topic of a captured table, which is not the relation itself.
pub(crate) fn captured_delivery(
    span: Span,
    (relation, sink): (&str, &str),
    environment: &str,
    reason: &str,
) -> Diagnostic {
    let message =
        format!("the delivery of the captured table `{relation}` to `{sink}` cannot be deployed to `{environment}`");
    Diagnostic::new(codes::NO_BACKEND, span, message, reason)
        .help(format!("deliver a transform of it: `transform t {{ SELECT … FROM {relation} }}`"))
}

pub(crate) fn updates_without_key(span: Span, relation: &str, environment: &str) -> Diagnostic {
    let what = format!("`{relation}`, which changes rows without a key,");
    let help = "select the columns that identify a row, or name them with `upsert_key = [a, b]`";
    no_backend(span, &what, environment, help)
}

/// Analysis asks for what every kind needs; this is for what only the target tells.
pub(crate) fn missing_for_target(span: Span, item: &str, setting: &str, environment: &str) -> Diagnostic {
    let what = format!("`{item}` without the setting `{setting}`");
    let help = format!("add `{setting} = …` to it, or to `bind {item} {{ … }}` of the environment");
    no_backend(span, &what, environment, &help)
}

/// One line, so that a message stays one.
fn shown(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

fn list(values: &[String]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
}

/// A defect of weir itself, found where it would otherwise write something wrong.
pub(crate) fn internal(artifact: &str, what: &str) -> Diagnostic {
    Diagnostic::without_place(codes::INTERNAL, format!("weir made a mistake in `{}`: {}", shown(artifact), shown(what)))
        .help("this is a defect of weir, not of the pipeline; please report it with the pipeline file")
}
