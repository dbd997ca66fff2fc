//! Kafka says whether it would make each topic of a `self_managed` environment: CreateTopics with `validate_only`, which
//! makes nothing. Kafka has no HTTP; the two requests are written as its protocol has them (kafka.apache.org/protocol).

use crate::real::environment::{Environment, string};
use crate::real::http;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::time::Duration;

const VARIABLE: &str = "WEIR_REAL_KAFKA";
const DEFAULT: &str = "127.0.0.1:29092";
const FILE: &str = "kafka/topics.json";
const API_VERSIONS: i16 = 18;
const CREATE_TOPICS: i16 = 19;
/// The newest without tagged fields, from Kafka 2.4 on.
const CREATE_TOPICS_VERSION: i16 = 4;
const LONGEST_ANSWER: usize = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(10);

pub(crate) fn system() -> Box<dyn System> {
    Box::new(Kafka { address: http::variable(VARIABLE, DEFAULT), scratch: None })
}

struct Kafka {
    address: String,
    scratch: Option<Scratch>,
}

impl System for Kafka {
    fn name(&self) -> &'static str {
        "kafka"
    }

    fn needs(&self) -> &'static str {
        "says of each topic of kafka/topics.json whether it would make it; a broker of Kafka 2.4 or later that wants no \
         login, its host and port in WEIR_REAL_KAFKA (127.0.0.1:29092)"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        let ours = environment.of_kinds(&["topic"]).filter(|topic| topic.files.iter().any(|file| file == FILE));
        ours.map(Item::of).collect()
    }

    fn probe(&mut self, scratch: &Scratch) -> Result<String, Unready> {
        let advice = format!("start Kafka, or say in {VARIABLE} where it is");
        let answer = self.ask(API_VERSIONS, 0, &[]);
        let answer = answer.map_err(|words| Unready::new(format!("no Kafka at {}: {words}", self.address), &advice))?;
        let newest = newest_create_topics(&answer).unwrap_or_default();
        if newest < CREATE_TOPICS_VERSION {
            let saw = format!("the broker at {} knows CreateTopics up to version {newest}: too old", self.address);
            return Err(Unready::new(saw, "start Kafka 2.4 or later"));
        }
        self.scratch = Some(scratch.clone());
        Ok(format!("Kafka at {}", self.address))
    }

    fn begin(&mut self, _: &Environment) -> Result<(), Unready> {
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        let topics = match environment.json(FILE) {
            Ok(topics) => topics,
            Err(words) => return Verdict::Refused(words),
        };
        let topics = topics.as_array().map(Vec::as_slice).unwrap_or_default();
        match topics.iter().find(|topic| string(topic, "address") == item.address) {
            Some(topic) => Verdict::of(self.validate(topic)),
            None => Verdict::Refused(format!("{FILE} has no topic of the address `{}`", item.address)),
        }
    }

    fn clean(&mut self) -> Result<(), String> {
        Ok(())
    }
}

impl Kafka {
    fn validate(&self, topic: &Value) -> Result<(), String> {
        let name = string(topic, "name");
        let name = self.scratch.as_ref().map(|scratch| scratch.exact(&name)).unwrap_or(name);
        let answer = self.ask(CREATE_TOPICS, CREATE_TOPICS_VERSION, &create_topic(&name, topic))?;
        match topic_error(&answer) {
            Some((0, _)) => Ok(()),
            Some((code, message)) => Err(format!("error {code}: {message}")),
            None => Err("the broker's answer ends early".to_string()),
        }
    }

    /// Sends a request with the old header and answers the body of the response.
    fn ask(&self, key: i16, version: i16, body: &[u8]) -> Result<Vec<u8>, String> {
        let told = |error: std::io::Error| error.to_string();
        let address = self.address.to_socket_addrs().map_err(told)?.next().ok_or("no such host")?;
        let mut stream = TcpStream::connect_timeout(&address, PATIENCE).map_err(told)?;
        stream.set_read_timeout(Some(PATIENCE)).map_err(told)?;
        let mut request = Vec::new();
        request.extend(key.to_be_bytes());
        request.extend(version.to_be_bytes());
        request.extend(1_i32.to_be_bytes());
        text(&mut request, "weir-xtask");
        request.extend(body);
        let length = i32::try_from(request.len()).map_err(|error| error.to_string())?;
        stream.write_all(&length.to_be_bytes()).and_then(|()| stream.write_all(&request)).map_err(told)?;
        let mut length = [0; 4];
        stream.read_exact(&mut length).map_err(told)?;
        let length = usize::try_from(i32::from_be_bytes(length)).unwrap_or_default();
        if !(4..=LONGEST_ANSWER).contains(&length) {
            return Err("what answers does not speak Kafka's protocol".to_string());
        }
        let mut answer = vec![0; length];
        stream.read_exact(&mut answer).map_err(told)?;
        // The correlation id comes first.
        Ok(answer.split_off(4))
    }
}

/// The body of CreateTopics for one topic. One replica: a workshop has one broker.
fn create_topic(name: &str, topic: &Value) -> Vec<u8> {
    let partitions = topic.get("partitions").and_then(Value::as_i64).and_then(|n| i32::try_from(n).ok()).unwrap_or(-1);
    let mut body = Vec::new();
    body.extend(1_i32.to_be_bytes());
    text(&mut body, name);
    body.extend(partitions.to_be_bytes());
    body.extend(1_i16.to_be_bytes());
    body.extend(0_i32.to_be_bytes());
    let empty = serde_json::Map::new();
    let config = topic.get("config").and_then(Value::as_object).unwrap_or(&empty);
    body.extend(i32::try_from(config.len()).unwrap_or_default().to_be_bytes());
    for (key, value) in config {
        text(&mut body, key);
        text(&mut body, &value.as_str().map_or_else(|| value.to_string(), str::to_string));
    }
    body.extend(10_000_i32.to_be_bytes());
    body.push(1);
    body
}

fn text(out: &mut Vec<u8>, text: &str) {
    let length = i16::try_from(text.len()).unwrap_or(i16::MAX);
    out.extend(length.to_be_bytes());
    out.extend(text.bytes().take(usize::try_from(length).unwrap_or_default()));
}

/// The newest version of CreateTopics in an answer to ApiVersions: an error code, then key, oldest and newest of each.
fn newest_create_topics(answer: &[u8]) -> Option<i16> {
    let entries = answer.get(6..)?;
    let number = |entry: &[u8], at: usize| Some(i16::from_be_bytes([*entry.get(at)?, *entry.get(at + 1)?]));
    let ours = entries.chunks(6).find(|entry| number(entry, 0) == Some(CREATE_TOPICS))?;
    number(ours, 4)
}

/// Error code and message of the first topic in an answer to CreateTopics: throttle time, count, then the topic's name.
fn topic_error(answer: &[u8]) -> Option<(i16, String)> {
    let number = |at: usize| Some(i16::from_be_bytes([*answer.get(at)?, *answer.get(at + 1)?]));
    let after_name = 10 + usize::try_from(number(8)?).ok()?;
    let message_length = number(after_name + 2)?;
    let start = after_name + 4;
    let message = usize::try_from(message_length).ok().and_then(|length| answer.get(start..start + length));
    Some((number(after_name)?, String::from_utf8_lossy(message.unwrap_or_default()).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read() {
        let versions = [0, 0, 0, 0, 0, 2, 0, 18, 0, 0, 0, 4, 0, 19, 0, 2, 0, 7];
        assert_eq!(newest_create_topics(&versions), Some(7));
        let mut answer = vec![0, 0, 0, 0, 0, 0, 0, 1];
        text(&mut answer, "t");
        answer.extend(40_i16.to_be_bytes());
        text(&mut answer, "Unknown topic config name: x");
        assert_eq!(topic_error(&answer), Some((40, "Unknown topic config name: x".to_string())));
        assert_eq!(topic_error(&answer[..9]), None);
    }
}
