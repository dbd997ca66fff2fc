//! Prints a resolved query for a platform, with the rewrites that the platform's tables need:
//!
//! - **captured scan**: a relation is read from its table or from the view that gives it its shape;
//! - **deleted filter**: `__deleted = 'false'` stands in the scan, and above the join where the table is the versioned
//!   side of a temporal join (in WHERE, or around every use where the join is a left one);
//! - **time**: `$rowtime` is the column that holds it there;
//! - **hints**: state times by input.

use super::objects::{Object, Objects};
use crate::text::{Ident, Text, idents};
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{
    Relations,
    sql::{
        Binding, BindingId, Body, ColumnUse, Cte, Derived, Expr, GroupItem, Hint, HintArgument, Item, Join,
        JoinCondition, JoinKind, Query, RowsOf, Select, SetOpKind, SetOperation, Table, TableExpr, TableSource, Unnest,
        Values, WindowKind, WindowTable,
    },
};

#[derive(Clone)]
pub(super) struct Printer<'a> {
    objects: &'a Objects,
    relations: &'a Relations,
    /// What each table of FROM reads, where it is a relation; a window reads what its input reads.
    bindings: BTreeMap<BindingId, &'a Object>,
    /// Tables whose columns count as null where `__deleted` says so, with their names.
    guards: BTreeMap<BindingId, String>,
    /// State times by input, for the outermost SELECT.
    state_ttl: Vec<(String, Option<u64>)>,
    /// The variable of a pattern whose rows columns are of, and that they are of rows of a match at all.
    rows_of: Option<RowsOf>,
    /// How far the SELECT around an expression is indented.
    depth: usize,
    /// Tables whose rows a join keeps for ever although the statement has a time.
    kept: BTreeSet<BindingId>,
}

impl<'a> Printer<'a> {
    pub(super) fn new(objects: &'a Objects, relations: &'a Relations, query: &'a Query) -> Self {
        let mut bindings = BTreeMap::new();
        for select in query.selects() {
            for table in &select.from {
                bind(objects, table, &mut bindings);
            }
        }
        Printer {
            objects,
            relations,
            bindings,
            guards: BTreeMap::new(),
            state_ttl: Vec::new(),
            rows_of: None,
            depth: 0,
            kept: BTreeSet::new(),
        }
    }

    pub(super) fn keeping(mut self, tables: BTreeSet<BindingId>) -> Self {
        self.kept = tables;
        self
    }

    pub(super) fn with_state_ttl(mut self, ttl: Vec<(String, Option<u64>)>) -> Self {
        self.state_ttl = ttl;
        self
    }

    /// Where columns are those of rows of a match.
    pub(super) fn of_rows(&self, of: &RowsOf) -> Self {
        Printer { rows_of: Some(of.clone()), ..self.clone() }
    }

    pub(super) fn rows_of(&self) -> Option<&RowsOf> {
        self.rows_of.as_ref()
    }

    pub(super) fn guard(&self, binding: BindingId) -> Option<&str> {
        self.guards.get(&binding).map(String::as_str)
    }

    /// The column as the table or view here calls it.
    pub(super) fn column_name<'b>(&'b self, column: &'b ColumnUse) -> &'b str {
        if column.column != "$rowtime" {
            return &column.column;
        }
        self.bindings.get(&column.binding).map_or(&column.column, |object| &object.rowtime)
    }

    /// The clauses before the body: `WITH …`, each on lines of its own, or nothing.
    pub(super) fn with(&self, query: &Query, depth: usize) -> String {
        if query.with.is_empty() {
            return String::new();
        }
        let ctes: Vec<String> = query.with.iter().map(|cte| self.cte(cte, depth)).collect();
        format!("WITH {}{}", ctes.join(&format!(",{}", line(depth))), line(depth))
    }

    fn cte(&self, cte: &Cte, depth: usize) -> String {
        let columns = if cte.columns.is_empty() {
            String::new()
        } else {
            format!(" ({})", idents(cte.columns.iter().map(|name| name.value.as_str())))
        };
        format!("{}{columns} AS {}", Ident(&cte.name.value), self.parens(&cte.query, depth))
    }

    pub(super) fn query(&self, query: &Query, depth: usize) -> String {
        format!("{}{}", self.with(query, depth), self.body(query, depth))
    }

    /// The query without its WITH.
    pub(super) fn body(&self, query: &Query, depth: usize) -> String {
        let mut text = match &query.body {
            Body::Select(select) => self.select(select, depth),
            Body::Values(values) => self.values(values),
            Body::SetOp(operation) => self.set_operation(operation, depth),
            Body::Nested(query) => self.parens(query, depth),
        };
        if !query.order_by.is_empty() {
            text = format!("{text}{}ORDER BY {}", line(depth), self.sort(&query.order_by));
        }
        if let Some(limit) = query.limit {
            text = format!("{text}{}LIMIT {limit}", line(depth));
        }
        if let Some(offset) = query.offset {
            text = format!("{text}{}OFFSET {offset}", line(depth));
        }
        text
    }

    /// State times hold in the outermost SELECT only.
    fn below(&self) -> Printer<'a> {
        Printer { state_ttl: Vec::new(), ..self.clone() }
    }

    fn parens(&self, query: &Query, depth: usize) -> String {
        format!("({}{}{})", line(depth + 1), self.below().query(query, depth + 1), line(depth))
    }

    /// A query that is a part of an expression.
    pub(super) fn in_expression(&self, query: &Query) -> String {
        self.parens(query, self.depth + 1)
    }

    fn values(&self, values: &Values) -> String {
        let rows: Vec<String> = values.rows.iter().map(|row| format!("({})", self.list(row))).collect();
        format!("VALUES {}", rows.join(", "))
    }

    fn set_operation(&self, operation: &SetOperation, depth: usize) -> String {
        let word = match operation.kind {
            SetOpKind::Union => "UNION",
            SetOpKind::Intersect => "INTERSECT",
            SetOpKind::Except => "EXCEPT",
        };
        let all = if operation.all { " ALL" } else { "" };
        let operand = |query: &Query| {
            let bare =
                query.with.is_empty() && query.order_by.is_empty() && query.limit.is_none() && query.offset.is_none();
            match &query.body {
                Body::Select(_) | Body::Values(_) | Body::Nested(_) if bare => self.query(query, depth),
                Body::Select(_) | Body::Values(_) | Body::Nested(_) | Body::SetOp(_) => self.parens(query, depth),
            }
        };
        let (left, right) = (operand(&operation.left), operand(&operation.right));
        format!("{left}{nl}{word}{all}{nl}{right}", nl = line(depth))
    }

    fn select(&self, select: &Select, depth: usize) -> String {
        let mut temporal = Temporal::default();
        for table in &select.from {
            temporal.collect(self, table);
        }
        let mut inner = self.below();
        inner.guards.extend(temporal.guards);
        inner.depth = depth;
        let mut text = format!("SELECT{}", self.hints(select));
        if select.distinct {
            text.push_str(" DISTINCT");
        }
        let items: Vec<String> = select.items.iter().map(|item| inner.item(item)).collect();
        text = format!("{text}{}{}", line(depth + 1), items.join(&format!(",{}", line(depth + 1))));
        if !select.from.is_empty() {
            let from: Vec<String> = select.from.iter().map(|table| inner.table(table, depth)).collect();
            text = format!("{text}{}FROM {}", line(depth), from.join(", "));
        }
        let mut conditions: Vec<String> = Vec::new();
        if let Some(selection) = &select.selection {
            let alone = temporal.conditions.is_empty();
            conditions.push(if alone { inner.expr(selection) } else { format!("({})", inner.expr(selection)) });
        }
        conditions.extend(temporal.conditions);
        if !conditions.is_empty() {
            text = format!("{text}{}WHERE {}", line(depth), conditions.join(" AND "));
        }
        if let Some(grouping) = &select.grouping {
            let distinct = if grouping.distinct { "DISTINCT " } else { "" };
            let items = inner.group_items(&grouping.items, &select.group_by);
            text = format!("{text}{}GROUP BY {distinct}{items}", line(depth));
        } else if !select.group_by.is_empty() {
            text = format!("{text}{}GROUP BY {}", line(depth), inner.list(&select.group_by));
        }
        if let Some(having) = &select.having {
            text = format!("{text}{}HAVING {}", line(depth), inner.expr(having));
        }
        if !select.windows.is_empty() {
            let windows: Vec<String> = select
                .windows
                .iter()
                .map(|named| format!("{} AS {}", Ident(&named.name.value), inner.window(&named.window)))
                .collect();
            text = format!("{text}{}WINDOW {}", line(depth), windows.join(", "));
        }
        if let Some(qualify) = &select.qualify {
            text = format!("{text}{}QUALIFY {}", line(depth), inner.expr(qualify));
        }
        text
    }

    fn group_items(&self, items: &[GroupItem], keys: &[Expr]) -> String {
        let together = |positions: &[usize]| {
            let keys: Vec<String> = positions.iter().filter_map(|n| keys.get(*n)).map(|key| self.expr(key)).collect();
            if let [one] = keys.as_slice() { one.clone() } else { format!("({})", keys.join(", ")) }
        };
        let all = |parts: &[Vec<usize>]| parts.iter().map(|part| together(part)).collect::<Vec<_>>().join(", ");
        let item = |item: &GroupItem| match item {
            GroupItem::Keys(keys) => together(keys),
            GroupItem::Rollup(parts) => format!("ROLLUP ({})", all(parts)),
            GroupItem::Cube(parts) => format!("CUBE ({})", all(parts)),
            GroupItem::Sets(items) => format!("GROUPING SETS ({})", self.group_items(items, keys)),
        };
        items.iter().map(item).collect::<Vec<_>>().join(", ")
    }

    fn item(&self, item: &Item) -> String {
        let text = self.expr(&item.expr);
        let own = if let weir_ir::sql::ExprKind::Column(column) = &item.expr.kind
            && self.guard(column.binding).is_none()
        {
            column.fields.last().map_or_else(|| self.column_name(column), String::as_str) == item.name
        } else {
            false
        };
        if own { text } else { format!("{text} AS {}", Ident(&item.name)) }
    }

    fn hints(&self, select: &Select) -> String {
        let mut hints: Vec<String> = select.hints.iter().map(hint).collect();
        let tables = select.from.iter().flat_map(TableExpr::tables);
        let kept = tables.filter(|table| self.kept.contains(&table.binding.id));
        let kept = kept.map(|table| (table.binding.name.clone(), None));
        let all: Vec<(String, Option<u64>)> = self.state_ttl.iter().cloned().chain(kept).collect();
        if !all.is_empty() {
            let times: Vec<String> =
                all.iter().map(|(input, ttl)| format!("{} = {}", Text(input), Text(&state_time(*ttl)))).collect();
            hints.push(format!("STATE_TTL({})", times.join(", ")));
        }
        if hints.is_empty() { String::new() } else { format!(" /*+ {} */", hints.join(", ")) }
    }

    pub(super) fn table(&self, table: &TableExpr, depth: usize) -> String {
        match table {
            TableExpr::Table(table) => self.named(table, depth),
            TableExpr::Derived(derived) => self.derived(derived, depth),
            TableExpr::Join(join) => self.join(join, depth),
            TableExpr::Window(window) => self.window_table(window, depth),
            TableExpr::Unnest(unnest) => self.unnest(unnest),
            TableExpr::Match(matched) => self.matched(matched, depth),
        }
    }

    pub(super) fn named(&self, table: &Table, depth: usize) -> String {
        let hints: Vec<String> = table.hints.iter().map(hint).collect();
        let hints = if hints.is_empty() { String::new() } else { format!(" /*+ {} */", hints.join(", ")) };
        let (source, beside) = match &table.source {
            TableSource::Cte(name) => (Ident(name).to_string(), Vec::new()),
            TableSource::Relation(id) => match self.objects.get(*id) {
                Some(object) => self.scan(object, table, depth),
                None => (Ident(&self.relations[*id].name).to_string(), Vec::new()),
            },
        };
        let as_of =
            table.as_of.as_ref().map_or_else(String::new, |time| format!(" FOR SYSTEM_TIME AS OF {}", self.expr(time)));
        format!("{source}{hints}{as_of}{}", alias_beside(&table.binding, &beside))
    }

    /// The table itself, or a derived table around it where rows or columns have to be left out; and what it has after
    /// the columns of the relation.
    fn scan<'o>(&self, object: &'o Object, table: &Table, depth: usize) -> (String, Vec<&'o str>) {
        let selects = table.as_of.is_none() && object.selects(!table.binding.alias_columns.is_empty());
        let source = if selects {
            format!("({}{}{})", line(depth + 1), object.select(depth + 1), line(depth))
        } else {
            Ident(&object.name).to_string()
        };
        (source, object.beside(selects))
    }

    fn derived(&self, derived: &Derived, depth: usize) -> String {
        let lateral = if derived.lateral { "LATERAL " } else { "" };
        format!("{lateral}{}{}", self.parens(&derived.query, depth), alias(&derived.binding))
    }

    fn join(&self, join: &Join, depth: usize) -> String {
        let word = match join.kind {
            JoinKind::Inner => "JOIN",
            JoinKind::Left => "LEFT JOIN",
            JoinKind::Right => "RIGHT JOIN",
            JoinKind::Full => "FULL JOIN",
            JoinKind::Cross => "CROSS JOIN",
        };
        let right = match &join.right {
            TableExpr::Join(_) => format!("({})", self.table(&join.right, depth + 1)),
            TableExpr::Table(_)
            | TableExpr::Derived(_)
            | TableExpr::Window(_)
            | TableExpr::Unnest(_)
            | TableExpr::Match(_) => self.table(&join.right, depth),
        };
        let condition = match &join.condition {
            JoinCondition::None => String::new(),
            JoinCondition::On(condition) => format!(" ON {}", self.without_guard(&join.right).expr(condition)),
            // A natural join would also join what views have beside the columns of their relation.
            JoinCondition::Using(columns) | JoinCondition::Natural(columns) => {
                format!(" USING ({})", idents(columns.iter().map(|column| column.name.value.as_str())))
            }
        };
        format!("{}{}{word} {right}{condition}", self.table(&join.left, depth), line(depth))
    }

    /// The condition of a temporal join itself names the key as it is.
    fn without_guard(&self, right: &TableExpr) -> Printer<'a> {
        let mut printer = self.clone();
        if let TableExpr::Table(table) = right {
            printer.guards.remove(&table.binding.id);
        }
        printer
    }

    fn window_table(&self, window: &WindowTable, depth: usize) -> String {
        let input = match &window.input {
            TableExpr::Table(table) => {
                let plain = self.named(&Table { binding: unaliased(&table.binding), ..table.clone() }, depth + 1);
                if plain.starts_with('(') { plain } else { format!("TABLE {plain}") }
            }
            TableExpr::Derived(derived) => self.parens(&derived.query, depth + 1),
            other @ (TableExpr::Join(_) | TableExpr::Window(_) | TableExpr::Unnest(_) | TableExpr::Match(_)) => {
                self.table(other, depth + 1)
            }
        };
        let partition = if window.partition_by.is_empty() {
            String::new()
        } else {
            let keys = self.unqualified(&window.partition_by);
            // The comma belongs to the arguments.
            if window.partition_by.len() > 1 {
                format!(" PARTITION BY ({keys})")
            } else {
                format!(" PARTITION BY {keys}")
            }
        };
        let time = self.unqualified(std::slice::from_ref(&window.time));
        let (name, sizes) = window_sizes(window.kind);
        let offset = if window.offset_ms == 0 { String::new() } else { format!(", {}", interval(window.offset_ms)) };
        let at = line(depth + 1);
        format!(
            "TABLE({at}{name}({input}{partition}, DESCRIPTOR({time}), {sizes}{offset}){}){}",
            line(depth),
            alias(&window.binding)
        )
    }

    /// Columns of a table argument stand without a qualifier.
    pub(super) fn unqualified(&self, list: &[weir_ir::sql::Expr]) -> String {
        let bare = |expr: &weir_ir::sql::Expr| {
            if let weir_ir::sql::ExprKind::Column(column) = &expr.kind {
                Ident(self.column_name(column)).to_string()
            } else {
                self.expr(expr)
            }
        };
        list.iter().map(bare).collect::<Vec<_>>().join(", ")
    }

    fn unnest(&self, unnest: &Unnest) -> String {
        let ordinality = if unnest.ordinality { " WITH ORDINALITY" } else { "" };
        format!("UNNEST({}){ordinality}{}", self.expr(&unnest.collection), alias(&unnest.binding))
    }
}

/// What stands above the temporal joins of a SELECT.
#[derive(Default)]
struct Temporal {
    /// For WHERE.
    conditions: Vec<String>,
    guards: BTreeMap<BindingId, String>,
}

impl Temporal {
    fn collect(&mut self, printer: &Printer<'_>, table: &TableExpr) {
        let TableExpr::Join(join) = table else { return };
        self.collect(printer, &join.left);
        self.collect(printer, &join.right);
        let TableExpr::Table(right) = &join.right else { return };
        let TableSource::Relation(id) = &right.source else { return };
        let marks = printer.objects.get(*id).is_some_and(|object| object.marks_deleted);
        if right.as_of.is_none() || !marks {
            return;
        }
        let name = right.binding.name.clone();
        match join.kind {
            JoinKind::Left => {
                self.guards.insert(right.binding.id, name);
            }
            JoinKind::Inner | JoinKind::Cross | JoinKind::Right | JoinKind::Full => {
                self.conditions.push(format!("{}.`__deleted` = 'false'", Ident(&name)));
            }
        }
    }
}

fn bind<'a>(objects: &'a Objects, table: &'a TableExpr, bindings: &mut BTreeMap<BindingId, &'a Object>) {
    match table {
        TableExpr::Table(table) => {
            if let TableSource::Relation(id) = &table.source
                && let Some(object) = objects.get(*id)
            {
                bindings.insert(table.binding.id, object);
            }
        }
        TableExpr::Join(join) => {
            bind(objects, &join.left, bindings);
            bind(objects, &join.right, bindings);
        }
        TableExpr::Window(window) => {
            bind(objects, &window.input, bindings);
            if let TableExpr::Table(table) = &window.input
                && let Some(object) = bindings.get(&table.binding.id).copied()
            {
                bindings.insert(window.binding.id, object);
            }
        }
        TableExpr::Match(matched) => bind(objects, &matched.input, bindings),
        TableExpr::Derived(_) | TableExpr::Unnest(_) => {}
    }
}

pub(super) fn unaliased(binding: &Binding) -> Binding {
    Binding { id: binding.id, name: String::new(), alias: None, alias_columns: Vec::new() }
}

pub(super) fn alias(binding: &Binding) -> String {
    alias_beside(binding, &[])
}

/// ` AS t (a, b)`; what the table has after those that the user named keeps its name.
fn alias_beside(binding: &Binding, beside: &[&str]) -> String {
    if binding.name.is_empty() {
        return String::new();
    }
    let columns = if binding.alias_columns.is_empty() {
        String::new()
    } else {
        let named = binding.alias_columns.iter().map(|name| name.value.as_str());
        format!(" ({})", idents(named.chain(beside.iter().copied())))
    };
    format!(" AS {}{columns}", Ident(&binding.name))
}

fn hint(hint: &Hint) -> String {
    let argument = |argument: &HintArgument| match argument {
        HintArgument::Value(value) => Text(value).to_string(),
        HintArgument::KeyValue(key, value) => format!("{} = {}", Text(key), Text(value)),
    };
    let arguments: Vec<String> = hint.arguments.iter().map(argument).collect();
    if arguments.is_empty() {
        hint.name.value.clone()
    } else {
        format!("{}({})", hint.name.value, arguments.join(", "))
    }
}

/// As Flink parses durations; nought keeps state for ever.
pub(super) fn state_time(ttl: Option<u64>) -> String {
    ttl.map_or_else(|| "0 s".to_string(), |ms| format!("{ms} ms"))
}

fn window_sizes(kind: WindowKind) -> (&'static str, String) {
    let at = |ms: u64| interval(i64::try_from(ms).unwrap_or(i64::MAX));
    match kind {
        WindowKind::Tumble { size_ms } => ("TUMBLE", at(size_ms)),
        WindowKind::Hop { slide_ms, size_ms } => ("HOP", format!("{}, {}", at(slide_ms), at(size_ms))),
        WindowKind::Cumulate { step_ms, max_ms } => ("CUMULATE", format!("{}, {}", at(step_ms), at(max_ms))),
        WindowKind::Session { gap_ms } => ("SESSION", at(gap_ms)),
    }
}

/// An interval literal in the largest unit that is exact. Flink takes two digits of a leading unit unless it says more.
pub(super) fn interval(ms: i64) -> String {
    let (sign, size) = if ms < 0 { ("-", ms.unsigned_abs()) } else { ("", ms.unsigned_abs()) };
    let units = [(86_400_000, "DAY"), (3_600_000, "HOUR"), (60_000, "MINUTE"), (1_000, "SECOND")];
    let exact = units.iter().find(|(unit, _)| size > 0 && size % unit == 0);
    match exact {
        Some((unit, word)) => {
            let count = (size / unit).to_string();
            let digits = if count.len() > 2 { format!("({})", count.len()) } else { String::new() };
            format!("INTERVAL {sign}'{count}' {word}{digits}")
        }
        None => {
            let seconds = (size / 1_000).to_string();
            let digits = if seconds.len() > 2 { format!("({}, 3)", seconds.len()) } else { "(2, 3)".to_string() };
            format!("INTERVAL {sign}'{seconds}.{:03}' SECOND{digits}", size % 1_000)
        }
    }
}

/// A new line at a depth.
pub(super) fn line(depth: usize) -> String {
    format!("\n{}", "  ".repeat(depth))
}
