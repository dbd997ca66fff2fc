//! `protection.md` and `protection.json`: what classified data reaches which end point of which environment, why that
//! is in order, and what it depends on.

use crate::{ProjectBackend, diagnostics, markdown, text};
use serde::Serialize;
use std::collections::BTreeMap;
use weir_diagnostics::Diagnostics;
use weir_ir::{
    Allow, ArtifactSet, EndPoint, EndPointKind, Environment, Finding, Flow, Hold, MaskPlace, Project, Protection,
};

const TEMPLATE: &str = include_str!("protection_report/protection.md.j2");

pub struct ProtectionReport;

impl ProjectBackend for ProtectionReport {
    fn name(&self) -> &'static str {
        "protection"
    }

    fn emit(&self, project: &Project, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        let report = Report::of(project);
        match serde_json::to_value(&report) {
            Ok(value) => out.file("protection.json", text::json(&value)),
            Err(error) => diagnostics.push(diagnostics::internal("protection.json", &error.to_string())),
        }
        match markdown::render(TEMPLATE, &report) {
            Ok(text) => out.file("protection.md", text),
            Err(error) => diagnostics.push(diagnostics::internal("protection.md", &format!("{error:#}"))),
        }
    }
}

#[derive(Debug, Serialize)]
struct Report {
    pipeline: String,
    owner: Option<String>,
    classified: Vec<Classified>,
    exceptions: Vec<Exception>,
    environments: Vec<Place>,
}

/// A column that carries a class of its own, and what the file does about it.
#[derive(Debug, Serialize)]
struct Classified {
    column: String,
    classes: Vec<String>,
    protection: String,
}

/// An `allow` item.
#[derive(Debug, Serialize)]
struct Exception {
    class: String,
    column: String,
    to: String,
    reason: String,
    by: Option<String>,
    until: Option<String>,
}

#[derive(Debug, Serialize)]
struct Place {
    name: String,
    platform: String,
    summary: Counts,
    /// End points that no classified data reaches.
    clean: Vec<Clean>,
    end_points: Vec<Reached>,
    secrets: Vec<Secret>,
    /// Addresses whose secrets end in Terraform's state.
    terraform_state: Vec<Secret>,
}

#[derive(Debug, Serialize)]
struct Clean {
    kind: EndPointKind,
    names: Vec<String>,
}

#[derive(Debug, Serialize, Default)]
struct Counts {
    paths: usize,
    protected: usize,
    permitted: usize,
    allowed: usize,
    reported: usize,
    violations: usize,
}

#[derive(Debug, Serialize)]
struct Reached {
    kind: EndPointKind,
    name: String,
    summary: Counts,
    findings: Vec<Line>,
    holds_if: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Line {
    class: String,
    origin: String,
    reaches: String,
    flow: Flow,
    status: Status,
    why: String,
    path: Vec<Link>,
}

#[derive(Debug, Serialize)]
struct Link {
    what: String,
    how: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    Protected,
    Permitted,
    Allowed,
    Reported,
    Violation,
}

#[derive(Debug, Clone, Serialize)]
struct Secret {
    secret: String,
    used_by: String,
    in_state: bool,
}

impl Report {
    fn of(project: &Project) -> Report {
        Report {
            pipeline: project.name.clone(),
            owner: project.owner.clone(),
            classified: classified(project),
            exceptions: project.allows.iter().map(|allow| exception(project, allow)).collect(),
            environments: project.environments.iter().map(|env| place(project, env)).collect(),
        }
    }
}

/// Declared relations only: derived columns inherit, and stand at the end points that they reach.
fn classified(project: &Project) -> Vec<Classified> {
    let mut found = Vec::new();
    for (_, relation) in project.relations.iter() {
        let declared = relation.columns.iter().filter(|column| column.edges.is_empty());
        for column in declared {
            let mut add = |path: String, classes: &weir_ir::Classes, protection: &Protection| {
                if !classes.is_empty() {
                    let classes = classes.iter().map(ToString::to_string).collect();
                    found.push(Classified { column: path, classes, protection: protection_words(protection) });
                }
            };
            let path = format!("{}.{}", relation.name, column.name);
            add(path.clone(), &column.classes, &column.protection);
            for field in &column.nested {
                add(format!("{path}.{}", field.path.join(".")), &field.classes, &field.protection);
            }
        }
    }
    found
}

fn protection_words(protection: &Protection) -> String {
    match protection {
        Protection::Plain => "none: travels as it is".to_string(),
        Protection::Masked(kind) => format!("masked ({})", kind.name()),
        Protection::Encrypted { algorithm, kek, .. } => format!("encrypted ({}, key `{kek}`)", algorithm.word()),
    }
}

fn exception(project: &Project, allow: &Allow) -> Exception {
    Exception {
        class: allow.class.to_string(),
        column: column_name(project, &allow.column),
        to: allow.to.to_string(),
        reason: allow.reason.clone(),
        by: allow.by.clone(),
        until: allow.until.clone(),
    }
}

fn column_name(project: &Project, column: &weir_ir::ColumnRef) -> String {
    format!("{}.{}", project.relations[column.relation].name, column.path)
}

fn place(project: &Project, env: &Environment) -> Place {
    let end_points: Vec<Reached> = env.proof.end_points.iter().map(|point| reached(project, env, point)).collect();
    let flow = |flow: &weir_ir::SecretFlow| Secret {
        secret: flow.secret.0.clone(),
        used_by: flow.to.clone(),
        in_state: flow.in_state,
    };
    let secrets: Vec<Secret> =
        env.proof.secrets.iter().chain(&crate::terraform::made_secrets(project, env)).map(flow).collect();
    Place {
        name: env.name.clone(),
        platform: env.platform.to_string(),
        summary: count(end_points.iter().flat_map(|point| &point.findings)),
        terraform_state: secrets.iter().filter(|secret| secret.in_state).cloned().collect(),
        clean: clean(&end_points),
        end_points,
        secrets,
    }
}

fn clean(end_points: &[Reached]) -> Vec<Clean> {
    let mut groups: BTreeMap<EndPointKind, Vec<String>> = BTreeMap::new();
    for point in end_points.iter().filter(|point| point.findings.is_empty()) {
        groups.entry(point.kind).or_default().push(point.name.clone());
    }
    groups.into_iter().map(|(kind, names)| Clean { kind, names }).collect()
}

fn reached(project: &Project, env: &Environment, point: &EndPoint) -> Reached {
    let findings: Vec<Line> = point.findings.iter().map(|finding| line(project, env, point.kind, finding)).collect();
    Reached {
        kind: point.kind,
        name: point.name.clone(),
        summary: count(&findings),
        findings,
        holds_if: point.holds_if.clone(),
    }
}

fn line(project: &Project, env: &Environment, point: EndPointKind, finding: &Finding) -> Line {
    let relation = &project.relations[finding.reached.relation].name;
    let reaches = match &finding.reached.column {
        Some(column) => format!("{relation}.{column}"),
        None => format!("rows of {relation}"),
    };
    let (status, why) = why(env, point, finding);
    let link = |step: &weir_ir::Step| Link { what: step.what.clone(), how: step.how.clone() };
    Line {
        class: finding.class.to_string(),
        origin: column_name(project, &finding.origin),
        reaches,
        flow: finding.flow,
        status,
        why,
        path: finding.path.steps.iter().map(link).collect(),
    }
}

fn why(env: &Environment, point: EndPointKind, finding: &Finding) -> (Status, String) {
    match &finding.hold {
        Hold::Protected(protection) => {
            let place = env.masks.get(&finding.origin).copied().map_or("", mask_words);
            (Status::Protected, protection_words(protection) + place)
        }
        Hold::Permitted { .. } => (Status::Permitted, "a policy permits it".to_string()),
        Hold::Allowed { reason, by, until, .. } => {
            let by = by.as_ref().map_or(String::new(), |by| format!(", allowed by {by}"));
            let until = until.as_ref().map_or(String::new(), |until| format!(", until {until}"));
            (Status::Allowed, format!("exception: {reason}{by}{until}"))
        }
        Hold::Reported => (Status::Reported, reported_words(point, finding.flow).to_string()),
        Hold::Violation { .. } => (Status::Violation, "nothing allows this".to_string()),
    }
}

fn reported_words(point: EndPointKind, flow: Flow) -> &'static str {
    match (flow, point) {
        (Flow::Value, EndPointKind::Topic) => "no policy speaks of Kafka: who may read the topic may read it",
        (Flow::Value, EndPointKind::Sink | EndPointKind::Product | EndPointKind::Service) => "no policy denies it here",
        (Flow::Influence, _) => "it only decides which rows exist; no policy denies that",
        (Flow::Existence, _) => "only a count of it arrives; no policy denies that",
    }
}

fn mask_words(place: MaskPlace) -> &'static str {
    match place {
        MaskPlace::ConnectorTransform => ", in the source connector",
        MaskPlace::ConnectorSetting => ", by a setting of the source connector",
        MaskPlace::Scan => ", when Flink reads it: the raw topic holds it plain",
        MaskPlace::Engine => ", in the embedded engine",
    }
}

fn count<'a>(lines: impl IntoIterator<Item = &'a Line>) -> Counts {
    let mut counts = Counts::default();
    for line in lines {
        counts.paths += 1;
        *match line.status {
            Status::Protected => &mut counts.protected,
            Status::Permitted => &mut counts.permitted,
            Status::Allowed => &mut counts.allowed,
            Status::Reported => &mut counts.reported,
            Status::Violation => &mut counts.violations,
        } += 1;
    }
    counts
}

#[cfg(test)]
mod tests;
