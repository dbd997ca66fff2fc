#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only the forms of expressions that are named have the shape looked for"
)]

use super::{
    Place, Resolver,
    expr::{boolean, is_date},
    is_null, poison,
};
use crate::query::diagnostics as say;
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    sql::{BinaryOp, Expr, ExprKind, LikeKind, Literal, UnaryOp},
};
use weir_platforms::functions::{Family, arithmetic, comparable, concatenated};
use weir_syntax::sql::ast;

impl Resolver<'_> {
    pub(super) fn binary(&mut self, binary: &ast::Binary, span: Span, place: Place<'_>) -> Expr {
        // Chains of one operator are as deep as they are long: they are read iteratively.
        let mut chain = vec![(binary, span)];
        let mut first = &binary.left;
        while let ast::ExprKind::Binary(inner) = &first.kind {
            chain.push((inner, first.span));
            first = &inner.left;
        }
        let mut left = self.expr(first, place);
        for (binary, span) in chain.into_iter().rev() {
            let right = self.expr(&binary.right, place);
            left = self.apply(binary_op(binary.op.value), left, right, (span, place.clause == "ON"));
        }
        left
    }

    pub(super) fn apply(&mut self, op: BinaryOp, left: Expr, right: Expr, (span, join): (Span, bool)) -> Expr {
        let nullable = left.ty.nullable || right.ty.nullable;
        match op {
            BinaryOp::And | BinaryOp::Or => {
                for side in [&left, &right] {
                    if is_null(side) {
                        self.report(say::bare_null(side.span));
                    }
                    if !Family::Boolean.accepts(&side.ty.data) {
                        self.report(say::operand(op.symbol(), side.span, &side.ty));
                    }
                }
                boolean(ExprKind::Binary(op, Box::new(left), Box::new(right)), nullable, span)
            }
            BinaryOp::Equal
            | BinaryOp::NotEqual
            | BinaryOp::Less
            | BinaryOp::LessEqual
            | BinaryOp::Greater
            | BinaryOp::GreaterEqual => {
                if join && op == BinaryOp::Equal && is_column(&left) && is_column(&right) {
                    self.check_join_types(&left, &right, span);
                } else {
                    self.check_comparison(op.symbol(), &left, &right, span);
                }
                let nullable = nullable || has_nullable_field(&left) || has_nullable_field(&right);
                boolean(ExprKind::Binary(op, Box::new(left), Box::new(right)), nullable, span)
            }
            BinaryOp::Concat if is_null(&left) || is_null(&right) => {
                self.poison(say::bare_null(if is_null(&left) { left.span } else { right.span }), span)
            }
            BinaryOp::Concat => {
                let Some(data) = concatenated(&left.ty.data, &right.ty.data) else {
                    return self.poison(say::operands("||", span, &left.ty, &right.ty), span);
                };
                let kind = ExprKind::Binary(op, Box::new(left), Box::new(right));
                Expr { kind, ty: Type::new(data, nullable), time: None, span }
            }
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo => {
                self.arithmetic(op, left, right, span)
            }
        }
    }

    pub(super) fn arithmetic(&mut self, op: BinaryOp, left: Expr, right: Expr, span: Span) -> Expr {
        if left.ty.is_poison() || right.ty.is_poison() {
            return poison(span);
        }
        if let Some(null) = [&left, &right].into_iter().find(|side| is_null(side)) {
            return self.poison(say::bare_null(null.span), span);
        }
        let Some(data) = arithmetic(op, &left.ty.data, &right.ty.data) else {
            let moments = Family::Temporal.accepts(&left.ty.data) && Family::Temporal.accepts(&right.ty.data);
            let diagnostic = if op == BinaryOp::Subtract && moments {
                say::time_subtraction(span, &left.ty, &right.ty)
            } else {
                say::operands(op.symbol(), span, &left.ty, &right.ty)
            };
            return self.poison(diagnostic, span);
        };
        let interval = matches!(left.ty.data, DataType::IntervalMillis(_) | DataType::IntervalMonths(_));
        if op == BinaryOp::Add && interval && matches!(right.ty.data, DataType::TimestampLtz(_)) {
            return self.poison(say::interval_first(span, &right.ty), span);
        }
        self.lint_arithmetic(op, &left, &right, span);
        let nullable = left.ty.nullable || right.ty.nullable;
        // A time attribute plus an interval still prints as one.
        let time = if Family::Temporal.accepts(&data) { left.time.or(right.time) } else { None };
        Expr { kind: ExprKind::Binary(op, Box::new(left), Box::new(right)), ty: Type::new(data, nullable), time, span }
    }

    fn lint_arithmetic(&mut self, op: BinaryOp, left: &Expr, right: &Expr, span: Span) {
        if matches!(op, BinaryOp::Divide | BinaryOp::Modulo) && is_zero(right) {
            self.report(say::division_by_zero(span));
        }
        let whole = |expr: &Expr| Family::Integer.accepts(&expr.ty.data) && expr.ty.data != DataType::Null;
        let literal = matches!(right.kind, ExprKind::Literal(_));
        if op == BinaryOp::Divide && whole(left) && whole(right) && !literal {
            let label = format!("{} / {}", left.ty.data, right.ty.data);
            let help = "divide types with a fraction: `CAST(x AS DOUBLE) / y`";
            self.report(say::lossy(span, "the quotient is cut to a whole number", label, help));
        }
        if left.ty.data == DataType::Float && right.ty.data == DataType::Double {
            let label = "FLOAT with DOUBLE is FLOAT";
            self.report(say::lossy(span, "half of the digits are lost", label, "cast the FLOAT: `CAST(x AS DOUBLE)`"));
        }
    }

    /// Two things that are compared. Texts with anything else are refused, although Flink's validator accepts some:
    /// its planner refuses them, or the job ends at the first text that is no number (types.md, Comparisons).
    pub(super) fn check_comparison(&mut self, symbol: &str, left: &Expr, right: &Expr, span: Span) {
        let (l, r) = (&left.ty, &right.ty);
        if l.is_poison() || r.is_poison() {
            return;
        }
        let text = |ty: &Type| Family::Character.accepts(&ty.data) && ty.data != DataType::Null;
        let moment = |ty: &Type| Family::Temporal.accepts(&ty.data);
        if text(l) != text(r) && l.data != DataType::Null && r.data != DataType::Null {
            let (written, other) = if text(l) { (left, r) } else { (right, l) };
            match &written.kind {
                ExprKind::Literal(Literal::Text(text)) if moment(other) => {
                    if !reads_as(text, &other.data) {
                        let message = format!("`{text}` is no {}", other.data);
                        self.report(say::bad_literal(written.span, message, "write the moment in full"));
                    }
                }
                _ => self.report(say::text_comparison(symbol, span, l, r)),
            }
        } else if !comparable(&l.data, &r.data) {
            self.report(say::operands(symbol, span, l, r));
        }
    }

    /// The two sides of an equality of a join: Flink converts neither.
    pub(super) fn check_join_types(&mut self, left: &Expr, right: &Expr, span: Span) {
        let (l, r) = (&left.ty, &right.ty);
        if l.is_poison() || r.is_poison() {
            return;
        }
        let text = |ty: &Type| Family::Character.accepts(&ty.data);
        if text(l) != text(r) || !comparable(&l.data, &r.data) {
            self.report(say::join_types(span, l, r));
        }
    }

    pub(super) fn check_mixed_moments(&mut self, values: &[Expr], span: Span) {
        let local = values.iter().any(|value| matches!(value.ty.data, DataType::TimestampLtz(_)));
        let wall = values.iter().any(|value| matches!(value.ty.data, DataType::Timestamp(_)));
        if local && wall {
            self.report(say::mixed_moments(span));
        }
    }

    pub(super) fn between(&mut self, between: &ast::Between, span: Span, place: Place<'_>) -> Expr {
        let operand = self.expr(&between.operand, place);
        let (low, high) = (self.expr(&between.low, place), self.expr(&between.high, place));
        self.check_comparison("BETWEEN", &operand, &low, low.span);
        self.check_comparison("BETWEEN", &operand, &high, high.span);
        let nullable = operand.ty.nullable || low.ty.nullable || high.ty.nullable;
        let kind = ExprKind::Between {
            operand: Box::new(operand),
            low: Box::new(low),
            high: Box::new(high),
            symmetric: between.symmetric,
            negated: between.negated,
        };
        boolean(kind, nullable, span)
    }

    pub(super) fn like(&mut self, like: &ast::Like, span: Span, place: Place<'_>) -> Expr {
        let (operand, pattern) = (self.expr(&like.operand, place), self.expr(&like.pattern, place));
        let escape = like.escape.as_ref().map(|escape| self.expr(escape, place));
        for part in [&operand, &pattern].into_iter().chain(&escape) {
            if is_null(part) {
                self.report(say::bare_null(part.span));
            } else if !Family::Character.accepts(&part.ty.data) {
                self.report(say::operand("LIKE", part.span, &part.ty));
            }
        }
        let kind = match like.kind {
            ast::LikeKind::Like => LikeKind::Like,
            ast::LikeKind::SimilarTo => LikeKind::SimilarTo,
        };
        let nullable = operand.ty.nullable || pattern.ty.nullable;
        let kind = ExprKind::Like {
            kind,
            operand: Box::new(operand),
            pattern: Box::new(pattern),
            escape: escape.map(Box::new),
            negated: like.negated,
        };
        boolean(kind, nullable, span)
    }
}

/// Rows are compared field by field: a null field makes the answer null.
fn has_nullable_field(expr: &Expr) -> bool {
    matches!(&expr.ty.data, DataType::Row(fields) if fields.iter().any(|field| field.ty.nullable))
}

/// Whether Flink reads a text as such a moment when it plans.
fn reads_as(text: &str, data: &DataType) -> bool {
    let numbers = |text: &str, by: char, most: usize| {
        let parts: Vec<&str> = text.split(by).collect();
        parts.len() <= most && parts.iter().all(|part| part.trim().parse::<u32>().is_ok())
    };
    let clock = |text: &str| numbers(text.split('.').next().unwrap_or(text), ':', 3);
    match data {
        DataType::Date => numbers(text.split(' ').next().unwrap_or(text), '-', 3),
        DataType::Time(_) => clock(text),
        _ => match text.split_once(' ') {
            Some((date, time)) => is_date(date) && clock(time),
            None => is_date(text),
        },
    }
}

fn is_column(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Column(_))
}

pub(super) fn is_zero(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => text.chars().all(|c| matches!(c, '0' | '.')),
        ExprKind::Unary(UnaryOp::Minus | UnaryOp::Plus, operand) => is_zero(operand),
        _ => false,
    }
}

pub(super) fn binary_op(op: ast::BinaryOp) -> BinaryOp {
    match op {
        ast::BinaryOp::Multiply => BinaryOp::Multiply,
        ast::BinaryOp::Divide => BinaryOp::Divide,
        ast::BinaryOp::Modulo => BinaryOp::Modulo,
        ast::BinaryOp::Concat => BinaryOp::Concat,
        ast::BinaryOp::Add => BinaryOp::Add,
        ast::BinaryOp::Subtract => BinaryOp::Subtract,
        ast::BinaryOp::Equal => BinaryOp::Equal,
        ast::BinaryOp::NotEqual => BinaryOp::NotEqual,
        ast::BinaryOp::Less => BinaryOp::Less,
        ast::BinaryOp::LessOrEqual => BinaryOp::LessEqual,
        ast::BinaryOp::Greater => BinaryOp::Greater,
        ast::BinaryOp::GreaterOrEqual => BinaryOp::GreaterEqual,
        ast::BinaryOp::And => BinaryOp::And,
        ast::BinaryOp::Or => BinaryOp::Or,
    }
}
