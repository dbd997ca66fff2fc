//! Names that this run makes in systems that others may use as well.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

const PREFIX: &str = "weir_real_";
/// A run takes minutes: what is older than this was left over.
const ABANDONED: Duration = Duration::from_secs(30 * 60);

/// `weir_real_<seconds since 1970>_<process>`: two runs at once do not meet, and a later run can tell what was left.
#[derive(Debug, Clone)]
pub(crate) struct Scratch {
    stem: String,
    now: u64,
}

impl Scratch {
    pub(crate) fn new() -> Scratch {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        Scratch { stem: format!("{PREFIX}{now}_{}", std::process::id()), now }
    }

    /// A name of this run: letters, digits and `_`, with the given end.
    pub(crate) fn name(&self, end: &str) -> String {
        format!("{}_{}", self.stem, end.replace(|c: char| !c.is_ascii_alphanumeric(), "_"))
    }

    /// The name as given after this run's stem, for systems that take dots and dashes.
    pub(crate) fn exact(&self, end: &str) -> String {
        format!("{}_{end}", self.stem)
    }

    /// Whether an earlier run, long over, made this name.
    pub(crate) fn is_left_over(&self, name: &str) -> bool {
        let Some((_, rest)) = name.split_once(PREFIX) else { return false };
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<u64>().is_ok_and(|made| made + ABANDONED.as_secs() < self.now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_names_of_ours_are_left_over() {
        let scratch = Scratch::new();
        assert!(scratch.is_left_over("weir_real_1700000000_77_shop"));
        assert!(!scratch.is_left_over(&scratch.name("shop")));
        assert!(!scratch.is_left_over("shop"));
        assert!(!scratch.is_left_over("weir_real_"));
    }

    #[test]
    fn names_hold_nothing_but_letters_digits_and_underscores() {
        let name = Scratch::new().name("a.b-c");
        assert!(name.ends_with("_a_b_c"), "{name}");
    }
}
