//! The pattern itself: what Flink runs is a sequence of variables (Flink 2.x, seen by its planner).

use super::Resolver;
use crate::query::diagnostics::pattern as say;
use weir_diagnostics::{Span, suggest};
use weir_ir::sql::{MatchSkip, Name, PatternVariable};
use weir_syntax::sql::ast;

/// A variable as written, with the place of its quantifier.
struct Step {
    variable: PatternVariable,
    span: Span,
}

impl Resolver<'_> {
    /// The variables in order; wrong ones are reported.
    pub(super) fn pattern(&mut self, pattern: &ast::Pattern) -> Vec<PatternVariable> {
        let mut steps = Vec::new();
        self.steps(pattern, &mut steps);
        for (n, step) in steps.iter().enumerate() {
            let previous = n.checked_sub(1).and_then(|n| steps.get(n));
            if let Some(previous) = previous
                && greedy(&previous.variable)
                && optional(&step.variable)
            {
                self.report(say::optional_after_greedy(step.span, &previous.variable.name.value, previous.span));
            }
        }
        match steps.last() {
            Some(last) if steps.iter().all(|step| step.variable.min == 0) => self.report(say::empty_match(last.span)),
            Some(last) if greedy(&last.variable) => {
                self.report(say::greedy_last(last.span, &last.variable.name.value));
            }
            Some(_) | None => {}
        }
        steps.into_iter().map(|step| step.variable).collect()
    }

    fn steps(&mut self, pattern: &ast::Pattern, steps: &mut Vec<Step>) {
        match &pattern.kind {
            ast::PatternKind::Symbol(name) => self.step(name, None, pattern.span, steps),
            ast::PatternKind::Group(inner) => self.steps(inner, steps),
            ast::PatternKind::Concat(parts) => parts.iter().for_each(|part| self.steps(part, steps)),
            ast::PatternKind::Quantified { pattern: inner, quantifier } => match lone(inner) {
                Some(name) => self.step(name, Some(quantifier), pattern.span, steps),
                None => {
                    let help = "repeat one variable, and let its condition look back: `LAST(A.price, 1)`";
                    self.report(say::shape(pattern.span, "Flink can't repeat a group", "a group", help));
                    self.steps(inner, steps);
                }
            },
            ast::PatternKind::Alternate(parts) => {
                let help = "let one variable stand for either: `DEFINE A AS a condition OR another`";
                self.report(say::shape(pattern.span, "Flink can't choose between patterns", "`|`", help));
                parts.iter().for_each(|part| self.steps(part, steps));
            }
            ast::PatternKind::Permute(parts) => {
                let help = "write a transform for each order, and join them by UNION ALL";
                self.report(say::shape(pattern.span, "Flink does not run PERMUTE", "any order", help));
                parts.iter().for_each(|part| self.steps(part, steps));
            }
            ast::PatternKind::Exclude(inner) => {
                let help = "leave the marks out: only what MEASURES names is in the result";
                self.report(say::shape(pattern.span, "Flink does not run `{- -}`", "left out of the rows", help));
                self.steps(inner, steps);
            }
        }
    }

    fn step(&mut self, name: &Name, times: Option<&ast::PatternQuantifier>, span: Span, steps: &mut Vec<Step>) {
        if let Some(first) = steps.iter().find(|step| step.variable.name.value == name.value) {
            self.report(say::variable_twice((&name.value, name.span), first.variable.name.span, "PATTERN"));
        }
        let (min, max, reluctant) = times.map_or((1, Some(1), false), |times| (times.min, times.max, times.reluctant));
        if let Some(times) = times {
            self.bounds(times);
        }
        let name = name.clone();
        steps.push(Step { variable: PatternVariable { name, min, max, reluctant, condition: None }, span });
    }

    fn bounds(&mut self, times: &ast::PatternQuantifier) {
        let (min, max) = (times.min, times.max);
        if max == Some(0) {
            let help = "leave the variable out";
            self.report(say::shape(times.span, "a variable that takes no row", "never", help));
        } else if let Some(max) = max.filter(|max| *max < min) {
            let help = format!("write `{{{max},{min}}}`");
            self.report(say::shape(times.span, "the most is less than the least", &format!("{min} to {max}"), &help));
        } else if times.reluctant && min == 0 && max == Some(1) {
            let help = "write `?`, or `*?` to take as few rows as possible";
            self.report(say::shape(times.span, "Flink does not run `??`", "not run by Flink", help));
        }
    }

    pub(super) fn match_skip(&mut self, after: Option<&ast::AfterMatch>, pattern: &[PatternVariable]) -> MatchSkip {
        let Some(after) = after else { return MatchSkip::ToNextRow };
        let (name, first) = match &after.skip {
            ast::Skip::ToNextRow => return MatchSkip::ToNextRow,
            ast::Skip::PastLastRow => return MatchSkip::PastLastRow,
            ast::Skip::ToFirst(name) => (name, true),
            ast::Skip::ToLast(name) | ast::Skip::To(name) => (name, false),
        };
        let Some(at) = pattern.iter().position(|variable| variable.name.value == name.value) else {
            let known: Vec<&str> = pattern.iter().map(|variable| variable.name.value.as_str()).collect();
            let near = suggest(&name.value, known.iter().copied());
            self.report(say::unknown_variable((&name.value, name.span), near, &known));
            return MatchSkip::ToNextRow;
        };
        self.check_skip(name, at, first, pattern);
        if first { MatchSkip::ToFirst(at) } else { MatchSkip::ToLast(at) }
    }

    /// Flink's matcher fails where there is no such row, and where it is the one that the match began with.
    fn check_skip(&mut self, name: &Name, at: usize, first: bool, pattern: &[PatternVariable]) {
        let Some(variable) = pattern.get(at) else { return };
        let begins = pattern.iter().take(at).all(|before| before.min == 0);
        if at == 0 && (first || variable.max == Some(1)) {
            self.report(say::skip_to_first(name.span, &name.value));
        } else if variable.min == 0 {
            let why = format!("`{}` has no row", name.value);
            self.report(say::skip_may_fail(name.span, &name.value, &why));
        } else if begins && (first || variable.min == 1) {
            let why = if at == 0 {
                format!("`{}` has one row only", name.value)
            } else {
                format!("`{}` comes first", name.value)
            };
            self.report(say::skip_may_fail(name.span, &name.value, &why));
        }
    }
}

/// The variable that is all of a pattern, in parentheses or not.
fn lone(pattern: &ast::Pattern) -> Option<&Name> {
    match &pattern.kind {
        ast::PatternKind::Symbol(name) => Some(name),
        ast::PatternKind::Group(inner) => lone(inner),
        ast::PatternKind::Concat(_)
        | ast::PatternKind::Alternate(_)
        | ast::PatternKind::Exclude(_)
        | ast::PatternKind::Permute(_)
        | ast::PatternKind::Quantified { .. } => None,
    }
}

/// Takes as many rows as it can; `?` and `{n}` are not meant by Flink's rules.
fn greedy(variable: &PatternVariable) -> bool {
    let fixed = variable.max == Some(variable.min) || (variable.min == 0 && variable.max == Some(1));
    !variable.reluctant && !fixed
}

/// `?` and `*`: Flink asks for no more of `{0,n}`.
fn optional(variable: &PatternVariable) -> bool {
    variable.min == 0 && matches!(variable.max, None | Some(1))
}
