//! A plan without what does not matter to running state: names, places, positions, the order of conditions, and where
//! projections and filters stand between two operators that keep state. Equal shapes do the same.

mod signature;

use crate::relations::renames;
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::{FileId, Span};
use weir_ir::plan::{Aggregate, Node, Op};
use weir_ir::sql::{BinaryOp, BindingId, Expr, ExprKind};
use weir_ir::{Project, RelationId, StateClass};

const NOWHERE: Span = Span { file: FileId(0), start: 0, end: 0 };

/// A number for each text that was seen; equal texts have equal numbers. Shared by the plans that are compared.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    numbers: BTreeMap<String, usize>,
    /// Numbers that a text mentions.
    parts: Vec<Vec<usize>>,
}

impl Symbols {
    fn of(&mut self, text: String, parts: Vec<usize>) -> usize {
        if let Some(number) = self.numbers.get(&text) {
            return *number;
        }
        let number = self.parts.len();
        self.numbers.insert(text, number);
        self.parts.push(parts);
        number
    }

    /// A symbol and all that it is made of.
    fn below(&self, roots: impl IntoIterator<Item = usize>) -> BTreeSet<usize> {
        let mut seen = BTreeSet::new();
        let mut open: Vec<usize> = roots.into_iter().collect();
        while let Some(symbol) = open.pop() {
            if seen.insert(symbol) {
                open.extend(self.parts.get(symbol).into_iter().flatten());
            }
        }
        seen
    }
}

/// Rows, symbolically: those of `base` that fulfil all `conditions`, with these columns.
#[derive(Debug, Clone, PartialEq)]
struct Rows {
    base: usize,
    conditions: BTreeSet<usize>,
    columns: Vec<usize>,
}

/// An operator that keeps rows or sums of them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stateful {
    /// What it is called in sentences: `the join with `shop.orders``.
    pub(crate) what: String,
    /// Its keys, functions and all that comes into it; without the columns that only pass through.
    symbol: usize,
    /// Its output columns, to tell which of them are used above.
    columns: Vec<usize>,
}

/// A whole plan.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    rows: Rows,
    /// Inputs before those who read them.
    pub(crate) stateful: Vec<Stateful>,
    /// Columns of stateful operators that something above uses.
    used: BTreeSet<usize>,
}

impl Shape {
    pub(crate) fn of(names: &Names<'_>, root: &Node, symbols: &mut Symbols) -> Shape {
        let mut reader = Reader { names, symbols, stateful: Vec::new() };
        let rows = reader.rows(root);
        let stateful = reader.stateful;
        let mut used = symbols.below(rows.columns.iter().chain(&rows.conditions).copied());
        used.extend(symbols.below([rows.base]));
        Shape { rows, stateful, used }
    }

    /// Whether both give the same rows from the same inputs.
    pub(crate) fn same(&self, other: &Shape) -> bool {
        self.rows == other.rows
    }

    /// The rows before the last conditions and expressions are the same, and so is what is kept to make them.
    pub(crate) fn same_state(&self, other: &Shape) -> bool {
        self.rows.base == other.rows.base && self.kept() == other.kept()
    }

    /// Of each stateful operator: itself, and those of its columns that are used.
    pub(crate) fn kept(&self) -> Vec<(usize, BTreeSet<usize>)> {
        let used = |one: &Stateful| one.columns.iter().copied().filter(|column| self.used.contains(column)).collect();
        self.stateful.iter().map(|one| (one.symbol, used(one))).collect()
    }
}

/// What relations and their columns are called, and were called before where that is another name (`@was`).
#[derive(Debug)]
pub(crate) struct Names<'a> {
    project: &'a Project,
    relations: BTreeMap<RelationId, &'a str>,
    columns: BTreeMap<(RelationId, &'a str), &'a str>,
}

impl<'a> Names<'a> {
    pub(crate) fn of(project: &'a Project) -> Self {
        Names { project, relations: BTreeMap::new(), columns: BTreeMap::new() }
    }

    /// Of the later version, as the earlier one called them.
    pub(crate) fn earlier(before: &'a Project, after: &'a Project, matched: &BTreeMap<RelationId, RelationId>) -> Self {
        let mut names = Names::of(after);
        for (new, old) in matched {
            let (was, is) = (&before.relations[*old], &after.relations[*new]);
            names.relations.insert(*new, &was.name);
            names.columns.extend(renames(was, is).into_iter().map(|(now, then)| ((*new, now), then)));
        }
        names
    }

    pub(crate) fn relation(&self, id: RelationId) -> &str {
        self.relations.get(&id).copied().unwrap_or(&self.project.relations[id].name)
    }

    fn column<'n>(&'n self, id: RelationId, name: &'n str) -> &'n str {
        self.columns.get(&(id, name)).copied().unwrap_or(name)
    }
}

struct Reader<'a> {
    names: &'a Names<'a>,
    symbols: &'a mut Symbols,
    stateful: Vec<Stateful>,
}

impl Reader<'_> {
    fn rows(&mut self, node: &Node) -> Rows {
        let inputs: Vec<Rows> = node.inputs.iter().map(|input| self.rows(input)).collect();
        let columns: Vec<usize> = inputs.iter().flat_map(|rows| rows.columns.clone()).collect();
        match (&node.op, inputs.first()) {
            (Op::Project { expressions }, Some(input)) => {
                let columns = expressions.iter().map(|expression| self.expression(expression, &columns)).collect();
                Rows { columns, ..input.clone() }
            }
            (Op::Filter { predicate }, Some(input)) => {
                let mut rows = input.clone();
                for condition in conjuncts(predicate) {
                    rows.conditions.insert(self.expression(condition, &columns));
                }
                rows
            }
            (op, _) => self.operator(node, op, &inputs, &columns),
        }
    }

    /// Every other operator: a new base, whose columns are the operator's.
    fn operator(&mut self, node: &Node, op: &Op, inputs: &[Rows], columns: &[usize]) -> Rows {
        let (text, mut parts) = self.signature(op, inputs, columns);
        let mut text = format!("{text} of");
        for rows in inputs {
            text.push_str(&format!(" {}{:?}", rows.base, rows.conditions));
            parts.push(rows.base);
            parts.extend(&rows.conditions);
        }
        if let Op::SetOp { .. } | Op::Values { .. } = op {
            // Rows are made of all columns of the inputs, in order.
            text.push_str(&format!("{columns:?}"));
            parts.extend(columns);
        }
        let base = self.symbols.of(text, parts);
        let columns = self.columns(node, op, base, columns);
        if node.state != StateClass::None {
            let what = self.words(node);
            self.stateful.push(Stateful { what, symbol: base, columns: columns.clone() });
        }
        Rows { base, conditions: BTreeSet::new(), columns }
    }

    /// A column that passes through is told by what it was, a made one by its place.
    fn columns(&mut self, node: &Node, op: &Op, base: usize, below: &[usize]) -> Vec<usize> {
        let made = matches!(op, Op::WindowAggregate { .. } | Op::GroupAggregate { .. } | Op::SetOp { .. });
        let mut columns = Vec::new();
        for (at, column) in node.columns.iter().enumerate() {
            let symbol = match (op, below.get(at)) {
                (Op::Scan { relation, .. }, _) => {
                    let (name, column_name) =
                        (self.names.relation(*relation), self.names.column(*relation, &column.name));
                    let text = format!("{name}.{column_name}: {}", column.ty);
                    self.symbols.of(text, Vec::new())
                }
                (_, Some(input)) if !made => self.symbols.of(format!("{base} passes {input}"), vec![base, *input]),
                _ => self.symbols.of(format!("{base} makes {at}: {}", column.ty), vec![base]),
            };
            columns.push(symbol);
        }
        columns
    }

    fn expression(&mut self, expression: &Expr, columns: &[usize]) -> usize {
        let mut own = expression.clone();
        let mut parts = Vec::new();
        bare(&mut own, columns, &mut parts);
        if let ExprKind::Input(symbol) = own.kind {
            return symbol;
        }
        self.symbols.of(format!("{own:?}"), parts)
    }

    fn expressions(&mut self, all: &[Expr], columns: &[usize]) -> Vec<usize> {
        all.iter().map(|one| self.expression(one, columns)).collect()
    }

    fn aggregates(&mut self, all: &[Aggregate], columns: &[usize]) -> Vec<usize> {
        let mut symbols = Vec::new();
        for aggregate in all {
            let mut call = aggregate.call.clone();
            call.span = NOWHERE;
            let mut parts = Vec::new();
            for part in call.parts_mut() {
                bare(part, columns, &mut parts);
            }
            symbols.push(self.symbols.of(format!("{call:?}: {}", aggregate.ty), parts));
        }
        symbols
    }

    /// `the aggregate over `payments``: how a sentence names it.
    fn words(&self, node: &Node) -> String {
        let mut read = Vec::new();
        for below in node.nodes() {
            if let Op::Scan { relation, .. } = &below.op {
                let name = format!("`{}`", self.names.project.relations[*relation].name);
                if !read.contains(&name) {
                    read.push(name);
                }
            }
        }
        format!("the {} over {}", operator_word(&node.op), read.join(" and "))
    }
}

fn operator_word(op: &Op) -> &'static str {
    match op {
        Op::Scan { .. } => "scan",
        Op::Values { .. } => "values",
        Op::Filter { .. } => "filter",
        Op::Project { .. } => "projection",
        Op::Expand { .. } => "grouping sets",
        Op::Join { .. } => "join",
        Op::TemporalJoin { .. } => "temporal join",
        Op::IntervalJoin { .. } => "interval join",
        Op::WindowJoin { .. } => "window join",
        Op::WindowTvf { .. } => "window",
        Op::WindowAggregate { .. } => "window aggregate",
        Op::GroupAggregate { .. } => "aggregate",
        Op::Rank { .. } => "ranking",
        Op::Deduplicate { .. } => "deduplication",
        Op::Over { .. } => "OVER aggregate",
        Op::SetOp { .. } => "set operation",
        Op::Sort { .. } => "sort",
        Op::Limit { .. } => "limit",
        Op::Unnest { .. } => "UNNEST",
        Op::Match { .. } => "pattern",
    }
}

fn conjuncts(condition: &Expr) -> Vec<&Expr> {
    if let ExprKind::Binary(BinaryOp::And, left, right) = &condition.kind {
        return [conjuncts(left), conjuncts(right)].concat();
    }
    vec![condition]
}

/// Takes places out of an expression, and puts symbols where it names columns; collects them in `parts`.
fn bare(expression: &mut Expr, columns: &[usize], parts: &mut Vec<usize>) {
    expression.span = NOWHERE;
    if let ExprKind::Input(position) = &mut expression.kind {
        *position = columns.get(*position).copied().unwrap_or(usize::MAX);
        parts.push(*position);
    } else if let ExprKind::Column(column) = &mut expression.kind {
        column.binding = BindingId(0);
        column.index = 0;
        column.origin = None;
    } else if let ExprKind::Field(_, name) = &mut expression.kind {
        name.span = NOWHERE;
    } else if let ExprKind::Aggregate(call) = &mut expression.kind {
        call.span = NOWHERE;
    } else if let ExprKind::Over(over) = &mut expression.kind {
        over.function.span = NOWHERE;
    }
    for child in expression.children_mut() {
        bare(child, columns, parts);
    }
}

/// An expression without places: equal where it is written the same.
pub(crate) fn text_of(expression: &Expr) -> String {
    let mut own = expression.clone();
    bare(&mut own, &[], &mut Vec::new());
    format!("{own:?}")
}
