//! Tables and joins.

use super::doc::{Doc, Layouter};
use super::tree::Node;
use crate::sql::grammar::Rule;

impl Layouter<'_> {
    /// `FROM a, b`; joins begin lines of their own.
    pub(super) fn from(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        let mut tables = Vec::new();
        for kid in &node.kids {
            if docs.is_empty() {
                docs.push(self.node(kid));
                docs.push(Doc::Space);
            } else if self.mark(kid) == "," {
                let broken = self.began(kid.end) || self.must_break(kid.start, kid.end + 1);
                tables.push(self.node(kid));
                tables.push(Doc::Indent(vec![Doc::Group { broken, docs: vec![Doc::Line] }]));
            } else {
                tables.push(self.node(kid));
            }
        }
        docs.extend(tables);
        Doc::Seq(docs)
    }

    pub(super) fn joined(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        for kid in &node.kids {
            if !docs.is_empty() {
                docs.push(Doc::Line);
            }
            docs.push(self.node(kid));
        }
        Doc::Seq(docs)
    }

    /// `LEFT JOIN t ON …`; the condition begins a line of its own where it did or where it does not fit.
    pub(super) fn join(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        let factor = node.kids.iter().find(|kid| kid.is(Rule::factor));
        let in_columns = factor.is_some_and(|factor| factor.kid(Rule::system_time).is_some());
        for kid in &node.kids {
            if kid.is(Rule::on) || kid.is(Rule::using) {
                let forced = self.began(kid.start) || self.must_break(kid.start - 1, kid.start + 1);
                let end = if in_columns { Doc::LineOrCell } else { Doc::Line };
                let line = Doc::Group { broken: forced, docs: vec![end] };
                docs.push(Doc::Indent(vec![line, self.node(kid)]));
            } else {
                self.gap(kid.start, &mut docs);
                docs.push(self.node(kid));
            }
        }
        Doc::Seq(docs)
    }

    /// A table with its time, pattern and alias; those of a temporal join stand in columns.
    pub(super) fn factor(&self, node: &Node) -> Doc {
        let in_columns = node.kid(Rule::system_time).is_some();
        let mut docs = Vec::new();
        for kid in &node.kids {
            let column = in_columns && (kid.is(Rule::system_time) || kid.is(Rule::alias));
            if column && !docs.is_empty() {
                docs.push(Doc::Cell);
            } else {
                self.gap(kid.start, &mut docs);
            }
            docs.push(self.node(kid));
        }
        Doc::Seq(docs)
    }

    /// `TABLE(TUMBLE(…))`: the outer brackets hug the call.
    pub(super) fn table_function(&self, node: &Node) -> Doc {
        Doc::Seq(node.kids.iter().map(|kid| self.node(kid)).collect())
    }

    /// `TABLESAMPLE BERNOULLI (10)`: what looks like a call is none.
    pub(super) fn sample(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        for kid in &node.kids {
            if self.mark(kid) == "(" {
                docs.push(Doc::Space);
            } else {
                self.gap(kid.start, &mut docs);
            }
            docs.push(self.node(kid));
        }
        Doc::Seq(docs)
    }

    /// `MATCH_RECOGNIZE (…)`, a clause a line.
    pub(super) fn match_recognize(&self, node: &Node) -> Doc {
        let [word, open, inner @ .., close] = node.kids.as_slice() else { return Doc::Seq(Vec::new()) };
        Doc::Seq(vec![self.node(word), Doc::Space, self.parts(open, inner, close)])
    }
}
