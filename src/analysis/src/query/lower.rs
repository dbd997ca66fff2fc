//! From a resolved query to its plan: operators with what Flink's planner would know of each (Flink 2.x, changelog mode
//! inference and `FlinkRelMdUpsertKeys`).

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "only the forms of expressions that are named have the shape looked for"
)]

mod aggregate;
mod bounds;
mod check;
mod from;
mod join;
mod make;
mod over;
mod pattern;
mod select;
mod sets;
mod subquery;
mod temporal;
mod ties;
mod top;

pub(super) use check::check;

use super::{lineage, same::same, scope::field_type};
use std::{collections::BTreeSet, rc::Rc, sync::Arc};
use weir_diagnostics::{Diagnostics, Span};
use weir_ir::{
    Changelog, Edge, EdgeKind, Project, StateClass, StateTtl,
    plan::{Node, Op, PlanColumn},
    sql::{self, BinaryOp, BindingId, Expr, ExprKind, TimeKind, WindowKind},
};

type Keys = BTreeSet<BTreeSet<usize>>;

/// An operator's output while the plan is built.
#[derive(Clone)]
pub(super) struct Rel {
    pub(super) node: Node,
    /// Sets of columns that Flink's planner knows as upsert keys.
    pub(super) upsert: Keys,
    /// There are at most as many rows as a table has: state over them does not grow for ever.
    table_sized: bool,
    window: Option<Window>,
    /// Where the columns of each table of FROM begin.
    bindings: Vec<(BindingId, usize)>,
    /// Aliases and names of the tables below, for `state_ttl` by input.
    names: Vec<String>,
    /// Time attributes that passed a regular join: Flink takes them for a temporal join only.
    joined_time: BTreeSet<usize>,
    /// The operator that made the rows updating, and its place.
    pub(super) updates_by: Option<(String, Span)>,
    /// An OVER that may turn out to be a Top-N.
    pending: Option<Box<over::Pending>>,
    /// Conditions that name columns around the query: positions are of this row, columns of the outer one.
    correlated: Vec<Expr>,
    /// There is at most one row.
    single: bool,
    /// The columns of a global aggregate that read nothing, where conditions from inside have made it one of groups.
    empty: Option<Vec<Expr>>,
    /// Columns of the rows around the query that this row has: table, position there, position here.
    foreign: Vec<(BindingId, usize, usize)>,
    /// These rows before queries have added their results.
    base: Option<Rc<Rel>>,
    /// Where the column stands that says whether there is a row.
    flag: usize,
}

/// Columns of a window that the rows still carry.
#[derive(Clone, Copy)]
struct Window {
    kind: WindowKind,
    start: usize,
    end: usize,
    /// The rows are still those that were cut into windows, not results of one.
    raw: bool,
}

pub(super) struct Lowering<'a> {
    project: &'a Project,
    ttl: &'a StateTtl,
    ttl_span: Option<Span>,
    ctes: Vec<Rc<sql::Cte>>,
    /// The rows around the query that is lowered, the nearest last.
    outer: Vec<Rel>,
    /// The query that is the transform: the order of one inside another means nothing without LIMIT, and Flink drops it.
    pub(super) result: Option<Span>,
    pub(super) diagnostics: Diagnostics,
}

/// What the user says about the state of an input.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ttl {
    Unstated,
    Forever,
    Finite,
}

impl<'a> Lowering<'a> {
    pub(super) fn new(project: &'a Project, ttl: &'a StateTtl, ttl_span: Option<Span>) -> Self {
        Lowering {
            project,
            ttl,
            ttl_span,
            ctes: Vec::new(),
            outer: Vec::new(),
            result: None,
            diagnostics: Diagnostics::default(),
        }
    }

    /// What is said for the inputs of these names; a time for all holds unless one is said for them.
    fn ttl(&self, rels: &[&Rel]) -> Ttl {
        let word = |ms: Option<u64>| if ms.is_some() { Ttl::Finite } else { Ttl::Forever };
        match self.ttl {
            StateTtl::Unstated => Ttl::Unstated,
            StateTtl::All(ms) => word(*ms),
            StateTtl::ByInput(inputs) => inputs
                .iter()
                .find(|(name, _)| rels.iter().any(|rel| rel.names.contains(name)))
                .map_or(Ttl::Unstated, |(_, ms)| word(*ms)),
        }
    }

    /// The shortest time said for the inputs of these names.
    fn ttl_ms(&self, rels: &[&Rel]) -> Option<u64> {
        match self.ttl {
            StateTtl::Unstated => None,
            StateTtl::All(ms) => *ms,
            StateTtl::ByInput(inputs) => inputs
                .iter()
                .filter(|(name, _)| rels.iter().any(|rel| rel.names.contains(name)))
                .filter_map(|(_, ms)| *ms)
                .min(),
        }
    }

    /// Says so where rows of a table that is still as it was leave the state of an operator that reads it.
    fn forgets_table(&mut self, input: &Rel, what: &str, span: Span) {
        if let (true, true, Some(ttl)) = (input.updating(), input.table_sized, self.ttl_ms(&[input])) {
            self.diagnostics.push(super::streaming::ttl_forgets(span, what, ttl, input.node.span));
        }
    }

    /// State that holds the rows of these inputs by key.
    fn state(&mut self, rels: &[&Rel], what: &str, span: Span) -> StateClass {
        let endless = rels.iter().find(|rel| !rel.table_sized);
        let Some(endless) = endless else { return StateClass::Table };
        match self.ttl(rels) {
            Ttl::Finite => StateClass::Keyed,
            Ttl::Forever => StateClass::Unbounded,
            Ttl::Unstated => {
                let input = endless.node.span;
                self.diagnostics.push(super::streaming::unbounded_state(span, what, Some(input)));
                StateClass::Unbounded
            }
        }
    }
}

impl Rel {
    fn new(op: Op, inputs: Vec<Node>, columns: Vec<PlanColumn>, span: Span) -> Self {
        let row_edges = inputs.iter().flat_map(|input| input.row_edges.iter().cloned()).collect();
        let node = Node {
            op,
            inputs: inputs.into_iter().map(Arc::new).collect(),
            columns,
            changelog: Changelog::Append,
            keys: Keys::new(),
            upsert_key: None,
            state: StateClass::None,
            row_edges: lineage::dedup(row_edges),
            span,
        };
        Rel {
            node,
            upsert: Keys::new(),
            table_sized: false,
            window: None,
            bindings: Vec::new(),
            names: Vec::new(),
            joined_time: BTreeSet::new(),
            updates_by: None,
            pending: None,
            correlated: Vec::new(),
            foreign: Vec::new(),
            base: None,
            single: false,
            empty: None,
            flag: 0,
        }
    }

    /// An operator over one input that keeps its columns in place (and may append some).
    fn over(op: Op, input: &Rel, columns: Vec<PlanColumn>, span: Span) -> Self {
        let mut rel = Rel::new(op, vec![input.node.clone()], columns, span);
        rel.node.keys.clone_from(&input.node.keys);
        rel.upsert.clone_from(&input.upsert);
        rel.table_sized = input.table_sized;
        rel.window = input.window;
        rel.bindings.clone_from(&input.bindings);
        rel.names.clone_from(&input.names);
        rel.joined_time.clone_from(&input.joined_time);
        rel.updates_by.clone_from(&input.updates_by);
        rel.correlated.clone_from(&input.correlated);
        rel.foreign.clone_from(&input.foreign);
        rel.single = input.single;
        rel.seal();
        rel
    }

    pub(super) fn updating(&self) -> bool {
        self.updates_by.is_some()
    }

    /// Derives changelog and upsert key from what is known.
    fn seal(&mut self) {
        self.node.keys.retain(|key| !key.is_empty());
        self.upsert.retain(|key| !key.is_empty());
        let smallest = |keys: &Keys| keys.iter().min_by_key(|key| key.len()).cloned();
        let best = self.node.keys.intersection(&self.upsert).min_by_key(|key| key.len()).cloned();
        self.node.upsert_key = best.or_else(|| smallest(&self.upsert)).map(|key| key.into_iter().collect());
        self.node.changelog = match (&self.updates_by, self.node.keys.is_empty()) {
            (None, _) => Changelog::Append,
            (Some(_), false) => Changelog::Upsert,
            (Some(_), true) => Changelog::Retract,
        };
    }

    fn add_row_edges(&mut self, edges: Vec<Edge>) {
        self.node.row_edges.extend(edges);
        self.node.row_edges = lineage::dedup(std::mem::take(&mut self.node.row_edges));
    }

    fn width(&self) -> usize {
        self.node.columns.len()
    }

    /// An expression over this operator's columns by position.
    fn bind(&self, expr: &Expr) -> Expr {
        let mut expr = expr.clone();
        self.bind_in(&mut expr);
        expr
    }

    fn bind_in(&self, expr: &mut Expr) {
        if let ExprKind::Column(used) = &expr.kind {
            let used = used.clone();
            let own = self.bindings.iter().find(|(id, _)| *id == used.binding).map(|(_, offset)| offset + used.index);
            let foreign = self.foreign.iter().find(|(id, index, _)| *id == used.binding && *index == used.index);
            let Some(position) = own.or(foreign.map(|(.., at)| *at)) else { return };
            let Some(column) = self.node.columns.get(position) else { return };
            let mut found =
                Expr { kind: ExprKind::Input(position), ty: column.ty.clone(), time: column.time, span: expr.span };
            for field in used.fields {
                let ty = field_type(&found.ty, &field).unwrap_or_else(weir_ir::Type::poison);
                let name = sql::Name::new(field, expr.span);
                found = Expr { kind: ExprKind::Field(Box::new(found), name), ty, time: None, span: expr.span };
            }
            *expr = found;
            return;
        }
        for child in expr.children_mut() {
            self.bind_in(child);
        }
    }

    /// Gives the columns to one table of FROM, under new names where there are some.
    fn named(mut self, binding: &sql::Binding) -> Self {
        self.bindings = vec![(binding.id, 0)];
        if !binding.name.is_empty() {
            self.names = vec![binding.name.clone()];
        }
        for (column, name) in self.node.columns.iter_mut().zip(&binding.alias_columns) {
            column.name.clone_from(&name.value);
        }
        self
    }
}

/// A filter; one on a row number becomes a Top-N or a deduplication.
fn filter(lowering: &mut Lowering<'_>, input: Rel, predicate: Expr, span: Span) -> Rel {
    let (input, predicate) = over::top_n(lowering, input, predicate);
    let Some(predicate) = predicate else { return input };
    let edges = lineage::influence(&predicate, &input.node.columns, EdgeKind::Filter);
    let columns = input.node.columns.clone();
    let mut rel = Rel::over(Op::Filter { predicate }, &input, columns, span);
    rel.base.clone_from(&input.base);
    rel.add_row_edges(edges);
    rel
}

/// A projection: keys survive where all their columns are handed on unchanged. Columns that a condition from inside
/// needs stand behind the others.
fn project(input: &Rel, mut expressions: Vec<Expr>, names: &[String], span: Span) -> Rel {
    let mut names = names.to_vec();
    for n in input.correlated.iter().flat_map(used) {
        if !expressions.iter().any(|expr| matches!(expr.kind, ExprKind::Input(i) if i == n)) {
            let ty = input.node.columns.get(n).map_or_else(weir_ir::Type::poison, |column| column.ty.clone());
            expressions.push(Expr { kind: ExprKind::Input(n), ty, time: None, span });
            names.push(format!("__tie{n}"));
        }
    }
    let names = names.as_slice();
    let place = |n: usize| expressions.iter().position(|expr| matches!(expr.kind, ExprKind::Input(i) if i == n));
    let columns = expressions.iter().zip(names).map(|(expr, name)| PlanColumn {
        name: name.clone(),
        ty: expr.ty.clone(),
        time: time_of(expr, input),
        lineage: lineage::of(expr, &input.node.columns),
    });
    let columns = columns.collect();
    let moved = |keys: &Keys| -> Keys {
        keys.iter().filter_map(|key| key.iter().map(|n| place(*n)).collect::<Option<BTreeSet<usize>>>()).collect()
    };
    let (keys, upsert) = (moved(&input.node.keys), moved(&input.upsert));
    let joined_time = input.joined_time.iter().filter_map(|n| place(*n)).collect();
    let window =
        input.window.and_then(|window| Some(Window { start: place(window.start)?, end: place(window.end)?, ..window }));
    let pending = input.pending.as_ref().map(|pending| Box::new(pending.projected(&expressions, names, span)));
    let moved_ties = input.correlated.iter().map(|tie| replaced(tie, &|n| place(n).unwrap_or(n))).collect();
    let empty = input.empty.as_ref();
    let empty = empty.map(|values| expressions.iter().map(|expr| subquery::on_nothing(expr, values)).collect());
    let mut rel = Rel::new(Op::Project { expressions }, vec![input.node.clone()], columns, span);
    rel.node.keys = keys;
    rel.upsert = upsert;
    rel.table_sized = input.table_sized;
    rel.window = window;
    rel.names.clone_from(&input.names);
    rel.joined_time = joined_time;
    rel.updates_by.clone_from(&input.updates_by);
    rel.pending = pending;
    rel.single = input.single;
    rel.correlated = moved_ties;
    rel.empty = empty;
    rel.seal();
    rel
}

/// Only a column that is handed on stays a time attribute; `PROCTIME()` makes one.
fn time_of(expr: &Expr, input: &Rel) -> Option<TimeKind> {
    match expr.kind {
        ExprKind::Input(n) => input.node.columns.get(n).and_then(|column| column.time),
        _ => expr.time.filter(|time| *time == TimeKind::Processing),
    }
}

/// How long a window is at most; of a session, the gap that ends it.
pub(crate) fn length(window: WindowKind) -> u64 {
    match window {
        WindowKind::Tumble { size_ms } | WindowKind::Hop { size_ms, .. } => size_ms,
        WindowKind::Cumulate { max_ms, .. } => max_ms,
        WindowKind::Session { gap_ms } => gap_ms,
    }
}

/// The parts of `a AND b AND c`.
pub(super) fn conjuncts(expr: &Expr) -> Vec<Expr> {
    match &expr.kind {
        ExprKind::Binary(BinaryOp::And, left, right) => [conjuncts(left), conjuncts(right)].concat(),
        _ => vec![expr.clone()],
    }
}

/// `a AND b AND c`; none of nothing.
fn all_of(parts: Vec<Expr>) -> Option<Expr> {
    parts.into_iter().reduce(|left, right| {
        let ty = weir_ir::Type::new(weir_ir::DataType::Boolean, left.ty.nullable || right.ty.nullable);
        let span = left.span.to(right.span);
        Expr { kind: ExprKind::Binary(BinaryOp::And, Box::new(left), Box::new(right)), ty, time: None, span }
    })
}

/// Columns of the input that an expression reads.
fn used(expr: &Expr) -> BTreeSet<usize> {
    let mut all = BTreeSet::new();
    expr.walk(&mut |part| {
        if let ExprKind::Input(n) = part.kind {
            all.insert(n);
        }
    });
    all
}

/// The expression with other positions.
fn replaced(expr: &Expr, to: &dyn Fn(usize) -> usize) -> Expr {
    let mut expr = expr.clone();
    fn step(expr: &mut Expr, to: &dyn Fn(usize) -> usize) {
        if let ExprKind::Input(n) = &mut expr.kind {
            *n = to(*n);
        }
        for child in expr.children_mut() {
            step(child, to);
        }
    }
    step(&mut expr, to);
    expr
}
