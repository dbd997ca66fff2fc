//! What a statement keeps in state, operator by operator, in sentences and numbers: what a row of it is, for which key,
//! about how many bytes, and how long. From types alone: texts without a length count as 24 bytes, collections as four
//! elements; a backend adds its own to each entry.

use crate::{
    Changelog, DataType, Duration, Project, Relation, RelationKind, StateTtl, Type,
    plan::{Aggregate, Node, Op},
    sql::{BindingId, Expr, ExprKind, WindowKind},
};
use serde::Serialize;
use std::{collections::BTreeMap, fmt};

/// What one operator keeps of one of its inputs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// `join`, `aggregate`: the operator.
    pub operator: &'static str,
    /// The relations whose rows come into it.
    pub of: Vec<String>,
    pub what: &'static str,
    /// The columns for each of whose values there is one; empty where there is one for all.
    pub key: Vec<String>,
    /// About so many bytes each.
    pub bytes: u64,
    pub until: Until,
}

/// How long.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Until {
    Forever,
    /// Milliseconds without being touched.
    Untouched(u64),
    /// Milliseconds behind the watermark.
    Time(u64),
    /// Until the watermark passes.
    Watermark,
}

/// `join of sales: a row a customer_id, ~120 bytes, for ever`.
impl fmt::Display for Kept {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}: {}", self.operator, self.of.join(", "), self.what)?;
        if !self.key.is_empty() {
            write!(f, " a {}", self.key.join(", "))?;
        }
        write!(f, ", ~{} bytes, ", self.bytes)?;
        match self.until {
            Until::Forever => f.write_str("for ever"),
            Until::Untouched(ms) => write!(f, "{} after it was last touched", Duration(Some(ms))),
            Until::Time(ms) => write!(f, "for {} of the rows' time", Duration(Some(ms))),
            Until::Watermark => f.write_str("until the watermark passes"),
        }
    }
}

/// What the statement of a transform keeps, inputs before those who read them; nothing of other relations.
pub fn kept(project: &Project, relation: &Relation) -> Vec<Kept> {
    let (RelationKind::Transform(settings), Some(plan)) = (&relation.kind, &relation.plan) else { return Vec::new() };
    let tables = relation.query.as_ref().map(crate::sql::Query::tables).unwrap_or_default();
    let names = tables.iter().map(|table| (table.binding.id, table.binding.name.as_str())).collect();
    let reader = Reader { project, ttl: &settings.state_ttl, names };
    let mut nodes = plan.root.nodes();
    nodes.reverse();
    nodes.into_iter().flat_map(|node| reader.node(node)).collect()
}

struct Reader<'a> {
    project: &'a Project,
    ttl: &'a StateTtl,
    names: BTreeMap<BindingId, &'a str>,
}

impl Reader<'_> {
    fn node(&self, node: &Node) -> Vec<Kept> {
        let input = node.inputs.first().map(AsRef::as_ref);
        match &node.op {
            Op::Join { equi, own_key, .. } => {
                let (Some(left), Some(right)) = (input, node.inputs.get(1).map(AsRef::as_ref)) else {
                    return Vec::new();
                };
                let (l, r): (Vec<usize>, Vec<usize>) = equi.iter().copied().unzip();
                let side = |node: &Node, key: &[usize], own: bool| {
                    let what = if own { "one row" } else { "rows" };
                    let until = if own && self.by_all() && node.changelog != Changelog::Append {
                        Until::Forever
                    } else {
                        self.until(node)
                    };
                    self.kept(("join", node), what, key, (width(node), until))
                };
                vec![side(left, &l, own_key.0), side(right, &r, own_key.1)]
            }
            Op::TemporalJoin { equi, .. } => {
                let (Some(left), Some(right)) = (input, node.inputs.get(1).map(AsRef::as_ref)) else {
                    return Vec::new();
                };
                let (l, r): (Vec<usize>, Vec<usize>) = equi.iter().copied().unzip();
                let versions = match self.ttl {
                    StateTtl::All(Some(ms)) => Until::Untouched(*ms),
                    StateTtl::All(None) | StateTtl::Unstated | StateTtl::ByInput(_) => Until::Forever,
                };
                vec![
                    self.kept(("temporal join", left), "rows", &l, (width(left), Until::Watermark)),
                    self.kept(
                        ("temporal join", right),
                        "the last version and newer ones",
                        &r,
                        (width(right), versions),
                    ),
                ]
            }
            Op::IntervalJoin { equi, lower_ms, upper_ms, .. } => {
                let (Some(left), Some(right)) = (input, node.inputs.get(1).map(AsRef::as_ref)) else {
                    return Vec::new();
                };
                let (l, r): (Vec<usize>, Vec<usize>) = equi.iter().copied().unzip();
                // left - right lies between the two: a left row waits for right ones so far behind it, and the reverse.
                let ahead = |ms: i64| Until::Time(u64::try_from(ms).unwrap_or(0));
                vec![
                    self.kept(("interval join", left), "rows", &l, (width(left), ahead(lower_ms.saturating_neg()))),
                    self.kept(("interval join", right), "rows", &r, (width(right), ahead(*upper_ms))),
                ]
            }
            Op::WindowJoin { equi, .. } => {
                let keys = equi.iter().copied().unzip::<usize, usize, Vec<usize>, Vec<usize>>();
                let sides = node.inputs.iter().zip([keys.0, keys.1]);
                sides
                    .map(|(one, key)| self.kept(("window join", one), "rows", &key, (width(one), Until::Watermark)))
                    .collect()
            }
            Op::WindowAggregate { window, keys, aggregates, .. } => {
                let Some(input) = input else { return Vec::new() };
                let bytes = widths(keys) + sums(aggregates);
                let until = Until::Time(length(*window));
                vec![Kept {
                    key: self.named(keys, input),
                    ..self.kept(("window aggregate", input), "sums", &[], (bytes, until))
                }]
            }
            Op::GroupAggregate { keys, aggregates } => {
                let Some(input) = input else { return Vec::new() };
                let (operator, what) =
                    if aggregates.is_empty() { ("DISTINCT", "a count") } else { ("aggregate", "sums") };
                let bytes = widths(keys) + sums(aggregates) + 8;
                let one = self.kept((operator, input), what, &[], (bytes, self.until(input)));
                vec![Kept { key: self.named(keys, input), ..one }]
            }
            Op::Rank { partition, to, windowed, .. } => {
                let Some(input) = input else { return Vec::new() };
                let until = if *windowed { Until::Watermark } else { self.until(input) };
                let bytes = width(input).saturating_mul(*to);
                vec![self.kept(("ranking", input), "the first rows", partition, (bytes, until))]
            }
            Op::Deduplicate { partition, keep_last, windowed, .. } => {
                let Some(input) = input else { return Vec::new() };
                let until = if *windowed { Until::Watermark } else { self.until(input) };
                let (what, bytes) = if *keep_last { ("the last row", width(input)) } else { ("a mark", 8) };
                vec![self.kept(("deduplication", input), what, partition, (bytes, until))]
            }
            Op::Over { partition, frame, .. } => {
                let Some(input) = input else { return Vec::new() };
                let range = frame.as_ref().and_then(|frame| {
                    let crate::sql::FrameBound::Preceding(length) = &frame.start else { return None };
                    let ExprKind::Literal(crate::sql::Literal::Interval { amount, .. }) = &length.kind else {
                        return None;
                    };
                    Some(amount.unsigned_abs())
                });
                let until = range.map_or_else(|| self.until(input), Until::Time);
                vec![self.kept(("OVER", input), "rows of the frame", partition, (width(input), until))]
            }
            Op::SetOp { all: false, .. } | Op::Limit { .. } | Op::Sort { .. } => {
                let Some(input) = input else { return Vec::new() };
                let operator = if matches!(node.op, Op::SetOp { .. }) { "set operation" } else { "sort" };
                let until = if matches!(node.op, Op::Sort { .. }) { Until::Watermark } else { self.until(input) };
                vec![self.kept((operator, input), "rows", &[], (width(input), until))]
            }
            Op::Match { partition, within_ms, .. } => {
                let Some(input) = input else { return Vec::new() };
                let until = within_ms.map_or(Until::Forever, Until::Time);
                vec![self.kept(("pattern", input), "rows of open matches", partition, (width(input), until))]
            }
            Op::Scan { relation, versioned: false, .. }
                if matches!(self.project.relations[*relation].kind, RelationKind::Captured { .. })
                    && node.changelog != Changelog::Append =>
            {
                let key: Vec<usize> = node.keys.first().into_iter().flatten().copied().collect();
                let until = if let StateTtl::All(Some(ms)) = self.ttl { Until::Untouched(*ms) } else { Until::Forever };
                vec![self.kept(("capture", node), "the last row", &key, (width(node), until))]
            }
            Op::Scan { .. }
            | Op::Values { .. }
            | Op::Filter { .. }
            | Op::Project { .. }
            | Op::Expand { .. }
            | Op::WindowTvf { .. }
            | Op::SetOp { .. }
            | Op::Unnest { .. } => Vec::new(),
        }
    }

    fn by_all(&self) -> bool {
        matches!(self.ttl, StateTtl::All(_))
    }

    /// What is said for the tables below, or for all.
    fn until(&self, input: &Node) -> Until {
        let ms = match self.ttl {
            StateTtl::Unstated => None,
            StateTtl::All(ms) => *ms,
            StateTtl::ByInput(inputs) => {
                let below = input.nodes().into_iter().filter_map(|node| {
                    if let Op::Scan { binding, .. } = node.op { self.names.get(&binding).copied() } else { None }
                });
                let below: Vec<&str> = below.collect();
                inputs.iter().find(|(name, _)| below.contains(&name.as_str())).and_then(|(_, ms)| *ms)
            }
        };
        ms.map_or(Until::Forever, Until::Untouched)
    }

    fn kept(
        &self,
        (operator, input): (&'static str, &Node),
        what: &'static str,
        key: &[usize],
        (bytes, until): (u64, Until),
    ) -> Kept {
        let mut of: Vec<String> = Vec::new();
        for node in input.nodes() {
            if let Op::Scan { relation, .. } = node.op {
                let name = &self.project.relations[relation].name;
                if !of.contains(name) {
                    of.push(name.clone());
                }
            }
        }
        let key = key.iter().filter_map(|n| input.columns.get(*n)).map(|column| column.name.clone()).collect();
        Kept { operator, of, what, key, bytes, until }
    }

    /// Keys as columns of the input, where they are some.
    fn named(&self, keys: &[Expr], input: &Node) -> Vec<String> {
        let name = |key: &Expr| {
            let column = if let ExprKind::Input(n) = key.kind { input.columns.get(n) } else { None };
            column.map_or("expression", |column| column.name.as_str()).to_string()
        };
        keys.iter().map(name).collect()
    }
}

fn width(node: &Node) -> u64 {
    node.columns.iter().map(|column| bytes(&column.ty)).sum()
}

fn widths(keys: &[Expr]) -> u64 {
    keys.iter().map(|key| bytes(&key.ty)).sum()
}

/// A sum, a count or the greatest value; values that are told apart are kept themselves, so one at least.
fn sums(aggregates: &[Aggregate]) -> u64 {
    let one = |aggregate: &Aggregate| {
        let values: u64 = aggregate.call.args.iter().map(|arg| bytes(&arg.ty)).sum();
        bytes(&aggregate.ty) + if aggregate.call.distinct { values + 8 } else { 0 }
    };
    aggregates.iter().map(one).sum()
}

fn length(window: WindowKind) -> u64 {
    match window {
        WindowKind::Tumble { size_ms } | WindowKind::Hop { size_ms, .. } => size_ms,
        WindowKind::Cumulate { max_ms, .. } => max_ms,
        WindowKind::Session { gap_ms } => gap_ms,
    }
}

/// About so many bytes a value takes.
fn bytes(ty: &Type) -> u64 {
    const TEXT: u64 = 24;
    const ELEMENTS: u64 = 4;
    match &ty.data {
        DataType::Boolean | DataType::TinyInt => 1,
        DataType::SmallInt => 2,
        DataType::Int | DataType::Float | DataType::Date | DataType::Time(_) | DataType::IntervalMonths(_) => 4,
        DataType::BigInt | DataType::Double | DataType::IntervalMillis(_) => 8,
        DataType::Timestamp(p) | DataType::TimestampLtz(p) => {
            if *p <= 3 {
                8
            } else {
                12
            }
        }
        DataType::Decimal { precision, .. } => {
            if *precision <= 18 {
                8
            } else {
                16
            }
        }
        DataType::Char(n) | DataType::Binary(n) => u64::from(*n),
        DataType::VarChar(n) | DataType::VarBinary(n) => u64::from(*n).min(TEXT),
        DataType::String | DataType::Bytes | DataType::Variant | DataType::Bitmap => TEXT,
        DataType::Array(element) | DataType::Multiset(element) => ELEMENTS * bytes(element),
        DataType::Map(key, value) => ELEMENTS * (bytes(key) + bytes(value)),
        DataType::Row(fields) => fields.iter().map(|field| bytes(&field.ty)).sum(),
        DataType::Null | DataType::Error => 0,
    }
}
