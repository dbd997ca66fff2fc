#![expect(clippy::wildcard_enum_match_arm, reason = "only collections have elements")]

use super::{Lowering, Rel, Window};
use crate::query::{diagnostics as words, lineage, resolve::relation_columns, streaming as say};
use std::{collections::BTreeSet, rc::Rc};
use weir_diagnostics::Span;
use weir_ir::{
    Changelog, EdgeKind, RelationId, RelationKind, StateClass,
    plan::{Lineage, Op, PlanColumn},
    sql::{self, Binding, Expr, ExprKind, Table, TableExpr, TableSource, TimeKind, Unnest, WindowTable},
};

impl Lowering<'_> {
    /// A table of FROM. UNNEST reads its neighbour on the left and is lowered by the join.
    pub(super) fn table(&mut self, table: &TableExpr, pushed: &mut Vec<Expr>) -> Option<Rel> {
        match table {
            TableExpr::Table(table) => self.named_table(table),
            TableExpr::Derived(derived) => Some(self.query(&derived.query)?.named(&derived.binding)),
            TableExpr::Join(join) => self.join(join, pushed),
            TableExpr::Window(window) => self.window(window),
            TableExpr::Match(matched) => self.matches(matched),
            TableExpr::Unnest(unnest) => {
                // UNNEST of a constant stands alone.
                let one = Rel::new(Op::Values { rows: vec![Vec::new()] }, Vec::new(), Vec::new(), unnest.span);
                self.unnest(one, unnest, false)
            }
        }
    }

    /// The right side of a join; LATERAL sees the left one.
    pub(super) fn right_table(&mut self, left: &Rel, table: &TableExpr, pushed: &mut Vec<Expr>) -> Option<Rel> {
        match table {
            TableExpr::Derived(derived) if derived.lateral => {
                let rel = self.around(left, &derived.query)?.named(&derived.binding);
                if let sql::Body::Select(select) = &derived.query.body
                    && select.from.is_empty()
                {
                    self.no_ties(&rel, "LATERAL without FROM")?;
                }
                Some(rel)
            }
            TableExpr::Table(_)
            | TableExpr::Derived(_)
            | TableExpr::Join(_)
            | TableExpr::Window(_)
            | TableExpr::Match(_)
            | TableExpr::Unnest(_) => self.table(table, pushed),
        }
    }

    fn named_table(&mut self, table: &Table) -> Option<Rel> {
        match &table.source {
            TableSource::Relation(id) => Some(self.scan(*id, &table.binding, table.as_of.is_some(), table.span)),
            TableSource::Cte(name) => {
                let position = self.ctes.iter().rposition(|cte| cte.name.value == *name)?;
                let cte = Rc::clone(self.ctes.get(position)?);
                // A CTE sees the ones before it only.
                let later = self.ctes.split_off(position);
                let rel = self.query(&cte.query);
                self.ctes.extend(later);
                let mut rel = rel?;
                for (column, name) in rel.node.columns.iter_mut().zip(&cte.columns) {
                    column.name.clone_from(&name.value);
                }
                Some(rel.named(&table.binding))
            }
        }
    }

    pub(super) fn scan(&mut self, id: RelationId, binding: &Binding, versioned: bool, span: Span) -> Rel {
        let relation = &self.project.relations[id];
        let (columns, _) = relation_columns(self.project, id);
        let position = |name: &str| columns.iter().position(|column| column.name == name);
        let key: Option<BTreeSet<usize>> =
            relation.facts.key.as_ref().and_then(|key| key.iter().map(|name| position(name)).collect());
        let upsert: Option<BTreeSet<usize>> =
            relation.facts.upsert_key.as_ref().and_then(|key| key.iter().map(|name| position(name)).collect());
        let updating = relation.facts.changelog != Changelog::Append;
        let plan_columns = columns.iter().map(|column| PlanColumn {
            name: column.name.clone(),
            ty: column.ty.clone(),
            time: column.time,
            lineage: column.origin.clone().map_or_else(Lineage::default, |from| lineage::origin(from, span)),
        });
        let plan_columns = plan_columns.collect();
        let op = Op::Scan { relation: id, binding: binding.id, versioned };
        let captured = matches!(relation.kind, RelationKind::Captured { .. });
        let name = relation.name.clone();
        let mut rel = Rel::new(op, Vec::new(), plan_columns, span).named(binding);
        if updating {
            // The declared key of a table that upserts is what Flink takes as its upsert key.
            rel.node.keys.extend(key.clone());
            rel.upsert.extend(key);
            rel.upsert.extend(upsert);
            rel.table_sized = true;
            rel.updates_by = Some((format!("`{name}`"), span));
            if captured && !versioned {
                rel.node.state = StateClass::Table;
            }
        }
        rel.seal();
        rel
    }

    fn window(&mut self, window: &WindowTable) -> Option<Rel> {
        let input = self.table(&window.input, &mut Vec::new())?;
        self.no_ties(&input, "a window")?;
        let time = input.bind(&window.time);
        let ExprKind::Input(position) = time.kind else { return None };
        let column = input.node.columns.get(position)?.clone();
        let Some(attribute) = column.time else {
            let declared = if let Op::Scan { relation, .. } = &input.node.op {
                let relation = &self.project.relations[*relation];
                Some((relation.name.as_str(), relation.span))
            } else {
                None
            };
            self.diagnostics.push(say::window_time_lost(window.time.span, declared));
            return None;
        };
        let partition = window
            .partition_by
            .iter()
            .map(|key| input.bind(key))
            .filter_map(|key| if let ExprKind::Input(n) = key.kind { Some(n) } else { None });
        let op = Op::WindowTvf {
            window: window.kind,
            offset_ms: window.offset_ms,
            time: position,
            partition: partition.collect(),
        };
        Some(windowed(&input, op, window, (&column, attribute)))
    }

    pub(super) fn unnest(&mut self, input: Rel, unnest: &Unnest, left: bool) -> Option<Rel> {
        let collection = input.bind(&unnest.collection);
        if super::subquery::names_outside(&collection) {
            self.diagnostics.push(words::correlated_shape(unnest.collection.span, "UNNEST"));
            return None;
        }
        let from = lineage::of(&collection, &input.node.columns);
        let lineages = element_lineages(&collection, &from, unnest.span);
        let whole = lineage::derived(&from.edges, EdgeKind::Transformation, unnest.span);
        if left && !from.edges.is_empty() && gives_not_null(&collection, unnest) {
            self.diagnostics.push(say::left_unnest(unnest.span, &collection.ty));
        }
        let mut columns = input.node.columns.clone();
        let offset = columns.len();
        let elements = element_columns(&collection, unnest, left).into_iter().enumerate();
        columns.extend(elements.map(|(n, (name, ty))| {
            let lineage = lineages.get(n).cloned().unwrap_or_else(|| super::aggregate::placed(whole.clone()));
            PlanColumn { name, ty, time: None, lineage }
        }));
        let rows = lineage::influence(&collection, &input.node.columns, EdgeKind::Join);
        let op = Op::Unnest { collection, ordinality: unnest.ordinality, left };
        let mut rel = Rel::over(op, &input, columns, unnest.span);
        // Several rows come of one: its keys are no longer unique, but with the position they are.
        let with_position = |keys: &super::Keys, last: usize| -> super::Keys {
            keys.iter().map(|key| key.iter().copied().chain([last]).collect()).collect()
        };
        let last = rel.width().saturating_sub(1);
        rel.node.keys = if unnest.ordinality { with_position(&rel.node.keys, last) } else { super::Keys::new() };
        rel.upsert = if unnest.ordinality { with_position(&rel.upsert, last) } else { super::Keys::new() };
        rel.bindings.push((unnest.binding.id, offset));
        rel.add_row_edges(rows);
        rel.seal();
        Some(rel)
    }
}

/// The window columns stand behind the visible ones, `$rowtime` behind them.
fn windowed(input: &Rel, op: Op, window: &WindowTable, (time, attribute): (&PlanColumn, TimeKind)) -> Rel {
    let scanned = matches!(input.node.op, Op::Scan { .. });
    let hidden = input.node.columns.iter().rposition(|column| scanned && column.name == "$rowtime");
    let visible = hidden.unwrap_or(input.width());
    let bound = |kind| lineage::derived(&time.lineage.edges, kind, window.span);
    let column = |name: &str, ty: weir_ir::Type, attribute: Option<TimeKind>| PlanColumn {
        name: name.to_string(),
        ty,
        time: attribute,
        lineage: Lineage { edges: bound(EdgeKind::Window), ..Lineage::default() },
    };
    let stamp = || weir_ir::Type::not_null(weir_ir::DataType::Timestamp(3));
    let mut columns: Vec<PlanColumn> = input.node.columns.iter().take(visible).cloned().collect();
    columns.push(column("window_start", stamp(), None));
    columns.push(column("window_end", stamp(), None));
    let window_time = weir_ir::Type::not_null(time.ty.data.clone());
    columns.push(column("window_time", window_time, Some(attribute)));
    columns.extend(input.node.columns.iter().skip(visible).cloned());
    let mut rel = Rel::over(op, input, columns, window.span);
    rel.window = Some(Window { kind: window.kind, start: visible, end: visible + 1, raw: true });
    rel.bindings = vec![(window.binding.id, 0)];
    if !window.binding.name.is_empty() {
        rel.names.push(window.binding.name.clone());
    }
    let names = window.binding.alias_columns.iter();
    for (column, name) in rel.node.columns.iter_mut().zip(names) {
        column.name.clone_from(&name.value);
    }
    if matches!(window.kind, sql::WindowKind::Hop { .. } | sql::WindowKind::Cumulate { .. }) {
        // A row stands in several windows.
        let (start, end) = (visible, visible + 1);
        let widen = |keys: &super::Keys| -> super::Keys {
            keys.iter().map(|key| key.iter().copied().chain([start, end]).collect()).collect()
        };
        rel.node.keys = widen(&rel.node.keys);
        rel.upsert = widen(&rel.upsert);
    }
    rel.seal();
    rel
}

/// Whether a column that UNNEST gives can't be null. Flink 2.x forgets in a LEFT JOIN that it may be null there after
/// all, and its planner then stops at two types that differ.
fn gives_not_null(collection: &Expr, unnest: &Unnest) -> bool {
    use weir_ir::DataType;
    let elements = match &collection.ty.data {
        DataType::Array(element) | DataType::Multiset(element) => match &element.data {
            DataType::Row(fields) => fields.iter().any(|field| !field.ty.nullable),
            _ => !element.nullable,
        },
        DataType::Map(key, value) => !key.nullable || !value.nullable,
        _ => false,
    };
    elements || unnest.ordinality
}

/// Lineages of what UNNEST gives: fields of rows one by one, anything else as a whole.
fn element_lineages(collection: &Expr, from: &Lineage, span: Span) -> Vec<Lineage> {
    use weir_ir::DataType;
    let whole =
        || Lineage { edges: lineage::derived(&from.edges, EdgeKind::Transformation, span), ..Lineage::default() };
    match &collection.ty.data {
        DataType::Array(element) | DataType::Multiset(element) => match &element.data {
            DataType::Row(fields) => fields.iter().map(|name| lineage::field(from, &name.name, span)).collect(),
            _ => vec![whole()],
        },
        DataType::Map(_, value) if matches!(value.data, DataType::Row(_)) => vec![whole(), from.clone()],
        _ => vec![whole(), whole()],
    }
}

/// Names and types of what UNNEST gives.
fn element_columns(collection: &Expr, unnest: &Unnest, left: bool) -> Vec<(String, weir_ir::Type)> {
    use weir_ir::{DataType, Type};
    let nullable = |ty: &Type, also: bool| Type::new(ty.data.clone(), ty.nullable || also || left);
    let mut columns: Vec<(String, Type)> = match &collection.ty.data {
        DataType::Array(element) | DataType::Multiset(element) => match &element.data {
            DataType::Row(fields) => {
                fields.iter().map(|field| (field.name.clone(), nullable(&field.ty, element.nullable))).collect()
            }
            _ => {
                let name = if unnest.binding.name.is_empty() { "EXPR$0" } else { &unnest.binding.name };
                vec![(name.to_string(), nullable(element, false))]
            }
        },
        DataType::Map(key, value) => {
            vec![("KEY".to_string(), nullable(key, false)), ("VALUE".to_string(), nullable(value, false))]
        }
        _ => Vec::new(),
    };
    if unnest.ordinality {
        columns.push(("ORDINALITY".to_string(), Type::new(DataType::Int, left)));
    }
    for (column, name) in columns.iter_mut().zip(&unnest.binding.alias_columns) {
        column.0.clone_from(&name.value);
    }
    columns
}
