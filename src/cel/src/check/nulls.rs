//! What is known of nulls: `a != null && a.size() > 3` is fine, `a.size() > 3` alone is not.

use super::{Checker, Typed};
use crate::{
    diagnostics,
    syntax::{BinaryOp, Expr, Kind, Literal, UnaryOp},
    types::Ty,
};

impl Checker<'_> {
    /// Runs `check` with what follows from a condition being true or false.
    pub(super) fn assuming<T>(&mut self, condition: &Expr, truth: bool, check: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.present.len();
        self.learn(condition, truth);
        let result = check(self);
        self.present.truncate(before);
        result
    }

    fn learn(&mut self, condition: &Expr, truth: bool) {
        match &condition.kind {
            Kind::Unary(UnaryOp::Not, operand) => self.learn(operand, !truth),
            Kind::Binary { op: BinaryOp::And, left, right } if truth => {
                self.learn(left, true);
                self.learn(right, true);
            }
            Kind::Binary { op: BinaryOp::Or, left, right } if !truth => {
                self.learn(left, false);
                self.learn(right, false);
            }
            Kind::Binary { op: BinaryOp::NotEqual, left, right } => self.learn_comparison(left, right, truth, false),
            Kind::Binary { op: BinaryOp::Equal, left, right } => self.learn_comparison(left, right, !truth, truth),
            Kind::Call { target: None, name, arguments } if truth && name.text == "has" => {
                if let [argument] = arguments.as_slice() {
                    self.learn_present(argument);
                }
            }
            Kind::Binary { .. }
            | Kind::Unary(..)
            | Kind::Call { .. }
            | Kind::Literal(_)
            | Kind::Ident(_)
            | Kind::Select { .. }
            | Kind::Index { .. }
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Conditional { .. } => {}
        }
    }

    /// `differs_from_null` if a comparison with null shows presence, `equals` if one with another literal does.
    fn learn_comparison(&mut self, left: &Expr, right: &Expr, differs_from_null: bool, equals: bool) {
        for (side, other) in [(left, right), (right, left)] {
            let Kind::Literal(literal) = &other.kind else { continue };
            let shows = if *literal == Literal::Null { differs_from_null } else { equals };
            if shows {
                self.learn_present(side);
            }
        }
    }

    fn learn_present(&mut self, expr: &Expr) {
        self.present.extend(self.path_of(expr));
    }

    /// The path in the message that an expression names.
    fn path_of(&self, expr: &Expr) -> Option<Vec<String>> {
        if let Kind::Ident(name) = &expr.kind {
            let variable = self.scope.0.iter().rev().find(|variable| variable.field.name == *name)?;
            return variable.path.clone();
        }
        let Kind::Select { operand, field } = &expr.kind else { return None };
        let mut path = self.path_of(operand)?;
        path.push(field.text.clone());
        Some(path)
    }

    pub(super) fn is_present(&self, typed: &Typed) -> bool {
        typed.path.as_ref().is_some_and(|path| self.present.contains(path))
    }

    /// Warns where null has no such operation; once a place.
    pub(super) fn needs_value(&mut self, expr: &Expr, typed: &Typed) {
        if !typed.nullable || typed.ty == Ty::Error || self.is_present(typed) {
            return;
        }
        let shown = self.written(expr).to_string();
        self.report(&expr.at, |span| diagnostics::nullable(span, &shown));
        // Said once for this field is enough.
        self.present.extend(typed.path.clone());
    }
}
