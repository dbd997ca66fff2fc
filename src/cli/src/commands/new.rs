use crate::exit::Exit;
use crate::output::{Output, Report};
use crate::world::{cannot_write, plain, write};
use clap::ValueEnum;
use serde_json::json;
use std::path::Path;
use weir_diagnostics::{Diagnostic, Diagnostics, SourceMap, codes};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of the project's folder and of its pipeline
    #[arg(value_name = "NAME", value_parser = pipeline_name)]
    name: String,
    /// What to begin with
    #[arg(long, value_enum, default_value_t = Template::Minimal)]
    template: Template,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Template {
    /// The online retailer: Postgres, Kafka, Flink, Snowflake and Iceberg
    Retailer,
    /// One table, one transform, one test
    Minimal,
}

const RETAILER: &str = include_str!("../../../../pipelines/online_retailer.weir");
const MINIMAL: &str = include_str!("../../templates/minimal.weir");
const WORKFLOW: &str = include_str!("../../templates/workflow.yml");
const IGNORE: &str = "# state of local runs\n.weir/\n";

/// The name becomes an identifier of the language.
fn pipeline_name(text: &str) -> Result<String, String> {
    let mut characters = text.chars();
    let first = characters.next().is_some_and(|c| c.is_ascii_lowercase());
    if first && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_') {
        Ok(text.to_string())
    } else {
        Err("a name is lower-case letters, digits and `_`, a letter first: `my_shop`".to_string())
    }
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    match make(args) {
        Ok(files) => {
            output.reports("new", &[], json!({ "folder": args.name, "files": files }));
            output.note(&format!("made {} with {} files; next:\n", args.name, files.len()));
            output.note(&format!("    cd {}\n    weir check\n    weir compile", args.name));
            Exit::Fine
        }
        Err(diagnostic) => {
            let mut diagnostics = Diagnostics::default();
            diagnostics.push(*diagnostic);
            output.reports("new", &[Report { sources: SourceMap::default(), diagnostics }], json!({}));
            Exit::Errors
        }
    }
}

fn make(args: &Args) -> Result<Vec<String>, Box<Diagnostic>> {
    let root = Path::new(&args.name);
    let occupied = root.is_file() || std::fs::read_dir(root).is_ok_and(|mut entries| entries.next().is_some());
    if occupied {
        let message = format!("`{}` is there already and not empty", args.name);
        return Err(Box::new(plain(codes::files::EXISTS_ALREADY, message, "choose another name")));
    }
    let pipeline = match args.template {
        Template::Retailer => RETAILER.replacen("pipeline online_retailer", &format!("pipeline {}", args.name), 1),
        Template::Minimal => MINIMAL.replacen("{name}", &args.name, 1),
    };
    let files = [
        (format!("pipelines/{}.weir", args.name), pipeline),
        (".github/workflows/weir.yml".to_string(), WORKFLOW.to_string()),
        (".gitignore".to_string(), IGNORE.to_string()),
    ];
    let mut made = Vec::new();
    for (path, text) in files {
        let target = root.join(&path);
        let shown = format!("{}/{path}", args.name);
        let failed = |error: std::io::Error| Box::new(cannot_write(&shown, &error));
        target.parent().map_or(Ok(()), std::fs::create_dir_all).map_err(failed)?;
        write::replace(&target, &text).map_err(|reason| failed(std::io::Error::other(reason)))?;
        made.push(path);
    }
    Ok(made)
}
