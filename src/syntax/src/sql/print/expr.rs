#![expect(clippy::wildcard_enum_match_arm, reason = "the first match names every kind and shares out the rest")]

use super::Printer;
use crate::sql::ast::{
    AnyAll, Arg, ArgValue, Between, Bound, BoundKind, Call, Case, Expr, ExprKind, FrameUnit, Interval, IntervalValue,
    IsTest, Like, LikeKind, Literal, Over, Overlay, Quantified, QuantifiedRight, Quantifier, TableArg, TableArgSource,
    Trim, TrimSide, UnaryOp, WindowSpec,
};
use crate::sql::precedence;

const ABOVE_PREDICATE: u8 = precedence::PREDICATE + 1;

impl Printer {
    pub(super) fn expr(&mut self, expr: &Expr) {
        match &expr.kind {
            ExprKind::Column(path) => self.path(path),
            ExprKind::Literal(literal) => self.literal(literal),
            ExprKind::Interval(interval) => self.interval(interval),
            ExprKind::Paren(inner) => self.enclosed("(", inner, ")"),
            ExprKind::Row { keyword, items } => {
                self.word(if *keyword { "ROW(" } else { "(" });
                self.exprs(items);
                self.word(")");
            }
            ExprKind::Array(items) => {
                self.word("ARRAY[");
                self.exprs(items);
                self.word("]");
            }
            ExprKind::Map(entries) => {
                self.word("MAP[");
                self.list(entries, ", ", |printer, (key, value)| {
                    printer.expr(key);
                    printer.word(", ");
                    printer.expr(value);
                });
                self.word("]");
            }
            ExprKind::Unary { op, operand } => self.unary(op.value, operand),
            ExprKind::Binary(binary) => {
                let level = precedence::of_binary(binary.op.value);
                self.sides(&binary.left, binary.op.value.text(), &binary.right, level);
            }
            ExprKind::Is { operand, negated, test } => {
                self.at_least(operand, precedence::IS);
                self.word(if *negated { " IS NOT " } else { " IS " });
                self.word(test_words(*test));
            }
            ExprKind::IsDistinctFrom { left, negated, right } => {
                let words = if *negated { "IS NOT DISTINCT FROM" } else { "IS DISTINCT FROM" };
                self.sides(left, words, right, precedence::COMPARISON);
            }
            ExprKind::FormatJson(operand) => {
                self.at_least(operand, precedence::IS);
                self.word(" FORMAT JSON");
            }
            ExprKind::Overlaps { left, right } => self.sides(left, "OVERLAPS", right, precedence::COMPARISON),
            ExprKind::Between(between) => self.between(between),
            ExprKind::InList { operand, negated, list } => {
                self.at_least(operand, precedence::PREDICATE);
                self.word(if *negated { " NOT IN (" } else { " IN (" });
                self.exprs(list);
                self.word(")");
            }
            ExprKind::InQuery { operand, negated, query } => {
                self.at_least(operand, precedence::PREDICATE);
                self.word(if *negated { " NOT IN " } else { " IN " });
                self.query_in_parentheses(query);
            }
            ExprKind::Like(like) => self.like(like),
            ExprKind::Quantified(quantified) => self.quantified(quantified),
            ExprKind::Exists(query) => {
                self.word("EXISTS ");
                self.query_in_parentheses(query);
            }
            ExprKind::Subquery(query) => self.query_in_parentheses(query),
            ExprKind::Case(case) => self.case(case),
            ExprKind::Json(json) => self.json(json),
            ExprKind::Call(call) => self.call(call),
            ExprKind::Index { base, index } => {
                self.at_least(base, precedence::ATOM);
                self.enclosed("[", index, "]");
            }
            ExprKind::Field { base, name } => {
                self.at_least(base, precedence::ATOM);
                self.word(".");
                self.name(name);
            }
            ExprKind::Cast { .. }
            | ExprKind::Extract { .. }
            | ExprKind::FloorTo { .. }
            | ExprKind::CeilTo { .. }
            | ExprKind::Trim(_)
            | ExprKind::Substring { .. }
            | ExprKind::Position { .. }
            | ExprKind::Overlay(_) => self.function_with_words(&expr.kind),
        }
    }

    /// Calls with words between their arguments.
    fn function_with_words(&mut self, kind: &ExprKind) {
        match kind {
            ExprKind::Cast { try_, operand, ty } => {
                self.enclosed(if *try_ { "TRY_CAST(" } else { "CAST(" }, operand, " AS ");
                self.type_(ty);
                self.word(")");
            }
            ExprKind::Extract { unit, operand } => {
                self.enclosed(&format!("EXTRACT({} FROM ", unit.value.word()), operand, ")");
            }
            ExprKind::FloorTo { operand, unit } => {
                self.enclosed("FLOOR(", operand, &format!(" TO {})", unit.value.word()));
            }
            ExprKind::CeilTo { operand, unit } => {
                self.enclosed("CEIL(", operand, &format!(" TO {})", unit.value.word()));
            }
            ExprKind::Trim(trim) => self.trim(trim),
            ExprKind::Substring { operand, from, length } => {
                self.enclosed("SUBSTRING(", operand, " FROM ");
                self.expr(from);
                self.optional(" FOR ", length.as_deref());
                self.word(")");
            }
            ExprKind::Position { needle, haystack, from } => {
                self.word("POSITION(");
                self.arith(needle);
                self.word(" IN ");
                self.arith(haystack);
                if let Some(from) = from {
                    self.word(" FROM ");
                    self.arith(from);
                }
                self.word(")");
            }
            ExprKind::Overlay(overlay) => self.overlay(overlay),
            _ => {}
        }
    }

    /// Where the grammar takes arithmetic only.
    pub(super) fn arith(&mut self, expr: &Expr) {
        self.at_least(expr, precedence::ADD);
    }

    pub(super) fn enclosed(&mut self, before: &str, expr: &Expr, after: &str) {
        self.word(before);
        self.expr(expr);
        self.word(after);
    }

    pub(super) fn optional(&mut self, before: &str, expr: Option<&Expr>) {
        if let Some(expr) = expr {
            self.word(before);
            self.expr(expr);
        }
    }

    fn sides(&mut self, left: &Expr, words: &str, right: &Expr, level: u8) {
        self.at_least(left, level);
        self.word(&format!(" {words} "));
        self.at_least(right, level + 1);
    }

    fn unary(&mut self, op: UnaryOp, operand: &Expr) {
        match op {
            UnaryOp::Not => {
                self.word("NOT ");
                self.at_least(operand, precedence::NOT);
            }
            UnaryOp::Plus => {
                self.word("+ ");
                self.at_least(operand, precedence::SIGN);
            }
            // The blank keeps two signs from becoming a comment.
            UnaryOp::Minus => {
                self.word("- ");
                self.at_least(operand, precedence::SIGN);
            }
        }
    }

    fn literal(&mut self, literal: &Literal) {
        match literal {
            Literal::Null => self.word("NULL"),
            Literal::True => self.word("TRUE"),
            Literal::False => self.word("FALSE"),
            Literal::Unknown => self.word("UNKNOWN"),
            Literal::Number(text) => self.word(text),
            Literal::String(value) => self.string(value),
            Literal::Binary(digits) => self.word(&format!("X'{digits}'")),
            Literal::Date(text) => self.typed("DATE ", text),
            Literal::Time(text) => self.typed("TIME ", text),
            Literal::Timestamp(text) => self.typed("TIMESTAMP ", text),
        }
    }

    fn typed(&mut self, word: &str, text: &str) {
        self.word(word);
        self.string(text);
    }

    fn interval(&mut self, interval: &Interval) {
        self.word("INTERVAL ");
        self.word(if interval.negative { "-" } else { "" });
        match &interval.value {
            IntervalValue::Text(text) => self.string(&text.value),
            IntervalValue::Expr(expr) => match &expr.kind {
                ExprKind::Literal(_) | ExprKind::Column(_) | ExprKind::Paren(_) => self.expr(expr),
                _ => self.enclosed("(", expr, ")"),
            },
        }
        self.word(" ");
        self.interval_qualifier(&interval.qualifier);
    }

    fn between(&mut self, between: &Between) {
        self.at_least(&between.operand, precedence::PREDICATE);
        self.word(if between.negated { " NOT BETWEEN " } else { " BETWEEN " });
        self.word(if between.symmetric { "SYMMETRIC " } else { "" });
        self.at_least(&between.low, ABOVE_PREDICATE);
        self.word(" AND ");
        self.at_least(&between.high, ABOVE_PREDICATE);
    }

    fn like(&mut self, like: &Like) {
        self.at_least(&like.operand, precedence::PREDICATE);
        self.word(if like.negated { " NOT" } else { "" });
        self.word(match like.kind {
            LikeKind::Like => " LIKE ",
            LikeKind::SimilarTo => " SIMILAR TO ",
        });
        self.at_least(&like.pattern, ABOVE_PREDICATE);
        if let Some(escape) = &like.escape {
            self.word(" ESCAPE ");
            self.at_least(escape, ABOVE_PREDICATE);
        }
    }

    fn quantified(&mut self, quantified: &Quantified) {
        self.at_least(&quantified.operand, precedence::PREDICATE);
        let word = match quantified.quantifier {
            AnyAll::Any => "ANY",
            AnyAll::All => "ALL",
        };
        self.word(&format!(" {} {word} ", quantified.op.value.text()));
        match &quantified.right {
            QuantifiedRight::Query(query) => self.query_in_parentheses(query),
            QuantifiedRight::List(list) => {
                self.word("(");
                self.exprs(list);
                self.word(")");
            }
        }
    }

    fn case(&mut self, case: &Case) {
        self.word("CASE");
        self.optional(" ", case.operand.as_ref());
        for when in &case.whens {
            self.word(" WHEN ");
            self.exprs(&when.when);
            self.word(" THEN ");
            self.expr(&when.then);
        }
        self.optional(" ELSE ", case.else_.as_ref());
        self.word(" END");
    }

    fn trim(&mut self, trim: &Trim) {
        self.word("TRIM(");
        match trim.side {
            Some(TrimSide::Both) => self.word("BOTH "),
            Some(TrimSide::Leading) => self.word("LEADING "),
            Some(TrimSide::Trailing) => self.word("TRAILING "),
            None => {}
        }
        if let Some(characters) = &trim.characters {
            self.expr(characters);
            self.word(" ");
        }
        self.word(if trim.side.is_some() || trim.characters.is_some() { "FROM " } else { "" });
        self.expr(&trim.operand);
        self.word(")");
    }

    fn overlay(&mut self, overlay: &Overlay) {
        self.enclosed("OVERLAY(", &overlay.operand, " PLACING ");
        self.enclosed("", &overlay.replacement, " FROM ");
        self.expr(&overlay.from);
        self.optional(" FOR ", overlay.length.as_ref());
        self.word(")");
    }

    pub(super) fn call(&mut self, call: &Call) {
        self.function(&call.name);
        if call.parens {
            self.arguments(call);
        }
        if let Some(nulls) = call.null_treatment.filter(|nulls| !nulls.inside) {
            self.word(if nulls.ignore { " IGNORE NULLS" } else { " RESPECT NULLS" });
        }
        if !call.within_group.is_empty() {
            self.order_by(" WITHIN GROUP (", &call.within_group);
            self.word(")");
        }
        if let Some(filter) = &call.filter {
            self.enclosed(" FILTER (WHERE ", filter, ")");
        }
        match &call.over {
            Some(Over::Named(name)) => {
                self.word(" OVER ");
                self.name(name);
            }
            Some(Over::Spec(spec)) => {
                self.word(" OVER ");
                self.window_spec(spec);
            }
            None => {}
        }
    }

    fn arguments(&mut self, call: &Call) {
        self.word("(");
        match call.quantifier.as_ref().map(|quantifier| quantifier.value) {
            Some(Quantifier::Distinct) => self.word("DISTINCT "),
            Some(Quantifier::All) => self.word("ALL "),
            None => {}
        }
        self.word(if call.star.is_some() { "*" } else { "" });
        self.list(&call.args, ", ", Printer::arg);
        if let Some(nulls) = call.null_treatment.filter(|nulls| nulls.inside) {
            self.word(if nulls.ignore { " IGNORE NULLS" } else { " RESPECT NULLS" });
        }
        if !call.order_by.is_empty() {
            self.order_by(" ", &call.order_by);
        }
        self.word(")");
    }

    fn arg(&mut self, arg: &Arg) {
        if let Some(name) = &arg.name {
            self.name(name);
            self.word(" => ");
        }
        match &arg.value {
            ArgValue::Expr(expr) => self.expr(expr),
            ArgValue::Table(table) => self.table_arg(table),
            ArgValue::Model(path) => {
                self.word("MODEL ");
                self.path(path);
            }
            ArgValue::Descriptor(columns) => {
                self.word("DESCRIPTOR");
                self.names(&columns.value);
            }
            ArgValue::Unit(unit) => self.word(unit.word()),
            ArgValue::Default => self.word("DEFAULT"),
        }
    }

    fn table_arg(&mut self, table: &TableArg) {
        self.word("TABLE ");
        match &table.source {
            TableArgSource::Named(path) => self.path(path),
            TableArgSource::Query(query) => self.query_in_parentheses(query),
        }
        if !table.partition_by.is_empty() {
            self.word(" PARTITION BY (");
            self.exprs(&table.partition_by);
            self.word(")");
        }
        if !table.order_by.is_empty() {
            self.word(" ORDER BY (");
            self.list(&table.order_by, ", ", Printer::order_item);
            self.word(")");
        }
    }

    pub(super) fn window_spec(&mut self, spec: &WindowSpec) {
        self.word("(");
        let mut before = "";
        if let Some(base) = &spec.base {
            self.name(base);
            before = " ";
        }
        if !spec.partition_by.is_empty() {
            self.word(before);
            self.word("PARTITION BY ");
            self.exprs(&spec.partition_by);
            before = " ";
        }
        if !spec.order_by.is_empty() {
            self.order_by(before, &spec.order_by);
            before = " ";
        }
        if let Some(frame) = &spec.frame {
            self.word(before);
            self.word(match frame.unit {
                FrameUnit::Rows => "ROWS ",
                FrameUnit::Range => "RANGE ",
            });
            self.word(if frame.end.is_some() { "BETWEEN " } else { "" });
            self.bound(&frame.start);
            if let Some(end) = &frame.end {
                self.word(" AND ");
                self.bound(end);
            }
        }
        self.word(")");
    }

    fn bound(&mut self, bound: &Bound) {
        match &bound.kind {
            BoundKind::UnboundedPreceding => self.word("UNBOUNDED PRECEDING"),
            BoundKind::UnboundedFollowing => self.word("UNBOUNDED FOLLOWING"),
            BoundKind::CurrentRow => self.word("CURRENT ROW"),
            BoundKind::Preceding(expr) => {
                self.arith(expr);
                self.word(" PRECEDING");
            }
            BoundKind::Following(expr) => {
                self.arith(expr);
                self.word(" FOLLOWING");
            }
        }
    }
}

fn test_words(test: IsTest) -> &'static str {
    match test {
        IsTest::Null => "NULL",
        IsTest::True => "TRUE",
        IsTest::False => "FALSE",
        IsTest::Unknown => "UNKNOWN",
        IsTest::Json => "JSON",
        IsTest::JsonValue => "JSON VALUE",
        IsTest::JsonObject => "JSON OBJECT",
        IsTest::JsonArray => "JSON ARRAY",
        IsTest::JsonScalar => "JSON SCALAR",
    }
}
