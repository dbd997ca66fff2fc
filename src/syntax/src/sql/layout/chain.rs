//! Operators and CASE.

use super::doc::{Doc, Layouter};
use super::tree::Node;
use crate::sql::grammar::Rule;

/// From the weakest to the strongest operators at which a line may end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    /// Comparisons, LIKE, BETWEEN and the like: no line ends here.
    Compare,
    Add,
    Multiply,
}

impl Level {
    fn next(self) -> Option<Level> {
        match self {
            Level::Or => Some(Level::And),
            Level::And => Some(Level::Compare),
            Level::Compare => Some(Level::Add),
            Level::Add => Some(Level::Multiply),
            Level::Multiply => None,
        }
    }
}

impl Layouter<'_> {
    /// Operands and operators in a row; where they are broken, operators begin the lines, `deeper` than the first.
    pub(super) fn expression(&self, node: &Node, deeper: bool) -> Doc {
        let levels = self.levels(&node.kids);
        self.chain(&node.kids, &levels, Level::Or, deeper)
    }

    /// The level of each node that is an operator. An AND after BETWEEN is a part of that.
    fn levels(&self, kids: &[Node]) -> Vec<Option<Level>> {
        let mut betweens = 0usize;
        let level = |kid: &Node| {
            let level = level_of(kid.rule?);
            let inside = betweens > 0;
            if kid.is(Rule::between) {
                betweens += 1;
                return Some(Level::Compare);
            }
            betweens = betweens.saturating_sub(usize::from(kid.is(Rule::K_AND)));
            level.map(|level| if inside { level.max(Level::Compare) } else { level })
        };
        kids.iter().map(level).collect()
    }

    fn chain(&self, kids: &[Node], levels: &[Option<Level>], level: Level, deeper: bool) -> Doc {
        let at = levels.iter().position(|found| *found == Some(level));
        let (Some(at), Some(next)) = (at, level.next().or(Some(level))) else {
            return match level.next() {
                Some(next) => self.chain(kids, levels, next, deeper),
                None => Doc::Seq(self.kids(kids)),
            };
        };
        let part = |from: usize, to: usize| {
            let (kids, levels) = (kids.get(from..to).unwrap_or_default(), levels.get(from..to).unwrap_or_default());
            if next == level { Doc::Seq(self.kids(kids)) } else { self.chain(kids, levels, next, true) }
        };
        let first_part = part(0, at);
        // Its own operators stand deeper than those that follow.
        let inner = deeper && level != Level::Compare;
        let mut first = vec![if inner { Doc::Indent(vec![first_part]) } else { first_part }];
        let mut rest = Vec::new();
        let mut broken = false;
        let mut operator = at;
        while let Some(node) = kids.get(operator) {
            let from = operator + 1;
            let found = levels.iter().skip(from).position(|found| *found == Some(level));
            let to = found.map_or(kids.len(), |found| from + found);
            if level == Level::Compare {
                self.gap(node.start, &mut first);
                first.push(self.node(node));
                if from < to {
                    first.push(Doc::Space);
                    first.push(part(from, to));
                }
            } else {
                rest.extend([Doc::Line, self.node(node), Doc::Space, part(from, to)]);
                broken |= level <= Level::And && (self.began(node.start) || self.began(node.end));
            }
            operator = to;
        }
        if rest.is_empty() {
            return Doc::Seq(first);
        }
        first.push(if deeper { Doc::Indent(rest) } else { Doc::Seq(rest) });
        let (start, end) = (kids.first().map_or(0, |kid| kid.start), kids.last().map_or(0, |kid| kid.end));
        self.group(start, end, broken, first)
    }

    /// `CASE`, its branches and `END`: a line each where they are broken.
    pub(super) fn case(&self, node: &Node) -> Doc {
        let mut head = Vec::new();
        let mut branches = Vec::new();
        let mut end = Vec::new();
        let mut broken = false;
        for kid in &node.kids {
            if kid.is(Rule::when) || kid.is(Rule::else_) {
                branches.extend([Doc::Line, self.node(kid)]);
                broken |= self.began(kid.start);
            } else if kid.is(Rule::K_END) {
                end.extend([Doc::Line, self.node(kid)]);
                broken |= self.began(kid.start);
            } else {
                self.gap(kid.start, &mut head);
                head.push(self.node(kid));
            }
        }
        head.push(Doc::Indent(branches));
        head.extend(end);
        self.group(node.start, node.end, broken, head)
    }

    /// `WHEN a THEN b`.
    pub(super) fn when(&self, node: &Node) -> Doc {
        let then = node.kid(Rule::K_THEN).unwrap_or(node.kids.len());
        let (head, rest) = node.kids.split_at(then);
        let mut docs = self.kids(head);
        let mut result = vec![Doc::Line];
        result.extend(self.kids(rest));
        docs.push(Doc::Indent(result));
        self.group(node.start, node.end, false, docs)
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "pest's `Rule` has a variant for every rule and keyword")]
fn level_of(rule: Rule) -> Option<Level> {
    match rule {
        Rule::K_OR => Some(Level::Or),
        Rule::K_AND => Some(Level::And),
        Rule::comparison | Rule::is_distinct | Rule::like | Rule::K_ESCAPE | Rule::K_OVERLAPS => Some(Level::Compare),
        Rule::is_test | Rule::in_ | Rule::quantified_comparison | Rule::format_json => Some(Level::Compare),
        Rule::additive => Some(Level::Add),
        Rule::multiplicative => Some(Level::Multiply),
        _ => None,
    }
}
