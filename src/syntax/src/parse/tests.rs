#![allow(
    clippy::string_slice,
    clippy::wildcard_enum_match_arm,
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use crate::ast::{File, ItemKind, Name};
use crate::parse;
use weir_diagnostics::{FileId, SourceMap};

mod forms;
mod mistakes;
mod properties;

const RETAILER: &str = include_str!("../../../../pipelines/online_retailer.weir");

/// A tree as text without spans: what two layouts of one file have in common. The white space of queries is layout too.
pub(crate) fn bare(file: &File) -> String {
    let mut file = file.clone();
    for item in &mut file.items {
        if let ItemKind::Transform(transform) = &mut item.kind {
            transform.body.value = transform.body.value.split_whitespace().collect::<Vec<_>>().join(" ");
        }
    }
    let mut text = format!("{:?}", file.items);
    while let Some(start) = text.find("span: Span {") {
        let end = text[start..].find('}').map_or(text.len(), |end| start + end + 1);
        let before = text[..start].ends_with(", ");
        let (start, end) = if before { (start - 2, end) } else { (start, end + 2) };
        text.replace_range(start..end.min(text.len()), "");
    }
    while let Some(start) = text.find("Span {") {
        let end = text[start..].find('}').map_or(text.len(), |end| start + end + 1);
        text.replace_range(start..end, "_");
    }
    text.replace("Spanned { value: ", "(").replace("Path { parts: ", "Path(")
}

#[test]
fn the_retailer_is_read_in_full() {
    let parsed = parse(FileId(0), RETAILER);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    assert_eq!(parsed.file.items.len(), 23);
    assert!(parsed.file.broken.is_empty());
}

#[test]
fn the_grammar_alone_reads_the_retailer() {
    use pest::Parser;
    let pairs = crate::grammar::Grammar::parse(crate::grammar::Rule::file, RETAILER).unwrap();
    let file = pairs.into_iter().next().unwrap();
    let items = file.into_inner().filter(|pair| pair.as_rule() == crate::grammar::Rule::item).count();
    assert_eq!(items, 23);
}

#[test]
fn carriage_returns_and_a_byte_order_mark_change_nothing_but_offsets() {
    let windows = format!("\u{FEFF}{}", RETAILER.replace('\n', "\r\n"));
    let parsed = parse(FileId(0), &windows);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    assert_eq!(bare(&parsed.file), bare(&parse(FileId(0), RETAILER).file));
    names_are_where_they_say(&windows, &parsed.file);
}

#[test]
fn names_are_exactly_where_their_spans_say() {
    names_are_where_they_say(RETAILER, &parse(FileId(0), RETAILER).file);
}

fn names_are_where_they_say(text: &str, file: &File) {
    let mut names: Vec<Name> = Vec::new();
    for item in &file.items {
        match &item.kind {
            ItemKind::Source(source) => {
                names.extend([source.name.clone(), source.kind.clone()]);
                for table in &source.tables {
                    names.push(table.name.clone());
                    names.extend(table.fields.iter().map(|field| field.name.clone()));
                    names.extend(table.settings.iter().map(|setting| setting.name.clone()));
                    let fields = table.fields.iter().flat_map(|field| &field.attributes);
                    names.extend(fields.map(|attribute| attribute.name.clone()));
                }
            }
            ItemKind::Transform(transform) => names.push(transform.body.clone()),
            ItemKind::Environment(environment) => {
                names.extend(environment.binds.iter().flat_map(|bind| bind.kind.clone()));
            }
            ItemKind::Encrypt(encrypt) => names.extend(encrypt.columns.iter().flat_map(|path| path.parts.clone())),
            _ => {}
        }
    }
    assert!(names.len() > 50, "{}", names.len());
    for name in names {
        assert_eq!(&text[name.span.start as usize..name.span.end as usize], name.value);
    }
}

#[test]
fn spans_cover_what_was_written_and_nothing_else() {
    let text = r#"
"doc" topic t @was(u) {  # one
  watermark = 5s  # two
  "of a" a decimal(10, 2)?  @key  @default(1)   # three
}
source s: postgres { table x.y { b int } }
environment e: embedded {
  bind s  # four
  bind t: u { v = [ 1, 2 ] }
}
allow pii s.y.b to everywhere because "so"  # five
test "z" { given t
  | a |
  | 1 |   # six

}
"#;
    let parsed = parse(FileId(0), text);
    assert!(parsed.diagnostics.is_empty(), "{:#?}", parsed.diagnostics);
    let mut map = SourceMap::default();
    map.add("x", text);
    let mut found: Vec<&str> = parsed.file.items.iter().map(|item| map.slice(item.span)).collect();
    for item in &parsed.file.items {
        found.extend(item.doc.iter().map(|doc| map.slice(doc.span)));
        match &item.kind {
            ItemKind::Topic(topic) => {
                found.extend(topic.settings.iter().map(|setting| map.slice(setting.span)));
                found.extend(topic.fields.iter().flat_map(|field| [map.slice(field.span), map.slice(field.ty.span)]));
            }
            ItemKind::Source(source) => found.extend(source.tables.iter().map(|table| map.slice(table.span))),
            ItemKind::Environment(environment) => {
                found.extend(environment.binds.iter().map(|bind| map.slice(bind.span)));
            }
            ItemKind::Test(test) => found.extend(test.steps.iter().map(|step| map.slice(step.span))),
            _ => {}
        }
    }
    let expected = [
        &text[7..text.find("\nsource").unwrap()],
        "source s: postgres { table x.y { b int } }",
        "environment e: embedded {\n  bind s  # four\n  bind t: u { v = [ 1, 2 ] }\n}",
        "allow pii s.y.b to everywhere because \"so\"",
        "test \"z\" { given t\n  | a |\n  | 1 |   # six\n\n}",
        "\"doc\"",
        "watermark = 5s",
        "a decimal(10, 2)?  @key  @default(1)",
        "decimal(10, 2)?",
        "table x.y { b int }",
        "bind s",
        "bind t: u { v = [ 1, 2 ] }",
        "given t\n  | a |\n  | 1 |",
    ];
    assert_eq!(found, expected);
    let comments: Vec<&str> = parsed.trivia.comments.iter().map(|span| map.slice(*span)).collect();
    assert_eq!(comments, ["# one", "# two", "# three", "# four", "# five", "# six"]);
}
