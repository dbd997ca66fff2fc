//! `<environment>/README.md`: what stands in the folder, for somebody on call who has never seen weir.

use crate::{
    Backend, diagnostics,
    manifest::{self, Inputs},
    markdown,
};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use weir_diagnostics::Diagnostics;
use weir_ir::{
    Access, ArtifactSet, Environment, Owner, Platform, Project, Relation, RelationId, RelationKind, Resource, Service,
    TextPart, address,
};

pub(crate) const FILE: &str = "README.md";
const TEMPLATE: &str = include_str!("readme/environment.md.j2");

/// Stands after all that it counts, before the manifest.
pub(crate) struct Readme;

impl Backend for Readme {
    fn name(&self) -> &'static str {
        "readme"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        // The manifest says it when there is no order; a page without one helps nobody.
        let Ok(order) = manifest::ordered(out.resources(&env.name)) else { return };
        let page = page(project, env, out, &order);
        match markdown::render(TEMPLATE, &page) {
            Ok(text) => out.environment_file(&env.name, FILE, text),
            Err(error) => {
                let file = format!("{}/{FILE}", env.name);
                diagnostics.push(diagnostics::internal(&file, &format!("{error:#}")));
            }
        }
    }
}

#[derive(Serialize)]
struct Page {
    pipeline: String,
    file: String,
    owner: Option<String>,
    environment: String,
    /// `online_retailer --env cloud`: the arguments of commands.
    doc: Option<String>,
    platform: String,
    embedded: bool,
    terraform: bool,
    /// Whether there is a file with examples of its variables.
    examples: bool,
    /// Files that owners of existing things run.
    owners: Vec<Pair>,
    counts: Vec<Count>,
    variables: Vec<Variable>,
    secrets: Vec<Pair>,
    systems: Vec<Pair>,
    steps: Vec<Step>,
    running: Vec<Running>,
    dead_letters: Vec<Pair>,
    access: Vec<AccessLine>,
    files: Vec<Pair>,
}

#[derive(Serialize)]
struct Count {
    kind: String,
    owner: Owner,
    count: usize,
}

#[derive(Serialize)]
struct Variable {
    name: String,
    default: Option<String>,
}

/// A name and what there is to say of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Pair {
    name: String,
    what: String,
}

#[derive(Serialize)]
struct Step {
    number: usize,
    kind: String,
    names: Vec<String>,
}

#[derive(Serialize)]
struct Running {
    item: String,
    what: String,
    reads: Vec<String>,
    place: String,
    doc: String,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct AccessLine {
    principal: String,
    action: String,
    resource: String,
    why: String,
}

fn page(project: &Project, env: &Environment, out: &ArtifactSet, order: &[&Resource]) -> Page {
    let Inputs { variables, secrets, .. } = manifest::inputs(env, out);
    Page {
        pipeline: project.name.clone(),
        file: origin_file(project),
        owner: project.owner.clone(),
        environment: env.name.clone(),
        doc: env.doc.clone(),
        platform: env.platform.to_string(),
        embedded: env.platform == Platform::Embedded,
        terraform: order.iter().any(|resource| resource.owner == Owner::Terraform),
        examples: manifest::files(env, out).any(|(path, _)| path == "terraform/terraform.tfvars.example"),
        owners: owners(order),
        counts: counts(order),
        variables: variables.into_iter().map(|(name, default)| Variable { name, default }).collect(),
        secrets: secrets.into_iter().map(|(name, place)| Pair { name, what: origin(order, &place) }).collect(),
        systems: systems(env),
        steps: steps(order),
        running: running(project, env, order),
        dead_letters: dead_letters(project, env),
        access: access(project, env, out),
        files: files(env, out),
    }
}

/// The pipeline's file, or its folder where there are several.
fn origin_file(project: &Project) -> String {
    let path = project.files.get(&project.span.file).map_or("", String::as_str);
    let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_string());
    let beside = project.files.values().filter(|other| folder(other) == folder(path)).count();
    match folder(path) {
        Some(folder) if beside > 1 => format!("{folder}/"),
        Some(_) | None => project.file_name(project.span).to_string(),
    }
}

/// What stands in somebody else's system: weir writes the file, the owner runs it.
fn is_owners(resource: &Resource) -> bool {
    resource.properties.get("owner_runs").and_then(serde_json::Value::as_bool) == Some(true)
}

fn owners(order: &[&Resource]) -> Vec<Pair> {
    let theirs = order.iter().filter(|one| is_owners(one));
    let lines = theirs.flat_map(|one| {
        let what = format!("{} `{}`", words(one.kind), one.name);
        one.files.iter().map(move |file| Pair { name: file.clone(), what: what.clone() })
    });
    lines.collect()
}

/// Where a secret comes from: Terraform makes some, the others must be there.
fn origin(order: &[&Resource], place: &manifest::Place) -> String {
    let made = |one: &&&Resource| one.kind == "aws_secretsmanager_secret" && one.name == place.key;
    let note = if order.iter().any(|one| made(&one)) { "; Terraform makes it" } else { "" };
    format!("{}{note}", place.words())
}

/// weir's by kind; Terraform's by provider, because its files say the rest.
fn counts(order: &[&Resource]) -> Vec<Count> {
    let mut counts: BTreeMap<(Owner, String), usize> = BTreeMap::new();
    for resource in order {
        let kind = match (resource.owner, resource.kind.split_once('_')) {
            (Owner::Terraform, Some((provider, _))) => format!("resources of {provider}"),
            (Owner::Terraform, None) | (Owner::Weir, _) => words(resource.kind),
        };
        if !is_owners(resource) {
            *counts.entry((resource.owner, kind)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((owner, kind), count)| Count { kind, owner, count }).collect()
}

/// `sink_table` as people say it.
fn words(kind: &str) -> String {
    kind.replace('_', " ")
}

/// What runs already and is reached by address: settings of the environment that hold one.
fn systems(env: &Environment) -> Vec<Pair> {
    if env.platform != Platform::SelfManaged {
        return Vec::new();
    }
    let known = [
        ("kafka", "Kafka, bootstrap servers"),
        ("registry", "schema registry"),
        ("connect", "Kafka Connect, REST"),
        ("flink_gateway", "Flink SQL gateway"),
        ("flink_rest", "Flink, REST"),
    ];
    let found = known.iter().filter_map(|(name, what)| Some((what, env.settings.part(name)?)));
    found.map(|(what, part)| Pair { name: (*what).to_string(), what: address_words(&part) }).collect()
}

fn address_words(part: &TextPart) -> String {
    match part {
        TextPart::Literal(text) => format!("`{text}`"),
        TextPart::Env(env) => format!("in the variable `{}`", env.name),
        TextPart::Secret(secret) => format!("in the secret `{}`", secret.0),
    }
}

/// weir's resources by depth: each step needs only earlier ones. Terraform orders its own; what owners run is there.
fn steps(order: &[&Resource]) -> Vec<Step> {
    let mut depth: BTreeMap<&str, usize> = BTreeMap::new();
    let mut steps: BTreeMap<usize, BTreeMap<&str, Vec<String>>> = BTreeMap::new();
    for resource in order {
        let below = resource.depends_on.iter().filter_map(|need| depth.get(need.as_str())).max();
        let own = match resource.owner {
            Owner::Terraform => 0,
            Owner::Weir if is_owners(resource) => 0,
            Owner::Weir => below.map_or(1, |deepest| deepest + 1),
        };
        depth.insert(&resource.address, own);
        if own > 0 {
            steps.entry(own).or_default().entry(resource.kind).or_default().push(resource.name.clone());
        }
    }
    let lines = steps.into_values().zip(1..).flat_map(|(kinds, number)| {
        kinds.into_iter().map(move |(kind, names)| Step { number, kind: words(kind), names })
    });
    lines.collect()
}

/// Transforms, captures and deliveries: what may stand still at night.
fn running(project: &Project, env: &Environment, order: &[&Resource]) -> Vec<Running> {
    let mut lines = Vec::new();
    for source in &project.sources {
        lines.push(Running {
            item: source.name.clone(),
            what: "captures a database".to_string(),
            reads: source.tables.iter().map(|id| project.relations[*id].name.clone()).collect(),
            place: carriers(order, &source.name, &[]),
            doc: source.doc.clone().unwrap_or_default(),
        });
    }
    for (id, relation) in project.relations.iter() {
        if matches!(relation.kind, RelationKind::Transform(_)) {
            lines.push(transform(project, env, id, relation));
        }
    }
    for sink in &project.sinks {
        let kind = env.sinks.get(&sink.name).map_or(sink.kind, |binding| binding.kind);
        let inputs: Vec<&str> =
            sink.inputs.iter().map(|input| project.relations[input.relation].name.as_str()).collect();
        lines.push(Running {
            item: sink.name.clone(),
            what: format!("delivers to {kind}"),
            reads: inputs.iter().map(ToString::to_string).collect(),
            place: carriers(order, &sink.name, &inputs),
            doc: sink.doc.clone().unwrap_or_default(),
        });
    }
    for service in project.services.iter().filter(|service| env.services.contains_key(&service.name)) {
        lines.push(Running {
            item: service.name.clone(),
            what: application(project, env, service),
            reads: accessed(project, service, false),
            place: format!("container `{}`", service.name),
            doc: service.doc.clone().unwrap_or_default(),
        });
    }
    lines
}

fn application(project: &Project, env: &Environment, service: &Service) -> String {
    let kind = env.services.get(&service.name).map_or(service.kind, |binding| binding.kind);
    let written = accessed(project, service, true).iter().map(|name| format!("`{name}`")).collect::<Vec<_>>();
    let writes = if written.is_empty() { String::new() } else { format!(", writes {}", written.join(", ")) };
    format!("application ({}){writes}", crate::graph::service_word(kind))
}

/// Relations and sources that a service reads, or writes.
fn accessed(project: &Project, service: &Service, writes: bool) -> Vec<String> {
    let names = service.access.iter().filter_map(|access| match access {
        Access::ReadsRelation(id) if !writes => Some(project.relations[*id].name.clone()),
        Access::ReadsSource(name) if !writes => Some(name.clone()),
        Access::WritesRelation(id) if writes => Some(project.relations[*id].name.clone()),
        Access::WritesSource(name) if writes => Some(name.clone()),
        Access::ReadsRelation(_) | Access::ReadsSource(_) | Access::WritesRelation(_) | Access::WritesSource(_) => None,
    });
    names.collect()
}

/// What carries rows in or out for an item: its connectors and statements, or Tableflow for what it delivers.
fn carriers(order: &[&Resource], item: &str, inputs: &[&str]) -> String {
    let whole = address::connector(item, "");
    let parts = format!("{whole}/");
    let connectors = order.iter().filter(|one| one.address == whole || one.address.starts_with(&parts));
    let mut places: Vec<String> = connectors.map(|one| format!("connector `{}`", one.name)).collect();
    let deliveries = address::delivery(item, "");
    let statements = order.iter().filter(|one| one.address.starts_with(&deliveries));
    places.extend(statements.map(|one| format!("statement `{}`", one.name)));
    if places.is_empty() {
        let tables: BTreeSet<String> = inputs.iter().map(|input| address::tableflow(input)).collect();
        let flows = order.iter().filter(|one| tables.contains(&one.address));
        places.extend(flows.map(|one| format!("Tableflow of topic `{}`", one.name)));
    }
    places.join(", ")
}

fn transform(project: &Project, env: &Environment, id: RelationId, relation: &Relation) -> Running {
    let inputs: BTreeSet<RelationId> = crate::graph::inputs(relation);
    let statement = env.names.statements.get(&id).map(|name| format!("statement `{}`", name.name));
    let topic = env.names.topics.get(&id).map(|name| format!("topic `{}`", name.name));
    Running {
        item: relation.name.clone(),
        what: format!("transform, {}, state: {}", relation.facts.changelog, relation.facts.state),
        reads: inputs.into_iter().map(|input| project.relations[input].name.clone()).collect(),
        place: statement.into_iter().chain(topic).collect::<Vec<_>>().join(", "),
        doc: relation.doc.clone().unwrap_or_default(),
    }
}

fn dead_letters(project: &Project, env: &Environment) -> Vec<Pair> {
    let found = project.relations.iter().filter_map(|(id, relation)| {
        let RelationKind::DeadLetter { of, rules } = &relation.kind else { return None };
        let topic = &env.names.topics.get(&id)?.name;
        let rules: Vec<String> = rules.iter().map(|rule| format!("`{rule}`")).collect();
        let what = format!("records of `{}` that break {}", project.relations[*of].name, rules.join(", "));
        Some(Pair { name: topic.clone(), what })
    });
    found.collect()
}

/// Who may do what: what Terraform grants, or the access control lists of Kafka.
fn access(project: &Project, env: &Environment, out: &ArtifactSet) -> Vec<AccessLine> {
    let granted = crate::terraform::access_table(project, env).into_iter().map(|row| AccessLine {
        principal: row.principal,
        action: row.action,
        resource: row.resource,
        why: row.why,
    });
    let lists = manifest::files(env, out).filter(|(path, _)| *path == "kafka/acls.json");
    granted.chain(lists.flat_map(|(_, text)| control_lists(text))).collect()
}

/// Rows of `kafka/acls.json`: the file is what is applied, so the page reads it instead of saying it again.
fn control_lists(text: &str) -> Vec<AccessLine> {
    let rows: Vec<BTreeMap<String, String>> = serde_json::from_str(text).unwrap_or_default();
    let line = |row: BTreeMap<String, String>| {
        let field = |name: &str| row.get(name).cloned().unwrap_or_default();
        AccessLine {
            principal: field("principal"),
            action: field("operation"),
            resource: format!("{} `{}`", field("resource_type"), field("resource")),
            why: field("why"),
        }
    };
    rows.into_iter().map(line).collect()
}

/// Files by folder and what they are for; single files by name.
const FOLDERS: &[(&str, &str)] = &[
    ("terraform/", "infrastructure; `terraform apply` runs here"),
    ("schemas/", "a folder a subject: Avro schema, rules, metadata, compatibility"),
    ("keks/", "key-encryption keys of the registry"),
    ("flink/", "Flink SQL, one statement a file"),
    ("connect/", "configuration of connectors; secrets stand as references"),
    ("snowflake/", "tables and views in Snowflake"),
    ("tableflow/", "topics that become Iceberg tables"),
    ("iceberg/", "tables of the lake"),
    ("postgres/", "tables, role and publication in Postgres"),
    ("kafka/", "topics and access control lists"),
    ("containers/", "the applications beside the pipeline: configuration, image, tasks"),
    ("manifest.json", "every resource with its hash and what it depends on; for programs"),
    ("README.md", "this page"),
];

fn files(env: &Environment, out: &ArtifactSet) -> Vec<Pair> {
    let there: Vec<&str> = manifest::files(env, out).map(|(path, _)| path).collect();
    let line = |(prefix, what): &(&str, &str)| {
        let below = there.iter().filter(|path| path.starts_with(prefix)).count();
        let own = matches!(*prefix, "manifest.json" | "README.md");
        let count = if own || below < 2 { String::new() } else { format!(" ({below} files)") };
        (own || below > 0).then(|| Pair { name: (*prefix).to_string(), what: format!("{what}{count}") })
    };
    FOLDERS.iter().filter_map(line).collect()
}

#[cfg(test)]
mod tests;
