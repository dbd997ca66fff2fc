//! The house rules that a compiler does not know; one file a rule.

mod arrows;
mod codes;
mod sentences;
mod sizes;
mod words;

use crate::tree;

pub(crate) fn run() -> Result<(), Vec<String>> {
    let files = tree::files()?;
    let mut problems = Vec::new();
    for rule in [arrows::check, codes::check, sentences::check, sizes::check, words::check] {
        problems.extend(rule(&files).err().unwrap_or_default());
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}
