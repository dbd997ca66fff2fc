use std::process::ExitCode;

/// What the process answers; documented in `docs/cli.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Warnings too.
    Fine = 0,
    /// Errors in the pipeline, or files that cannot be read or written.
    Errors = 1,
    /// A command line that cannot be understood.
    Usage = 2,
    /// `--check` found differences.
    Differences = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}
