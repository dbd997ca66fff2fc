//! Canonical text: what `terraform fmt` would leave as it is. Values are printed by the HCL library; this is layout.
#![expect(clippy::wildcard_enum_match_arm, reason = "the HCL library's enums may grow")]

use hcl::{
    Block, BlockLabel, Body, Expression, Structure,
    expr::{FuncCall, ObjectKey},
    format::{Format, Formatter},
};

/// Longest line that a list or call keeps to itself.
const WIDTH: usize = 110;

/// The text of a block, ending with a newline.
pub(super) fn block(block: &Block) -> String {
    let mut out = String::new();
    write_block(&mut out, block, 0);
    out
}

/// `name = value` as a line, or lines, of its own.
pub(super) fn attribute(name: &str, value: &Expression) -> String {
    let mut out = String::new();
    write_entries(&mut out, &[(name.to_string(), value)], 0);
    out
}

fn write_block(out: &mut String, block: &Block, indent: usize) {
    pad(out, indent);
    out.push_str(block.identifier.as_str());
    for label in &block.labels {
        out.push(' ');
        match label {
            BlockLabel::Identifier(name) => out.push_str(name.as_str()),
            BlockLabel::String(name) => out.push_str(&leaf(&Expression::String(name.clone()))),
        }
    }
    if block.body.0.is_empty() {
        out.push_str(" {}\n");
        return;
    }
    out.push_str(" {\n");
    write_body(out, &block.body, indent + 1);
    pad(out, indent);
    out.push_str("}\n");
}

/// Attributes in groups, aligned; a blank line on each side of a block.
fn write_body(out: &mut String, body: &Body, indent: usize) {
    let mut pending = Vec::new();
    let mut started = false;
    for structure in &body.0 {
        match structure {
            Structure::Attribute(attribute) => {
                if started && pending.is_empty() {
                    out.push('\n');
                }
                pending.push((attribute.key.as_str().to_string(), &attribute.expr));
            }
            Structure::Block(block) => {
                write_entries(out, &pending, indent);
                if started || !pending.is_empty() {
                    out.push('\n');
                }
                pending.clear();
                write_block(out, block, indent);
                started = true;
            }
        }
    }
    write_entries(out, &pending, indent);
}

/// `key = value` lines. Neighbours on one line each have their signs in one column; a value over several lines stands
/// alone (terraform fmt: "assign chains").
fn write_entries(out: &mut String, entries: &[(String, &Expression)], indent: usize) {
    let mut chain: Vec<(&str, String)> = Vec::new();
    for (key, expression) in entries {
        match one_line(expression, indent * 2 + key.chars().count() + 3) {
            Some(value) => chain.push((key, value)),
            None => {
                write_chain(out, &chain, indent);
                chain.clear();
                pad(out, indent);
                out.push_str(key);
                out.push_str(" = ");
                write_broken(out, expression, indent);
                out.push('\n');
            }
        }
    }
    write_chain(out, &chain, indent);
}

fn write_chain(out: &mut String, chain: &[(&str, String)], indent: usize) {
    let width = chain.iter().map(|(key, _)| key.chars().count()).max().unwrap_or_default();
    for (key, value) in chain {
        pad(out, indent);
        out.push_str(key);
        out.extend(std::iter::repeat_n(' ', width - key.chars().count()));
        out.push_str(" = ");
        out.push_str(value);
        out.push('\n');
    }
}

/// The value on the rest of its line, unless it reads better broken.
fn one_line(expression: &Expression, used: usize) -> Option<String> {
    let breaks = match expression {
        Expression::Object(entries) => !entries.is_empty(),
        Expression::Array(items) => items.iter().any(|item| matches!(item, Expression::Object(_))),
        Expression::FuncCall(call) => lone_argument(call).is_some_and(|inner| one_line(inner, 0).is_none()),
        _ => false,
    };
    if breaks {
        return None;
    }
    let value = leaf(expression);
    let breakable = matches!(expression, Expression::Array(_));
    (!breakable || used + value.chars().count() <= WIDTH).then_some(value)
}

fn lone_argument(call: &FuncCall) -> Option<&Expression> {
    if let [argument] = call.args.as_slice() { Some(argument) } else { None }
}

fn write_broken(out: &mut String, expression: &Expression, indent: usize) {
    match expression {
        Expression::Object(entries) => {
            out.push_str("{\n");
            let rows: Vec<(String, &Expression)> = entries.iter().map(|(key, value)| (key_text(key), value)).collect();
            write_entries(out, &rows, indent + 1);
            pad(out, indent);
            out.push('}');
        }
        Expression::Array(items) => {
            out.push_str("[\n");
            for item in items {
                pad(out, indent + 1);
                write_broken(out, item, indent + 1);
                out.push_str(",\n");
            }
            pad(out, indent);
            out.push(']');
        }
        Expression::FuncCall(call) if lone_argument(call).is_some() => {
            out.push_str(call.name.name.as_str());
            out.push('(');
            for argument in &call.args {
                write_broken(out, argument, indent);
            }
            out.push(')');
        }
        _ => out.push_str(&leaf(expression)),
    }
}

fn key_text(key: &ObjectKey) -> String {
    match key {
        ObjectKey::Identifier(name) => name.as_str().to_string(),
        ObjectKey::Expression(expression) => leaf(expression),
        _ => String::new(),
    }
}

/// As the library prints it, on one line.
fn leaf(expression: &Expression) -> String {
    let mut formatter = Formatter::builder().compact(true).build_vec();
    // INVARIANT: printing into memory does not fail.
    expression.format_string(&mut formatter).unwrap_or_default()
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n("  ", indent));
}
