//! Functions that are no plain call: they stand in FROM, in GROUP BY or in a pattern, and their rules are those of the
//! clause. Each has a row, so that no name of Flink is missing from the tables.

use super::Dialects;
use weir_ir::FlinkVersion;

/// A row of [`SPECIAL`].
#[derive(Debug)]
pub struct Special {
    /// Upper case.
    pub name: &'static str,
    pub kind: SpecialKind,
    /// How it is written.
    pub form: &'static str,
    pub result: &'static str,
    pub dialects: Dialects,
    /// The first version of open-source Flink that has it.
    pub since: Option<FlinkVersion>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpecialKind {
    /// Of the keys of grouping sets.
    Grouping,
    /// Of a window in GROUP BY.
    GroupWindow,
    /// In MATCH_RECOGNIZE.
    Match,
    /// Belongs to a model or an agent outside the pipeline; Confluent only.
    Model,
    /// In FROM.
    Table,
    /// In the definition of a table.
    Watermark,
}

impl SpecialKind {
    pub fn word(self) -> &'static str {
        match self {
            SpecialKind::Grouping => "grouping",
            SpecialKind::GroupWindow => "group window",
            SpecialKind::Match => "match",
            SpecialKind::Model => "model",
            SpecialKind::Table => "table",
            SpecialKind::Watermark => "watermark",
        }
    }
}

use SpecialKind::{GroupWindow, Grouping, Match, Model, Table, Watermark};

const fn row(name: &'static str, kind: SpecialKind, form: &'static str, result: &'static str) -> Special {
    Special { name, kind, form, result, dialects: Dialects::All, since: None }
}

const fn open(mut row: Special) -> Special {
    row.dialects = Dialects::OpenSource;
    row
}

const fn unlisted(mut row: Special) -> Special {
    row.dialects = Dialects::Undocumented;
    row
}

const fn new(mut row: Special) -> Special {
    row.since = Some(FlinkVersion { major: 2, minor: 3 });
    row
}

const MODEL: &str = "what the model gives";

/// Every such function, by name.
pub static SPECIAL: &[Special] = &[
    row("AI_COMPLETE", Model, "AI_COMPLETE(model, text)", MODEL),
    row("AI_RUN_AGENT", Model, "AI_RUN_AGENT(agent, text, key)", MODEL),
    row("CUMULATE", Table, "CUMULATE(TABLE t, DESCRIPTOR(ts), step, size)", "the columns and those of the window"),
    new(row("FROM_CHANGELOG", Table, "FROM_CHANGELOG(TABLE t)", "the columns without that of the kind")),
    row("GROUPING", Grouping, "GROUPING(key)", "BIGINT"),
    unlisted(row("GROUPING_ID", Grouping, "GROUPING_ID(key, …)", "BIGINT")),
    row("GROUP_ID", Grouping, "GROUP_ID()", "BIGINT"),
    row("HOP", Table, "HOP(TABLE t, DESCRIPTOR(ts), slide, size)", "the columns and those of the window"),
    row("KEY_SEARCH_AGG", Model, "KEY_SEARCH_AGG(table, DESCRIPTOR(key), value)", MODEL),
    row("MATCH_ROWTIME", Match, "MATCH_ROWTIME()", "the time of the last row"),
    row("ML_DETECT_ANOMALIES", Model, "ML_DETECT_ANOMALIES(value, ts, options)", MODEL),
    row("ML_FORECAST", Model, "ML_FORECAST(value, ts, options)", MODEL),
    row("ML_PREDICT", Model, "ML_PREDICT(TABLE t, MODEL m, DESCRIPTOR(column))", MODEL),
    row(
        "SESSION",
        Table,
        "SESSION(TABLE t PARTITION BY k, DESCRIPTOR(ts), gap)",
        "the columns and those of the window",
    ),
    row("SOURCE_WATERMARK", Watermark, "SOURCE_WATERMARK(), only after WATERMARK FOR", "as the source says"),
    new(row("TO_CHANGELOG", Table, "TO_CHANGELOG(TABLE t)", "the columns and one of the kind")),
    row("TUMBLE", Table, "TUMBLE(TABLE t, DESCRIPTOR(ts), size)", "the columns and those of the window"),
    open(row("TUMBLE_END", GroupWindow, "TUMBLE_END(ts, size)", "TIMESTAMP(3)")),
    open(row("TUMBLE_ROWTIME", GroupWindow, "TUMBLE_ROWTIME(ts, size)", "as the time")),
    open(row("TUMBLE_START", GroupWindow, "TUMBLE_START(ts, size)", "TIMESTAMP(3)")),
    row("UNNEST", Table, "UNNEST(array)", "the elements"),
    row("VECTOR_SEARCH", Model, "VECTOR_SEARCH(TABLE t, DESCRIPTOR(column), vector, k)", MODEL),
];
