//! Calls in one session. Many stand in one query at first; where Flink refuses it, its halves are asked, down to the calls.

use super::calls::Call;
use crate::real::{gateway::Gateway, interrupt};
use serde_json::Value;

/// The columns that calls use; weir's tests know the same.
const TABLE: &str = include_str!("table.sql");
/// Calls in a query at first.
const BATCH: usize = 40;
/// Messages of refusals are cut to so many characters.
const LONGEST: usize = 90;

/// What is recorded of a call: `ok`, a tab and the type, or `refused`, a tab and the message.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) key: String,
    pub(super) text: String,
}

pub(super) fn all(gateway: &mut Gateway, calls: &[&Call]) -> Result<Vec<Answer>, String> {
    gateway.open()?;
    gateway.set("table.local-time-zone", "UTC")?;
    gateway.run(TABLE.trim().trim_end_matches(';'))?;
    gateway.explain("SELECT * FROM t").map_err(|words| format!("Flink does not take the table itself: {words}"))?;
    let mut answers = Vec::new();
    let mut groups: Vec<Vec<&Call>> = Vec::new();
    for call in calls {
        match groups.last_mut() {
            Some(group) if group.len() < BATCH && group.first().is_some_and(|first| first.rest == call.rest) => {
                group.push(call);
            }
            Some(_) | None => groups.push(vec![call]),
        }
    }
    for (n, group) in groups.iter().enumerate() {
        if interrupt::asked() {
            break;
        }
        if n % 20 == 0 {
            println!("{n} of {} groups", groups.len());
        }
        ask(gateway, group, &mut answers)?;
    }
    Ok(answers)
}

/// The validator is asked first: it says in which line it is wrong, so that one call goes and the others are asked again.
fn ask(gateway: &Gateway, calls: &[&Call], answers: &mut Vec<Answer>) -> Result<(), String> {
    let mut left = calls.to_vec();
    while !left.is_empty() {
        let failure = match gateway.attempt(&format!("CREATE TEMPORARY VIEW v AS {}", query(&left))) {
            Ok(_) => {
                gateway.run("DROP TEMPORARY VIEW v")?;
                return plan(gateway, &left, answers);
            }
            Err(failure) => failure,
        };
        // The first line is that of SELECT; each call has the next.
        let named = failure.line.and_then(|line| line.checked_sub(2)).filter(|at| *at < left.len());
        match (named, left.as_slice()) {
            (Some(at), _) => answers.push(answer(left.remove(at), "refused", &failure.reason)),
            // Maybe it runs and only cannot be a view.
            (None, [_]) => return plan(gateway, &left, answers),
            (None, _) => {
                let (first, second) = left.split_at(left.len() / 2);
                ask(gateway, first, answers)?;
                return ask(gateway, second, answers);
            }
        }
    }
    Ok(())
}

/// The planner's answer to calls; the types of those that it takes.
fn plan(gateway: &Gateway, calls: &[&Call], answers: &mut Vec<Answer>) -> Result<(), String> {
    let query = query(calls);
    match (gateway.explain(&query), calls) {
        (Ok(_), _) => match (types(gateway, &query), calls) {
            (Ok(types), _) => answers.extend(calls.iter().zip(types).map(|(call, ty)| answer(call, "ok", &ty))),
            // It runs and cannot be a view: a type without a name in SQL.
            (Err(_), [call]) => answers.push(answer(call, "ok", "?")),
            (Err(_), _) => halves(gateway, calls, answers)?,
        },
        (Err(words), [call]) => answers.push(answer(call, "refused", &words)),
        (Err(_), _) => halves(gateway, calls, answers)?,
    }
    Ok(())
}

fn halves(gateway: &Gateway, calls: &[&Call], answers: &mut Vec<Answer>) -> Result<(), String> {
    let (first, second) = calls.split_at(calls.len() / 2);
    plan(gateway, first, answers)?;
    plan(gateway, second, answers)
}

/// A line for each call.
fn query(calls: &[&Call]) -> String {
    let items: Vec<String> = calls.iter().enumerate().map(|(n, call)| format!("{} AS x{n}", call.expression)).collect();
    let rest = calls.first().map_or("", |call| call.rest.as_str());
    format!("SELECT\n{}\nFROM t {rest}", items.join(",\n"))
}

/// The types of the columns as Flink prints them.
fn types(gateway: &Gateway, query: &str) -> Result<Vec<String>, String> {
    gateway.run(&format!("CREATE TEMPORARY VIEW v AS {query}"))?;
    let rows = gateway.run("DESCRIBE v");
    gateway.run("DROP TEMPORARY VIEW v")?;
    Ok(rows?.iter().map(|row| column(row)).collect())
}

/// `INT NOT NULL`: a row of DESCRIBE holds the type and whether it is nullable apart.
fn column(row: &[Value]) -> String {
    let ty = row.get(1).and_then(Value::as_str).unwrap_or_default();
    let nullable = row.get(2).and_then(Value::as_bool).unwrap_or(true);
    if nullable { ty.to_string() } else { format!("{ty} NOT NULL") }
}

fn answer(call: &Call, verdict: &str, words: &str) -> Answer {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = words.chars().take(LONGEST).collect();
    let cut = if verdict == "refused" && cut.len() < words.len() { format!("{cut}…") } else { words };
    let cut = if verdict == "refused" { cut } else { cut.replace('\t', " ") };
    Answer { key: call.key(), text: format!("{verdict}\t{cut}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_row_of_describe_is_a_type() {
        assert_eq!(column(&[json!("x0"), json!("INT"), json!(false)]), "INT NOT NULL");
        assert_eq!(column(&[json!("x0"), json!("STRING"), json!(true)]), "STRING");
    }
}
