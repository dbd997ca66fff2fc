//! The errors, the proof in the project, `protection.json`, `protection.md` and `lineage.json` say the same.

use crate::cases::{Case, cases, found};
use crate::{Cases, unit};
use serde_json::Value;
use std::collections::BTreeSet;
use weir_backends::{ProjectBackend, lineage, protection_report::ProtectionReport};
use weir_compiler::{Checked, check};
use weir_diagnostics::{Diagnostic, Diagnostics};
use weir_ir::{ArtifactSet, EndPointKind, Hold, Project};

/// Codes of what reaches an end point.
const REACHES: [&str; 4] = ["E0701", "E0702", "E0703", "E0705"];

/// A case in an environment: reports are of environments, and most cases have none of their own.
fn checked(case: &Case) -> Checked {
    let placed = case.text.contains("environment ") || case.text.contains("parts/places.weir");
    let text = if placed { case.text.clone() } else { format!("{}\nenvironment here: embedded\n", case.text) };
    check(unit(&text), &Cases)
}

#[test]
fn errors_proof_report_and_lineage_say_the_same() {
    for case in cases("leaking").iter().chain(&cases("sound")) {
        let (name, checked) = (case.name(), checked(case));
        each_error_is_a_violation_of_the_proof_and_each_violation_an_error(&name, &checked);
        the_report_says_what_the_proof_says(&name, &checked);
        the_report_has_the_path_of_each_error(&name, &checked);
        the_lineage_has_each_step_of_each_error(&name, &checked);
    }
}

fn column(project: &Project, column: &weir_ir::ColumnRef) -> String {
    format!("{}.{}", project.relations[column.relation].name, column.path)
}

/// Environment, end point, origin, class: of each violation in the proof.
type Said = BTreeSet<(String, String, String, String)>;

fn in_the_proof(project: &Project) -> Said {
    let mut all = Said::new();
    for env in &project.environments {
        for end in &env.proof.end_points {
            for finding in end.findings.iter().filter(|f| matches!(f.hold, Hold::Violation { .. })) {
                let origin = column(project, &finding.origin);
                all.insert((env.name.clone(), end_words(end.kind, &end.name), origin, finding.class.to_string()));
            }
        }
    }
    all
}

fn end_words(kind: EndPointKind, name: &str) -> String {
    match kind {
        EndPointKind::Sink => format!("sink {name}"),
        EndPointKind::Product => format!("product {name}"),
        EndPointKind::Service => format!("service {name}"),
        EndPointKind::Topic => format!("the topic {name}"),
    }
}

/// ``origin` (class) reaches END in plain text``, or ``is encrypted, but END holds it``.
fn in_an_error(project: &Project, one: &Diagnostic) -> Said {
    let words = one.message.replace('`', "");
    let (origin, rest) = words.split_once(" (").unwrap();
    let (class, rest) = rest.split_once(") ").unwrap();
    let rest = rest.trim_start_matches("reaches ").trim_start_matches("is encrypted, but ");
    let ends = ["sink ", "product ", "service ", "the topic "].iter().find(|end| rest.starts_with(**end)).unwrap();
    let name = rest[ends.len()..].split(' ').next().unwrap().trim_end_matches(',');
    let suffix = if rest[ends.len()..].contains(" (error topic)") { " (error topic)" } else { "" };
    let noted = one.notes.iter().find(|note| note.starts_with("in the environment"));
    let here = |env: &str| noted.is_none_or(|note| note.contains(&format!("`{env}`")));
    let environments = project.environments.iter().map(|env| env.name.clone()).filter(|env| here(env));
    let end = format!("{ends}{name}{suffix}");
    environments.map(|env| (env, end.clone(), origin.to_string(), class.to_string())).collect()
}

fn each_error_is_a_violation_of_the_proof_and_each_violation_an_error(name: &str, checked: &Checked) {
    let project = &checked.project;
    let errors = found(checked).into_iter().filter(|one| REACHES.contains(&one.code.id));
    let errors: Said = errors.flat_map(|one| in_an_error(project, one)).collect();
    let proof = in_the_proof(project);
    assert!(errors.is_subset(&proof), "{name}: {:?}", errors.difference(&proof).collect::<Vec<_>>());
    // What another class of the column implies is said with that one.
    let unsaid = proof.difference(&errors).find(|(env, end, origin, class)| {
        let with = errors.iter().find(|(e, p, o, _)| (e, p, o) == (env, end, origin));
        !with.is_some_and(|(.., other)| {
            let other = project.classifications.get(&weir_ir::Class(other.clone()));
            other.is_some_and(|other| other.implies.contains(&weir_ir::Class(class.clone())))
        })
    });
    assert!(unsaid.is_none(), "{name}: {unsaid:?}");
}

fn report(checked: &Checked) -> (Value, String) {
    let (mut out, mut diagnostics) = (ArtifactSet::default(), Diagnostics::default());
    ProtectionReport.emit(&checked.project, &mut out, &mut diagnostics);
    assert!(diagnostics.is_empty());
    let text = |name: &str| out.get(name).unwrap().text.clone();
    (serde_json::from_str(&text("protection.json")).unwrap(), text("protection.md"))
}

fn list(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn the_report_says_what_the_proof_says(name: &str, checked: &Checked) {
    let project = &checked.project;
    let (json, page) = report(checked);
    let mut said = Said::new();
    for env in list(&json["environments"]) {
        let environment = env["name"].as_str().unwrap().to_string();
        let mut violations = 0;
        for end in list(&env["end_points"]) {
            let kind = end["kind"].as_str().unwrap();
            let kind = if kind == "topic" { "the topic" } else { kind };
            for finding in list(&end["findings"]) {
                let text = |key: &str| finding[key].as_str().unwrap().to_string();
                assert!(page.contains(&text("origin")), "{name}: {} is not in protection.md", text("origin"));
                if text("status") == "violation" {
                    violations += 1;
                    let end = format!("{kind} {}", end["name"].as_str().unwrap());
                    said.insert((environment.clone(), end, text("origin"), text("class")));
                }
            }
        }
        assert_eq!(env["summary"]["violations"], violations, "{name}");
    }
    assert_eq!(said, in_the_proof(project), "{name}");
}

fn the_report_has_the_path_of_each_error(name: &str, checked: &Checked) {
    let (json, _) = report(checked);
    let paths: BTreeSet<String> = list(&json["environments"])
        .iter()
        .flat_map(|env| list(&env["end_points"]))
        .flat_map(|end| list(&end["findings"]))
        .filter(|finding| finding["status"] == "violation")
        .map(|finding| steps(&list(&finding["path"])))
        .collect();
    for one in found(checked).into_iter().filter(|one| REACHES.contains(&one.code.id)) {
        let path = numbered(one).join("\n");
        assert!(paths.contains(&path), "{name}: no path in the report is\n{path}\n{paths:#?}");
    }
}

fn steps(path: &[Value]) -> String {
    let step = |step: &Value| format!("{}: {}", step["what"].as_str().unwrap(), step["how"].as_str().unwrap());
    path.iter().map(step).collect::<Vec<_>>().join("\n")
}

/// The steps of an error in their order: `t.email: copied here`.
fn numbered(one: &Diagnostic) -> Vec<String> {
    let mut steps: Vec<(usize, String)> = one
        .labels
        .iter()
        .filter_map(|label| label.text.split_once(". "))
        .filter_map(|(number, step)| Some((number.parse().ok()?, step.replace('`', ""))))
        .collect();
    steps.sort();
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Input fields of a relation's field, or of its rows.
fn inputs(document: &Value, relation: &str, field: Option<&str>) -> Vec<String> {
    let dataset = list(&document["datasets"]).into_iter().find(|dataset| dataset["name"] == relation);
    let facet = dataset.unwrap()["facets"]["columnLineage"].clone();
    let inputs = match field {
        Some(field) => facet["fields"][field]["inputFields"].clone(),
        None => facet["dataset"].clone(),
    };
    let one = |input: &Value| format!("{}.{}", input["name"].as_str().unwrap(), input["field"].as_str().unwrap());
    list(&inputs).iter().map(one).collect()
}

/// The relation and the column of `shop.customers.email`; none for `rows of t`.
fn taken_apart(project: &Project, what: &str) -> Option<(String, Option<String>)> {
    if let Some(relation) = what.strip_prefix("rows of ") {
        return Some((relation.to_string(), None));
    }
    let names = project.relations.iter().map(|(_, relation)| relation.name.clone());
    let relation = names.filter(|name| what.starts_with(&format!("{name}."))).max_by_key(String::len)?;
    let column = what[relation.len() + 1..].split('.').next().unwrap().to_string();
    Some((relation, Some(column)))
}

fn the_lineage_has_each_step_of_each_error(name: &str, checked: &Checked) {
    let document = lineage::document(&checked.project);
    for one in found(checked).into_iter().filter(|one| REACHES.contains(&one.code.id)) {
        let steps = numbered(one);
        for (from, to) in steps.iter().zip(steps.iter().skip(1)) {
            let (from, (to, how)) = (from.split(": ").next().unwrap(), to.split_once(": ").unwrap());
            // Rows are handed on with the relation that is read, and end points are no datasets.
            if how == "its rows are read here" {
                continue;
            }
            let (Some((source, Some(column))), Some((relation, field))) =
                (taken_apart(&checked.project, from), taken_apart(&checked.project, to))
            else {
                continue;
            };
            let inputs = inputs(&document, &relation, field.as_deref());
            let wanted = format!("{source}.{column}");
            let there = inputs.iter().any(|i| *i == wanted || i.starts_with(&format!("{wanted}.")));
            assert!(there, "{name}: {to} has no input {wanted}, but {inputs:?}");
        }
    }
}
