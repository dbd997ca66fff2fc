use weir_diagnostics::{FileId, Span};
use weir_ir::sql::{Expr, ExprKind, MatchExpr};

/// Whether two expressions say the same, wherever they stand and however their columns are qualified. A key is the
/// same behind its group, where it may be null.
pub(super) fn same(a: &Expr, b: &Expr) -> bool {
    let alike = a.ty.data == b.ty.data && std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind);
    alike && normalized(a) == normalized(b)
}

fn normalized(expr: &Expr) -> Expr {
    let mut expr = expr.clone();
    normalize(&mut expr);
    expr
}

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

fn normalize(expr: &mut Expr) {
    expr.span = NOWHERE;
    expr.ty.nullable = false;
    if let ExprKind::Column(used) = &mut expr.kind {
        used.qualified = false;
    } else if let ExprKind::Field(_, name) = &mut expr.kind {
        name.span = NOWHERE;
    } else if let ExprKind::Aggregate(call) = &mut expr.kind {
        call.span = NOWHERE;
    } else if let ExprKind::Over(over) = &mut expr.kind {
        over.function.span = NOWHERE;
        over.named = None;
    } else if let ExprKind::Match(matched) = &mut expr.kind
        && let MatchExpr::Rows { call, .. } = matched.as_mut()
    {
        call.span = NOWHERE;
    }
    for child in expr.children_mut() {
        normalize(child);
    }
}
