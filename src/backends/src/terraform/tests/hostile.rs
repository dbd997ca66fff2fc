//! Strings of users come back as they went in, and never as templates.
#![expect(clippy::wildcard_enum_match_arm, reason = "the HCL library's enums may grow")]

use super::{cloud, emit, files, project, schema};
use crate::terraform::{print, values};
use hcl::{Body, Expression};
use weir_ir::Value;

pub(super) fn hostile() -> Vec<String> {
    let mut all: Vec<String> = [
        "plain",
        "with \"quotes\"",
        "${var.secret_shop_password}",
        "%{ if true }x%{ endif }",
        "$${a}",
        "$$${a}",
        "%%{a}",
        "%${a}",
        "${%{a}}",
        "${%${a}",
        "${$${b}",
        "$",
        "$$",
        "%",
        "{",
        "a$",
        "line\nbreak",
        "tab\tcr\r",
        "-- comment",
        "# comment",
        "/* x */",
        "back\\slash \\${x}",
        "@{output:x}",
        "`x`",
        "naïve Ωμέγα 東京 🚀",
        "a\u{0}b\u{7f}\u{1b}",
        "é",
        "",
    ]
    .map(str::to_string)
    .into();
    all.push("x".repeat(255));
    all.push("${".repeat(127));
    all
}

#[test]
fn literals_come_back_equal() {
    for value in hostile() {
        let block = values::node("resource")
            .label("x")
            .set("value", value.as_str())
            .set("list", values::texts([value.as_str()]));
        let text = print::block(&block.into());
        let body: Body = hcl::from_str(&text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let block = body.blocks().next().unwrap();
        for attribute in block.body.attributes() {
            let read = match &attribute.expr {
                Expression::Array(items) => items[0].clone(),
                other => other.clone(),
            };
            assert_eq!(read_back(&read), value, "{text}");
        }
    }
}

/// What a literal or a template without interpolation stands for.
fn read_back(expression: &Expression) -> String {
    use hcl::template::Element;
    match expression {
        Expression::String(text) => text.clone(),
        Expression::TemplateExpr(template) => {
            let parsed = hcl::Template::from_expr(template).unwrap();
            parsed
                .elements()
                .iter()
                .map(|element| match element {
                    Element::Literal(text) => text.clone(),
                    other => panic!("{other:?} is evaluated"),
                })
                .collect()
        }
        other => panic!("{other:?}"),
    }
}

/// A project whose every free text is hostile.
pub(super) fn project_with(value: &str) -> weir_ir::Project {
    let mut project = project();
    project.owner = Some(value.to_string());
    for kek in &mut project.keks {
        kek.doc = Some(value.to_string());
    }
    for relation in project.relations.iter_mut() {
        relation.doc = Some(value.to_string());
    }
    let env = cloud(&mut project);
    env.settings.insert(
        "tags",
        Value::Map([("note".to_string(), Value::Text(value.to_string()))].into()),
        crate::sample::span(0),
    );
    let service = env.services.get_mut("payments_app").unwrap();
    let variables = Value::Map([("NOTE".to_string(), Value::Text(value.to_string()))].into());
    service.settings.insert("env", variables, crate::sample::span(0));
    project
}

#[test]
fn hostile_texts_stay_texts() {
    for value in hostile() {
        let all = files(&emit(&project_with(&value)));
        assert_eq!(schema::check(&all), Vec::<String>::new(), "{value:?}");
        let body: Body = hcl::from_str(&all["providers.tf"]).unwrap();
        let aws = body.blocks().find(|block| block.labels[0].as_str() == "aws").unwrap();
        let tags = &aws.body.blocks().next().unwrap().body.attributes().next().unwrap().expr;
        let Expression::Object(tags) = tags else { panic!("{tags:?}") };
        let note = tags.iter().find(|(key, _)| format!("{key:?}").contains("note")).unwrap().1;
        assert_eq!(read_back(note), value);
    }
}

#[test]
fn names_of_terraform_are_letters_digits_and_underscores() {
    for (name, expected) in
        [("shop", "shop"), ("a.b", "a_b"), ("1st", "_1st"), ("é\"x", "__x"), ("", "_"), ("-a", "_-a")]
    {
        assert_eq!(values::identifier(name), expected);
    }
}
