use weir_diagnostics::{Diagnostic, Span, codes::streaming};
use weir_ir::{Duration, Relation};

/// `waits`: what is held back; `input`: the relation that has the time, where the transform doesn't say its own.
pub(in crate::model) fn never_idle(
    name: &str,
    said: Span,
    waits: (&str, Span),
    input: Option<(&str, Span)>,
) -> Diagnostic {
    let message = format!("an input of `{name}` without rows stops it for ever");
    told(Diagnostic::new(streaming::IDLE_SOURCE, said, message, "no input ever counts as idle"), waits, input)
        .note("the watermark of a statement is the least of its inputs' and partitions'; Flink says nothing")
        .help("say after how long it no longer holds the others back: `idle = 10s`")
}

pub(in crate::model) fn idle_too_long(
    (name, said): (&str, Span),
    ms: u64,
    waits: (&str, Span),
    input: Option<(&str, Span)>,
) -> Diagnostic {
    let message = format!("an input of `{name}` without rows holds it back for {}", Duration(Some(ms)));
    told(Diagnostic::new(streaming::IDLE_SOURCE, said, message, "longer than what waits for it lasts"), waits, input)
        .note("the watermark of a statement is the least of its inputs' and partitions'; Flink says nothing")
        .help("say a shorter time in the transform: `idle = 10s`")
}

fn told(mut diagnostic: Diagnostic, waits: (&str, Span), input: Option<(&str, Span)>) -> Diagnostic {
    diagnostic = diagnostic.label(waits.1, format!("{} waits for the watermark", waits.0));
    match input {
        Some((input, place)) => diagnostic.label(place, format!("`{input}` has the longest time of its inputs")),
        None => diagnostic,
    }
}

/// `kept` and `back`: milliseconds of the topic's retention and of how far its reader looks back.
pub(in crate::model) fn retention_short(reader: &Relation, topic: &Relation, kept: u64, back: u64) -> Diagnostic {
    let (kept, back) = (Duration(Some(kept)), Duration(Some(back)));
    Diagnostic::new(
        streaming::TTL_TOO_SHORT,
        reader.span,
        format!("`{}` looks {back} back, and `{}` keeps records for {kept}", reader.name, topic.name),
        "a statement that is made again finds the rest gone",
    )
    .label(topic.span, format!("keeps records for {kept}"))
    .help(format!("say `retention = {back}` or longer there"))
}

pub(in crate::model) fn duplicates_pass(dedup: Span, ttl: u64, reader: &str, (back, place): (u64, Span)) -> Diagnostic {
    let (ttl, back) = (Duration(Some(ttl)), Duration(Some(back)));
    Diagnostic::new(
        streaming::TTL_TOO_SHORT,
        dedup,
        format!("a duplicate that comes after {ttl} passes, and `{reader}` looks {back} back"),
        format!("forgets what it has seen after {ttl}"),
    )
    .label(place, "counts or joins it a second time")
    .help(format!("say `state_ttl = {back}` or longer"))
}
