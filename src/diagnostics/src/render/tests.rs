use super::{human, json, plain, sarif};
use crate::{Diagnostic, Diagnostics, SourceMap, Span, codes};

fn example() -> (Diagnostic, SourceMap) {
    let mut sources = SourceMap::default();
    let main = sources.add("main.weir", "pipeline shop {\n  ownér x\n}\n");
    let other = sources.add("other.weir", "pipeline shop {}\n");
    let diagnostic = Diagnostic::new(codes::syntax::BROKEN_ITEM, Span::new(main, 25, 26), "expected `=`", "here")
        .label(Span::new(other, 9, 13), "also named `shop`")
        .help("write `owner = x`")
        .note("settings use `=`");
    (diagnostic, sources)
}

#[test]
fn plain_counts_columns_in_characters() {
    let (diagnostic, sources) = example();
    assert_eq!(
        plain(&diagnostic, &sources),
        "main.weir:2:9: error[weir::E0101]: expected `=`\n  here\n  other.weir:1:10: also named `shop`\n  \
         note: settings use `=`\n  help: write `owner = x`\n"
    );
}

#[test]
fn human_shows_both_files_the_help_and_no_colour_when_asked() {
    let (diagnostic, sources) = example();
    let text = human(&diagnostic, &sources, false, 80);
    for part in
        ["weir::E0101", "expected `=`", "main.weir:2:", "other.weir:1:", "write `owner = x`", "settings use `=`"]
    {
        assert!(text.contains(part), "{part} is missing in\n{text}");
    }
    assert!(!text.contains('\u{1b}'));
    assert!(human(&diagnostic, &sources, true, 80).contains('\u{1b}'));
}

#[test]
fn json_and_sarif_carry_the_place() {
    let (diagnostic, sources) = example();
    let mut all = Diagnostics::default();
    all.push(diagnostic);
    let value = json(&all, &sources);
    assert_eq!(value[0]["labels"][0]["place"]["start"]["column"], 9);
    let log = sarif(&all, &sources, "0.1.0");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"], "other.weir");
}
