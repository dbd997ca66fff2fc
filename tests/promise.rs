//! The promise of the README: an edit that leaks is refused with its path, an edit that doesn't compiles.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

use weir_compiler::{Checked, Loader, SourceText, Unit, check};
use weir_diagnostics::Severity;

struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _: &str) -> Result<String, String> {
        Err("no such file".to_string())
    }
}

const RETAILER: &str = include_str!("../pipelines/online_retailer.weir");
const MASK: &str = "mask shop.customers.email with redact(\"****\")\n";

fn analysed(text: &str) -> Checked {
    let source = SourceText { shown: "shop.weir".into(), artifact: "shop.weir".into(), text: text.into() };
    check(Unit { files: vec![source] }, &NoFiles)
}

fn errors(checked: &Checked) -> Vec<String> {
    let errors = checked.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    errors.map(|one| weir_diagnostics::render::plain(one, &checked.sources)).collect()
}

/// The retailer with its customers delivered to the warehouse, name and address by a reviewed exception.
fn with_customers() -> String {
    assert!(RETAILER.contains(MASK));
    let text =
        RETAILER.replace("[low_stock_alerts, product_sales]", "[low_stock_alerts, product_sales, shop.customers]");
    assert_ne!(text, RETAILER);
    text + "\nallow pii shop.customers.customername to warehouse because \"contract 17\"\n\
            allow pii shop.customers.address to warehouse because \"contract 17\"\n"
}

#[test]
fn the_retailer_is_clean() {
    assert_eq!(errors(&analysed(RETAILER)), Vec::<String>::new());
}

#[test]
fn delivering_a_masked_column_is_clean() {
    assert_eq!(errors(&analysed(&with_customers())), Vec::<String>::new());
}

#[test]
fn without_the_mask_there_is_one_error_with_the_path_from_the_column_to_the_sink() {
    let checked = analysed(&with_customers().replace(MASK, ""));
    let found = errors(&checked);
    assert_eq!(found.len(), 1, "{found:#?}");
    let error = checked.diagnostics.iter().find(|one| one.severity() == Severity::Error).unwrap();
    assert!(error.code.id.starts_with("E07"), "{}", error.code);
    assert!(error.message.contains("shop.customers.email") && error.message.contains("warehouse"), "{}", error.message);
    let places: Vec<&str> = error.labels.iter().map(|label| checked.sources.slice(label.span)).collect();
    assert!(places.iter().any(|text| text.contains("email")), "{places:?}");
    assert!(places.iter().any(|text| text.contains("shop.customers")), "{places:?}");
    assert!(error.labels.iter().all(|label| !label.text.is_empty()), "each step says what happens there");
}

#[test]
fn a_renamed_column_shows_every_place_that_breaks() {
    let text = RETAILER.replace("    stock       int\n", "    on_hand     int\n");
    assert_ne!(text, RETAILER);
    let checked = analysed(&text);
    let mut lines: Vec<u32> = checked
        .diagnostics
        .iter()
        .filter_map(weir_diagnostics::Diagnostic::primary)
        .map(|span| checked.sources.position(span.file, span.start).line)
        .collect();
    lines.sort_unstable();
    lines.dedup();
    let uses: Vec<u32> = (1u32..)
        .zip(text.lines())
        .filter(|(_, line)| {
            let word = line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "stock");
            let prose = line.starts_with('"')
                || line.starts_with('#')
                || line.contains("'Low stock")
                || line.contains("alert_message");
            word && !prose
        })
        .map(|(number, _)| number)
        .collect();
    assert_eq!(uses.len(), 3, "the query's two and the test's given: {uses:?}");
    for line in &uses {
        assert!(
            lines.contains(line),
            "line {line} is not reported: {:?} of {lines:?}",
            text.lines().nth(*line as usize - 1)
        );
    }
}
