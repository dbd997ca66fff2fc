//! Ctrl-C: the first stops before the next artifact and cleans up, the second ends at once.

use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

pub(crate) fn install() -> Result<(), Vec<String>> {
    let handler = || {
        if ASKED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
        eprintln!("stopping: what was made is being removed; Ctrl-C again leaves it");
    };
    ctrlc::set_handler(handler).map_err(|error| vec![format!("Ctrl-C: {error}")])
}

pub(crate) fn asked() -> bool {
    ASKED.load(Ordering::SeqCst)
}
