//! Flink runs every table and view of a `self_managed` environment and plans every INSERT, in a session of its own.

use crate::real::environment::{Environment, fill, string};
use crate::real::gateway::{Gateway, statement};
use crate::real::http;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use serde_json::Value;

pub(crate) fn system() -> Box<dyn System> {
    Box::new(Flink { gateway: Gateway::new() })
}

struct Flink {
    gateway: Gateway,
}

impl System for Flink {
    fn name(&self) -> &'static str {
        "flink"
    }

    fn needs(&self) -> &'static str {
        "runs flink/*.sql of self-managed environments, INSERTs as EXPLAIN; a SQL gateway of Flink 2 with the Kafka \
         connector and the avro-confluent format, its address in WEIR_REAL_FLINK_GATEWAY (http://127.0.0.1:28084)"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        if environment.platform != "self_managed" {
            return Vec::new();
        }
        environment.of_kinds(&["flink_catalog", "iceberg_table", "flink_table", "statement"]).map(Item::of).collect()
    }

    fn probe(&mut self, _: &Scratch) -> Result<String, Unready> {
        self.gateway.probe()
    }

    fn begin(&mut self, _: &Environment) -> Result<(), Unready> {
        let advice = "look into the gateway's log";
        self.gateway.open().map_err(|words| Unready::new(words, advice))
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        if let Some(reason) = elsewhere(environment, item) {
            return Verdict::NotJudged(reason);
        }
        Verdict::of(self.run(environment, item))
    }

    fn clean(&mut self) -> Result<(), String> {
        self.gateway.close()?;
        let lake = lake();
        if lake.exists() { std::fs::remove_dir_all(&lake).map_err(|error| error.to_string()) } else { Ok(()) }
    }
}

impl Flink {
    fn run(&self, environment: &Environment, item: &Item) -> Result<(), String> {
        for file in &item.files {
            let text = statement(&scratch_lake(&fill(&environment.text(file)?, &address)));
            if file.ends_with(".insert.sql") {
                self.settings(environment, item)?;
                self.gateway.explain(&text).map_err(|words| format!("{file}: {words}"))?;
            } else {
                self.gateway.run(&text).map_err(|words| format!("{file}: {words}"))?;
            }
        }
        Ok(())
    }

    /// What the deployer sets for the statement.
    fn settings(&self, environment: &Environment, item: &Item) -> Result<(), String> {
        let resource = environment.resource(&item.address);
        let properties = resource.and_then(|resource| resource.properties.get("properties")).and_then(Value::as_object);
        self.gateway.run("RESET")?;
        for key in properties.into_iter().flat_map(serde_json::Map::keys) {
            let value = properties.map(|map| string(&Value::Object(map.clone()), key)).unwrap_or_default();
            self.gateway.set(key, &value)?;
        }
        Ok(())
    }
}

/// Files beside the data are the one catalog that needs no server: of a lake with another one nothing can be planned.
fn elsewhere(environment: &Environment, item: &Item) -> Option<String> {
    let lake = item.files.iter().find_map(|file| file.strip_prefix("iceberg/")?.split('.').next())?;
    let catalog = environment.text(&format!("iceberg/{lake}.catalog.sql")).unwrap_or_default();
    let reason = || format!("the catalog of `{lake}` is a server's");
    (!catalog.contains("'catalog-type' = 'hadoop'")).then(reason)
}

/// Where a Flink on this machine makes the tables of a lake while they are judged.
fn lake() -> std::path::PathBuf {
    std::env::temp_dir().join(format!("weir_real_lake_{}", std::process::id()))
}

fn scratch_lake(text: &str) -> String {
    let moved = |line: &str| {
        let option = line.trim_start().starts_with("'warehouse' = ");
        let comma = if line.ends_with(',') { "," } else { "" };
        if option { format!("  'warehouse' = 'file://{}'{comma}", lake().display()) } else { line.to_string() }
    };
    text.lines().map(moved).collect::<Vec<_>>().join("\n")
}

/// Planning reaches neither Kafka nor the registry: any address does.
fn address(kind: &str, name: &str) -> String {
    match (kind, name) {
        ("env", "SCHEMA_REGISTRY") => http::variable("WEIR_REAL_REGISTRY", "http://127.0.0.1:28081"),
        ("env", _) => "127.0.0.1:29092".to_string(),
        _ => name.to_string(),
    }
}
