//! Fields of tables and topics: types, attributes, classes.

use super::{Build, diagnostics as messages, index::Names, settings::Position, types};

use weir_ir::{Attributes, Class, Classes, Column, DeclaredField, DeclaredType, NestedField, Protection, Type, Value};
use weir_platforms::kinds::{ATTRIBUTES, AttributeSpec, SettingSpec, ValueType};
use weir_syntax::ast::{self, TypeKind, ValueKind};

/// Whose fields they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Table,
    Topic,
}

const ANY: SettingSpec = SettingSpec::new("value", ValueType::Any, "A value.");

/// `@references` as written, to be resolved when all relations are known.
pub(super) struct Reference<'a> {
    pub(super) column: String,
    pub(super) path: &'a ast::Path,
}

/// The columns, and the references among their attributes.
pub(super) fn columns<'a>(
    build: &mut Build<'a>,
    owner: Owner,
    fields: &'a [ast::Field],
) -> (Vec<Column>, Vec<Reference<'a>>) {
    let mut names = Names::default();
    let mut columns = Vec::new();
    let mut references = Vec::new();
    for field in fields {
        if !names.take(&field.name, "field", build.diagnostics) || reserved(build, owner, &field.name) {
            continue;
        }
        columns.push(column(build, owner, field));
        references.extend(reference(field));
    }
    for column in &columns {
        renamed(build, &columns, column);
    }
    (columns, references)
}

/// `__deleted` and whatever begins with `$` mean something to Debezium and Flink.
fn reserved(build: &mut Build<'_>, owner: Owner, name: &ast::Name) -> bool {
    let taken = name.value.starts_with('$') || (owner == Owner::Table && name.value == "__deleted");
    if taken {
        build.diagnostics.push(messages::reserved_name(name));
    }
    taken
}

fn renamed(build: &mut Build<'_>, columns: &[Column], column: &Column) {
    if let Some(old) = &column.attributes.was
        && let Some(there) = columns.iter().find(|other| other.name == *old)
    {
        build.diagnostics.push(messages::old_name_exists(old, column.span, there.span));
    }
}

fn column(build: &mut Build<'_>, owner: Owner, field: &ast::Field) -> Column {
    let declared = types::declared(&field.ty, build.diagnostics);
    let data = match owner {
        Owner::Topic => types::in_topic(&declared),
        Owner::Table => captured(build, field, &declared),
    };
    let (attributes, classes) = attributes(build, owner, field, Depth::Column);
    let mut nested = Vec::new();
    nested_fields(build, owner, &field.ty, &mut Vec::new(), &mut nested);
    Column {
        name: field.name.value.clone(),
        ty: if declared == DeclaredType::Error { Type::poison() } else { Type::new(data, field.ty.nullable) },
        declared: Some(declared),
        doc: field.doc.as_ref().map(|doc| doc.value.clone()),
        span: field.name.span,
        attributes,
        classes,
        protection: Protection::Plain,
        nested,
        edges: Vec::new(),
    }
}

fn captured(build: &mut Build<'_>, field: &ast::Field, declared: &DeclaredType) -> weir_ir::DataType {
    if let Some((reason, way_out)) = types::refused_in_source(declared) {
        build.diagnostics.push(messages::refused_source_type(field, reason, way_out));
    }
    if let Some(digits) = types::cut_digits(declared) {
        build.diagnostics.push(messages::precision_lost(field, digits));
    }
    types::captured(declared)
}

/// Whether a field is a column or lies inside one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Depth {
    Column,
    Nested,
}

/// Every field of rows inside a type, arrays and map values included, by path.
fn nested_fields(
    build: &mut Build<'_>,
    owner: Owner,
    ty: &ast::TypeExpr,
    path: &mut Vec<String>,
    out: &mut Vec<NestedField>,
) {
    match &ty.kind {
        TypeKind::Simple { .. } | TypeKind::Enum(_) => {}
        TypeKind::Array(element) => nested_fields(build, owner, element, path, out),
        TypeKind::Map(_, value) => nested_fields(build, owner, value, path, out),
        TypeKind::Row(fields) => {
            let mut names = Names::default();
            for field in fields {
                if !names.take(&field.name, "field", build.diagnostics) {
                    continue;
                }
                path.push(field.name.value.clone());
                let (attributes, classes) = attributes(build, owner, field, Depth::Nested);
                let span = field.name.span;
                out.push(NestedField { path: path.clone(), span, attributes, classes, protection: Protection::Plain });
                nested_fields(build, owner, &field.ty, path, out);
                path.pop();
            }
        }
    }
}

fn attributes(build: &mut Build<'_>, owner: Owner, field: &ast::Field, depth: Depth) -> (Attributes, Classes) {
    let mut attributes = Attributes::default();
    let mut classes = Classes::new();
    let mut names = Names::default();
    for attribute in &field.attributes {
        let class = Class(attribute.name.value.clone());
        if build.project.classifications.contains_key(&class) {
            if names.take(&attribute.name, "attribute", build.diagnostics) {
                classes.insert(class);
            }
            continue;
        }
        let Some(row) = ATTRIBUTES.iter().find(|row| row.name == attribute.name.value) else {
            if !build.index.broken.contains(attribute.name.value.as_str()) {
                let known: Vec<&str> = build.project.classifications.keys().map(|class| class.0.as_str()).collect();
                build.diagnostics.push(messages::unknown_attribute(&attribute.name, &known));
            }
            continue;
        };
        if names.take(&attribute.name, "attribute", build.diagnostics) && fits(build, row, attribute, owner, depth) {
            set(build, &mut attributes, attribute);
        }
    }
    if let (Some(class), true) = (classes.first(), attributes.public) {
        build.diagnostics.push(messages::public_and_classified(&field.name, class));
    }
    checks(build, field, &attributes);
    (attributes, classes)
}

fn fits(build: &mut Build<'_>, row: &AttributeSpec, attribute: &ast::Attribute, owner: Owner, depth: Depth) -> bool {
    let there = match owner {
        Owner::Table => row.on_table,
        Owner::Topic => row.on_topic,
    };
    let (least, most) = row.arguments;
    if !there {
        build.diagnostics.push(messages::misplaced_attribute(attribute, owner));
    } else if depth == Depth::Nested && !row.nested {
        build.diagnostics.push(messages::nested_attribute(attribute));
    } else if !(least..=most).contains(&attribute.arguments.len()) {
        build.diagnostics.push(messages::attribute_arguments(attribute, row));
    } else {
        return true;
    }
    false
}

fn set(build: &mut Build<'_>, attributes: &mut Attributes, attribute: &ast::Attribute) {
    let argument = attribute.arguments.first();
    match attribute.name.value.as_str() {
        "key" => attributes.key = true,
        "unique" => attributes.unique = true,
        "event_time" => attributes.event_time = true,
        "public" => attributes.public = true,
        "subject" => attributes.subject = true,
        "default" => attributes.default = argument.and_then(|value| literal(build, value)),
        "example" => attributes.example = argument.and_then(|value| literal(build, value)),
        "was" => match argument.map(|value| &value.kind) {
            Some(ValueKind::Path(path)) => attributes.was = path.parts.first().map(|part| part.value.clone()),
            _ => build.diagnostics.push(messages::attribute_value(attribute, "`@was(old_name)`")),
        },
        // Resolved when all relations are known; `reference` finds it.
        _ => {
            if !matches!(argument.map(|value| &value.kind), Some(ValueKind::Path(_))) {
                build.diagnostics.push(messages::attribute_value(attribute, "`@references(table.column)`"));
            }
        }
    }
}

fn literal(build: &mut Build<'_>, value: &ast::Value) -> Option<Value> {
    build.checker(Position::Item).single(&ANY, value)
}

fn checks(build: &mut Build<'_>, field: &ast::Field, attributes: &Attributes) {
    if attributes.key && field.ty.nullable {
        build.diagnostics.push(messages::nullable_key(field));
    }
}

fn reference(field: &ast::Field) -> Option<Reference<'_>> {
    let attribute = field.attributes.iter().find(|attribute| attribute.name.value == "references")?;
    match attribute.arguments.as_slice() {
        [ast::Value { kind: ValueKind::Path(path), .. }] => Some(Reference { column: field.name.value.clone(), path }),
        _ => None,
    }
}

/// The declared type of a column, or of the field inside it that a path goes down to.
pub(super) fn declared_at<'c>(column: &'c Column, below: &[String]) -> Option<(&'c DeclaredType, bool)> {
    let mut ty = column.declared.as_ref()?;
    let mut nullable = column.ty.nullable;
    for name in below {
        let field = row_of(ty)?.iter().find(|field| field.name == *name)?;
        ty = &field.ty;
        nullable = field.nullable;
    }
    Some((ty, nullable))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else was written is treated alike")]
fn row_of(ty: &DeclaredType) -> Option<&Vec<DeclaredField>> {
    match ty {
        DeclaredType::Row(fields) => Some(fields),
        DeclaredType::Array(element) => row_of(&element.ty),
        DeclaredType::Map(_, value) => row_of(&value.ty),
        _ => None,
    }
}
