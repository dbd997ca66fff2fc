//! A query as pieces with the places where its lines may end, and how each rule of the grammar is broken.

use super::pieces::Piece;
use super::spacing;
use super::tree::{Node, Tree};
use crate::sql::grammar::Rule;

#[derive(Debug)]
pub(super) enum Doc {
    Piece(usize),
    Space,
    /// A line's end, or a blank where the group stands on one line.
    Line,
    /// A line's end, or nothing.
    Soft,
    /// A blank that neighbouring lines may widen, so that what follows stands in a column.
    Cell,
    /// A line's end, or a [`Doc::Cell`].
    LineOrCell,
    Indent(Vec<Doc>),
    /// All of its own line ends are taken, or none is.
    Group {
        broken: bool,
        docs: Vec<Doc>,
    },
    Seq(Vec<Doc>),
}

pub(super) struct Layouter<'t> {
    pub pieces: &'t [Piece<'t>],
    leaf: &'t [Option<Rule>],
    /// For each piece, how many before it need a line's end behind or inside them.
    forced: Vec<usize>,
    /// The same with the piece's own text over several lines.
    long: Vec<usize>,
    /// For each piece, how many up to it begin a line.
    begun: Vec<usize>,
}

impl<'t> Layouter<'t> {
    pub(super) fn new(pieces: &'t [Piece<'t>], tree: &'t Tree) -> Self {
        let count = |test: &dyn Fn(usize) -> bool| {
            let mut sum = 0;
            let sums = (0..pieces.len()).map(|at| {
                sum += usize::from(test(at));
                sum
            });
            std::iter::once(0).chain(sums).collect::<Vec<_>>()
        };
        let at = |at: usize| pieces.get(at);
        let gap = |n: usize| at(n).is_some_and(Piece::ends_line) || at(n + 1).is_some_and(Piece::needs_line);
        Layouter {
            pieces,
            leaf: &tree.leaf,
            forced: count(&gap),
            long: count(&|n| at(n).is_some_and(Piece::is_long)),
            begun: count(&|n| at(n).is_some_and(|piece| piece.line_before)),
        }
    }

    /// A comment or a long string inside takes a line's end.
    pub(super) fn must_break(&self, start: usize, end: usize) -> bool {
        let among = |sums: &[usize], from: usize, to: usize| sums.get(to) > sums.get(from);
        end > start && (among(&self.forced, start, end - 1) || among(&self.long, start, end))
    }

    /// A line of the text as written begins with one of these pieces.
    pub(super) fn was_broken(&self, start: usize, end: usize) -> bool {
        end > start && self.begun.get(end) > self.begun.get(start)
    }

    /// A line of the text as written begins with this piece.
    pub(super) fn began(&self, at: usize) -> bool {
        self.was_broken(at, at + 1)
    }

    pub(super) fn group(&self, start: usize, end: usize, broken: bool, docs: Vec<Doc>) -> Doc {
        let broken = broken || self.must_break(start, end) || docs.iter().any(has_broken);
        Doc::Group { broken, docs }
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |piece| piece.text)
    }

    /// The only piece of a node that is a mark.
    pub(super) fn mark(&self, node: &Node) -> &str {
        if node.rule.is_none() { self.text(node.start) } else { "" }
    }

    fn word(&self, at: usize) -> Option<spacing::Word<'_>> {
        Some((self.pieces.get(at)?, self.leaf.get(at).copied().flatten()))
    }

    /// Whether a blank stands before the piece `at`.
    pub(super) fn apart(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        matches!((before, self.word(at)), (Some(last), Some(next)) if spacing::apart(last, next))
    }

    pub(super) fn node(&self, node: &Node) -> Doc {
        let Some(rule) = node.rule else { return Doc::Piece(node.start) };
        if node.kids.is_empty() && rule != Rule::quantifier {
            return self.row(node);
        }
        self.rule(rule, node)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "pest's `Rule` has a variant for every rule and keyword")]
    fn rule(&self, rule: Rule, node: &Node) -> Doc {
        match rule {
            Rule::query | Rule::set_tail => self.query(node),
            Rule::select => self.select(node),
            Rule::with_ => self.with(node),
            Rule::group_by | Rule::order_by | Rule::partition_by | Rule::window | Rule::values => self.list(node),
            Rule::measures | Rule::subset | Rule::define | Rule::order_arg | Rule::partition_arg => self.list(node),
            Rule::where_ | Rule::having | Rule::qualify | Rule::on => self.condition(node),
            Rule::from => self.from(node),
            Rule::joined => self.joined(node),
            Rule::join => self.join(node),
            Rule::factor => self.factor(node),
            Rule::table_function => self.table_function(node),
            Rule::match_recognize => self.match_recognize(node),
            Rule::window_spec => self.window_spec(node),
            Rule::sequence => self.spaced(node),
            Rule::quantified => Doc::Seq(node.kids.iter().map(|kid| self.node(kid)).collect()),
            Rule::quantifier | Rule::hint_arg => self.glued(node),
            Rule::sample => self.sample(node),
            Rule::hints | Rule::precision | Rule::index | Rule::json_entry => Doc::Seq(self.plain(&node.kids)),
            Rule::expr | Rule::arith => self.expression(node, true),
            Rule::case => self.case(node),
            Rule::when => self.when(node),
            _ => Doc::Seq(self.kids(&node.kids)),
        }
    }

    /// The pieces of a rule without inner rules.
    fn row(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        for at in node.start..node.end {
            if at > node.start && self.apart(at) {
                docs.push(Doc::Space);
            }
            docs.push(Doc::Piece(at));
        }
        Doc::Seq(docs)
    }

    /// A blank, if one belongs before this piece.
    pub(super) fn gap(&self, at: usize, docs: &mut Vec<Doc>) {
        if !docs.is_empty() && self.apart(at) {
            docs.push(Doc::Space);
        }
    }

    /// Nodes in a row; brackets may be broken, and a line may end after a comma.
    pub(super) fn kids(&self, kids: &[Node]) -> Vec<Doc> {
        let mut docs = Vec::new();
        let mut at = 0;
        let mut after_comma = false;
        while let Some(kid) = kids.get(at) {
            if after_comma {
                docs.push(Doc::Line);
            } else if !kid.is(Rule::set_tail) {
                self.gap(kid.start, &mut docs);
            }
            after_comma = self.mark(kid) == ",";
            match self.partner(kids, at) {
                Some(end) => {
                    docs.push(self.brackets(kids.get(at..=end).unwrap_or_default()));
                    at = end;
                }
                None => docs.push(self.node(kid)),
            }
            at += 1;
        }
        docs
    }

    /// Nodes in a row, where no line ends.
    fn plain(&self, kids: &[Node]) -> Vec<Doc> {
        let mut docs = Vec::new();
        for kid in kids {
            self.gap(kid.start, &mut docs);
            docs.push(self.node(kid));
        }
        docs
    }

    fn spaced(&self, node: &Node) -> Doc {
        let mut docs = Vec::new();
        for kid in &node.kids {
            if !docs.is_empty() {
                docs.push(Doc::Space);
            }
            docs.push(self.node(kid));
        }
        Doc::Seq(docs)
    }

    fn glued(&self, node: &Node) -> Doc {
        Doc::Seq((node.start..node.end).map(Doc::Piece).collect())
    }

    /// Where the bracket that the mark at `open` opens is closed, among the same nodes.
    pub(super) fn partner(&self, kids: &[Node], open: usize) -> Option<usize> {
        let close = match self.mark(kids.get(open)?) {
            "(" => ")",
            "[" => "]",
            "<" => ">",
            _ => return None,
        };
        let rest = kids.iter().enumerate().skip(open + 1);
        rest.filter(|(_, kid)| self.mark(kid) == close).map(|(at, _)| at).next()
    }

    /// An opening bracket, what it encloses, and its partner.
    pub(super) fn brackets(&self, kids: &[Node]) -> Doc {
        let [open, inner @ .., close] = kids else { return Doc::Seq(Vec::new()) };
        let end = Doc::Piece(close.start);
        if close.start - open.start <= 2 && !self.must_break(open.start, close.end) {
            return Doc::Seq(vec![Doc::Piece(open.start), Doc::Seq(self.plain(inner)), end]);
        }
        let holds_query = inner.iter().any(|kid| kid.is(Rule::query) || kid.is(Rule::set_tail) || self.has_join(kid));
        let broken = if holds_query { self.was_broken(open.end, close.end) } else { self.began(open.end) };
        let content = match inner {
            [only] if only.is(Rule::expr) => vec![self.expression(only, false)],
            [value, word, ty] if ty.is(Rule::type_) && word.is(Rule::K_AS) => self.cast(value, word, ty),
            _ if self.is_long_list(inner) => self.filled(inner),
            _ => self.kids(inner),
        };
        let mut indented = vec![Doc::Soft];
        indented.extend(content);
        self.group(open.start, close.end, broken, vec![Doc::Piece(open.start), Doc::Indent(indented), Doc::Soft, end])
    }

    /// `value AS type`; the type begins a line of its own where it does not fit behind the value.
    fn cast(&self, value: &Node, word: &Node, ty: &Node) -> Vec<Doc> {
        let broken = self.began(word.start);
        let docs = vec![Doc::Line, self.node(word), Doc::Space, self.node(ty)];
        vec![self.expression(value, false), self.group(word.start.saturating_sub(1), ty.end, broken, docs)]
    }

    fn has_join(&self, node: &Node) -> bool {
        node.is(Rule::joined) && node.kid(Rule::join).is_some()
    }

    /// Many short values: as many a line as fit.
    fn is_long_list(&self, inner: &[Node]) -> bool {
        let list = list_of(inner);
        let values = list.iter().all(|kid| kid.rule.is_none() || kid.is(Rule::expr) && kid.end <= kid.start + 2);
        list.len() > 8 && values
    }

    fn filled(&self, inner: &[Node]) -> Vec<Doc> {
        let mut docs = Vec::new();
        for kid in list_of(inner) {
            if self.mark(kid) != "," && !docs.is_empty() {
                let forced = self.must_break(kid.start - 1, kid.end);
                docs.push(Doc::Group { broken: forced, docs: vec![Doc::Line] });
            }
            docs.push(self.node(kid));
        }
        docs
    }
}

/// The elements of a list and the commas between them.
fn list_of(inner: &[Node]) -> &[Node] {
    match inner {
        [only] if only.is(Rule::exprs) => &only.kids,
        _ => inner,
    }
}

/// Whether a group inside is broken. One that is not has none inside.
fn has_broken(doc: &Doc) -> bool {
    match doc {
        Doc::Group { broken, .. } => *broken,
        Doc::Seq(docs) | Doc::Indent(docs) => docs.iter().any(has_broken),
        Doc::Piece(_) | Doc::Space | Doc::Line | Doc::Soft | Doc::Cell | Doc::LineOrCell => false,
    }
}
