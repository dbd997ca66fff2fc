//! The query of a transform as written, with names and types resolved. Dialects print it after named rewrites; the
//! plan is lowered from it.

/// A resolved query.
#[derive(Debug, Clone)]
pub struct Query {
    pub span: weir_diagnostics::Span,
}
