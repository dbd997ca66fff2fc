//! Expressions of a resolved query as Flink SQL: identifiers in back-ticks, parentheses where precedence asks for them.

use super::query::Printer;
use crate::text::{Ident, Text};
use weir_ir::sql::{
    AggregateCall, BinaryOp, Call, CallForm, CaseBranch, ColumnUse, Expr, ExprKind, Frame, FrameBound, FrameUnit,
    IsTest, JsonClauses, LikeKind, Literal, OverCall, OverWindow, QueryExpr, QueryForm, RowsOf, SortKey, TrimSide,
    UnaryOp,
};

/// How tightly an expression binds (Flink's copy of Calcite's `SqlStdOperatorTable`); greater binds tighter.
fn level(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Unary(UnaryOp::Not, _) => 26,
        ExprKind::Unary(UnaryOp::Plus | UnaryOp::Minus, _) => 80,
        ExprKind::Binary(op, ..) => binary_level(*op),
        ExprKind::Is { .. } => 28,
        ExprKind::Distinct { .. } => 30,
        ExprKind::Between { .. } | ExprKind::In { .. } | ExprKind::Like { .. } => 29,
        ExprKind::Query(inner) => match &inner.form {
            QueryForm::In { .. } => 29,
            QueryForm::Quantified { .. } => 30,
            QueryForm::Value | QueryForm::Exists => 100,
        },
        ExprKind::Call(call) if call.form == CallForm::Overlaps => 29,
        ExprKind::Column(_)
        | ExprKind::Input(_)
        | ExprKind::Field(..)
        | ExprKind::Literal(_)
        | ExprKind::Case { .. }
        | ExprKind::Cast { .. }
        | ExprKind::Call(_)
        | ExprKind::Aggregate(_)
        | ExprKind::Over(_)
        | ExprKind::Match(_)
        | ExprKind::Row(_)
        | ExprKind::Array(_)
        | ExprKind::Map(_)
        | ExprKind::Element(..)
        | ExprKind::Error => 100,
    }
}

fn binary_level(op: BinaryOp) -> u8 {
    match op {
        BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Modulo | BinaryOp::Concat => 60,
        BinaryOp::Add | BinaryOp::Subtract => 40,
        BinaryOp::Equal
        | BinaryOp::NotEqual
        | BinaryOp::Less
        | BinaryOp::LessEqual
        | BinaryOp::Greater
        | BinaryOp::GreaterEqual => 30,
        BinaryOp::And => 24,
        BinaryOp::Or => 22,
    }
}

impl Printer<'_> {
    pub(super) fn expr(&self, expr: &Expr) -> String {
        match &expr.kind {
            ExprKind::Column(column) => self.column(column),
            // Flink takes the dots of `A.r.x` for those of a name.
            ExprKind::Field(base, name) if matches!(base.kind, ExprKind::Match(_)) => {
                format!("({}).{}", self.expr(base), Ident(&name.value))
            }
            ExprKind::Field(base, name) => format!("{}.{}", self.atom(base), Ident(&name.value)),
            ExprKind::Literal(literal) => literal_text(literal),
            ExprKind::Unary(op, operand) => self.unary(*op, operand),
            ExprKind::Binary(op, left, right) => {
                let at = binary_level(*op);
                format!("{} {} {}", self.above(left, at), op.symbol(), self.above(right, at + 1))
            }
            ExprKind::Is { operand, test, negated } => {
                format!("{} IS {}{}", self.above(operand, 41), not(*negated), test_word(*test))
            }
            ExprKind::Distinct { left, right, negated } => {
                format!("{} IS {}DISTINCT FROM {}", self.above(left, 40), not(*negated), self.above(right, 40))
            }
            ExprKind::Between { operand, low, high, symmetric, negated } => format!(
                "{} {}BETWEEN {}{} AND {}",
                self.above(operand, 40),
                not(*negated),
                if *symmetric { "SYMMETRIC " } else { "" },
                self.above(low, 40),
                self.above(high, 40)
            ),
            ExprKind::In { operand, list, negated } => {
                format!("{} {}IN ({})", self.above(operand, 40), not(*negated), self.list(list))
            }
            ExprKind::Like { kind, operand, pattern, escape, negated } => {
                let word = match kind {
                    LikeKind::Like => "LIKE",
                    LikeKind::SimilarTo => "SIMILAR TO",
                };
                let escape = escape.as_ref().map_or_else(String::new, |e| format!(" ESCAPE {}", self.expr(e)));
                format!("{} {}{word} {}{escape}", self.above(operand, 40), not(*negated), self.above(pattern, 40))
            }
            ExprKind::Case { operand, branches, otherwise } => {
                self.case(operand.as_deref(), branches, otherwise.as_deref())
            }
            ExprKind::Cast { operand, is_try } => {
                let word = if *is_try { "TRY_CAST" } else { "CAST" };
                format!("{word}({} AS {})", self.expr(operand), expr.ty.data)
            }
            ExprKind::Call(call) => self.call(call),
            ExprKind::Aggregate(call) => self.aggregate(call),
            ExprKind::Over(over) => self.over(over),
            ExprKind::Match(matched) => self.match_expr(matched),
            ExprKind::Row(fields) => format!("ROW({})", self.list(fields)),
            ExprKind::Array(elements) => format!("ARRAY[{}]", self.list(elements)),
            ExprKind::Map(entries) => {
                let entries: Vec<String> =
                    entries.iter().map(|(key, value)| format!("{}, {}", self.expr(key), self.expr(value))).collect();
                format!("MAP[{}]", entries.join(", "))
            }
            ExprKind::Element(base, index) => format!("{}[{}]", self.atom(base), self.expr(index)),
            ExprKind::Query(inner) => self.query_expr(inner),
            // INVARIANT: positions are only in plans, and a query with an error is never printed.
            ExprKind::Input(_) | ExprKind::Error => "NULL".to_string(),
        }
    }

    fn query_expr(&self, inner: &QueryExpr) -> String {
        let query = self.in_expression(&inner.query);
        match &inner.form {
            QueryForm::Value => query,
            QueryForm::Exists => format!("EXISTS {query}"),
            QueryForm::In { operand, negated } => {
                format!("{} {}IN {query}", self.above(operand, 40), not(*negated))
            }
            QueryForm::Quantified { operand, op, all } => {
                let word = if *all { "ALL" } else { "ANY" };
                format!("{} {} {word} {query}", self.above(operand, 40), op.symbol())
            }
        }
    }

    /// In parentheses unless it binds at least as tightly as `at`.
    fn above(&self, expr: &Expr, at: u8) -> String {
        if level(expr) >= at { self.expr(expr) } else { format!("({})", self.expr(expr)) }
    }

    fn atom(&self, expr: &Expr) -> String {
        self.above(expr, 100)
    }

    pub(super) fn list(&self, list: &[Expr]) -> String {
        list.iter().map(|expr| self.expr(expr)).collect::<Vec<_>>().join(", ")
    }

    fn unary(&self, op: UnaryOp, operand: &Expr) -> String {
        match op {
            UnaryOp::Not => format!("NOT {}", self.above(operand, 27)),
            UnaryOp::Plus => format!("+{}", self.atom(operand)),
            // `--` would begin a comment.
            UnaryOp::Minus => format!("-{}", self.atom(operand)),
        }
    }

    fn column(&self, column: &ColumnUse) -> String {
        let name = self.column_name(column);
        let qualifier = match self.rows_of() {
            Some(RowsOf::Variable { name, .. }) => format!("{}.", Ident(name)),
            Some(RowsOf::Match) => String::new(),
            None if column.qualified && !column.table.is_empty() => format!("{}.", Ident(&column.table)),
            None => String::new(),
        };
        let fields: String = column.fields.iter().map(|field| format!(".{}", Ident(field))).collect();
        let plain = format!("{qualifier}{}{fields}", Ident(name));
        match self.guard(column.binding) {
            // The left join found a version that says the row was deleted: as if it had found nothing.
            Some(table) => format!("CASE WHEN {}.`__deleted` = 'false' THEN {plain} END", Ident(table)),
            None => plain,
        }
    }

    fn case(&self, operand: Option<&Expr>, branches: &[CaseBranch], otherwise: Option<&Expr>) -> String {
        let operand = operand.map_or_else(String::new, |operand| format!(" {}", self.expr(operand)));
        let branches: String = branches
            .iter()
            .map(|branch| format!(" WHEN {} THEN {}", self.expr(&branch.when), self.expr(&branch.then)))
            .collect();
        let otherwise = otherwise.map_or_else(String::new, |otherwise| format!(" ELSE {}", self.expr(otherwise)));
        format!("CASE{operand}{branches}{otherwise} END")
    }

    fn call(&self, call: &Call) -> String {
        let name = &call.name;
        let arg = |n: usize| call.args.get(n).map_or_else(String::new, |arg| self.expr(arg));
        match &call.form {
            CallForm::Plain => format!("{name}({})", self.list(&call.args)),
            CallForm::Bare => name.clone(),
            CallForm::Extract(unit) => format!("EXTRACT({} FROM {})", unit.word(), arg(0)),
            CallForm::To(unit) => {
                // `INTERVAL '1' DAY TO HOUR` would be an interval of days and hours.
                let swallows = call.args.first().is_some_and(ends_in_interval);
                let what = if swallows { format!("({})", arg(0)) } else { arg(0) };
                format!("{name}({what} TO {})", unit.word())
            }
            CallForm::UnitFirst(unit) => format!("{name}({}, {})", unit.word(), self.list(&call.args)),
            CallForm::In => format!("{name}({} IN {})", arg(0), arg(1)),
            CallForm::Overlaps => format!("({}, {}) OVERLAPS ({}, {})", arg(0), arg(1), arg(2), arg(3)),
            CallForm::Placing => {
                let length = if call.args.len() > 3 { format!(" FOR {}", arg(3)) } else { String::new() };
                format!("{name}({} PLACING {} FROM {}{length})", arg(0), arg(1), arg(2))
            }
            CallForm::Trim(side) => {
                let side = match side {
                    TrimSide::Both => "BOTH",
                    TrimSide::Leading => "LEADING",
                    TrimSide::Trailing => "TRAILING",
                };
                let what = if call.args.len() > 1 { format!("{} ", arg(1)) } else { String::new() };
                format!("TRIM({side} {what}FROM {})", arg(0))
            }
            CallForm::Json(clauses) => self.json(name, &call.args, clauses),
        }
    }

    fn json(&self, name: &str, args: &[Expr], clauses: &JsonClauses) -> String {
        let args = if clauses.pairs {
            let pair = |pair: &[Expr]| match pair {
                [key, value] => format!("KEY {} VALUE {}", self.expr(key), self.expr(value)),
                _ => self.list(pair),
            };
            args.chunks(2).map(pair).collect::<Vec<_>>().join(", ")
        } else {
            self.list(args)
        };
        let returning = clauses.returning.as_ref().map_or_else(String::new, |ty| format!(" RETURNING {}", ty.data));
        let words = if clauses.words.is_empty() { String::new() } else { format!(" {}", clauses.words) };
        format!("{name}({args}{returning}{words})")
    }

    pub(super) fn aggregate(&self, call: &AggregateCall) -> String {
        let distinct = if call.distinct { "DISTINCT " } else { "" };
        let args = if call.star { "*".to_string() } else { self.list(&call.args) };
        let order = if call.within_group.is_empty() {
            String::new()
        } else {
            format!(" ORDER BY {}", self.sort(&call.within_group))
        };
        let mut text = match (call.name.as_str(), call.args.as_slice()) {
            ("JSON_OBJECTAGG", [key, value]) => {
                format!("JSON_OBJECTAGG(KEY {} VALUE {}{})", self.expr(key), self.expr(value), on_null(call))
            }
            ("JSON_ARRAYAGG", _) => format!("JSON_ARRAYAGG({args}{order}{})", on_null(call)),
            // LAG and LEAD take the clause outside only.
            ("ARRAY_AGG", _) if call.ignore_nulls => format!("ARRAY_AGG({distinct}{args} IGNORE NULLS{order})"),
            _ if call.ignore_nulls => format!("{}({distinct}{args}) IGNORE NULLS", call.name),
            _ => format!("{}({distinct}{args}{order})", call.name),
        };
        if let Some(filter) = &call.filter {
            text = format!("{text} FILTER (WHERE {})", self.expr(filter));
        }
        text
    }

    fn over(&self, over: &OverCall) -> String {
        let window = match &over.named {
            Some(name) => Ident(&name.value).to_string(),
            None => self.window(&over.window),
        };
        format!("{} OVER {window}", self.aggregate(&over.function))
    }

    /// `(PARTITION BY … ORDER BY … ROWS …)`.
    pub(super) fn window(&self, window: &OverWindow) -> String {
        let mut parts = Vec::new();
        if !window.partition_by.is_empty() {
            parts.push(format!("PARTITION BY {}", self.list(&window.partition_by)));
        }
        if !window.order_by.is_empty() {
            parts.push(format!("ORDER BY {}", self.sort(&window.order_by)));
        }
        if let Some(frame) = &window.frame {
            parts.push(self.frame(frame));
        }
        format!("({})", parts.join(" "))
    }

    fn frame(&self, frame: &Frame) -> String {
        let unit = match frame.unit {
            FrameUnit::Rows => "ROWS",
            FrameUnit::Range => "RANGE",
        };
        match &frame.end {
            Some(end) => format!("{unit} BETWEEN {} AND {}", self.bound(&frame.start), self.bound(end)),
            None => format!("{unit} {}", self.bound(&frame.start)),
        }
    }

    fn bound(&self, bound: &FrameBound) -> String {
        match bound {
            FrameBound::UnboundedPreceding => "UNBOUNDED PRECEDING".to_string(),
            FrameBound::Preceding(expr) => format!("{} PRECEDING", self.expr(expr)),
            FrameBound::CurrentRow => "CURRENT ROW".to_string(),
            FrameBound::Following(expr) => format!("{} FOLLOWING", self.expr(expr)),
            FrameBound::UnboundedFollowing => "UNBOUNDED FOLLOWING".to_string(),
        }
    }

    pub(super) fn sort(&self, keys: &[SortKey]) -> String {
        let key = |key: &SortKey| {
            let order = if key.descending { " DESC" } else { "" };
            let nulls = match key.nulls_first {
                Some(true) => " NULLS FIRST",
                Some(false) => " NULLS LAST",
                None => "",
            };
            format!("{}{order}{nulls}", self.expr(&key.expr))
        };
        keys.iter().map(key).collect::<Vec<_>>().join(", ")
    }
}

/// Whether the last word of an expression is the unit of an interval.
fn ends_in_interval(expr: &Expr) -> bool {
    if let ExprKind::Binary(_, _, last) | ExprKind::Unary(_, last) = &expr.kind {
        ends_in_interval(last)
    } else {
        matches!(expr.kind, ExprKind::Literal(Literal::Interval { .. }))
    }
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Null => "NULL".to_string(),
        Literal::Boolean(true) => "TRUE".to_string(),
        Literal::Boolean(false) => "FALSE".to_string(),
        Literal::Number(digits) => digits.clone(),
        Literal::Text(text) => Text(text).to_string(),
        Literal::Bytes(bytes) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
            format!("X'{digits}'")
        }
        Literal::Date(text) => format!("DATE {}", Text(text)),
        Literal::Time(text) => format!("TIME {}", Text(text)),
        Literal::Timestamp(text) => format!("TIMESTAMP {}", Text(text)),
        Literal::Interval { text, unit, amount } => {
            let sign = if *amount < 0 && !text.starts_with('-') { "-" } else { "" };
            format!("INTERVAL {sign}{} {unit}", Text(text))
        }
        Literal::Symbol(word) => word.clone(),
    }
}

/// Written out always: the two functions have different defaults.
fn on_null(call: &AggregateCall) -> &'static str {
    if call.ignore_nulls { " ABSENT ON NULL" } else { " NULL ON NULL" }
}

fn not(negated: bool) -> &'static str {
    if negated { "NOT " } else { "" }
}

fn test_word(test: IsTest) -> &'static str {
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
