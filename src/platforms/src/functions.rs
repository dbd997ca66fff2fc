//! The functions of Flink SQL, one row each: what they take, what they give, where they exist. Types follow Flink 2.x
//! ("System (Built-in) Functions") as its validator answered them.

mod arithmetic;
mod casts;
mod common;
mod family;
mod rules;
mod special;
mod table;

pub use arithmetic::{arithmetic, negate};
pub use casts::{CastRefusal, can_cast};
pub use common::{comparable, concatenated, least_common};
pub use family::Family;
pub use rules::{AggregateContext, Argument, Refusal};
pub use special::{SPECIAL, Special, SpecialKind};
pub use table::FUNCTIONS;

use weir_ir::{DataType, FlinkVersion, Type};

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
    /// The first version of open-source Flink that has it; none where every version that weir writes for does.
    pub since: Option<FlinkVersion>,
    pub determinism: Determinism,
    pub effect: Effect,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    Bitmap,
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
            Category::Bitmap => "bitmap",
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
    /// Nullable when an argument, or the first's element, is.
    Element,
    /// Nullable when an argument or a field of it is.
    AnyField,
    /// Nullable when an argument is, or the second is cast to the first's nullable element.
    Added,
    /// Nullable when all arguments are.
    All,
    Always,
    Never,
    /// An aggregate that is null over no rows: nullable without GROUP BY or with FILTER, else as its argument.
    Group,
    /// LAG and LEAD: nullable unless a default is given that is not, whatever the value is.
    Default,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialects {
    All,
    /// Confluent's list of functions leaves it out, and nobody says that it is refused there.
    Undocumented,
    /// Not in Confluent's dialect.
    OpenSource,
}

impl Dialects {
    /// As `docs/functions.md` says it of Confluent.
    pub fn on_confluent(self) -> &'static str {
        match self {
            Dialects::All => "yes",
            Dialects::Undocumented => "undocumented",
            Dialects::OpenSource => "no",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determinism {
    Deterministic,
    /// The clock or the watermark: differs from call to call.
    Time,
    /// Differs from call to call.
    Random,
}

impl Determinism {
    pub fn word(self) -> &'static str {
        match self {
            Determinism::Deterministic => "yes",
            Determinism::Time => "no: the clock",
            Determinism::Random => "no: random",
        }
    }
}

/// What the result tells of the arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// It is computed from them.
    Value,
    /// Only how many there are.
    Existence,
}

impl Effect {
    /// What becomes of the classes of the arguments.
    pub fn word(self) -> &'static str {
        match self {
            Effect::Value => "keeps",
            Effect::Existence => "counts",
        }
    }
}

impl NullRule {
    /// When the result may be null, as a sentence goes on after "nullable".
    pub fn word(self) -> &'static str {
        match self {
            NullRule::Any => "when an argument is",
            NullRule::First => "when the first argument is",
            NullRule::Element => "when the argument or its element is",
            NullRule::AnyField => "when an argument or a field of it is",
            NullRule::Added => "when an argument is, or is cast to a nullable element",
            NullRule::All => "when all arguments are",
            NullRule::Always => "always",
            NullRule::Never => "never",
            NullRule::Group => "over no rows, or when the argument is",
            NullRule::Default => "unless a default is given that is not",
        }
    }
}

impl ResultRule {
    /// The type of the result, as a reader wants it.
    pub fn word(&self) -> String {
        let place = |n: usize| match n {
            0 => "the first argument".to_string(),
            1 => "the second argument".to_string(),
            n => format!("argument {}", n + 1),
        };
        match self {
            ResultRule::Fixed(data) => data.to_string(),
            ResultRule::Same(n) => format!("as {}", place(*n)),
            ResultRule::Varying(n) => format!("as {}, CHAR as VARCHAR", place(*n)),
            ResultRule::Common(0) => "the common type".to_string(),
            ResultRule::Common(n) => format!("the common type from {} on", place(*n)),
            ResultRule::Element(n) => format!("an element of {}", place(*n)),
            ResultRule::Custom(_) => "depends on the arguments".to_string(),
        }
    }
}

/// Functions that give a NULL without a type the type that they want (Flink 2.2).
static NULL_ANYWHERE: &[&str] = &[
    "BTRIM",
    "COALESCE",
    "ENDSWITH",
    "IFNULL",
    "JSON_QUOTE",
    "JSON_STRING",
    "JSON_UNQUOTE",
    "NULLIF",
    "PARSE_JSON",
    "PRINTF",
    "REGEXP_COUNT",
    "REGEXP_EXTRACT_ALL",
    "REGEXP_INSTR",
    "REGEXP_SUBSTR",
    "SPLIT",
    "STARTSWITH",
    "TO_TIMESTAMP_LTZ",
    "TYPEOF",
    "UNHEX",
    "URL_DECODE",
    "URL_ENCODE",
];
static NULL_AFTER_FIRST: &[&str] = &[
    "ARRAY_APPEND",
    "ARRAY_CONTAINS",
    "ARRAY_JOIN",
    "ARRAY_POSITION",
    "ARRAY_PREPEND",
    "ARRAY_REMOVE",
    "ARRAY_SLICE",
    "ARRAY_SORT",
];

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

    /// Whether Flink takes a NULL without a type as the argument at this position; most functions want a type.
    pub fn takes_null(&self, position: usize) -> bool {
        NULL_ANYWHERE.contains(&self.name) || (position > 0 && NULL_AFTER_FIRST.contains(&self.name))
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
