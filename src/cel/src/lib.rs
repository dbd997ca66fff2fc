//! CEL, the language of data contract rules: parsed and typed against the topic's schema, so that a rule that could
//! only fail (or never fail) when the first record comes is refused when the pipeline is compiled.
//!
//! What the clients agree on is taken; where they differ, the rule is refused or warned about, because the same rule
//! runs in whatever language a producer is written in.

mod check;
mod constant;
mod diagnostics;
mod functions;
mod lexer;
mod parser;
mod place;
mod reason;
mod regex;
mod syntax;
mod types;

use crate::{
    check::{Checker, Scope},
    place::Places,
    types::{Field, Ty},
};
use std::collections::BTreeSet;
use weir_diagnostics::Diagnostics;
use weir_ir::{CelExpression, ColumnPath, DataType, Relation};

/// What an expression looks at, as paths of fields; the empty path is the whole message.
#[derive(Debug, Clone, Default)]
pub struct Reads {
    /// Fields whose content it needs.
    pub content: BTreeSet<ColumnPath>,
    /// Fields of which it asks whether they are there, or null.
    pub presence: BTreeSet<ColumnPath>,
}

/// Checks a condition over the whole message: `message` is the variable, the result must be a boolean.
pub fn check_condition(expression: &CelExpression, topic: &Relation, diagnostics: &mut Diagnostics) -> Reads {
    let scope = Scope::new(vec![(Field { name: "message".into(), ..record(topic) }, Some(vec![]))]);
    run(expression, scope, &Ty::Bool, true, diagnostics)
}

/// Checks a transformation of one field: `value`, `fullName`, `name`, `typeName`, `tags` and `message` (the record that
/// holds the field) are the variables, the result must be of the field's type. A field that is not there is the
/// caller's to report; nothing is checked then.
pub fn check_transform(
    expression: &CelExpression,
    topic: &Relation,
    field: &ColumnPath,
    diagnostics: &mut Diagnostics,
) -> Reads {
    let Some((holder, value)) = find(topic, field) else { return Reads::default() };
    let holder_path = field.0.split_last().map(|(_, above)| above.to_vec()).unwrap_or_default();
    let text = |name: &str| Field { name: name.into(), ty: Ty::String, nullable: false, values: None };
    let result = value.ty.clone();
    let scope = Scope::new(vec![
        (Field { name: "value".into(), ..value }, Some(field.0.clone())),
        (text("fullName"), None),
        (text("name"), None),
        (Field { values: Some(TYPE_NAMES.iter().map(ToString::to_string).collect()), ..text("typeName") }, None),
        (Field { ty: Ty::List(Box::new(Ty::String)), ..text("tags") }, None),
        (Field { name: "message".into(), ..holder }, Some(holder_path)),
    ]);
    run(expression, scope, &result, false, diagnostics)
}

/// What `typeName` may be (`RuleContext.Type` of the Java client, `FieldType` of Python's).
const TYPE_NAMES: &[&str] = &[
    "RECORD", "ENUM", "ARRAY", "MAP", "COMBINED", "FIXED", "STRING", "BYTES", "INT", "LONG", "FLOAT", "DOUBLE",
    "BOOLEAN", "NULL",
];

fn record(topic: &Relation) -> Field {
    let fields = topic.columns.iter().map(Field::of_column).collect();
    Field { name: topic.name.clone(), ty: Ty::Record(fields), nullable: false, values: None }
}

/// The record that holds a field, and the field.
fn find(topic: &Relation, path: &ColumnPath) -> Option<(Field, Field)> {
    let mut holder = record(topic);
    let (last, above) = path.0.split_last()?;
    for name in above {
        holder = holder.field(name)?.clone();
    }
    let field = holder.field(last)?.clone();
    Some((holder, field))
}

impl Field {
    fn field(&self, name: &str) -> Option<&Field> {
        if let Ty::Record(fields) = &self.ty { fields.iter().find(|field| field.name == name) } else { None }
    }
}

/// Clients split a rule at its first `;` into a guard, which passes the record where it is false, and the body.
fn run(
    expression: &CelExpression,
    scope: Scope,
    expected: &Ty,
    condition: bool,
    diagnostics: &mut Diagnostics,
) -> Reads {
    let places = Places::new(expression);
    let mut checker = Checker::new(places, scope, diagnostics);
    let text = expression.text.as_str();
    let Some(split) = text.find(';') else {
        checker.part(text, 0, expected, condition);
        return checker.reads();
    };
    if checker.splits_a_text(text, split) {
        return checker.reads();
    }
    let (guard, body) = (text.get(..split).unwrap_or_default(), text.get(split + 1..).unwrap_or_default());
    if !guard.trim().is_empty() {
        checker.part(guard, 0, &Ty::Bool, true);
    }
    checker.part(body, split + 1, expected, condition);
    checker.reads()
}

/// Whether a type is one that CEL can hold; others may only be asked for presence.
pub fn is_readable(data: &DataType) -> bool {
    !matches!(Ty::of(data), Ty::Opaque(_))
}

#[cfg(test)]
mod tests;
