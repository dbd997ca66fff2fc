//! What is said about the text of a query.

use pest::error::{Error, ErrorVariant, InputLocation};
use weir_diagnostics::codes::sql_syntax as codes;
use weir_diagnostics::{Diagnostic, Span, suggest};

use super::ast::TimeUnit;
use super::grammar::Rule;
use super::scan::{Token, TokenKind, Tokens};
use super::{Place, expected, foreign, reserved};

pub(super) fn unterminated(kind: TokenKind, span: Span) -> Diagnostic {
    let (what, closing) = match kind {
        TokenKind::Comment => ("this comment", "*/"),
        TokenKind::Quoted => ("this name", "`"),
        TokenKind::DoubleQuoted => ("this text", "\""),
        TokenKind::Word
        | TokenKind::String
        | TokenKind::Number
        | TokenKind::HintStart
        | TokenKind::Space
        | TokenKind::Symbol => ("this string", "'"),
    };
    let help = match kind {
        TokenKind::Quoted => "close it with a back-tick".to_string(),
        TokenKind::Comment | TokenKind::DoubleQuoted => format!("close it with `{closing}`"),
        TokenKind::Word
        | TokenKind::String
        | TokenKind::Number
        | TokenKind::HintStart
        | TokenKind::Space
        | TokenKind::Symbol => "close it with `'`; a quote inside is written twice: `'it''s'`".to_string(),
    };
    Diagnostic::new(codes::UNTERMINATED, span, format!("{what} does not end"), "begins here").help(help)
}

pub(super) fn double_quoted(words: &str, span: Span) -> Diagnostic {
    let inner = words.trim_matches('"').replace("\"\"", "\"");
    let message = "Flink SQL has no double quotes";
    Diagnostic::new(codes::DOUBLE_QUOTED, span, message, "in double quotes").help(format!(
        "a name stands in back-ticks, ``{}``; a string in single quotes, `'{}'`",
        quote(&inner),
        inner.replace('\'', "''")
    ))
}

pub(super) fn not_equal(span: Span) -> Diagnostic {
    Diagnostic::new(codes::NOT_EQUAL, span, "Flink SQL does not know `!=`", "not an operator").help("write `<>`")
}

pub(super) fn too_deep(span: Span) -> Diagnostic {
    let message = format!("this query nests more than {} levels deep", super::scan::NESTING_LIMIT);
    Diagnostic::new(codes::TOO_DEEP, span, message, "one level too many")
        .help("name a part of it in `WITH`, or make it a transform of its own")
}

pub(super) fn too_large(span: Span) -> Diagnostic {
    Diagnostic::new(codes::TOO_DEEP, span, "this query is longer than a million bytes", "begins here")
        .help("split it into transforms; many constants belong in a topic or a table that is joined")
}

pub(super) fn too_long(span: Span) -> Diagnostic {
    Diagnostic::new(codes::TOO_DEEP, span, "this chain of operators is too long", "more than weir reads")
        .help("a long chain of `OR` is better an `IN (…)`; otherwise split it with parentheses and `WITH`")
}

pub(super) fn misplaced(span: Span, message: &str) -> Diagnostic {
    Diagnostic::new(codes::SYNTAX, span, message, "")
}

pub(super) fn reserved_word(word: &str, span: Span) -> Diagnostic {
    let message = format!("`{word}` is a reserved word of Flink SQL");
    Diagnostic::new(codes::RESERVED_WORD, span, message, "used as a name")
        .help(format!("write it in back-ticks: ``{}``", quote(word)))
}

pub(super) fn alias_before_system_time(span: Span, alias: Option<Span>) -> Diagnostic {
    let message = "the alias stands before `FOR SYSTEM_TIME AS OF`";
    let diagnostic = Diagnostic::new(codes::ALIAS_BEFORE_TIME, span, message, "this clause comes first");
    let diagnostic = match alias {
        Some(alias) => diagnostic.label(alias, "then the alias"),
        None => diagnostic,
    };
    diagnostic.help("write the alias last: `orders FOR SYSTEM_TIME AS OF p.ts AS o`")
}

pub(super) fn unknown_unit(word: &str, span: Span) -> Diagnostic {
    let near = suggest(word, TimeUnit::words()).map(|near| format!("did you mean `{near}`?"));
    Diagnostic::new(codes::BAD_LITERAL, span, format!("`{word}` is not a unit of time"), "").help(
        near.unwrap_or_else(|| "units are `SECOND`, `MINUTE`, `HOUR`, `DAY`, `WEEK`, `MONTH`, `YEAR`".to_string()),
    )
}

pub(super) fn bad_literal(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::new(codes::BAD_LITERAL, span, problem, "")
}

pub(super) fn bad_type(span: Span, problem: &str) -> Diagnostic {
    Diagnostic::new(codes::BAD_TYPE, span, problem, "")
}

/// Statements that are not queries, by their first word.
const STATEMENTS: &[&str] = &[
    "ALTER", "ANALYZE", "BEGIN", "CALL", "CREATE", "DELETE", "DESC", "DESCRIBE", "DROP", "EXECUTE", "EXPLAIN",
    "INSERT", "LOAD", "MERGE", "REPLACE", "RESET", "SET", "SHOW", "STOP", "TRUNCATE", "UNLOAD", "UPDATE", "UPSERT",
    "USE",
];

fn is_statement(word: &str) -> bool {
    STATEMENTS.iter().any(|statement| statement.eq_ignore_ascii_case(word))
}

/// A text that is empty, or begins like another statement.
pub(super) fn not_a_query(text: &str, place: Place) -> Option<Diagnostic> {
    let Some(first) = significant(text, 0) else {
        let span = place.span(0, text.len());
        let diagnostic = Diagnostic::new(codes::NOT_A_QUERY, span, "there is no query here", "");
        return Some(diagnostic.help("a transform holds a query: `SELECT … FROM …`"));
    };
    let word = text.get(first.start..first.end).unwrap_or_default();
    let statement = first.kind == TokenKind::Word && is_statement(word);
    statement.then(|| other_statement(word, place.span(first.start, first.end)))
}

fn other_statement(word: &str, span: Span) -> Diagnostic {
    let word = word.to_ascii_uppercase();
    Diagnostic::new(codes::NOT_A_QUERY, span, format!("`{word}` is not a query"), "a transform holds one query")
        .help("begin with `SELECT` or `WITH`; weir writes the tables and the `INSERT` for it")
}

fn several(span: Span) -> Diagnostic {
    Diagnostic::new(codes::NOT_A_QUERY, span, "a transform holds one query", "a second statement")
        .help("make it a transform of its own")
}

/// The first token from `at` on that is neither white space nor a comment.
fn significant(text: &str, at: usize) -> Option<Token> {
    Tokens::new(text).find(|token| token.end > at && !matches!(token.kind, TokenKind::Space | TokenKind::Comment))
}

/// What pest could not read: the furthest place it came to.
pub(super) fn from_pest(error: &Error<Rule>, text: &str, place: Place) -> Diagnostic {
    let at = match error.location {
        InputLocation::Pos(at) => at,
        InputLocation::Span((at, _)) => at,
    };
    let positives = match &error.variant {
        ErrorVariant::ParsingError { positives, .. } => positives.as_slice(),
        ErrorVariant::CustomError { .. } => &[],
    };
    let wanted = expected::Wanted::of(positives);
    let Some(found) = significant(text, at) else {
        let span = place.span(text.trim_end().len(), text.trim_end().len());
        let message = format!("the query ends where {} should follow", wanted.or("more"));
        return Diagnostic::new(codes::SYNTAX, span, message, "").help_opt(wanted.help(text, at));
    };
    let span = place.span(found.start, found.end);
    let words = text.get(found.start..found.end).unwrap_or_default();
    if let Some(diagnostic) = by_token(&found, words, span, text) {
        return diagnostic;
    }
    let before = expected::last_word(text.get(..found.start).unwrap_or_default());
    if before == ";" {
        return several(span);
    }
    let a_name = (wanted.a_name || wanted.an_expression) && !before.eq_ignore_ascii_case("OVER");
    if found.kind == TokenKind::Word && a_name && expected::is_name_like(words, text, found.end) {
        return reserved_word(words, span);
    }
    let message = match wanted.list() {
        Some(list) => format!("expected {list}, found `{}`", shortened(words)),
        None => format!("`{}` cannot stand here", shortened(words)),
    };
    Diagnostic::new(codes::SYNTAX, span, message, "not expected here").help_opt(wanted.help(text, found.start))
}

/// Words and signs that Flink lacks wherever they stand.
fn by_token(found: &Token, words: &str, span: Span, text: &str) -> Option<Diagnostic> {
    let next = significant(text, found.end).and_then(|next| text.get(next.start..next.end)).unwrap_or_default();
    if found.kind == TokenKind::Word && is_statement(words) && reserved::is_reserved(words) && next != "(" {
        return Some(other_statement(words, span));
    }
    if found.kind == TokenKind::Symbol && words == ";" {
        return (!next.is_empty()).then(|| several(span));
    }
    let (message, help) = foreign::form(found, text)?;
    Some(lacking(&message, help, span))
}

/// A form that Flink does not run.
pub(super) fn lacking(message: &str, help: &str, span: Span) -> Diagnostic {
    Diagnostic::new(codes::UNSUPPORTED, span, message, "").help(help)
}

pub(super) fn unit_argument(word: &str, span: Span) -> Diagnostic {
    let message = format!("the unit `{word}` is no argument of this function");
    lacking(
        &message,
        "units stand in `FLOOR(x TO MONTH)`, `EXTRACT(MONTH FROM x)`, `TIMESTAMPADD(DAY, n, x)` and `TIMESTAMPDIFF(DAY, a, b)`",
        span,
    )
}

/// In back-ticks.
fn quote(name: &str) -> String {
    format!(" `{}` ", name.replace('`', "``"))
}

fn shortened(words: &str) -> String {
    match words.char_indices().nth(40) {
        Some((cut, _)) => format!("{}…", words.get(..cut).unwrap_or_default()),
        None => words.to_string(),
    }
}
