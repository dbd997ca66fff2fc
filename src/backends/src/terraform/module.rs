//! A Terraform module under construction: blocks by file, variables, outputs, and what each block refers to.
#![expect(clippy::wildcard_enum_match_arm, reason = "the HCL library's enums may grow")]

use super::{
    print,
    values::{Node, Value, code, identifier, node, refer},
};
use crate::text::comment;
use hcl::{
    Block, Expression, Structure,
    expr::{TemplateExpr, TraversalOperator},
    template::{Element, Template},
};
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::Span;
use weir_ir::{ArtifactSet, Owner, Renames, Resource, address};

/// The files of the module, in the order of a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum File {
    Versions,
    Providers,
    Variables,
    Moved,
    Network,
    Database,
    Kms,
    Kafka,
    Access,
    Flink,
    Lake,
    Services,
    Snowflake,
    Outputs,
}

impl File {
    pub(super) fn name(self) -> &'static str {
        match self {
            File::Versions => "versions.tf",
            File::Providers => "providers.tf",
            File::Variables => "variables.tf",
            File::Moved => "moved.tf",
            File::Network => "network.tf",
            File::Database => "database.tf",
            File::Kms => "kms.tf",
            File::Kafka => "kafka.tf",
            File::Access => "access.tf",
            File::Flink => "flink.tf",
            File::Lake => "lake.tf",
            File::Services => "services.tf",
            File::Snowflake => "snowflake.tf",
            File::Outputs => "outputs.tf",
        }
    }
}

/// A block at the top of a file.
#[derive(Debug, Clone)]
pub(super) struct Item {
    node: Node,
    /// `aws_vpc.main`, `data.aws_vpc.main`; `None` for what nobody refers to.
    address: Option<String>,
    kind: &'static str,
    comments: Vec<String>,
    /// The name in the world.
    physical: String,
    span: Option<Span>,
    /// The address in the manifest, where it isn't Terraform's own.
    manifest: Option<(&'static str, String)>,
}

pub(super) fn resource(kind: &'static str, name: &str) -> Item {
    let name = identifier(name);
    Item::new("resource", kind, format!("{kind}.{name}")).labelled(kind, &name)
}

pub(super) fn data(kind: &'static str, name: &str) -> Item {
    let name = identifier(name);
    Item::new("data", kind, format!("data.{kind}.{name}")).labelled(kind, &name)
}

/// `terraform`, `provider "aws"`, `locals`.
pub(super) fn plain(kind: &'static str, label: Option<&str>) -> Item {
    let mut item = Item::new(kind, kind, String::new());
    item.address = None;
    if let Some(label) = label {
        item.node = item.node.label(label);
    }
    item
}

impl Item {
    fn new(block: &'static str, kind: &'static str, address: String) -> Self {
        Item {
            node: node(block),
            address: Some(address),
            kind,
            comments: Vec::new(),
            physical: String::new(),
            span: None,
            manifest: None,
        }
    }

    fn labelled(mut self, kind: &str, name: &str) -> Self {
        self.node = self.node.label(kind).label(name);
        self.physical = name.to_string();
        self
    }

    pub(super) fn set(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.node = self.node.set(name, value);
        self
    }

    pub(super) fn set_some(mut self, name: &str, value: Option<impl Into<Value>>) -> Self {
        self.node = self.node.set_some(name, value);
        self
    }

    pub(super) fn nest(mut self, inner: Node) -> Self {
        self.node = self.node.nest(inner);
        self
    }

    /// A line above the block.
    pub(super) fn comment(mut self, text: impl Into<String>) -> Self {
        self.comments.push(text.into());
        self
    }

    /// What the thing is called in the world, as far as compile knows.
    pub(super) fn named(mut self, physical: impl Into<String>) -> Self {
        self.physical = physical.into();
        self
    }

    pub(super) fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// The manifest's row has this address and kind instead of Terraform's own.
    pub(super) fn known_as(mut self, kind: &'static str, address: String) -> Self {
        self.manifest = Some((kind, address));
        self
    }

    /// Where data lives: `terraform destroy` refuses until weir lifts it.
    pub(super) fn keep(self) -> Self {
        self.nest(node("lifecycle").set("prevent_destroy", true))
    }

    pub(super) fn depends_on(self, addresses: impl IntoIterator<Item = String>) -> Self {
        let list: Vec<Expression> = addresses.into_iter().map(|address| refer(&address)).collect();
        if list.is_empty() { self } else { self.set("depends_on", Expression::Array(list)) }
    }
}

/// A `variable` of the module.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub(super) doc: String,
    pub(super) ty: Expression,
    pub(super) default: Option<Expression>,
    pub(super) sensitive: bool,
    /// What must hold, and the message.
    pub(super) checks: Vec<(Expression, &'static str)>,
    /// For `terraform.tfvars.example`; none for secrets.
    pub(super) example: Option<Expression>,
}

impl Variable {
    pub(super) fn string(doc: impl Into<String>) -> Self {
        Variable {
            doc: doc.into(),
            ty: refer("string"),
            default: None,
            sensitive: false,
            checks: Vec::new(),
            example: None,
        }
    }

    pub(super) fn example(mut self, value: impl Into<Value>) -> Self {
        self.example = Some(value.into().0);
        self
    }
}

#[derive(Debug, Default)]
pub(super) struct Module {
    items: BTreeMap<File, Vec<Item>>,
    variables: BTreeMap<String, Variable>,
    outputs: BTreeMap<String, (Expression, String)>,
    known: BTreeSet<String>,
}

impl Module {
    /// Adds a block. One that is there already is not added twice.
    pub(super) fn add(&mut self, file: File, item: Item) {
        if let Some(address) = &item.address
            && !self.known.insert(address.clone())
        {
            return;
        }
        self.items.entry(file).or_default().push(item);
    }

    pub(super) fn variable(&mut self, name: impl Into<String>, variable: Variable) {
        self.variables.entry(name.into()).or_insert(variable);
    }

    pub(super) fn output(&mut self, name: impl Into<String>, value: impl Into<Value>, doc: &str) {
        self.outputs.insert(name.into(), (value.into().0, doc.to_string()));
    }

    /// The expression of an output.
    pub(super) fn shown(&self, output: &str) -> Option<Expression> {
        self.outputs.get(output).map(|(value, _)| value.clone())
    }

    /// Whether any block belongs to a provider: `aws`, `tls`.
    pub(super) fn uses(&self, provider: &str) -> bool {
        self.items.values().flatten().any(|item| {
            item.address.is_some() && item.kind.strip_prefix(provider).is_some_and(|rest| rest.starts_with('_'))
        })
    }

    /// What was called after an item that has another name now is the same thing: Terraform moves it in its state instead
    /// of making it again. Names in the world may still change; that is the provider's to judge.
    pub(super) fn moved(&mut self, renames: &Renames) {
        let addresses: Vec<String> = self.resources().map(|(address, _)| address.to_string()).collect();
        for address in addresses {
            let Some((kind, label)) = address.split_once('.') else { continue };
            let before = renames.iter().fold(label.to_string(), |label, (name, old)| relabelled(&label, name, old));
            let before = format!("{kind}.{before}");
            if before != address && !self.known.contains(&before) {
                let item = plain("moved", None).set("from", refer(&before)).set("to", refer(&address));
                self.items.entry(File::Moved).or_default().push(item);
            }
        }
    }

    pub(super) fn has(&self, address: &str) -> bool {
        self.known.contains(address)
    }

    /// Writes the files, each under `header`, and a row of the manifest for each resource.
    pub(super) fn write(mut self, environment: &str, header: &str, out: &mut ArtifactSet) {
        self.write_rows(environment, out);
        self.declare();
        for (file, items) in &self.items {
            let mut text = format!("# {}\n", comment(header));
            for item in items {
                text.push('\n');
                for line in item.comments.iter().flat_map(|block| block.lines()) {
                    text.push_str(format!("# {}", comment(line)).trim_end());
                    text.push('\n');
                }
                text.push_str(&print::block(&item.node.clone().into()));
            }
            out.environment_file(environment, &format!("terraform/{}", file.name()), text);
        }
        if !self.variables.is_empty() {
            let example = self.example(header);
            out.environment_file(environment, "terraform/terraform.tfvars.example", example);
        }
    }

    /// Blocks of variables and outputs.
    fn declare(&mut self) {
        for (name, variable) in &self.variables {
            let mut item = plain("variable", Some(name))
                .set("description", variable.doc.as_str())
                .set("type", variable.ty.clone())
                .set_some("default", variable.default.clone());
            if variable.sensitive {
                item = item.set("sensitive", true);
            }
            for (condition, message) in &variable.checks {
                let check = node("validation").set("condition", condition.clone()).set("error_message", *message);
                item = item.nest(check);
            }
            self.items.entry(File::Variables).or_default().push(item);
        }
        for (name, (value, doc)) in &self.outputs {
            let item = plain("output", Some(name)).set("description", doc.as_str()).set("value", value.clone());
            self.items.entry(File::Outputs).or_default().push(item);
        }
    }

    fn example(&self, header: &str) -> String {
        let mut text = format!("# {}\n# Copy to terraform.tfvars and fill in.\n", comment(header));
        for (name, variable) in &self.variables {
            text.push_str(&format!("\n# {}\n", comment(&variable.doc)));
            match (&variable.example, variable.sensitive) {
                (_, true) => text.push_str(&format!("# A secret: set TF_VAR_{name} instead of writing it here.\n")),
                (Some(value), false) => text.push_str(&print::attribute(name, value)),
                (None, false) => {
                    let value = variable.default.clone().unwrap_or_else(|| Expression::from(""));
                    text.push_str(&format!("# {}", print::attribute(name, &value)));
                }
            }
        }
        text
    }

    fn write_rows(&self, environment: &str, out: &mut ArtifactSet) {
        let graph = self.graph();
        let manifest: BTreeMap<&str, String> =
            self.resources().map(|(address, item)| (address, row_address(address, item))).collect();
        for (file, item) in self.items.iter().flat_map(|(file, items)| items.iter().map(move |item| (file, item))) {
            let Some(address) = item.address.as_deref() else { continue };
            let Some(row) = manifest.get(address) else { continue };
            let kind = item.manifest.as_ref().map_or(item.kind, |(kind, _)| kind);
            let mut resource = Resource::new(kind, row.clone(), Owner::Terraform, item.physical.clone())
                .file(format!("terraform/{}", file.name()))
                .property("terraform", address);
            resource.span = item.span;
            for needed in needed(&graph, address) {
                if let Some(row) = manifest.get(needed.as_str()) {
                    resource = resource.needs(row.clone());
                }
            }
            out.resource(environment, resource);
        }
    }

    fn resources(&self) -> impl Iterator<Item = (&str, &Item)> {
        let items = self.items.values().flatten();
        items
            .filter_map(|item| Some((item.address.as_deref()?, item)))
            .filter(|(address, _)| !address.starts_with("data."))
    }

    /// Which addresses each block names: resources, data sources and locals.
    fn graph(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut graph: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for item in self.items.values().flatten() {
            let block: Block = item.node.clone().into();
            match &item.address {
                Some(address) => graph.entry(address.clone()).or_default().extend(references(&block)),
                None => {
                    for attribute in block.body.attributes() {
                        let mut found = BTreeSet::new();
                        walk(&attribute.expr, &mut found);
                        graph.entry(format!("local.{}", attribute.key.as_str())).or_default().extend(found);
                    }
                }
            }
        }
        graph
    }
}

/// The label with each `name` between underscores replaced by `old`.
fn relabelled(label: &str, name: &str, old: &str) -> String {
    let (name, old) = (identifier(name), identifier(old));
    let framed = format!("_{label}_").replace(&format!("_{name}_"), &format!("_{old}_"));
    framed.strip_prefix('_').and_then(|text| text.strip_suffix('_')).unwrap_or(label).to_string()
}

fn row_address(address: &str, item: &Item) -> String {
    item.manifest.as_ref().map_or_else(|| address::terraform(address), |(_, known)| known.clone())
}

/// Resources that a block needs, through data sources and locals, but not through other resources.
fn needed(graph: &BTreeMap<String, BTreeSet<String>>, address: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<&String> = graph.get(address).into_iter().flatten().collect();
    while let Some(next) = open.pop() {
        if !seen.insert(next) {
            continue;
        }
        if next.starts_with("data.") || next.starts_with("local.") {
            open.extend(graph.get(next).into_iter().flatten());
        } else {
            found.insert(next.clone());
        }
    }
    found
}

fn references(block: &Block) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(block, &mut found);
    found
}

fn collect(block: &Block, found: &mut BTreeSet<String>) {
    for structure in &block.body.0 {
        match structure {
            Structure::Attribute(attribute) => walk(&attribute.expr, found),
            Structure::Block(inner) => collect(inner, found),
        }
    }
}

fn walk(expression: &Expression, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Array(items) => items.iter().for_each(|item| walk(item, found)),
        Expression::Object(entries) => entries.values().for_each(|value| walk(value, found)),
        Expression::FuncCall(call) => call.args.iter().for_each(|argument| walk(argument, found)),
        Expression::Traversal(traversal) => {
            let names = traversal.operators.iter().map_while(|operator| match operator {
                TraversalOperator::GetAttr(name) => Some(name.as_str()),
                _ => None,
            });
            let root = if let Expression::Variable(root) = &traversal.expr { root.as_str() } else { "" };
            let wanted = if root == "data" { 3 } else { 2 };
            let path: Vec<&str> = std::iter::once(root).chain(names).take(wanted).collect();
            found.insert(path.join("."));
            walk(&traversal.expr, found);
        }
        Expression::TemplateExpr(template) => walk_template(template, found),
        _ => {}
    }
}

fn walk_template(template: &TemplateExpr, found: &mut BTreeSet<String>) {
    let Ok(template) = Template::from_expr(template) else { return };
    for element in template.elements() {
        if let Element::Interpolation(interpolation) = element {
            walk(&interpolation.expr, found);
        }
    }
}

/// Addresses that may reach something, as CIDR blocks; `check` refuses the world.
pub(super) fn addresses(doc: impl Into<String>, check: &str, default: Option<Expression>) -> Variable {
    Variable {
        doc: doc.into(),
        ty: code("list(string)"),
        default,
        sensitive: false,
        checks: vec![(code(check), "Each entry is a CIDR block of at most 2^24 addresses, never the whole internet.")],
        example: None,
    }
}
