use crate::exit::Exit;
use crate::output::Output;
use clap::CommandFactory;
use clap_complete::Shell;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The shell to complete in
    #[arg(value_enum)]
    shell: Shell,
}

pub(crate) fn run<Cli: CommandFactory>(args: &Args, output: &Output) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "weir", &mut script);
    output.data(&String::from_utf8_lossy(&script));
    Exit::Fine
}
