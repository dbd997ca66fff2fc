//! The systems: every file of `systems/`, found by `build.rs`. Each has a `pub(crate) fn system() -> Box<dyn System>`.

include!(concat!(env!("OUT_DIR"), "/systems.rs"));
