//! What CI runs besides `cargo test`: `cargo xtask ci`, and the tools of which it is made.

mod bless;
mod ci;
mod docs;
mod real;
mod tidy;
mod tree;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Debug, Parser)]
#[command(name = "xtask", about = "Tools for working on weir")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Everything that CI checks besides the tests
    Ci,
    /// The house rules: arrows between crates, sizes, codes with page, constructor and case, sentences with their code
    Tidy,
    /// Write generated/, snapshots and generated pages again; read the diff
    Bless,
    /// Write the generated pages of docs/
    Docs {
        /// Write nothing, fail if a page is stale
        #[arg(long)]
        check: bool,
    },
    /// What compile wrote, judged by the real systems that will read it (docs/real.md)
    Real(real::Options),
}

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Ci => ci::run(),
        Command::Tidy => tidy::run(),
        Command::Bless => bless::run(),
        Command::Docs { check } => docs::run(if check { docs::Mode::Check } else { docs::Mode::Write }),
        Command::Real(options) => real::run(&options),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(problems) => {
            for problem in &problems {
                eprintln!("{problem}");
            }
            eprintln!("\n{} problem{}", problems.len(), if problems.len() == 1 { "" } else { "s" });
            ExitCode::FAILURE
        }
    }
}
