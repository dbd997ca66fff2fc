use super::{Kernel, Program, arithmetic, cast, cast::Mode, compare, conditional, literal, logic, nested};
use crate::{datum, functions, plan::Unsupported};
use weir_diagnostics::Span;
use weir_ir::{
    Type,
    sql::{BinaryOp, Expr, ExprKind, Literal, UnaryOp},
};

/// Compiles expressions and remembers what can't be.
#[derive(Default)]
pub struct Compiler {
    pub unsupported: Vec<Unsupported>,
}

/// One expression.
pub fn compile(expr: &Expr) -> Result<Program, Vec<Unsupported>> {
    let mut compiler = Compiler::default();
    let program = compiler.program(expr);
    if compiler.unsupported.is_empty() { Ok(program) } else { Err(compiler.unsupported) }
}

impl Compiler {
    pub fn program(&mut self, expr: &Expr) -> Program {
        Program::new(self.kernel(expr))
    }

    /// An expression whose value is brought to another type, as a set operation or a sink does.
    pub fn program_as(&mut self, expr: &Expr, ty: &Type) -> Program {
        Program::new(self.kernel_as(expr, ty))
    }

    /// Notes what can't be computed; what is given stands in its place and never runs.
    pub(crate) fn refuse(&mut self, what: impl Into<String>, span: Span) -> Kernel {
        self.unsupported.push(Unsupported { what: what.into(), span });
        Kernel::constant(std::sync::Arc::new(arrow_array::NullArray::new(1)))
    }

    /// Faults that this kernel meets carry the place of the expression.
    pub fn kernel(&mut self, expr: &Expr) -> Kernel {
        let span = expr.span;
        let kernel = self.bare(expr);
        if !kernel.fallible {
            return kernel.folded();
        }
        let placed =
            Kernel::joining(vec![kernel], move |parts, env| parts.at(0).eval(env).map_err(|fault| fault.at(span)));
        placed.folded()
    }

    pub(crate) fn kernel_as(&mut self, expr: &Expr, ty: &Type) -> Kernel {
        let kernel = self.kernel(expr);
        self.cast(kernel, &expr.ty, ty, (Mode::Implicit, expr.span))
    }

    pub(crate) fn cast(&mut self, kernel: Kernel, from: &Type, to: &Type, (mode, span): (Mode, Span)) -> Kernel {
        match cast::cast(&from.data, &to.data, mode) {
            Ok(None) => kernel,
            Ok(Some(cast)) => cast.over(kernel).folded(),
            Err(what) => self.refuse(what, span),
        }
    }

    fn bare(&mut self, expr: &Expr) -> Kernel {
        match &expr.kind {
            ExprKind::Input(position) => Kernel::input(*position),
            ExprKind::Literal(literal) => self.literal(literal, expr),
            ExprKind::Unary(op, operand) => self.unary(*op, operand, &expr.ty),
            ExprKind::Binary(op, left, right) => self.binary(*op, (left, right), expr),
            ExprKind::Is { operand, test, negated } => {
                let kernel = self.kernel(operand);
                logic::is(kernel, *test, *negated)
            }
            ExprKind::Distinct { left, right, negated } => {
                let (l, r) = self.pair(left, right);
                compare::distinct((l, r), *negated)
            }
            ExprKind::Between { operand, low, high, symmetric, negated } => {
                compare::between(self, (operand, low, high), *symmetric, *negated)
            }
            ExprKind::In { operand, list, negated } => compare::is_in(self, operand, list, *negated),
            ExprKind::Like { kind, operand, pattern, escape, negated } => {
                functions::like(self, (*kind, operand, pattern, escape.as_deref()), *negated, expr.span)
            }
            ExprKind::Case { operand, branches, otherwise } => {
                conditional::case(self, operand.as_deref(), branches, otherwise.as_deref(), &expr.ty)
            }
            ExprKind::Cast { operand, is_try } => {
                let kernel = self.kernel(operand);
                let mode = if *is_try { Mode::Try } else { Mode::Explicit };
                self.cast(kernel, &operand.ty, &expr.ty, (mode, expr.span))
            }
            ExprKind::Call(call) => functions::call(self, call, expr),
            ExprKind::Field(base, name) => nested::field(self, base, &name.value, expr),
            ExprKind::Row(parts) => nested::row(self, parts, expr),
            ExprKind::Array(parts) => nested::array(self, parts, expr),
            ExprKind::Map(pairs) => nested::map(self, pairs, expr),
            ExprKind::Element(base, index) => nested::element(self, base, index, expr),
            ExprKind::Column(column) => self.refuse(format!("the unresolved column `{}`", column.column), expr.span),
            ExprKind::Aggregate(call) => self.refuse(format!("{} here", call.name), expr.span),
            ExprKind::Over(call) => self.refuse(format!("{} OVER here", call.function.name), expr.span),
            ExprKind::Match(_) => self.refuse("rows of a pattern here", expr.span),
            ExprKind::Query(_) => self.refuse("a query that is no join", expr.span),
            ExprKind::Error => self.refuse("an expression with an error", expr.span),
        }
    }

    fn literal(&mut self, literal: &Literal, expr: &Expr) -> Kernel {
        match literal::value(literal, &expr.ty) {
            Some(value) => Kernel::constant(datum::column(&expr.ty.data, &[value])),
            None => self.refuse("a literal that is out of its type's range", expr.span),
        }
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr, ty: &Type) -> Kernel {
        let kernel = self.kernel(operand);
        match op {
            UnaryOp::Plus => kernel,
            UnaryOp::Not => logic::not(kernel),
            UnaryOp::Minus => match arithmetic::negate(&ty.data) {
                Some(negate) => negate.over(kernel),
                None => self.refuse(format!("the minus of {}", ty.data), operand.span),
            },
        }
    }

    fn binary(&mut self, op: BinaryOp, (left, right): (&Expr, &Expr), expr: &Expr) -> Kernel {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let (l, r) = (self.kernel(left), self.kernel(right));
                logic::both(op == BinaryOp::And, l, r)
            }
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterEqual => {
                let (l, r) = self.pair(left, right);
                compare::compare(op, l, r)
            }
            BinaryOp::Concat => functions::concatenation(self, left, right, &expr.ty),
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => {
                arithmetic::arithmetic(self, op, (left, right), expr)
            }
        }
    }

    /// Two operands of a comparison in one type.
    pub(crate) fn pair(&mut self, left: &Expr, right: &Expr) -> (Kernel, Kernel) {
        match compare::common(&left.ty, &right.ty) {
            Some(ty) => (self.kernel_as(left, &ty), self.kernel_as(right, &ty)),
            None => {
                let what = format!("a comparison of {} with {}", left.ty.data, right.ty.data);
                (self.refuse(what, left.span.to(right.span)), self.kernel(right))
            }
        }
    }
}
