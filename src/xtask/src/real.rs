//! `cargo xtask real`: what `weir compile` wrote, judged by the systems that will read it. How to run it and how to add
//! a system: `docs/real.md`.

mod cloud;
mod confluent;
mod corpus;
mod environment;
mod equal;
mod functions;
mod gateway;
mod http;
mod interrupt;
mod lift;
mod module;
mod run;
mod scratch;
mod sqltext;
mod system;
mod systems;
mod table;

use crate::tree;
use clap::Args;
use environment::Environment;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Where compile wrote; `generated` of this repository unless told
    #[arg(long, value_name = "DIR")]
    generated: Option<PathBuf>,
    /// Only this pipeline
    #[arg(long)]
    pipeline: Option<String>,
    /// Only this environment
    #[arg(long)]
    environment: Option<String>,
    /// Only these systems
    #[arg(long, value_name = "SYSTEM", value_delimiter = ',')]
    only: Vec<String>,
    /// Not these systems: their artifacts count as not judged
    #[arg(long, value_name = "SYSTEM", value_delimiter = ',')]
    skip: Vec<String>,
    /// A row for each artifact, not only for those that were refused or not judged
    #[arg(long)]
    all: bool,
    /// The systems, what each judges and where it is looked for; nothing runs
    #[arg(long)]
    list: bool,
    /// Instead: a folder of queries that weir's analyzer and Flink's EXPLAIN both judge
    #[arg(long, value_name = "DIR")]
    corpus: Option<PathBuf>,
    /// Instead: so many random queries, judged like a corpus
    #[arg(long, value_name = "COUNT", conflicts_with = "corpus")]
    random: Option<usize>,
    /// With --random: other queries for another number
    #[arg(long, value_name = "NUMBER", default_value_t = 1, requires = "random")]
    seed: u64,
    /// With --corpus or --random: how many of a hundred queries must be judged alike
    #[arg(long, value_name = "PERCENT", default_value_t = 95)]
    agreement: u32,
    /// Instead: calls of functions, casts and operators, whose recorded answers are compared with those of Flink
    #[arg(long, conflicts_with = "corpus")]
    functions: bool,
    /// With --functions: ask what has no answer yet, and write it down
    #[arg(long, requires = "functions")]
    record: bool,
}

/// Judges, prints the table, and fails when a system refused something or was not there.
pub(crate) fn run(options: &Options) -> Result<(), Vec<String>> {
    if let Some(folder) = &options.corpus {
        return corpus::run(folder, options.agreement, options.all);
    }
    if options.functions {
        return functions::run(if options.record { functions::Mode::Record } else { functions::Mode::Compare });
    }
    if let Some(count) = options.random {
        return corpus::random::run((count, options.seed), options.agreement, options.all);
    }
    let mut systems = chosen(options)?;
    if options.list {
        for system in &systems {
            println!("{}\n    {}", system.name(), system.needs());
        }
        return Ok(());
    }
    let environments = environments(options)?;
    interrupt::install()?;
    let mut report = run::all(&mut systems, &environments);
    if options.only.is_empty() {
        report.add_unasked(&environments);
    }
    print!("{}", table::render(&report, options.all));
    report.problems()
}

fn chosen(options: &Options) -> Result<Vec<Box<dyn system::System>>, Vec<String>> {
    let all = systems::all();
    let known: Vec<&str> = all.iter().map(|system| system.name()).collect();
    let asked = options.only.iter().chain(&options.skip);
    let unknown: Vec<String> = asked
        .filter(|name| !known.contains(&name.as_str()))
        .map(|name| format!("there is no system `{name}`; there are {}", known.join(", ")))
        .collect();
    if !unknown.is_empty() {
        return Err(unknown);
    }
    let wanted = |name: &str| {
        (options.only.is_empty() || options.only.iter().any(|only| only == name))
            && !options.skip.iter().any(|skip| skip == name)
    };
    Ok(all.into_iter().filter(|system| wanted(system.name())).collect())
}

fn environments(options: &Options) -> Result<Vec<Environment>, Vec<String>> {
    let root = options.generated.clone().unwrap_or_else(|| tree::root().join("generated"));
    let mut environments = environment::read_all(&root).map_err(|problem| vec![problem])?;
    environments.retain(|environment| {
        options.pipeline.as_ref().is_none_or(|name| *name == environment.pipeline)
            && options.environment.as_ref().is_none_or(|name| *name == environment.name)
    });
    if environments.is_empty() {
        return Err(vec![format!(
            "{}: no compiled environment of that name here; `weir compile` writes them",
            root.display()
        )]);
    }
    Ok(environments)
}
