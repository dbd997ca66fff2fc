use crate::lossy::Loss;
use weir_diagnostics::{
    Diagnostic, Span,
    codes::{streaming, types},
};
use weir_ir::{Column, Relation};

/// `who` reads, or delivers, `what`, which is made from `back`, which it writes.
pub(in crate::model) fn comes_back(who: &str, at: Span, what: (&str, Span), back: &str) -> Diagnostic {
    Diagnostic::new(
        streaming::CYCLE,
        at,
        format!("`{who}` writes `{back}`, from which `{}` is made", what.0),
        "its rows come back to it",
    )
    .label(what.1, format!("made from `{back}`"))
    .help("write to another table or topic; where the circle ends by itself, say so: `silence = [\"cycle-or-shared-sink\"]`")
}

pub(in crate::model) fn two_writers(topic: (&str, Span), first: (&str, Span), second: (&str, Span)) -> Diagnostic {
    Diagnostic::new(
        streaming::CYCLE,
        second.1,
        format!("`{}` and `{}` both write `{}`", first.0, second.0, topic.0),
        "the second writer",
    )
    .label(first.1, "the first writer")
    .label(topic.1, "a record replaces the one of its key, whoever wrote it")
    .help("give each a topic of its own and join them by UNION ALL")
}

pub(in crate::model) fn tableflow_shape(at: Span, topic: (&str, Span)) -> Diagnostic {
    Diagnostic::new(
        streaming::TABLEFLOW_SHAPE,
        at,
        format!("Tableflow takes `{}` only where its owner compacts it", topic.0),
        "upsert records in a topic of others",
    )
    .label(topic.1, "how it is cleaned is not decided here")
    .help("have it set to `cleanup.policy=compact`, or deliver a transform of it, whose topic is compacted")
}

pub(in crate::model) fn no_such_target(column: &Column, of: &Relation, table: (&str, Span), at: Span) -> Diagnostic {
    Diagnostic::new(
        types::SINK_SHAPE,
        at,
        format!("`{}` has no column `{}`", table.0, column.name),
        format!("`{}` is delivered into it", of.name),
    )
    .label(column.span, "this one")
    .label(table.1, "declared here")
    .help("rename it by AS, leave it out, or add the column to the table")
}

pub(in crate::model) fn target_type(column: &Column, target: &Column, table: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        types::SINK_SHAPE,
        at,
        format!("`{}` does not fit the column of `{table}`", column.name),
        format!("{} into {}", column.ty.data, target.ty.data),
    )
    .label(column.span, format!("of type {}", column.ty.data))
    .label(target.span, format!("of type {}", target.ty.data))
    .help("cast it in the query")
}

pub(in crate::model) fn target_without_value(target: &Column, of: &Relation, table: &str, at: Span) -> Diagnostic {
    Diagnostic::new(
        types::SINK_SHAPE,
        at,
        format!("`{table}` wants a value for `{}`", target.name),
        format!("`{}` has no such column", of.name),
    )
    .label(target.span, "not null and without a default")
    .help("select it, or give the column a default")
}

pub(in crate::model) fn lossy_delivery(
    column: &Column,
    target: &Column,
    (table, at): (&str, Span),
    loss: Loss,
) -> Diagnostic {
    let words = match loss {
        Loss::Wraps | Loss::Null => "a number that is too large ends the connector",
        Loss::Fraction | Loss::Digits | Loss::Zone => loss.words(),
    };
    Diagnostic::new(
        types::LOSSY_CAST,
        at,
        format!("`{}` loses something in `{table}`: {words}", column.name),
        match loss {
            Loss::Zone => format!("{} into a timestamp without a zone", column.ty.data),
            Loss::Wraps | Loss::Null | Loss::Fraction | Loss::Digits => {
                format!("{} into {}", column.ty.data, target.ty.data)
            }
        },
    )
    .label(column.span, "from here")
    .label(target.span, "declared here")
    .help("cast it in the query, so that it is decided there, or widen the column")
}
