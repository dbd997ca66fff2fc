//! XML as values: an element is built, then printed with everything escaped.

use std::fmt::Write;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Child>,
}

#[derive(Debug, Clone, PartialEq)]
enum Child {
    Element(Element),
    Text(String),
}

impl Element {
    pub(super) fn new(name: &'static str) -> Self {
        Element { name, attributes: Vec::new(), children: Vec::new() }
    }

    #[must_use]
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// A length or place, to a tenth of a pixel.
    #[must_use]
    pub(super) fn number(self, name: &'static str, value: f64) -> Self {
        self.with(name, tenths(value))
    }

    #[must_use]
    pub(super) fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Child::Text(text.into()));
        self
    }

    #[must_use]
    pub(super) fn child(mut self, element: Element) -> Self {
        self.children.push(Child::Element(element));
        self
    }

    #[must_use]
    pub(super) fn children(mut self, elements: impl IntoIterator<Item = Element>) -> Self {
        self.children.extend(elements.into_iter().map(Child::Element));
        self
    }

    /// The element on lines of its own, ending with a newline.
    pub(super) fn print(&self) -> String {
        let mut out = String::new();
        self.write(0, &mut out);
        out
    }

    fn write(&self, depth: usize, out: &mut String) {
        indent(depth, out);
        out.push('<');
        out.push_str(self.name);
        for (name, value) in &self.attributes {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        if self.children.is_empty() {
            out.push_str("/>\n");
            return;
        }
        out.push('>');
        let nested = self.children.iter().any(|child| matches!(child, Child::Element(_)));
        if nested {
            out.push('\n');
        }
        for child in &self.children {
            match child {
                Child::Element(element) => element.write(depth + 1, out),
                Child::Text(text) => escape(text, out),
            }
        }
        if nested {
            indent(depth, out);
        }
        out.push_str("</");
        out.push_str(self.name);
        out.push_str(">\n");
    }
}

/// `12`, `12.5`: to a tenth, without a zero at the end.
pub(super) fn tenths(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or(text.clone(), |whole| if whole == "-0" { "0".into() } else { whole.into() })
}

fn indent(depth: usize, out: &mut String) {
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Characters that XML 1.0 does not have at all become U+FFFD.
pub(super) fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' | '\r' => {
                // Writing to a string cannot fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}
