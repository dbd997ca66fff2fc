use crate::{Diagnostic, Label, Severity, SourceMap};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
use std::fmt;

/// Drawn with the source line and an underline, by miette. `width` is the terminal's.
pub fn human(diagnostic: &Diagnostic, sources: &SourceMap, colour: bool, width: usize) -> String {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(width).with_links(false);
    let mut out = String::new();
    let report = Report::new(diagnostic, sources);
    if handler.render_report(&mut out, &report).is_err() {
        return super::plain(diagnostic, sources);
    }
    out
}

/// miette draws the labels of one source; labels in other files become reports related to the first.
#[derive(Debug)]
struct Report {
    head: Head,
    severity: Severity,
    message: String,
    help: Option<String>,
    source: Option<NamedSource<String>>,
    labels: Vec<LabeledSpan>,
    related: Vec<Report>,
}

#[derive(Debug)]
enum Head {
    Code(String),
    Related,
}

impl Report {
    fn new(diagnostic: &Diagnostic, sources: &SourceMap) -> Self {
        let file = diagnostic.primary().map(|span| span.file);
        let (here, there): (Vec<&Label>, Vec<&Label>) =
            diagnostic.labels.iter().partition(|label| Some(label.span.file) == file);
        let mut help: Vec<String> = diagnostic.help.iter().cloned().collect();
        help.extend(diagnostic.notes.iter().map(|note| format!("note: {note}")));
        Report {
            head: Head::Code(diagnostic.code.to_string()),
            severity: diagnostic.severity(),
            message: diagnostic.message.clone(),
            help: (!help.is_empty()).then(|| help.join("\n")),
            source: file.and_then(|id| source(id, sources)),
            labels: here.iter().enumerate().map(|(n, label)| labelled(label, n == 0)).collect(),
            related: there.iter().map(|label| Report::elsewhere(label, diagnostic.severity(), sources)).collect(),
        }
    }

    fn elsewhere(label: &Label, severity: Severity, sources: &SourceMap) -> Self {
        Report {
            head: Head::Related,
            severity,
            message: label.text.clone(),
            help: None,
            source: source(label.span.file, sources),
            labels: vec![labelled(&Label { span: label.span, text: String::new() }, true)],
            related: Vec::new(),
        }
    }
}

fn source(id: crate::FileId, sources: &SourceMap) -> Option<NamedSource<String>> {
    sources.get(id).map(|file| NamedSource::new(file.name.clone(), file.text.clone()))
}

fn labelled(label: &Label, primary: bool) -> LabeledSpan {
    let text = (!label.text.is_empty()).then(|| label.text.clone());
    let span = (label.span.start as usize, (label.span.end - label.span.start.min(label.span.end)) as usize);
    if primary { LabeledSpan::new_primary_with_span(text, span) } else { LabeledSpan::new_with_span(text, span) }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report {}

impl miette::Diagnostic for Report {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        match &self.head {
            Head::Code(code) => Some(Box::new(code)),
            Head::Related => None,
        }
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|source| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        Some(Box::new(self.related.iter().map(|report| report as &dyn miette::Diagnostic)))
    }
}
