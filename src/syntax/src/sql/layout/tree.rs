//! Which rule of the grammar each piece of a query belongs to.

use super::pieces::Piece;
use crate::sql::grammar::{Rule, SqlGrammar};
use pest::Parser;
use pest::iterators::Pair;

/// A rule and the pieces `start..end` that it covers, or a single mark without a rule.
#[derive(Debug)]
pub(super) struct Node {
    pub rule: Option<Rule>,
    pub start: usize,
    pub end: usize,
    pub kids: Vec<Node>,
}

impl Node {
    pub(super) fn is(&self, rule: Rule) -> bool {
        self.rule == Some(rule)
    }

    pub(super) fn kid(&self, rule: Rule) -> Option<usize> {
        self.kids.iter().position(|kid| kid.is(rule))
    }
}

#[derive(Debug)]
pub(super) struct Tree {
    pub root: Node,
    /// The innermost rule of each piece.
    pub leaf: Vec<Option<Rule>>,
    /// Whether each piece is written in upper case.
    pub upper: Vec<bool>,
}

/// None where the text does not follow the grammar.
pub(super) fn read(sql: &str, pieces: &[Piece<'_>]) -> Option<Tree> {
    let pair = SqlGrammar::parse(Rule::statement, sql).ok()?.next()?;
    let mut reader = Reader { pieces, at: 0, leaf: vec![None; pieces.len()], upper: vec![false; pieces.len()] };
    let kids = reader.kids(pair);
    // The end of the text has comments only.
    let root = Node { rule: Some(Rule::statement), start: 0, end: pieces.len(), kids };
    Some(Tree { root, leaf: reader.leaf, upper: reader.upper })
}

struct Reader<'t> {
    pieces: &'t [Piece<'t>],
    at: usize,
    leaf: Vec<Option<Rule>>,
    upper: Vec<bool>,
}

impl Reader<'_> {
    fn node(&mut self, pair: Pair<'_, Rule>) -> Node {
        let (rule, start, end) = (pair.as_rule(), self.at, pair.as_span().end());
        let kids = self.kids(pair);
        if kids.is_empty() {
            self.marks(end, Some(rule), &mut Vec::new());
        }
        let node = Node { rule: Some(rule), start, end: self.at, kids };
        if rule == Rule::simple_type {
            self.type_name(&node);
        }
        node
    }

    /// The rules in `pair` and the marks between them; nothing for a rule without inner rules.
    fn kids(&mut self, pair: Pair<'_, Rule>) -> Vec<Node> {
        let (rule, end) = (pair.as_rule(), pair.as_span().end());
        let mut kids = Vec::new();
        for inner in pair.into_inner() {
            self.marks(inner.as_span().start(), None, &mut kids);
            if inner.as_rule() != Rule::EOI {
                kids.push(self.node(inner));
            }
        }
        if !kids.is_empty() || matches!(rule, Rule::hint_arg) {
            self.marks(end, None, &mut kids);
        }
        kids
    }

    /// Takes the pieces that begin before `end`.
    fn marks(&mut self, end: usize, rule: Option<Rule>, into: &mut Vec<Node>) {
        while let Some(piece) = self.pieces.get(self.at).filter(|piece| piece.start < end) {
            if let Some(leaf) = self.leaf.get_mut(self.at) {
                *leaf = rule;
            }
            if let Some(upper) = self.upper.get_mut(self.at) {
                *upper = rule.is_some_and(is_keyword) && piece.text.is_ascii();
            }
            into.push(Node { rule: None, start: self.at, end: self.at + 1, kids: Vec::new() });
            self.at += 1;
        }
    }

    /// Flink's own types are keywords, others are names.
    fn type_name(&mut self, node: &Node) {
        let names = node.kids.iter().filter(|kid| kid.is(Rule::path));
        for at in names.filter(|name| name.end == name.start + 1).map(|name| name.start) {
            let known = self.pieces.get(at).is_some_and(|piece| is_type(piece.text));
            if let Some(upper) = self.upper.get_mut(at) {
                *upper = known;
            }
        }
    }
}

/// Words that the grammar itself knows. Functions that it has rules for are spelled like every function: as written.
fn is_keyword(rule: Rule) -> bool {
    rule == Rule::unit || format!("{rule:?}").starts_with("K_") && !is_function(rule)
}

fn is_function(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::K_EXTRACT
            | Rule::K_FLOOR
            | Rule::K_CEIL
            | Rule::K_CEILING
            | Rule::K_TRIM
            | Rule::K_SUBSTRING
            | Rule::K_POSITION
            | Rule::K_OVERLAY
            | Rule::K_JSON_EXISTS
            | Rule::K_JSON_VALUE
            | Rule::K_JSON_QUERY
            | Rule::K_JSON_OBJECT
            | Rule::K_JSON_OBJECTAGG
            | Rule::K_JSON_ARRAY
            | Rule::K_JSON_ARRAYAGG
    )
}

/// Is a bracket that follows a word of this rule written without a blank, as that of a call?
#[expect(clippy::wildcard_enum_match_arm, reason = "pest's `Rule` has a variant for every rule and keyword")]
pub(super) fn holds_bracket(rule: Rule) -> bool {
    match rule {
        Rule::ident | Rule::any_ident | Rule::unit | Rule::keyword_function => true,
        Rule::K_CAST | Rule::K_TRY_CAST | Rule::K_ROW | Rule::K_ARRAY | Rule::K_MAP | Rule::K_MULTISET => true,
        Rule::K_RAW | Rule::K_UNNEST | Rule::K_DESCRIPTOR | Rule::K_PERMUTE => true,
        Rule::K_PRECISION | Rule::K_VARYING => true,
        _ => is_function(rule),
    }
}

fn is_type(word: &str) -> bool {
    const TYPES: [&str; 29] = [
        "BIGINT",
        "BINARY",
        "BITMAP",
        "BOOLEAN",
        "BYTES",
        "CHAR",
        "CHARACTER",
        "DATE",
        "DEC",
        "DECIMAL",
        "DOUBLE",
        "FLOAT",
        "INT",
        "INTEGER",
        "NUMERIC",
        "REAL",
        "SMALLINT",
        "STRING",
        "TIME",
        "TIMESTAMP",
        "TIMESTAMP_LTZ",
        "TINYINT",
        "VARBINARY",
        "VARCHAR",
        "VARIANT",
        "ROW",
        "MAP",
        "ARRAY",
        "MULTISET",
    ];
    TYPES.iter().any(|name| name.eq_ignore_ascii_case(word))
}
