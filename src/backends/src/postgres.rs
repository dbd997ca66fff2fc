//! `postgres/<item>.<what>.sql`: tables of sources and sinks, the rights of the replication role, the publication, and
//! the marker that lets a feeder write. Every file can be run again.
//!
//! Where weir does not provision a source's tables the files are for their owner to run; plan only compares.

mod source;
mod table;
mod types;

use crate::Backend;
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Environment, Platform, Project, SinkKind};

pub(crate) struct Postgres;

impl Backend for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        if env.platform == Platform::Embedded {
            return;
        }
        let mut emit = Emit { project, env, out, diagnostics };
        for source in &project.sources {
            source::emit(&mut emit, source);
        }
        for sink in &project.sinks {
            let bound = env.sinks.get(&sink.name).filter(|binding| binding.kind == SinkKind::Postgres);
            if let Some(binding) = bound {
                table::sink(&mut emit, sink, binding);
            }
        }
    }
}

struct Emit<'a, 'o> {
    project: &'a Project,
    env: &'a Environment,
    out: &'o mut ArtifactSet,
    diagnostics: &'o mut Diagnostics,
}
