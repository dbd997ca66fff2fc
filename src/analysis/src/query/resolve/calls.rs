//! Calls: scalar functions with their special forms, aggregates; OVER has a file of its own.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only the forms of expressions that are named have the shape looked for"
)]

mod aggregate;
mod checks;
mod over;

use super::{Place, Resolver, grouping::GROUPING, is_null, poison};
use crate::query::{diagnostics as say, refused, types};
use weir_diagnostics::{Span, suggest};
use weir_ir::{
    DataType, Type,
    sql::{Call, CallForm, Expr, ExprKind, JsonClauses, Literal, TimeUnit, TrimSide, UnaryOp},
};
use weir_platforms::functions::{self, Argument, Family, Function, Refusal};
use weir_syntax::sql::ast;

/// Functions that users bring from other databases, and what to write instead.
const ELSEWHERE: &[(&str, &str)] = &[
    ("DATE_TRUNC", "write `FLOOR(ts TO HOUR)`"),
    ("TIMESTAMP_TRUNC", "write `FLOOR(ts TO HOUR)`"),
    ("DATE_ADD", "write `ts + INTERVAL '1' DAY`"),
    ("DATEADD", "write `TIMESTAMPADD(DAY, 1, ts)`"),
    ("DATE_SUB", "write `ts - INTERVAL '1' DAY`"),
    ("DATEDIFF", "write `TIMESTAMPDIFF(DAY, a, b)`"),
    ("DATE_DIFF", "write `TIMESTAMPDIFF(DAY, a, b)`"),
    ("TO_CHAR", "write `DATE_FORMAT(ts, 'yyyy-MM-dd')`"),
    ("FORMAT_TIMESTAMP", "write `DATE_FORMAT(ts, 'yyyy-MM-dd')`"),
    ("NVL", "write `COALESCE(a, b)`"),
    ("ISNULL", "write `x IS NULL`, or `COALESCE(x, y)`"),
    ("IFF", "write `IF(condition, a, b)`"),
    ("LEN", "write `CHAR_LENGTH(text)`"),
    ("LENGTH", "write `CHAR_LENGTH(text)`"),
    ("TO_NUMBER", "write `CAST(text AS DECIMAL(10, 2))`"),
    ("TO_VARCHAR", "write `CAST(x AS STRING)`"),
    ("STRING_AGG", "write `LISTAGG(x, ', ')`"),
    ("GROUP_CONCAT", "write `LISTAGG(x, ', ')`"),
    ("ANY_VALUE", "write `MAX(x)` or `FIRST_VALUE(x)`"),
    ("GETDATE", "write `CURRENT_TIMESTAMP`"),
    ("SYSDATE", "write `CURRENT_TIMESTAMP`"),
    ("SAFE_CAST", "write `TRY_CAST(x AS INT)`"),
    ("PERCENTILE_CONT", "write `PERCENTILE(x, 0.5)`"),
    ("PERCENTILE_DISC", "write `PERCENTILE(x, 0.5)`"),
    ("COUNT_IF", "write `COUNT(*) FILTER (WHERE …)`"),
    ("COUNTIF", "write `COUNT(*) FILTER (WHERE …)`"),
    ("APPROX_COUNT_DISTINCT", "write `COUNT(DISTINCT x)`"),
    ("MEDIAN", "write `PERCENTILE(x, 0.5)`"),
];

impl Resolver<'_> {
    pub(super) fn call(&mut self, call: &ast::Call, place: Place<'_>) -> Expr {
        let name = called(call);
        if let Some(found) = self.pattern_call(&name, call, place) {
            return found;
        }
        if name == "JSON" {
            return self.poison(say::json_alone(call.span), call.span);
        }
        if let Some(what) = refused_function(&name) {
            return self.refused(what, call.span);
        }
        if GROUPING.contains(&name.as_str()) {
            return self.grouping_function(&name, call, place);
        }
        let Some(function) = functions::find(&name).filter(|_| call.name.parts.len() == 1) else {
            return self.unknown_function(&name, call);
        };
        if let Some(arg) = call.args.iter().find(|arg| arg.name.is_some()) {
            let message = "Flink takes arguments by name in window functions only";
            let help = "give the arguments in order";
            return self.poison(say::not_run(arg.span, message, "by name", help), call.span);
        }
        if function.is_aggregate() || function.is_window() {
            return self.aggregate_or_over(function, call, place);
        }
        let extra = call.over.is_some() || call.filter.is_some() || call.quantifier.is_some() || call.star.is_some();
        if extra {
            return self.poison(say::over_not_taken(function.name, call.span), call.span);
        }
        self.scalar(function, call, place)
    }

    fn unknown_function(&mut self, name: &str, call: &ast::Call) -> Expr {
        if let Some((_, instead)) = ELSEWHERE.iter().find(|(known, _)| *known == name) {
            return self.poison(say::not_flink(name, call.span, instead), call.span);
        }
        let near = suggest(name, functions::FUNCTIONS.iter().map(|function| function.name));
        self.poison(say::unknown_function(name, call.name.span, near), call.span)
    }

    fn scalar(&mut self, function: &'static Function, call: &ast::Call, place: Place<'_>) -> Expr {
        let unit =
            call.args.iter().find_map(|arg| if let ast::ArgValue::Unit(unit) = arg.value { Some(unit) } else { None });
        let Some(args) = self.args(call, place) else { return poison(call.span) };
        let form = match (unit, call.parens) {
            (Some(unit), _) => CallForm::UnitFirst(time_unit(unit)),
            (None, true) => CallForm::Plain,
            (None, false) => CallForm::Bare,
        };
        if matches!(function.name, "TIMESTAMPADD" | "TIMESTAMPDIFF") && unit.is_none() {
            let forms = vec![format!("{}(DAY, a, b)", function.name)];
            return self
                .poison(say::wrong_arguments(function.name, call.span, &["no unit".to_string()], &forms), call.span);
        }
        self.typed(function, args, form, call.span)
    }

    /// Arguments that are expressions; none where one is something else.
    pub(super) fn args(&mut self, call: &ast::Call, place: Place<'_>) -> Option<Vec<Expr>> {
        let mut args = Vec::new();
        for arg in &call.args {
            match &arg.value {
                ast::ArgValue::Expr(expr) => args.push(self.expr(expr, place)),
                ast::ArgValue::Unit(_) => {}
                ast::ArgValue::Table(_)
                | ast::ArgValue::Model(_)
                | ast::ArgValue::Descriptor(_)
                | ast::ArgValue::Default => {
                    self.report(say::refused(&refused::TABLE_FUNCTION, arg.span));
                    return None;
                }
            }
        }
        Some(args)
    }

    /// A scalar call with its type.
    fn typed(&mut self, function: &'static Function, args: Vec<Expr>, form: CallForm, span: Span) -> Expr {
        if args.iter().any(|arg| arg.ty.is_poison()) {
            return poison(span);
        }
        let untyped = args.iter().enumerate().find(|(n, arg)| is_null(arg) && !function.takes_null(*n));
        let untyped = untyped.map(|(_, arg)| arg).or_else(|| args.first().filter(|_| all_null(function, &args)));
        if let Some(arg) = untyped {
            return self.poison(say::bare_null(arg.span), span);
        }
        let ty = match function.call(&arguments(&args)) {
            Ok(ty) => ty,
            Err(refusal) => return self.refuse_call(function, &args, refusal, span),
        };
        let (ty, time) = self.adjust(function, (&args, &form), ty, span);
        if ty.is_poison() {
            return poison(span);
        }
        Expr { kind: ExprKind::Call(Call { name: function.name.to_string(), args, form }), ty, time, span }
    }

    fn refuse_call(&mut self, function: &Function, args: &[Expr], refusal: Refusal, span: Span) -> Expr {
        if refusal == Refusal::Mix
            && let Some((first, rest)) = args.split_first()
        {
            let other = rest.iter().find(|arg| functions::least_common(&first.ty, &arg.ty).is_none()).unwrap_or(first);
            return self.poison(say::branches(function.name, other.span, &first.ty, &other.ty), span);
        }
        let given: Vec<String> = args.iter().map(|arg| arg.ty.data.to_string()).collect();
        self.poison(say::wrong_arguments(function.name, span, &given, &function.forms()), span)
    }

    /// Calls with a syntax of their own.
    pub(super) fn special(&mut self, expr: &ast::Expr, place: Place<'_>) -> Expr {
        let span = expr.span;
        let known = |name: &str| functions::find(name);
        let (name, args, form) = match &expr.kind {
            ast::ExprKind::Extract { unit, operand } => {
                ("EXTRACT", vec![self.expr(operand, place)], CallForm::Extract(time_unit(unit.value)))
            }
            ast::ExprKind::FloorTo { operand, unit } => {
                return self.rounded_time("FLOOR", operand, unit.value, (span, place));
            }
            ast::ExprKind::CeilTo { operand, unit } => {
                return self.rounded_time("CEIL", operand, unit.value, (span, place));
            }
            ast::ExprKind::Trim(trim) => {
                let operand = self.expr(&trim.operand, place);
                let characters = trim.characters.as_ref().map(|characters| self.expr(characters, place));
                let side = match trim.side {
                    Some(ast::TrimSide::Leading) => TrimSide::Leading,
                    Some(ast::TrimSide::Trailing) => TrimSide::Trailing,
                    Some(ast::TrimSide::Both) | None => TrimSide::Both,
                };
                ("TRIM", std::iter::once(operand).chain(characters).collect(), CallForm::Trim(side))
            }
            ast::ExprKind::Substring { operand, from, length } => {
                let parts = [operand, from].into_iter().chain(length);
                ("SUBSTRING", parts.map(|part| self.expr(part, place)).collect(), CallForm::Plain)
            }
            // The third argument makes it LOCATE, which every engine has.
            ast::ExprKind::Position { needle, haystack, from: Some(from) } => {
                ("LOCATE", [needle, haystack, from].map(|part| self.expr(part, place)).into(), CallForm::Plain)
            }
            ast::ExprKind::Position { needle, haystack, from: None } => {
                ("POSITION", vec![self.expr(needle, place), self.expr(haystack, place)], CallForm::In)
            }
            ast::ExprKind::Overlaps { left, right } => return self.overlaps(left, right, span, place),
            ast::ExprKind::Overlay(overlay) => {
                let parts = [&overlay.operand, &overlay.replacement, &overlay.from].into_iter().chain(&overlay.length);
                ("OVERLAY", parts.map(|part| self.expr(part, place)).collect(), CallForm::Placing)
            }
            ast::ExprKind::Json(json) => return self.json(json, span, place),
            _ => return poison(span),
        };
        match known(name) {
            Some(function) => self.typed(function, args, form, span),
            None => poison(span),
        }
    }

    /// `(a, b) OVERLAPS (c, d)`: moments of one kind; the second of a pair may be a length (Flink 2.2's validator).
    fn overlaps(&mut self, left: &ast::Expr, right: &ast::Expr, span: Span, place: Place<'_>) -> Expr {
        let mut args = Vec::new();
        for side in [left, right] {
            let ast::ExprKind::Row { items, .. } = &side.kind else { continue };
            args.extend(items.iter().map(|item| self.expr(item, place)));
        }
        if args.iter().any(|arg| arg.ty.is_poison()) {
            return poison(span);
        }
        let interval = |arg: &Expr| matches!(arg.ty.data, DataType::IntervalMillis(_) | DataType::IntervalMonths(_));
        let kind = |arg: &Expr| match arg.ty.data {
            DataType::Date => 1,
            DataType::Time(_) => 2,
            DataType::Timestamp(_) => 3,
            DataType::TimestampLtz(_) => 4,
            _ => 0,
        };
        let fits = |a: &Expr, b: &Expr| kind(a) > 0 && (kind(a) == kind(b) || interval(b));
        let good = matches!(args.as_slice(), [a, b, c, d] if fits(a, b) && fits(c, d) && kind(a) == kind(c));
        match functions::find("OVERLAPS").filter(|_| good) {
            Some(function) => self.typed(function, args, CallForm::Overlaps, span),
            None => {
                let given: Vec<String> = args.iter().map(|arg| arg.ty.data.to_string()).collect();
                let forms = ["(start, end) OVERLAPS (start, end)", "(start, length) OVERLAPS (start, end)"];
                let forms = forms.map(str::to_string);
                self.poison(say::wrong_arguments("OVERLAPS", span, &given, &forms), span)
            }
        }
    }

    /// `FLOOR(ts TO HOUR)`: keeps the type and the time attribute.
    fn rounded_time(
        &mut self,
        name: &str,
        operand: &ast::Expr,
        unit: ast::TimeUnit,
        (span, place): (Span, Place<'_>),
    ) -> Expr {
        let operand = self.expr(operand, place);
        if !Family::Temporal.accepts(&operand.ty.data) {
            let forms = vec![format!("{name}(<DATETIME> TO HOUR)")];
            return self.poison(say::wrong_arguments(name, span, &[operand.ty.data.to_string()], &forms), span);
        }
        let round = time_unit(unit);
        if !checks::takes_unit(name, round, &operand.ty.data) {
            return self.poison(say::wrong_unit(name, operand.span, round.word(), &operand.ty), span);
        }
        let (ty, time) = (operand.ty.clone(), operand.time);
        let call = Call { name: name.to_string(), args: vec![operand], form: CallForm::To(time_unit(unit)) };
        Expr { kind: ExprKind::Call(call), ty, time, span }
    }

    /// A value of JSON_OBJECT or JSON_ARRAY; only here a text may be JSON already.
    fn json_part(&mut self, expr: &ast::Expr, place: Place<'_>) -> Expr {
        match (&expr.kind, functions::find("JSON")) {
            (ast::ExprKind::Call(call), Some(function)) if called(call) == "JSON" => self.scalar(function, call, place),
            _ => self.expr(expr, place),
        }
    }

    fn json(&mut self, json: &ast::JsonCall, span: Span, place: Place<'_>) -> Expr {
        let mut words = Vec::new();
        let (name, args, returning, pairs) = match &json.kind {
            ast::JsonKind::Exists { input, path, on_error } => {
                words.extend(on_error.map(|on| format!("{} ON ERROR", exists_word(on))));
                ("JSON_EXISTS", vec![self.expr(input, place), self.expr(path, place)], None, false)
            }
            ast::JsonKind::Value { input, path, returning, on_empty, on_error } => {
                words.extend(on_empty.as_ref().and_then(|on| self.value_word(on, "EMPTY", place)));
                words.extend(on_error.as_ref().and_then(|on| self.value_word(on, "ERROR", place)));
                ("JSON_VALUE", vec![self.expr(input, place), self.expr(path, place)], returning.as_ref(), false)
            }
            ast::JsonKind::Query { input, path, returning, wrapper, on_empty, on_error } => {
                words.extend(wrapper.map(|wrapper| wrapper_word(wrapper).to_string()));
                words.extend(on_empty.map(|on| format!("{} ON EMPTY", query_word(on))));
                words.extend(on_error.map(|on| format!("{} ON ERROR", query_word(on))));
                ("JSON_QUERY", vec![self.expr(input, place), self.expr(path, place)], returning.as_ref(), false)
            }
            ast::JsonKind::Object { entries, on_null } => {
                words.extend(on_null.map(|on| format!("{} ON NULL", null_word(on))));
                let parts = entries.iter().flat_map(|(key, value)| [key, value]);
                ("JSON_OBJECT", parts.map(|part| self.json_part(part, place)).collect(), None, true)
            }
            ast::JsonKind::Array { items, on_null } => {
                words.extend(on_null.map(|on| format!("{} ON NULL", null_word(on))));
                ("JSON_ARRAY", items.iter().map(|item| self.json_part(item, place)).collect(), None, false)
            }
            ast::JsonKind::ObjectAgg { key, value, on_null } => {
                return self.json_aggregate("JSON_OBJECTAGG", (&[key, value], &[]), *on_null, (span, place));
            }
            ast::JsonKind::ArrayAgg { item, order_by, on_null } => {
                return self.json_aggregate("JSON_ARRAYAGG", (&[item], order_by), *on_null, (span, place));
            }
        };
        let returning = match returning.map(types::resolve) {
            Some(Ok(ty)) if !checks::returned(name, &ty.data) => {
                return self.poison(say::json_returning(span, name, &ty), span);
            }
            Some(Ok(ty)) if words.iter().any(|word| word.starts_with("EMPTY OBJECT")) && is_array(&ty) => {
                let help = "write EMPTY ARRAY or NULL";
                return self.poison(say::collection(span, "an object is no array", "EMPTY OBJECT", help), span);
            }
            Some(Ok(ty)) => Some(ty),
            Some(Err(diagnostic)) => return self.poison(*diagnostic, span),
            None => None,
        };
        let Some(function) = functions::find(name) else { return poison(span) };
        let clauses = JsonClauses { returning: returning.clone(), words: words.join(" "), pairs };
        let mut expr = self.typed(function, args, CallForm::Json(clauses), span);
        if let Some(ty) = returning.filter(|_| !expr.ty.is_poison()) {
            expr.ty = Type::new(ty.data, true);
        }
        expr
    }

    fn value_word(&mut self, behavior: &ast::JsonValueBehavior, event: &str, place: Place<'_>) -> Option<String> {
        Some(match behavior {
            ast::JsonValueBehavior::Null => format!("NULL ON {event}"),
            ast::JsonValueBehavior::Error => format!("ERROR ON {event}"),
            ast::JsonValueBehavior::Default(default) => {
                let default = self.expr(default, place);
                match constant_text(&default) {
                    Some(text) => format!("DEFAULT {text} ON {event}"),
                    None => {
                        let help = "write a literal after DEFAULT";
                        self.report(say::bad_literal(default.span, "a default in JSON_VALUE is a literal", help));
                        return None;
                    }
                }
            }
        })
    }
}

/// Functions that Flink or Confluent has and weir refuses by name.
fn refused_function(name: &str) -> Option<&'static refused::Refused> {
    match name {
        "OBJECT_OF" | "OBJECT_UPDATE" => Some(&refused::STRUCTURED),
        "VECTOR_SEARCH" | "KEY_SEARCH_AGG" => Some(&refused::ML_FUNCTION),
        "TUMBLE_START" | "TUMBLE_END" | "TUMBLE_ROWTIME" | "HOP_START" | "HOP_END" | "HOP_ROWTIME"
        | "SESSION_START" | "SESSION_END" | "SESSION_ROWTIME" | "TUMBLE" | "HOP" | "SESSION" | "CUMULATE" => {
            Some(&refused::GROUP_WINDOW)
        }
        _ if name.starts_with("ML_") || name.starts_with("AI_") => Some(&refused::ML_FUNCTION),
        _ => None,
    }
}

fn called(call: &ast::Call) -> String {
    call.name.parts.last().map_or_else(String::new, |part| part.value.to_uppercase())
}

fn is_array(ty: &Type) -> bool {
    matches!(ty.data, weir_ir::DataType::Array(_))
}

fn all_null(function: &Function, args: &[Expr]) -> bool {
    matches!(function.name, "COALESCE" | "IFNULL") && args.iter().all(is_null)
}

fn arguments(args: &[Expr]) -> Vec<Argument<'_>> {
    args.iter().map(|arg| Argument { ty: &arg.ty, integer: integer(arg) }).collect()
}

fn integer(expr: &Expr) -> Option<i64> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => text.parse().ok(),
        ExprKind::Unary(UnaryOp::Minus, operand) => integer(operand).map(|n| -n),
        _ => None,
    }
}

fn constant_text(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Literal(Literal::Number(text)) => Some(text.clone()),
        ExprKind::Literal(Literal::Text(text)) => Some(format!("'{}'", text.replace('\'', "''"))),
        ExprKind::Literal(Literal::Boolean(value)) => Some(if *value { "TRUE" } else { "FALSE" }.to_string()),
        ExprKind::Unary(UnaryOp::Minus, operand) => constant_text(operand).map(|text| format!("-{text}")),
        _ => None,
    }
}

fn exists_word(on: ast::JsonExistsOnError) -> &'static str {
    match on {
        ast::JsonExistsOnError::True => "TRUE",
        ast::JsonExistsOnError::False => "FALSE",
        ast::JsonExistsOnError::Unknown => "UNKNOWN",
        ast::JsonExistsOnError::Error => "ERROR",
    }
}

fn wrapper_word(wrapper: ast::JsonWrapper) -> &'static str {
    match wrapper {
        ast::JsonWrapper::Without => "WITHOUT ARRAY WRAPPER",
        ast::JsonWrapper::Conditional => "WITH CONDITIONAL ARRAY WRAPPER",
        ast::JsonWrapper::Unconditional => "WITH UNCONDITIONAL ARRAY WRAPPER",
    }
}

fn query_word(on: ast::JsonQueryBehavior) -> &'static str {
    match on {
        ast::JsonQueryBehavior::Null => "NULL",
        ast::JsonQueryBehavior::Error => "ERROR",
        ast::JsonQueryBehavior::EmptyArray => "EMPTY ARRAY",
        ast::JsonQueryBehavior::EmptyObject => "EMPTY OBJECT",
    }
}

fn null_word(on: ast::JsonOnNull) -> &'static str {
    match on {
        ast::JsonOnNull::Null => "NULL",
        ast::JsonOnNull::Absent => "ABSENT",
    }
}

fn time_unit(unit: ast::TimeUnit) -> TimeUnit {
    match unit {
        ast::TimeUnit::Millennium => TimeUnit::Millennium,
        ast::TimeUnit::Century => TimeUnit::Century,
        ast::TimeUnit::Decade => TimeUnit::Decade,
        ast::TimeUnit::Year => TimeUnit::Year,
        ast::TimeUnit::IsoYear => TimeUnit::IsoYear,
        ast::TimeUnit::Quarter => TimeUnit::Quarter,
        ast::TimeUnit::Month => TimeUnit::Month,
        ast::TimeUnit::Week => TimeUnit::Week,
        ast::TimeUnit::Day => TimeUnit::Day,
        ast::TimeUnit::Dow => TimeUnit::Dow,
        ast::TimeUnit::IsoDow => TimeUnit::IsoDow,
        ast::TimeUnit::Doy => TimeUnit::Doy,
        ast::TimeUnit::Hour => TimeUnit::Hour,
        ast::TimeUnit::Minute => TimeUnit::Minute,
        ast::TimeUnit::Second => TimeUnit::Second,
        ast::TimeUnit::Millisecond => TimeUnit::Millisecond,
        ast::TimeUnit::Microsecond => TimeUnit::Microsecond,
        ast::TimeUnit::Nanosecond => TimeUnit::Nanosecond,
        ast::TimeUnit::Epoch => TimeUnit::Epoch,
    }
}
