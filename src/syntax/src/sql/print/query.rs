use super::Printer;
use crate::sql::ast::{
    Cte, Direction, Expr, GroupItem, GroupItemKind, Hint, HintOptions, HintValue, NullsOrder, OrderItem, Quantifier,
    Query, Select, SelectItem, SelectItemKind, SetExpr, SetExprKind, SetOp, SetOperation,
};

impl Printer {
    pub(super) fn query(&mut self, query: &Query) {
        if !query.with.is_empty() {
            self.word("WITH ");
            self.list(&query.with, ", ", Printer::cte);
            self.word(" ");
        }
        self.set_expr(&query.body);
        self.order_by(" ", &query.order_by);
        if let Some(limit) = query.limit {
            self.word(&limit.rows.map_or_else(|| " LIMIT ALL".to_string(), |rows| format!(" LIMIT {rows}")));
        }
        if let Some(offset) = &query.offset {
            self.word(&format!(" OFFSET {} ROWS", offset.value));
        }
        if let Some(fetch) = &query.fetch {
            self.word(&format!(" FETCH FIRST {} ROWS ONLY", fetch.value));
        }
    }

    /// ORDER BY, with `before` in front; nothing where there is no item.
    pub(super) fn order_by(&mut self, before: &str, items: &[OrderItem]) {
        if !items.is_empty() {
            self.word(before);
            self.word("ORDER BY ");
            self.list(items, ", ", Printer::order_item);
        }
    }

    pub(super) fn order_item(&mut self, item: &OrderItem) {
        self.expr(&item.expr);
        match item.direction {
            Some(Direction::Asc) => self.word(" ASC"),
            Some(Direction::Desc) => self.word(" DESC"),
            None => {}
        }
        match item.nulls {
            Some(NullsOrder::First) => self.word(" NULLS FIRST"),
            Some(NullsOrder::Last) => self.word(" NULLS LAST"),
            None => {}
        }
    }

    fn cte(&mut self, cte: &Cte) {
        self.name(&cte.name);
        if !cte.columns.is_empty() {
            self.names(&cte.columns);
        }
        self.word(" AS ");
        self.query_in_parentheses(&cte.query);
    }

    pub(super) fn query_in_parentheses(&mut self, query: &Query) {
        self.word("(");
        self.query(query);
        self.word(")");
    }

    fn set_expr(&mut self, body: &SetExpr) {
        match &body.kind {
            SetExprKind::Select(select) => self.select(select),
            SetExprKind::Values(rows) => {
                self.word("VALUES ");
                self.list(rows, ", ", |printer, row| {
                    printer.word(if row.items.len() == 1 { "(" } else { "ROW(" });
                    printer.exprs(&row.items);
                    printer.word(")");
                });
            }
            SetExprKind::Table(path) => {
                self.word("TABLE ");
                self.path(path);
            }
            SetExprKind::Paren(query) => self.query_in_parentheses(query),
            SetExprKind::Set(set) => self.set_operation(set),
        }
    }

    fn set_operation(&mut self, set: &SetOperation) {
        self.set_operand(&set.left, strength(set.op.value));
        self.word(&format!(" {}{} ", set.op.value.text(), if set.all { " ALL" } else { "" }));
        self.set_operand(&set.right, strength(set.op.value) + 1);
    }

    fn set_operand(&mut self, body: &SetExpr, least: u8) {
        let strong = match &body.kind {
            SetExprKind::Set(set) => strength(set.op.value) >= least,
            SetExprKind::Select(_) | SetExprKind::Values(_) | SetExprKind::Table(_) | SetExprKind::Paren(_) => true,
        };
        if strong {
            self.set_expr(body);
        } else {
            self.word("(");
            self.set_expr(body);
            self.word(")");
        }
    }

    fn select(&mut self, select: &Select) {
        self.word("SELECT ");
        self.hints("", &select.hints, " ");
        match select.quantifier.as_ref().map(|quantifier| quantifier.value) {
            Some(Quantifier::Distinct) => self.word("DISTINCT "),
            Some(Quantifier::All) => self.word("ALL "),
            None => {}
        }
        self.list(&select.items, ", ", Printer::item);
        if !select.from.is_empty() {
            self.word(" FROM ");
            self.list(&select.from, ", ", Printer::table_ref);
        }
        self.clause(" WHERE ", select.where_.as_ref());
        if let Some(group_by) = &select.group_by {
            self.word(" GROUP BY ");
            self.word(if group_by.distinct { "DISTINCT " } else { "" });
            self.list(&group_by.items, ", ", Printer::group_item);
        }
        self.clause(" HAVING ", select.having.as_ref());
        if !select.windows.is_empty() {
            self.word(" WINDOW ");
            self.list(&select.windows, ", ", |printer, window| {
                printer.name(&window.name);
                printer.word(" AS ");
                printer.window_spec(&window.spec);
            });
        }
        self.clause(" QUALIFY ", select.qualify.as_ref());
    }

    fn clause(&mut self, word: &str, condition: Option<&Expr>) {
        if let Some(condition) = condition {
            self.word(word);
            self.expr(condition);
        }
    }

    fn item(&mut self, item: &SelectItem) {
        match &item.kind {
            SelectItemKind::Star => self.word("*"),
            SelectItemKind::QualifiedStar(path) => {
                self.path(path);
                self.word(".*");
            }
            SelectItemKind::Expr { expr, alias } => {
                self.expr(expr);
                if let Some(alias) = alias {
                    self.word(" AS ");
                    self.name(alias);
                }
            }
        }
    }

    fn group_item(&mut self, item: &GroupItem) {
        match &item.kind {
            GroupItemKind::Expr(expr) => self.expr(expr),
            GroupItemKind::Empty => self.word("()"),
            GroupItemKind::Rollup(exprs) => {
                self.word("ROLLUP (");
                self.exprs(exprs);
                self.word(")");
            }
            GroupItemKind::Cube(exprs) => {
                self.word("CUBE (");
                self.exprs(exprs);
                self.word(")");
            }
            GroupItemKind::GroupingSets(items) => {
                self.word("GROUPING SETS (");
                self.list(items, ", ", Printer::group_item);
                self.word(")");
            }
        }
    }

    pub(super) fn hints(&mut self, before: &str, hints: &[Hint], after: &str) {
        if !hints.is_empty() {
            self.word(before);
            self.word("/*+ ");
            self.list(hints, ", ", Printer::hint);
            self.word(" */");
            self.word(after);
        }
    }

    fn hint(&mut self, hint: &Hint) {
        // Hints are known by their bare names.
        if is_word(&hint.name.value) {
            self.word(&hint.name.value);
        } else {
            self.name(&hint.name);
        }
        match &hint.options {
            HintOptions::None => {}
            HintOptions::Pairs(pairs) => {
                self.word("(");
                self.list(pairs, ", ", |printer, (key, value)| {
                    printer.string(&key.value);
                    printer.word("=");
                    printer.string(&value.value);
                });
                self.word(")");
            }
            HintOptions::List(values) => {
                self.word("(");
                self.list(values, ", ", |printer, value| match value {
                    HintValue::Path(path) => printer.path(path),
                    HintValue::String(text) => printer.string(&text.value),
                    HintValue::Number(number) => printer.word(&number.value),
                });
                self.word(")");
            }
        }
    }
}

fn is_word(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic()) && letters.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// INTERSECT binds tighter.
fn strength(op: SetOp) -> u8 {
    match op {
        SetOp::Union | SetOp::Except => 1,
        SetOp::Intersect => 2,
    }
}
