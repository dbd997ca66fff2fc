//! Functions OVER a window, and the windows that a SELECT names.

use super::super::{Place, Queries, Resolver, poison, query::sort_key};
use crate::query::{diagnostics as say, refused, streaming as warn};
use weir_diagnostics::suggest;
use weir_ir::sql::{Expr, ExprKind, Frame, FrameBound, FrameUnit, NamedWindow, OverCall, OverWindow};
use weir_platforms::functions::{AggregateContext, Function};
use weir_syntax::sql::ast;

impl Resolver<'_> {
    pub(super) fn over(
        &mut self,
        function: &'static Function,
        call: &ast::Call,
        over: &ast::Over,
        place: Place<'_>,
    ) -> Expr {
        let inner = Place { over: false, clause: "OVER", queries: Queries::Forbidden, ..place };
        let (named, window) = match over {
            ast::Over::Named(name) => {
                let found = place.windows.iter().find(|window| window.name.value == name.value);
                let Some(found) = found else {
                    let near = suggest(&name.value, place.windows.iter().map(|window| window.name.value.as_str()));
                    return self.poison(say::unknown_window(&name.value, name.span, near), call.span);
                };
                (Some(name.clone()), found.window.clone())
            }
            ast::Over::Spec(spec) => match self.window_spec(spec, inner) {
                Some(window) => (None, window),
                None => return poison(call.span),
            },
        };
        let Some(function_call) = self.aggregate_call(call, inner) else { return poison(call.span) };
        if function.is_window() && window.frame.is_some() {
            let message = format!("`{}` takes no frame", function.name);
            let help = "leave ROWS or RANGE out: it looks at its place in the order only";
            return self.poison(warn::over_misuse(call.span, &message, "OVER has a frame", help), call.span);
        }
        let bounded = window.frame.as_ref().is_some_and(|frame| frame.start != FrameBound::UnboundedPreceding);
        let context = if function_call.filter.is_some() {
            AggregateContext::Global
        } else if bounded {
            AggregateContext::OverFrame
        } else {
            AggregateContext::Over
        };
        let Some(ty) = self.aggregate_type(function, &function_call, context) else { return poison(call.span) };
        self.lint_aggregate(&function_call, call.span);
        let over = OverCall { function: function_call, named, window };
        Expr { kind: ExprKind::Over(Box::new(over)), ty, time: None, span: call.span }
    }

    pub(in crate::query::resolve) fn named_windows(
        &mut self,
        windows: &[ast::NamedWindow],
        scope: &crate::query::scope::Scope,
    ) -> Vec<NamedWindow> {
        let place = Place::plain(scope, "WINDOW");
        let mut all = Vec::new();
        for window in windows {
            if let Some(found) = self.window_spec(&window.spec, place) {
                all.push(NamedWindow { name: window.name.clone(), window: found });
            }
        }
        all
    }

    fn window_spec(&mut self, spec: &ast::WindowSpec, place: Place<'_>) -> Option<OverWindow> {
        if let Some(base) = &spec.base {
            self.report(say::refused(&refused::WINDOW_BASE, base.span));
            return None;
        }
        let partition_by = spec.partition_by.iter().map(|key| self.expr(key, place)).collect();
        let order_by = spec
            .order_by
            .iter()
            .map(|item| {
                let expr = self.expr(&item.expr, place);
                sort_key(item, expr)
            })
            .collect();
        let frame = spec.frame.as_ref().map(|frame| Frame {
            unit: match frame.unit {
                ast::FrameUnit::Rows => FrameUnit::Rows,
                ast::FrameUnit::Range => FrameUnit::Range,
            },
            start: self.bound(&frame.start, place),
            end: frame.end.as_ref().map(|end| self.bound(end, place)),
        });
        Some(OverWindow { partition_by, order_by, frame })
    }

    fn bound(&mut self, bound: &ast::Bound, place: Place<'_>) -> FrameBound {
        match &bound.kind {
            ast::BoundKind::UnboundedPreceding => FrameBound::UnboundedPreceding,
            ast::BoundKind::Preceding(expr) => FrameBound::Preceding(Box::new(self.expr(expr, place))),
            ast::BoundKind::CurrentRow => FrameBound::CurrentRow,
            ast::BoundKind::Following(expr) => FrameBound::Following(Box::new(self.expr(expr, place))),
            ast::BoundKind::UnboundedFollowing => FrameBound::UnboundedFollowing,
        }
    }
}
