/// A way to change a column before it leaves its source.
#[derive(Debug, Clone, Copy)]
pub struct MaskSpec {
    pub name: &'static str,
    pub arguments: &'static [MaskArgument],
    /// Only for text columns.
    pub text_only: bool,
    pub doc: &'static str,
}

/// An argument that must be there, by position or by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MaskArgument {
    Text(&'static str),
    Secret(&'static str),
    /// At least 1.
    Length(&'static str),
}

impl MaskArgument {
    pub fn name(self) -> &'static str {
        match self {
            MaskArgument::Text(name) | MaskArgument::Secret(name) | MaskArgument::Length(name) => name,
        }
    }
}

pub static MASKS: &[MaskSpec] = &[
    MaskSpec {
        name: "redact",
        arguments: &[MaskArgument::Text("text")],
        text_only: true,
        doc: "Every value that is not null becomes this text.",
    },
    MaskSpec { name: "drop", arguments: &[], text_only: false, doc: "The column never leaves the database." },
    MaskSpec {
        name: "hash",
        arguments: &[MaskArgument::Secret("salt")],
        text_only: true,
        doc: "Lower-case hexadecimal SHA-256 of salt and value; equal values stay equal.",
    },
    MaskSpec {
        name: "truncate",
        arguments: &[MaskArgument::Length("length")],
        text_only: true,
        doc: "The first characters only.",
    },
    MaskSpec {
        name: "partial",
        arguments: &[MaskArgument::Length("keep_last")],
        text_only: true,
        doc: "All but the last characters become `*`; a value too short is covered whole.",
    },
    MaskSpec {
        name: "nullify",
        arguments: &[],
        text_only: false,
        doc: "Every value becomes null; the column becomes nullable.",
    },
];
