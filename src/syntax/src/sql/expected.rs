//! What could have stood where reading stopped, in words of SQL.
#![expect(clippy::wildcard_enum_match_arm, reason = "pest's `Rule` has a variant for every rule and keyword")]

use super::grammar::Rule;
use super::scan::{Token, TokenKind, Tokens};

/// Words that people use as names, although the grammar needs them.
const NAME_LIKE: &[&str] = &[
    "ALL",
    "ANY",
    "ARRAY",
    "AT",
    "BOTH",
    "DEFAULT",
    "DEFINE",
    "END",
    "ESCAPE",
    "FILTER",
    "INTERVAL",
    "LEADING",
    "MEASURES",
    "MEMBER",
    "OFFSET",
    "PARTITION",
    "PATTERN",
    "POSITION",
    "RANGE",
    "ROW",
    "ROWS",
    "SET",
    "SOME",
    "SUBSET",
    "TABLE",
    "TO",
    "TRAILING",
    "UNKNOWN",
    "VALUE",
    "VALUES",
    "WINDOW",
    "WITHIN",
];

/// Is a word of the grammar meant as a name here? `end` is where it ends in `text`.
pub(super) fn is_name_like(word: &str, text: &str, end: usize) -> bool {
    let upper = word.to_ascii_uppercase();
    if upper == "ORDER" || upper == "GROUP" {
        let next = Tokens::new(text.get(end..).unwrap_or_default()).find(significant);
        let by = next.and_then(|token| text.get(end + token.start..end + token.end));
        return !by.is_some_and(|word| word.eq_ignore_ascii_case("BY"));
    }
    NAME_LIKE.contains(&upper.as_str())
}

fn significant(token: &Token) -> bool {
    !matches!(token.kind, TokenKind::Space | TokenKind::Comment)
}

/// What pest had tried at the furthest place.
pub(super) struct Wanted {
    things: Vec<&'static str>,
    words: Vec<String>,
    /// A name could stand here.
    pub(super) a_name: bool,
    pub(super) an_expression: bool,
}

impl Wanted {
    pub(super) fn of(rules: &[Rule]) -> Wanted {
        let mut wanted = Wanted { things: Vec::new(), words: Vec::new(), a_name: false, an_expression: false };
        for rule in rules {
            wanted.add(*rule);
        }
        if wanted.words.iter().any(|word| word == "`SELECT`") {
            wanted.thing("a query");
            wanted.words.clear();
        }
        wanted.words.sort();
        wanted.words.dedup();
        wanted
    }

    fn add(&mut self, rule: Rule) {
        let thing = match rule {
            Rule::ident | Rule::any_ident | Rule::path | Rule::alias => {
                self.a_name = true;
                "a name"
            }
            Rule::expr
            | Rule::exprs
            | Rule::arith
            | Rule::named
            | Rule::paren
            | Rule::text
            | Rule::special_head
            | Rule::sign
            | Rule::items
            | Rule::item
            | Rule::order_item
            | Rule::group_item
            | Rule::arg => {
                self.an_expression = true;
                self.a_name = true;
                "an expression"
            }
            Rule::query | Rule::select | Rule::values | Rule::query_paren => "a query",
            Rule::joined | Rule::factor | Rule::table_name | Rule::table_paren | Rule::table_function => {
                self.a_name = true;
                "a table"
            }
            Rule::string => "a string",
            Rule::number | Rule::digits => "a number",
            Rule::type_ | Rule::simple_type => "a type",
            Rule::unit | Rule::interval_qualifier => "a unit of time",
            Rule::columns => "names in parentheses",
            Rule::call | Rule::call_tail => "the arguments in parentheses",
            Rule::window_spec => "a window in parentheses",
            other => {
                self.keyword(other);
                return;
            }
        };
        self.thing(thing);
    }

    fn thing(&mut self, thing: &'static str) {
        if !self.things.contains(&thing) {
            self.things.push(thing);
        }
    }

    fn keyword(&mut self, rule: Rule) {
        let name = format!("{rule:?}");
        if let Some(word) = name.strip_prefix("K_") {
            self.words.push(format!("`{word}`"));
        }
    }

    /// `a name`, `` `BY` ``, `` `ASC` or `DESC` ``; none where too much could follow to be of help.
    pub(super) fn list(&self) -> Option<String> {
        if self.an_expression {
            return Some("an expression".to_string());
        }
        let things = self.things.iter().map(ToString::to_string);
        let all: Vec<String> = things.chain(self.words.iter().cloned()).collect();
        match all.as_slice() {
            [] => None,
            [only] => Some(only.clone()),
            [some @ .., last] if all.len() <= 4 => Some(format!("{} or {last}", some.join(", "))),
            _ => None,
        }
    }

    pub(super) fn or(&self, otherwise: &str) -> String {
        self.list().unwrap_or_else(|| otherwise.to_string())
    }

    /// A way out, by what stands before the place.
    pub(super) fn help(&self, text: &str, at: usize) -> Option<String> {
        let before = text.get(..at).unwrap_or_default();
        let last = last_word(before);
        if last == "," && self.an_expression {
            return Some("remove the comma before it, or write what should follow the comma".to_string());
        }
        let upper = last.to_ascii_uppercase();
        if !matches!(upper.as_str(), "ORDER" | "GROUP" | "OVER") && is_name_like(last, text, before.trim_end().len()) {
            return Some(format!("if `{last}` is a name, write it in back-ticks: it is a reserved word"));
        }
        match Opened::of(before).innermost() {
            Some("CASE") => Some("a `CASE` is open here; it ends with `END`".to_string()),
            Some(function) if form(function).is_some() => form(function).map(|form| format!("the form is `{form}`")),
            Some(_) if !self.an_expression => {
                Some("a parenthesis is open here; perhaps a `)` or a `,` is missing".to_string())
            }
            _ => None,
        }
    }
}

/// The function whose parenthesis is open at the end of a text.
pub(super) fn open_function(text: &str) -> Option<&str> {
    Opened::of(text).innermost().filter(|name| !name.is_empty())
}

/// The last token of a text that is neither white space nor a comment.
pub(super) fn last_word(text: &str) -> &str {
    let last = Tokens::new(text).filter(significant).last();
    last.and_then(|token| text.get(token.start..token.end)).unwrap_or_default()
}

/// How a call that is not just a list of arguments is written.
fn form(function: &str) -> Option<&'static str> {
    FORMS.iter().find(|(name, _)| name.eq_ignore_ascii_case(function)).map(|(_, form)| *form)
}

static FORMS: &[(&str, &str)] = &[
    ("CAST", "CAST(value AS type)"),
    ("TRY_CAST", "TRY_CAST(value AS type)"),
    ("EXTRACT", "EXTRACT(unit FROM time)"),
    ("POSITION", "POSITION(needle IN text)"),
    ("OVERLAY", "OVERLAY(text PLACING replacement FROM start FOR length)"),
    ("SUBSTRING", "SUBSTRING(text FROM start FOR length)"),
    ("TRIM", "TRIM(BOTH characters FROM text)"),
    ("JSON_VALUE", "JSON_VALUE(text, path RETURNING type)"),
    ("JSON_QUERY", "JSON_QUERY(text, path)"),
    ("JSON_EXISTS", "JSON_EXISTS(text, path)"),
    ("JSON_OBJECT", "JSON_OBJECT(KEY 'k' VALUE v)"),
    ("JSON_OBJECTAGG", "JSON_OBJECTAGG(KEY k VALUE v)"),
    ("TUMBLE", "TUMBLE(TABLE t, DESCRIPTOR(time), INTERVAL '5' SECOND)"),
    ("HOP", "HOP(TABLE t, DESCRIPTOR(time), slide, size)"),
    ("CUMULATE", "CUMULATE(TABLE t, DESCRIPTOR(time), step, size)"),
    ("SESSION", "SESSION(TABLE t PARTITION BY key, DESCRIPTOR(time), gap)"),
];

/// What is open at the end of a text: `CASE`, the function before a parenthesis, or nothing for a bare bracket.
struct Opened<'t>(Vec<&'t str>);

impl<'t> Opened<'t> {
    fn of(text: &'t str) -> Self {
        let mut open = Vec::new();
        let mut before = "";
        for token in Tokens::new(text).filter(significant) {
            let words = text.get(token.start..token.end).unwrap_or_default();
            match (token.kind, words) {
                (TokenKind::Symbol, "(") => open.push(before),
                (TokenKind::Symbol, "[") => open.push(""),
                (TokenKind::Symbol, ")" | "]") => drop(open.pop()),
                (TokenKind::Word, word) if word.eq_ignore_ascii_case("CASE") => open.push("CASE"),
                (TokenKind::Word, word) if word.eq_ignore_ascii_case("END") => drop(open.pop()),
                _ => {}
            }
            before = words;
        }
        Opened(open)
    }

    fn innermost(&self) -> Option<&'t str> {
        self.0.last().copied()
    }
}
