//! Where a blank stands between two pieces.

use super::pieces::Piece;
use super::tree::holds_bracket;
use crate::sql::grammar::Rule;
use crate::sql::scan::TokenKind;

/// A piece and its innermost rule.
pub(super) type Word<'p> = (&'p Piece<'p>, Option<Rule>);

/// Whether a blank stands between `last` and `next`.
pub(super) fn apart((last, last_rule): Word<'_>, (next, next_rule): Word<'_>) -> bool {
    if last_rule == Some(Rule::sign) {
        return next_rule == Some(Rule::sign);
    }
    if next.text == "." {
        return last.kind == TokenKind::Number;
    }
    match (last.text, next.text) {
        (_, "," | ")" | "]" | ";") | ("(" | "[" | ".", _) => false,
        (_, "(") => !last_rule.is_some_and(holds_bracket),
        (_, "[") | (_, ":") if next_rule.is_none() => false,
        // Outside comparisons these enclose types.
        (_, "<" | "<>") | ("<", _) | (_, ">") if next_rule.is_none() && last_rule != Some(Rule::comparison) => false,
        ("<", _) if last_rule.is_none() => false,
        _ => true,
    }
}
