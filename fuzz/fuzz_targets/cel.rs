//! Any text is read as a rule's condition and as a field's transformation without a panic, and what is said about it
//! points into it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use weir_diagnostics::{Diagnostics, FileId, Span};
use weir_ir::{
    Attributes, CelExpression, Changelog, Classes, Column, ColumnPath, DataType, DeclaredType, Protection, Relation,
    RelationFacts, RelationKind, RowField, StateClass, Type,
};

/// Where the expression stands in its file.
const START: usize = 100;

fuzz_target!(|text: &str| {
    // Quotes and backslashes are written with a backslash in a pipeline file.
    let length = text.len() + text.matches(['\\', '"', '\n', '\t']).count();
    let span = Span::new(FileId(0), START, START + length);
    let expression = CelExpression { text: text.to_string(), span };
    let mut diagnostics = Diagnostics::default();
    let reads = weir_cel::check_condition(&expression, &TOPIC, &mut diagnostics);
    for path in reads {
        assert!(path.0.first().is_none_or(|name| TOPIC.columns.iter().any(|column| column.name == *name)), "{path:?}");
    }
    for field in ["code", "amount", "labels", "merchant"] {
        weir_cel::check_transform(&expression, &TOPIC, &ColumnPath(vec![field.to_string()]), &mut diagnostics);
    }
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        assert!(span.start <= label.span.start && label.span.end <= span.end, "{label:?} of {span:?}");
        assert!(label.span.start <= label.span.end, "{label:?}");
    }
});

static TOPIC: LazyLock<Relation> = LazyLock::new(|| {
    let row = DataType::Row(vec![
        RowField { name: "id".into(), ty: Type::not_null(DataType::BigInt) },
        RowField { name: "name".into(), ty: Type::nullable(DataType::String) },
    ]);
    let map = DataType::Map(Box::new(Type::not_null(DataType::String)), Box::new(Type::not_null(DataType::Int)));
    let mut status = column("status", DataType::String, false);
    status.declared = Some(DeclaredType::Enum(vec!["new".into(), "paid".into()]));
    Relation {
        name: "payments".into(),
        kind: RelationKind::Topic { existing: false, producers: vec![] },
        doc: None,
        span: Span::new(FileId(0), 0, 0),
        columns: vec![
            column("code", DataType::String, false),
            column("note", DataType::String, true),
            column("count", DataType::Int, false),
            column("amount", DataType::Double, false),
            column("price", DataType::Decimal { precision: 10, scale: 2 }, true),
            column("paid", DataType::Boolean, false),
            column("ts", DataType::TimestampLtz(3), false),
            column("raw", DataType::Bytes, false),
            column("merchant", row, false),
            column("labels", DataType::Array(Box::new(Type::not_null(DataType::String))), false),
            column("counts", map, false),
            status,
        ],
        facts: RelationFacts {
            changelog: Changelog::Append,
            key: None,
            upsert_key: None,
            time: None,
            state: StateClass::None,
        },
        watermark_ms: 5000,
        idle_ms: None,
        partitions: None,
        retention_ms: None,
        query: None,
        plan: None,
        row_edges: vec![],
    }
});

fn column(name: &str, data: DataType, nullable: bool) -> Column {
    Column {
        name: name.into(),
        ty: Type { data, nullable },
        declared: None,
        doc: None,
        span: Span::new(FileId(0), 0, 0),
        attributes: Attributes::default(),
        classes: Classes::new(),
        protection: Protection::Plain,
        nested: vec![],
        edges: vec![],
    }
}
