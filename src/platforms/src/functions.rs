//! The functions of Flink SQL, one row each: what they take, what they give, where they exist. Types follow Flink 2.x
//! ("System (Built-in) Functions") as its validator answered them.

mod arithmetic;
mod casts;
mod common;
mod family;
mod rules;
mod table;

pub use arithmetic::{arithmetic, negate};
pub use casts::{CastRefusal, can_cast};
pub use common::{comparable, concatenated, least_common};
pub use family::Family;
pub use rules::{AggregateContext, Argument, Refusal};
pub use table::FUNCTIONS;

use weir_ir::{DataType, Type};

/// Aggregates whose parts can't be put together: windows that overlap or grow (HOP, CUMULATE, SESSION) want that, and
/// Flink's planner refuses them there.
pub static UNMERGED: &[&str] = &["FIRST_VALUE", "JSON_ARRAYAGG", "LAST_VALUE"];

/// A row of [`FUNCTIONS`].
#[derive(Debug)]
pub struct Function {
    /// Upper case; users may write any case.
    pub name: &'static str,
    pub category: Category,
    pub signatures: &'static [Signature],
    pub result: ResultRule,
    pub nulls: NullRule,
    pub dialects: Dialects,
    pub determinism: Determinism,
    pub effect: Effect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    Collection,
    Conditional,
    Hash,
    Json,
    Numeric,
    String,
    System,
    Time,
    Aggregate,
    /// Only with OVER.
    Window,
}

impl Category {
    pub fn word(self) -> &'static str {
        match self {
            Category::Collection => "collection",
            Category::Conditional => "conditional",
            Category::Hash => "hash",
            Category::Json => "json",
            Category::Numeric => "numeric",
            Category::String => "string",
            Category::System => "system",
            Category::Time => "time",
            Category::Aggregate => "aggregate",
            Category::Window => "window",
        }
    }
}

/// Arguments in order: `required`, then any prefix of `optional`, then any number of `rest`.
#[derive(Debug)]
pub struct Signature {
    pub required: &'static [Family],
    pub optional: &'static [Family],
    pub rest: Option<Family>,
}

/// The result's type without its nullability.
#[derive(Debug)]
pub enum ResultRule {
    Fixed(DataType),
    /// The argument's.
    Same(usize),
    /// The argument's, CHAR(n) becoming VARCHAR(n).
    Varying(usize),
    /// The common type of the arguments from this one on.
    Common(usize),
    /// The element of the array.
    Element(usize),
    /// The first argument, an array, with the common type of its elements and the other arguments.
    Custom(fn(&[Argument<'_>]) -> Option<DataType>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NullRule {
    /// Nullable when any argument is.
    Any,
    /// Nullable when the first argument is.
    First,
    /// Nullable when any argument but the first is (the condition of IF).
    AnyButFirst,
    /// Nullable when all arguments are.
    All,
    Always,
    Never,
    /// An aggregate that is null over no rows: nullable without GROUP BY or with FILTER, else as its argument.
    Group,
    /// LAG and LEAD: nullable unless a default is given that is not.
    Default,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialects {
    All,
    /// Not in Confluent's dialect.
    OpenSource,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determinism {
    Deterministic,
    /// The clock or the watermark: differs from call to call.
    Time,
    /// Differs from call to call.
    Random,
}

/// What the result tells of the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It is computed from them.
    Value,
    /// Only how many there are.
    Existence,
}

/// Finds a function as a user may write it.
pub fn find(name: &str) -> Option<&'static Function> {
    FUNCTIONS.iter().find(|function| function.name.eq_ignore_ascii_case(name))
}

impl Function {
    pub fn is_aggregate(&self) -> bool {
        self.category == Category::Aggregate
    }

    /// May only stand before OVER.
    pub fn is_window(&self) -> bool {
        self.category == Category::Window
    }

    /// The type of a call.
    ///
    /// # Errors
    /// The count or a type of the arguments fits no signature.
    pub fn call(&self, args: &[Argument<'_>]) -> Result<Type, Refusal> {
        rules::call(self, args)
    }

    /// The type of an aggregate or window call in its context.
    ///
    /// # Errors
    /// The count or a type of the arguments fits no signature.
    pub fn aggregate(&self, args: &[Argument<'_>], context: AggregateContext) -> Result<Type, Refusal> {
        rules::aggregate(self, args, context)
    }

    /// `UPPER(<CHARACTER>)`, one for each signature.
    pub fn forms(&self) -> Vec<String> {
        self.signatures.iter().map(|signature| signature.form(self.name)).collect()
    }
}

impl Signature {
    fn form(&self, name: &str) -> String {
        let mut text = format!("{name}(");
        let required: Vec<String> = self.required.iter().map(|family| format!("<{}>", family.word())).collect();
        text.push_str(&required.join(", "));
        for family in self.optional {
            text.push_str(&format!("[, <{}>]", family.word()));
        }
        if let Some(family) = self.rest {
            text.push_str(&format!(", <{}>…", family.word()));
        }
        text.push(')');
        text
    }
}

#[cfg(test)]
mod tests;
