//! Which topics a sink reads, and which of them would deliver something else than the relation.

use super::Emit;
use crate::{
    diagnostics,
    shape::{Shape, scan_mask},
};
use weir_ir::{Environment, Project, RelationKind, Sink, SinkInput, address};

/// What reads the topics of a sink's inputs. Only the topic of a captured table is not the relation itself: deletes are
/// records marked `__deleted`, and masks that act in the scan are not in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// A sink connector; what it writes to leaves out what is marked.
    Connector,
    /// Tableflow, which writes every record of a topic as it is.
    Tableflow,
    /// Flink, as transforms do: after masks of the scan, without deleted rows.
    Flink,
}

impl<'a> Emit<'a, '_> {
    /// The topics of a sink's inputs; what has none, or would deliver something else than the relation, is reported.
    pub(crate) fn inputs(&mut self, sink: &'a Sink, reader: Reader) -> Vec<(&'a SinkInput, Shape<'a>)> {
        let mut found = Vec::new();
        for input in &sink.inputs {
            let relation = &self.project.relations[input.relation];
            let Some(shape) = Shape::of(self.project, self.env, input.relation) else {
                let what = format!("the delivery of `{}` to `{}`", relation.name, sink.name);
                let help = "deliver a transform that reads it";
                self.diagnostics.push(diagnostics::no_backend(input.span, &what, &self.env.name, help));
                continue;
            };
            match unlike(self.project, self.env, &shape, reader) {
                Some(reason) => {
                    let delivery = (relation.name.as_str(), sink.name.as_str());
                    let found = diagnostics::captured_delivery(input.span, delivery, &self.env.name, &reason);
                    self.diagnostics.push(found);
                }
                None => found.push((input, shape)),
            }
        }
        found
    }
}

/// Why a reader of the topic would get something else than the relation.
fn unlike(project: &Project, env: &Environment, shape: &Shape<'_>, reader: Reader) -> Option<String> {
    if !shape.is_captured() || reader == Reader::Flink {
        return None;
    }
    let masked = shape.columns.iter().find(|column| scan_mask(project, env, shape.id, column).is_some());
    if let Some(column) = masked {
        return Some(format!(
            "the mask of `{}` acts where Flink reads the topic, which holds the plain text",
            column.name
        ));
    }
    match reader {
        Reader::Tableflow if shape.hides_deleted() => {
            Some("its topic holds deleted rows, and Tableflow would write them as rows".to_string())
        }
        Reader::Tableflow | Reader::Connector | Reader::Flink => None,
    }
}

/// What writes the topic that a sink reads.
pub(crate) fn producer(shape: &Shape<'_>) -> String {
    match &shape.relation.kind {
        RelationKind::Transform(_) => address::statement(&shape.relation.name),
        RelationKind::Captured { source, .. } => address::connector(source, ""),
        RelationKind::Topic { .. } | RelationKind::DeadLetter { .. } | RelationKind::Product { .. } => {
            address::subject(&shape.relation.name, "value")
        }
    }
}
