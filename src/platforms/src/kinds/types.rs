/// A type that a field may be declared with. `array`, `map`, `row` and `enum` have a grammar of their own.
#[derive(Debug, Clone, Copy)]
pub struct TypeSpec {
    pub name: &'static str,
    /// Names of the numbers in parentheses.
    pub arguments: &'static [&'static str],
    /// Whether all of them must be there (else none or all).
    pub required: bool,
    pub doc: &'static str,
}

const fn plain(name: &'static str, doc: &'static str) -> TypeSpec {
    TypeSpec { name, arguments: &[], required: false, doc }
}

pub static TYPES: &[TypeSpec] = &[
    plain("boolean", "True or false."),
    plain("tinyint", "A whole number of one byte."),
    plain("smallint", "A whole number of two bytes."),
    plain("int", "A whole number of four bytes."),
    plain("bigint", "A whole number of eight bytes."),
    plain("float", "A binary floating point number of four bytes."),
    plain("double", "A binary floating point number of eight bytes."),
    TypeSpec {
        name: "decimal",
        arguments: &["precision", "scale"],
        required: true,
        doc: "An exact number; at most 38 digits.",
    },
    plain("string", "Text of any length."),
    TypeSpec { name: "varchar", arguments: &["length"], required: true, doc: "Text of at most so many characters." },
    TypeSpec { name: "char", arguments: &["length"], required: true, doc: "Text of exactly so many characters." },
    plain("text", "Text of any length."),
    plain("bytes", "Bytes of any length."),
    TypeSpec { name: "binary", arguments: &["length"], required: true, doc: "So many bytes." },
    plain("date", "A day."),
    TypeSpec { name: "time", arguments: &["precision"], required: false, doc: "A time of day." },
    TypeSpec {
        name: "timestamp",
        arguments: &["precision"],
        required: false,
        doc: "A wall-clock time without a zone.",
    },
    TypeSpec { name: "timestamp_ltz", arguments: &["precision"], required: false, doc: "A point in time." },
    plain("uuid", "A UUID; text in SQL."),
    plain("json", "A JSON document; text in SQL."),
];
