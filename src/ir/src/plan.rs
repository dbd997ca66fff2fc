//! The plan lowered from a resolved query: the operators that the engine runs, each with what was inferred of it.
//! Expressions refer to the columns of the operator's input by position ([`crate::sql::ExprKind::Input`]; of a join's
//! two inputs the left one's come first).

use crate::{
    Changelog, Edge, RelationId, StateClass, Type,
    sql::{
        AggregateCall, BindingId, Expr, Frame, MatchSkip, PatternVariable, SetOpKind, SortKey, TimeKind, WindowKind,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};
use weir_diagnostics::Span;

/// A plan: its root gives the rows of the transform.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    pub root: Node,
}

/// An operator and its inputs.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub op: Op,
    /// Shared, so that what is built above a subtree never copies it.
    pub inputs: Vec<Arc<Node>>,
    pub columns: Vec<PlanColumn>,
    pub changelog: Changelog,
    /// Sets of columns, by position, that are unique among the rows that are there at one time. Smallest first.
    pub keys: BTreeSet<BTreeSet<usize>>,
    /// What Flink's planner keeps of them: positions, in the order of the key.
    pub upsert_key: Option<Vec<usize>>,
    /// Of this operator alone.
    pub state: StateClass,
    /// What decided whether or where the rows exist, from relations.
    pub row_edges: Vec<Edge>,
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PlanColumn {
    pub name: String,
    pub ty: Type,
    pub time: Option<TimeKind>,
    pub lineage: Lineage,
}

/// Where a column comes from. Fields of a constructed row, and of a row column, are tracked one by one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lineage {
    /// What the whole value comes from, fields included.
    pub edges: Vec<Edge>,
    pub fields: BTreeMap<String, Lineage>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JoinType {
    Inner,
    Left,
    Right,
    Full,
    /// Left rows with a match, each once; the output has the left columns only.
    Semi,
    /// Left rows without a match; the output has the left columns only.
    Anti,
}

impl JoinType {
    /// Whether the right columns are part of the output.
    pub fn has_right(self) -> bool {
        match self {
            JoinType::Inner | JoinType::Left | JoinType::Right | JoinType::Full => true,
            JoinType::Semi | JoinType::Anti => false,
        }
    }
}

/// An equality of a join: position in the left input, position in the right input.
pub type EquiPair = (usize, usize);

#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// All declared columns and then `$rowtime`. `versioned`: the right side of a temporal join.
    Scan {
        relation: RelationId,
        binding: BindingId,
        versioned: bool,
    },
    Values {
        rows: Vec<Vec<Expr>>,
    },
    Filter {
        predicate: Expr,
    },
    Project {
        expressions: Vec<Expr>,
    },
    /// Each row once for each list, which gives the columns: the input's, then the keys that some grouping set leaves
    /// out, NULL where this one does, then `$e`, a number that tells the sets apart.
    Expand {
        rows: Vec<Vec<Expr>>,
    },
    Join {
        kind: JoinType,
        equi: Vec<EquiPair>,
        /// What is left of the condition, over both inputs.
        residual: Option<Expr>,
        /// Whether the left and the right input are joined on a key of their own: such an input keeps its rows for
        /// ever unless the user says otherwise.
        own_key: (bool, bool),
    },
    /// Each left row with the version of the right that was valid at `time` (a column of the left).
    TemporalJoin {
        kind: JoinType,
        time: usize,
        equi: Vec<EquiPair>,
        residual: Option<Expr>,
    },
    /// `left.time BETWEEN right.time + lower AND right.time + upper`, in milliseconds.
    IntervalJoin {
        kind: JoinType,
        equi: Vec<EquiPair>,
        left_time: usize,
        right_time: usize,
        lower_ms: i64,
        upper_ms: i64,
        residual: Option<Expr>,
    },
    /// Join of two windowed inputs on `window_start` and `window_end`.
    WindowJoin {
        kind: JoinType,
        equi: Vec<EquiPair>,
        residual: Option<Expr>,
    },
    /// Appends `window_start`, `window_end`, `window_time`.
    WindowTvf {
        window: WindowKind,
        offset_ms: i64,
        time: usize,
        partition: Vec<usize>,
    },
    /// Keys, then aggregates. `start` and `end` are positions among `keys`.
    WindowAggregate {
        window: WindowKind,
        keys: Vec<Expr>,
        start: usize,
        end: usize,
        aggregates: Vec<Aggregate>,
    },
    /// Keys, then aggregates. Without keys one row; DISTINCT has keys only.
    GroupAggregate {
        keys: Vec<Expr>,
        aggregates: Vec<Aggregate>,
    },
    /// Rows `from..=to` of each partition in order; appends the number where `numbered`.
    Rank {
        partition: Vec<usize>,
        order: Vec<RankOrder>,
        from: u64,
        to: u64,
        numbered: bool,
        /// In each window: emits when it closes, from append to append.
        windowed: bool,
    },
    /// The first or last row of each partition by time; appends 1 where `numbered`.
    Deduplicate {
        partition: Vec<usize>,
        time: usize,
        keep_last: bool,
        numbered: bool,
        windowed: bool,
    },
    /// Appends the calls' results.
    Over {
        partition: Vec<usize>,
        order: Vec<RankOrder>,
        frame: Option<Frame>,
        calls: Vec<Aggregate>,
    },
    SetOp {
        kind: SetOpKind,
        all: bool,
    },
    Sort {
        order: Vec<SortKey>,
    },
    Limit {
        order: Vec<SortKey>,
        offset: u64,
        limit: Option<u64>,
    },
    /// Appends the columns of the elements; `left` keeps rows without any.
    Unnest {
        collection: Expr,
        ordinality: bool,
        left: bool,
    },
    /// The matches of a pattern among the rows of each partition, in order (the time first): the partition's columns,
    /// then the measures. Conditions and measures hold [`crate::sql::MatchExpr`].
    Match {
        partition: Vec<usize>,
        order: Vec<RankOrder>,
        measures: Vec<Expr>,
        skip: MatchSkip,
        pattern: Vec<PatternVariable>,
        within_ms: Option<u64>,
    },
}

#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    pub call: AggregateCall,
    pub ty: Type,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RankOrder {
    pub column: usize,
    pub descending: bool,
    pub nulls_first: Option<bool>,
}

impl Node {
    /// This operator and all below it, roots first; one that is shared comes once.
    pub fn nodes(&self) -> Vec<&Node> {
        let mut all = Vec::new();
        let mut open = vec![self];
        let mut seen = BTreeSet::new();
        while let Some(node) = open.pop() {
            if !seen.insert(std::ptr::from_ref(node)) {
                continue;
            }
            all.push(node);
            open.extend(node.inputs.iter().rev().map(Arc::as_ref));
        }
        all
    }

    /// Tables of FROM whose rows a join below keeps for ever, whatever time holds for the statement: those that change
    /// and are joined on a key of their own, where the next row of a key replaces the last.
    pub fn kept_for_ever(&self) -> BTreeSet<BindingId> {
        let own = |node: &Node| {
            let Op::Join { own_key: (left, right), .. } = &node.op else { return Vec::new() };
            let inputs = node.inputs.iter().zip([*left, *right]);
            let kept = inputs.filter(|(input, own)| *own && input.changelog != Changelog::Append);
            kept.filter_map(|(input, _)| input.table()).collect()
        };
        self.nodes().into_iter().flat_map(own).collect()
    }

    /// The one table that is read, where nothing but filters and projections stand above it.
    fn table(&self) -> Option<BindingId> {
        match &self.op {
            Op::Scan { binding, .. } => Some(*binding),
            Op::Filter { .. } | Op::Project { .. } => self.inputs.first()?.table(),
            Op::Values { .. }
            | Op::Expand { .. }
            | Op::Join { .. }
            | Op::TemporalJoin { .. }
            | Op::IntervalJoin { .. }
            | Op::WindowJoin { .. }
            | Op::WindowTvf { .. }
            | Op::WindowAggregate { .. }
            | Op::GroupAggregate { .. }
            | Op::Rank { .. }
            | Op::Deduplicate { .. }
            | Op::Over { .. }
            | Op::SetOp { .. }
            | Op::Sort { .. }
            | Op::Limit { .. }
            | Op::Match { .. }
            | Op::Unnest { .. } => None,
        }
    }

    /// The most demanding state of this operator and all below it.
    pub fn total_state(&self) -> StateClass {
        self.nodes().into_iter().map(|node| node.state).max().unwrap_or(StateClass::None)
    }
}
