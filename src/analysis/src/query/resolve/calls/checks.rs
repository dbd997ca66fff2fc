//! What the table of functions can't say of a call: units, literals, arguments that are checked against each other.

use super::{super::operators::is_zero, Resolver, is_null};
use crate::query::diagnostics as say;
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    sql::{CallForm, Expr, ExprKind, Literal, TimeKind, TimeUnit},
};
use weir_platforms::functions::{self, Family, Function};

impl Resolver<'_> {
    /// Time attributes that are kept, types that depend on a unit; poison where something is wrong.
    pub(super) fn adjust(
        &mut self,
        function: &Function,
        (args, form): (&[Expr], &CallForm),
        ty: Type,
        span: Span,
    ) -> (Type, Option<TimeKind>) {
        let moment = args.iter().find(|arg| Family::Timestamp.accepts(&arg.ty.data)).and_then(|arg| arg.time);
        if let CallForm::Extract(unit) | CallForm::UnitFirst(unit) = form
            && let Some(arg) = args.iter().find(|arg| !takes_unit(function.name, *unit, &arg.ty.data))
        {
            self.report(say::wrong_unit(function.name, arg.span, unit.word(), &arg.ty));
            return (Type::poison(), None);
        }
        match (function.name, form, args) {
            ("TIMESTAMPADD", CallForm::UnitFirst(unit), _) if ty.data == DataType::Date && !whole_days(*unit) => {
                (Type::new(DataType::Timestamp(6), ty.nullable), None)
            }
            ("TIMESTAMPADD", ..) => (ty, moment),
            ("TIMESTAMPDIFF", _, [from, to]) => {
                self.check_difference(function, (from, to), span);
                let nanoseconds = matches!(form, CallForm::UnitFirst(TimeUnit::Nanosecond));
                (if nanoseconds { Type::new(DataType::BigInt, ty.nullable) } else { ty }, None)
            }
            ("MOD", _, [_, divisor]) if is_zero(divisor) => {
                self.report(say::division_by_zero(span));
                (ty, None)
            }
            ("PROCTIME", ..) => (ty, Some(TimeKind::Processing)),
            ("COALESCE" | "IFNULL" | "IF" | "GREATEST" | "LEAST", ..) => {
                self.check_mixed_moments(args, span);
                self.check_values(function, args);
                (ty, None)
            }
            _ => {
                self.check_values(function, args);
                (ty, None)
            }
        }
    }

    /// Flink 2.2: both with a zone, or both without; never a TIME.
    fn check_difference(&mut self, function: &Function, (from, to): (&Expr, &Expr), span: Span) {
        let local = |expr: &Expr| matches!(expr.ty.data, DataType::TimestampLtz(_));
        let clock = |expr: &&&Expr| matches!(expr.ty.data, DataType::Time(_));
        if local(from) != local(to) {
            self.report(say::mixed_difference(span, &from.ty, &to.ty));
        } else if let Some(arg) = [from, to].iter().find(clock) {
            let forms = [format!("{}(DAY, <DATE or TIMESTAMP>, <DATE or TIMESTAMP>)", function.name)];
            self.report(say::wrong_arguments(function.name, arg.span, &[arg.ty.data.to_string()], &forms));
        }
    }

    /// Arguments whose types Flink's planner checks against each other, or takes in part only (Flink 2.2).
    pub(super) fn check_values(&mut self, function: &Function, args: &[Expr]) {
        let whole = |arg: &&Expr| {
            matches!(arg.ty.data, DataType::Array(_) | DataType::Map(..) | DataType::Multiset(_) | DataType::Row(_))
        };
        let (wrong, form) = match (function.name, args) {
            ("NULLIF", [value, null]) => return self.check_comparison("=", value, null, null.span),
            ("ARRAY_CONTAINS" | "ARRAY_POSITION" | "ARRAY_REMOVE", [array, value]) => {
                return self.check_element(function, array, value);
            }
            ("GREATEST" | "LEAST", _) => (args.iter().find(whole), "<COMPARABLE>, …"),
            ("JSON_ARRAY" | "JSON_OBJECT" | "JSON_STRING" | "JSON_ARRAYAGG" | "JSON_OBJECTAGG", _) => {
                let pairs = matches!(function.name, "JSON_OBJECT" | "JSON_OBJECTAGG");
                // JSON_OBJECTAGG takes keys that may be null.
                let null = |arg: &Expr| function.name == "JSON_OBJECT" && arg.ty.nullable;
                let key = |n: usize, arg: &Expr| {
                    pairs && n.is_multiple_of(2) && (null(arg) || !Family::Character.accepts(&arg.ty.data))
                };
                let wrong = args.iter().enumerate().find(|(n, arg)| key(*n, arg) || !is_json(&arg.ty.data));
                (wrong.map(|(_, arg)| arg), if pairs { "'key' VALUE CAST(x AS STRING)" } else { "CAST(x AS STRING)" })
            }
            ("JSON_EXISTS", [_, path]) => (Some(path).filter(|path| !is_text(path)), "<CHARACTER>, 'a literal path'"),
            ("TYPEOF", [_, force]) => (Some(force).filter(|force| !is_literal(force)), "<ANY>, TRUE"),
            ("CURRENT_WATERMARK", [time]) => {
                (Some(time).filter(|time| time.time != Some(TimeKind::Event)), "the event time of a table")
            }
            _ => (None, ""),
        };
        if let Some(arg) = wrong {
            let forms = [format!("{}({form})", function.name)];
            self.report(say::wrong_arguments(function.name, arg.span, &[arg.ty.data.to_string()], &forms));
        }
    }

    /// What is looked for in an array becomes one of its elements without a cast that loses.
    fn check_element(&mut self, function: &Function, array: &Expr, value: &Expr) {
        let DataType::Array(element) = &array.ty.data else { return };
        if is_null(value) || value.ty.is_poison() {
            return;
        }
        if functions::least_common(element, &value.ty).is_none_or(|all| all.data != element.data) {
            self.report(say::branches(function.name, value.span, element, &value.ty));
        }
    }
}

/// Types after RETURNING: scalars of JSON for JSON_VALUE, texts and arrays of them for JSON_QUERY.
pub(super) fn returned(name: &str, data: &DataType) -> bool {
    let text = |data: &DataType| matches!(data, DataType::String | DataType::VarChar(_));
    match data {
        DataType::Boolean | DataType::Int | DataType::Double => name == "JSON_VALUE",
        DataType::Array(element) => name == "JSON_QUERY" && text(&element.data),
        other => text(other),
    }
}

/// Units that Flink's planner has for an operand (Flink 2.2). Numbers are counts: every unit goes.
pub(super) fn takes_unit(name: &str, unit: TimeUnit, data: &DataType) -> bool {
    let clock = matches!(unit, TimeUnit::Hour | TimeUnit::Minute | TimeUnit::Second | TimeUnit::Millisecond);
    let fine = matches!(unit, TimeUnit::Microsecond | TimeUnit::Nanosecond);
    let of_no_length = matches!(unit, TimeUnit::Dow | TimeUnit::IsoDow | TimeUnit::Doy | TimeUnit::Epoch);
    match (name, data) {
        ("EXTRACT", DataType::Time(_)) => clock,
        ("EXTRACT", DataType::Date) => !fine,
        ("EXTRACT", DataType::IntervalMonths(_)) => {
            matches!(unit, TimeUnit::Year | TimeUnit::Quarter | TimeUnit::Month)
        }
        ("EXTRACT", DataType::IntervalMillis(_)) => clock || unit == TimeUnit::Day,
        ("FLOOR" | "CEIL", DataType::Date) => true,
        ("FLOOR" | "CEIL", _) => !of_no_length,
        ("TIMESTAMPADD", DataType::Date) => !of_no_length && !fine && unit != TimeUnit::Millisecond,
        ("TIMESTAMPADD", _) => !of_no_length && !fine,
        _ => true,
    }
}

/// Added to a date they give a date.
fn whole_days(unit: TimeUnit) -> bool {
    !matches!(
        unit,
        TimeUnit::Hour
            | TimeUnit::Minute
            | TimeUnit::Second
            | TimeUnit::Millisecond
            | TimeUnit::Microsecond
            | TimeUnit::Nanosecond
            | TimeUnit::Epoch
    )
}

/// Whether it can stand in JSON (Flink 2.2).
fn is_json(data: &DataType) -> bool {
    !matches!(
        data,
        DataType::Date
            | DataType::Time(_)
            | DataType::IntervalMonths(_)
            | DataType::IntervalMillis(_)
            | DataType::Variant
    )
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(_))
}

fn is_text(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::Text(_)))
}
