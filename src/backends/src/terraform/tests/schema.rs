//! Checks HCL against the providers' schemas (`tests/data/terraform`), as far as literals go.
#![expect(clippy::wildcard_enum_match_arm, reason = "the HCL library's enums may grow")]

use hcl::{
    Block, Body, Expression,
    expr::{TemplateExpr, TraversalOperator},
};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

const META: &[&str] = &["depends_on", "for_each", "count", "provider", "provisioner"];
const PROVIDERS: &[(&str, &str)] = &[("aws", "aws"), ("confluent", "confluent"), ("snowflake", "snowflake")];

struct Fault<'a> {
    at: String,
    out: &'a mut Vec<String>,
}

impl Fault<'_> {
    fn say(&mut self, what: impl std::fmt::Display) {
        self.out.push(format!("{}: {what}", self.at));
    }
}

/// Resources by address.
pub(super) fn resources(files: &BTreeMap<String, String>) -> BTreeMap<String, Block> {
    blocks(files).into_iter().filter(|(address, _)| !address.starts_with("data.")).collect()
}

fn blocks(files: &BTreeMap<String, String>) -> BTreeMap<String, Block> {
    let mut all = BTreeMap::new();
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".tf")) {
        let body: Body = hcl::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for block in body.into_blocks() {
            let labels: Vec<&str> = block.labels.iter().map(hcl::BlockLabel::as_str).collect();
            let address = match (block.identifier.as_str(), labels.as_slice()) {
                ("resource", [kind, name]) => format!("{kind}.{name}"),
                ("data", [kind, name]) => format!("data.{kind}.{name}"),
                ("variable", [name]) => format!("var.{name}"),
                _ => continue,
            };
            assert!(all.insert(address.clone(), block).is_none(), "{address} is there twice");
        }
    }
    all
}

/// Everything that doesn't fit.
pub(super) fn check(files: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    let all = blocks(files);
    let known: BTreeMap<&str, Option<Value>> =
        all.iter().map(|(address, block)| (address.as_str(), schema_of(block))).collect();
    for (address, block) in &all {
        let mut fault = Fault { at: address.clone(), out: &mut faults };
        if let Some(Some(schema)) = known.get(address.as_str()) {
            body(&mut fault, schema, &block.body, true);
        }
        references(&mut fault, &known, &block.body);
    }
    for (name, text) in files.iter().filter(|(name, _)| name.ends_with(".tf")) {
        let whole: Body = hcl::from_str(text).unwrap();
        for block in
            whole.blocks().filter(|block| matches!(block.identifier.as_str(), "provider" | "output" | "locals"))
        {
            let mut fault = Fault { at: format!("{name}: {}", block.identifier.as_str()), out: &mut faults };
            references(&mut fault, &known, &block.body);
            if let Some((_, folder)) =
                PROVIDERS.iter().find(|(label, _)| block.labels.first().is_some_and(|at| at.as_str() == *label))
            {
                let schema = read(&format!("{folder}/provider.json")).expect("every provider has a schema");
                body(&mut fault, &schema, &block.body, true);
            }
        }
    }
    faults
}

/// `None` for providers that have no schema here (tls, random) and for variables.
fn schema_of(block: &Block) -> Option<Value> {
    let kind = block.labels.first()?.as_str();
    let folder = PROVIDERS.iter().find(|(prefix, _)| kind.starts_with(&format!("{prefix}_")))?.1;
    let path = match block.identifier.as_str() {
        "resource" => format!("{folder}/{kind}.json"),
        "data" => format!("{folder}/data/{kind}.json"),
        _ => return None,
    };
    Some(read(&path).unwrap_or_else(|| panic!("no schema {path}: copy it from the reference")))
}

#[expect(clippy::disallowed_methods, reason = "test data")]
fn read(path: &str) -> Option<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/terraform/");
    let text = std::fs::read_to_string(format!("{folder}{path}")).ok()?;
    Some(serde_json::from_str(&text).unwrap())
}

fn body(fault: &mut Fault<'_>, schema: &Value, body: &Body, top: bool) {
    let attributes = &schema["attributes"];
    let inner = &schema["blocks"];
    let mut present = BTreeSet::new();
    for attribute in body.attributes() {
        let name = attribute.key.as_str();
        present.insert(name.to_string());
        if top && (META.contains(&name) || name == "alias") {
            continue;
        }
        match attributes.get(name) {
            None if !inner[name].is_null() => fault.say(format!("`{name}` is a block, not an attribute")),
            None => fault.say(format!("no attribute `{name}`")),
            Some(spec) => {
                if spec["required"] != true && spec["optional"] != true {
                    fault.say(format!("`{name}` is computed only"));
                }
                if !spec["deprecated"].is_null() {
                    fault.say(format!("`{name}` is deprecated"));
                }
                value(fault, name, spec, &spec["type"], &attribute.expr);
            }
        }
    }
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    for block in body.blocks() {
        let name = block.identifier.as_str();
        if top && name == "lifecycle" {
            continue;
        }
        *counts.entry(name).or_default() += 1;
        present.insert(name.to_string());
        match inner.get(name) {
            None if !attributes[name].is_null() => fault.say(format!("`{name}` is an attribute, not a block")),
            None => fault.say(format!("no block `{name}`")),
            Some(spec) => {
                let mut below = Fault { at: format!("{}.{name}", fault.at), out: &mut *fault.out };
                self::body(&mut below, spec, &block.body, false);
            }
        }
    }
    for (name, spec) in attributes.as_object().into_iter().flatten() {
        if spec["required"] == true && !present.contains(name) {
            fault.say(format!("`{name}` is missing"));
        }
        groups(fault, name, spec, &present);
    }
    for (name, spec) in inner.as_object().into_iter().flatten() {
        let count = counts.get(name.as_str()).copied().unwrap_or_default();
        if spec["min"].as_u64().is_some_and(|min| count < min) {
            fault.say(format!("block `{name}` is missing"));
        }
        if spec["max"].as_u64().is_some_and(|max| count > max) || spec["nesting"] == "single" && count > 1 {
            fault.say(format!("too many blocks `{name}`"));
        }
        groups(fault, name, spec, &present);
    }
}

/// Rules between neighbours; addresses of nested ones are compared by their last step.
fn groups(fault: &mut Fault<'_>, name: &str, spec: &Value, present: &BTreeSet<String>) {
    let names = |rule: &str| -> Vec<String> {
        let list = spec[rule].as_array().cloned().unwrap_or_default();
        list.iter().filter_map(|one| Some(one.as_str()?.rsplit('.').next()?.to_string())).collect()
    };
    let there = |list: &[String]| list.iter().filter(|one| present.contains(*one)).count();
    let exactly = names("exactly_one_of");
    if !exactly.is_empty() && there(&exactly) != 1 {
        fault.say(format!("exactly one of {exactly:?}"));
    }
    let least = names("at_least_one_of");
    if !least.is_empty() && there(&least) == 0 {
        fault.say(format!("at least one of {least:?}"));
    }
    if present.contains(name) {
        if there(&names("conflicts_with")) > 0 {
            fault.say(format!("`{name}` conflicts with {:?}", names("conflicts_with")));
        }
        let with = names("required_with");
        if there(&with) < with.len() {
            fault.say(format!("`{name}` wants {with:?}"));
        }
    }
}

/// Literals only: what comes from elsewhere is for plan to check.
fn value(fault: &mut Fault<'_>, name: &str, spec: &Value, ty: &Value, expression: &Expression) {
    match (ty.as_str(), ty[0].as_str(), expression) {
        (Some("string"), _, Expression::String(text)) => literal(fault, name, spec, text),
        (
            Some("string"),
            _,
            Expression::Number(_) | Expression::Bool(_) | Expression::Array(_) | Expression::Object(_),
        ) => {
            fault.say(format!("`{name}` is a string"));
        }
        (Some("number"), _, Expression::Number(number)) => {
            let number = number.as_f64().unwrap_or_default();
            if spec["at_least"].as_f64().is_some_and(|least| number < least)
                || spec["at_most"].as_f64().is_some_and(|most| number > most)
            {
                fault.say(format!("`{name}` is out of range"));
            }
        }
        (
            Some("number"),
            _,
            Expression::String(_) | Expression::Bool(_) | Expression::Array(_) | Expression::Object(_),
        ) => {
            fault.say(format!("`{name}` is a number"));
        }
        (
            Some("bool"),
            _,
            Expression::String(_) | Expression::Number(_) | Expression::Array(_) | Expression::Object(_),
        ) => {
            fault.say(format!("`{name}` is a bool"));
        }
        (_, Some("list" | "set"), Expression::Array(items)) => {
            for item in items {
                let mut each = spec.clone();
                each["one_of"] = spec["element_one_of"].clone();
                value(fault, name, &each, &ty[1], item);
            }
        }
        (_, Some("map"), Expression::Object(entries)) => {
            for entry in entries.values() {
                value(fault, name, &Value::Null, &ty[1], entry);
            }
        }
        (
            _,
            Some(kind @ ("list" | "set" | "map")),
            Expression::String(_) | Expression::Number(_) | Expression::Bool(_),
        ) => {
            fault.say(format!("`{name}` is a {kind}"));
        }
        (_, Some("list" | "set"), Expression::Object(_)) => fault.say(format!("`{name}` is a list")),
        (_, Some("map"), Expression::Array(_)) => fault.say(format!("`{name}` is a map")),
        _ => {}
    }
}

fn literal(fault: &mut Fault<'_>, name: &str, spec: &Value, text: &str) {
    if spec["not_empty"] == true && text.is_empty() {
        fault.say(format!("`{name}` is empty"));
    }
    let choices: Vec<&str> = spec["one_of"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if !choices.is_empty() && !choices.contains(&text) {
        fault.say(format!("`{name}` is {text:?}, not one of {choices:?}"));
    }
    if spec["pattern"].as_str().is_some_and(|pattern| !matches(pattern, text)) {
        fault.say(format!("`{name}` is {text:?}, which is not {}", spec["pattern"]));
    }
}

/// The few shapes of patterns in the schemas that literals of ours meet; another one fails loudly.
fn matches(pattern: &str, text: &str) -> bool {
    let in_class = |c: char, extra: &str| c.is_ascii_alphanumeric() || extra.contains(c);
    match pattern {
        "^crn://.+$" => text.strip_prefix("crn://").is_some_and(|rest| !rest.is_empty()),
        "^User:.+$" => text.strip_prefix("User:").is_some_and(|rest| !rest.is_empty()),
        "^http" => text.starts_with("http"),
        "^(u-|sa-)" => text.starts_with("u-") || text.starts_with("sa-"),
        "^lkc-" => text.starts_with("lkc-"),
        "^[a-zA-Z0-9._-]{1,249}$" => (1..=249).contains(&text.len()) && text.chars().all(|c| in_class(c, "._-")),
        _ if pattern.starts_with("^(\"[^\"]+\"") => {
            text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).is_some_and(|rest| rest.contains("\".\""))
        }
        _ => panic!("the pattern {pattern} is new to this test"),
    }
}

/// Every reference names a block that is there, and an attribute that it has.
fn references(fault: &mut Fault<'_>, known: &BTreeMap<&str, Option<Value>>, body: &Body) {
    for attribute in body.attributes() {
        walk(&attribute.expr, &mut |path| reference(fault, known, path));
    }
    for block in body.blocks() {
        references(fault, known, &block.body);
    }
}

fn reference(fault: &mut Fault<'_>, known: &BTreeMap<&str, Option<Value>>, path: &[String]) {
    let (address, rest) = match path.first().map(String::as_str) {
        Some("data") => (path[..3].join("."), &path[3..]),
        Some("local" | "each" | "cidr" | "snowflake" | "string" | "number" | "list") => return,
        Some(_) if path.len() == 1 => return,
        _ => (path[..2].join("."), &path[2..]),
    };
    match known.get(address.as_str()) {
        None => fault.say(format!("nothing is called {address}")),
        Some(None) => {}
        Some(Some(schema)) => {
            if let Some(name) = rest.first()
                && schema["attributes"].get(name).is_none()
                && schema["blocks"].get(name).is_none()
            {
                fault.say(format!("{address} has no `{name}`"));
            }
        }
    }
}

fn walk(expression: &Expression, see: &mut dyn FnMut(&[String])) {
    match expression {
        Expression::Array(items) => items.iter().for_each(|item| walk(item, see)),
        Expression::Object(entries) => entries.values().for_each(|value| walk(value, see)),
        Expression::FuncCall(call) => call.args.iter().for_each(|argument| walk(argument, see)),
        Expression::Traversal(traversal) => {
            let Expression::Variable(root) = &traversal.expr else { return walk(&traversal.expr, see) };
            let names = traversal.operators.iter().filter_map(|operator| match operator {
                TraversalOperator::GetAttr(name) => Some(name.as_str().to_string()),
                _ => None,
            });
            see(&std::iter::once(root.as_str().to_string()).chain(names).collect::<Vec<_>>());
        }
        Expression::TemplateExpr(template) => {
            let TemplateExpr::QuotedString(_) = &**template else { panic!("a heredoc") };
            for element in hcl::Template::from_expr(template).unwrap().elements() {
                if let hcl::template::Element::Interpolation(inner) = element {
                    walk(&inner.expr, see);
                }
            }
        }
        _ => {}
    }
}

/// The checker can fail: each row is wrong in one way.
#[test]
fn wrong_modules_are_found() {
    let cases = [
        ("resource \"aws_vpc\" \"a\" {\n  cidr = \"10.0.0.0/16\"\n}", "no attribute `cidr`"),
        ("resource \"confluent_environment\" \"a\" {}", "`display_name` is missing"),
        ("resource \"confluent_environment\" \"a\" {\n  display_name = \"\"\n}", "`display_name` is empty"),
        (
            "resource \"confluent_environment\" \"a\" {\n  display_name    = \"a\"\n  stream_governance = { package = \"ADVANCED\" }\n}",
            "`stream_governance` is a block, not an attribute",
        ),
        (
            "resource \"confluent_environment\" \"a\" {\n  display_name = \"a\"\n  stream_governance {\n    package = \"advanced\"\n  }\n}",
            "not one of",
        ),
        ("resource \"confluent_kafka_topic\" \"a\" {\n  topic_name = \"a b\"\n}", "`topic_name` is \"a b\""),
        ("resource \"confluent_kafka_topic\" \"a\" {\n  topic_name = \"a\"\n  partitions_count = 0\n}", "out of range"),
        (
            "resource \"confluent_kafka_topic\" \"a\" {\n  topic_name = \"a\"\n  config {}\n}",
            "is an attribute, not a block",
        ),
        (
            "resource \"confluent_kafka_cluster\" \"a\" {\n  display_name = \"a\"\n  availability = \"LOW\"\n  cloud = \"AWS\"\n  region = \"r\"\n  environment {\n    id = \"e\"\n  }\n}",
            "exactly one of",
        ),
        (
            "resource \"confluent_kafka_cluster\" \"a\" {\n  display_name = \"a\"\n  availability = \"LOW\"\n  cloud = \"AWS\"\n  region = \"r\"\n  standard {}\n}",
            "block `environment` is missing",
        ),
        (
            "resource \"confluent_api_key\" \"a\" {\n  owner {\n    id = \"u-1\"\n    api_version = \"iam/v2\"\n    kind = \"User\"\n  }\n  owner {\n    id = \"u-1\"\n    api_version = \"iam/v2\"\n    kind = \"User\"\n  }\n}",
            "too many blocks `owner`",
        ),
        (
            "resource \"confluent_role_binding\" \"a\" {\n  principal = \"sa-1\"\n  role_name = \"r\"\n  crn_pattern = \"crn://x\"\n}",
            "`principal` is \"sa-1\"",
        ),
        ("resource \"aws_vpc\" \"a\" {\n  enable_dns_support = \"yes\"\n}", "is a bool"),
        ("resource \"aws_vpc\" \"a\" {\n  arn = \"x\"\n}", "is computed only"),
        ("resource \"aws_vpc\" \"a\" {\n  cidr_block = aws_subnet.b.cidr_block\n}", "nothing is called aws_subnet.b"),
        ("resource \"aws_vpc\" \"a\" {}\noutput \"o\" {\n  value = aws_vpc.a.ident\n}", "aws_vpc.a has no `ident`"),
        ("resource \"aws_vpc\" \"a\" {\n  tags = [\"a\"]\n}", "is a map"),
        (
            "resource \"snowflake_grant_account_role\" \"a\" {\n  role_name = \"R\"\n  user_name = \"U\"\n  parent_role_name = \"P\"\n}",
            "exactly one of",
        ),
    ];
    for (text, expected) in cases {
        let files = BTreeMap::from([("x.tf".to_string(), text.to_string())]);
        let found = check(&files);
        assert!(found.iter().any(|fault| fault.contains(expected)), "{text}\n{expected}\n{found:?}");
    }
}
