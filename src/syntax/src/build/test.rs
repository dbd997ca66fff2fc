//! Tests.

use super::{Builder, Parts, unticked};
use crate::ast::{Rows, Test, TestStep, TestStepKind};
use crate::grammar::Rule;
use pest::iterators::Pair;
use weir_diagnostics::Spanned;

impl Builder {
    pub(super) fn test(&mut self, mut parts: Parts<'_>) -> Option<Test> {
        let name = self.string(&parts.next(Rule::string)?);
        let steps = Parts::of(parts.next(Rule::test_block)?).all();
        let steps = steps.map(|step| self.step(step)).collect::<Option<_>>()?;
        Some(Test { name, steps })
    }

    fn step(&mut self, pair: Pair<'_, Rule>) -> Option<TestStep> {
        let span = self.span(&pair);
        let inner = pair.into_inner().next()?;
        let rule = inner.as_rule();
        let mut parts = Parts::of(inner);
        if rule == Rule::expect_error {
            let code = self.string(&parts.next(Rule::string)?);
            return Some(TestStep { span, kind: TestStepKind::ExpectError { code } });
        }
        let relation = self.path(parts.next(Rule::path)?);
        let mut settings = Vec::new();
        while let Some(setting) = parts.next(Rule::setting) {
            settings.push(self.setting(setting)?);
        }
        let rows = match parts.next(Rule::rows) {
            Some(rows) => Some(self.rows(rows)?),
            None => None,
        };
        let kind = match rule {
            Rule::given => TestStepKind::Given { relation, settings, rows: rows? },
            Rule::expect_empty => TestStepKind::ExpectEmpty { relation },
            Rule::expect_contains => TestStepKind::ExpectContains { relation, rows: rows? },
            _ => TestStepKind::Expect { relation, rows: rows? },
        };
        Some(TestStep { span, kind })
    }

    fn rows(&mut self, pair: Pair<'_, Rule>) -> Option<Rows> {
        let mut span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let header = parts.next(Rule::header)?;
        let mut end = self.span(&header).end;
        let columns = Parts::of(header).all();
        let header = columns.map(|column| Spanned::new(unticked(column.as_str()), self.span(&column))).collect();
        let mut rows = Vec::new();
        for row in parts.all() {
            end = self.span(&row).end;
            rows.push(Parts::of(row).all().map(|cell| self.cell(cell)).collect::<Option<_>>()?);
        }
        span.end = end;
        Some(Rows { header, rows, span })
    }
}
