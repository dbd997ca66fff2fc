//! `cargo xtask real --functions`: every call of `functions/calls.txt`, asked of a real Flink SQL gateway and compared with
//! the recorded answers (`src/analysis/tests/data/flink_2_2_functions.tsv`), which weir's own tests read. With `--record`
//! the calls that have no answer yet get one, and answers to calls that are gone go.

mod ask;
mod calls;

use super::{gateway::Gateway, interrupt};
use crate::tree;
use ask::Answer;
use calls::Call;
use std::collections::BTreeMap;

const GOLDEN: &str = "src/analysis/tests/data/flink_2_2_functions.tsv";
const HEADER: &str = "rest\texpression\tverdict\ttype_or_message";

/// What the answers are for: comparing with them, or adding to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Compare,
    Record,
}

pub(crate) fn run(mode: Mode) -> Result<(), Vec<String>> {
    let calls = calls::all().map_err(|problem| vec![problem])?;
    let known = recorded()?;
    let mut gateway = Gateway::new();
    let version = gateway.probe().map_err(|unready| vec![format!("flink: {}; {}", unready.saw, unready.advice)])?;
    interrupt::install()?;
    let wanted: Vec<&Call> =
        calls.iter().filter(|call| mode == Mode::Compare || !known.contains_key(&call.key())).collect();
    println!("{version}: {} calls, {} to ask", calls.len(), wanted.len());
    let answers = ask::all(&mut gateway, &wanted);
    gateway.close().map_err(|problem| vec![problem])?;
    let answers = answers.map_err(|problem| vec![problem])?;
    match mode {
        Mode::Record => record(&calls, known, answers),
        Mode::Compare => compare(&calls, &known, &answers),
    }
}

fn recorded() -> Result<BTreeMap<String, String>, Vec<String>> {
    let text = match std::fs::read_to_string(tree::root().join(GOLDEN)) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(vec![format!("{GOLDEN}: {error}")]),
    };
    Ok(parse(&text))
}

/// Answers by the key of their call.
fn parse(text: &str) -> BTreeMap<String, String> {
    let rows = text.lines().skip(1).filter_map(|line| {
        let mut cells = line.splitn(3, '\t');
        let (rest, expression, answer) = (cells.next()?, cells.next()?, cells.next()?);
        Some((format!("{rest}\t{expression}"), answer.to_string()))
    });
    rows.collect()
}

fn record(calls: &[Call], mut known: BTreeMap<String, String>, answers: Vec<Answer>) -> Result<(), Vec<String>> {
    known.extend(answers.into_iter().map(|answer| (answer.key, answer.text)));
    let mut out = format!("{HEADER}\n");
    for call in calls {
        if let Some(text) = known.get(&call.key()) {
            out.push_str(&format!("{}\t{text}\n", call.key()));
        }
    }
    std::fs::write(tree::root().join(GOLDEN), out).map_err(|error| vec![format!("{GOLDEN}: {error}")])?;
    if interrupt::asked() { Err(vec!["stopped by Ctrl-C: some calls have no answer yet".to_string()]) } else { Ok(()) }
}

fn compare(calls: &[Call], known: &BTreeMap<String, String>, answers: &[Answer]) -> Result<(), Vec<String>> {
    let mut problems = stale(calls, known);
    for answer in answers {
        if let Some(recorded) = known.get(&answer.key)
            && *recorded != answer.text
        {
            problems.push(format!("{}\n    recorded  {recorded}\n    answered  {}", answer.key, answer.text));
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// Calls without an answer and answers without a call.
fn stale(calls: &[Call], known: &BTreeMap<String, String>) -> Vec<String> {
    let keys: std::collections::BTreeSet<String> = calls.iter().map(Call::key).collect();
    let missing = keys.iter().filter(|key| !known.contains_key(*key)).map(|key| format!("{key}: no answer recorded"));
    let gone = known.keys().filter(|key| !keys.contains(*key)).map(|key| format!("{key}: no such call any more"));
    missing.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_call_has_its_answer() {
        let calls = calls::all().unwrap();
        let stale = stale(&calls, &recorded().unwrap());
        assert!(stale.is_empty(), "run `cargo xtask real --functions --record`:\n{}", stale.join("\n"));
    }
}
