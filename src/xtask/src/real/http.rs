//! JSON over plain HTTP: the systems of a workshop stand on a loopback address.

use super::system::Unready;
use serde_json::Value;
use std::time::Duration;

/// A server's base address, and what it wants in each request.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    agent: ureq::Agent,
    base: String,
    headers: Vec<(String, String)>,
}

/// What a server answered; a status of 400 and more is an answer too.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// The body as JSON; as a JSON string when it is none.
    pub(crate) body: Value,
}

impl Answer {
    pub(crate) fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The body, or the server's words: its `message` where it has one.
    pub(crate) fn ok(self) -> Result<Value, String> {
        if self.is_ok() { Ok(self.body) } else { Err(self.words()) }
    }

    /// What the server says of a failure.
    pub(crate) fn words(&self) -> String {
        let message = self.body.get("message").and_then(Value::as_str);
        let text = message.map_or_else(|| self.body.to_string(), str::to_string);
        format!("{}: {text}", self.status)
    }
}

impl Client {
    pub(crate) fn new(base: &str) -> Client {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .build();
        Client { agent: config.into(), base: base.trim_end_matches('/').to_string(), headers: Vec::new() }
    }

    /// The same with a header in every request.
    pub(crate) fn with_header(mut self, name: &str, value: &str) -> Client {
        self.headers.push((name.to_string(), value.to_string()));
        self
    }

    pub(crate) fn base(&self) -> &str {
        &self.base
    }

    pub(crate) fn get(&self, path: &str) -> Result<Answer, String> {
        self.send("GET", path, None)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Answer, String> {
        self.send("POST", path, Some(body))
    }

    pub(crate) fn put(&self, path: &str, body: &Value) -> Result<Answer, String> {
        self.send("PUT", path, Some(body))
    }

    pub(crate) fn delete(&self, path: &str) -> Result<Answer, String> {
        self.send("DELETE", path, None)
    }

    /// Sends; fails only when no answer came.
    pub(crate) fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Answer, String> {
        let url = format!("{}{path}", self.base);
        let mut request = ureq::http::Request::builder().method(method).uri(&url);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let typed = self.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        if body.is_some() && !typed {
            request = request.header("Content-Type", "application/json");
        }
        let text = body.map(Value::to_string).unwrap_or_default();
        let request = request.body(text).map_err(|error| format!("{method} {url}: {error}"))?;
        let response = self.agent.run(request);
        let mut response = response.map_err(|error| format!("{method} {url}: {error}"))?;
        let status = response.status().as_u16();
        let text = response.body_mut().read_to_string().map_err(|error| format!("{method} {url}: {error}"))?;
        let body = serde_json::from_str(&text).unwrap_or(Value::String(text));
        Ok(Answer { status, body })
    }

    /// A first look: the answer to `GET path`, or what to do about a server that does not give it.
    pub(crate) fn first_look(&self, path: &str, what: &str, variable: &str) -> Result<Value, Unready> {
        let advice = format!("start {what}, or say in {variable} where it is");
        match self.get(path) {
            Err(error) => Err(Unready::new(format!("nothing answers at {}: {error}", self.base), advice)),
            Ok(answer) if !answer.is_ok() => {
                Err(Unready::new(format!("{}{path} answers {}", self.base, answer.words()), advice))
            }
            Ok(answer) => Ok(answer.body),
        }
    }
}

/// The value of an environment variable, or the default.
pub(crate) fn variable(name: &str, default: &str) -> String {
    std::env::var(name).ok().filter(|value| !value.is_empty()).unwrap_or_else(|| default.to_string())
}

/// The first of these variables that is set, or the default: ours, then the one that a stack's own settings write.
pub(crate) fn first_variable(names: &[&str], default: &str) -> String {
    names.iter().rev().fold(default.to_string(), |otherwise, name| variable(name, &otherwise))
}

/// A path segment with everything but letters, digits, `-`, `_`, `.` and `~` escaped.
pub(crate) fn segment(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_is_not_there_is_told() {
        let unready = Client::new("http://127.0.0.1:1").first_look("/", "a registry", "WEIR_X").unwrap_err();
        assert!(unready.saw.contains("nothing answers at http://127.0.0.1:1"), "{}", unready.saw);
        assert_eq!(unready.advice, "start a registry, or say in WEIR_X where it is");
    }

    #[test]
    fn segments_are_escaped() {
        assert_eq!(segment("a.b-c/d e"), "a.b-c%2Fd%20e");
    }
}
