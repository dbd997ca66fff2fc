/// An attribute of a field.
#[derive(Debug, Clone, Copy)]
pub struct AttributeSpec {
    /// Without the `@`.
    pub name: &'static str,
    /// Least and most arguments.
    pub arguments: (usize, usize),
    pub on_table: bool,
    pub on_topic: bool,
    /// On fields inside rows.
    pub nested: bool,
    pub doc: &'static str,
}

const fn row(name: &'static str, arguments: usize, doc: &'static str) -> AttributeSpec {
    AttributeSpec { name, arguments: (arguments, arguments), on_table: true, on_topic: true, nested: false, doc }
}

const fn nested(mut spec: AttributeSpec) -> AttributeSpec {
    spec.nested = true;
    spec
}

/// The classes that exist without a `classification` item.
pub static BUILT_IN_CLASSES: &[(&str, &str)] = &[
    ("pii", "Tells who somebody is."),
    ("pci", "Data of payment cards."),
    ("phi", "Data of somebody's health."),
    ("secret", "Opens something, such as a password or a token."),
];

pub static ATTRIBUTES: &[AttributeSpec] = &[
    row(
        "key",
        0,
        "Table: part of the primary key. Topic: part of the message key, and of the primary key where `changelog = upsert`.",
    ),
    AttributeSpec {
        on_topic: false,
        ..row("unique", 0, "No two rows share the value; not kept by change data capture.")
    },
    row("default", 1, "What the database or the schema fills in: a value, or `now`."),
    row(
        "references",
        1,
        "The column of another table that holds the same value: `table.column` of one source, or `source.table.column`.",
    ),
    AttributeSpec {
        on_table: false,
        ..row("event_time", 0, "The record's timestamp; becomes `$rowtime` and the time attribute.")
    },
    nested(row("public", 0, "Reviewed and in no class; `require classification` accepts it.")),
    row("subject", 0, "Tells whom a record is about; counted by `having subjects >= n`."),
    nested(row("was", 1, "The name before a renaming.")),
    nested(row("example", 1, "A value that generated data looks like.")),
];
