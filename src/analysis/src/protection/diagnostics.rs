//! The words of the proof.

use super::{aggregates, column_name, judge::Why, violations::Violation};
use weir_diagnostics::{
    Diagnostic, Span,
    codes::protection::{
        DECRYPTED, DENIED, ENCRYPTED_UNCLASSIFIED, ENCRYPTED_USE, LEAK, MASKED_KEY, NOT_PROTECTED, UNCLASSIFIED,
        USELESS_ALLOW,
    },
};
use weir_ir::{Allow, Encryption, EndPointKind, Flow, PolicyEffect, Project, Protection, RelationKind, Step};

/// The path as labels: the last step is the primary place, the others stand in their order with numbers.
pub(super) fn violation(project: &Project, violation: &Violation) -> Diagnostic {
    let origin = column_name(project, &violation.origin);
    let class = &violation.class;
    let end = end_words(violation.end.0, &violation.end.1);
    let reach = match violation.flow {
        Flow::Value => "in plain text",
        Flow::Influence => "by deciding which rows there are",
        Flow::Existence => "through a count",
    };
    let (code, message) = match violation.why {
        Why::Unprotected => (LEAK, format!("`{origin}` ({class}) reaches {end} {reach}")),
        Why::Denied(_) => (DENIED, format!("`{origin}` ({class}) reaches {end} {reach}, which a policy denies")),
        Why::Required(_, word) => {
            let wanted = if word == "mask" { "masked" } else { "encrypted" };
            (NOT_PROTECTED, format!("`{origin}` ({class}) reaches {end}, but a policy requires it to be {wanted}"))
        }
        Why::Decrypted => (DECRYPTED, format!("`{origin}` ({class}) is encrypted, but {end} holds it in plain text")),
    };
    let (last, before) = match violation.path.steps.split_last() {
        Some((last, before)) => (last.clone(), before),
        None => (Step { what: origin.clone(), how: String::new(), span: project.span }, [].as_slice()),
    };
    let number = before.len() + 1;
    let mut diagnostic = Diagnostic::new(code, last.span, message, format!("{number}. `{}`: {}", last.what, last.how));
    for (n, step) in before.iter().enumerate() {
        diagnostic = diagnostic.label(step.span, format!("{}. `{}`: {}", n + 1, step.what, step.how));
    }
    match violation.why {
        Why::Denied(policy) | Why::Required(policy, _) => {
            diagnostic = diagnostic.label(policy, "this policy");
        }
        Why::Decrypted => {
            diagnostic = diagnostic.note("Flink decrypts with a shared key and runs no rule when it writes");
        }
        Why::Unprotected if project.encryption(&violation.origin).is_some() => {
            diagnostic = diagnostic.note("Confluent's own services decrypt with a shared key");
        }
        Why::Unprotected if project.mask(&violation.origin).is_some() => {
            diagnostic = diagnostic.note("its mask acts when Flink reads; the raw topic holds plaintext");
        }
        Why::Unprotected => {}
    }
    if let Some(note) = aggregate_note(project, violation) {
        diagnostic = diagnostic.note(note);
    }
    if let Some(note) = others(violation, before) {
        diagnostic = diagnostic.note(note);
    }
    diagnostic.help(ways_out(project, violation, &origin))
}

/// Why a `permit aggregate` of the class, where there is one, does not cover this.
fn aggregate_note(project: &Project, violation: &Violation) -> Option<String> {
    let subjects = project.policies.iter().find_map(|policy| match &policy.effect {
        PolicyEffect::PermitAggregate { class, subjects } if *class == violation.class => Some(*subjects),
        PolicyEffect::PermitAggregate { .. }
        | PolicyEffect::Permit { .. }
        | PolicyEffect::Deny { .. }
        | PolicyEffect::RequireEncrypt { .. }
        | PolicyEffect::RequireMask { .. }
        | PolicyEffect::RequireClassification => None,
    })?;
    if violation.flow != Flow::Value {
        return None;
    }
    let Some(key) = aggregates::subject_key(project, &violation.origin) else {
        let relation = &project.relations[violation.origin.relation].name;
        return Some(format!(
            "`permit aggregate` does not cover it: no column of `{relation}` says whose the rows are"
        ));
    };
    let key = column_name(project, &key);
    Some(format!(
        "`permit aggregate` covers SUM and AVG of the column itself, in a SELECT with \
         `HAVING COUNT(DISTINCT …) >= {subjects}` of `{key}` over the same rows"
    ))
}

/// Other columns that tell of it at the end point, so that all can be mended at once.
fn others(violation: &Violation, before: &[Step]) -> Option<String> {
    const SHOWN: usize = 5;
    let shown = before.last().map(|step| step.what.as_str());
    let others: Vec<&str> = violation.reached.iter().map(String::as_str).filter(|name| Some(*name) != shown).collect();
    let (first, rest) = others.split_at(others.len().min(SHOWN));
    let more = if rest.is_empty() { String::new() } else { format!(", and {} more", rest.len()) };
    (!first.is_empty()).then(|| format!("it gets there as `{}`{more} too", first.join("`, `")))
}

fn end_words(kind: EndPointKind, name: &str) -> String {
    match kind {
        EndPointKind::Sink => format!("sink `{name}`"),
        EndPointKind::Product => format!("product `{name}`"),
        EndPointKind::Service => format!("service `{name}`"),
        EndPointKind::Topic => format!("the topic `{name}`"),
    }
}

/// What makes it right: protection where the column comes from, leaving it out, or a reviewed exception.
fn ways_out(project: &Project, violation: &Violation, origin: &str) -> String {
    let column = project.relations[violation.origin.relation].column(violation.origin.path.head());
    let text = column.is_some_and(|column| {
        let data = &column.ty.data;
        matches!(data, weir_ir::DataType::String | weir_ir::DataType::VarChar(_) | weir_ir::DataType::Char(_))
    });
    let key = column.is_some_and(|column| column.attributes.key);
    let protect = match project.relations[violation.origin.relation].kind {
        _ if project.encryption(&violation.origin).is_some() => {
            Some("encrypt it with a key that is not shared".to_string())
        }
        _ if key => None,
        RelationKind::Captured { .. } if text => {
            Some(format!("mask it at its source (`mask {origin} with redact(\"****\")`)"))
        }
        RelationKind::Captured { .. } => Some(format!("leave it in the database (`mask {origin} with drop`)")),
        RelationKind::Topic { .. } if text => Some(format!("encrypt it (`encrypt {origin} with KEK`)")),
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => None,
    };
    let target = match violation.end.0 {
        EndPointKind::Topic => "kafka",
        EndPointKind::Sink | EndPointKind::Product | EndPointKind::Service => violation.end.1.as_str(),
    };
    let class = &violation.class;
    let allow = format!("record a reviewed exception (`allow {class} {origin} to {target} because \"…\"`)");
    let leave = "leave it out of what is delivered".to_string();
    let ways: Vec<String> = protect.into_iter().chain([leave, allow]).collect();
    ways.join(", or ")
}

pub(super) fn unclassified(span: Span, name: &str, policy: Span) -> Diagnostic {
    Diagnostic::new(UNCLASSIFIED, span, format!("`{name}` has no class"), "neither a class nor `@public`")
        .label(policy, "this policy wants one")
        .help("give it a class (`@pii`), or say `@public`")
}

pub(super) fn useless_allow(project: &Project, allow: &Allow) -> Diagnostic {
    let column = column_name(project, &allow.column);
    let help = match project.relations[allow.column.relation].kind {
        RelationKind::Transform(_) => "name the column that was given the class, not one that is made of it",
        RelationKind::Captured { .. }
        | RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Product { .. } => "remove it, so that it allows nothing by accident later",
    };
    Diagnostic::new(
        USELESS_ALLOW,
        allow.span,
        format!("this `allow` covers nothing: `{column}` does not get there in plain text"),
        "an exception from nothing",
    )
    .help(help)
}

pub(super) fn encrypted_unclassified(project: &Project, encryption: &Encryption) -> Diagnostic {
    let column = column_name(project, &encryption.column);
    let message = format!("`{column}` is encrypted, and has no class");
    Diagnostic::new(ENCRYPTED_UNCLASSIFIED, encryption.span, message, "its plaintext is followed nowhere")
        .help("give it a class (`@pci`), so that the proof follows it to where it is decrypted")
}

pub(super) fn encrypted_use(span: Span, what: &str, state: &Protection) -> Diagnostic {
    Diagnostic::new(ENCRYPTED_USE, span, format!("{what} over a column that is {state}"), "ciphertext here").help(
        match state {
            Protection::Encrypted { algorithm: weir_ir::EncryptAlgorithm::Aes256Siv, .. } => {
                "a deterministic ciphertext may be copied, counted, tested for null, and be compared, grouped and joined \
                 with columns of the same subject, key and algorithm"
            }
            Protection::Encrypted { .. } | Protection::Plain | Protection::Masked(_) => {
                "a ciphertext may be copied, counted, tested for null, and be a branch of CASE or COALESCE; \
                 `deterministic` in the `encrypt` item makes it comparable too"
            }
        },
    )
}

pub(super) fn different_states(span: Span, what: &str, left: &Protection, right: &Protection) -> Diagnostic {
    // Two subjects with one key look the same otherwise.
    let named = |state: &Protection| match state {
        Protection::Encrypted { subject, .. } if left.to_string() == right.to_string() => {
            format!("{state} of the subject `{subject}`")
        }
        Protection::Encrypted { .. } | Protection::Plain | Protection::Masked(_) => state.to_string(),
    };
    let message = format!("{what} of {} with {}", named(left), named(right));
    Diagnostic::new(ENCRYPTED_USE, span, message, "these never match")
        .help("only columns of the same subject, key and algorithm belong together")
}

pub(super) fn masked_key(span: Span, what: &str, state: &Protection) -> Diagnostic {
    if let Protection::Encrypted { .. } = state {
        let message = format!("a column that is {state} {what}");
        return Diagnostic::new(MASKED_KEY, span, message, "one value looks different each time here")
            .help("use another column as the key, or encrypt this one with `deterministic`");
    }
    Diagnostic::new(MASKED_KEY, span, format!("a column that is {state} {what}"), "different values look alike here")
        .help("use a column that is not masked, or a mask that keeps equality: `hash(salt: secret(\"…\"))`")
}
