use super::one_pipeline;
use crate::exit::Exit;
use crate::output::Output;
use clap::ValueEnum;
use weir_backends::graph::{self, Format};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A file, a folder or the name of a pipeline [default: the only one in pipelines/]
    #[arg(value_name = "PATH|PIPELINE")]
    pipeline: Option<String>,
    /// What to draw with
    #[arg(long = "type", value_enum, default_value_t = Kind::Svg)]
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Svg,
    Mermaid,
    Dot,
    /// A page of its own around the SVG
    Html,
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let checked = match one_pipeline("graph", args.pipeline.as_deref(), output) {
        Ok((checked, _)) => checked,
        Err(exit) => return exit,
    };
    let format = match args.kind {
        Kind::Svg => Format::Svg,
        Kind::Mermaid => Format::Mermaid,
        Kind::Dot => Format::Dot,
        Kind::Html => Format::Html,
    };
    output.data(&graph::draw(&checked.project, format));
    Exit::Fine
}
