//! OVER: windows and frames.

use super::*;

#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "there are few windows in a query")]
pub enum Over {
    /// `OVER w`.
    Named(Name),
    /// `OVER (…)`.
    Spec(WindowSpec),
}

/// `([base] [PARTITION BY …] [ORDER BY …] [frame])`; the span includes the parentheses.
#[derive(Debug, Clone, PartialEq)]
pub struct WindowSpec {
    pub base: Option<Name>,
    pub partition_by: Vec<Expr>,
    pub order_by: Vec<OrderItem>,
    pub frame: Option<Frame>,
    pub span: Span,
}

/// `ROWS BETWEEN start AND end`; without `end` the frame ends at the current row.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    pub unit: FrameUnit,
    pub start: Bound,
    pub end: Option<Bound>,
    pub span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameUnit {
    Rows,
    Range,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    pub kind: BoundKind,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum BoundKind {
    UnboundedPreceding,
    Preceding(Expr),
    CurrentRow,
    Following(Expr),
    UnboundedFollowing,
}

/// `name AS (spec)` of the WINDOW clause.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedWindow {
    pub name: Name,
    pub spec: WindowSpec,
    pub span: Span,
}
