use super::{code, escape, prose, render};
use pulldown_cmark::{Event, Options, Parser, Tag};

const HOSTILE: &[&str] = &[
    "a|b",
    "`",
    "``x",
    "*bold*",
    "_x_",
    "[a](b)",
    "<script>",
    "&amp;",
    "# head",
    "~~gone~~",
    "\\",
    "![i](u)",
    "$x$",
    "a\nb",
    "--",
    "größe 表 🔒",
    "https://example.com",
];

/// The texts of the cells of a table with one column.
#[expect(clippy::wildcard_enum_match_arm, reason = "of a parser's many events a cell may have two")]
fn cells(markdown: &str) -> Vec<String> {
    let (mut cells, mut inside) = (Vec::new(), None);
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::TableCell) => inside = Some(String::new()),
            Event::End(pulldown_cmark::TagEnd::TableCell) => cells.extend(inside.take()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(cell) = &mut inside {
                    cell.push_str(&text);
                }
            }
            other => assert!(inside.is_none(), "{other:?} in a cell"),
        }
    }
    cells
}

#[test]
fn text_in_is_text_out() {
    for text in HOSTILE {
        let shown = text.replace('\n', " ");
        for written in [escape(text), code(text)] {
            assert_eq!(cells(&format!("| h |\n|---|\n| {written} |\n")), ["h", &shown], "{written}");
        }
    }
}

#[test]
fn templates_escape_by_themselves() {
    let context = std::collections::BTreeMap::from([("a", "x*y*"), ("b", "p|q")]);
    assert_eq!(render("{{ a }} {{ b | code }}", &context).unwrap(), "x\\*y\\* `p\\|q`\n");
    assert!(render("{{ missing }}", &context).is_err());
}

#[test]
fn user_words_in_back_ticks_are_code() {
    assert_eq!(prose("nobody reads `a_b`, `c`"), "nobody reads `a_b`, `c`");
    assert_eq!(prose("odd ` one_two"), "odd \\` one\\_two");
}
