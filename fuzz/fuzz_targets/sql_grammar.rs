//! Any text is read as a query without a panic; what was read prints as something that is read again, and is laid out
//! once and for all.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weir_diagnostics::FileId;
use weir_syntax::sql;

fuzz_target!(|text: &str| {
    let parsed = sql::parse(FileId(0), text, 0);
    if let (Some(query), true) = (parsed.query, parsed.diagnostics.is_empty()) {
        let printed = sql::print(&query);
        assert!(sql::parse(FileId(0), &printed, 0).query.is_some(), "{printed}");
    }
    if let Ok(once) = weir_syntax::fmt::format(&format!("transform t {{\n  {text}\n}}\n")) {
        assert_eq!(weir_syntax::fmt::format(&once).as_deref(), Ok(once.as_str()));
    }
});
