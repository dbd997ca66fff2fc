//! The way out of known mistakes.

use crate::grammar::Rule;
use crate::lex::{self, Token, TokenKind};

/// A place where a part of an item breaks.
pub(crate) struct Place<'a> {
    pub text: &'a str,
    /// Where the part begins.
    pub start: usize,
    /// What stands there; nothing at the end of the part.
    pub found: Option<&'a Token>,
    pub expected: &'a [Rule],
}

/// What to do about it; `None` where the message says all there is.
pub(crate) fn help(place: &Place<'_>) -> Option<String> {
    let found = place.found.map_or("", |token| token.text(place.text));
    comment(place)
        .or_else(|| punctuation(place, found))
        .or_else(|| cell(place, found))
        .or_else(|| quotes(place, found))
        .or_else(|| equals(place, found))
        .or_else(|| null_or_attribute(place, found))
        .or_else(|| shape(place))
}

fn comment(place: &Place<'_>) -> Option<String> {
    let rest = place.text.get(place.found?.start()..)?;
    let foreign = ["//", "--", "/*"].into_iter().find(|mark| rest.starts_with(mark))?;
    Some(format!("outside SQL a comment begins with `#`, not with `{foreign}`"))
}

fn punctuation(place: &Place<'_>, found: &str) -> Option<String> {
    let expects = |rule: &Rule| place.expected.contains(rule);
    match found {
        ";" => Some("remove it: nothing in a pipeline file ends in a semicolon".to_string()),
        "," if expects(&Rule::field) || expects(&Rule::attribute) => {
            Some("remove the comma: every field stands on a line of its own".to_string())
        }
        "," if expects(&Rule::setting) => Some("remove the comma: settings are not separated by commas".to_string()),
        "=" if expects(&Rule::type_expr) => None,
        _ => None,
    }
}

fn cell(place: &Place<'_>, found: &str) -> Option<String> {
    if !place.expected.contains(&Rule::cell) {
        return None;
    }
    let lower = found.to_lowercase();
    match place.found?.kind {
        TokenKind::Word if ["null", "true", "false"].contains(&lower.as_str()) => Some(format!("write `{lower}`")),
        TokenKind::Word => Some(format!("text stands in single quotes: `'{found}'`")),
        TokenKind::String => Some(format!("text in a table stands in single quotes: `'{}'`", found.trim_matches('"'))),
        TokenKind::Mark(b'|') => Some("an empty cell is `null` or `''`".to_string()),
        TokenKind::Ticked
        | TokenKind::Number
        | TokenKind::SqlString
        | TokenKind::OpenQuote
        | TokenKind::Mark(_)
        | TokenKind::Stray
        | TokenKind::Comment
        | TokenKind::Sql
        | TokenKind::Row => None,
    }
}

fn quotes(place: &Place<'_>, found: &str) -> Option<String> {
    let expects = |rule: &Rule| place.expected.contains(rule);
    match place.found?.kind {
        TokenKind::SqlString if expects(&Rule::string) && !expects(&Rule::sql_string) => {
            Some(format!("write `\"{}\"`", found.trim_matches('\'')))
        }
        TokenKind::String if expects(&Rule::sql_string) => Some(format!("write `'{}'`", found.trim_matches('"'))),
        TokenKind::Word if expects(&Rule::string) && !expects(&Rule::value) => Some(format!("write `\"{found}\"`")),
        TokenKind::Word
        | TokenKind::Ticked
        | TokenKind::Number
        | TokenKind::String
        | TokenKind::SqlString
        | TokenKind::OpenQuote
        | TokenKind::Mark(_)
        | TokenKind::Stray
        | TokenKind::Comment
        | TokenKind::Sql
        | TokenKind::Row => None,
    }
}

/// A setting without its equals sign.
fn equals(place: &Place<'_>, found: &str) -> Option<String> {
    if !place.expected.contains(&Rule::equals) {
        return None;
    }
    let token = place.found?;
    let name = before(place)?.text(place.text);
    match token.kind {
        TokenKind::Mark(b':') => {
            Some(format!("write `{name} = …`; a colon only stands before a kind, as in `sink lake: iceberg`"))
        }
        TokenKind::String | TokenKind::Number => Some(format!("write `{name} = {found}`")),
        TokenKind::Word
        | TokenKind::Ticked
        | TokenKind::SqlString
        | TokenKind::OpenQuote
        | TokenKind::Mark(_)
        | TokenKind::Stray
        | TokenKind::Comment
        | TokenKind::Sql
        | TokenKind::Row => None,
    }
}

/// `not null`, `primary key` and the like behind a type.
fn null_or_attribute(place: &Place<'_>, found: &str) -> Option<String> {
    let field = [Rule::type_expr, Rule::attribute, Rule::field].iter().any(|rule| place.expected.contains(rule));
    let words = [found, before(place).map_or("", |token| token.text(place.text))];
    words.into_iter().filter(|_| field).find_map(after_type)
}

/// Help for a word of other languages that stands behind a type.
pub(crate) fn after_type(word: &str) -> Option<String> {
    match word.to_lowercase().as_str() {
        "not" => Some("remove `not null`: a type is not null unless it ends in `?`".to_string()),
        "null" | "nullable" | "optional" => Some("end the type in `?` for a column that may be null".to_string()),
        "primary" | "key" => Some("write `@key`: attributes begin with `@`".to_string()),
        known @ ("unique" | "default" | "references" | "event_time" | "pii" | "pci" | "phi" | "public" | "subject") => {
            Some(format!("write `@{known}`: attributes begin with `@`"))
        }
        _ => None,
    }
}

/// How the item, or the line of one, is written.
fn shape(place: &Place<'_>) -> Option<String> {
    let mut first = lex::token(place.text, place.start)?;
    if first.kind == TokenKind::String {
        first = lex::token(place.text, first.end())?;
    }
    let written = match first.text(place.text) {
        "pipeline" => "pipeline NAME { owner = \"team\" }",
        "param" => "param NAME = \"value\"",
        "include" => "include \"path/to/file.weir\"",
        "naming" => "naming { topic = \"{item}\" }",
        "source" => "source NAME: postgres { … table NAME { … } }",
        "table" => "table NAME { field type … }",
        "topic" => "topic NAME { field type … }",
        "mask" => "mask source.table.column with redact(\"****\")",
        "kek" => "kek NAME: aws_kms",
        "encrypt" => "encrypt topic.field with KEK",
        "rule" => "rule NAME on TOPIC { check = \"…\" otherwise = dead_letter(TOPIC) }",
        "transform" => "transform NAME { SELECT … }",
        "sink" => "sink NAME: snowflake { from = [RELATION] }",
        "service" => "service NAME: feeder { writes = SOURCE }",
        "expose" => "expose RELATION as PRODUCT { version = 1 }",
        "use" => "use PIPELINE.PRODUCT` or `use PIPELINE.PRODUCT { version = 1 }",
        "classification" => "classification NAME { implies = pii }",
        "policy" => "policy { deny pii to SINK }",
        "deny" => "deny CLASS [value|influence|existence] to WHERE",
        "permit" => "permit CLASS to WHERE` or `permit aggregate CLASS to WHERE having subjects >= 10",
        "require" => "require encrypt for CLASS in WHERE` or `require classification on SOURCE",
        "allow" => "allow CLASS COLUMN to WHERE because \"reason\" by \"who\" until 2027-06-30",
        "environment" => "environment NAME: embedded { … }` or `environment NAME from OTHER { … }",
        "bind" => "bind NAME: KIND { … }",
        "set" => "set PARAM = \"value\"",
        "test" => "test \"what must hold\" { given … expect … }",
        "given" => "given RELATION`, then a header line and a line a row between bars: `| a | b |",
        "expect" => "expect RELATION` and a table, `expect RELATION empty` or `expect error \"weir::E…\"",
        _ => return None,
    };
    Some(format!("write `{written}`"))
}

/// The token before the place, within the part.
fn before(place: &Place<'_>) -> Option<Token> {
    let end = place.found.map_or(place.text.len(), Token::start);
    let (mut at, mut last) = (place.start, None);
    while let Some(token) = lex::token(place.text, at).filter(|token| token.start() < end) {
        at = token.end();
        last = Some(token);
    }
    last
}
