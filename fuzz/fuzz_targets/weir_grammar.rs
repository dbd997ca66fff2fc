//! Any text is read without a panic, and what can be formatted says the same afterwards and stays as it is.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weir_diagnostics::FileId;

fuzz_target!(|text: &str| {
    let _ = weir_syntax::parse(FileId(0), text);
    if let Ok(once) = weir_syntax::fmt::format(text) {
        assert_eq!(weir_syntax::fmt::format(&once).as_deref(), Ok(once.as_str()));
    }
});
