//! What a system is to `cargo xtask real`: the one interface that a new file in `systems/` fills.

use super::environment::{Environment, Resource};
use super::scratch::Scratch;

/// A system that can say whether it takes an artifact. One value serves a whole run.
pub(crate) trait System {
    /// The word in the table's first column, and after `--only` and `--skip`.
    fn name(&self) -> &'static str;

    /// What it judges, what must run, and which variables say where, with their defaults.
    fn needs(&self) -> &'static str;

    /// What it judges of an environment, in the order in which it should be judged. Not asked whether it can: what it
    /// cannot judge after all gets [`Verdict::NotJudged`].
    fn items(&self, environment: &Environment) -> Vec<Item>;

    /// Looks whether the system is there and new enough, removes what an earlier run left
    /// ([`Scratch::is_left_over`]), and answers what it is: `PostgreSQL 15.8`. Called once, before all else.
    fn probe(&mut self, scratch: &Scratch) -> Result<String, Unready>;

    /// Called before the items of an environment. A failure counts for each of them.
    fn begin(&mut self, environment: &Environment) -> Result<(), Unready>;

    /// Pushes an artifact under a scratch name and says what the system said.
    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict;

    /// Removes what was made since [`System::begin`]. Called after each environment, also after a refusal, a failure
    /// and Ctrl-C.
    fn clean(&mut self) -> Result<(), String>;
}

/// What is judged at once: a resource of the manifest, or a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// The resource's address in `manifest.json`, or a name of the system's own.
    pub(crate) address: String,
    /// The files that are judged, relative to the environment's folder.
    pub(crate) files: Vec<String>,
}

impl Item {
    pub(crate) fn of(resource: &Resource) -> Item {
        Item { address: resource.address.clone(), files: resource.files.clone() }
    }
}

/// What a system said to an artifact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Accepted,
    /// The system's own words.
    Refused(String),
    /// Why nobody can tell.
    NotJudged(String),
}

impl Verdict {
    /// Accepted, or refused with these words.
    pub(crate) fn of(result: Result<(), String>) -> Verdict {
        match result {
            Ok(()) => Verdict::Accepted,
            Err(words) => Verdict::Refused(words),
        }
    }
}

/// A system that is not there, too old, or only half there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unready {
    /// What was seen: `nothing answers at 127.0.0.1:25432: connection refused`.
    pub(crate) saw: String,
    /// What to do about it.
    pub(crate) advice: String,
}

impl Unready {
    pub(crate) fn new(saw: impl Into<String>, advice: impl Into<String>) -> Unready {
        Unready { saw: saw.into(), advice: advice.into() }
    }
}
