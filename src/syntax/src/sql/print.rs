//! The tree as canonical text, on one line: names in back-ticks, words in upper case, parentheses where they were
//! written and wherever the tree needs them. Reading the text gives the tree again.

mod expr;
mod from;
mod json;
mod query;
mod types;

use super::ast::{Expr, Name, Path, Query, TypeName};
use super::{precedence, reserved};

/// A query.
pub fn print(query: &Query) -> String {
    let mut printer = Printer::default();
    printer.query(query);
    printer.out
}

/// An expression, as it stands in a query.
pub fn print_expr(expr: &Expr) -> String {
    let mut printer = Printer::default();
    printer.expr(expr);
    printer.out
}

/// A type, as it stands in CAST.
pub fn print_type(ty: &TypeName) -> String {
    let mut printer = Printer::default();
    printer.type_(ty);
    printer.out
}

#[derive(Default)]
struct Printer {
    out: String,
}

impl Printer {
    fn word(&mut self, word: &str) {
        self.out.push_str(word);
    }

    fn name(&mut self, name: &Name) {
        self.out.push('`');
        self.out.push_str(&name.value.replace('`', "``"));
        self.out.push('`');
    }

    fn path(&mut self, path: &Path) {
        self.list(&path.parts, ".", Printer::name);
    }

    /// A function: bare where that is possible, because built-in functions are known by their bare names.
    fn function(&mut self, path: &Path) {
        match path.parts.as_slice() {
            [only] if is_bare_function(&only.value) => self.word(&only.value),
            _ => self.path(path),
        }
    }

    fn string(&mut self, value: &str) {
        self.out.push('\'');
        self.out.push_str(&value.replace('\'', "''"));
        self.out.push('\'');
    }

    fn list<T>(&mut self, items: &[T], separator: &str, mut one: impl FnMut(&mut Self, &T)) {
        for (n, item) in items.iter().enumerate() {
            if n > 0 {
                self.word(separator);
            }
            one(self, item);
        }
    }

    fn names(&mut self, names: &[Name]) {
        self.word("(");
        self.list(names, ", ", Printer::name);
        self.word(")");
    }

    fn exprs(&mut self, exprs: &[Expr]) {
        self.list(exprs, ", ", Printer::expr);
    }

    /// An operand below an operator of `level`.
    fn at_least(&mut self, expr: &Expr, level: u8) {
        if precedence::of(expr) >= level {
            self.expr(expr);
        } else {
            self.word("(");
            self.expr(expr);
            self.word(")");
        }
    }
}

fn is_bare_function(name: &str) -> bool {
    let mut letters = name.chars();
    let word = letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && letters.all(|c| c.is_ascii_alphanumeric() || c == '_');
    let side = name.eq_ignore_ascii_case("LEFT") || name.eq_ignore_ascii_case("RIGHT");
    let own_form = ["SUBSTRING", "FLOOR", "CEIL", "CEILING"].iter().any(|form| name.eq_ignore_ascii_case(form));
    word && (side || own_form || !reserved::is_structural(name))
}
