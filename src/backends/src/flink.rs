//! `flink/`: tables, views and statements in the dialect of the environment's Flink, one statement a file. Order and
//! properties stand in the manifest.

mod confluent;
mod expr;
mod iceberg;
mod insert;
mod objects;
mod open_source;
mod pattern;
mod query;
mod scan;

use crate::{Backend, shape::Shape};
use objects::Objects;
use serde_json::json;
use weir_diagnostics::Diagnostics;
use weir_ir::{
    ArtifactSet, Environment, Owner, Platform, Project, RelationId, RelationKind, Resource, address, sql::Query,
};

pub(crate) struct Flink;

impl Backend for Flink {
    fn name(&self) -> &'static str {
        "flink"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        if env.platform == Platform::Embedded {
            return;
        }
        let objects = Objects::of(project, env);
        let mut emit = Emit { project, env, objects: &objects, out, diagnostics };
        for (id, relation) in project.relations.iter() {
            let Some(shape) = Shape::of(project, env, id) else { continue };
            match env.platform {
                Platform::ConfluentCloud => confluent::relation(&mut emit, &shape),
                Platform::SelfManaged => open_source::relation(&mut emit, &shape),
                Platform::Embedded => {}
            }
            if let RelationKind::Transform(settings) = &relation.kind {
                insert::statement(&mut emit, &shape, settings);
            }
        }
        iceberg::sinks(&mut emit);
    }
}

/// A query as the dialects print it, before what depends on an environment: every relation stands as it is, by its own
/// name, and `$rowtime` is called so. Analysed again it gives the same plan.
pub fn query_text(project: &Project, query: &Query) -> String {
    query::Printer::new(&Objects::default(), &project.relations, query).query(query, 0)
}

/// Whether a relation is the versioned side of a temporal join somewhere.
pub(crate) fn is_versioned(project: &Project, id: RelationId) -> bool {
    project
        .relations
        .iter()
        .any(|(_, relation)| relation.query.as_ref().is_some_and(|query| query.versioned().contains(&id)))
}

struct Emit<'a, 'o> {
    project: &'a Project,
    env: &'a Environment,
    objects: &'a Objects,
    out: &'o mut ArtifactSet,
    diagnostics: &'o mut Diagnostics,
}

impl Emit<'_, '_> {
    /// Writes `flink/<item>.<kind>.sql` and gives its path.
    fn file(&mut self, item: &str, kind: &str, sql: String) -> String {
        let path = format!("flink/{item}.{kind}.sql");
        self.out.environment_file(&self.env.name, &path, sql);
        path
    }

    /// The resource of a relation's table and view. `files` are in the order in which they are run.
    fn table(&mut self, shape: &Shape<'_>, files: Vec<String>, needs: Vec<String>) {
        let name = &shape.relation.name;
        let mut resource = Resource::new("flink_table", address::flink_table(name), Owner::Weir, shape.topic)
            .at(shape.relation.span)
            .property("run", json!(files));
        if self.env.platform == Platform::ConfluentCloud {
            let names: Vec<String> = files
                .iter()
                .map(|file| {
                    let kind = file.rsplit('.').nth(1).unwrap_or("table");
                    confluent::statement_name(self, name, kind)
                })
                .collect();
            resource = confluent::place(resource.property("statement_names", json!(names)))
                .property("properties", insert::place_properties(self.env));
        }
        if confluent::owner_runs(self.env, shape) {
            resource = resource.property("owner_runs", true);
        }
        for need in needs {
            resource = resource.needs(need);
        }
        for file in files {
            resource = resource.file(file);
        }
        self.out.resource(&self.env.name, resource);
    }
}
