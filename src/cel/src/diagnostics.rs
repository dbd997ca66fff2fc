//! The words of this stage.

use crate::types::Ty;
use weir_diagnostics::{
    Diagnostic, Span,
    codes::contracts::{
        CEL_CONSTANT, CEL_FUNCTION, CEL_NULLABLE, CEL_OPAQUE, CEL_REGEX, CEL_RESULT, CEL_SYNTAX, CEL_TYPES,
        CEL_UNANCHORED, CEL_UNKNOWN,
    },
    suggest,
};

fn did_you_mean<'a>(wrong: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    suggest(wrong, known).map(|near| format!("did you mean `{near}`?"))
}

pub(crate) fn syntax(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(CEL_SYNTAX, span, format!("the expression is not CEL: {message}"), "here")
}

pub(crate) fn semicolon_in_text(span: Span) -> Diagnostic {
    Diagnostic::new(
        CEL_SYNTAX,
        span,
        "clients split the rule at this `;`, although it stands inside a text",
        "what precedes it would be the guard",
    )
    .help("write it as `\\x3b`")
}

pub(crate) fn unknown_variable(span: Span, name: &str, variables: &[&str], is_field: bool) -> Diagnostic {
    let help = if is_field {
        Some(format!("a field is reached through the record: `message.{name}`"))
    } else {
        did_you_mean(name, variables.iter().copied())
            .or_else(|| Some(format!("the rule may use `{}`", variables.join("`, `"))))
    };
    Diagnostic::new(CEL_UNKNOWN, span, format!("unknown name `{name}`"), "not a variable of this rule").help_opt(help)
}

pub(crate) fn unknown_field<'a>(
    span: Span,
    holder: &str,
    field: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Diagnostic {
    let help = did_you_mean(field, known);
    Diagnostic::new(CEL_UNKNOWN, span, format!("`{holder}` has no field `{field}`"), "no such field").help_opt(help)
}

pub(crate) fn no_fields(span: Span, ty: &Ty) -> Diagnostic {
    Diagnostic::new(CEL_TYPES, span, format!("a {ty} has no fields"), format!("this is a {ty}"))
}

pub(crate) fn operands(span: Span, symbol: &str, left: &Ty, right: &Ty) -> Diagnostic {
    let pair = [left, right];
    let help = if pair.contains(&&Ty::Int) && pair.contains(&&Ty::Double) {
        Some("CEL never mixes int and double: write the number with a point (`0.0`), or convert with `double(…)`")
    } else if pair.contains(&&Ty::Int) && pair.contains(&&Ty::Uint) {
        Some("CEL never mixes int and uint: leave the `u` out, or convert with `int(…)`")
    } else {
        None
    };
    Diagnostic::new(
        CEL_TYPES,
        span,
        format!("`{symbol}` does not take {left} and {right}"),
        format!("{left} {symbol} {right}"),
    )
    .help_opt(help.map(String::from))
}

pub(crate) fn operand(span: Span, symbol: &str, ty: &Ty, wanted: &str) -> Diagnostic {
    Diagnostic::new(CEL_TYPES, span, format!("`{symbol}` takes {wanted}, not {ty}"), format!("this is {ty}"))
}

pub(crate) fn unknown_function<'a>(span: Span, name: &str, known: impl IntoIterator<Item = &'a str>) -> Diagnostic {
    Diagnostic::new(CEL_FUNCTION, span, format!("unknown function `{name}`"), "no client knows it")
        .help_opt(did_you_mean(name, known))
}

pub(crate) fn not_everywhere(span: Span, name: &str) -> Diagnostic {
    Diagnostic::new(
        CEL_FUNCTION,
        span,
        format!("`{name}` exists in the Java client only"),
        "other clients fail here on every record",
    )
    .help("use what every client has: `contains`, `startsWith`, `endsWith`, `matches`, `size`, `in`, `isEmail`, …")
}

pub(crate) fn no_signature(span: Span, shown: &str, signatures: &[String]) -> Diagnostic {
    Diagnostic::new(CEL_FUNCTION, span, format!("there is no `{shown}`"), "wrong arguments")
        .help(format!("there is `{}`", signatures.join("`, `")))
}

pub(crate) fn macro_shape(span: Span, name: &str, shape: &str) -> Diagnostic {
    Diagnostic::new(CEL_FUNCTION, span, format!("`{name}` is written `{shape}`"), "not this way")
}

pub(crate) fn result(span: Span, found: &Ty, wanted: &Ty, condition: bool) -> Diagnostic {
    let what = if condition { "a check gives" } else { "a transformation of this field gives" };
    Diagnostic::new(CEL_RESULT, span, format!("{what} {wanted}, not {found}"), format!("this is {found}"))
}

pub(crate) fn nullable_result(span: Span, wanted: &Ty) -> Diagnostic {
    Diagnostic::new(
        CEL_RESULT,
        span,
        format!("the result may be null, but the field is {wanted} and not nullable"),
        "may be null",
    )
}

pub(crate) fn regex(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::new(CEL_REGEX, span, format!("the regular expression does not compile: {problem}"), "RE2 refuses it")
        .note("clients use different engines; RE2 is what all of them take")
}

pub(crate) fn unanchored(span: Span, pattern: &str) -> Diagnostic {
    Diagnostic::new(
        CEL_UNANCHORED,
        span,
        "`matches` looks for this pattern anywhere in the text",
        "a part of the text is enough",
    )
    .help(format!("write `^{pattern}$` for the whole text, `^.*(?:{pattern}).*$` for anywhere"))
    .note("some clients compare the whole text instead, so only an anchored pattern means the same everywhere")
}

pub(crate) fn opaque(span: Span, what: &str, ty: &Ty) -> Diagnostic {
    let decimal = matches!(ty, Ty::Opaque(weir_ir::DataType::Decimal { .. }));
    let why = if decimal { "CEL has no decimals" } else { "a number to one client, something else to the next" };
    Diagnostic::new(CEL_OPAQUE, span, format!("`{what}` is {ty}, which a rule cannot compute with"), why).help(
        "only whether it is there can be asked (`has(…)`, `== null`, `!= null`); compare it in the WHERE of a \
             transform, or declare it as another type",
    )
}

pub(crate) fn constant(span: Span, value: bool) -> Diagnostic {
    let effect = if value { "it lets everything through" } else { "nothing ever passes" };
    Diagnostic::new(CEL_CONSTANT, span, format!("the condition is always {value}"), effect)
}

/// No part of it is constant, but all of them together are.
pub(crate) fn contradiction(span: Span, value: bool) -> Diagnostic {
    let effect = if value { "one of its parts always holds" } else { "its parts exclude each other" };
    Diagnostic::new(CEL_CONSTANT, span, format!("the condition is always {value}"), effect)
}

pub(crate) fn never_this_value<'a>(
    span: Span,
    field: &str,
    value: &str,
    values: impl IntoIterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let known: Vec<&str> = values.clone().into_iter().collect();
    let help = did_you_mean(value, values).unwrap_or_else(|| format!("its values are `{}`", known.join("`, `")));
    Diagnostic::new(CEL_CONSTANT, span, format!("`{field}` is never `{value}`"), "not a value of its enum").help(help)
}

pub(crate) fn nullable(span: Span, field: &str) -> Diagnostic {
    Diagnostic::new(
        CEL_NULLABLE,
        span,
        format!("`{field}` may be null, and the rule then fails"),
        "null has no such operation",
    )
    .help(format!("say what null means: `{field} == null || …`, or `{field} != null && …`"))
}
