//! The evaluators of the functions in `weir_platforms`' table, a row each. A function without a row here is refused by
//! name before a job runs; the tests say which those are.

mod collection;
mod conditional;
mod encode;
mod hash;
pub mod json;
mod number;
mod pattern;
mod regex;
mod text;
mod time;

use crate::{
    datum::{self, Datum},
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
    /// That of an array's elements: of the result where it is one, else of the first argument.
    Element,
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
    /// Value by value, in the type of the result.
    Values(fn(&[Datum]) -> Datum),
    TryValues(fn(&[Datum]) -> Result<Datum, Fault>),
    /// A DOUBLE of a DOUBLE, element by element.
    DoubleOf(fn(f64) -> f64),
    /// A BOOLEAN of two texts, NULL where either is.
    TextTest(fn(&str, &str) -> bool),
    /// A BOOLEAN of a text, false of NULL.
    TextFlag(fn(&str) -> bool),
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
pub static TABLES: &[&[Evaluator]] = &[
    collection::TABLE,
    conditional::TABLE,
    encode::TABLE,
    hash::TABLE,
    json::TABLE,
    number::TABLE,
    regex::TABLE,
    text::TABLE,
    time::TABLE,
];

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
        Body::Values(f) => (values(expr.ty.data.clone(), *f), expr.ty.clone()),
        Body::TryValues(f) => (try_values(expr.ty.data.clone(), *f), expr.ty.clone()),
        Body::DoubleOf(f) => (double_of(*f), Type::nullable(DataType::Double)),
        Body::TextTest(f) => (text_test(*f), Type::nullable(DataType::Boolean)),
        Body::TextFlag(f) => (text_flag(*f), Type::nullable(DataType::Boolean)),
        Body::Prepared(prepare) => match prepare(&Site { call, ty: &expr.ty }) {
            Ok(eval) => (eval, expr.ty.clone()),
            Err(what) => return compiler.refuse(what, expr.span),
        },
    };
    let args = arguments(compiler, evaluator, call, &expr.ty);
    let kernel = calling(args, run);
    let kernel = if evaluator.fallible { kernel.may_fail() } else { kernel };
    let steady = weir_platforms::functions::find(evaluator.name)
        .is_some_and(|function| function.determinism == weir_platforms::functions::Determinism::Deterministic)
        || evaluator.name == "UNIX_TIMESTAMP" && !call.args.is_empty();
    let kernel = if steady { kernel } else { kernel.unsteady() };
    compiler.cast(kernel, &gives, &expr.ty, (Mode::Implicit, expr.span))
}

fn boxed(f: fn(&Args<'_>) -> Result<ArrayRef, Fault>) -> Eval {
    Box::new(f)
}

fn element_of(ty: &Type) -> Option<&Type> {
    if let DataType::Array(element) = &ty.data { Some(element) } else { None }
}

fn values(ty: DataType, f: fn(&[Datum]) -> Datum) -> Eval {
    try_values_of(ty, move |args| Ok(f(args)))
}

fn try_values(ty: DataType, f: fn(&[Datum]) -> Result<Datum, Fault>) -> Eval {
    try_values_of(ty, f)
}

fn try_values_of(ty: DataType, f: impl Fn(&[Datum]) -> Result<Datum, Fault> + Send + 'static) -> Eval {
    Box::new(move |args| {
        let columns: Vec<ArrayRef> = (0..args.len()).map(|n| args.column(n)).collect();
        let mut cells = Vec::with_capacity(columns.len());
        let mut all = Vec::with_capacity(args.rows());
        for row in 0..args.rows() {
            cells.clear();
            cells.extend(columns.iter().map(|column| datum::read(column, row)));
            all.push(f(&cells)?);
        }
        Ok(datum::column(&ty, &all))
    })
}

fn double_of(f: fn(f64) -> f64) -> Eval {
    use arrow_array::types::Float64Type;
    Box::new(move |args| Ok(crate::expr::lanes::unary::<Float64Type, Float64Type>(args.value(0), f)))
}

fn text_test(f: fn(&str, &str) -> bool) -> Eval {
    Box::new(move |args| {
        let (left, right) = (args.text(0), args.text(1));
        Ok(args.flags(|row| Some(f(left.get(row)?, right.get(row)?))))
    })
}

fn text_flag(f: fn(&str) -> bool) -> Eval {
    Box::new(move |args| {
        let text = args.text(0);
        Ok(args.flags(|row| Some(text.get(row).is_some_and(f))))
    })
}

fn arguments(compiler: &mut Compiler, evaluator: &Evaluator, call: &Call, result: &Type) -> Vec<Kernel> {
    let want = |n: usize| evaluator.args.get(n).or(evaluator.args.last()).copied().unwrap_or(Want::Own);
    let kernel = |(n, arg): (usize, &Expr)| match want(n) {
        Want::Own => compiler.kernel(arg),
        Want::Result => compiler.kernel_as(arg, result),
        Want::Element => match element_of(result).or_else(|| element_of(&call.args.first()?.ty)) {
            Some(element) => compiler.kernel_as(arg, element),
            None => compiler.kernel(arg),
        },
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

/// Functions of `weir_platforms`' table that the engine can't compute: scalar ones, and aggregates.
pub fn missing() -> Vec<&'static str> {
    use weir_platforms::functions::{Category, FUNCTIONS};
    FUNCTIONS
        .iter()
        .filter(|function| function.category != Category::Window)
        .filter(|function| {
            let aggregate = function.category == Category::Aggregate;
            if aggregate { !crate::aggregates::NAMES.contains(&function.name) } else { find(function.name).is_none() }
        })
        .map(|function| function.name)
        .collect()
}
