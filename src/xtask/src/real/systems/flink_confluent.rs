//! Every Flink statement of a `confluent_cloud` environment, planned by open-source Flink over tables of Confluent's
//! shape: ALTERs and views run as they are, CREATE TABLEs rewritten (`confluent.rs`), INSERTs as EXPLAIN.

use crate::real::confluent;
use crate::real::environment::{Environment, Resource, string};
use crate::real::gateway::{Gateway, statement};
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use serde_json::Value;

/// Confluent's name of a setting, and open-source Flink's; the rest says where a statement runs.
const SETTINGS: &[(&str, &str)] = &[
    ("sql.local-time-zone", "table.local-time-zone"),
    ("sql.state-ttl", "table.exec.state.ttl"),
    ("sql.tables.scan.idle-timeout", "table.exec.source.idle-timeout"),
];

pub(crate) fn system() -> Box<dyn System> {
    Box::new(FlinkConfluent { gateway: Gateway::new() })
}

struct FlinkConfluent {
    gateway: Gateway,
}

impl System for FlinkConfluent {
    fn name(&self) -> &'static str {
        "flink_confluent"
    }

    fn needs(&self) -> &'static str {
        "plans flink/*.sql of Confluent environments over tables of Confluent's shape; the same gateway as flink's, in \
         WEIR_REAL_FLINK_GATEWAY (http://127.0.0.1:28084)"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        if environment.platform != "confluent_cloud" {
            return Vec::new();
        }
        environment.of_kinds(&["flink_table", "statement"]).map(Item::of).collect()
    }

    fn probe(&mut self, _: &Scratch) -> Result<String, Unready> {
        self.gateway.probe()
    }

    fn begin(&mut self, environment: &Environment) -> Result<(), Unready> {
        let advice = "mend src/xtask/src/real/confluent.rs, which makes the tables";
        self.gateway.open().map_err(|words| Unready::new(words, "look into the gateway's log"))?;
        self.topics(environment).map_err(|words| Unready::new(words, advice))
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        Verdict::of(self.run(environment, item))
    }

    fn clean(&mut self) -> Result<(), String> {
        self.gateway.close()
    }
}

impl FlinkConfluent {
    /// The tables that Confluent infers of topics which no CREATE TABLE makes.
    fn topics(&self, environment: &Environment) -> Result<(), String> {
        let made = environment
            .of_kinds(&["flink_table"])
            .filter(|table| table.files.iter().any(|file| file.ends_with(".table.sql")));
        let made: Vec<&str> = made.map(|table| table.name.as_str()).collect();
        for subject in environment.of_kinds(&["subject"]) {
            let Some(topic) = subject.name.strip_suffix("-value").filter(|topic| !made.contains(topic)) else {
                continue;
            };
            let value = schema(environment, subject)?;
            let key = environment.of_kinds(&["subject"]).find(|other| other.name == format!("{topic}-key"));
            let key =
                key.filter(|_| is_compacted(environment, topic)).map(|key| schema(environment, key)).transpose()?;
            let create = confluent::inferred(topic, &value, key.as_ref())?;
            self.gateway.run(&create).map_err(|words| format!("the table of topic `{topic}`: {words}"))?;
        }
        Ok(())
    }

    fn run(&self, environment: &Environment, item: &Item) -> Result<(), String> {
        for file in &item.files {
            let text = statement(&environment.text(file)?);
            let told = |words: String| format!("{file}: {words}");
            if file.ends_with(".insert.sql") {
                self.settings(environment, item)?;
                self.gateway.explain(&text).map_err(told)?;
            } else if file.ends_with(".table.sql") {
                self.gateway.run(&confluent::rewrite(&text).map_err(told)?).map_err(told)?;
            } else {
                self.gateway.run(&text).map_err(told)?;
            }
        }
        Ok(())
    }

    fn settings(&self, environment: &Environment, item: &Item) -> Result<(), String> {
        let resource = environment.resource(&item.address);
        let properties = resource.and_then(|resource| resource.properties.get("properties")).unwrap_or(&Value::Null);
        self.gateway.run("RESET")?;
        for (theirs, ours) in SETTINGS.iter().filter(|(theirs, _)| properties.get(theirs).is_some()) {
            self.gateway.set(ours, &string(properties, theirs))?;
        }
        Ok(())
    }
}

fn schema(environment: &Environment, subject: &Resource) -> Result<Value, String> {
    let file = subject.files.iter().find(|file| file.ends_with("/schema.avsc"));
    environment.json(file.ok_or_else(|| format!("`{}` has no schema", subject.name))?)
}

/// Whether Terraform makes the topic a compacted one.
fn is_compacted(environment: &Environment, topic: &str) -> bool {
    let terraform = environment.text("terraform/kafka.tf").unwrap_or_default();
    let mut blocks = terraform.split("\nresource ");
    let ours = |block: &&str| {
        block.lines().any(|line| {
            let (key, value) = line.split_once(" = ").unwrap_or_default();
            key.trim() == "topic_name" && value.trim() == format!("\"{topic}\"")
        })
    };
    blocks.find(ours).is_some_and(|block| block.contains("\"cleanup.policy\" = \"compact\""))
}
