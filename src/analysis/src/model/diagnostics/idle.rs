use weir_diagnostics::{Diagnostic, Span, codes::streaming};
use weir_ir::Duration;

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
