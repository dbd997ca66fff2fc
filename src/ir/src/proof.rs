use crate::{Class, ColumnRef, Flow, Protection, RelationId, SecretRef};
use serde::Serialize;
use weir_diagnostics::Span;

/// The proof of one environment: what classified data reaches which end point, and why that holds.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    /// In the order: sinks, products, services, topics; each in order of declaration.
    pub end_points: Vec<EndPoint>,
    pub secrets: Vec<SecretFlow>,
}

#[derive(Debug, Clone)]
pub struct EndPoint {
    pub kind: EndPointKind,
    /// As the pipeline file names it.
    pub name: String,
    pub span: Span,
    /// Every classified path that reaches it, most telling flow first, then by name.
    pub findings: Vec<Finding>,
    /// Who else can read it or write to it: outside producers and readers that weir doesn't run.
    pub holds_if: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum EndPointKind {
    Sink,
    Product,
    Service,
    /// A topic at rest: captured, declared, derived, dead letter, connector error topics (the zone `kafka`).
    Topic,
}

#[derive(Debug, Clone)]
pub struct Finding {
    pub class: Class,
    pub origin: ColumnRef,
    pub flow: Flow,
    pub reached: ReachedColumn,
    pub hold: Hold,
    /// The shortest path.
    pub path: Path,
}

/// The column at the end point; influence on whole rows has no column.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReachedColumn {
    pub relation: RelationId,
    pub column: Option<String>,
}

/// Why a finding is in order, or that it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hold {
    Protected(Protection),
    /// A policy line permits it.
    Permitted {
        policy: Span,
    },
    /// An `allow` item.
    Allowed {
        allow: Span,
        reason: String,
        by: Option<String>,
        until: Option<String>,
    },
    /// Influence and existence where no policy denies them, and the zone `kafka` without policy.
    Reported,
    /// An error was given.
    Violation {
        policy: Option<Span>,
    },
}

/// From where a class was given to the end point, step by step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Path {
    pub steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// `shop.customers.email`, `completed_orders.address`, `warehouse`.
    pub what: String,
    /// Lower-case words: `declared pii here`, `copied here`, `joined on here`, `delivered here`.
    pub how: String,
    pub span: Span,
}

/// A secret and a place that it goes to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SecretFlow {
    pub secret: SecretRef,
    /// Address of the thing that uses it.
    pub to: String,
    /// Whether it ends in Terraform state.
    pub in_state: bool,
}
