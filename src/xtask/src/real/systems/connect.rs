//! Kafka Connect validates the configuration of each connector of a `self_managed` environment. Connectors ignore keys
//! they do not know, so a key that neither the worker nor weir's catalogue lists counts as refused.

use crate::real::environment::{Environment, fill_json, string};
use crate::real::http::{self, Client, segment};
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use serde_json::{Map, Value, json};
use weir_platforms::connectors::{Known, find, keys};

const VARIABLE: &str = "WEIR_REAL_CONNECT";
const DEFAULT: &str = "http://127.0.0.1:28083";
const POSTGRES: (&str, &str) = ("WEIR_REAL_POSTGRES", "postgresql://weir:weir@127.0.0.1:25432/postgres");
/// What an environment's converter is unless it says another.
const CONFLUENT_AVRO: &str = "io.confluent.connect.avro.AvroConverter";

pub(crate) fn system() -> Box<dyn System> {
    Box::new(Connect { client: Client::new(&http::variable(VARIABLE, DEFAULT)), plugins: Vec::new() })
}

struct Connect {
    client: Client,
    /// Connector classes that the worker has.
    plugins: Vec<String>,
}

impl System for Connect {
    fn name(&self) -> &'static str {
        "connect"
    }

    fn needs(&self) -> &'static str {
        "validates connect/*.json of self-managed environments; a Kafka Connect worker, its address in \
         WEIR_REAL_CONNECT (http://127.0.0.1:28083), its Avro converter in WEIR_REAL_AVRO_CONVERTER \
         (weir.connect.AvroConverter); sources log in to the database of WEIR_REAL_POSTGRES"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        if environment.platform != "self_managed" {
            return Vec::new();
        }
        environment.of_kinds(&["connector"]).map(Item::of).collect()
    }

    fn probe(&mut self, _: &Scratch) -> Result<String, Unready> {
        let root = self.client.first_look("/", "a Kafka Connect worker", VARIABLE)?;
        let plugins = self.client.first_look("/connector-plugins", "a Kafka Connect worker", VARIABLE)?;
        self.plugins = plugins.as_array().into_iter().flatten().map(|plugin| string(plugin, "class")).collect();
        Ok(format!("Kafka Connect {}, {} plugins", string(&root, "version"), self.plugins.len()))
    }

    fn begin(&mut self, _: &Environment) -> Result<(), Unready> {
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        let config = match read(environment, item) {
            Ok(config) => config,
            Err(words) => return Verdict::Refused(words),
        };
        let class = text(&config, "connector.class");
        if self.plugins.contains(&class) {
            return Verdict::of(self.validate(&class, &config));
        }
        match catalogue(&class, &config) {
            Ok(()) => Verdict::NotJudged(format!(
                "the worker has no plugin `{class}`; {}",
                if keys(&class).is_empty() { "nor has weir's catalogue" } else { "weir's catalogue has every key" }
            )),
            Err(words) => Verdict::Refused(words),
        }
    }

    fn clean(&mut self) -> Result<(), String> {
        Ok(())
    }
}

impl Connect {
    fn validate(&self, class: &str, config: &Map<String, Value>) -> Result<(), String> {
        let path = format!("/connector-plugins/{}/config/validate", segment(class));
        let answer = self.client.put(&path, &Value::Object(config.clone()))?.ok()?;
        let values: Vec<&Value> = answer
            .get("configs")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(|c| c.get("value"))
            .collect();
        let mut words: Vec<String> = values.iter().filter_map(|value| errors(value)).collect();
        let listed = |key: &str| values.iter().any(|value| string(value, "name") == key);
        let unknown = config.keys().filter(|key| !listed(key) && !passed_on(class, key));
        words.extend(unknown.map(|key| format!("{key}: the worker would ignore it")));
        if words.is_empty() { Ok(()) } else { Err(words.join("\n")) }
    }
}

/// What the worker says of one key.
fn errors(value: &Value) -> Option<String> {
    let errors = value.get("errors").and_then(Value::as_array)?;
    let words: Vec<&str> = errors.iter().filter_map(Value::as_str).collect();
    (!words.is_empty()).then(|| format!("{}: {}", string(value, "name"), words.join("; ")))
}

/// Keys that a connector hands on to a converter, a catalog or a driver, and those that it reads without listing them.
fn passed_on(class: &str, key: &str) -> bool {
    let listed_in_full = ["transforms.", "predicates."].iter().any(|prefix| key.starts_with(prefix));
    match find(class, key) {
        Known::Key(_) => true,
        Known::Family => !listed_in_full,
        Known::No => false,
    }
}

/// The keys of a class that no worker here can validate. A class that the catalogue does not have has no keys to check.
fn catalogue(class: &str, config: &Map<String, Value>) -> Result<(), String> {
    if keys(class).is_empty() {
        return Ok(());
    }
    let problem = |(key, value): (&String, &Value)| match find(class, key) {
        Known::Key(known) if !known.takes(value.as_str().unwrap_or_default()) => {
            Some(format!("{key}: takes {:?}", known.taken()))
        }
        Known::Key(_) | Known::Family => None,
        Known::No if ["name", "connector.class"].contains(&key.as_str()) => None,
        Known::No => Some(format!("{key}: weir's catalogue of {class} does not have it")),
    };
    let words: Vec<String> = config.iter().filter_map(problem).collect();
    if words.is_empty() { Ok(()) } else { Err(words.join("\n")) }
}

/// The configuration as a deployment would send it, over the addresses and the login of the servers at hand.
fn read(environment: &Environment, item: &Item) -> Result<Map<String, Value>, String> {
    let file = item.files.first().ok_or("no file in the manifest")?;
    let json = environment.json(file)?;
    let mut config = Map::new();
    for part in ["config", "config_sensitive"] {
        let filled = fill_json(json.get(part).unwrap_or(&Value::Null), &place);
        config.extend(filled.as_object().cloned().unwrap_or_default());
    }
    config.insert("name".to_string(), json!(string(&json, "name")));
    let converter = http::variable("WEIR_REAL_AVRO_CONVERTER", "weir.connect.AvroConverter");
    for value in config.values_mut().filter(|value| value.as_str() == Some(CONFLUENT_AVRO)) {
        *value = json!(converter);
    }
    let login = Login::parse(&http::variable(POSTGRES.0, POSTGRES.1));
    for (key, value) in login.settings() {
        if let Some(old) = config.get_mut(key) {
            *old = json!(value);
        }
    }
    Ok(config)
}

fn text(config: &Map<String, Value>, key: &str) -> String {
    config.get(key).and_then(Value::as_str).unwrap_or_default().to_string()
}

fn place(kind: &str, name: &str) -> String {
    match (kind, name) {
        ("env", "SCHEMA_REGISTRY") => http::variable("WEIR_REAL_REGISTRY", "http://127.0.0.1:28081"),
        _ => name.to_string(),
    }
}

/// `postgresql://user:password@host:port/database`, taken apart.
#[derive(Debug, Default, PartialEq, Eq)]
struct Login {
    user: String,
    password: String,
    host: String,
    port: String,
    database: String,
}

impl Login {
    fn parse(address: &str) -> Login {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        let (login, place) = rest.rsplit_once('@').unwrap_or(("", rest));
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        let (server, database) = place.split_once('/').unwrap_or((place, "postgres"));
        let (host, port) = server.rsplit_once(':').unwrap_or((server, "5432"));
        let [user, password, host, port, database] = [user, password, host, port, database].map(str::to_string);
        Login { user, password, host, port, database }
    }

    /// The keys of the Debezium source and of the JDBC sink that say where the database is.
    fn settings(&self) -> Vec<(&'static str, String)> {
        let url = format!("jdbc:postgresql://{}:{}/{}", self.host, self.port, self.database);
        vec![
            ("database.hostname", self.host.clone()),
            ("database.port", self.port.clone()),
            ("database.user", self.user.clone()),
            ("database.password", self.password.clone()),
            ("database.dbname", self.database.clone()),
            ("connection.url", url),
            ("connection.username", self.user.clone()),
            ("connection.password", self.password.clone()),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let login = Login::parse("postgresql://weir:se@cret@db:25432/shop");
        assert_eq!(
            login.settings().iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>(),
            ["db", "25432", "weir", "se@cret", "shop", "jdbc:postgresql://db:25432/shop", "weir", "se@cret"]
        );
    }

    #[test]
    fn a_transform_key_that_the_worker_does_not_list_is_not_passed_on() {
        let class = weir_platforms::connectors::DEBEZIUM_POSTGRES;
        assert!(passed_on(class, "value.converter.schema.registry.url"));
        assert!(!passed_on(class, "transforms.mask.fieldz"));
        assert!(!passed_on(class, "tabel.include.list"));
    }

    #[test]
    fn without_a_plugin_the_catalogue_is_asked() {
        let class = weir_platforms::connectors::SNOWFLAKE;
        let config = |key: &str| Map::from_iter([(key.to_string(), json!("x"))]);
        assert!(catalogue(class, &config("snowflake.database.name")).is_ok());
        assert!(catalogue(class, &config("snowflake.databaze.name")).is_err());
    }
}
