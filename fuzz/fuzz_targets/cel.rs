//! Any text is read as a rule's condition and as a field's transformation without a panic, and what is said about it
//! points into it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use weir_diagnostics::{Diagnostics, FileId, Span};
use weir_ir::{CelExpression, ColumnPath, Project};

/// A topic with a field of every sort.
const PIPELINE: &str = "
pipeline shop { owner = \"data-platform\" }

topic payments {
  code     string
  note     string?
  count    int
  amount   double
  price    decimal(10, 2)?
  paid     boolean
  ts       timestamp_ltz(3)
  raw      bytes
  merchant row<id bigint, name string?>
  labels   array<string>
  counts   map<string, int>
  status   enum('new', 'paid')
}
";

/// Where the expression stands in its file.
const START: usize = 100;

thread_local! {
    static PROJECT: Project = {
        let parsed = weir_syntax::parse(FileId(0), PIPELINE);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        weir_analysis::analyze(&[parsed.file]).project
    };
}

fuzz_target!(|text: &str| PROJECT.with(|project| {
    let id = project.relations.find("payments").expect("the topic is there");
    let topic = &project.relations[id];
    // Quotes, backslashes, line ends and tabs are written with a backslash in a pipeline file.
    let length = text.len() + text.matches(['\\', '"', '\n', '\t']).count();
    let span = Span::new(FileId(0), START, START + length);
    let expression = CelExpression { text: text.to_string(), span };
    let mut diagnostics = Diagnostics::default();
    let reads = weir_cel::check_condition(&expression, topic, &mut diagnostics);
    for path in reads.content.iter().chain(&reads.presence) {
        assert!(path.0.first().is_none_or(|name| topic.columns.iter().any(|column| column.name == *name)), "{path:?}");
    }
    for field in ["code", "amount", "labels", "merchant"] {
        weir_cel::check_transform(&expression, topic, &ColumnPath(vec![field.to_string()]), &mut diagnostics);
    }
    for label in diagnostics.iter().flat_map(|diagnostic| &diagnostic.labels) {
        assert!(span.start <= label.span.start && label.span.end <= span.end, "{label:?} of {span:?}");
        assert!(label.span.start <= label.span.end, "{label:?}");
    }
}));
