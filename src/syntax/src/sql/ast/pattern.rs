//! MATCH_RECOGNIZE.

use super::*;

#[derive(Debug, Clone, PartialEq)]
pub struct MatchRecognize {
    pub partition_by: Vec<Expr>,
    pub order_by: Vec<OrderItem>,
    pub measures: Vec<Measure>,
    pub rows: Option<Spanned<RowsPerMatch>>,
    pub after: Option<AfterMatch>,
    pub pattern: Pattern,
    /// The interval of WITHIN.
    pub within: Option<Expr>,
    pub subsets: Vec<Subset>,
    pub define: Vec<Definition>,
    /// The whole clause.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Measure {
    pub expr: Expr,
    pub name: Name,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowsPerMatch {
    One,
    All,
}

/// `AFTER MATCH SKIP …`.
#[derive(Debug, Clone, PartialEq)]
pub struct AfterMatch {
    pub skip: Skip,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Skip {
    ToNextRow,
    PastLastRow,
    ToFirst(Name),
    ToLast(Name),
    /// `SKIP TO A`: the same as LAST.
    To(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    pub kind: PatternKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum PatternKind {
    Symbol(Name),
    /// `A B C`, two or more.
    Concat(Vec<Pattern>),
    /// `A | B`, two or more.
    Alternate(Vec<Pattern>),
    Group(Box<Pattern>),
    /// `{- A -}`.
    Exclude(Box<Pattern>),
    /// `PERMUTE(A, B)`.
    Permute(Vec<Pattern>),
    Quantified {
        pattern: Box<Pattern>,
        quantifier: PatternQuantifier,
    },
}

/// `*` is 0 to unbounded, `+` 1 to unbounded, `?` 0 to 1, `{n}` n to n, `{,m}` 0 to m.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PatternQuantifier {
    pub min: u32,
    pub max: Option<u32>,
    /// A `?` after it: as few as possible.
    pub reluctant: bool,
    pub span: Span,
}

/// `name = (a, b)` of SUBSET.
#[derive(Debug, Clone, PartialEq)]
pub struct Subset {
    pub name: Name,
    pub symbols: Vec<Name>,
    pub span: Span,
}

/// `name AS condition` of DEFINE.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    pub name: Name,
    pub condition: Expr,
    pub span: Span,
}
