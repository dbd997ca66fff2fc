//! Functions that every client of the registry runs (CEL's standard library and the checks of formats), and those that
//! only some know.

use crate::types::Ty;

/// A signature: of `target.name(arguments)` where `target` is there, of `name(arguments)` otherwise.
pub(crate) struct Signature {
    pub(crate) name: &'static str,
    pub(crate) target: Option<Is>,
    pub(crate) arguments: &'static [Is],
    pub(crate) result: Gives,
}

/// What an argument may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Is {
    Any,
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    List,
    Map,
}

#[derive(Clone, Copy)]
pub(crate) enum Gives {
    Bool,
    Int,
    Uint,
    Double,
    String,
    Bytes,
    Timestamp,
    Duration,
    Type,
    Dyn,
}

impl Is {
    pub(crate) fn takes(self, ty: &Ty) -> bool {
        if ty.is_loose() {
            return true;
        }
        match self {
            Is::Any => !matches!(ty, Ty::Opaque(_)),
            Is::Bool => *ty == Ty::Bool,
            Is::Int => *ty == Ty::Int,
            Is::Uint => *ty == Ty::Uint,
            Is::Double => *ty == Ty::Double,
            Is::String => *ty == Ty::String,
            Is::Bytes => *ty == Ty::Bytes,
            Is::Timestamp => *ty == Ty::Timestamp,
            Is::Duration => *ty == Ty::Duration,
            Is::List => matches!(ty, Ty::List(_)),
            Is::Map => matches!(ty, Ty::Map(..)),
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Is::Any => "any",
            Is::Bool => "bool",
            Is::Int => "int",
            Is::Uint => "uint",
            Is::Double => "double",
            Is::String => "string",
            Is::Bytes => "bytes",
            Is::Timestamp => "timestamp",
            Is::Duration => "duration",
            Is::List => "list",
            Is::Map => "map",
        }
    }
}

impl From<Gives> for Ty {
    fn from(gives: Gives) -> Ty {
        match gives {
            Gives::Bool => Ty::Bool,
            Gives::Int => Ty::Int,
            Gives::Uint => Ty::Uint,
            Gives::Double => Ty::Double,
            Gives::String => Ty::String,
            Gives::Bytes => Ty::Bytes,
            Gives::Timestamp => Ty::Timestamp,
            Gives::Duration => Ty::Duration,
            Gives::Type => Ty::Type,
            Gives::Dyn => Ty::Dyn,
        }
    }
}

macro_rules! signatures {
    ($($(($target:ident) .)? $name:ident ( $($argument:ident),* ) -> $result:ident;)*) => {
        &[$(Signature {
            name: stringify!($name),
            target: signatures!(@target $($target)?),
            arguments: &[$(Is::$argument),*],
            result: Gives::$result,
        }),*]
    };
    (@target) => { None };
    (@target $target:ident) => { Some(Is::$target) };
}

/// The CEL specification, "List of Standard Definitions", and what Java, Python and JavaScript add alike.
pub(crate) static SIGNATURES: &[Signature] = signatures! {
    size(String) -> Int;
    size(Bytes) -> Int;
    size(List) -> Int;
    size(Map) -> Int;
    (String).size() -> Int;
    (Bytes).size() -> Int;
    (List).size() -> Int;
    (Map).size() -> Int;
    (String).contains(String) -> Bool;
    (String).startsWith(String) -> Bool;
    (String).endsWith(String) -> Bool;
    (String).matches(String) -> Bool;
    matches(String, String) -> Bool;
    int(Int) -> Int;
    int(Uint) -> Int;
    int(Double) -> Int;
    int(String) -> Int;
    int(Timestamp) -> Int;
    uint(Uint) -> Uint;
    uint(Int) -> Uint;
    uint(Double) -> Uint;
    uint(String) -> Uint;
    double(Double) -> Double;
    double(Int) -> Double;
    double(Uint) -> Double;
    double(String) -> Double;
    string(String) -> String;
    string(Int) -> String;
    string(Uint) -> String;
    string(Double) -> String;
    string(Bool) -> String;
    string(Bytes) -> String;
    string(Timestamp) -> String;
    string(Duration) -> String;
    bytes(Bytes) -> Bytes;
    bytes(String) -> Bytes;
    timestamp(String) -> Timestamp;
    timestamp(Timestamp) -> Timestamp;
    duration(String) -> Duration;
    duration(Duration) -> Duration;
    type(Any) -> Type;
    dyn(Any) -> Dyn;
    (Timestamp).getFullYear() -> Int;
    (Timestamp).getMonth() -> Int;
    (Timestamp).getDate() -> Int;
    (Timestamp).getDayOfMonth() -> Int;
    (Timestamp).getDayOfWeek() -> Int;
    (Timestamp).getDayOfYear() -> Int;
    (Timestamp).getHours() -> Int;
    (Timestamp).getMinutes() -> Int;
    (Timestamp).getSeconds() -> Int;
    (Timestamp).getMilliseconds() -> Int;
    (Timestamp).getFullYear(String) -> Int;
    (Timestamp).getMonth(String) -> Int;
    (Timestamp).getDate(String) -> Int;
    (Timestamp).getDayOfMonth(String) -> Int;
    (Timestamp).getDayOfWeek(String) -> Int;
    (Timestamp).getDayOfYear(String) -> Int;
    (Timestamp).getHours(String) -> Int;
    (Timestamp).getMinutes(String) -> Int;
    (Timestamp).getSeconds(String) -> Int;
    (Timestamp).getMilliseconds(String) -> Int;
    (Duration).getHours() -> Int;
    (Duration).getMinutes() -> Int;
    (Duration).getSeconds() -> Int;
    (Duration).getMilliseconds() -> Int;
    (String).isEmail() -> Bool;
    (String).isHostname() -> Bool;
    (String).isIpv4() -> Bool;
    (String).isIpv6() -> Bool;
    (String).isUri() -> Bool;
    (String).isUriRef() -> Bool;
    (String).isUuid() -> Bool;
};

/// Names that Java's client adds and others don't know: a rule that uses one fails there on every record.
pub(crate) static NOT_EVERYWHERE: &[&str] = &[
    "charAt",
    "indexOf",
    "join",
    "lastIndexOf",
    "lowerAscii",
    "replace",
    "reverse",
    "split",
    "substring",
    "trim",
    "upperAscii",
    "format",
    "quote",
    "decimal",
    "decimals",
    "variant",
    "variants",
    "now",
];

/// Macros of the CEL specification with a list or map before the dot.
pub(crate) static MACROS: &[&str] = &["all", "exists", "exists_one", "map", "filter"];

/// Names for suggestions.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    SIGNATURES.iter().map(|signature| signature.name).chain(MACROS.iter().copied()).chain(["has"])
}
