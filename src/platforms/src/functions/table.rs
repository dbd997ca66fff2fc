//! The rows. Result types are Flink 2.3's where it was asked (the recorded answers under `src/analysis/tests/data`), else
//! those of its documentation.

use super::{
    Argument, Category, Determinism, Dialects, Effect, Family, Function, NullRule, ResultRule, Signature,
    arithmetic::{adjusted, decimal},
    common::least_common,
    family::{digits, is_binary, length},
};
use weir_ir::{DataType, FlinkVersion, RowField, Type};

use Category::{Aggregate, Bitmap, Collection, Conditional, Hash, Json, Numeric, String as Text, System, Time, Window};
use Family::{
    Any, Array, Binary, Bitmap as Bits, Boolean, Character, CharacterOrBinary, CharacterOrNumeric, Day, Decimal, Exact,
    Fraction, Int, Integer, IntegerOrApproximate, Map, Millis, Months, Numeric as Number, Ordered, Single, SortedArray,
    Temporal, TextArray, Timestamp, TimestampOrCharacter, UpToInt, WallClock,
};
use ResultRule::{Common, Custom, Element, Fixed, Same, Varying};

/// One signature with these arguments only.
const fn takes(required: &'static [Family]) -> Signature {
    Signature { required, optional: &[], rest: None }
}

const fn optional(required: &'static [Family], optional: &'static [Family]) -> Signature {
    Signature { required, optional, rest: None }
}

const fn many(required: &'static [Family], rest: Family) -> Signature {
    Signature { required, optional: &[], rest: Some(rest) }
}

const fn f(
    name: &'static str,
    category: Category,
    signatures: &'static [Signature],
    result: ResultRule,
    nulls: NullRule,
) -> Function {
    Function {
        name,
        category,
        signatures,
        result,
        nulls,
        dialects: Dialects::All,
        since: None,
        determinism: Determinism::Deterministic,
        effect: Effect::Value,
    }
}

/// A function that Flink has since 2.3 and Confluent's list leaves out.
const fn new(mut function: Function) -> Function {
    function.since = Some(FlinkVersion { major: 2, minor: 3 });
    function.dialects = Dialects::OpenSource;
    function
}

/// A function that Confluent's list leaves out.
const fn unlisted(mut function: Function) -> Function {
    function.dialects = Dialects::Undocumented;
    function
}

/// A function that reads the clock.
const fn clock(name: &'static str, signatures: &'static [Signature], result: DataType) -> Function {
    Function {
        name,
        category: Time,
        signatures,
        result: Fixed(result),
        nulls: NullRule::Never,
        dialects: Dialects::All,
        since: None,
        determinism: Determinism::Time,
        effect: Effect::Value,
    }
}

const fn random(name: &'static str, signatures: &'static [Signature], result: DataType, nulls: NullRule) -> Function {
    Function {
        name,
        category: Numeric,
        signatures,
        result: Fixed(result),
        nulls,
        dialects: Dialects::All,
        since: None,
        determinism: Determinism::Random,
        effect: Effect::Value,
    }
}

const NONE: &[Signature] = &[takes(&[])];
const ANY: &[Signature] = &[takes(&[Any])];
const TEXT: &[Signature] = &[takes(&[Character])];
const TEXT_OR_BYTES: &[Signature] = &[takes(&[CharacterOrBinary])];
const TEXT2: &[Signature] = &[takes(&[Character, Character])];
const TEXT3: &[Signature] = &[takes(&[Character, Character, Character])];
const NUMBER: &[Signature] = &[takes(&[Number])];
const EXACT2: &[Signature] = &[takes(&[Exact, Exact])];
const NUMBER2: &[Signature] = &[takes(&[Number, Number])];
const ARRAY: &[Signature] = &[takes(&[Array])];
const ARRAY_ANY: &[Signature] = &[takes(&[Array, Any])];
const BITS: &[Signature] = &[takes(&[Bits])];
const BITS2: &[Signature] = &[takes(&[Bits, Bits])];
/// INT itself, no other whole number.
const INT: &[Signature] = &[takes(&[Int])];
const TEXT_LENGTH: &[Signature] = &[takes(&[Character, Integer])];
const PAD: &[Signature] = &[takes(&[Character, Integer, Character])];
const SUBSTRING: &[Signature] = &[takes(&[Character, Integer]), takes(&[Character, Integer, Integer])];
const TRIM: &[Signature] = &[optional(&[Character], &[Character])];

/// Every function weir knows, by category.
pub static FUNCTIONS: &[Function] = &[
    // conditional
    f("COALESCE", Conditional, &[many(&[Any], Any)], Custom(coalesced), NullRule::All),
    f("GREATEST", Conditional, &[many(&[Any], Any)], Common(0), NullRule::Any),
    f("IF", Conditional, &[takes(&[Boolean, Single, Single])], Common(1), NullRule::Any),
    f("IFNULL", Conditional, &[takes(&[Any, Any])], Custom(coalesced), NullRule::All),
    f("LEAST", Conditional, &[many(&[Any], Any)], Common(0), NullRule::Any),
    f("NULLIF", Conditional, &[takes(&[Any, Any])], Same(0), NullRule::Always),
    unlisted(f("TYPEOF", System, &[optional(&[Any], &[Boolean])], Fixed(DataType::String), NullRule::Always)),
    unlisted(f("CURRENT_DATABASE", System, NONE, Fixed(DataType::String), NullRule::Never)),
    unlisted(f("OBJECT_OF", System, &[many(&[Character], Any)], Custom(structured), NullRule::Never)),
    unlisted(f("OBJECT_UPDATE", System, &[many(&[Any, Character, Any], Any)], Same(0), NullRule::First)),
    // text
    f("ASCII", Text, TEXT, Fixed(DataType::Int), NullRule::Any),
    f("BTRIM", Text, TRIM, Fixed(DataType::String), NullRule::Any),
    f("CHARACTER_LENGTH", Text, TEXT, Fixed(DataType::Int), NullRule::Any),
    f("CHAR_LENGTH", Text, TEXT, Fixed(DataType::Int), NullRule::Any),
    f("CHR", Text, &[takes(&[Integer])], Fixed(DataType::String), NullRule::Always),
    f("CONCAT", Text, &[many(&[Character], Character)], Fixed(DataType::String), NullRule::Any),
    f("CONCAT_WS", Text, &[many(&[Character], Character)], Fixed(DataType::String), NullRule::Any),
    f("DECODE", Text, &[takes(&[Binary, Character])], Fixed(DataType::String), NullRule::Any),
    f("ELT", Text, &[many(&[Integer, CharacterOrBinary], CharacterOrBinary)], Common(1), NullRule::Always),
    f("ENCODE", Text, TEXT2, Fixed(DataType::Bytes), NullRule::Any),
    f(
        "ENDSWITH",
        Text,
        &[takes(&[Character, Character]), takes(&[Binary, Binary])],
        Fixed(DataType::Boolean),
        NullRule::Any,
    ),
    f("FROM_BASE64", Text, TEXT_OR_BYTES, Fixed(DataType::String), NullRule::Any),
    f("INITCAP", Text, TEXT, Same(0), NullRule::Any),
    f("INSTR", Text, &[optional(&[Character, Character], &[Integer, Integer])], Fixed(DataType::Int), NullRule::Any),
    f("IS_ALPHA", Text, &[takes(&[CharacterOrNumeric])], Fixed(DataType::Boolean), NullRule::Never),
    f("IS_DECIMAL", Text, &[takes(&[CharacterOrNumeric])], Fixed(DataType::Boolean), NullRule::Never),
    f("IS_DIGIT", Text, &[takes(&[CharacterOrNumeric])], Fixed(DataType::Boolean), NullRule::Never),
    f("LEFT", Text, TEXT_LENGTH, Varying(0), NullRule::Always),
    f("LOCATE", Text, &[optional(&[Character, Character], &[Integer])], Fixed(DataType::Int), NullRule::Any),
    f("LOWER", Text, TEXT, Same(0), NullRule::Any),
    f("LPAD", Text, PAD, Fixed(DataType::String), NullRule::Any),
    f("LTRIM", Text, TRIM, Varying(0), NullRule::Any),
    f(
        "OVERLAY",
        Text,
        &[optional(&[CharacterOrBinary, Character, Integer], &[Integer])],
        Custom(overlaid),
        NullRule::Any,
    ),
    f("PARSE_URL", Text, &[optional(&[Character, Character], &[Character])], Fixed(DataType::String), NullRule::Always),
    f("OVERLAPS", Time, &[takes(&[Any, Any, Any, Any])], Fixed(DataType::Boolean), NullRule::Any),
    f("POSITION", Text, TEXT2, Fixed(DataType::Int), NullRule::Any),
    unlisted(f("PRINTF", Text, &[many(&[Character], Any)], Fixed(DataType::String), NullRule::Always)),
    f("REGEXP", Text, TEXT2, Fixed(DataType::Boolean), NullRule::Any),
    f("REGEXP_COUNT", Text, TEXT2, Fixed(DataType::Int), NullRule::Always),
    f(
        "REGEXP_EXTRACT",
        Text,
        &[optional(&[Character, Character], &[Integer])],
        Fixed(DataType::String),
        NullRule::Always,
    ),
    f("REGEXP_EXTRACT_ALL", Text, &[optional(&[Character, Character], &[Integer])], Custom(texts), NullRule::Always),
    f("REGEXP_INSTR", Text, TEXT2, Fixed(DataType::Int), NullRule::Always),
    f("REGEXP_REPLACE", Text, TEXT3, Fixed(DataType::String), NullRule::Any),
    f("REGEXP_SUBSTR", Text, TEXT2, Fixed(DataType::String), NullRule::Always),
    f("REPEAT", Text, TEXT_LENGTH, Fixed(DataType::String), NullRule::Any),
    f("REPLACE", Text, TEXT3, Fixed(DataType::String), NullRule::Any),
    f("REVERSE", Text, TEXT, Fixed(DataType::String), NullRule::Always),
    f("RIGHT", Text, TEXT_LENGTH, Varying(0), NullRule::Always),
    f("RPAD", Text, PAD, Fixed(DataType::String), NullRule::Any),
    f("RTRIM", Text, TRIM, Varying(0), NullRule::Any),
    f("SPLIT", Text, TEXT2, Custom(texts), NullRule::Any),
    f(
        "SPLIT_INDEX",
        Text,
        &[takes(&[Character, CharacterOrNumeric, Integer])],
        Fixed(DataType::String),
        NullRule::Always,
    ),
    f(
        "STARTSWITH",
        Text,
        &[takes(&[Character, Character]), takes(&[Binary, Binary])],
        Fixed(DataType::Boolean),
        NullRule::Any,
    ),
    f(
        "STR_TO_MAP",
        Text,
        &[takes(&[Character]), takes(&[Character, Character, Character])],
        Custom(text_map),
        NullRule::Always,
    ),
    unlisted(f("SUBSTR", Text, SUBSTRING, Varying(0), NullRule::Always)),
    f("SUBSTRING", Text, SUBSTRING, Varying(0), NullRule::Always),
    f("TO_BASE64", Text, TEXT_OR_BYTES, Fixed(DataType::String), NullRule::Any),
    f("TRANSLATE", Text, TEXT3, Fixed(DataType::String), NullRule::First),
    f("TRIM", Text, TRIM, Varying(0), NullRule::Any),
    f("UPPER", Text, TEXT, Same(0), NullRule::Any),
    f("URL_DECODE", Text, TEXT, Fixed(DataType::String), NullRule::Always),
    f("URL_ENCODE", Text, TEXT, Fixed(DataType::String), NullRule::Always),
    // hashes
    unlisted(f(
        "HASH_CODE",
        Hash,
        &[takes(&[Boolean]), takes(&[CharacterOrNumeric]), takes(&[WallClock])],
        Fixed(DataType::Int),
        NullRule::Any,
    )),
    f("MD5", Hash, TEXT_OR_BYTES, Fixed(DataType::Char(32)), NullRule::Any),
    f("SHA1", Hash, TEXT_OR_BYTES, Fixed(DataType::Char(40)), NullRule::Any),
    f("SHA2", Hash, &[takes(&[CharacterOrBinary, Integer])], Fixed(DataType::VarChar(128)), NullRule::Any),
    f("SHA224", Hash, TEXT_OR_BYTES, Fixed(DataType::Char(56)), NullRule::Any),
    f("SHA256", Hash, TEXT_OR_BYTES, Fixed(DataType::Char(64)), NullRule::Any),
    f("SHA384", Hash, TEXT_OR_BYTES, Fixed(DataType::Char(96)), NullRule::Any),
    f("SHA512", Hash, TEXT_OR_BYTES, Fixed(DataType::Char(128)), NullRule::Any),
    // numbers
    f("ABS", Numeric, NUMBER, Same(0), NullRule::Any),
    f("ACOS", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("ASIN", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("ATAN", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f(
        "ATAN2",
        Numeric,
        &[takes(&[IntegerOrApproximate, IntegerOrApproximate]), takes(&[Decimal, Decimal])],
        Fixed(DataType::Double),
        NullRule::Any,
    ),
    f("BIN", Numeric, &[takes(&[Integer])], Fixed(DataType::String), NullRule::Any),
    f("CEIL", Numeric, NUMBER, Custom(whole), NullRule::Any),
    f("CEILING", Numeric, NUMBER, Custom(whole), NullRule::Any),
    f("COS", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("COSH", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("COT", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("DEGREES", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("E", Numeric, NONE, Fixed(DataType::Double), NullRule::Never),
    f("EXP", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("FLOOR", Numeric, NUMBER, Custom(whole), NullRule::Any),
    f("HEX", Numeric, &[takes(&[Character]), takes(&[Integer])], Fixed(DataType::String), NullRule::Any),
    new(f("INET_ATON", Numeric, TEXT, Fixed(DataType::BigInt), NullRule::Always)),
    new(f("INET_NTOA", Numeric, &[takes(&[Integer])], Fixed(DataType::String), NullRule::Always)),
    f("LN", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("LOG", Numeric, &[optional(&[Number], &[Number])], Fixed(DataType::Double), NullRule::Any),
    f("LOG10", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("LOG2", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("MOD", Numeric, EXACT2, Custom(remainder), NullRule::Any),
    f("PI", Numeric, NONE, Fixed(DataType::Double), NullRule::Never),
    f("POWER", Numeric, NUMBER2, Fixed(DataType::Double), NullRule::Any),
    f("RADIANS", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    random("RAND", &[optional(&[], &[UpToInt])], DataType::Double, NullRule::Any),
    random("RAND_INTEGER", &[optional(&[UpToInt], &[UpToInt])], DataType::Int, NullRule::Any),
    f("ROUND", Numeric, &[optional(&[Number], &[Integer])], Custom(rounded), NullRule::Any),
    f("SIGN", Numeric, NUMBER, Same(0), NullRule::Any),
    f("SIN", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("SINH", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("SQRT", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("TAN", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("TANH", Numeric, NUMBER, Fixed(DataType::Double), NullRule::Any),
    f("TRUNCATE", Numeric, &[optional(&[Number], &[Integer])], Custom(rounded), NullRule::Any),
    f("UNHEX", Numeric, TEXT, Fixed(DataType::Bytes), NullRule::Always),
    random("UUID", NONE, DataType::Char(36), NullRule::Never),
    // time
    f("CONVERT_TZ", Time, TEXT3, Fixed(DataType::String), NullRule::Always),
    clock("CURRENT_DATE", NONE, DataType::Date),
    clock("CURRENT_ROW_TIMESTAMP", NONE, DataType::TimestampLtz(3)),
    clock("CURRENT_TIME", NONE, DataType::Time(0)),
    clock("CURRENT_TIMESTAMP", NONE, DataType::TimestampLtz(3)),
    Function {
        name: "CURRENT_WATERMARK",
        category: Time,
        signatures: &[takes(&[Timestamp])],
        result: Same(0),
        nulls: NullRule::Always,
        dialects: Dialects::All,
        since: None,
        determinism: Determinism::Time,
        effect: Effect::Value,
    },
    f("DATE_FORMAT", Time, &[takes(&[TimestampOrCharacter, Character])], Fixed(DataType::String), NullRule::Always),
    f("DAYOFMONTH", Time, &[takes(&[Day]), takes(&[Millis])], Fixed(DataType::BigInt), NullRule::Any),
    f("DAYOFWEEK", Time, &[takes(&[Day])], Fixed(DataType::BigInt), NullRule::Any),
    f("DAYOFYEAR", Time, &[takes(&[Day])], Fixed(DataType::BigInt), NullRule::Any),
    f(
        "EXTRACT",
        Time,
        &[takes(&[Temporal]), takes(&[Millis]), takes(&[Months])],
        Fixed(DataType::BigInt),
        NullRule::Any,
    ),
    f("FROM_UNIXTIME", Time, &[optional(&[Integer], &[Character])], Fixed(DataType::String), NullRule::Always),
    f("HOUR", Time, &[takes(&[Temporal]), takes(&[Millis])], Fixed(DataType::BigInt), NullRule::Any),
    clock("LOCALTIME", NONE, DataType::Time(0)),
    clock("LOCALTIMESTAMP", NONE, DataType::Timestamp(3)),
    f("MINUTE", Time, &[takes(&[Temporal]), takes(&[Millis])], Fixed(DataType::BigInt), NullRule::Any),
    f("MONTH", Time, &[takes(&[Day]), takes(&[Months])], Fixed(DataType::BigInt), NullRule::Any),
    clock("NOW", NONE, DataType::TimestampLtz(3)),
    Function {
        name: "PROCTIME",
        category: Time,
        signatures: NONE,
        result: Fixed(DataType::TimestampLtz(3)),
        nulls: NullRule::Never,
        dialects: Dialects::OpenSource,
        since: None,
        determinism: Determinism::Time,
        effect: Effect::Value,
    },
    f("QUARTER", Time, &[takes(&[Day]), takes(&[Months])], Fixed(DataType::BigInt), NullRule::Any),
    f("SECOND", Time, &[takes(&[Temporal]), takes(&[Millis])], Fixed(DataType::BigInt), NullRule::Any),
    f("TIMESTAMPADD", Time, &[takes(&[Integer, Temporal])], Same(1), NullRule::Any),
    f("TIMESTAMPDIFF", Time, &[takes(&[Temporal, Temporal])], Fixed(DataType::Int), NullRule::Any),
    f("TO_DATE", Time, &[optional(&[Character], &[Character])], Fixed(DataType::Date), NullRule::Always),
    f("TO_TIMESTAMP", Time, &[optional(&[Character], &[Character])], Fixed(DataType::Timestamp(3)), NullRule::Always),
    f(
        "TO_TIMESTAMP_LTZ",
        Time,
        &[optional(&[Number], &[Integer]), optional(&[Character], &[Character, Character])],
        Fixed(DataType::TimestampLtz(3)),
        NullRule::Always,
    ),
    Function {
        name: "UNIX_TIMESTAMP",
        category: Time,
        signatures: &[takes(&[]), optional(&[Character], &[Character])],
        result: Fixed(DataType::BigInt),
        nulls: NullRule::Any,
        dialects: Dialects::All,
        since: None,
        determinism: Determinism::Time,
        effect: Effect::Value,
    },
    f("WEEK", Time, &[takes(&[Day])], Fixed(DataType::BigInt), NullRule::Any),
    f("YEAR", Time, &[takes(&[Day]), takes(&[Months])], Fixed(DataType::BigInt), NullRule::Any),
    // collections
    f("ARRAY_APPEND", Collection, ARRAY_ANY, Custom(array_with), NullRule::Added),
    f("ARRAY_CONCAT", Collection, &[many(&[Array], Array)], Common(0), NullRule::Any),
    f("ARRAY_CONTAINS", Collection, ARRAY_ANY, Fixed(DataType::Boolean), NullRule::First),
    f("ARRAY_DISTINCT", Collection, ARRAY, Same(0), NullRule::Any),
    f("ARRAY_EXCEPT", Collection, &[takes(&[Array, Array])], Common(0), NullRule::Any),
    f("ARRAY_INTERSECT", Collection, &[takes(&[Array, Array])], Common(0), NullRule::Any),
    f(
        "ARRAY_JOIN",
        Collection,
        &[optional(&[TextArray, Character], &[Character])],
        Fixed(DataType::String),
        NullRule::Any,
    ),
    f("ARRAY_MAX", Collection, &[takes(&[SortedArray])], Element(0), NullRule::Always),
    f("ARRAY_MIN", Collection, &[takes(&[SortedArray])], Element(0), NullRule::Always),
    f("ARRAY_POSITION", Collection, ARRAY_ANY, Fixed(DataType::Int), NullRule::Any),
    f("ARRAY_PREPEND", Collection, ARRAY_ANY, Custom(array_with), NullRule::Added),
    f("ARRAY_REMOVE", Collection, ARRAY_ANY, Same(0), NullRule::First),
    f("ARRAY_REVERSE", Collection, ARRAY, Same(0), NullRule::Any),
    f("ARRAY_SLICE", Collection, &[optional(&[Array, UpToInt], &[UpToInt])], Same(0), NullRule::Any),
    f("ARRAY_SORT", Collection, &[optional(&[SortedArray], &[Boolean, Boolean])], Same(0), NullRule::Any),
    f("ARRAY_UNION", Collection, &[takes(&[Array, Array])], Common(0), NullRule::Any),
    f("CARDINALITY", Collection, &[takes(&[Array]), takes(&[Map])], Fixed(DataType::Int), NullRule::Any),
    f("ELEMENT", Collection, ARRAY, Element(0), NullRule::Element),
    f("MAP_ENTRIES", Collection, &[takes(&[Map])], Custom(map_entries), NullRule::Any),
    f("MAP_FROM_ARRAYS", Collection, &[takes(&[Array, Array])], Custom(map_from_arrays), NullRule::Any),
    f("MAP_KEYS", Collection, &[takes(&[Map])], Custom(map_keys), NullRule::Any),
    f("MAP_UNION", Collection, &[many(&[Map], Map)], Common(0), NullRule::Any),
    f("MAP_VALUES", Collection, &[takes(&[Map])], Custom(map_values), NullRule::Any),
    // JSON
    unlisted(f("JSON", Json, TEXT, Fixed(DataType::String), NullRule::Any)),
    f("JSON_ARRAY", Json, &[many(&[], Any)], Fixed(DataType::String), NullRule::Never),
    f("JSON_EXISTS", Json, TEXT2, Fixed(DataType::Boolean), NullRule::Always),
    f("JSON_OBJECT", Json, &[many(&[], Any)], Fixed(DataType::String), NullRule::Never),
    f("JSON_QUERY", Json, &[takes(&[Any, Any])], Fixed(DataType::String), NullRule::Always),
    f("JSON_QUOTE", Json, TEXT, Fixed(DataType::String), NullRule::Any),
    f("JSON_STRING", Json, ANY, Fixed(DataType::String), NullRule::Any),
    f("JSON_UNQUOTE", Json, TEXT, Fixed(DataType::String), NullRule::Any),
    f("JSON_VALUE", Json, &[takes(&[Any, Character])], Fixed(DataType::String), NullRule::Always),
    unlisted(f("PARSE_JSON", Json, &[optional(&[Character], &[Boolean])], Fixed(DataType::Variant), NullRule::Any)),
    unlisted(f(
        "TRY_PARSE_JSON",
        Json,
        &[optional(&[Character], &[Boolean])],
        Fixed(DataType::Variant),
        NullRule::Always,
    )),
    // bitmaps
    new(f("BITMAP_AND", Bitmap, BITS2, Fixed(DataType::Bitmap), NullRule::Any)),
    new(f("BITMAP_ANDNOT", Bitmap, BITS2, Fixed(DataType::Bitmap), NullRule::Any)),
    new(f("BITMAP_BUILD", Bitmap, ARRAY, Custom(bitmap_of_integers), NullRule::Any)),
    new(f("BITMAP_CARDINALITY", Bitmap, BITS, Fixed(DataType::BigInt), NullRule::Any)),
    new(f("BITMAP_FROM_BYTES", Bitmap, &[takes(&[Binary])], Fixed(DataType::Bitmap), NullRule::Any)),
    new(f("BITMAP_OR", Bitmap, BITS2, Fixed(DataType::Bitmap), NullRule::Any)),
    new(f("BITMAP_TO_ARRAY", Bitmap, BITS, Custom(integers), NullRule::Any)),
    new(f("BITMAP_TO_BYTES", Bitmap, BITS, Fixed(DataType::Bytes), NullRule::Any)),
    new(f("BITMAP_TO_STRING", Bitmap, BITS, Fixed(DataType::String), NullRule::Any)),
    new(f("BITMAP_XOR", Bitmap, BITS2, Fixed(DataType::Bitmap), NullRule::Any)),
    // aggregates
    f("ARRAY_AGG", Aggregate, ANY, Custom(array_of), NullRule::AnyField),
    f("AVG", Aggregate, NUMBER, Custom(average), NullRule::Group),
    new(f("BITMAP_AND_AGG", Aggregate, BITS, Fixed(DataType::Bitmap), NullRule::Always)),
    new(f("BITMAP_AND_CARDINALITY_AGG", Aggregate, BITS, Fixed(DataType::BigInt), NullRule::Always)),
    new(f("BITMAP_BUILD_AGG", Aggregate, INT, Fixed(DataType::Bitmap), NullRule::Always)),
    new(f("BITMAP_BUILD_CARDINALITY_AGG", Aggregate, INT, Fixed(DataType::BigInt), NullRule::Always)),
    new(f("BITMAP_OR_AGG", Aggregate, BITS, Fixed(DataType::Bitmap), NullRule::Always)),
    new(f("BITMAP_OR_CARDINALITY_AGG", Aggregate, BITS, Fixed(DataType::BigInt), NullRule::Always)),
    new(f("BITMAP_XOR_AGG", Aggregate, BITS, Fixed(DataType::Bitmap), NullRule::Always)),
    new(f("BITMAP_XOR_CARDINALITY_AGG", Aggregate, BITS, Fixed(DataType::BigInt), NullRule::Always)),
    f("COLLECT", Aggregate, ANY, Custom(multiset_of), NullRule::Never),
    Function {
        name: "COUNT",
        category: Aggregate,
        signatures: &[many(&[], Any)],
        result: Fixed(DataType::BigInt),
        nulls: NullRule::Never,
        dialects: Dialects::All,
        since: None,
        determinism: Determinism::Deterministic,
        effect: Effect::Existence,
    },
    f("FIRST_VALUE", Aggregate, ANY, Same(0), NullRule::Group),
    f("JSON_ARRAYAGG", Aggregate, ANY, Fixed(DataType::VarChar(2000)), NullRule::Never),
    f("JSON_OBJECTAGG", Aggregate, &[takes(&[Character, Any])], Fixed(DataType::VarChar(2000)), NullRule::Never),
    f("LAST_VALUE", Aggregate, ANY, Same(0), NullRule::Group),
    f("LISTAGG", Aggregate, &[optional(&[Character], &[Character])], Same(0), NullRule::First),
    f("MAX", Aggregate, &[takes(&[Ordered])], Same(0), NullRule::Group),
    f("MIN", Aggregate, &[takes(&[Ordered])], Same(0), NullRule::Group),
    f("PERCENTILE", Aggregate, &[optional(&[Number, Fraction], &[Integer])], Custom(percentile), NullRule::Always),
    f("STDDEV", Aggregate, NUMBER, Custom(average), NullRule::Group),
    f("STDDEV_POP", Aggregate, NUMBER, Custom(average), NullRule::Group),
    f("STDDEV_SAMP", Aggregate, NUMBER, Custom(average), NullRule::Group),
    f("SUM", Aggregate, NUMBER, Custom(sum), NullRule::Group),
    f("VARIANCE", Aggregate, NUMBER, Custom(average), NullRule::Group),
    f("VAR_POP", Aggregate, NUMBER, Custom(average), NullRule::Group),
    f("VAR_SAMP", Aggregate, NUMBER, Custom(average), NullRule::Group),
    // only with OVER
    f("CUME_DIST", Window, NONE, Fixed(DataType::Double), NullRule::Never),
    f("DENSE_RANK", Window, NONE, Fixed(DataType::BigInt), NullRule::Never),
    f("LAG", Window, &[optional(&[Any], &[Integer, Any])], Custom(shifted), NullRule::Default),
    f("LEAD", Window, &[optional(&[Any], &[Integer, Any])], Custom(shifted), NullRule::Default),
    f("NTILE", Window, &[takes(&[Integer])], Fixed(DataType::BigInt), NullRule::Never),
    f("PERCENT_RANK", Window, NONE, Fixed(DataType::Double), NullRule::Never),
    f("RANK", Window, NONE, Fixed(DataType::BigInt), NullRule::Never),
    f("ROW_NUMBER", Window, NONE, Fixed(DataType::BigInt), NullRule::Never),
];

fn data<'a>(args: &'a [Argument<'_>], n: usize) -> Option<&'a DataType> {
    args.get(n).map(|arg| &arg.ty.data)
}

/// FLOAT with DOUBLE is DOUBLE here, unlike in CASE.
fn coalesced(args: &[Argument<'_>]) -> Option<DataType> {
    let mut types = args.iter().map(|arg| arg.ty.clone());
    let first = types.next()?;
    let all = types.try_fold(first, |all, ty| least_common(&all, &ty))?.data;
    let double = args.iter().any(|arg| arg.ty.data == DataType::Double);
    Some(if all == DataType::Float && double { DataType::Double } else { all })
}

fn texts(_: &[Argument<'_>]) -> Option<DataType> {
    Some(DataType::Array(Box::new(Type::nullable(DataType::String))))
}

fn integers(_: &[Argument<'_>]) -> Option<DataType> {
    Some(DataType::Array(Box::new(Type::nullable(DataType::Int))))
}

/// Only of an array of INT.
fn bitmap_of_integers(args: &[Argument<'_>]) -> Option<DataType> {
    let DataType::Array(element) = data(args, 0)? else { return Some(DataType::Bitmap) };
    matches!(element.data, DataType::Int | DataType::Null).then_some(DataType::Bitmap)
}

/// Structured types are refused by name.
fn structured(_: &[Argument<'_>]) -> Option<DataType> {
    None
}

fn text_map(_: &[Argument<'_>]) -> Option<DataType> {
    let text = || Box::new(Type::nullable(DataType::String));
    Some(DataType::Map(text(), text()))
}

/// `OVERLAY(a PLACING b …)` may be as long as both.
fn overlaid(args: &[Argument<'_>]) -> Option<DataType> {
    let (whole, part) = (data(args, 0)?, data(args, 1)?);
    let sum = length(whole).zip(length(part)).map(|(a, b)| a.saturating_add(b));
    Some(match (is_binary(whole), sum) {
        (true, Some(n)) => DataType::VarBinary(n),
        (true, None) => DataType::Bytes,
        (false, Some(n)) => DataType::VarChar(n),
        (false, None) => DataType::String,
    })
}

fn whole(args: &[Argument<'_>]) -> Option<DataType> {
    let operand = data(args, 0)?;
    let DataType::Decimal { precision, .. } = operand else { return Some(operand.clone()) };
    Some(DataType::Decimal { precision: *precision, scale: 0 })
}

fn remainder(args: &[Argument<'_>]) -> Option<DataType> {
    super::arithmetic(weir_ir::sql::BinaryOp::Modulo, data(args, 0)?, data(args, 1)?)
}

/// Flink, `LogicalTypeMerging.findRoundDecimalType`.
fn rounded(args: &[Argument<'_>]) -> Option<DataType> {
    let operand = data(args, 0)?;
    let (DataType::Decimal { .. }, Some((precision, scale))) = (operand, digits(operand)) else {
        return Some(operand.clone());
    };
    let round = match args.get(1) {
        None => 0,
        Some(arg) => match arg.integer {
            Some(round) => i32::try_from(round).ok()?,
            None => return Some(operand.clone()),
        },
    };
    if round >= scale {
        return Some(operand.clone());
    }
    let round = round.max(0);
    Some(adjusted(1 + precision - scale + round, round))
}

/// Only of what becomes an element without a cast that loses; the element is nullable where the new one is.
fn array_with(args: &[Argument<'_>]) -> Option<DataType> {
    let DataType::Array(element) = data(args, 0)? else { return Some(DataType::Error) };
    let all = least_common(element, args.get(1)?.ty)?;
    (all.data == element.data).then(|| DataType::Array(Box::new(all)))
}

fn map_keys(args: &[Argument<'_>]) -> Option<DataType> {
    let DataType::Map(key, _) = data(args, 0)? else { return Some(DataType::Error) };
    Some(DataType::Array(key.clone()))
}

fn map_values(args: &[Argument<'_>]) -> Option<DataType> {
    let DataType::Map(_, value) = data(args, 0)? else { return Some(DataType::Error) };
    Some(DataType::Array(value.clone()))
}

fn map_entries(args: &[Argument<'_>]) -> Option<DataType> {
    let DataType::Map(key, value) = data(args, 0)? else { return Some(DataType::Error) };
    let field = |name: &str, ty: &Type| RowField { name: name.to_string(), ty: ty.clone() };
    let row = DataType::Row(vec![field("key", key), field("value", value)]);
    Some(DataType::Array(Box::new(Type::nullable(row))))
}

fn map_from_arrays(args: &[Argument<'_>]) -> Option<DataType> {
    let (DataType::Array(key), DataType::Array(value)) = (data(args, 0)?, data(args, 1)?) else {
        return Some(DataType::Error);
    };
    Some(DataType::Map(key.clone(), value.clone()))
}

fn array_of(args: &[Argument<'_>]) -> Option<DataType> {
    Some(DataType::Array(Box::new(args.first()?.ty.clone())))
}

fn multiset_of(args: &[Argument<'_>]) -> Option<DataType> {
    Some(DataType::Multiset(Box::new(args.first()?.ty.clone())))
}

fn sum(args: &[Argument<'_>]) -> Option<DataType> {
    let operand = data(args, 0)?;
    let DataType::Decimal { scale, .. } = operand else { return Some(operand.clone()) };
    Some(decimal(38, i32::from(*scale)))
}

/// AVG and the deviations: the argument's type, decimals with six digits of fraction at least.
fn average(args: &[Argument<'_>]) -> Option<DataType> {
    let operand = data(args, 0)?;
    let DataType::Decimal { scale, .. } = operand else { return Some(operand.clone()) };
    Some(decimal(38, i32::from(*scale).max(6)))
}

fn percentile(args: &[Argument<'_>]) -> Option<DataType> {
    let several = matches!(data(args, 1)?, DataType::Array(_));
    Some(if several { DataType::Array(Box::new(Type::nullable(DataType::Double))) } else { DataType::Double })
}

/// The default is of the value's type, or fits in it.
fn shifted(args: &[Argument<'_>]) -> Option<DataType> {
    let value = args.first()?.ty;
    match args.get(2) {
        None => Some(value.data.clone()),
        Some(default) => least_common(value, default.ty).map(|ty| ty.data).filter(|data| *data == value.data),
    }
}
