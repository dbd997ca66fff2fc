//! The evaluators of the functions in `weir_platforms`' table, a row each. A function without a row here is refused by
//! name before a job runs; the tests say which those are.

mod conditional;
pub mod json;
mod pattern;
mod text;

use crate::{
    expr::{Args, Compiler, Kernel, Value, cast::Mode, lanes::shaped},
    fault::Fault,
};
use arrow_array::ArrayRef;
use weir_ir::{
    DataType, Type,
    sql::{Call, Expr, LikeKind},
};

/// How a function computes its result.
pub struct Evaluator {
    /// Upper case, as in `weir_platforms`' table.
    pub name: &'static str,
    /// What the arguments are brought to, in order; the last one stands for all that follow.
    pub args: &'static [Want],
    pub body: Body,
    /// Whether some arguments end the job.
    pub fallible: bool,
}

/// The type that an evaluator takes an argument in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    /// Whatever it is.
    Own,
    /// The type of the result.
    Result,
    Text,
    Long,
    Double,
    Boolean,
}

/// What a body gives; it is brought to the type that the analyzer says, so CHAR(n) and VARCHAR(n) are padded and cut.
pub enum Body {
    Text(fn(&Args<'_>) -> Result<ArrayRef, Fault>),
    Long(fn(&Args<'_>) -> Result<ArrayRef, Fault>),
    Double(fn(&Args<'_>) -> Result<ArrayRef, Fault>),
    Boolean(fn(&Args<'_>) -> Result<ArrayRef, Fault>),
    Bytes(fn(&Args<'_>) -> Result<ArrayRef, Fault>),
    /// Looks at the types and the constant arguments once, and gives a column of the result's type.
    Prepared(fn(&Site<'_>) -> Result<Eval, String>),
    /// Not a function of values: compiled as a form of its own.
    Form(fn(&mut Compiler, &Call, &Expr) -> Option<Kernel>),
}

/// A prepared function.
pub type Eval = Box<dyn Fn(&Args<'_>) -> Result<ArrayRef, Fault> + Send>;

/// Where a function is called.
pub struct Site<'a> {
    pub call: &'a Call,
    /// Of the result.
    pub ty: &'a Type,
}

impl Site<'_> {
    /// The type of an argument as written; evaluators that want [`Want::Own`] get it so.
    pub fn arg(&self, n: usize) -> &DataType {
        self.call.args.get(n).map_or(&DataType::Null, |arg| &arg.ty.data)
    }
}

/// The rows, by category.
pub static TABLES: &[&[Evaluator]] = &[conditional::TABLE, text::TABLE];

pub fn find(name: &str) -> Option<&'static Evaluator> {
    TABLES.iter().flat_map(|table| table.iter()).find(|evaluator| evaluator.name == name)
}

/// A call of a function.
pub(crate) fn call(compiler: &mut Compiler, call: &Call, expr: &Expr) -> Kernel {
    let Some(evaluator) = find(&call.name) else {
        return compiler.refuse(format!("the function {}", call.name), expr.span);
    };
    let refused = |compiler: &mut Compiler| compiler.refuse(format!("this form of {}", call.name), expr.span);
    let (run, gives): (Eval, Type) = match &evaluator.body {
        Body::Form(form) => return form(compiler, call, expr).unwrap_or_else(|| refused(compiler)),
        Body::Text(f) => (boxed(*f), Type::nullable(DataType::String)),
        Body::Long(f) => (boxed(*f), Type::nullable(DataType::BigInt)),
        Body::Double(f) => (boxed(*f), Type::nullable(DataType::Double)),
        Body::Boolean(f) => (boxed(*f), Type::nullable(DataType::Boolean)),
        Body::Bytes(f) => (boxed(*f), Type::nullable(DataType::Bytes)),
        Body::Prepared(prepare) => match prepare(&Site { call, ty: &expr.ty }) {
            Ok(eval) => (eval, expr.ty.clone()),
            Err(what) => return compiler.refuse(what, expr.span),
        },
    };
    let args = arguments(compiler, evaluator, call, &expr.ty);
    let kernel = calling(args, run);
    let kernel = if evaluator.fallible { kernel.may_fail() } else { kernel };
    compiler.cast(kernel, &gives, &expr.ty, (Mode::Implicit, expr.span))
}

fn boxed(f: fn(&Args<'_>) -> Result<ArrayRef, Fault>) -> Eval {
    Box::new(f)
}

fn arguments(compiler: &mut Compiler, evaluator: &Evaluator, call: &Call, result: &Type) -> Vec<Kernel> {
    let want = |n: usize| evaluator.args.get(n).or(evaluator.args.last()).copied().unwrap_or(Want::Own);
    let kernel = |(n, arg): (usize, &Expr)| match want(n) {
        Want::Own => compiler.kernel(arg),
        Want::Result => compiler.kernel_as(arg, result),
        Want::Text => compiler.kernel_as(arg, &Type::nullable(DataType::String)),
        Want::Long => compiler.kernel_as(arg, &Type::nullable(DataType::BigInt)),
        Want::Double => compiler.kernel_as(arg, &Type::nullable(DataType::Double)),
        Want::Boolean => compiler.kernel_as(arg, &Type::nullable(DataType::Boolean)),
    };
    call.args.iter().enumerate().map(kernel).collect()
}

/// Arguments for all rows; where all are constants, for one.
pub(crate) fn calling(args: Vec<Kernel>, run: Eval) -> Kernel {
    Kernel::joining(args, move |parts, env| {
        let values: Vec<Value> = parts.all().iter().map(|part| part.eval(env)).collect::<Result<_, _>>()?;
        let constant = !values.is_empty() && values.iter().all(Value::is_constant);
        let rows = if constant { 1 } else { env.rows };
        Ok(shaped(constant, run(&Args::new(&values, rows, env.now))?))
    })
}

/// `a || b`.
pub(crate) fn concatenation(compiler: &mut Compiler, left: &Expr, right: &Expr, ty: &Type) -> Kernel {
    let bytes = matches!(left.ty.data, DataType::Binary(_) | DataType::VarBinary(_) | DataType::Bytes);
    let args = vec![compiler.kernel(left), compiler.kernel(right)];
    let kernel = if bytes { calling(args, Box::new(text::join_bytes)) } else { calling(args, Box::new(text::join)) };
    let gives = Type::nullable(if bytes { DataType::Bytes } else { DataType::String });
    compiler.cast(kernel, &gives, ty, (Mode::Implicit, left.span.to(right.span)))
}

type LikeParts<'a> = (LikeKind, &'a Expr, &'a Expr, Option<&'a Expr>);

/// `a LIKE b ESCAPE c`.
pub(crate) fn like(
    compiler: &mut Compiler,
    parts: LikeParts<'_>,
    negated: bool,
    span: weir_diagnostics::Span,
) -> Kernel {
    let (kind, operand, pattern, escape) = parts;
    match pattern::like(compiler, (kind, operand, pattern, escape), negated) {
        Ok(kernel) => kernel,
        Err(what) => compiler.refuse(what, span),
    }
}

/// Functions of `weir_platforms`' table, scalar ones, that the engine can't compute.
pub fn missing() -> Vec<&'static str> {
    use weir_platforms::functions::{Category, FUNCTIONS};
    FUNCTIONS
        .iter()
        .filter(|function| !matches!(function.category, Category::Aggregate | Category::Window))
        .map(|function| function.name)
        .filter(|name| find(name).is_none())
        .collect()
}
