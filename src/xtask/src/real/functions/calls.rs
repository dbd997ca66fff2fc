//! The calls of `calls.txt`. `{name}` in a line stands for each member of a set of that name, independently where it
//! stands twice; a line `name = a; b` makes a set, in which `{other}` stands for the members of another; `[GROUP BY i]`
//! is what follows FROM in the queries of the lines below it.

use std::collections::{BTreeMap, BTreeSet};

const TEXT: &str = include_str!("calls.txt");

/// `SELECT expression AS x FROM t rest`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) rest: String,
    pub(super) expression: String,
}

impl Call {
    /// As it stands in the first columns of the recording.
    pub(super) fn key(&self) -> String {
        format!("{}\t{}", self.rest, self.expression)
    }
}

/// Every call once, in the order of the file.
pub(super) fn all() -> Result<Vec<Call>, String> {
    parse(TEXT)
}

fn parse(text: &str) -> Result<Vec<Call>, String> {
    let mut sets: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let (mut rest, mut calls, mut seen) = (String::new(), Vec::new(), BTreeSet::new());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(section) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            rest = section.to_string();
        } else if let Some((name, members)) = set(line) {
            let expanded: Result<Vec<_>, String> =
                members.split(';').map(|member| expand(member.trim(), &sets)).collect();
            sets.insert(name.to_string(), expanded?.concat());
        } else {
            let made = expand(line, &sets)?.into_iter().map(|expression| Call { rest: rest.clone(), expression });
            calls.extend(made.filter(|call| seen.insert(call.key())));
        }
    }
    Ok(calls)
}

fn set(line: &str) -> Option<(&str, &str)> {
    let (name, members) = line.split_once(" = ")?;
    name.chars()
        .all(|c| c.is_ascii_lowercase() || c == '_')
        .then_some((name, members))
        .filter(|_| members.contains(';'))
}

fn expand(line: &str, sets: &BTreeMap<String, Vec<String>>) -> Result<Vec<String>, String> {
    let Some((before, after)) = line.split_once('{') else { return Ok(vec![line.to_string()]) };
    let (name, after) = after.split_once('}').ok_or_else(|| format!("{line}: a brace is open"))?;
    let members = sets.get(name).ok_or_else(|| format!("{line}: no set `{name}`"))?;
    let tails = expand(after, sets)?;
    Ok(members.iter().flat_map(|member| tails.iter().map(move |tail| format!("{before}{member}{tail}"))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_multiplied_and_calls_stand_once() {
        let text = "n = i; l\nall = {n}; s\nABS({n})\n[GROUP BY i]\nF({n}, {n})\nF(i, i)\nUPPER({all})";
        let calls: Vec<String> = parse(text).unwrap().iter().map(Call::key).collect();
        let group = "GROUP BY i\t";
        let expected = ["\tABS(i)".to_string(), "\tABS(l)".to_string()].into_iter().chain(
            ["F(i, i)", "F(i, l)", "F(l, i)", "F(l, l)", "UPPER(i)", "UPPER(l)", "UPPER(s)"]
                .map(|call| format!("{group}{call}")),
        );
        assert_eq!(calls, expected.collect::<Vec<_>>());
    }

    #[test]
    fn an_unknown_set_is_said() {
        assert_eq!(parse("ABS({x})"), Err("ABS({x}): no set `x`".to_string()));
    }
}
