//! The words of the model's messages: one function a message, none of them elsewhere.

mod cases;
mod contracts;
mod fields;
mod idle;
mod names;
mod products;
mod settings;
mod written_back;

pub(super) use cases::*;
pub(super) use contracts::*;
pub(super) use fields::*;
pub(super) use idle::*;
pub(super) use names::*;
pub(super) use products::*;
pub(crate) use settings::*;
pub(super) use written_back::*;

use weir_diagnostics::suggest;

/// "did you mean …", else the list of what there is, where it is short.
fn near(wrong: &str, known: &[&str]) -> Option<String> {
    if let Some(found) = suggest(wrong, known.iter().copied()) {
        return Some(format!("did you mean `{found}`?"));
    }
    if known.is_empty() || known.len() > 24 {
        return None;
    }
    Some(format!("known here: {}", ticked(known)))
}

fn ticked(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

/// `a source`, `an environment`.
fn a(what: &str) -> String {
    let article = if what.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {what}")
}
