//! `weir`: the terminal, the file system and the commands. One file a command, each with its arguments.

mod commands;
mod exit;
mod output;
mod world;

use clap::{Parser, Subcommand};
use exit::Exit;
use output::{ColourChoice, Format, Output};
use std::path::PathBuf;
use std::process::ExitCode;

/// Streaming pipelines from one file: typed as Flink would, proved, compiled, tested.
#[derive(Debug, Parser)]
#[command(name = "weir", version, max_term_width = 100, propagate_version = true)]
struct Cli {
    /// How to print results and diagnostics
    #[arg(long, global = true, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// When to use colour; NO_COLOR and TERM=dumb are honoured
    #[arg(long, global = true, value_enum, default_value_t = ColourChoice::Auto)]
    color: ColourChoice,
    /// Say nothing but errors
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Work in this folder
    #[arg(short = 'C', long = "directory", global = true, value_name = "DIR")]
    directory: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Make a project that compiles
    New(commands::new::Args),
    /// Read, type and prove pipelines; write nothing
    Check(commands::check::Args),
    /// Write the artifacts of pipelines below generated/
    Compile(commands::compile::Args),
    /// Format pipeline files and the SQL inside
    Fmt(commands::fmt::Args),
    /// Show what changed since a git revision: protection, columns, running state, resources
    Diff(commands::diff::Args),
    /// Draw a pipeline
    Graph(commands::graph::Args),
    /// Show where a column comes from and goes to
    Lineage(commands::lineage::Args),
    /// Show what is known of a relation: columns, key, changelog, time, state, protection
    Describe(commands::describe::Args),
    /// Pin the products of other checkouts that pipelines use
    Lock(commands::lock::Args),
    /// Show the page of a diagnostic
    Explain(commands::explain::Args),
    /// Print completions for a shell
    Completions(commands::completions::Args),
    /// Print the version
    Version,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            // Help and version are not mistakes.
            return if error.use_stderr() { Exit::Usage.into() } else { Exit::Fine.into() };
        }
    };
    let output = Output::new(cli.format, cli.color, cli.quiet);
    if let Some(directory) = &cli.directory
        && let Err(error) = std::env::set_current_dir(directory)
    {
        eprintln!("error: cannot work in `{}`: {error}", directory.display());
        return Exit::Usage.into();
    }
    run(&cli.command, &output).into()
}

fn run(command: &Command, output: &Output) -> Exit {
    match command {
        Command::New(args) => commands::new::run(args, output),
        Command::Check(args) => commands::check::run(args, output),
        Command::Compile(args) => commands::compile::run(args, output),
        Command::Fmt(args) => commands::fmt::run(args, output),
        Command::Diff(args) => commands::diff::run(args, output),
        Command::Graph(args) => commands::graph::run(args, output),
        Command::Lineage(args) => commands::lineage::run(args, output),
        Command::Describe(args) => commands::describe::run(args, output),
        Command::Lock(args) => commands::lock::run(args, output),
        Command::Explain(args) => commands::explain::run(args, output),
        Command::Completions(args) => commands::completions::run::<Cli>(args, output),
        Command::Version => {
            output.data(&format!("weir {}\n", env!("CARGO_PKG_VERSION")));
            Exit::Fine
        }
    }
}
