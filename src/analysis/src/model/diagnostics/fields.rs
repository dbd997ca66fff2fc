use super::{near, ticked};
use crate::model::columns::Owner;
use weir_diagnostics::{Diagnostic, Span, Spanned, codes::settings as codes};
use weir_ir::{Class, Column};
use weir_platforms::kinds::{ATTRIBUTES, AttributeSpec, TYPES, TypeSpec};
use weir_syntax::ast;

/// What people write who come from elsewhere.
const OTHER_NAMES: &[(&str, &str)] = &[
    ("integer", "int"),
    ("int4", "int"),
    ("int8", "bigint"),
    ("long", "bigint"),
    ("int2", "smallint"),
    ("short", "smallint"),
    ("bool", "boolean"),
    ("real", "float"),
    ("float4", "float"),
    ("float8", "double"),
    ("numeric", "decimal(p, s)"),
    ("money", "decimal(19, 2)"),
    ("timestamptz", "timestamp_ltz"),
    ("datetime", "timestamp"),
    ("jsonb", "json"),
    ("bytea", "bytes"),
    ("serial", "int"),
    ("bigserial", "bigint"),
];

pub(in crate::model) fn unknown_type(name: &ast::Name) -> Diagnostic {
    let message = format!("`{}` is no type", name.value);
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name.value.to_lowercase());
    let help = match (name.value.as_str(), other) {
        ("money", _) => Some(
            "Debezium sends `money` without its precision, which Flink can't read: make the column `decimal(19, 2)`"
                .into(),
        ),
        (_, Some((_, ours))) => Some(format!("write `{ours}`")),
        _ => {
            let known: Vec<&str> = TYPES.iter().map(|ty| ty.name).chain(["array", "map", "row", "enum"]).collect();
            near(&name.value, &known)
        }
    };
    Diagnostic::new(codes::UNKNOWN_TYPE, name.span, message, "").help_opt(help)
}

pub(in crate::model) fn type_arguments(name: &ast::Name, row: &TypeSpec, written: &[Spanned<u64>]) -> Diagnostic {
    let wanted = match (row.arguments, row.required) {
        ([], _) => format!("`{}` takes no numbers", row.name),
        ([one], true) => format!("`{}` takes one number, its {one}", row.name),
        ([one], false) => format!("`{}` takes at most one number, its {one}", row.name),
        (all, _) => format!("`{}` takes {} numbers: {}", row.name, all.len(), ticked(all)),
    };
    let at = written.last().map_or(name.span, |last| name.span.to(last.span));
    let help = match row.name {
        "decimal" => {
            "write for example `decimal(10, 2)`: without its precision Debezium sends a number that Flink can't read"
                .into()
        }
        _ if row.arguments.is_empty() => format!("write `{}`", row.name),
        _ => format!("write for example `{}({})`", row.name, if row.required { "255" } else { "3" }),
    };
    Diagnostic::new(codes::TYPE_ARGUMENTS, at, wanted, "").help(help)
}

pub(in crate::model) fn type_argument_range(name: &ast::Name, n: &Spanned<u64>, least: u64, most: u64) -> Diagnostic {
    let message = format!("`{}` takes a number from {least} to {most} there, not {}", name.value, n.value);
    let help = match name.value.as_str() {
        "decimal" => "Flink's decimals have at most 38 digits, and no more after the point than in all",
        "time" | "timestamp" | "timestamp_ltz" => "Avro and Postgres carry at most microseconds",
        _ => "choose one that fits",
    };
    Diagnostic::new(codes::TYPE_ARGUMENTS, n.span, message, "").help(help)
}

pub(in crate::model) fn nullable_map_key(at: Span) -> Diagnostic {
    Diagnostic::new(codes::TYPE_ARGUMENTS, at, "the key of a map may not be null", "").help("remove the `?`")
}

pub(in crate::model) fn empty_row(at: Span) -> Diagnostic {
    Diagnostic::new(codes::TYPE_ARGUMENTS, at, "a row without fields", "")
        .help("write for example `row<street string>`")
}

pub(in crate::model) fn empty_enum(at: Span) -> Diagnostic {
    Diagnostic::new(codes::TYPE_ARGUMENTS, at, "an enum without literals", "")
        .help("write for example `enum('new', 'paid')`")
}

pub(in crate::model) fn refused_source_type(field: &ast::Field, reason: &str, way_out: &str) -> Diagnostic {
    let message = format!("`{}` can't be captured: {reason}", field.name.value);
    Diagnostic::new(codes::REFUSED_SOURCE_TYPE, field.ty.span, message, "").help(way_out)
}

pub(in crate::model) fn precision_lost(field: &ast::Field, digits: u8) -> Diagnostic {
    let message = format!("`{}` arrives with 3 of its {digits} digits after the second", field.name.value);
    Diagnostic::new(codes::PRECISION_LOST, field.ty.span, message, "")
        .help("declare it without digits, or silence the warning with `silence = [\"precision-lost\"]`")
        .note("Debezium's `time.precision.mode=connect`, the only one that Flink reads as times, carries milliseconds")
}

pub(in crate::model) fn unknown_attribute(name: &ast::Name, classes: &[&str]) -> Diagnostic {
    let known: Vec<&str> = ATTRIBUTES.iter().map(|row| row.name).chain(classes.iter().copied()).collect();
    let message = format!("`@{}` is neither an attribute nor a class", name.value);
    let near = weir_diagnostics::suggest(&name.value, known.iter().copied());
    let help = match elsewhere(&name.value).or(near) {
        Some(found) => format!("did you mean `@{found}`?"),
        None => format!("declare the class with `classification {} {{ }}`, or remove it", name.value),
    };
    Diagnostic::new(codes::UNKNOWN_ATTRIBUTE, name.span, message, "").help(help)
}

/// What other tools call an attribute of ours.
fn elsewhere(name: &str) -> Option<&'static str> {
    const NAMES: &[(&str, &str)] = &[
        ("primary_key", "key"),
        ("primarykey", "key"),
        ("pk", "key"),
        ("id", "key"),
        ("foreign_key", "references"),
        ("fk", "references"),
        ("rowtime", "event_time"),
        ("timestamp", "event_time"),
        ("watermark", "event_time"),
        ("renamed_from", "was"),
    ];
    let lower = name.to_lowercase();
    NAMES.iter().find(|(theirs, _)| *theirs == lower).map(|(_, ours)| *ours)
}

pub(in crate::model) fn misplaced_attribute(attribute: &ast::Attribute, owner: Owner) -> Diagnostic {
    let name = &attribute.name.value;
    let (place, help) = match owner {
        Owner::Table => ("a table", "the time of a captured row is the one at which its change arrived"),
        Owner::Topic => ("a topic", "only a database can hold it: remove it"),
    };
    let message = format!("`@{name}` can't stand in {place}");
    Diagnostic::new(codes::BAD_ATTRIBUTE, attribute.span, message, "").help(help)
}

pub(in crate::model) fn nested_attribute(attribute: &ast::Attribute) -> Diagnostic {
    let message = format!("`@{}` can't stand on a field inside a row", attribute.name.value);
    Diagnostic::new(codes::BAD_ATTRIBUTE, attribute.span, message, "")
        .help("inside rows stand classes, `@public`, `@was` and `@example`")
}

pub(in crate::model) fn attribute_arguments(attribute: &ast::Attribute, row: &AttributeSpec) -> Diagnostic {
    let wanted = if row.arguments.1 == 0 { "no value".into() } else { format!("{} value", row.arguments.1) };
    let message = format!("`@{}` takes {wanted}, not {}", row.name, attribute.arguments.len());
    Diagnostic::new(codes::BAD_ATTRIBUTE, attribute.span, message, "").help(row.doc)
}

pub(in crate::model) fn attribute_value(attribute: &ast::Attribute, form: &str) -> Diagnostic {
    let message = format!("`@{}` takes a name", attribute.name.value);
    Diagnostic::new(codes::BAD_ATTRIBUTE, attribute.span, message, "").help(format!("write {form}"))
}

pub(in crate::model) fn public_and_classified(name: &ast::Name, class: &Class) -> Diagnostic {
    let message = format!("`{}` is `@public` and `@{class}` at once", name.value);
    Diagnostic::new(codes::BAD_ATTRIBUTE, name.span, message, "").help("keep one of them")
}

pub(in crate::model) fn nullable_key(field: &ast::Field) -> Diagnostic {
    let message = format!("the key column `{}` may be null", field.name.value);
    Diagnostic::new(codes::NULLABLE_KEY, field.ty.span, message, "").help("remove the `?`, or the `@key`")
}

pub(in crate::model) fn key_type(column: &Column) -> Diagnostic {
    let message = format!("`{}` can't be a key: {} has no order and no equality", column.name, column.ty.data);
    Diagnostic::new(codes::BAD_ATTRIBUTE, column.span, message, "").help("mark a column of a plain type with `@key`")
}

pub(in crate::model) fn no_key(name: &str, at: Span) -> Diagnostic {
    let message = format!("`{name}` has no key");
    Diagnostic::new(codes::NO_KEY, at, message, "")
        .help("mark the columns of its key with `@key`")
        .note("Postgres sends no updates and deletes of a table without a primary key")
}

pub(in crate::model) fn no_topic_key(name: &str, at: Span) -> Diagnostic {
    let message = format!("the topic `{name}` is `changelog = upsert` but has no key");
    Diagnostic::new(codes::NO_KEY, at, message, "").help("mark the columns of its key with `@key`")
}

pub(in crate::model) fn two_event_times(second: &Column, first: &Column) -> Diagnostic {
    let message = format!("`{}` and `{}` are both `@event_time`", first.name, second.name);
    Diagnostic::new(codes::EVENT_TIME, second.span, message, "again here")
        .label(first.span, "first here")
        .help("a record has one time: keep one")
}

pub(in crate::model) fn event_time_type(column: &Column) -> Diagnostic {
    let message = format!("`{}` can't be an event time: it is {}", column.name, column.ty);
    Diagnostic::new(codes::EVENT_TIME, column.span, message, "")
        .help("declare it `timestamp_ltz(3)` or `timestamp(3)`, with at most 3 digits and without `?`")
}
