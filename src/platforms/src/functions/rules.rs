use super::family::is_numeric;
use super::{Function, NullRule, ResultRule, Signature, common};
use weir_ir::{DataType, Type};

/// An argument as the rules see it.
#[derive(Debug, Clone, Copy)]
pub struct Argument<'a> {
    pub ty: &'a Type,
    /// The value of a whole number that is a literal.
    pub integer: Option<i64>,
}

/// Why a call is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// No signature takes so many arguments.
    Count,
    /// The argument at this position is of the wrong type.
    Type(usize),
    /// The arguments have no common type.
    Mix,
}

/// Where an aggregate stands; what it is over no rows depends on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AggregateContext {
    /// Without GROUP BY, or with FILTER: there may be no rows.
    Global,
    Grouped,
    /// OVER the default frame, which always holds a row.
    Over,
    /// OVER an explicit frame.
    OverFrame,
}

pub(super) fn call(function: &Function, args: &[Argument<'_>]) -> Result<Type, Refusal> {
    check(function.signatures, args)?;
    let data = result(function, args)?;
    Ok(Type::new(data, nullable(function.nulls, args, AggregateContext::Grouped)))
}

pub(super) fn aggregate(
    function: &Function,
    args: &[Argument<'_>],
    context: AggregateContext,
) -> Result<Type, Refusal> {
    check(function.signatures, args)?;
    let data = result(function, args)?;
    Ok(Type::new(data, nullable(function.nulls, args, context)))
}

fn check(signatures: &[Signature], args: &[Argument<'_>]) -> Result<(), Refusal> {
    let mut refusal = Refusal::Count;
    for signature in signatures {
        match fits(signature, args) {
            Ok(()) => return Ok(()),
            Err(Refusal::Count) => {}
            Err(other) => refusal = other,
        }
    }
    Err(refusal)
}

fn fits(signature: &Signature, args: &[Argument<'_>]) -> Result<(), Refusal> {
    let most = signature.required.len() + signature.optional.len();
    if args.len() < signature.required.len() || (args.len() > most && signature.rest.is_none()) {
        return Err(Refusal::Count);
    }
    let families = signature.required.iter().chain(signature.optional).copied().map(Some);
    let families = families.chain(std::iter::repeat(signature.rest));
    let wrong = args.iter().zip(families).position(|(arg, family)| family.is_some_and(|f| !f.accepts(&arg.ty.data)));
    wrong.map_or(Ok(()), |position| Err(Refusal::Type(position)))
}

fn result(function: &Function, args: &[Argument<'_>]) -> Result<DataType, Refusal> {
    let data = |n: usize| args.get(n).map(|arg| arg.ty.data.clone()).ok_or(Refusal::Count);
    match &function.result {
        ResultRule::Fixed(fixed) => Ok(fixed.clone()),
        ResultRule::Same(n) => data(*n),
        ResultRule::Varying(n) => data(*n).map(varying),
        ResultRule::Common(from) => all_common(args.get(*from..).unwrap_or_default()),
        ResultRule::Element(n) => {
            data(*n).map(|data| element(&Type::nullable(data)).map_or(DataType::Error, |element| element.data.clone()))
        }
        ResultRule::Custom(rule) => rule(args).ok_or(Refusal::Mix),
    }
}

fn all_common(args: &[Argument<'_>]) -> Result<DataType, Refusal> {
    let mut types = args.iter().map(|arg| arg.ty.clone());
    let first = types.next().ok_or(Refusal::Count)?;
    types.try_fold(first, |all, ty| common::least_common(&all, &ty)).map(|ty| ty.data).ok_or(Refusal::Mix)
}

fn varying(data: DataType) -> DataType {
    if let DataType::Char(n) = data { DataType::VarChar(n) } else { data }
}

fn element(ty: &Type) -> Option<&Type> {
    if let DataType::Array(element) | DataType::Multiset(element) = &ty.data { Some(element) } else { None }
}

/// A number that becomes another type to be an element becomes nullable with it.
fn cast_to_nullable((array, value): (&Argument<'_>, &Argument<'_>)) -> bool {
    let Some(element) = element(array.ty) else { return false };
    element.nullable && is_numeric(&value.ty.data) && value.ty.data != element.data
}

/// A row counts as nullable with its fields here.
fn has_nullable_field(ty: &Type) -> bool {
    matches!(&ty.data, DataType::Row(fields) if fields.iter().any(|field| field.ty.nullable))
}

fn nullable(rule: NullRule, args: &[Argument<'_>], context: AggregateContext) -> bool {
    let any = |args: &[Argument<'_>]| args.iter().any(|arg| arg.ty.nullable);
    match rule {
        NullRule::Any => any(args),
        NullRule::First => any(args.get(..1).unwrap_or_default()),
        NullRule::Element => any(args) || args.first().is_some_and(|arg| element(arg.ty).is_some_and(|e| e.nullable)),
        NullRule::AnyField => any(args) || args.iter().any(|arg| has_nullable_field(arg.ty)),
        NullRule::Added => any(args) || args.first().zip(args.get(1)).is_some_and(cast_to_nullable),
        NullRule::All => args.iter().all(|arg| arg.ty.nullable),
        NullRule::Always => true,
        NullRule::Never => false,
        NullRule::Group => match context {
            AggregateContext::Global | AggregateContext::OverFrame => true,
            AggregateContext::Grouped | AggregateContext::Over => any(args),
        },
        NullRule::Default => args.get(2).is_none_or(|arg| arg.ty.nullable),
    }
}
