use crate::exit::Exit;
use crate::output::{Format, Output};
use serde_json::json;
use weir_diagnostics::codes;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A code as diagnostics print it, or the name of a warning [without one: the list]
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let Some(wanted) = &args.code else {
        for code in codes::all() {
            output.data(&format!("{}  {}\n", code.id, code.title));
        }
        return Exit::Fine;
    };
    match codes::find(wanted) {
        Some(code) if output.format == Format::Json => {
            let value = json!({ "code": code.id, "name": code.name, "title": code.title, "page": code.page });
            output.data(&format!("{value:#}\n"));
            Exit::Fine
        }
        Some(code) => {
            output.data(code.page);
            Exit::Fine
        }
        None => {
            let near = weir_diagnostics::suggest(wanted, codes::all().flat_map(|code| [code.id, code.name]));
            let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            eprintln!("error: no diagnostic has the code `{wanted}`{hint}\n\n`weir explain` lists them all");
            Exit::Usage
        }
    }
}
