//! Placeholders in strings: `{name}`, with `{{` and `}}` for braces.

/// Replaces each `{identifier}` by what `lookup` gives; one that it does not know stays as written. Anything else
/// between braces stays too, so that `[A-Z]{8}` needs no escape.
pub(super) fn fill(text: &str, mut lookup: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        if let Some(after) = from.strip_prefix("{{") {
            out.push('{');
            rest = after;
        } else if let Some(after) = from.strip_prefix("}}") {
            out.push('}');
            rest = after;
        } else if let Some((name, after)) = placeholder(from) {
            match lookup(name) {
                Some(value) => out.push_str(&value),
                None => out.push_str(from.strip_suffix(after).unwrap_or(from)),
            }
            rest = after;
        } else {
            let mut chars = from.chars();
            out.extend(chars.next());
            rest = chars.as_str();
        }
    }
    out.push_str(rest);
    out
}

/// The placeholders of a text, in order.
pub(super) fn placeholders(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    fill(text, |name| {
        found.push(name.to_string());
        None
    });
    found
}

/// `{name}` at the beginning, and what follows it.
fn placeholder(text: &str) -> Option<(&str, &str)> {
    let (name, after) = text.strip_prefix('{')?.split_once('}')?;
    let starts = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let identifier = starts && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    identifier.then_some((name, after))
}

#[cfg(test)]
mod tests {
    use super::{fill, placeholders};

    #[test]
    fn only_identifiers_between_single_braces_are_placeholders() {
        let lookup = |name: &str| (name == "a").then(|| "1".to_string());
        for (text, expected) in [
            ("{a}.x", "1.x"),
            ("{{a}}", "{a}"),
            ("[A-Z]{8}{a}", "[A-Z]{8}1"),
            ("{b}{a}", "{b}1"),
            ("{", "{"),
            ("{a", "{a"),
            ("}{a}é{", "}1é{"),
            ("", ""),
        ] {
            assert_eq!(fill(text, lookup), expected, "{text}");
        }
        assert_eq!(placeholders("{a}-{8}-{b}"), ["a", "b"]);
    }
}
