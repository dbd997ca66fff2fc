use super::{RETAILER, bare};
use crate::ast::{File, ItemKind};
use crate::{fmt, parse};
use proptest::prelude::*;
use weir_diagnostics::FileId;

/// Pieces of the language, so that arbitrary text often comes near to meaning something.
const PIECES: [&str; 44] = [
    "topic",
    "source",
    "transform",
    "test",
    "policy",
    "environment",
    "mask",
    "table",
    "bind",
    "given",
    "expect",
    "a",
    "shop",
    "int",
    "row",
    "array",
    "enum",
    "{",
    "}",
    "(",
    ")",
    "[",
    "]",
    "<",
    ">",
    "=",
    ":",
    ",",
    ".",
    "?",
    "@key",
    "\"text\"",
    "'sql'",
    "`tick`",
    "5s",
    "5%",
    "1 per second",
    "| a |",
    "\n",
    "\n\n",
    "# c\n",
    "SELECT 1",
    "\"",
    "'",
];

fn near_text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES.to_vec()), 0..60).prop_map(|pieces| pieces.join(" "))
}

/// The retailer with a few stretches replaced by a piece.
fn mutated() -> impl Strategy<Value = String> {
    let change = (0..RETAILER.len(), 0usize..40, proptest::sample::select(PIECES.to_vec()));
    proptest::collection::vec(change, 1..5).prop_map(|changes| {
        let mut text = RETAILER.to_string();
        for (at, len, piece) in changes {
            let at = (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            let end = (at..=(at + len).min(text.len())).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(at);
            text.replace_range(at..end, piece);
        }
        text
    })
}

/// The tree, each query as its words and comments.
fn said(file: &File) -> String {
    let mut file = file.clone();
    for item in &mut file.items {
        if let ItemKind::Transform(transform) = &mut item.kind {
            transform.body.value = format!("{:?}", crate::sql::layout::said(&transform.body.value));
        }
    }
    bare(&file)
}

fn holds(text: &str) {
    let parsed = parse(FileId(0), text);
    for label in parsed.diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        assert!(text.get(label.span.start as usize..label.span.end as usize).is_some(), "{label:?}");
    }
    let Ok(once) = fmt::format(text) else { return };
    let again = parse(FileId(0), &once);
    assert!(again.diagnostics.is_empty(), "{once}\n{:#?}", again.diagnostics);
    assert_eq!(said(&parsed.file), said(&again.file), "{text}\n---\n{once}");
    assert_eq!(parsed.trivia.comments.len(), again.trivia.comments.len(), "{text}\n---\n{once}");
    assert_eq!(fmt::format(&once).unwrap(), once, "from {text}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_is_read_and_formatting_keeps_what_it_says(text in "\\PC{0,200}") {
        holds(&text);
    }

    #[test]
    fn text_near_the_language_is_read_and_formatting_keeps_what_it_says(text in near_text()) {
        holds(&text);
    }

    #[test]
    fn a_mutated_retailer_is_read_and_formatting_keeps_what_it_says(text in mutated()) {
        holds(&text);
    }

    /// Line ends in odd places are what a formatter meets most.
    #[test]
    fn white_space_between_words_is_laid_out(at in proptest::collection::vec(0..RETAILER.len(), 1..30), space in "[ \n]{1,3}") {
        let mut text = RETAILER.to_string();
        for at in at {
            if text.as_bytes().get(at) == Some(&b' ') {
                text.insert_str(at, &space);
            }
        }
        holds(&text);
    }
}
