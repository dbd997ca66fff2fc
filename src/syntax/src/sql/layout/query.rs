//! Clauses, their lists and conditions.

use super::doc::{Doc, Layouter};
use super::tree::Node;
use crate::sql::grammar::Rule;

impl Layouter<'_> {
    /// WITH, the terms of a set operation and what follows them: a line each. The line ends belong to the group around.
    pub(super) fn query(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        let mut at = 0;
        while let Some(kid) = node.kids.get(at) {
            if !docs.is_empty() || node.is(Rule::set_tail) {
                docs.push(Doc::Line);
            }
            docs.push(self.node(kid));
            at += 1;
        }
        Doc::Seq(docs)
    }

    /// `WITH a AS (…), b AS (…)`, each name at the beginning of its line.
    pub(super) fn with(&self, node: &Node) -> Doc {
        Doc::Seq(self.kids(&node.kids))
    }

    pub(super) fn select(&self, node: &Node) -> Doc {
        let items = node.kid(Rule::items).unwrap_or(node.kids.len());
        let (head, rest) = node.kids.split_at(items);
        let mut docs = self.kids(head);
        if let [items, clauses @ ..] = rest {
            docs.push(self.items(items));
            for clause in clauses {
                docs.push(Doc::Line);
                docs.push(self.node(clause));
            }
        }
        Doc::Seq(docs)
    }

    /// The items of SELECT, from the line's end before them.
    fn items(&self, node: &Node) -> Doc {
        let mut docs = vec![Doc::Line];
        docs.extend(self.kids(&node.kids));
        let broken = self.starts_lines(&node.kids);
        // A comment between SELECT and the first item breaks the list as well.
        self.group(node.start.saturating_sub(1), node.end, broken, vec![Doc::Indent(docs)])
    }

    /// One of the elements of a list began a line.
    fn starts_lines(&self, kids: &[Node]) -> bool {
        kids.iter().any(|kid| self.mark(kid) != "," && self.began(kid.start))
    }

    /// A clause of keywords and a list: `GROUP BY a, b`, several elements on lines of their own where they are broken.
    pub(super) fn list(&self, node: &Node) -> Doc {
        let words = node.kids.iter().take_while(|kid| self.is_word(kid)).count();
        let (head, rest) = node.kids.split_at(words);
        let [first, ..] = rest else { return Doc::Seq(self.kids(head)) };
        let mut items = vec![Doc::Line];
        items.extend(self.kids(rest));
        let nested = match rest {
            [only] if only.is(Rule::exprs) => &only.kids,
            _ => rest,
        };
        let mut docs = self.kids(head);
        if let [_] = nested {
            docs.push(Doc::Space);
            docs.extend(self.kids(rest));
            return Doc::Seq(docs);
        }
        let broken = self.starts_lines(nested);
        docs.push(self.group(first.start.saturating_sub(1), node.end, broken, vec![Doc::Indent(items)]));
        Doc::Seq(docs)
    }

    /// A keyword.
    fn is_word(&self, node: &Node) -> bool {
        node.kids.is_empty() && node.rule.is_some_and(|rule| format!("{rule:?}").starts_with("K_"))
    }

    /// `WHERE a AND b`; further conditions begin lines below the word.
    pub(super) fn condition(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        for kid in &node.kids {
            self.gap(kid.start, &mut docs);
            docs.push(if kid.is(Rule::expr) && !node.is(Rule::on) {
                self.expression(kid, true)
            } else if kid.is(Rule::expr) {
                self.expression(kid, false)
            } else {
                self.node(kid)
            });
        }
        Doc::Seq(docs)
    }

    /// `([base] [PARTITION BY …] [ORDER BY …] [frame])`, a part a line where it is broken.
    pub(super) fn window_spec(&self, node: &Node) -> Doc {
        let [open, inner @ .., close] = node.kids.as_slice() else { return Doc::Seq(Vec::new()) };
        self.parts(open, inner, close)
    }

    /// Clauses in brackets.
    pub(super) fn parts(&self, open: &Node, inner: &[Node], close: &Node) -> Doc {
        let mut docs = vec![Doc::Soft];
        for (number, part) in inner.iter().enumerate() {
            if number > 0 {
                docs.push(Doc::Line);
            }
            docs.push(self.node(part));
        }
        let broken = inner.iter().any(|part| self.began(part.start)) || self.began(close.start);
        let docs = vec![Doc::Piece(open.start), Doc::Indent(docs), Doc::Soft, Doc::Piece(close.start)];
        self.group(open.start, close.end, broken, docs)
    }
}
