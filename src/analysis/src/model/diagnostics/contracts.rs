use super::ticked;
use crate::model::settings::dotted;
use weir_diagnostics::{Diagnostic, Span, codes::contracts as codes, suggest};
use weir_ir::Mask;
use weir_platforms::kinds::{MASKS, MaskArgument, MaskSpec};
use weir_syntax::ast;

pub(in crate::model) fn unknown_mask(name: &ast::Name) -> Diagnostic {
    let known: Vec<&str> = MASKS.iter().map(|mask| mask.name).collect();
    let message = format!("`{}` is no kind of mask", name.value);
    let help = match suggest(&name.value, known.iter().copied()) {
        Some(found) => format!("did you mean `{found}`?"),
        None => format!("it is one of {}", ticked(&known)),
    };
    Diagnostic::new(codes::MASK_KIND, name.span, message, "").help(help)
}

pub(in crate::model) fn mask_arguments(spec: &MaskSpec, at: Span) -> Diagnostic {
    let form = match spec.arguments.first() {
        None => spec.name.to_string(),
        Some(MaskArgument::Text(_)) => format!("{}(\"****\")", spec.name),
        Some(MaskArgument::Secret(name)) => format!("{}({name}: secret(\"…\"))", spec.name),
        Some(MaskArgument::Length(name)) => format!("{}({name}: 4)", spec.name),
    };
    let message = format!("the mask `{}` takes other arguments", spec.name);
    Diagnostic::new(codes::MASK_ARGUMENTS, at, message, "").help(format!("write `with {form}`"))
}

pub(in crate::model) fn mask_target(mask: &ast::Mask, relation: &str) -> Diagnostic {
    let message = format!("`{relation}` is no captured table, so `{}` can't be masked", dotted(&mask.column));
    Diagnostic::new(codes::MASK_TARGET, mask.column.span, message, "")
        .help("mask the column of the table that it comes from; a field of a topic is protected by `encrypt`")
}

pub(in crate::model) fn mask_key(mask: &ast::Mask, column: Span) -> Diagnostic {
    let message = format!("`{}` is a key, which a mask would break", dotted(&mask.column));
    Diagnostic::new(codes::MASK_KEY, mask.column.span, message, "")
        .label(column, "marked `@key` here")
        .help("mask another column, or keep the table's rows apart by another key")
}

pub(in crate::model) fn mask_type(mask: &ast::Mask, spec: &MaskSpec, column: Span) -> Diagnostic {
    let message = format!("`{}` is no text, and `{}` gives text", dotted(&mask.column), spec.name);
    Diagnostic::new(codes::MASK_TYPE, mask.column.span, message, "")
        .label(column, "declared here")
        .help("use `drop` or `nullify`")
}

pub(in crate::model) fn raw_topic(mask: &Mask, environments: &[&str]) -> Diagnostic {
    let message = format!(
        "`{}` can't act before the topic in {}: the raw topic would hold plaintext",
        mask.kind.name(),
        ticked(environments)
    );
    Diagnostic::new(codes::MASK_RAW, mask.span, message, "")
        .help("use `redact` or `drop`, or say that it may: `raw allowed \"reason\"` at the end of the line")
}

pub(in crate::model) fn encrypt_target(path: &ast::Path, relation: &str, captured: bool) -> Diagnostic {
    let message =
        format!("`{relation}` is no topic of the pipeline's producers, so `{}` can't be encrypted", dotted(path));
    let help = if captured {
        "the connector writes it: mask the column instead"
    } else {
        "Flink runs no rules when it writes: encrypt the field of the topic that it comes from"
    };
    Diagnostic::new(codes::ENCRYPT_TARGET, path.span, message, "").help(help)
}

pub(in crate::model) fn encrypt_existing(path: &ast::Path, relation: &str, there: Span) -> Diagnostic {
    let message = format!("`{relation}` is others', and weir writes no rule into their contract");
    Diagnostic::new(codes::ENCRYPT_TARGET, path.span, message, "")
        .label(there, "declared with `existing = true`")
        .help("ask its owner to encrypt the field; until then it arrives plain, so classify it and select it nowhere")
}

pub(in crate::model) fn encrypt_key(path: &ast::Path, column: Span) -> Diagnostic {
    let message = format!("`{}` is a key, and rules never touch the key of a record", dotted(path));
    Diagnostic::new(codes::ENCRYPT_KEY, path.span, message, "")
        .label(column, "marked `@key` here")
        .help("encrypt another field, or use a key that tells nothing")
}

pub(in crate::model) fn encrypt_type(path: &ast::Path, column: Span) -> Diagnostic {
    let message = format!("`{}` is neither text nor bytes, and clients encrypt nothing else", dotted(path));
    Diagnostic::new(codes::ENCRYPT_TYPE, path.span, message, "")
        .label(column, "declared here")
        .help("declare it `string` or `bytes`; of a row, name the fields one by one")
}

pub(in crate::model) fn encrypt_enum(path: &ast::Path, column: Span) -> Diagnostic {
    let message = format!("`{}` is an enum, whose literals no ciphertext is", dotted(path));
    Diagnostic::new(codes::ENCRYPT_TYPE, path.span, message, "")
        .label(column, "declared here")
        .help("declare it `string`")
}

pub(in crate::model) fn protected_twice(at: Span, what: &str, first: Span, how: &str) -> Diagnostic {
    let message = format!("the column is {what} here and {how} elsewhere");
    Diagnostic::new(codes::PROTECTED_TWICE, at, message, "")
        .label(first, format!("{how} here"))
        .help("keep one of them")
}

pub(in crate::model) fn rule_target(rule: &ast::Rule, relation: &str) -> Diagnostic {
    let message = format!("`{relation}` is no topic of the pipeline's producers, so nobody would run the rule");
    Diagnostic::new(codes::RULE_TARGET, rule.on.span, message, "")
        .help("put the rule on a `topic`; for captured and derived relations write a condition in SQL")
}

pub(in crate::model) fn rule_on_existing(rule: &ast::Rule, relation: &str, there: Span) -> Diagnostic {
    let message = format!("`{relation}` is others', and weir writes no rule into their contract");
    Diagnostic::new(codes::RULE_TARGET, rule.on.span, message, "")
        .label(there, "declared with `existing = true`")
        .help("ask its owner for the rule, or write the condition in SQL")
}

pub(in crate::model) fn check_on_field(rule: &ast::Rule) -> Diagnostic {
    let message = format!("a `check` looks at whole records, not at `{}`", dotted(&rule.on));
    let topic = rule.on.parts.first().map_or("", |part| part.value.as_str());
    Diagnostic::new(codes::RULE_BODY, rule.on.span, message, "")
        .help(format!("write `on {topic}` and name the field in the condition: `message.field`"))
}

pub(in crate::model) fn transform_on_topic(rule: &ast::Rule) -> Diagnostic {
    let message = "a `transform` gives a value to one field";
    Diagnostic::new(codes::RULE_BODY, rule.on.span, message, "")
        .help(format!("name the field: `on {}.field`", dotted(&rule.on)))
}

pub(in crate::model) fn check_and_transform(rule: &ast::Rule) -> Diagnostic {
    let message = format!("rule `{}` has a `check` and a `transform`", rule.name.value);
    Diagnostic::new(codes::RULE_BODY, rule.name.span, message, "")
        .help("write two rules; they run in the order written")
}

pub(in crate::model) fn rule_without_body(rule: &ast::Rule) -> Diagnostic {
    let message = format!("rule `{}` has neither `check` nor `transform`", rule.name.value);
    Diagnostic::new(codes::RULE_BODY, rule.name.span, message, "").help("add `check = \"…\"` with a condition in CEL")
}

pub(in crate::model) fn dead_letter_name(path: &ast::Path) -> Diagnostic {
    let message = format!("`{}` can't be the name of a dead letter topic", dotted(path));
    Diagnostic::new(codes::DEAD_LETTER, path.span, message, "")
        .help("write one name without dots: `dead_letter(bad_payments)`")
}

pub(in crate::model) fn dead_letter_clash(path: &ast::Path, there: Span) -> Diagnostic {
    let message = format!("`{}` is the name of something else already", dotted(path));
    Diagnostic::new(codes::DEAD_LETTER, path.span, message, "declared again here")
        .label(there, "declared here")
        .help("a dead letter topic holds the columns of one topic: choose another name")
}
