use super::{
    Keys, Lowering, Rel, Ttl, all_of,
    bounds::{Bounds, bounds},
    conjuncts,
    make::shifted,
    subquery::holds_query,
    used,
};
use crate::query::{lineage, streaming as say};
use std::collections::BTreeSet;
use weir_diagnostics::Span;
use weir_ir::{
    DataType, EdgeKind, StateClass,
    plan::{EquiPair, JoinType, Op, PlanColumn},
    sql::{self, BinaryOp, Expr, ExprKind, Join, JoinCondition, JoinKind, Literal, TableExpr},
};

/// Two inputs side by side, and their condition taken apart.
pub(super) struct Sides {
    pub(super) left: Rel,
    pub(super) right: Rel,
    pub(super) kind: JoinType,
    pub(super) equi: Vec<EquiPair>,
    pub(super) rest: Vec<Expr>,
    /// The right side is a query that was written for the left rows: that they follow it is what it is for.
    pub(super) tied: bool,
    pub(super) span: Span,
}

impl Lowering<'_> {
    /// `pushed`: parts of WHERE that may become conditions of joins; those that do are taken out.
    pub(super) fn join(&mut self, join: &Join, pushed: &mut Vec<Expr>) -> Option<Rel> {
        let crossed = matches!(join.kind, JoinKind::Cross | JoinKind::Inner) && condition(&join.condition).is_empty();
        if let Some(top) = crossed.then(|| self.first_of_group(&join.left, &join.right)).flatten() {
            return Some(top);
        }
        let left = self.table(&join.left, pushed)?;
        if let TableExpr::Unnest(unnest) = &join.right {
            return self.unnest(left, unnest, join.kind == JoinKind::Left);
        }
        let right = self.right_table(&left, &join.right, pushed)?;
        let condition = condition(&join.condition);
        self.combine((left, right), (join.kind, condition), (&join.right, join.span), pushed)
    }

    /// Joins two inputs; the comma of FROM is an inner join without a condition of its own.
    pub(super) fn combine(
        &mut self,
        (left, right): (Rel, Rel),
        (kind, mut condition): (JoinKind, Vec<Expr>),
        (table, span): (&TableExpr, Span),
        pushed: &mut Vec<Expr>,
    ) -> Option<Rel> {
        let as_of = if let TableExpr::Table(table) = table { table.as_of.as_ref() } else { None };
        let lateral = matches!(table, TableExpr::Derived(derived) if derived.lateral);
        let kind = match kind {
            JoinKind::Inner | JoinKind::Cross => JoinType::Inner,
            JoinKind::Left => JoinType::Left,
            JoinKind::Right => JoinType::Right,
            JoinKind::Full => JoinType::Full,
        };
        if kind == JoinType::Inner {
            let both = |expr: &Expr| reads(expr, &left) && reads(expr, &right) && within(expr, &[&left, &right]);
            condition.extend(pushed.extract_if(.., |expr| both(expr) && !holds_query(expr)));
        }
        let left = if as_of.is_some() { computed_keys(left, &right, &mut condition) } else { left };
        let (right, with_query) = self.queries_of_on(right, &mut condition)?;
        let with_query = with_query.into_iter().map(|expr| shifted(expr, left.width()));
        condition.extend(with_query);
        if lateral {
            return self.lateral((left, right), kind, condition, span);
        }
        let frame = joined_frame(&left, &right, span);
        let condition: Vec<Expr> = condition.iter().map(|expr| frame.bind(expr)).collect();
        self.check_ties((&left, &right), kind, &condition)?;
        let time = as_of.map(|as_of| frame.bind(as_of));
        let (equi, rest) = split(&condition, left.width());
        let sides = Sides { left, right, kind, equi, rest, tied: false, span };
        match time {
            Some(time) => self.temporal_join(sides, &time, frame),
            None => Some(self.plain_join(sides, frame)),
        }
    }

    /// Queries in ON give their result to the right side (Flink takes there only those that stand alone).
    fn queries_of_on(&mut self, mut right: Rel, condition: &mut Vec<Expr>) -> Option<(Rel, Vec<Expr>)> {
        let mut bound = Vec::new();
        for expr in condition.extract_if(.., |expr| holds_query(expr)) {
            bound.push(self.value(&mut right, &expr)?);
        }
        Some((right, bound))
    }

    pub(super) fn plain_join(&mut self, sides: Sides, frame: Rel) -> Rel {
        if let Some(rel) = self.window_join(&sides, &frame) {
            return rel;
        }
        match bounds(&sides, &frame) {
            Bounds::Interval { times: _, range: _ } if !sides.kind.has_right() => {
                self.diagnostics.push(say::interval_degraded(sides.span, "Flink runs EXISTS and IN as regular joins"));
                self.regular_join(sides, frame)
            }
            Bounds::Interval { times, range } => self.interval_join(&sides, frame, times, range),
            Bounds::Degraded { span, why, back_ms } => {
                self.diagnostics.push(say::interval_degraded(span, why));
                if let (Some(back_ms), Some(ttl)) = (back_ms, self.ttl_ms(&[&sides.left, &sides.right]))
                    && ttl < back_ms
                {
                    self.diagnostics.push(say::ttl_shorter(span, "this join", ttl, back_ms));
                }
                self.regular_join(sides, frame)
            }
            Bounds::None => self.regular_join(sides, frame),
        }
    }

    fn regular_join(&mut self, sides: Sides, mut frame: Rel) -> Rel {
        let Sides { left, right, kind, equi, rest, tied, span } = &sides;
        let width = left.width();
        let one = left.single || right.single;
        if equi.is_empty() && !one && !rest.iter().any(|part| holds_equality(part, width)) {
            self.diagnostics.push(say::cross_join(*span));
        }
        let (left_own, right_own) =
            (own_key(&left.node.keys, equi, |pair| pair.0), own_key(&right.node.keys, equi, |pair| pair.1));
        self.lint_ttl(left, left_own, *span);
        self.lint_ttl(right, right_own, *span);
        match (left.updating(), right.updating()) {
            (false, true) if !left.table_sized && !tied => self.history(right, *span),
            (true, false) if !right.table_sized && !tied => self.history(left, *span),
            _ => {}
        }
        // Both inputs are held; a time attribute is none behind this.
        frame.node.state = self.state(&[left], "this join", *span).max(self.state(&[right], "this join", *span));
        for (n, column) in frame.node.columns.iter_mut().enumerate() {
            if column.time.take().is_some() {
                frame.joined_time.insert(n);
            }
        }
        frame.node.op = Op::Join {
            kind: *kind,
            equi: equi.clone(),
            residual: all_of(rest.clone()),
            own_key: (left_own, right_own),
        };
        let updates = match kind {
            JoinType::Inner | JoinType::Semi => None,
            JoinType::Left | JoinType::Right | JoinType::Full => Some("an outer join"),
            JoinType::Anti => Some("a search for rows without a match"),
        };
        if let (Some(updates), None) = (updates, &frame.updates_by) {
            frame.updates_by = Some((updates.to_string(), *span));
        }
        keys(&sides, &mut frame);
        frame.table_sized = left.table_sized && right.table_sized;
        frame.single = left.single && (right.single || !kind.has_right());
        finish(&sides, frame)
    }

    fn history(&mut self, table: &Rel, span: Span) {
        let name = table.names.first().map_or("the table", String::as_str);
        self.diagnostics.push(say::history_restated(span, name, table.node.span));
    }

    /// A time said for an input that is joined on its own key, by its name.
    fn lint_ttl(&mut self, rel: &Rel, own: bool, span: Span) {
        let by_name = matches!(self.ttl, weir_ir::StateTtl::ByInput(_));
        if own && by_name && rel.updating() && self.ttl(&[rel]) == Ttl::Finite {
            let name = rel.names.first().map_or("the table", String::as_str);
            let place = self.ttl_span.unwrap_or(span);
            self.diagnostics.push(say::ttl_too_short(span, name, place));
        }
    }

    fn interval_join(&mut self, sides: &Sides, mut frame: Rel, times: (usize, usize), range: (i64, i64)) -> Rel {
        for input in [&sides.left, &sides.right] {
            if input.updating() {
                self.diagnostics.push(say::time_operator_on_updates(sides.span, "an interval join", input.node.span));
            }
        }
        let width = sides.left.width();
        frame.node.op = Op::IntervalJoin {
            kind: sides.kind,
            equi: sides.equi.clone(),
            left_time: times.0,
            right_time: times.1 - width,
            lower_ms: range.0,
            upper_ms: range.1,
            residual: all_of(sides.rest.clone()),
        };
        frame.node.state = StateClass::Bounded;
        keys(sides, &mut frame);
        finish(sides, frame)
    }

    /// Both inputs in windows of one kind, joined on start and end.
    fn window_join(&mut self, sides: &Sides, frame: &Rel) -> Option<Rel> {
        let (left, right) = (sides.left.window?, sides.right.window?);
        let on = |a, b| sides.equi.contains(&(a, b));
        let (start, end) = (on(left.start, right.start), on(left.end, right.end));
        if start != end {
            let missing = if start { "`window_end`" } else { "`window_start`" };
            self.diagnostics.push(say::window_key_missing(sides.span, missing));
        }
        if left.kind != right.kind || !start || !end {
            return None;
        }
        for input in [&sides.left, &sides.right] {
            if input.updating() {
                self.diagnostics.push(say::time_operator_on_updates(sides.span, "a window join", input.node.span));
            }
        }
        let mut rel = frame.clone();
        rel.node.op =
            Op::WindowJoin { kind: sides.kind, equi: sides.equi.clone(), residual: all_of(sides.rest.clone()) };
        rel.node.state = StateClass::Bounded;
        rel.window = Some(super::Window { raw: false, ..left });
        keys(sides, &mut rel);
        Some(finish(sides, rel))
    }
}

/// The left columns alone where the right side only decides.
fn finish(sides: &Sides, mut rel: Rel) -> Rel {
    if !sides.kind.has_right() {
        let width = sides.left.width();
        rel.node.columns.truncate(width);
        rel.bindings.clone_from(&sides.left.bindings);
        rel.foreign.clone_from(&sides.left.foreign);
        rel.names.clone_from(&sides.left.names);
        rel.joined_time.retain(|n| *n < width);
    }
    rel.seal();
    rel
}

/// `f(left) = right.key`: Flink computes such a side below a temporal join, so it is a column of the left input here too.
fn computed_keys(left: Rel, right: &Rel, condition: &mut [Expr]) -> Rel {
    let mut columns = left.node.columns.clone();
    let mut computed = Vec::new();
    for part in condition {
        let ExprKind::Binary(BinaryOp::Equal, a, b) = &mut part.kind else { continue };
        let own = match (is_column_of(a, right), is_column_of(b, right)) {
            (false, true) => a,
            (true, false) => b,
            _ => continue,
        };
        if is_column_of(own, &left) || !reads(own, &left) || !within(own, &[&left]) {
            continue;
        }
        let value = left.bind(own);
        own.kind = ExprKind::Input(columns.len());
        columns.push(PlanColumn {
            name: format!("__key{}", columns.len()),
            ty: value.ty.clone(),
            time: None,
            lineage: lineage::of(&value, &left.node.columns),
        });
        computed.push(value);
    }
    if computed.is_empty() {
        return left;
    }
    let handed_on = left.node.columns.iter().enumerate().map(|(n, column)| Expr {
        kind: ExprKind::Input(n),
        ty: column.ty.clone(),
        time: column.time,
        span: left.node.span,
    });
    let expressions = handed_on.chain(computed).collect();
    Rel::over(Op::Project { expressions }, &left, columns, left.node.span)
}

/// A column as it is, not a field inside it.
fn is_column_of(expr: &Expr, rel: &Rel) -> bool {
    matches!(&expr.kind, ExprKind::Column(used) if used.fields.is_empty() && has(rel, used.binding))
}

/// The columns of both inputs, the padded side nullable, with row edges of the condition still to come.
pub(super) fn joined_frame(left: &Rel, right: &Rel, span: Span) -> Rel {
    let columns = left.node.columns.iter().chain(&right.node.columns).cloned().collect();
    let placeholder = Op::Values { rows: Vec::new() };
    let mut rel = Rel::new(placeholder, vec![left.node.clone(), right.node.clone()], columns, span);
    let offset = left.width();
    rel.bindings.clone_from(&left.bindings);
    rel.bindings.extend(right.bindings.iter().map(|(id, at)| (*id, at + offset)));
    rel.names = [left.names.clone(), right.names.clone()].concat();
    rel.foreign.clone_from(&left.foreign);
    rel.foreign.extend(right.foreign.iter().map(|(id, index, at)| (*id, *index, at + offset)));
    rel.correlated.clone_from(&left.correlated);
    rel.correlated.extend(right.correlated.iter().map(|tie| shifted(tie.clone(), offset)));
    rel.joined_time = left.joined_time.iter().copied().chain(right.joined_time.iter().map(|n| n + offset)).collect();
    rel.updates_by = left.updates_by.clone().or_else(|| right.updates_by.clone());
    rel
}

/// Marks what decided that rows meet, and which columns a missing match makes null.
pub(super) fn decide(sides: &Sides, frame: &mut Rel) {
    let width = sides.left.width();
    let columns = frame.node.columns.clone();
    let mut edges = Vec::new();
    for (left, right) in &sides.equi {
        for position in [*left, right + width] {
            let Some(column) = columns.get(position) else { continue };
            let expr = Expr { kind: ExprKind::Input(position), ty: column.ty.clone(), time: None, span: sides.span };
            edges.extend(lineage::influence(&expr, &columns, EdgeKind::Join));
        }
    }
    for part in &sides.rest {
        edges.extend(lineage::influence(part, &columns, EdgeKind::Join));
    }
    frame.add_row_edges(edges);
    let (left_null, right_null) = match sides.kind {
        JoinType::Inner => (false, false),
        JoinType::Left => (false, true),
        JoinType::Right => (true, false),
        JoinType::Full => (true, true),
        JoinType::Semi | JoinType::Anti => (false, false),
    };
    for (n, column) in frame.node.columns.iter_mut().enumerate() {
        column.ty.nullable |= if n < width { left_null } else { right_null };
    }
}

/// Keys of a join: those of the side whose rows meet one row at most, else pairs. Flink loses upsert keys that do not
/// contain the columns by which the rows are spread.
pub(super) fn keys(sides: &Sides, frame: &mut Rel) {
    decide(sides, frame);
    let Sides { left, right, kind, equi, .. } = sides;
    let single = (left.single, right.single);
    frame.node.keys = joined_keys((&left.node.keys, &right.node.keys), single, equi, (*kind, left.width()));
    let spread = |keys: &Keys, column: fn(&EquiPair) -> usize| -> Keys {
        let columns: BTreeSet<usize> = equi.iter().map(column).collect();
        keys.iter().filter(|key| columns.is_subset(key)).cloned().collect()
    };
    let (l, r) = (spread(&left.upsert, |pair| pair.0), spread(&right.upsert, |pair| pair.1));
    frame.upsert = joined_keys((&l, &r), single, equi, (*kind, left.width()));
}

/// `single`: the side has one row at most.
fn joined_keys(
    (left, right): (&Keys, &Keys),
    single: (bool, bool),
    equi: &[EquiPair],
    (kind, width): (JoinType, usize),
) -> Keys {
    if !kind.has_right() {
        return left.clone();
    }
    let shifted: Keys = right.iter().map(|key| key.iter().map(|n| n + width).collect()).collect();
    let one_right = single.1 || own_key(right, equi, |pair| pair.1);
    let one_left = single.0 || own_key(left, equi, |pair| pair.0);
    let mut keys = Keys::new();
    if one_right && matches!(kind, JoinType::Inner | JoinType::Left) {
        keys.extend(left.iter().cloned());
    }
    if one_left && matches!(kind, JoinType::Inner | JoinType::Right) {
        keys.extend(shifted.iter().cloned());
    }
    if keys.is_empty() {
        for a in left {
            keys.extend(shifted.iter().map(|b| a.union(b).copied().collect::<BTreeSet<usize>>()));
        }
    }
    keys
}

/// Whether the join's equalities hold a whole key of the side.
fn own_key(keys: &Keys, equi: &[EquiPair], column: fn(&EquiPair) -> usize) -> bool {
    let columns: BTreeSet<usize> = equi.iter().map(column).collect();
    keys.iter().any(|key| key.is_subset(&columns))
}

fn condition(condition: &JoinCondition) -> Vec<Expr> {
    match condition {
        JoinCondition::None => Vec::new(),
        JoinCondition::On(on) => conjuncts(on).into_iter().filter(|part| !is_true(part)).collect(),
        JoinCondition::Using(columns) | JoinCondition::Natural(columns) => columns
            .iter()
            .map(|column| Expr {
                kind: ExprKind::Binary(BinaryOp::Equal, Box::new(column.left.clone()), Box::new(column.right.clone())),
                ty: weir_ir::Type::new(DataType::Boolean, column.left.ty.nullable || column.right.ty.nullable),
                time: None,
                span: column.name.span,
            })
            .collect(),
    }
}

fn is_true(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Literal(Literal::Boolean(true)))
}

/// Whether an unbound expression reads a table of this input.
fn reads(expr: &Expr, rel: &Rel) -> bool {
    expr.contains(&|part| matches!(&part.kind, ExprKind::Column(used) if has(rel, used.binding)))
}

fn within(expr: &Expr, rels: &[&Rel]) -> bool {
    !expr.contains(
        &|part| matches!(&part.kind, ExprKind::Column(used) if !rels.iter().any(|rel| has(rel, used.binding))),
    )
}

fn has(rel: &Rel, binding: sql::BindingId) -> bool {
    rel.bindings.iter().any(|(id, _)| *id == binding)
}

/// Equalities between a column of each side, and the rest.
pub(super) fn split(condition: &[Expr], width: usize) -> (Vec<EquiPair>, Vec<Expr>) {
    let mut equi = Vec::new();
    let mut rest = Vec::new();
    for part in condition {
        let pair = if let ExprKind::Binary(BinaryOp::Equal, left, right) = &part.kind {
            match (&left.kind, &right.kind) {
                (ExprKind::Input(a), ExprKind::Input(b)) if *a < width && *b >= width => Some((*a, b - width)),
                (ExprKind::Input(a), ExprKind::Input(b)) if *b < width && *a >= width => Some((*b, a - width)),
                _ => None,
            }
        } else {
            None
        };
        match pair {
            Some(pair) => equi.push(pair),
            None => rest.push(part.clone()),
        }
    }
    (equi, rest)
}

/// An equality, also beside a test for null: NOT IN has a warning of its own.
fn holds_equality(part: &Expr, width: usize) -> bool {
    match &part.kind {
        ExprKind::Binary(BinaryOp::Or, left, right) => holds_equality(left, width) || holds_equality(right, width),
        _ => is_equality(part, width),
    }
}

/// `f(left) = g(right)`: as good as an equality of columns for what it costs.
fn is_equality(part: &Expr, width: usize) -> bool {
    let ExprKind::Binary(BinaryOp::Equal, a, b) = &part.kind else { return false };
    let side = |expr: &Expr| {
        let columns = used(expr);
        let left = columns.iter().all(|n| *n < width);
        let right = columns.iter().all(|n| *n >= width);
        (!columns.is_empty() && left != right).then_some(left)
    };
    matches!((side(a), side(b)), (Some(x), Some(y)) if x != y)
}
