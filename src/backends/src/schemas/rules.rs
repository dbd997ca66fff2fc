//! `rules.json`: the ruleSet as a registry holds it. Checks and field rules in the order written, then encryption, so
//! that no check reads ciphertext.

use crate::{keks, schemas::tags, shape::Shape};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use weir_ir::{EncryptAlgorithm, Environment, Otherwise, Project, Rule, RuleBody, RuleMode};

/// `None` for a subject without rules.
pub(crate) fn rule_set(project: &Project, env: &Environment, shape: &Shape<'_>) -> Option<Value> {
    let mut rules: Vec<Value> = project.rules_on(shape.id).map(|rule| domain_rule(project, env, rule)).collect();
    rules
        .extend(encryptions(project, shape).into_iter().map(|(kek, algorithm)| encrypt(env, project, &kek, algorithm)));
    (!rules.is_empty()).then(|| json!({"domainRules": rules}))
}

/// The keys that the rules of a subject use, by item.
pub(crate) fn keks(project: &Project, shape: &Shape<'_>) -> BTreeSet<String> {
    encryptions(project, shape).into_iter().map(|(kek, _)| kek).collect()
}

/// Dead letter topics of the rules, by name of the pipeline file.
pub(crate) fn dead_letters(project: &Project, shape: &Shape<'_>) -> BTreeSet<String> {
    let letters = project.rules_on(shape.id).filter_map(|rule| match rule.otherwise {
        Otherwise::DeadLetter(id) => Some(project.relations[id].name.clone()),
        Otherwise::Reject | Otherwise::Warn => None,
    });
    letters.collect()
}

/// Each (kek, algorithm) once, in the order of the pipeline file.
fn encryptions(project: &Project, shape: &Shape<'_>) -> Vec<(String, EncryptAlgorithm)> {
    let mut found = Vec::new();
    for encryption in project.encryptions.iter().filter(|e| e.column.relation == shape.id) {
        let pair = (encryption.kek.clone(), encryption.algorithm);
        if !found.contains(&pair) {
            found.push(pair);
        }
    }
    found
}

fn domain_rule(project: &Project, env: &Environment, rule: &Rule) -> Value {
    let mut object = Map::new();
    object.insert("name".into(), json!(rule.name));
    if let Some(doc) = &rule.doc {
        object.insert("doc".into(), json!(doc));
    }
    let mut params = Map::new();
    let (kind, ty, expression) = match &rule.body {
        RuleBody::Check(expression) => ("CONDITION", "CEL", expression),
        RuleBody::Transform { expression, .. } => ("TRANSFORM", "CEL_FIELD", expression),
    };
    let mode = match rule.mode {
        RuleMode::Write => "WRITE",
        RuleMode::Read => "READ",
    };
    object.insert("kind".into(), json!(kind));
    object.insert("mode".into(), json!(mode));
    object.insert("type".into(), json!(ty));
    if let RuleBody::Transform { .. } = rule.body {
        object.insert("tags".into(), json!([tags::rule(&rule.name)]));
    }
    // Clients split an expression at its first `;`, also inside a string, and take what precedes for a guard.
    if expression.text.contains(';') {
        params.insert("cel.ignore.guard.separator".into(), json!("true"));
    }
    let on_failure = match rule.otherwise {
        Otherwise::DeadLetter(id) => {
            let topic = env.names.topics.get(&id).map_or(project.relations[id].name.as_str(), |topic| &topic.name);
            params.insert("dlq.topic".into(), json!(topic));
            "DLQ"
        }
        Otherwise::Reject => "ERROR",
        Otherwise::Warn => "NONE",
    };
    if !params.is_empty() {
        object.insert("params".into(), Value::Object(params));
    }
    object.insert("expr".into(), json!(weir_ir::escape_literal(&expression.text)));
    object.insert("onSuccess".into(), json!("NONE"));
    object.insert("onFailure".into(), json!(on_failure));
    object.insert("disabled".into(), json!(false));
    Value::Object(object)
}

fn encrypt(env: &Environment, project: &Project, kek: &str, algorithm: EncryptAlgorithm) -> Value {
    let mut params = Map::new();
    params.insert("encrypt.kek.name".into(), json!(keks::name(env, kek)));
    if let Some(kms) = keks::kms(project, env, kek) {
        params.insert("encrypt.kms.type".into(), json!(kms.kind));
        params.insert("encrypt.kms.key.id".into(), json!(kms.key_id));
    }
    params.insert("encrypt.dek.algorithm".into(), json!(algorithm.registry_name()));
    json!({
        "name": format!("encrypt_{kek}_{}", algorithm.word()),
        "kind": "TRANSFORM",
        "mode": "WRITEREAD",
        "type": "ENCRYPT",
        "tags": [tags::encryption(kek, algorithm)],
        "params": params,
        // A producer that cannot encrypt stops; a reader without rights to the key gets the ciphertext.
        "onFailure": "ERROR,NONE",
        "disabled": false
    })
}
