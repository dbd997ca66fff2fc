//! The canonical layout of a query: a clause a line, keywords in upper case, everything else as it was spelled, every
//! comment kept. What was on several lines stays so (items, conditions, CASE, subqueries); what does not fit
//! [`WIDTH`] columns is broken from the outside in. The words of a query and their order never change.

mod chain;
mod doc;
mod from;
mod lines;
mod pieces;
mod query;
mod render;
mod spacing;
mod tree;

use super::{Place, diagnostics, scan};
use doc::Layouter;
#[cfg(test)]
pub(crate) use pieces::said;
use weir_diagnostics::FileId;

/// How long a line may be.
pub(crate) const WIDTH: usize = 100;

/// How far a level is indented.
const STEP: usize = 2;

/// The lines of a query laid out at `indent`; its first byte stood in `column`. None where the text is not a query.
pub(crate) fn lines(sql: &str, column: usize, indent: usize) -> Option<Vec<String>> {
    checked(sql, layout(sql, column, indent, true)?)
}

/// A query that was written on one line, where that needs no more and is at most `room` columns wide. One that does
/// not follow the grammar stays as it is.
pub(crate) fn one_line(sql: &str, room: usize) -> Option<String> {
    if sql.contains('\n') {
        return None;
    }
    let Some(lines) = layout(sql, 0, 0, false).and_then(|lines| checked(sql, lines)) else {
        return Some(sql.to_string());
    };
    let [only] = lines.as_slice() else { return None };
    let comment = pieces::pieces(only, 0).iter().any(pieces::Piece::ends_line);
    (only.chars().count() <= room && !comment).then(|| only.clone())
}

fn layout(sql: &str, column: usize, indent: usize, broken: bool) -> Option<Vec<String>> {
    let place = Place { file: FileId(0), offset: 0 };
    if !scan::scan(sql, place).problems.is_empty() || diagnostics::not_a_query(sql, place).is_some() {
        return None;
    }
    let pieces = pieces::pieces(sql, column);
    let tree = tree::read(sql, &pieces)?;
    let layouter = Layouter::new(&pieces, &tree);
    let body = layouter.node(&tree.root);
    let doc = if broken { body } else { layouter.group(0, pieces.len(), false, vec![body]) };
    Some(lines::print(render::render(&pieces, &tree, &doc, indent)))
}

/// A net below the layout: lines that do not say the same are not given out, and the query stays as it is.
fn checked(sql: &str, lines: Vec<String>) -> Option<Vec<String>> {
    (pieces::said(sql) == pieces::said(&lines.join("\n"))).then_some(lines)
}
