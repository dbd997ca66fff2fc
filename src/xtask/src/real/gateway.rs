//! A session of the Flink SQL gateway. Statements are planned and explained; no job starts.

use super::environment::{array, string};
use super::http::{self, Client};
use super::system::Unready;
use serde_json::{Value, json};
use std::time::Duration;

pub(crate) const VARIABLE: &str = "WEIR_REAL_FLINK_GATEWAY";
const DEFAULT: &str = "http://127.0.0.1:28084";
/// The oldest whose dialect weir writes.
const OLDEST: u32 = 2;
const STARTING: &str = "a Flink SQL gateway of Flink 2 or later";
/// How often an answer is asked for before the gateway counts as stuck: a minute.
const PATIENCE: u32 = 600;
/// Most statements are planned at once: so often it is asked after a hundredth of a second.
const AT_ONCE: u32 = 20;

/// Where the gateway is, and its open session.
pub(crate) struct Gateway {
    client: Client,
    session: Option<String>,
}

/// A column as DESCRIBE shows it; key and watermark are empty where it has none.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Described {
    pub(crate) name: String,
    /// With `*ROWTIME*` and `*PROCTIME*`, without NOT NULL.
    pub(crate) ty: String,
    pub(crate) nullable: bool,
    pub(crate) key: String,
    pub(crate) watermark: String,
}

impl Gateway {
    pub(crate) fn new() -> Gateway {
        Gateway { client: Client::new(&http::variable(VARIABLE, DEFAULT)), session: None }
    }

    /// `Flink 2.2.0`.
    pub(crate) fn probe(&self) -> Result<String, Unready> {
        let info = match self.client.get("/v3/info") {
            Ok(answer) if answer.status == 404 => self.client.first_look("/v1/info", STARTING, VARIABLE)?,
            Ok(_) | Err(_) => self.client.first_look("/v3/info", STARTING, VARIABLE)?,
        };
        let version = string(&info, "version");
        let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok()).unwrap_or_default();
        if major < OLDEST {
            let saw = format!("{} says it is Flink `{version}`: too old", self.client.base());
            return Err(Unready::new(saw, format!("start {STARTING}, or say in {VARIABLE} where it is")));
        }
        Ok(format!("Flink {version}"))
    }

    /// Opens a session in which nothing is defined; what a session defines ends with it.
    pub(crate) fn open(&mut self) -> Result<(), String> {
        self.close()?;
        let answer = self.client.post("/v3/sessions", &json!({}))?.ok()?;
        self.session = Some(string(&answer, "sessionHandle"));
        Ok(())
    }

    pub(crate) fn close(&mut self) -> Result<(), String> {
        match self.session.take() {
            Some(session) => self.client.delete(&format!("/v3/sessions/{session}"))?.ok().map(|_| ()),
            None => Ok(()),
        }
    }

    /// Runs a statement to the end of its first page of rows; the error is Flink's own reason, without its stack trace.
    pub(crate) fn run(&self, statement: &str) -> Result<Vec<Vec<Value>>, String> {
        self.attempt(statement).map_err(|failure| failure.reason)
    }

    /// The same, with the line of the statement that Flink's validator means.
    pub(crate) fn attempt(&self, statement: &str) -> Result<Vec<Vec<Value>>, Failure> {
        let session = self.session.as_deref().ok_or("no session is open")?;
        let answer =
            self.client.post(&format!("/v3/sessions/{session}/statements"), &json!({ "statement": statement }))?;
        if !answer.is_ok() {
            return Err(Failure::of(&answer.body));
        }
        let operation = string(&answer.body, "operationHandle");
        let path = format!("/v3/sessions/{session}/operations/{operation}");
        let rows = self.rows(&path);
        self.client.delete(&format!("{path}/close"))?;
        rows
    }

    /// Plans an INSERT or a query.
    pub(crate) fn explain(&self, statement: &str) -> Result<String, String> {
        let rows = self.run(&format!("EXPLAIN {statement}"))?;
        let cells = rows.iter().flatten().filter_map(Value::as_str);
        Ok(cells.collect())
    }

    /// The columns of a table or view. Needs Flink 1.18 or later, whose DESCRIBE has these columns.
    pub(crate) fn describe(&self, name: &str) -> Result<Vec<Described>, String> {
        let rows = self.run(&format!("DESCRIBE `{}`", name.replace('`', "``")))?;
        let text = |row: &[Value], at: usize| row.get(at).and_then(Value::as_str).unwrap_or_default().to_string();
        let column = |row: &Vec<Value>| Described {
            name: text(row, 0),
            ty: text(row, 1),
            nullable: row.get(2).is_some_and(|cell| cell == true || cell == "TRUE"),
            key: text(row, 3),
            watermark: text(row, 5),
        };
        Ok(rows.iter().map(column).collect())
    }

    pub(crate) fn set(&self, key: &str, value: &str) -> Result<(), String> {
        let quoted = value.replace('\'', "''");
        self.run(&format!("SET '{key}' = '{quoted}'")).map(|_| ())
    }

    fn rows(&self, path: &str) -> Result<Vec<Vec<Value>>, Failure> {
        for n in 0..PATIENCE {
            let answer = self.client.get(&format!("{path}/result/0?rowFormat=JSON"))?;
            if !answer.is_ok() {
                return Err(Failure::of(&answer.body));
            }
            if string(&answer.body, "resultType") != "NOT_READY" {
                let rows = answer.body.get("results").map(|results| array(results, "data")).unwrap_or_default();
                return Ok(rows.iter().map(|row| array(row, "fields").to_vec()).collect());
            }
            std::thread::sleep(Duration::from_millis(if n < AT_ONCE { 10 } else { 100 }));
        }
        Err("the gateway did not finish the statement in a minute".to_string().into())
    }
}

/// Why Flink refuses a statement.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) reason: String,
    /// Counted from 1, where the validator names a place.
    pub(crate) line: Option<usize>,
}

impl Failure {
    fn of(body: &Value) -> Failure {
        let trace = array(body, "errors").iter().filter_map(Value::as_str).next_back().unwrap_or_default();
        Failure { reason: reason(body), line: line(trace) }
    }
}

impl From<String> for Failure {
    fn from(reason: String) -> Failure {
        Failure { reason, line: None }
    }
}

impl From<&str> for Failure {
    fn from(reason: &str) -> Failure {
        reason.to_string().into()
    }
}

/// `From line 3, column 8 to line 3, column 12: …`; `At line 3, column 8: …`. The parser's `at line` is where it stopped,
/// which may be later than what is wrong.
fn line(trace: &str) -> Option<usize> {
    let after = trace.rsplit_once("From line ").or_else(|| trace.rsplit_once("At line "))?.1;
    after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The innermost cause of a Java stack trace: the last `Caused by:`, without the class and without the frames.
pub(crate) fn reason(body: &Value) -> String {
    let mut errors = array(body, "errors").iter().filter_map(Value::as_str);
    let Some(trace) = errors.next_back() else { return body.to_string() };
    let cause = trace.rsplit("Caused by: ").next().unwrap_or(trace);
    let cause = cause.split("\n\tat ").next().unwrap_or(cause).trim();
    let class = cause.split_once(": ").filter(|(class, _)| !class.contains(' '));
    class.map_or(cause, |(_, message)| message).to_string()
}

/// A file's statement without its comment lines and its semicolon.
pub(crate) fn statement(text: &str) -> String {
    let lines: Vec<&str> = text.lines().skip_while(|line| line.starts_with("--") || line.trim().is_empty()).collect();
    lines.join("\n").trim_end().trim_end_matches(';').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_cause_is_the_reason() {
        let trace = "<Exception on server side:\na.b.C: outer\n\tat x\nCaused by: a.b.D: inner: line\nmore\n\tat y\n\t... 7 more\n\nEnd of exception";
        assert_eq!(reason(&json!({ "errors": ["Internal server error.", trace] })), "inner: line\nmore");
    }

    #[test]
    fn the_validator_names_a_line() {
        assert_eq!(line("a: From line 12, column 8 to line 13, column 2: b"), Some(12));
        assert_eq!(line("SQL parse failed. Incorrect syntax at line 3, column 8.\nWas expecting"), None);
        assert_eq!(line("The planner has no place"), None);
    }

    #[test]
    fn comments_and_semicolons_are_not_part_of_a_statement() {
        assert_eq!(statement("-- who\nINSERT INTO `a`\nSELECT 1;\n"), "INSERT INTO `a`\nSELECT 1");
    }
}
