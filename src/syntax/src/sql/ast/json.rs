//! JSON functions, whose clauses no other call has.

use super::*;

/// The JSON functions with clauses of their own; `JSON_STRING(x)` and the like are calls.
#[derive(Debug, Clone, PartialEq)]
pub struct JsonCall {
    pub kind: JsonKind,
    /// The function's name.
    pub name: Span,
    /// The whole call.
    pub span: Span,
}

#[derive(Debug, Clone, PartialEq)]
pub enum JsonKind {
    Exists {
        input: Expr,
        path: Expr,
        on_error: Option<JsonExistsOnError>,
    },
    Value {
        input: Expr,
        path: Expr,
        returning: Option<TypeName>,
        on_empty: Option<JsonValueBehavior>,
        on_error: Option<JsonValueBehavior>,
    },
    Query {
        input: Expr,
        path: Expr,
        returning: Option<TypeName>,
        wrapper: Option<JsonWrapper>,
        on_empty: Option<JsonQueryBehavior>,
        on_error: Option<JsonQueryBehavior>,
    },
    Object {
        entries: Vec<(Expr, Expr)>,
        on_null: Option<JsonOnNull>,
    },
    ObjectAgg {
        key: Expr,
        value: Expr,
        on_null: Option<JsonOnNull>,
    },
    Array {
        items: Vec<Expr>,
        on_null: Option<JsonOnNull>,
    },
    ArrayAgg {
        item: Expr,
        /// Inside the parentheses or in WITHIN GROUP.
        order_by: Vec<OrderItem>,
        on_null: Option<JsonOnNull>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonExistsOnError {
    True,
    False,
    Unknown,
    Error,
}

#[derive(Debug, Clone, PartialEq)]
pub enum JsonValueBehavior {
    Null,
    Error,
    Default(Expr),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonWrapper {
    Without,
    Conditional,
    Unconditional,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonQueryBehavior {
    Null,
    Error,
    EmptyArray,
    EmptyObject,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonOnNull {
    Null,
    Absent,
}
