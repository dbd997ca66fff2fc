use crate::{EnvRef, SecretRef, TextPart};
use std::fmt;

/// What only the world knows, in the place of a value: filled in as a value, never as text, when plan runs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placeholder {
    /// `@{env:NAME}`: the environment of who runs plan, with the default that the manifest lists.
    Env(String),
    /// `@{output:NAME}`: an output of the environment's Terraform.
    Output(String),
    /// `@{secret:NAME}`: a secret of the environment's store.
    Secret(String),
}

impl fmt::Display for Placeholder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Placeholder::Env(name) => write!(f, "@{{env:{name}}}"),
            Placeholder::Output(name) => write!(f, "@{{output:{name}}}"),
            Placeholder::Secret(name) => write!(f, "@{{secret:{name}}}"),
        }
    }
}

impl From<&EnvRef> for Placeholder {
    fn from(env: &EnvRef) -> Self {
        Placeholder::Env(env.name.clone())
    }
}

impl From<&SecretRef> for Placeholder {
    fn from(secret: &SecretRef) -> Self {
        Placeholder::Secret(secret.0.clone())
    }
}

/// A literal as it stands in an artifact whose values may hold placeholders: `@{` is written `@@{`.
pub fn escape_literal(text: &str) -> String {
    text.replace("@{", "@@{")
}

impl fmt::Display for TextPart {
    /// As it stands in an artifact: escaped literal or placeholder.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TextPart::Literal(text) => f.write_str(&escape_literal(text)),
            TextPart::Env(env) => Placeholder::from(env).fmt(f),
            TextPart::Secret(secret) => Placeholder::from(secret).fmt(f),
        }
    }
}
