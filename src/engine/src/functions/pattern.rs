//! LIKE: `%` is any text, `_` any character, a character after the escape stands for itself.

use crate::expr::{Compiler, Kernel};
use fancy_regex::Regex;
use weir_ir::sql::{Expr, LikeKind};

type LikeParts<'a> = (LikeKind, &'a Expr, &'a Expr, Option<&'a Expr>);

pub(super) fn like(compiler: &mut Compiler, parts: LikeParts<'_>, negated: bool) -> Result<Kernel, String> {
    let (kind, operand, pattern, escape) = parts;
    let similar = kind == LikeKind::SimilarTo;
    let mut args = vec![compiler.kernel(operand), compiler.kernel(pattern)];
    args.extend(escape.map(|escape| compiler.kernel(escape)));
    Ok(super::calling(
        args,
        Box::new(move |args| {
            let (text, pattern) = (args.text(0), args.text(1));
            let escape = (args.len() > 2).then(|| args.text(2));
            let mut known: Option<(String, Matcher)> = None;
            let mut results = Vec::with_capacity(args.rows());
            for row in 0..args.rows() {
                let (Some(text), Some(pattern)) = (text.get(row), pattern.get(row)) else {
                    results.push(None);
                    continue;
                };
                let escape = escape.as_ref().and_then(|escape| escape.get(row)).and_then(|text| text.chars().next());
                if known.as_ref().is_none_or(|(of, _)| of != pattern) {
                    known = Some((pattern.to_string(), Matcher::new(pattern, escape, similar)));
                }
                results.push(known.as_ref().map(|(_, pattern)| pattern.accepts(text) != negated));
            }
            Ok(std::sync::Arc::new(results.into_iter().collect::<arrow_array::BooleanArray>()))
        }),
    ))
}

/// LIKE, or a regular expression of SQL.
enum Matcher {
    Like(Pattern),
    Similar(Option<Regex>),
}

impl Matcher {
    fn new(pattern: &str, escape: Option<char>, similar: bool) -> Matcher {
        if similar { Matcher::Similar(regex(pattern, escape)) } else { Matcher::Like(Pattern::new(pattern, escape)) }
    }

    fn accepts(&self, text: &str) -> bool {
        match self {
            Matcher::Like(pattern) => pattern.accepts(text),
            Matcher::Similar(regex) => regex.as_ref().is_some_and(|regex| regex.is_match(text).unwrap_or(false)),
        }
    }
}

/// SIMILAR TO as a regular expression: `%` and `_` as in LIKE, brackets, bars, parentheses and repetitions as they are.
fn regex(pattern: &str, escape: Option<char>) -> Option<Regex> {
    let mut out = String::from("(?s)^(?:");
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            c if Some(c) == escape => out.push_str(&fancy_regex::escape(&chars.next()?.to_string())),
            '%' => out.push_str(".*"),
            '_' => out.push('.'),
            '.' | '^' | '$' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out.push_str(")$");
    Regex::new(&out).ok()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Any,
    One,
    Char(char),
}

struct Pattern(Vec<Part>);

impl Pattern {
    fn new(pattern: &str, escape: Option<char>) -> Pattern {
        let mut parts = Vec::new();
        let mut chars = pattern.chars();
        while let Some(c) = chars.next() {
            parts.push(match c {
                c if Some(c) == escape => chars.next().map_or(Part::Char(c), Part::Char),
                '%' => Part::Any,
                '_' => Part::One,
                c => Part::Char(c),
            });
        }
        Pattern(parts)
    }

    /// The last `%` takes more until the rest fits.
    fn accepts(&self, text: &str) -> bool {
        let text: Vec<char> = text.chars().collect();
        let (mut at, mut part) = (0, 0);
        let mut retry: Option<(usize, usize)> = None;
        while at < text.len() {
            let fits = match self.0.get(part) {
                Some(Part::Any) => {
                    retry = Some((part + 1, at));
                    part += 1;
                    continue;
                }
                Some(Part::One) => true,
                Some(Part::Char(c)) => text.get(at) == Some(c),
                None => false,
            };
            if fits {
                (at, part) = (at + 1, part + 1);
            } else if let Some((after, from)) = retry {
                (part, at) = (after, from + 1);
                retry = Some((after, from + 1));
            } else {
                return false;
            }
        }
        self.0.get(part..).unwrap_or_default().iter().all(|part| *part == Part::Any)
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn wildcards_and_escapes() {
        for (text, pattern, accepts) in [
            ("abc", "a_c", true),
            ("abc", "a%", true),
            ("abc", "%b%", true),
            ("abc", "%d%", false),
            ("aab", "%ab", true),
            ("", "%", true),
            ("", "_", false),
            ("a%c", "a\\%c", true),
            ("abc", "a\\%c", false),
        ] {
            assert_eq!(Pattern::new(pattern, Some('\\')).accepts(text), accepts, "{text} {pattern}");
        }
    }
}
