use crate::{Diagnostic, Diagnostics, Severity, Span};

/// Which warnings are not given where: what `silence = ["name"]` of items says. Every stage's findings pass through it;
/// errors are never silenced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Silences(Vec<Silence>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Silence {
    /// The name of the warning's code.
    warning: String,
    /// `None` is the whole pipeline.
    item: Option<Span>,
}

impl Silences {
    /// No `warning` whose first place lies in `item`.
    pub fn of_item(&mut self, warning: impl Into<String>, item: Span) {
        self.0.push(Silence { warning: warning.into(), item: Some(item) });
    }

    /// No `warning` at all.
    pub fn of_pipeline(&mut self, warning: impl Into<String>) {
        self.0.push(Silence { warning: warning.into(), item: None });
    }

    /// Takes out what is not to be given.
    pub fn apply(&self, diagnostics: &mut Diagnostics) {
        diagnostics.retain(|found| !self.0.iter().any(|silence| silence.covers(found)));
    }
}

impl Silence {
    fn covers(&self, found: &Diagnostic) -> bool {
        found.severity() == Severity::Warning
            && found.code.name == self.warning
            && self.item.is_none_or(|item| found.primary().is_some_and(|at| item.holds(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::Silences;
    use crate::{Code, Diagnostic, Diagnostics, FileId, Severity, Span};

    const fn code(id: &'static str, severity: Severity, name: &'static str) -> Code {
        Code { id, name, severity, title: "", page: "" }
    }

    /// Codes of what is left, with the start of each.
    fn left(silences: &Silences) -> Vec<(&'static str, u32)> {
        let mut found = Diagnostics::default();
        for start in [10, 100] {
            let at = Span::new(FileId(0), start, start + 1);
            found.push(Diagnostic::new(code("W1", Severity::Warning, "a"), at, "", ""));
            found.push(Diagnostic::new(code("W2", Severity::Warning, "b"), at, "", ""));
            found.push(Diagnostic::new(code("E1", Severity::Error, "a"), at, "", ""));
        }
        silences.apply(&mut found);
        found.iter().map(|one| (one.code.id, one.primary().map_or(0, |at| at.start))).collect()
    }

    #[test]
    fn an_item_silences_its_own_warnings_of_that_name_and_no_errors() {
        let mut silences = Silences::default();
        silences.of_item("a", Span::new(FileId(0), 0, 50));
        silences.of_item("a", Span::new(FileId(1), 0, 500));
        assert_eq!(left(&silences), [("W2", 10), ("E1", 10), ("W1", 100), ("W2", 100), ("E1", 100)]);
    }

    #[test]
    fn the_pipeline_silences_them_everywhere() {
        let mut silences = Silences::default();
        silences.of_pipeline("a");
        assert_eq!(left(&silences), [("W2", 10), ("E1", 10), ("W2", 100), ("E1", 100)]);
    }
}
