//! What ends a job while it runs.

use std::fmt;
use weir_diagnostics::Span;

/// A row that can't be computed, as Flink would fail the job: the words, and the place in the query where known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub kind: FaultKind,
    pub span: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FaultKind {
    DivisionByZero,
    /// A text, and the type that it is none of.
    Cast {
        text: String,
        target: String,
    },
    /// A NULL where the column says NOT NULL.
    NullInNotNull {
        column: String,
    },
    NullTime {
        column: String,
    },
    /// A value outside of what its type can hold.
    OutOfRange {
        value: String,
        target: String,
    },
    /// An argument that a function can't take, and why.
    Argument {
        function: String,
        reason: String,
    },
    /// State that does not fit `--memory`, and the transform that holds it.
    Memory {
        transform: String,
        bytes: usize,
    },
    /// A checkpoint that is no checkpoint of this job.
    Checkpoint {
        reason: String,
    },
}

impl Fault {
    pub fn new(kind: FaultKind) -> Fault {
        Fault { kind, span: None }
    }

    /// The innermost place is kept.
    #[must_use]
    pub fn at(self, span: Span) -> Fault {
        Fault { span: self.span.or(Some(span)), ..self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            FaultKind::DivisionByZero => f.write_str("division by zero"),
            FaultKind::Cast { text, target } => write!(f, "`{text}` is no {target}"),
            FaultKind::NullInNotNull { column } => write!(f, "NULL in column `{column}`, which is NOT NULL"),
            FaultKind::NullTime { column } => write!(f, "NULL in the time column `{column}`"),
            FaultKind::OutOfRange { value, target } => write!(f, "{value} is out of the range of {target}"),
            FaultKind::Argument { function, reason } => write!(f, "{function}: {reason}"),
            FaultKind::Memory { transform, bytes } => {
                write!(f, "the state of `{transform}` takes {bytes} bytes, more than there are")
            }
            FaultKind::Checkpoint { reason } => write!(f, "the checkpoint can't be read: {reason}"),
        }
    }
}

impl std::error::Error for Fault {}
