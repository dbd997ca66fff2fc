#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only arrays and maps have elements, and only numbers are lengths of intervals"
)]

use super::{Place, Resolver, is_null, poison};
use crate::query::{
    diagnostics as say, refused,
    scope::{BoundTable, Miss, field_type},
    types,
};
use weir_diagnostics::{Span, suggest};
use weir_ir::{
    DataType, RowField, Type,
    sql::{BinaryOp, CaseBranch, Expr, ExprKind, IsTest, Literal, UnaryOp},
};
use weir_platforms::functions::{CastRefusal, Family, can_cast, least_common, negate};
use weir_syntax::sql::ast;

impl Resolver<'_> {
    /// An expression with its type; what is wrong is reported once and becomes poison.
    pub(super) fn expr(&mut self, expr: &ast::Expr, place: Place<'_>) -> Expr {
        let mut found = self.written(expr, place);
        if place.group.is_some_and(|group| group.nulls(&found)) {
            found.ty.nullable = true;
        }
        found
    }

    fn written(&mut self, expr: &ast::Expr, place: Place<'_>) -> Expr {
        let span = expr.span;
        if place.pattern.is_some() && is_query(expr) {
            return self.poison(say::pattern::query(span), span);
        }
        match &expr.kind {
            ast::ExprKind::Column(path) => self.column(path, place),
            ast::ExprKind::Literal(literal) => self.literal(literal, span),
            ast::ExprKind::Interval(interval) => self.interval(interval, span, place),
            ast::ExprKind::Paren(inner) => self.expr(inner, place),
            ast::ExprKind::Row { items, .. } => self.row(items, span, place),
            ast::ExprKind::Array(items) => self.array(items, span, place),
            ast::ExprKind::Map(pairs) => self.map(pairs, span, place),
            ast::ExprKind::Unary { op, operand } => self.unary(op.value, operand, span, place),
            ast::ExprKind::Binary(binary) => self.binary(binary, span, place),
            ast::ExprKind::Is { operand, negated, test } => self.is(operand, *negated, *test, (span, place)),
            ast::ExprKind::IsDistinctFrom { left, negated, right } => {
                let (left, right) = (self.expr(left, place), self.expr(right, place));
                self.check_comparison("IS DISTINCT FROM", &left, &right, span);
                let kind = ExprKind::Distinct { left: Box::new(left), right: Box::new(right), negated: *negated };
                boolean(kind, false, span)
            }
            ast::ExprKind::Between(between) => self.between(between, span, place),
            ast::ExprKind::InList { operand, negated, list } => {
                let operand = self.expr(operand, place);
                let list: Vec<Expr> = list.iter().map(|item| self.expr(item, place)).collect();
                for item in &list {
                    self.check_comparison("IN", &operand, item, item.span);
                }
                let nullable = operand.ty.nullable || list.iter().any(|item| item.ty.nullable);
                boolean(ExprKind::In { operand: Box::new(operand), list, negated: *negated }, nullable, span)
            }
            ast::ExprKind::Like(like) => self.like(like, span, place),
            ast::ExprKind::Case(case) => self.case(case, span, place),
            ast::ExprKind::Cast { try_, operand, ty } => self.cast(*try_, operand, ty, (span, place)),
            ast::ExprKind::Index { base, index } => self.element(base, index, span, place),
            ast::ExprKind::Field { base, name } => self.field(base, name, span, place),
            ast::ExprKind::Call(call) => self.call(call, place),
            ast::ExprKind::Extract { .. }
            | ast::ExprKind::FloorTo { .. }
            | ast::ExprKind::CeilTo { .. }
            | ast::ExprKind::Trim(_)
            | ast::ExprKind::Substring { .. }
            | ast::ExprKind::Position { .. }
            | ast::ExprKind::Overlaps { .. }
            | ast::ExprKind::Overlay(_)
            | ast::ExprKind::Json(_) => self.special(expr, place),
            ast::ExprKind::InQuery { operand, negated, query } => {
                self.in_query(operand, query, *negated, (span, place))
            }
            ast::ExprKind::Quantified(quantified) => self.quantified(quantified, span, place),
            ast::ExprKind::FormatJson(_) => self.refused(&refused::FORMAT_JSON, span),
            ast::ExprKind::Exists(query) => self.exists(query, span, place),
            ast::ExprKind::Subquery(query) => self.scalar_query(query, span, place),
        }
    }

    pub(super) fn refused(&mut self, what: &refused::Refused, span: Span) -> Expr {
        self.poison(say::refused(what, span), span)
    }

    /// A condition of WHERE, HAVING, ON, CASE, FILTER.
    pub(super) fn condition(&mut self, expr: &ast::Expr, place: Place<'_>) -> Expr {
        let condition = self.expr(expr, place);
        self.check_condition(&condition, place.clause);
        condition
    }

    fn check_condition(&mut self, condition: &Expr, clause: &str) {
        if !Family::Boolean.accepts(&condition.ty.data) {
            self.report(say::not_a_condition(clause, condition.span, &condition.ty));
        }
    }

    pub(super) fn column(&mut self, path: &ast::Path, place: Place<'_>) -> Expr {
        if let Some(inside) = place.pattern {
            return self.pattern_column(path, inside, place);
        }
        let parts: Vec<_> = path.parts.iter().map(|part| (part.value.as_str(), part.span)).collect();
        if let [(name, span)] = parts.as_slice()
            && let Some(item) = self.aliases.iter().find(|item| item.name == *name)
        {
            return Expr { span: *span, ..item.expr.clone() };
        }
        let mut found = place.scope.resolve(&parts, path.span);
        if let Err(Miss::Unknown { table: None, .. }) = &found
            && let Some(outer) = self.outer_column(&parts, (place.scope, place.clause), path.span)
        {
            found = outer;
        }
        match found {
            Ok(expr) => expr,
            Err(miss) => {
                self.miss(miss, place);
                poison(path.span)
            }
        }
    }

    fn miss(&mut self, miss: Miss, place: Place<'_>) {
        let place_of = |t: &BoundTable| t.declared.clone().unwrap_or_else(|| (t.name.clone(), t.span));
        let named = if let Miss::Unknown { table, .. } = &miss { *table } else { None };
        let searched = place.scope.tables.iter().filter(|table| named.is_none_or(|id| table.id == id));
        let known: Vec<&str> =
            searched.clone().flat_map(|table| &table.columns).map(|column| column.name.as_str()).collect();
        let tables: Vec<(String, Span)> = searched.map(place_of).collect();
        match miss {
            Miss::Silent => {}
            Miss::Unknown { name, span, .. } if name == "$rowtime" => self.report(say::no_rowtime(span, &tables)),
            Miss::Unknown { name, span, .. } => {
                let alias = place.aliases.iter().find(|alias| alias.value == name);
                if let Some(alias) = alias {
                    self.report(say::alias_not_visible(&name, span, alias.span, place.clause));
                } else {
                    let near = place.scope.suggestion(&name);
                    self.report(say::unknown_column((&name, span), near, &known, &tables));
                }
            }
            Miss::Ambiguous { name, span, tables } => self.report(say::ambiguous(&name, span, &tables)),
            Miss::Twice(span, twice) => self.report(say::window_column_exists(span, &twice)),
            Miss::NoField { field, span, of } => self.report(no_field(&field, span, &of)),
        }
    }

    fn literal(&mut self, literal: &ast::Literal, span: Span) -> Expr {
        let constant =
            |literal, data| Expr { kind: ExprKind::Literal(literal), ty: Type::not_null(data), time: None, span };
        match literal {
            ast::Literal::Null => null(span),
            ast::Literal::Unknown => typed_null(DataType::Boolean, span),
            ast::Literal::True => constant(Literal::Boolean(true), DataType::Boolean),
            ast::Literal::False => constant(Literal::Boolean(false), DataType::Boolean),
            ast::Literal::Number(text) => match number(text) {
                Some(data) => constant(Literal::Number(text.clone()), data),
                None => {
                    let message = format!("`{text}` is out of range");
                    self.poison(
                        say::bad_literal(span, message, "a whole number fits in BIGINT, a decimal has 38 digits"),
                        span,
                    )
                }
            },
            ast::Literal::String(text) => {
                let length = u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
                constant(Literal::Text(text.clone()), DataType::Char(length))
            }
            ast::Literal::Binary(digits) => match bytes(digits) {
                Some(bytes) => {
                    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
                    constant(Literal::Bytes(bytes), DataType::Binary(length))
                }
                None => self.poison(
                    say::bad_literal(span, "not a text of bytes", "two hexadecimal digits a byte: X'4a'"),
                    span,
                ),
            },
            ast::Literal::Date(text) => self.moment(text, span, "DATE 'YYYY-MM-DD'", Moment::Date),
            ast::Literal::Time(text) => self.moment(text, span, "TIME 'hh:mm:ss'", Moment::Time),
            ast::Literal::Timestamp(text) => {
                self.moment(text, span, "TIMESTAMP 'YYYY-MM-DD hh:mm:ss.fff'", Moment::Timestamp)
            }
        }
    }

    fn moment(&mut self, text: &str, span: Span, form: &str, moment: Moment) -> Expr {
        let fraction = u8::try_from(text.split_once('.').map_or(0, |(_, fraction)| fraction.len())).unwrap_or(9).min(9);
        let (date, time) = match moment {
            Moment::Date => (Some(text), None),
            Moment::Time => (None, Some(text)),
            Moment::Timestamp => {
                text.split_once(' ').map_or((Some(text), None), |(date, time)| (Some(date), Some(time)))
            }
        };
        if !(date.is_none_or(is_date) && time.is_none_or(is_time)) {
            return self
                .poison(say::bad_literal(span, format!("`{text}` is no such moment"), &format!("write {form}")), span);
        }
        let (literal, data) = match moment {
            Moment::Date => (Literal::Date(text.to_string()), DataType::Date),
            Moment::Time => (Literal::Time(text.to_string()), DataType::Time(0)),
            Moment::Timestamp => (Literal::Timestamp(text.to_string()), DataType::Timestamp(fraction)),
        };
        Expr { kind: ExprKind::Literal(literal), ty: Type::not_null(data), time: None, span }
    }

    fn interval(&mut self, interval: &ast::Interval, span: Span, place: Place<'_>) -> Expr {
        let text = match &interval.value {
            ast::IntervalValue::Text(text) => text.value.clone(),
            ast::IntervalValue::Expr(expr) => match &expr.kind {
                ast::ExprKind::Literal(ast::Literal::Number(digits)) => digits.clone(),
                _ => return self.computed_interval(expr, interval, (span, place)),
            },
        };
        let digits = text.trim_start_matches('-').split('.').next().map_or(0, str::len);
        let limit = interval.qualifier.precision.unwrap_or(2) as usize;
        if interval.qualifier.to.is_none() && digits > limit {
            let label = format!("{text} has more than {limit} digits");
            let help = "say how many digits it has: `INTERVAL '100' DAY(3)`, or use a larger unit";
            return self.poison(say::collection(span, "the interval is too long for its unit", label, help), span);
        }
        match types::interval(&text, interval.negative, &interval.qualifier) {
            Some(found) => {
                let literal = Literal::Interval { text: found.text, unit: found.unit, amount: found.amount };
                Expr { kind: ExprKind::Literal(literal), ty: Type::not_null(found.data), time: None, span }
            }
            None => self.poison(say::bad_literal(span, "not an interval", "write `INTERVAL '5' SECOND`"), span),
        }
    }

    /// `INTERVAL x MINUTE` is `x * INTERVAL '1' MINUTE`, as Flink itself plans it.
    fn computed_interval(
        &mut self,
        amount: &ast::Expr,
        interval: &ast::Interval,
        (span, place): (Span, Place<'_>),
    ) -> Expr {
        let amount = self.expr(amount, place);
        if amount.ty.is_poison() {
            return poison(span);
        }
        let Some(one) = types::interval("1", interval.negative, &interval.qualifier) else {
            return self.poison(say::bad_literal(span, "not an interval", "write `INTERVAL x SECOND`"), span);
        };
        if !Family::Integer.accepts(&amount.ty.data) {
            return self.poison(say::operand("INTERVAL", amount.span, &amount.ty), span);
        }
        times(amount, one, span)
    }

    fn row(&mut self, items: &[ast::Expr], span: Span, place: Place<'_>) -> Expr {
        let items: Vec<Expr> = items.iter().map(|item| self.expr(item, place)).collect();
        if items.is_empty() {
            return self.poison(say::collection(span, "a row has a field", "no field", "write `ROW(x)`"), span);
        }
        self.bare_nulls(&items);
        let fields = items.iter().enumerate();
        let fields = fields.map(|(n, item)| RowField { name: format!("EXPR${n}"), ty: item.ty.clone() }).collect();
        Expr { kind: ExprKind::Row(items), ty: Type::not_null(DataType::Row(fields)), time: None, span }
    }

    fn array(&mut self, items: &[ast::Expr], span: Span, place: Place<'_>) -> Expr {
        let items: Vec<Expr> = items.iter().map(|item| self.expr(item, place)).collect();
        let Some(element) = self.common("ARRAY", &items) else {
            let help = "write `CAST(NULL AS ARRAY<STRING>)` where there may be none";
            return self.poison(say::collection(span, "an empty array has no type", "no element", help), span);
        };
        if element.data == DataType::Null {
            return self.poison(say::bare_null(span), span);
        }
        Expr { kind: ExprKind::Array(items), ty: Type::not_null(DataType::Array(Box::new(element))), time: None, span }
    }

    fn map(&mut self, pairs: &[(ast::Expr, ast::Expr)], span: Span, place: Place<'_>) -> Expr {
        let pairs: Vec<(Expr, Expr)> =
            pairs.iter().map(|(key, value)| (self.expr(key, place), self.expr(value, place))).collect();
        let (keys, values): (Vec<Expr>, Vec<Expr>) = pairs.iter().cloned().unzip();
        let (Some(key), Some(value)) = (self.common("MAP", &keys), self.common("MAP", &values)) else {
            let help = "write `CAST(NULL AS MAP<STRING, STRING>)` where there may be none";
            return self.poison(say::collection(span, "an empty map has no type", "no entry", help), span);
        };
        if key.data == DataType::Null || value.data == DataType::Null {
            return self.poison(say::bare_null(span), span);
        }
        let data = DataType::Map(Box::new(key), Box::new(value));
        Expr { kind: ExprKind::Map(pairs), ty: Type::not_null(data), time: None, span }
    }

    /// The common type of several values; none where there is no value.
    pub(super) fn common(&mut self, what: &str, items: &[Expr]) -> Option<Type> {
        let (first, rest) = items.split_first()?;
        let mut ty = first.ty.clone();
        for item in rest {
            ty = least_common(&ty, &item.ty).unwrap_or_else(|| {
                self.report(say::branches(what, item.span, &ty, &item.ty));
                Type::poison()
            });
        }
        Some(ty)
    }

    /// Operands that want a type.
    pub(super) fn bare_nulls(&mut self, operands: &[Expr]) {
        for operand in operands.iter().filter(|operand| is_null(operand)) {
            self.report(say::bare_null(operand.span));
        }
    }

    fn unary(&mut self, op: ast::UnaryOp, operand: &ast::Expr, span: Span, place: Place<'_>) -> Expr {
        let operand = self.expr(operand, place);
        if is_null(&operand) {
            return self.poison(say::bare_null(operand.span), span);
        }
        let (op, symbol, data) = match op {
            ast::UnaryOp::Not => {
                let fits = Family::Boolean.accepts(&operand.ty.data);
                (UnaryOp::Not, "NOT", fits.then_some(DataType::Boolean))
            }
            ast::UnaryOp::Minus => (UnaryOp::Minus, "-", negate(&operand.ty.data)),
            ast::UnaryOp::Plus => (UnaryOp::Plus, "+", negate(&operand.ty.data)),
        };
        let Some(data) = data else {
            return self.poison(say::operand(symbol, span, &operand.ty), span);
        };
        let ty = Type::new(data, operand.ty.nullable);
        Expr { kind: ExprKind::Unary(op, Box::new(operand)), ty, time: None, span }
    }

    fn is(&mut self, operand: &ast::Expr, negated: bool, test: ast::IsTest, (span, place): (Span, Place<'_>)) -> Expr {
        let operand = self.expr(operand, place);
        let test = match test {
            ast::IsTest::Null => IsTest::Null,
            ast::IsTest::True => IsTest::True,
            ast::IsTest::False => IsTest::False,
            ast::IsTest::Unknown => IsTest::Unknown,
            ast::IsTest::Json => IsTest::Json,
            ast::IsTest::JsonValue => IsTest::JsonValue,
            ast::IsTest::JsonObject => IsTest::JsonObject,
            ast::IsTest::JsonArray => IsTest::JsonArray,
            ast::IsTest::JsonScalar => IsTest::JsonScalar,
        };
        match test {
            IsTest::Null => {}
            IsTest::True | IsTest::False | IsTest::Unknown => self.check_condition(&operand, "the operand of IS TRUE"),
            IsTest::Json | IsTest::JsonValue | IsTest::JsonObject | IsTest::JsonArray | IsTest::JsonScalar => {
                if !Family::Character.accepts(&operand.ty.data) {
                    self.report(say::operand("IS JSON", operand.span, &operand.ty));
                }
            }
        }
        boolean(ExprKind::Is { operand: Box::new(operand), test, negated }, false, span)
    }

    fn case(&mut self, case: &ast::Case, span: Span, place: Place<'_>) -> Expr {
        let operand = case.operand.as_ref().map(|operand| self.expr(operand, place));
        let mut branches = Vec::new();
        for when in &case.whens {
            let then = self.expr(&when.then, place);
            for condition in &when.when {
                let found = match &operand {
                    None => self.condition(condition, Place { clause: "WHEN", ..place }),
                    Some(operand) => {
                        let value = self.expr(condition, place);
                        self.check_comparison("CASE", operand, &value, value.span);
                        value
                    }
                };
                branches.push(CaseBranch { when: found, then: then.clone() });
            }
        }
        let otherwise = case.else_.as_ref().map(|otherwise| self.expr(otherwise, place));
        let results: Vec<Expr> = branches.iter().map(|branch| branch.then.clone()).chain(otherwise.clone()).collect();
        let mut ty = self.common("CASE", &results).unwrap_or_else(Type::poison);
        if ty.data == DataType::Null {
            self.report(say::bare_null(span));
        }
        self.check_mixed_moments(&results, span);
        ty.nullable |= otherwise.is_none();
        let time = results.iter().find_map(|result| result.time);
        let operand = operand.map(Box::new);
        Expr { kind: ExprKind::Case { operand, branches, otherwise: otherwise.map(Box::new) }, ty, time, span }
    }

    fn cast(
        &mut self,
        is_try: bool,
        operand: &ast::Expr,
        ty: &ast::TypeName,
        (span, place): (Span, Place<'_>),
    ) -> Expr {
        let operand = self.expr(operand, place);
        if ty.nullable.is_some() {
            return self.poison(say::type_not_null(ty.span), span);
        }
        let target = match types::resolve(ty) {
            Ok(target) => target,
            Err(diagnostic) => return self.poison(*diagnostic, span),
        };
        if let DataType::IntervalMonths(_) | DataType::IntervalMillis(_) = target.data {
            let mut cast = self.interval_cast(operand, ty, &target, span);
            cast.ty.nullable |= is_try;
            return cast;
        }
        match can_cast(&operand.ty.data, &target.data) {
            Ok(()) => {}
            Err(CastRefusal::NumberToTime) => {
                return self.poison(say::number_to_time(span, &operand.ty, &target), span);
            }
            Err(CastRefusal::MomentToNumber) => self.report(say::moment_to_number(span, &operand.ty, &target)),
            Err(CastRefusal::Other) => return self.poison(say::impossible_cast(span, &operand.ty, &target), span),
        }
        let nullable = is_try || operand.ty.nullable;
        let ty = Type::new(target.data, nullable);
        Expr { kind: ExprKind::Cast { operand: Box::new(operand), is_try }, ty, time: None, span }
    }

    /// A cast to an interval: of an interval it changes nothing, a number literal counts its unit, and NULL has a type.
    /// A number that is computed would be milliseconds (or months) whatever the unit says (Flink 2.2): weir says so and
    /// does as Flink does.
    fn interval_cast(&mut self, operand: Expr, ty: &ast::TypeName, target: &Type, span: Span) -> Expr {
        let ast::TypeKind::Interval(qualifier) = &ty.kind else { return poison(span) };
        let same = std::mem::discriminant(&operand.ty.data) == std::mem::discriminant(&target.data);
        let whole = Family::Integer.accepts(&operand.ty.data) && qualifier.to.is_none();
        match &operand.kind {
            _ if operand.ty.is_poison() => poison(span),
            _ if same => Expr { span, ..operand },
            ExprKind::Literal(Literal::Null) => typed_null(target.data.clone(), span),
            ExprKind::Literal(Literal::Number(digits)) if whole => match types::interval(digits, false, qualifier) {
                Some(found) => {
                    let literal = Literal::Interval { text: found.text, unit: found.unit, amount: found.amount };
                    Expr { kind: ExprKind::Literal(literal), ty: Type::not_null(found.data), time: None, span }
                }
                None => self.poison(say::impossible_cast(span, &operand.ty, target), span),
            },
            _ if whole => {
                let months = matches!(target.data, DataType::IntervalMonths(_));
                self.report(say::number_to_interval(span, months));
                times(operand, types::smallest(months), span)
            }
            _ => self.poison(say::impossible_cast(span, &operand.ty, target), span),
        }
    }

    fn element(&mut self, base: &ast::Expr, index: &ast::Expr, span: Span, place: Place<'_>) -> Expr {
        let (base, index) = (self.expr(base, place), self.expr(index, place));
        let (ty, fits) = match &base.ty.data {
            DataType::Array(element) => (element.data.clone(), Family::Int.accepts(&index.ty.data) && !is_null(&index)),
            DataType::Map(key, value) => {
                (value.data.clone(), least_common(key, &index.ty).is_some() && !is_null(&index))
            }
            DataType::Error => return poison(span),
            other => {
                let help = "take an element of an ARRAY or MAP";
                let label = format!("this is {other}");
                return self.poison(say::collection(base.span, "`[ ]` needs an array or a map", label, help), span);
            }
        };
        if !fits {
            let label = format!("this is {}", index.ty.data);
            let help = "an array takes an INT, a map a key of its type";
            return self.poison(say::collection(index.span, "the index does not fit", label, help), span);
        }
        if matches!(&index.kind, ExprKind::Literal(Literal::Number(n)) if n == "0")
            && matches!(base.ty.data, DataType::Array(_))
        {
            let help = "the first element is `[1]`";
            return self.poison(say::collection(index.span, "arrays begin at 1", "there is no element 0", help), span);
        }
        let kind = ExprKind::Element(Box::new(base), Box::new(index));
        Expr { kind, ty: Type::nullable(ty), time: None, span }
    }

    fn field(&mut self, base: &ast::Expr, name: &ast::Name, span: Span, place: Place<'_>) -> Expr {
        let base = self.expr(base, place);
        match field_type(&base.ty, &name.value) {
            Some(ty) => Expr { kind: ExprKind::Field(Box::new(base), name.clone()), ty, time: None, span },
            None if base.ty.is_poison() => poison(span),
            None => self.poison(no_field(&name.value, name.span, &base.ty), span),
        }
    }
}

/// A query inside an expression.
fn is_query(expr: &ast::Expr) -> bool {
    use ast::ExprKind::{Exists, InQuery, Quantified, Subquery};
    matches!(expr.kind, InQuery { .. } | Quantified(_) | Exists(_) | Subquery(_))
}

#[derive(Clone, Copy)]
enum Moment {
    Date,
    Time,
    Timestamp,
}

/// A number of intervals.
fn times(amount: Expr, one: types::Interval, span: Span) -> Expr {
    let ty = Type::new(one.data.clone(), amount.ty.nullable);
    let literal = Literal::Interval { text: one.text, unit: one.unit, amount: one.amount };
    let one = Expr { kind: ExprKind::Literal(literal), ty: Type::not_null(one.data), time: None, span };
    let kind = ExprKind::Binary(BinaryOp::Multiply, Box::new(amount), Box::new(one));
    Expr { kind, ty, time: None, span }
}

pub(super) fn boolean(kind: ExprKind, nullable: bool, span: Span) -> Expr {
    Expr { kind, ty: Type::new(DataType::Boolean, nullable), time: None, span }
}

fn no_field(field: &str, span: Span, of: &Type) -> weir_diagnostics::Diagnostic {
    let near = if let DataType::Row(fields) = &of.data {
        suggest(field, fields.iter().map(|known| known.name.as_str()))
    } else {
        None
    };
    say::unknown_field(field, span, of, near)
}

fn null(span: Span) -> Expr {
    Expr { kind: ExprKind::Literal(Literal::Null), ty: Type::nullable(DataType::Null), time: None, span }
}

/// NULL with a type: it prints as a CAST.
fn typed_null(data: DataType, span: Span) -> Expr {
    let kind = ExprKind::Cast { operand: Box::new(null(span)), is_try: false };
    Expr { kind, ty: Type::nullable(data), time: None, span }
}

/// `1` and `1.` INT, `3000000000` BIGINT, `1.50` DECIMAL(3, 2), `.5` DECIMAL(1, 1), `0.001` DECIMAL(4, 3), `1e0` DOUBLE:
/// leading zeros count.
fn number(text: &str) -> Option<DataType> {
    if text.contains(['e', 'E']) {
        return Some(DataType::Double);
    }
    let text = text.strip_suffix('.').unwrap_or(text);
    if let Some((whole, fraction)) = text.split_once('.') {
        let precision = u8::try_from(whole.len() + fraction.len()).ok()?;
        let scale = u8::try_from(fraction.len()).ok()?;
        return (precision <= 38).then_some(DataType::Decimal { precision, scale });
    }
    let value: i64 = text.parse().ok()?;
    Some(if i32::try_from(value).is_ok() { DataType::Int } else { DataType::BigInt })
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let chars: Vec<char> = digits.chars().collect();
    let pairs = chars.chunks(2).map(|pair| match pair {
        [high, low] => Some(u8::try_from(high.to_digit(16)? * 16 + low.to_digit(16)?).unwrap_or(0)),
        _ => None,
    });
    pairs.collect()
}

pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let within = |text: &str, low: u32, high: u32| text.parse::<u32>().is_ok_and(|n| (low..=high).contains(&n));
    within(year, 0, 9999) && within(month, 1, 12) && within(day, 1, days(year, month))
}

fn days(year: &str, month: &str) -> u32 {
    let year: u32 = year.parse().unwrap_or(0);
    match month.parse().unwrap_or(0) {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_time(text: &str) -> bool {
    let whole = text.split('.').next().unwrap_or("");
    let parts: Vec<&str> = whole.split(':').collect();
    let [hour, minute, second] = parts.as_slice() else { return false };
    let within = |text: &str, high: u32| text.parse::<u32>().is_ok_and(|n| n <= high);
    within(hour, 23) && within(minute, 59) && within(second, 59)
}
