//! The picture of a pipeline: sources, transforms, sinks, and what is protected where; the same for every environment.
//!
//! [`Graph`] is made of the [`Project`] and laid out by [`Layout`]; a printer a format reads them.

mod dot;
mod html;
mod layout;
mod mermaid;
mod model;
mod palette;
mod svg;
mod text;
mod xml;

pub use layout::Layout;
pub use model::{Card, Edge, EdgeKind, Graph, Mark, Node, NodeKind, Port};
pub(crate) use model::{inputs, service_word};

use crate::ProjectBackend;
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Project};

/// `graph.svg` and `graph.mmd`.
pub struct Pictures;

impl ProjectBackend for Pictures {
    fn name(&self) -> &'static str {
        "graph"
    }

    fn emit(&self, project: &Project, out: &mut ArtifactSet, _: &mut Diagnostics) {
        let graph = Graph::of(project);
        out.file("graph.svg", svg::print(&graph));
        out.file("graph.mmd", mermaid::print(&graph));
    }
}

/// A formatted picture, for `weir graph --type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Svg,
    Mermaid,
    Dot,
    Html,
}

impl Format {
    /// As the command line names them.
    pub const ALL: &[(&str, Format)] =
        &[("svg", Format::Svg), ("mermaid", Format::Mermaid), ("dot", Format::Dot), ("html", Format::Html)];
}

/// Draws a project. The text ends with a newline.
pub fn draw(project: &Project, format: Format) -> String {
    let graph = Graph::of(project);
    match format {
        Format::Svg => svg::print(&graph),
        Format::Mermaid => mermaid::print(&graph),
        Format::Dot => dot::print(&graph),
        Format::Html => html::print(&graph),
    }
}

#[cfg(test)]
mod tests;
