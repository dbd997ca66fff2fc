//! Types of expressions, after the CEL specification's rules for checked expressions: no implicit conversions.

mod calls;
mod constants;
mod nulls;

use crate::{
    Reads, constant, diagnostics,
    parser::parse,
    place::Places,
    syntax::{BinaryOp, Expr, Kind, Literal, UnaryOp, Word},
    types::{Field, Ty},
};
use std::ops::Range;
use weir_diagnostics::{Diagnostic, Diagnostics};
use weir_ir::ColumnPath;

/// The variables of a rule. A path says where in the message a variable lies.
pub(crate) struct Scope(Vec<Variable>);

struct Variable {
    field: Field,
    path: Option<Vec<String>>,
}

impl Scope {
    pub(crate) fn new(variables: Vec<(Field, Option<Vec<String>>)>) -> Scope {
        Scope(variables.into_iter().map(|(field, path)| Variable { field, path }).collect())
    }
}

/// What is known of an expression.
#[derive(Debug, Clone)]
struct Typed {
    ty: Ty,
    nullable: bool,
    /// Where in the message the value lies, if it is a field of it.
    path: Option<Vec<String>>,
    /// Its value, where it doesn't depend on the record.
    constant: Option<Literal>,
    /// The values of an `enum(…)`.
    values: Option<Vec<String>>,
}

impl Typed {
    fn of(ty: Ty) -> Typed {
        Typed { ty, nullable: false, path: None, constant: None, values: None }
    }

    fn error() -> Typed {
        Typed::of(Ty::Error)
    }

    fn boolean(constant: Option<bool>) -> Typed {
        Typed { constant: constant.map(Literal::Bool), ..Typed::of(Ty::Bool) }
    }
}

pub(crate) struct Checker<'a> {
    places: Places,
    scope: Scope,
    /// Paths that are known not to be null here.
    present: Vec<Vec<String>>,
    reads: Reads,
    diagnostics: &'a mut Diagnostics,
    /// The part of the text that is checked, and where it begins in the whole.
    text: String,
    offset: usize,
}

impl<'a> Checker<'a> {
    pub(crate) fn new(places: Places, scope: Scope, diagnostics: &'a mut Diagnostics) -> Self {
        Checker {
            places,
            scope,
            present: Vec::new(),
            reads: Reads::default(),
            diagnostics,
            text: String::new(),
            offset: 0,
        }
    }

    pub(crate) fn reads(self) -> Reads {
        self.reads
    }

    /// Reports a `;` that stands inside a literal, where clients split all the same.
    pub(crate) fn splits_a_text(&mut self, text: &str, split: usize) -> bool {
        let inside = crate::lexer::literals(text).into_iter().any(|at| at.start < split && split < at.end);
        if inside {
            let span = self.places.span(&(split..split + 1));
            self.diagnostics.push(diagnostics::semicolon_in_text(span));
        }
        inside
    }

    /// Checks the guard or the body of a rule.
    pub(crate) fn part(&mut self, text: &str, offset: usize, expected: &Ty, condition: bool) {
        self.text = text.to_string();
        self.offset = offset;
        let expr = match parse(text) {
            Ok(expr) => expr,
            Err(error) => return self.report(&error.at, |span| diagnostics::syntax(span, &error.message)),
        };
        let typed = if condition { self.condition(&expr) } else { self.expr(&expr) };
        if matches!(typed.ty, Ty::Opaque(_)) && self.opaque(&expr, &typed) {
            return;
        }
        let null_value = typed.ty == Ty::Null && !condition;
        if !expected.meets(&typed.ty) && !null_value {
            self.report(&expr.at, |span| diagnostics::result(span, &typed.ty, expected, condition));
        } else if condition {
            self.needs_value(&expr, &typed);
        } else {
            self.fits_field(&expr, &typed, expected);
        }
    }

    /// A transformation may give null only where the field takes it.
    fn fits_field(&mut self, expr: &Expr, typed: &Typed, expected: &Ty) {
        let takes_null = self.scope.0.first().is_some_and(|variable| variable.field.nullable);
        let may_be_null = typed.ty == Ty::Null || (typed.nullable && !self.is_present(typed));
        if may_be_null && !takes_null {
            self.report(&expr.at, |span| diagnostics::nullable_result(span, expected));
        }
    }

    fn report(&mut self, at: &Range<usize>, diagnostic: impl FnOnce(weir_diagnostics::Span) -> Diagnostic) {
        let at = at.start + self.offset..at.end + self.offset;
        self.diagnostics.push(diagnostic(self.places.span(&at)));
    }

    /// An expression as it was written.
    fn written(&self, expr: &Expr) -> &str {
        self.text.get(expr.at.clone()).unwrap_or_default()
    }

    /// An expression that decides something: it must be a boolean and depend on the record.
    fn condition(&mut self, expr: &Expr) -> Typed {
        let before = self.diagnostics.len();
        let mut typed = self.expr(expr);
        if let Some(Literal::Bool(value)) = typed.constant {
            self.report(&expr.at, |span| diagnostics::constant(span, value));
            typed.constant = None;
        } else if before == self.diagnostics.len()
            && typed.ty == Ty::Bool
            && let Some(value) = self.always(expr)
        {
            self.report(&expr.at, |span| diagnostics::contradiction(span, value));
        }
        typed
    }

    fn logical(&mut self, symbol: &str, expr: &Expr) {
        let typed = self.condition(expr);
        if Ty::Bool.meets(&typed.ty) {
            self.needs_value(expr, &typed);
        } else if !self.opaque(expr, &typed) {
            self.report(&expr.at, |span| diagnostics::operand(span, symbol, &typed.ty, "bool"));
        }
    }

    fn expr(&mut self, expr: &Expr) -> Typed {
        match &expr.kind {
            Kind::Literal(literal) => self.literal(literal),
            Kind::Ident(name) => {
                let typed = self.variable(expr, name);
                self.read(&typed);
                typed
            }
            Kind::Select { operand, field } => {
                let typed = self.select(operand, field);
                self.read(&typed);
                typed
            }
            Kind::Index { operand, index } => self.index(operand, index),
            Kind::Call { target, name, arguments } => self.call(expr, target.as_deref(), name, arguments),
            Kind::List(elements) => self.list(elements),
            Kind::Map(entries) => self.map(entries),
            Kind::Unary(op, operand) => self.unary(*op, operand),
            Kind::Binary { op, left, right } => self.binary(expr, *op, left, right),
            Kind::Conditional { condition, then, otherwise } => self.conditional(condition, then, otherwise),
        }
    }

    fn literal(&mut self, literal: &Literal) -> Typed {
        let ty = match literal {
            Literal::Null => Ty::Null,
            Literal::Bool(_) => Ty::Bool,
            Literal::Int(_) => Ty::Int,
            Literal::Uint(_) => Ty::Uint,
            Literal::Double(_) => Ty::Double,
            Literal::String(_) => Ty::String,
            Literal::Bytes(_) => Ty::Bytes,
        };
        Typed { nullable: ty == Ty::Null, constant: Some(literal.clone()), ..Typed::of(ty) }
    }

    fn read(&mut self, typed: &Typed) {
        if let Some(path) = &typed.path {
            self.reads.content.insert(ColumnPath(path.clone()));
        }
    }

    fn asks(&mut self, typed: &Typed) {
        if let Some(path) = &typed.path {
            self.reads.presence.insert(ColumnPath(path.clone()));
        }
    }

    fn variable(&mut self, expr: &Expr, name: &str) -> Typed {
        if let Some(found) = self.scope.0.iter().rev().find(|variable| variable.field.name == name) {
            let path = found.path.clone();
            let Field { ty, nullable, values, .. } = found.field.clone();
            return Typed { ty, nullable, path, constant: None, values };
        }
        if TYPES.contains(&name) {
            return Typed::of(Ty::Type);
        }
        if crate::functions::NOT_EVERYWHERE.contains(&name) {
            self.report(&expr.at, |span| diagnostics::not_everywhere(span, name));
            return Typed::error();
        }
        let variables: Vec<String> = self.scope.0.iter().map(|variable| variable.field.name.clone()).collect();
        let variables: Vec<&str> = variables.iter().map(String::as_str).collect();
        let is_field = self.scope.0.iter().any(|variable| {
            variable.field.name == "message" && variable.field.fields().any(|field| field.name == name)
        });
        self.report(&expr.at, |span| diagnostics::unknown_variable(span, name, &variables, is_field));
        Typed::error()
    }

    /// The value that a selection starts from; only what is selected counts as read.
    fn holder(&mut self, operand: &Expr) -> Typed {
        match &operand.kind {
            Kind::Ident(name) => self.variable(operand, name),
            Kind::Select { operand, field } => self.select(operand, field),
            Kind::Literal(_)
            | Kind::Index { .. }
            | Kind::Call { .. }
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Unary(..)
            | Kind::Binary { .. }
            | Kind::Conditional { .. } => self.expr(operand),
        }
    }

    fn select(&mut self, operand: &Expr, field: &Word) -> Typed {
        let holder = self.holder(operand);
        match &holder.ty {
            Ty::Record(fields) => {
                let Some(found) = fields.iter().find(|known| known.name == field.text) else {
                    let shown = self.written(operand).to_string();
                    let known: Vec<&str> = fields.iter().map(|known| known.name.as_str()).collect();
                    self.report(&field.at, |span| diagnostics::unknown_field(span, &shown, &field.text, known));
                    return Typed::error();
                };
                self.needs_value(operand, &holder);
                let path = holder.path.map(|mut path| {
                    path.push(field.text.clone());
                    path
                });
                let Field { ty, nullable, values, .. } = found.clone();
                Typed { ty, nullable, path, constant: None, values }
            }
            Ty::Map(_, value) => {
                self.needs_value(operand, &holder);
                self.read(&holder);
                Typed::of((**value).clone())
            }
            Ty::Dyn => Typed::of(Ty::Dyn),
            Ty::Error => Typed::error(),
            Ty::Opaque(_) => {
                self.opaque(operand, &holder);
                Typed::error()
            }
            Ty::Bool
            | Ty::Int
            | Ty::Uint
            | Ty::Double
            | Ty::String
            | Ty::Bytes
            | Ty::Null
            | Ty::Timestamp
            | Ty::Duration
            | Ty::Type
            | Ty::List(_) => {
                self.report(&field.at, |span| diagnostics::no_fields(span, &holder.ty));
                Typed::error()
            }
        }
    }

    fn index(&mut self, operand: &Expr, index: &Expr) -> Typed {
        let (holder, key) = (self.expr(operand), self.expr(index));
        self.needs_value(operand, &holder);
        self.needs_value(index, &key);
        let Some((wanted, value)) = holder.ty.indexed() else {
            if !self.opaque(operand, &holder) {
                self.report(&operand.at, |span| diagnostics::operand(span, "[…]", &holder.ty, "a list or a map"));
            }
            return Typed::error();
        };
        if !wanted.meets(&key.ty) {
            self.report(&index.at, |span| diagnostics::operand(span, "[…]", &key.ty, &wanted.to_string()));
        }
        Typed::of(value)
    }

    /// Elements of several types make a list of `dyn`.
    fn list(&mut self, elements: &[Expr]) -> Typed {
        let types: Vec<Ty> = elements.iter().map(|element| self.expr(element).ty).collect();
        Typed::of(Ty::List(Box::new(common(types))))
    }

    fn map(&mut self, entries: &[(Expr, Expr)]) -> Typed {
        let keys = entries.iter().map(|(key, _)| self.expr(key).ty).collect();
        let values = entries.iter().map(|(_, value)| self.expr(value).ty).collect();
        Typed::of(Ty::Map(Box::new(common(keys)), Box::new(common(values))))
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr) -> Typed {
        if op == UnaryOp::Not {
            self.logical("!", operand);
            return Typed::of(Ty::Bool);
        }
        let typed = self.expr(operand);
        self.needs_value(operand, &typed);
        if !matches!(typed.ty, Ty::Int | Ty::Double | Ty::Duration) && !typed.ty.is_loose() {
            if !self.opaque(operand, &typed) {
                self.report(&operand.at, |span| diagnostics::operand(span, "-", &typed.ty, "int or double"));
            }
            return Typed::error();
        }
        Typed { constant: constant::unary(op, typed.constant.as_ref()), ..Typed::of(typed.ty) }
    }

    fn conditional(&mut self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Typed {
        self.logical("?:", condition);
        let then = self.assuming(condition, true, |checker| checker.expr(then));
        let otherwise = self.assuming(condition, false, |checker| checker.expr(otherwise));
        let nullable = then.nullable || otherwise.nullable;
        let ty = match (&then.ty, &otherwise.ty) {
            (Ty::Null, other) | (other, Ty::Null) => other.clone(),
            _ => common(vec![then.ty, otherwise.ty]),
        };
        Typed { nullable, ..Typed::of(ty) }
    }

    fn binary(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr) -> Typed {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                self.logical(op.symbol(), left);
                self.assuming(left, op == BinaryOp::And, |checker| checker.logical(op.symbol(), right));
                Typed::of(Ty::Bool)
            }
            BinaryOp::Equal | BinaryOp::NotEqual => self.equality(expr, op, left, right),
            BinaryOp::Less | BinaryOp::LessEqual | BinaryOp::Greater | BinaryOp::GreaterEqual => {
                self.ordering(expr, op, left, right)
            }
            BinaryOp::In => self.membership(left, right),
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => {
                self.arithmetic(expr, op, left, right)
            }
        }
    }

    fn equality(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr) -> Typed {
        for (side, other) in [(left, right), (right, left)] {
            if other.kind == Kind::Literal(Literal::Null) {
                return self.null_test(op, side);
            }
        }
        let (a, b) = (self.expr(left), self.expr(right));
        if self.opaque(left, &a) || self.opaque(right, &b) {
            return Typed::of(Ty::Bool);
        }
        if !a.ty.meets(&b.ty) {
            self.report(&expr.at, |span| diagnostics::operands(span, op.symbol(), &a.ty, &b.ty));
            return Typed::of(Ty::Bool);
        }
        self.known_value(left, &a, right, &b);
        self.known_value(right, &b, left, &a);
        self.compared(op, (left, &a), (right, &b))
    }

    /// `x == null`: asks for presence only.
    fn null_test(&mut self, op: BinaryOp, side: &Expr) -> Typed {
        let typed = self.holder(side);
        self.asks(&typed);
        let may_be_null = typed.nullable && !self.is_present(&typed);
        let always = if typed.ty == Ty::Null {
            Some(op == BinaryOp::Equal)
        } else if typed.ty.is_loose() || may_be_null {
            None
        } else {
            Some(op == BinaryOp::NotEqual)
        };
        Typed::boolean(always)
    }

    /// A literal that an enum doesn't have.
    fn known_value(&mut self, field: &Expr, typed: &Typed, literal: &Expr, value: &Typed) {
        let (Some(values), Some(Literal::String(text))) = (&typed.values, &value.constant) else { return };
        if !values.contains(text) {
            let shown = self.written(field).to_string();
            let known: Vec<&str> = values.iter().map(String::as_str).collect();
            self.report(&literal.at, |span| diagnostics::never_this_value(span, &shown, text, known.iter().copied()));
        }
    }

    fn compared(&self, op: BinaryOp, (left, a): (&Expr, &Typed), (right, b): (&Expr, &Typed)) -> Typed {
        if let (Some(x), Some(y)) = (&a.constant, &b.constant) {
            return Typed { constant: constant::binary(op, x, y), ..Typed::of(Ty::Bool) };
        }
        if a.ty != Ty::Double && constant::alike(left, right) {
            return Typed { constant: constant::of_itself(op), ..Typed::of(Ty::Bool) };
        }
        if let (true, Some(Literal::Int(number))) = (calls::is_size(left), &b.constant) {
            return Typed::boolean(constant::of_size(op, *number));
        }
        Typed::of(Ty::Bool)
    }

    fn ordering(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr) -> Typed {
        let (a, b) = (self.expr(left), self.expr(right));
        if self.opaque(left, &a) || self.opaque(right, &b) {
            return Typed::of(Ty::Bool);
        }
        let ordered = |ty: &Ty| {
            ty.is_loose()
                || matches!(ty, Ty::Bool | Ty::Int | Ty::Uint | Ty::Double | Ty::String | Ty::Bytes)
                || matches!(ty, Ty::Timestamp | Ty::Duration)
        };
        if !ordered(&a.ty) || !ordered(&b.ty) || !a.ty.meets(&b.ty) {
            self.report(&expr.at, |span| diagnostics::operands(span, op.symbol(), &a.ty, &b.ty));
            return Typed::of(Ty::Bool);
        }
        self.needs_value(left, &a);
        self.needs_value(right, &b);
        self.compared(op, (left, &a), (right, &b))
    }

    fn membership(&mut self, left: &Expr, right: &Expr) -> Typed {
        let (a, b) = (self.expr(left), self.expr(right));
        if self.opaque(left, &a) || self.opaque(right, &b) {
            return Typed::of(Ty::Bool);
        }
        self.needs_value(right, &b);
        let Some(element) = b.ty.members() else {
            self.report(&right.at, |span| diagnostics::operand(span, "in", &b.ty, "a list or a map"));
            return Typed::of(Ty::Bool);
        };
        if !element.meets(&a.ty) {
            self.report(&left.at, |span| diagnostics::operand(span, "in", &a.ty, &format!("{element} here")));
        }
        if let Kind::List(elements) = &right.kind {
            for element in elements {
                let value = self.expr(element);
                self.known_value(left, &a, element, &value);
            }
            return Typed::boolean(elements.is_empty().then_some(false));
        }
        Typed::of(Ty::Bool)
    }

    fn arithmetic(&mut self, expr: &Expr, op: BinaryOp, left: &Expr, right: &Expr) -> Typed {
        let (a, b) = (self.expr(left), self.expr(right));
        if self.opaque(left, &a) || self.opaque(right, &b) {
            return Typed::error();
        }
        self.needs_value(left, &a);
        self.needs_value(right, &b);
        let Some(ty) = arithmetic_type(op, &a.ty, &b.ty) else {
            self.report(&expr.at, |span| diagnostics::operands(span, op.symbol(), &a.ty, &b.ty));
            return Typed::error();
        };
        let constant = a.constant.as_ref().zip(b.constant.as_ref()).and_then(|(x, y)| constant::binary(op, x, y));
        Typed { constant, ..Typed::of(ty) }
    }

    /// Reports a value that CEL can't compute with, if it is one.
    fn opaque(&mut self, expr: &Expr, typed: &Typed) -> bool {
        let Ty::Opaque(_) = typed.ty else { return false };
        let shown = self.written(expr).to_string();
        self.report(&expr.at, |span| diagnostics::opaque(span, &shown, &typed.ty));
        true
    }
}

impl Field {
    fn fields(&self) -> impl Iterator<Item = &Field> {
        if let Ty::Record(fields) = &self.ty { fields.as_slice() } else { &[] }.iter()
    }
}

/// Names of types, for comparison with `type(x)`.
const TYPES: &[&str] = &["bool", "int", "uint", "double", "string", "bytes", "list", "map", "null_type", "type"];

fn common(types: Vec<Ty>) -> Ty {
    let mut types = types.into_iter().filter(|ty| *ty != Ty::Error);
    let Some(first) = types.next() else { return Ty::Dyn };
    if types.all(|ty| ty == first) { first } else { Ty::Dyn }
}

fn arithmetic_type(op: BinaryOp, left: &Ty, right: &Ty) -> Option<Ty> {
    if left.is_loose() || right.is_loose() {
        return Some(Ty::Dyn);
    }
    let add = op == BinaryOp::Add;
    let subtract = op == BinaryOp::Subtract;
    match (left, right) {
        (Ty::Int, Ty::Int) | (Ty::Uint, Ty::Uint) => Some(left.clone()),
        (Ty::Double, Ty::Double) if op != BinaryOp::Modulo => Some(Ty::Double),
        (Ty::String, Ty::String) | (Ty::Bytes, Ty::Bytes) if add => Some(left.clone()),
        (Ty::List(_), Ty::List(_)) if add && left.meets(right) => Some(left.clone()),
        (Ty::Timestamp, Ty::Duration) if add || subtract => Some(Ty::Timestamp),
        (Ty::Duration, Ty::Timestamp) if add => Some(Ty::Timestamp),
        (Ty::Duration, Ty::Duration) if add || subtract => Some(Ty::Duration),
        (Ty::Timestamp, Ty::Timestamp) if subtract => Some(Ty::Duration),
        _ => None,
    }
}
