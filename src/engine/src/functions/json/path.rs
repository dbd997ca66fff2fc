use super::Json;

/// A path of SQL/JSON: `lax $.a[0]['b'].*`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Path {
    /// Strict paths fail where a step finds nothing.
    pub(super) strict: bool,
    steps: Vec<Step>,
}

#[derive(Debug, Clone, PartialEq)]
enum Step {
    Member(String),
    Element(usize),
    EveryMember,
    EveryElement,
}

/// What a path finds.
pub(super) enum Found<'j> {
    /// One value, by a path that can find no more.
    One(&'j Json),
    /// Values by a path with a wildcard.
    Several(Vec<&'j Json>),
    Nothing,
}

impl Path {
    /// None where the text is no path.
    pub(super) fn parse(text: &str) -> Option<Path> {
        let text = text.trim();
        let (strict, rest) = match text.split_once(char::is_whitespace) {
            Some((mode, rest)) if mode.eq_ignore_ascii_case("lax") => (false, rest.trim_start()),
            Some((mode, rest)) if mode.eq_ignore_ascii_case("strict") => (true, rest.trim_start()),
            // A path without a mode is strict in Flink.
            _ => (true, text),
        };
        let mut rest = rest.strip_prefix('$')?;
        let mut steps = Vec::new();
        while !rest.is_empty() {
            let (step, after) = step(rest)?;
            steps.push(step);
            rest = after;
        }
        Some(Path { strict, steps })
    }

    pub(super) fn find<'j>(&self, root: &'j Json) -> Found<'j> {
        let mut at = vec![root];
        for step in &self.steps {
            at = at.into_iter().flat_map(|value| step.find(value)).collect();
        }
        let wild = self.steps.iter().any(|step| matches!(step, Step::EveryMember | Step::EveryElement));
        match at.as_slice() {
            [one] if !wild => Found::One(one),
            [] if !wild => Found::Nothing,
            _ => Found::Several(at),
        }
    }
}

fn step(text: &str) -> Option<(Step, &str)> {
    if let Some(rest) = text.strip_prefix('.') {
        if let Some(rest) = rest.strip_prefix('*') {
            return Some((Step::EveryMember, rest));
        }
        let end = rest.find(['.', '[']).unwrap_or(rest.len());
        let (name, rest) = rest.split_at_checked(end)?;
        return (!name.is_empty()).then(|| (Step::Member(name.to_string()), rest));
    }
    let (inside, rest) = text.strip_prefix('[')?.split_once(']')?;
    let inside = inside.trim();
    if inside == "*" {
        return Some((Step::EveryElement, rest));
    }
    let quoted = |quote: char| inside.strip_prefix(quote)?.strip_suffix(quote);
    if let Some(name) = quoted('\'').or_else(|| quoted('"')) {
        return Some((Step::Member(name.to_string()), rest));
    }
    Some((Step::Element(inside.parse().ok()?), rest))
}

impl Step {
    fn find<'j>(&self, value: &'j Json) -> Vec<&'j Json> {
        match (self, value) {
            (Step::Member(name), Json::Object(members)) => members
                .iter()
                .filter(|(known, _)| known == name)
                .map(|(_, value)| value)
                .next_back()
                .into_iter()
                .collect(),
            (Step::Element(n), Json::Array(elements)) => elements.get(*n).into_iter().collect(),
            (Step::EveryMember, Json::Object(members)) => members.iter().map(|(_, value)| value).collect(),
            (Step::EveryElement | Step::EveryMember, Json::Array(elements)) => elements.iter().collect(),
            (
                Step::Member(_) | Step::Element(_) | Step::EveryMember | Step::EveryElement,
                Json::Null | Json::Boolean(_) | Json::Number(_) | Json::Text(_) | Json::Array(_) | Json::Object(_),
            ) => Vec::new(),
        }
    }
}
