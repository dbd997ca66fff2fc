//! The cells of a test's table.

use super::{Builder, unquoted};
use crate::ast::{Cell, CellKind};
use crate::grammar::Rule;
use pest::iterators::Pair;

impl Builder {
    pub(super) fn cell(&mut self, pair: Pair<'_, Rule>) -> Option<Cell> {
        let span = self.span(&pair);
        let inner = pair.into_inner().next()?;
        let text = inner.as_str();
        let kind = match inner.as_rule() {
            Rule::cell_null => CellKind::Null,
            Rule::cell_bool => CellKind::Boolean(text == "true"),
            Rule::sql_string => CellKind::Text(unquoted(text)),
            Rule::cell_bytes => CellKind::Bytes(bytes(text).unwrap_or_else(|| {
                self.diagnostics.push(crate::diagnostics::bad_bytes(span));
                Vec::new()
            })),
            Rule::cell_array => CellKind::Array(self.cells(inner)?),
            Rule::cell_row => CellKind::Row(self.cells(inner)?),
            Rule::cell_map => CellKind::Map(inner.into_inner().map(|entry| self.entry(entry)).collect::<Option<_>>()?),
            _ => CellKind::Number(text.to_string()),
        };
        Some(Cell { span, kind })
    }

    fn cells(&mut self, pair: Pair<'_, Rule>) -> Option<Vec<Cell>> {
        pair.into_inner().map(|cell| self.cell(cell)).collect()
    }

    fn entry(&mut self, pair: Pair<'_, Rule>) -> Option<(Cell, Cell)> {
        let mut cells = pair.into_inner();
        Some((self.cell(cells.next()?)?, self.cell(cells.next()?)?))
    }
}

/// `x'01ff'`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    let digits = text.strip_prefix("x'")?.strip_suffix('\'')?;
    let nibbles: Vec<u32> = digits.chars().map(|digit| digit.to_digit(16)).collect::<Option<_>>()?;
    let pairs = nibbles.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    pairs.map(|pair| u8::try_from(pair.iter().fold(0, |byte, nibble| byte * 16 + nibble)).ok()).collect()
}
