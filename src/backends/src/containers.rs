//! `containers/`: the applications beside the pipeline. Configuration of weir's own programs, the image that holds them,
//! a task definition each for ECS, a compose file where weir's own machines run them.
//!
//! The programs read `/etc/weir/<file>`; a secret stands there as the name of the variable that holds it.

mod compose;
mod config;
mod dockerfile;
mod task_definition;
mod wiring;

pub(crate) use wiring::{Known, variables};

use crate::{Backend, kafka, text};
use sha2::{Digest, Sha256};
use std::{collections::BTreeSet, fmt::Write};
use weir_diagnostics::Diagnostics;
use weir_ir::{
    Access, ArtifactSet, Binding, Environment, Owner, Platform, Project, RelationId, RelationKind, Resource, Service,
    ServiceKind, address,
};

const FOLDER: &str = "containers";
/// Nobody, as distroless images number it.
const USER: &str = "65532:65532";

pub(crate) struct Containers;

/// A service that runs in this environment.
struct Running<'a> {
    service: &'a Service,
    binding: &'a Binding<ServiceKind>,
    /// The file below `containers/` that configures it; only weir's own programs have one.
    config: Option<String>,
    /// Where it answers health checks.
    port: u16,
}

impl Backend for Containers {
    fn name(&self) -> &'static str {
        "containers"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, _: &mut Diagnostics) {
        let running = running(project, env);
        if env.platform == Platform::Embedded || running.is_empty() {
            return;
        }
        for one in &running {
            if let (Some(file), Some(value)) = (&one.config, config::of(project, env, one)) {
                out.environment_file(&env.name, &format!("{FOLDER}/{file}"), text::json(&value));
            }
        }
        let tag = image(project, env, &running, out);
        match env.platform {
            Platform::ConfluentCloud => task_definition::emit(project, env, &running, tag.as_deref(), out),
            Platform::SelfManaged => compose::emit(project, env, &running, out),
            Platform::Embedded => {}
        }
        for one in &running {
            service(project, env, one, out);
        }
    }
}

/// Ports of health checks: each container of a task has its own network, those of a compose file share the host's.
const OWN_NETWORK: u16 = 8080;
const SHARED_NETWORK: u16 = 9101;

fn running<'a>(project: &'a Project, env: &'a Environment) -> Vec<Running<'a>> {
    let here = project.services.iter().filter_map(|service| Some((service, env.services.get(&service.name)?)));
    let here: Vec<_> = here.collect();
    let alike = |kind: ServiceKind| here.iter().filter(|(_, binding)| binding.kind == kind).count();
    let one = |(n, (service, binding)): (u16, &(&'a Service, &'a Binding<ServiceKind>))| {
        let file = program(binding.kind).map(|program| {
            let name = if alike(binding.kind) == 1 { program } else { service.name.as_str() };
            format!("{name}.json")
        });
        let port = match env.platform {
            Platform::SelfManaged => SHARED_NETWORK.saturating_add(n),
            Platform::ConfluentCloud | Platform::Embedded => OWN_NETWORK,
        };
        Running { service, binding, config: file, port }
    };
    (0..).zip(&here).map(one).collect()
}

/// The program of weir's own that a service is.
fn program(kind: ServiceKind) -> Option<&'static str> {
    match kind {
        ServiceKind::Feeder => Some("feeder"),
        ServiceKind::Payments => Some("payments"),
        ServiceKind::Container => None,
    }
}

impl Running<'_> {
    /// The user's image, where one is stated.
    fn image(&self) -> Option<String> {
        self.binding.settings.part("image").map(|part| part.to_string())
    }

    /// Of weir's image: the program with its file, absolute. The user's own image may have one stated.
    fn command(&self) -> Option<Vec<String>> {
        match (program(self.binding.kind), &self.config) {
            (Some(program), Some(file)) => {
                Some(vec![program.to_string(), "--config".to_string(), format!("/etc/weir/{file}")])
            }
            _ => self.binding.settings.list("command").map(texts),
        }
    }

    /// weir's programs ask themselves: an image of nothing but programs has no shell and no client.
    fn health(&self) -> Option<Vec<String>> {
        let mut command = self.command().filter(|_| self.config.is_some())?;
        command.insert(0, "CMD".to_string());
        command.push("--health".to_string());
        Some(command)
    }

    /// Variables without secrets: where things are, then those that the service states.
    fn variables(&self, project: &Project, env: &Environment) -> Vec<(String, String)> {
        let known = wiring::variables(project, env, self.service).into_iter();
        let mut all: Vec<(String, String)> = known.map(|(name, value)| (name, value.placeholder())).collect();
        if let Some(weir_ir::Value::Map(stated)) = self.binding.settings.get("env") {
            all.extend(stated.iter().filter_map(|(name, value)| Some((name.clone(), config::scalar(value)?))));
        }
        all
    }
}

fn texts(values: &[weir_ir::Value]) -> Vec<String> {
    values.iter().filter_map(config::scalar).collect()
}

/// Writes the image of weir's programs and says its tag, which follows its content.
fn image(project: &Project, env: &Environment, running: &[Running<'_>], out: &mut ArtifactSet) -> Option<String> {
    let own: Vec<&Running<'_>> = running.iter().filter(|one| one.config.is_some() && one.image().is_none()).collect();
    if own.is_empty() {
        return None;
    }
    let path = format!("{FOLDER}/Dockerfile");
    let dockerfile = dockerfile::text(project, env, &own);
    let mut digest = Sha256::new();
    digest.update(&dockerfile);
    let mut resource = Resource::new("image", address::image(IMAGE), Owner::Weir, image_name(project, env)).file(&path);
    for file in own.iter().filter_map(|one| one.config.as_ref()) {
        let file = format!("{FOLDER}/{file}");
        let content = out.get(&format!("{}/{file}", env.name)).map_or("", |artifact| artifact.text.as_str());
        digest.update(format!("\n{file} {}\n{content}", content.len()));
        resource = resource.file(file);
    }
    let tag = digest.finalize().iter().take(6).fold(String::new(), |mut tag, byte| {
        // Writing to a string cannot fail.
        let _ = write!(tag, "{byte:02x}");
        tag
    });
    let repository = address::terraform("aws_ecr_repository.main");
    if out.resources(&env.name).any(|one| one.address == repository) {
        resource = resource.needs(repository);
    }
    out.environment_file(&env.name, &path, dockerfile);
    out.resource(&env.name, resource.property("tag", tag.clone()));
    Some(tag)
}

/// One image holds all of weir's programs that run here.
const IMAGE: &str = "services";

fn image_name(project: &Project, env: &Environment) -> String {
    format!("weir/{}", plain(&format!("{}-{}", project.name, env.name)))
}

/// Lower-case letters, digits and dashes, as names of images and compose projects want it.
fn plain(name: &str) -> String {
    let mapped: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let trimmed = mapped.trim_matches('-');
    if trimmed.is_empty() { "pipeline".to_string() } else { trimmed.to_string() }
}

/// The resource of a service: it starts when all that it writes to is there, contracts first.
fn service(project: &Project, env: &Environment, one: &Running<'_>, out: &mut ArtifactSet) {
    let name = &one.service.name;
    let made: BTreeSet<&str> = out.resources(&env.name).map(|resource| resource.address.as_str()).collect();
    let needs = needs(project, one).into_iter().filter(|need| made.contains(need.as_str())).collect::<Vec<_>>();
    let physical = match env.platform {
        Platform::ConfluentCloud => crate::terraform::task(project, env, name).family,
        Platform::SelfManaged | Platform::Embedded => name.clone(),
    };
    let mut resource = Resource::new("service", address::service(name), Owner::Weir, physical).at(one.binding.span);
    resource.depends_on.extend(needs);
    for written in written(one) {
        // INVARIANT: no producer before the contract that its records are held to; not only where one happens to be made.
        if matches!(project.relations[written].kind, RelationKind::Topic { existing: false, .. }) {
            resource = resource.needs(address::subject(&project.relations[written].name, "value"));
        }
    }
    let file = match env.platform {
        Platform::ConfluentCloud => task_definition::path(name),
        Platform::SelfManaged | Platform::Embedded => compose::path(),
    };
    resource = resource.file(file);
    if let Some(config) = &one.config {
        resource = resource.file(format!("{FOLDER}/{config}"));
    }
    let secrets = config::placeholders(project, env, one);
    if !secrets.is_empty() {
        resource = resource.property("secrets", serde_json::Value::Object(secrets));
    }
    let replicas = one.binding.settings.integer("replicas").unwrap_or(1);
    out.resource(&env.name, resource.property("replicas", replicas));
}

fn written(one: &Running<'_>) -> impl Iterator<Item = RelationId> {
    let write = |access: &Access| if let Access::WritesRelation(id) = access { Some(*id) } else { None };
    one.service.access.iter().filter_map(write)
}

/// Addresses of what a service touches, whether or not this environment makes them.
fn needs(project: &Project, one: &Running<'_>) -> Vec<String> {
    let mut needs = vec![
        address::terraform(&format!("aws_ecs_service.{}", one.service.name)),
        address::terraform("aws_ecs_cluster.main"),
    ];
    if one.config.is_some() && one.image().is_none() {
        needs.push(address::image(IMAGE));
    }
    for access in &one.service.access {
        match access {
            Access::WritesSource(name) | Access::ReadsSource(name) => {
                let tables = project.source(name).map(|source| source.tables.as_slice()).unwrap_or_default();
                needs.extend(tables.iter().map(|id| address::source_table(&project.relations[*id].name)));
                needs.push(address::source_table(&format!("{name}.weir_marker")));
                // What is written before the connector listens is in its snapshot; nothing is lost either way, but a
                // connector that starts on a busy table takes longer.
                needs.push(address::connector(name, ""));
            }
            Access::ReadsRelation(id) | Access::WritesRelation(id) => relation_needs(project, *id, &mut needs),
        }
    }
    for id in written(one).flat_map(|id| config::references(project, id)) {
        relation_needs(project, id, &mut needs);
    }
    needs
}

fn relation_needs(project: &Project, id: RelationId, needs: &mut Vec<String>) {
    let relation = &project.relations[id];
    needs.extend(kafka::need(relation));
    needs.extend([address::subject(&relation.name, "key"), address::subject(&relation.name, "value")]);
    match &relation.kind {
        RelationKind::Captured { source, .. } => needs.push(address::connector(source, "")),
        RelationKind::Transform(_) => needs.push(address::statement(&relation.name)),
        RelationKind::Topic { .. } | RelationKind::DeadLetter { .. } | RelationKind::Product { .. } => {}
    }
    needs.extend(config::dead_letters(project, id).map(|dead| address::topic(&project.relations[dead].name)));
}

#[cfg(test)]
mod tests;
