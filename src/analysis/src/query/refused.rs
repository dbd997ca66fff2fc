//! What Flink runs and weir can't analyse yet; `docs/refused.md` lists it.

/// A construct by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refused {
    /// As a message names it.
    pub name: &'static str,
    pub reason: &'static str,
    /// What works today.
    pub instead: &'static str,
}

macro_rules! refused {
    ($($konst:ident = $name:literal, $reason:literal, $instead:literal;)*) => {
        $(pub(super) const $konst: Refused = Refused { name: $name, reason: $reason, instead: $instead };)*
        /// Every one, in the order of the grammar.
        pub static REFUSED: &[Refused] = &[$($konst),*];
    };
}

refused! {
    SUBSET = "SUBSET in MATCH_RECOGNIZE", "Flink reads it and gives it no rows",
        "name the variables one by one, or leave the variable out: `LAST(price)` is of the whole match";
    TABLE_FUNCTION = "user-defined table functions and process table functions", "no item of a pipeline declares a function, so what it gives is not known",
        "use UNNEST over an array, as in `UNNEST(SPLIT(note, ' '))`, or a service that reads one topic and writes another";
    ML_FUNCTION = "ML and AI functions", "what they give depends on a model outside the pipeline",
        "call the model in a service that reads one topic and writes another";
    GROUP_WINDOW = "group windows (GROUP BY TUMBLE(…))", "the old form of windows, which Confluent does not run",
        "use the table function: `FROM TABLE(TUMBLE(TABLE t, DESCRIPTOR(ts), INTERVAL '5' SECOND))`";
    WINDOW_BASE = "a window that extends a named one", "only complete windows are read here yet",
        "write the whole window in each OVER";
    USING_OUTER = "USING and NATURAL in a RIGHT or FULL JOIN", "the common column is taken from either side",
        "write `ON a.id = b.id` and select `COALESCE(a.id, b.id)`";
    NATURAL_JOIN_NONE = "NATURAL JOIN without a common column", "it would join every row with every row",
        "write the condition: `JOIN … ON …`";
    FORMAT_JSON = "FORMAT JSON", "no version of Flink runs it",
        "say that the text is JSON: `JSON_OBJECT('a' VALUE JSON(x))`";
    STRUCTURED = "OBJECT_OF, OBJECT_UPDATE and STRUCTURED types", "structured types belong to Java classes", "use `ROW(…)` with a CAST that names the fields";
    RAW_TYPE = "RAW and TIMESTAMP WITH TIME ZONE in CAST", "no topic and no sink can hold them",
        "cast to TIMESTAMP_LTZ(3) or STRING";
}
