use crate::{EnvRef, SecretRef, TextPart};
use std::fmt;

/// What only the world knows, in the place of a value: filled in as a value, never as text, when plan runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placeholder {
    /// `@{env:NAME}`: the environment of who runs plan, with the default that the manifest lists.
    Env(String),
    /// `@{output:NAME}`: an output of the environment's Terraform.
    Output(String),
    /// `@{secret:NAME}`: a secret of the environment's store.
    Secret(String),
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Placeholder::Env(name) => write!(f, "@{{env:{name}}}"),
            Placeholder::Output(name) => write!(f, "@{{output:{name}}}"),
            Placeholder::Secret(name) => write!(f, "@{{secret:{name}}}"),
        }
    }
}

impl From<&EnvRef> for Placeholder {
    fn from(env: &EnvRef) -> Self {
        Placeholder::Env(env.name.clone())
    }
}

impl From<&SecretRef> for Placeholder {
    fn from(secret: &SecretRef) -> Self {
        Placeholder::Secret(secret.0.clone())
    }
}

/// A piece of a text in an artifact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    Literal(String),
    Placeholder(Placeholder),
}

/// A literal as it stands in an artifact whose values may hold placeholders: each `@` of a run of them directly before
/// `{` is written twice, so that an odd run begins a placeholder and an even one is text. What stands directly before a
/// placeholder goes through [`print_pieces`].
pub fn escape_literal(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    doubled(text, false, &mut out);
    out
}

/// The text of these pieces; [`read_pieces`] gives them back.
pub fn print_pieces(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for (n, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Literal(text) => {
                let next = pieces.get(n + 1);
                let before_brace = match next {
                    Some(Piece::Placeholder(_)) => true,
                    Some(Piece::Literal(next)) => next.starts_with('{'),
                    None => false,
                };
                doubled(text, before_brace, &mut out);
            }
            Piece::Placeholder(placeholder) => out.push_str(&placeholder.to_string()),
        }
    }
    out
}

/// Doubles each run of `@` that stands before `{`, and the last one where `at_end` says so.
fn doubled(text: &str, at_end: bool, out: &mut String) {
    let mut run = 0;
    for c in text.chars() {
        if c == '@' {
            run += 1;
        } else {
            if c == '{' {
                out.extend(std::iter::repeat_n('@', run));
            }
            run = 0;
        }
        out.push(c);
    }
    if at_end {
        out.extend(std::iter::repeat_n('@', run));
    }
}

/// A text of an artifact as the pieces it was printed from, neighbouring literals as one. What begins like a placeholder
/// and is none is text.
pub fn read_pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('@') {
        let (before, from) = rest.split_at(at);
        literal.push_str(before);
        let after = from.trim_start_matches('@');
        let run = from.len() - after.len();
        if !after.starts_with('{') {
            literal.extend(std::iter::repeat_n('@', run));
            rest = after;
            continue;
        }
        literal.extend(std::iter::repeat_n('@', run / 2));
        rest = after;
        if run % 2 == 1 {
            match placeholder(after) {
                Some((found, behind)) => {
                    if !literal.is_empty() {
                        pieces.push(Piece::Literal(std::mem::take(&mut literal)));
                    }
                    pieces.push(Piece::Placeholder(found));
                    rest = behind;
                }
                None => literal.push('@'),
            }
        }
    }
    literal.push_str(rest);
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    pieces
}

/// `{kind:name}` at the beginning, and what follows it.
fn placeholder(text: &str) -> Option<(Placeholder, &str)> {
    let (inside, behind) = text.strip_prefix('{')?.split_once('}')?;
    let (kind, name) = inside.split_once(':')?;
    let name = name.to_string();
    let found = match kind {
        "env" => Placeholder::Env(name),
        "output" => Placeholder::Output(name),
        "secret" => Placeholder::Secret(name),
        _ => return None,
    };
    Some((found, behind))
}

impl fmt::Display for TextPart {
    /// As it stands in an artifact: escaped literal or placeholder.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextPart::Literal(text) => f.write_str(&escape_literal(text)),
            TextPart::Env(env) => Placeholder::from(env).fmt(f),
            TextPart::Secret(secret) => Placeholder::from(secret).fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Placeholder, escape_literal, print_pieces, read_pieces};
    use proptest::prelude::*;

    fn piece() -> impl Strategy<Value = Piece> {
        let name = "[A-Za-z0-9_./-]{1,6}";
        prop_oneof![
            // Mostly what means something here.
            "[@{}:a]{0,6}|(@\\{env:A\\}){1,2}|.{0,4}".prop_map(Piece::Literal),
            name.prop_map(|name| Piece::Placeholder(Placeholder::Env(name))),
            name.prop_map(|name| Piece::Placeholder(Placeholder::Output(name))),
            name.prop_map(|name| Piece::Placeholder(Placeholder::Secret(name))),
        ]
    }

    /// Without empty literals, neighbouring ones joined.
    fn joined(pieces: &[Piece]) -> Vec<Piece> {
        let mut all: Vec<Piece> = Vec::new();
        for piece in pieces {
            match (all.last_mut(), piece) {
                (_, Piece::Literal(text)) if text.is_empty() => {}
                (Some(Piece::Literal(last)), Piece::Literal(text)) => last.push_str(text),
                _ => all.push(piece.clone()),
            }
        }
        all
    }

    proptest! {
        #[test]
        fn every_text_comes_back(pieces in proptest::collection::vec(piece(), 0..6)) {
            let pieces = joined(&pieces);
            prop_assert_eq!(read_pieces(&print_pieces(&pieces)), pieces);
        }

        #[test]
        fn a_literal_holds_no_placeholder(text in "[@{}:a]{0,8}|.{0,8}") {
            let read = read_pieces(&escape_literal(&text));
            let wanted = if text.is_empty() { vec![] } else { vec![Piece::Literal(text)] };
            prop_assert_eq!(read, wanted);
        }
    }

    #[test]
    fn a_sign_before_a_placeholder_is_text() {
        let user = Piece::Literal("me@".into());
        let host = Piece::Placeholder(Placeholder::Env("HOST".into()));
        let printed = print_pieces(&[user.clone(), host.clone()]);
        assert_eq!(printed, "me@@@{env:HOST}");
        assert_eq!(read_pieces(&printed), [user, host]);
        assert_eq!(escape_literal("@{env:A} @@{ a@b"), "@@{env:A} @@@@{ a@b");
    }
}
