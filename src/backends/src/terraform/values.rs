//! HCL as values: expressions and blocks. No text of a user ever becomes part of a template.

use hcl::{
    Block, BlockLabel, Body, Expression, Identifier, Structure,
    expr::{FuncCall, ObjectKey, TemplateExpr, Traversal, Variable},
    structure::Attribute,
};

/// A string with nothing to evaluate in it.
pub(super) fn text(value: &str) -> Expression {
    if value.contains("${") || value.contains("%{") {
        // The library leaves a marker open where `$` or `%` stands before it, so the escapes are ours.
        Expression::TemplateExpr(Box::new(TemplateExpr::QuotedString(escape(value))))
    } else {
        Expression::String(value.to_string())
    }
}

/// A piece of a string that Terraform puts together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Part {
    Literal(String),
    /// The path of a value, as [`refer`] takes it.
    Reference(String),
}

impl Part {
    pub(super) fn literal(value: impl Into<String>) -> Self {
        Part::Literal(value.into())
    }

    pub(super) fn reference(path: impl Into<String>) -> Self {
        Part::Reference(path.into())
    }
}

/// A string of pieces: `"${aws_s3_bucket.lake.arn}/*"`.
pub(super) fn template(parts: &[Part]) -> Expression {
    match parts {
        [] => text(""),
        [Part::Literal(literal)] => text(literal),
        [Part::Reference(path)] => refer(path),
        _ => Expression::TemplateExpr(Box::new(TemplateExpr::QuotedString(parts.iter().map(raw).collect()))),
    }
}

fn raw(part: &Part) -> String {
    match part {
        Part::Literal(literal) => escape(literal),
        Part::Reference(path) => format!("${{{path}}}"),
    }
}

/// The inside of a quoted string (HCL native syntax specification, "Template Expressions"). `$${` and `%%{` stand for
/// markers; where the sign itself follows another, its code point does, because scanners disagree about runs of signs.
fn escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + 8);
    let mut characters = value.chars().peekable();
    let mut previous = ' ';
    while let Some(character) = characters.next() {
        let opens = matches!(character, '$' | '%') && characters.peek() == Some(&'{');
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '$' | '%' if opens && matches!(previous, '$' | '%') => push_code(&mut out, character),
            '$' | '%' if opens => out.extend([character, character]),
            _ if character.is_control() => push_code(&mut out, character),
            _ => out.push(character),
        }
        previous = character;
    }
    out
}

fn push_code(out: &mut String, character: char) {
    out.push_str(&format!("\\u{:04x}", u32::from(character)));
}

/// A path to a value: `aws_vpc.main.id`, `confluent_environment.main.stream_governance[0].package`.
pub(super) fn refer(path: &str) -> Expression {
    let mut steps = path.split('.');
    let root = steps.next().unwrap_or_default();
    let mut traversal = Traversal::builder(Variable::unchecked(root));
    let mut deep = false;
    for step in steps {
        let (name, index) = step.split_once('[').map_or((step, None), |(name, rest)| (name, rest.strip_suffix(']')));
        traversal = traversal.attr(Identifier::unchecked(name));
        if let Some(index) = index.and_then(|digits| digits.parse::<u64>().ok()) {
            traversal = traversal.index(index);
        }
        deep = true;
    }
    if deep { traversal.build().into() } else { Expression::Variable(Variable::unchecked(root)) }
}

/// An expression as Terraform writes it; only for constants of this module, a test reads each of them.
pub(super) fn code(source: &str) -> Expression {
    // INVARIANT: constants only; `Null` would show in the golden files and in `terraform validate`.
    source.parse().unwrap_or(Expression::Null)
}

pub(super) fn call(function: &str, argument: Expression) -> Expression {
    FuncCall::builder(Identifier::unchecked(function)).arg(argument).build().into()
}

pub(super) fn list(items: impl IntoIterator<Item = Expression>) -> Expression {
    Expression::Array(items.into_iter().collect())
}

pub(super) fn texts<'a>(items: impl IntoIterator<Item = &'a str>) -> Expression {
    list(items.into_iter().map(text))
}

/// A map or object, in the order given. Names that can stand without quotes do.
pub(super) fn object(entries: impl IntoIterator<Item = (String, Expression)>) -> Expression {
    Expression::Object(entries.into_iter().map(|(key, value)| (object_key(&key), value)).collect())
}

fn object_key(key: &str) -> ObjectKey {
    let mut characters = key.chars();
    let plain = characters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && characters.all(|rest| rest.is_ascii_alphanumeric() || rest == '_');
    if plain { ObjectKey::Identifier(Identifier::unchecked(key)) } else { ObjectKey::Expression(text(key)) }
}

/// Shorthand for the entries of an object.
pub(super) fn entry(key: &str, value: impl Into<Value>) -> (String, Expression) {
    (key.to_string(), value.into().0)
}

/// What an attribute takes; text becomes a string with nothing to evaluate in it.
#[derive(Debug, Clone)]
pub(super) struct Value(pub(super) Expression);

impl From<Expression> for Value {
    fn from(expression: Expression) -> Self {
        Value(expression)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Value(text(value))
    }
}

impl From<String> for Value {
    fn from(value: String) -> Self {
        Value(text(&value))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Value(Expression::Bool(value))
    }
}

impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Value(Expression::from(value))
    }
}

impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Value(Expression::from(value))
    }
}

/// A block under construction.
#[derive(Debug, Clone)]
pub(super) struct Node {
    kind: &'static str,
    labels: Vec<String>,
    body: Vec<Structure>,
}

/// A block inside another: `lifecycle { … }`.
pub(super) fn node(kind: &'static str) -> Node {
    Node { kind, labels: Vec::new(), body: Vec::new() }
}

impl Node {
    pub(super) fn label(mut self, label: impl Into<String>) -> Self {
        self.labels.push(label.into());
        self
    }

    pub(super) fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.body.push(Structure::Attribute(Attribute::new(Identifier::unchecked(name), value.into().0)));
        self
    }

    /// Sets it where there is something to set.
    pub(super) fn set_some(self, name: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.set(name, value),
            None => self,
        }
    }

    pub(super) fn nest(mut self, inner: Node) -> Self {
        self.body.push(Structure::Block(inner.into()));
        self
    }
}

impl From<Node> for Block {
    fn from(node: Node) -> Self {
        Block {
            identifier: Identifier::unchecked(node.kind),
            labels: node.labels.into_iter().map(BlockLabel::String).collect(),
            body: Body(node.body),
        }
    }
}

/// A name in Terraform for a name of the user: ASCII letters, digits, `_` and `-`, starting with a letter or `_`.
pub(super) fn identifier(name: &str) -> String {
    let mut out: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' || c == '-' { c } else { '_' }).collect();
    if !out.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
        out.insert(0, '_');
    }
    out
}
