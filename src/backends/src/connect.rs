//! `connect/<item>.json`: connectors of sources and sinks, managed on Confluent Cloud and for a Connect worker elsewhere.
//!
//! A file holds `name`, `config` and, apart from it, `config_sensitive`. Every key is checked against the connector's own
//! list, because connectors ignore what they do not know.

mod config;
mod delivery;
mod http;
mod iceberg;
mod inputs;
mod jdbc;
mod managed_postgres;
mod masks;
mod postgres;
mod s3;
mod snowflake;
mod worker;

pub(crate) use inputs::{Reader, producer};

use crate::{Backend, diagnostics};
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Environment, Platform, Project, Sink, SinkKind};

pub(crate) struct Connect;

impl Backend for Connect {
    fn name(&self) -> &'static str {
        "connect"
    }

    fn emit(&self, project: &Project, env: &Environment, out: &mut ArtifactSet, diagnostics: &mut Diagnostics) {
        let mut emit = Emit { project, env, out, diagnostics };
        match env.platform {
            Platform::Embedded => return,
            Platform::ConfluentCloud | Platform::SelfManaged => {}
        }
        for source in &project.sources {
            postgres::emit(&mut emit, source);
        }
        for sink in &project.sinks {
            emit.sink(sink);
        }
    }
}

/// What every connector's file needs.
pub(crate) struct Emit<'a, 'o> {
    pub(crate) project: &'a Project,
    pub(crate) env: &'a Environment,
    pub(crate) out: &'o mut ArtifactSet,
    pub(crate) diagnostics: &'o mut Diagnostics,
}

impl<'a> Emit<'a, '_> {
    fn sink(&mut self, sink: &'a Sink) {
        let kind = self.env.sinks.get(&sink.name).map_or(sink.kind, |binding| binding.kind);
        match (kind, self.env.platform) {
            (SinkKind::Snowflake, _) => snowflake::emit(self, sink),
            (SinkKind::Postgres, Platform::SelfManaged) => jdbc::emit(self, sink),
            (SinkKind::Iceberg, Platform::SelfManaged) => iceberg::emit(self, sink),
            // Tableflow, which is no connector.
            (SinkKind::Iceberg, Platform::ConfluentCloud) | (_, Platform::Embedded) => {}
            (SinkKind::Postgres, Platform::ConfluentCloud) => managed_postgres::emit(self, sink),
            (SinkKind::S3, _) => s3::emit(self, sink),
            (SinkKind::Http, _) => http::emit(self, sink),
            (SinkKind::File, _) => {
                self.refuse(sink, "file", "files are for `embedded` environments; bind it to another kind there");
            }
        }
    }

    fn refuse(&mut self, sink: &Sink, kind: &str, help: &str) {
        let span = self.env.sinks.get(&sink.name).map_or(sink.span, |binding| binding.span);
        let what = format!("the sink `{}` of kind `{kind}`", sink.name);
        self.diagnostics.push(diagnostics::no_backend(span, &what, &self.env.name, help));
    }
}
