use std::ops::Range;
use weir_diagnostics::Span;
use weir_ir::CelExpression;

/// From bytes of the expression to the place in the pipeline file, where the expression stands in a text with escapes.
pub(crate) struct Places {
    whole: Span,
    /// What precedes byte `n` of the text in the file, or nothing where the file's text can't be told from the value.
    offsets: Option<Vec<u32>>,
}

impl Places {
    pub(crate) fn new(expression: &CelExpression) -> Places {
        let whole = expression.span;
        let length = whole.end.saturating_sub(whole.start) as usize;
        let escaped = |c: char| matches!(c, '"' | '\\' | '\n' | '\t');
        let escapes = expression.text.chars().filter(|c| escaped(*c)).count();
        // The span is of the text with its quotes or without; anything else (a param inside, a line break as it is)
        // leaves no way to count.
        let quote = match length.checked_sub(expression.text.len() + escapes) {
            Some(0) => 0,
            Some(2) => 1,
            Some(_) | None => return Places { whole, offsets: None },
        };
        let mut offsets = Vec::with_capacity(expression.text.len() + 1);
        let mut at = whole.start + quote;
        for c in expression.text.chars() {
            for byte in 0..c.len_utf8() {
                offsets.push(at + u32::try_from(byte).unwrap_or_default());
            }
            at += u32::try_from(c.len_utf8()).unwrap_or_default() + u32::from(escaped(c));
        }
        offsets.push(at);
        Places { whole, offsets: Some(offsets) }
    }

    pub(crate) fn span(&self, at: &Range<usize>) -> Span {
        let place = |n: usize| self.offsets.as_ref().and_then(|offsets| offsets.get(n).copied());
        match (place(at.start), place(at.end)) {
            (Some(start), Some(end)) => Span { file: self.whole.file, start, end },
            _ => self.whole,
        }
    }
}
