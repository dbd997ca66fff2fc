//! Calls by name and their arguments.

use super::*;

/// A call by name.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// As written; function names do not care about case.
    pub name: Path,
    /// `CURRENT_TIMESTAMP` and its kin stand without parentheses.
    pub parens: bool,
    pub quantifier: Option<Spanned<Quantifier>>,
    /// `COUNT(*)`: the place of the star; there are no arguments then.
    pub star: Option<Span>,
    pub args: Vec<Arg>,
    pub null_treatment: Option<NullTreatment>,
    /// `ORDER BY` inside the parentheses, as in `ARRAY_AGG(a ORDER BY b)`.
    pub order_by: Vec<OrderItem>,
    /// `WITHIN GROUP (ORDER BY …)`.
    pub within_group: Vec<OrderItem>,
    /// The condition of `FILTER (WHERE …)`.
    pub filter: Option<Expr>,
    pub over: Option<Over>,
    /// From the name to the end of OVER.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Arg {
    /// `name => value`.
    pub name: Option<Name>,
    pub value: ArgValue,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum ArgValue {
    Expr(Expr),
    /// `TABLE t PARTITION BY k ORDER BY ts`.
    Table(TableArg),
    /// `MODEL m`.
    Model(Path),
    /// `DESCRIPTOR(ts, …)`; the span is that of the whole.
    Descriptor(Spanned<Vec<Name>>),
    /// The first argument of TIMESTAMPADD and TIMESTAMPDIFF.
    Unit(TimeUnit),
    /// `DEFAULT`: the parameter's default.
    Default,
}

#[derive(Debug, Clone, PartialEq)]
pub struct TableArg {
    pub source: TableArgSource,
    pub partition_by: Vec<Expr>,
    pub order_by: Vec<OrderItem>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum TableArgSource {
    /// `TABLE t`.
    Named(Path),
    /// `TABLE (SELECT …)`, or `(SELECT …) PARTITION BY k`.
    Query(Box<Query>),
}

/// `IGNORE NULLS` or `RESPECT NULLS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NullTreatment {
    pub ignore: bool,
    /// Before the closing parenthesis, as in `ARRAY_AGG(x IGNORE NULLS)`.
    pub inside: bool,
    pub span: Span,
}
