//! Confluent Cloud, simulated: Terraform's resources by the calls that the provider makes, then the data plane in the
//! manifest's order with the keys and roles that Terraform gave to weir, so that a missing right is a refusal.

use crate::real::cloud::{self, Cloud, Site, at, patiently};
use crate::real::environment::{Environment, Resource, fill, fill_json, string};
use crate::real::equal::same;
use crate::real::http::{Client, segment};
use crate::real::module::Module;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use serde_json::{Value, json};

const KINDS: &[&str] = &["kek", "subject", "connector", "flink_table", "statement", "tableflow"];

pub(crate) fn system() -> Box<dyn System> {
    Box::new(Confluent { cloud: Cloud::new(), site: None })
}

struct Confluent {
    cloud: Cloud,
    site: Option<Site>,
}

impl System for Confluent {
    fn name(&self) -> &'static str {
        "confluent"
    }

    fn needs(&self) -> &'static str {
        "takes Terraform's Confluent resources, connectors, statements, subjects, key-encryption keys and Tableflow \
         topics of confluent_cloud environments; a simulator of Confluent Cloud, its control plane in \
         WEIR_REAL_CONFLUENT (http://127.0.0.1:18080)"
    }

    /// Infrastructure first, as `apply` does it.
    fn items(&self, environment: &Environment) -> Vec<Item> {
        if environment.platform != "confluent_cloud" {
            return Vec::new();
        }
        let made = environment.resources.iter().filter(|resource| terraform(resource).starts_with("confluent_"));
        let known = |resource: &&Resource| KINDS.contains(&resource.kind.as_str()) && terraform(resource).is_empty();
        made.chain(environment.resources.iter().filter(known)).map(Item::of).collect()
    }

    fn probe(&mut self, scratch: &Scratch) -> Result<String, Unready> {
        self.cloud.probe(scratch)
    }

    fn begin(&mut self, environment: &Environment) -> Result<(), Unready> {
        let entered = Module::read(environment).and_then(|module| self.cloud.enter(module));
        let advice = "look into the simulator's log";
        self.site = Some(entered.map_err(|words| Unready::new(words, advice))?);
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        let (Some(site), Some(resource)) = (self.site.as_mut(), environment.resource(&item.address)) else {
            return Verdict::NotJudged("not in the manifest".to_string());
        };
        if !terraform(resource).is_empty() {
            return match cloud::make(&self.cloud, site, &terraform(resource)) {
                Ok(Ok(())) => Verdict::Accepted,
                Ok(Err(reason)) => Verdict::NotJudged(reason),
                Err(words) => Verdict::Refused(words),
            };
        }
        let mut task = Task { cloud: &self.cloud, site, environment, resource };
        match resource.kind.as_str() {
            "connector" => task.connector(),
            "kek" => Verdict::of(task.kek()),
            "subject" => Verdict::of(task.subject()),
            "tableflow" => task.tableflow_topic(),
            _ => Verdict::of(task.statements()),
        }
    }

    fn clean(&mut self) -> Result<(), String> {
        self.site.take().map_or(Ok(()), |mut site| site.leave())
    }
}

/// Terraform's address of what Terraform makes.
fn terraform(resource: &Resource) -> String {
    string(&resource.properties, "terraform")
}

/// A resource of the data plane, on its way in.
struct Task<'a> {
    cloud: &'a Cloud,
    site: &'a mut Site,
    environment: &'a Environment,
    resource: &'a Resource,
}

impl Task<'_> {
    fn json(&self, file: &str) -> Result<Value, String> {
        let site = &*self.site;
        Ok(fill_json(&self.environment.json(file)?, &|kind, name| site.place(kind, name)))
    }

    fn only_file(&self) -> Result<Value, String> {
        self.json(self.resource.files.first().ok_or("no file in the manifest")?)
    }

    fn kek(&self) -> Result<(), String> {
        let body = self.only_file()?;
        let registry = self.site.plane(&self.site.registry, "registry_weir")?;
        patiently(&|| registry.post("/dek-registry/v1/keks", &body))?.ok()?;
        let path = format!("/dek-registry/v1/keks/{}", segment(&string(&body, "name")));
        let mut given = registry.get(&path)?.ok()?;
        if let Some(given) = given.as_object_mut() {
            given.remove("ts");
        }
        same("key-encryption key", &body, &given)
    }

    /// Topic and schema of those who produce to a topic that exists.
    fn others(&mut self, schema: &Value) -> Result<(), String> {
        let subject = self.resource.name.as_str();
        let topic = subject.strip_suffix("-key").or_else(|| subject.strip_suffix("-value")).unwrap_or(subject);
        let (kafka, cluster) = (self.site.kafka.clone(), self.site.cluster.clone());
        let client = self.site.as_others(self.cloud, &kafka, &cluster)?;
        let path = format!("/kafka/v3/clusters/{cluster}/topics");
        if patiently(&|| client.get(&format!("{path}/{}", segment(topic))))?.status == 404 {
            client.post(&path, &json!({ "topic_name": topic }))?.ok()?;
        }
        let (registry, id) = (self.site.registry.clone(), self.site.registry_id.clone());
        let client = self.site.as_others(self.cloud, &registry, &id)?;
        let body = json!({ "schemaType": "AVRO", "schema": schema.to_string() });
        patiently(&|| client.post(&format!("/subjects/{}/versions", segment(subject)), &body))?.ok()?;
        Ok(())
    }

    fn subject(&mut self) -> Result<(), String> {
        let registry = self.site.plane(&self.site.registry, "registry_weir")?;
        let name = segment(&self.resource.name);
        let part = |end: &str| self.resource.files.iter().find(|file| file.ends_with(end)).map(|file| self.json(file));
        let schema = part("/schema.avsc").ok_or("no schema.avsc in the manifest")??;
        let path = format!("/subjects/{name}/versions");
        if string(&self.resource.properties, "registered_by") == "existing" {
            self.others(&schema)?;
            let given = patiently(&|| registry.get(&format!("{path}/latest")))?.ok()?;
            return same("schema", &schema, &serde_json::from_str(&string(&given, "schema")).unwrap_or_default());
        }
        if string(&self.resource.properties, "registered_by") == "table" {
            // The simulator guesses it from the statement's text, without the options that say where the key goes.
            for path in [format!("/subjects/{name}"), format!("/subjects/{name}?permanent=true")] {
                patiently(&|| registry.delete(&path))?.ok()?;
            }
        }
        let mut body = json!({ "schemaType": "AVRO", "schema": schema.to_string() });
        for (key, file) in
            [("ruleSet", "/rules.json"), ("metadata", "/metadata.json"), ("references", "/references.json")]
        {
            if let (Some(value), Some(body)) = (part(file).transpose()?, body.as_object_mut()) {
                body.insert(key.to_string(), value);
            }
        }
        if let Some(config) = part("/config.json").transpose()? {
            patiently(&|| registry.put(&format!("/config/{name}"), &config))?.ok()?;
        }
        patiently(&|| registry.post(&path, &body))?.ok()?;
        let given = registry.get(&format!("{path}/latest"))?.ok()?;
        same("schema", &schema, &serde_json::from_str(&string(&given, "schema")).unwrap_or_default())?;
        for key in ["ruleSet", "metadata", "references"] {
            let none = Value::Null;
            same(key, body.get(key).unwrap_or(&none), given.get(key).unwrap_or(&none))?;
        }
        Ok(())
    }

    fn connector(&self) -> Verdict {
        let read = || -> Result<(Client, Value, Value), String> {
            let client = self.site.plane(self.cloud.admin.base(), "cloud_weir")?;
            let artifact = self.only_file()?;
            let mut config = artifact.get("config").cloned().unwrap_or_default();
            let secret = artifact.get("config_sensitive").and_then(Value::as_object).into_iter().flatten();
            if let Some(config) = config.as_object_mut() {
                config.extend(secret.map(|(key, value)| (key.clone(), value.clone())));
            }
            let base = format!("/connect/v1/environments/{}/clusters/{}", self.site.environment, self.site.cluster);
            let plugins = patiently(&|| client.get(&format!("{base}/connector-plugins")))?.ok()?;
            Ok((client, config, plugins))
        };
        match read() {
            Err(words) => Verdict::Refused(words),
            Ok((client, config, plugins)) => {
                let class = string(&config, "connector.class");
                let known = plugins.as_array().into_iter().flatten().any(|plugin| string(plugin, "class") == class);
                if known {
                    Verdict::of(self.run_connector(&client, &class, &config))
                } else {
                    Verdict::NotJudged(format!("the simulator has no connector `{class}`"))
                }
            }
        }
    }

    fn run_connector(&self, client: &Client, class: &str, config: &Value) -> Result<(), String> {
        let base = format!("/connect/v1/environments/{}/clusters/{}", self.site.environment, self.site.cluster);
        let checked = client.put(&format!("{base}/connector-plugins/{class}/config/validate"), config)?.ok()?;
        let faults: Vec<String> =
            checked.get("configs").and_then(Value::as_array).into_iter().flatten().flat_map(faults).collect();
        if !faults.is_empty() {
            return Err(faults.join("\n"));
        }
        let name = string(config, "name");
        client.post(&format!("{base}/connectors"), &json!({ "name": name, "config": config }))?.ok()?;
        let path = format!("{base}/connectors/{}", segment(&name));
        let ready = |answer: &Value| at(answer, "/connector/state") != "PROVISIONING";
        let status = cloud::until(|| client.get(&format!("{path}/status"))?.ok(), &ready)?;
        if at(&status, "/connector/state") != "RUNNING" {
            return Err(format!("{}: {}", at(&status, "/connector/state"), at(&status, "/connector/trace")));
        }
        let given = client.get(&format!("{path}/config"))?.ok()?;
        let masked = |value: &str| !value.is_empty() && value.chars().all(|c| c == '*');
        for (key, sent) in config.as_object().into_iter().flatten() {
            let back = string(&given, key);
            if !masked(&back) && Some(back.as_str()) != sent.as_str() {
                return Err(format!("`{key}` was given back as `{back}`"));
            }
        }
        Ok(())
    }

    /// Confluent, "Grant Role-Based Access for Tableflow": who owns a topic may keep it in Confluent's storage.
    fn tableflow_topic(&self) -> Verdict {
        let managed = || self.only_file().is_ok_and(|body| at(&body, "/spec/storage/kind") == "Managed");
        match self.tableflow() {
            Err(words) if words.starts_with("403") && managed() => {
                Verdict::NotJudged("the simulator lets only administrators of the cluster use Tableflow".to_string())
            }
            result => Verdict::of(result),
        }
    }

    fn tableflow(&self) -> Result<(), String> {
        let body = self.only_file()?;
        let client = self.site.plane(self.cloud.admin.base(), "tableflow")?;
        patiently(&|| client.post("/tableflow/v1/tableflow-topics", &body))?.ok()?;
        let (environment, cluster) = (&self.site.environment, &self.site.cluster);
        let name = segment(&at(&body, "/spec/display_name"));
        let path =
            format!("/tableflow/v1/tableflow-topics/{name}?environment={environment}&spec.kafka_cluster={cluster}");
        let ready = |answer: &Value| at(answer, "/status/phase") != "PENDING";
        let given = cloud::until(|| client.get(&path)?.ok(), &ready)?;
        let mode = string(&self.resource.properties, "write_mode");
        if at(&given, "/status/phase") != "RUNNING" || at(&given, "/status/write_mode") != mode {
            return Err(given.get("status").map(Value::to_string).unwrap_or_default());
        }
        Ok(())
    }

    /// A statement, or those that make a table what the pipeline says.
    fn statements(&mut self) -> Result<(), String> {
        let properties = &self.resource.properties;
        let names = properties.get("statement_names").and_then(Value::as_array).cloned();
        let files = properties.get("run").and_then(Value::as_array).cloned();
        let names = names.unwrap_or_else(|| vec![Value::String(self.resource.name.clone())]);
        let files = files.unwrap_or_else(|| self.resource.files.iter().cloned().map(Value::String).collect());
        if names.len() != files.len() {
            return Err(format!("{} statements of {} files", names.len(), files.len()));
        }
        for (name, file) in names.iter().filter_map(Value::as_str).zip(files.iter().filter_map(Value::as_str)) {
            let site = &*self.site;
            let text = fill(&self.environment.text(file)?, &|kind, name| site.place(kind, name));
            self.statement(name, &text).map_err(|words| format!("{file}: {words}"))?;
        }
        Ok(())
    }

    fn statement(&mut self, name: &str, text: &str) -> Result<(), String> {
        let site = &*self.site;
        let properties = fill_json(&self.resource.properties, &|kind, name| site.place(kind, name));
        let client = site.plane(&site.flink, "flink_weir")?;
        let path =
            format!("/sql/v1/organizations/{}/environments/{}/statements", self.cloud.organization, site.environment);
        let body = json!({
            "name": name, "organization_id": self.cloud.organization, "environment_id": site.environment,
            "spec": {
                "statement": text, "properties": properties.get("properties"),
                "compute_pool_id": string(&properties, "compute_pool"), "principal": string(&properties, "principal")
            }
        });
        let one = format!("{path}/{}", segment(name));
        self.site.undo(&client, one.clone());
        let mut said = submit(&client, &path, &one, &body)?;
        if said.as_ref().is_some_and(|words| misread(words, text)) {
            client.delete(&one)?.ok()?;
            for _ in 0..50 {
                if client.get(&one)?.status == 404 {
                    break;
                }
                std::thread::sleep(std::time::Duration::from_millis(100));
            }
            self.cloud.post("/__sim/config", &json!({ "flink_catalog": false }))?;
            let again = submit(&client, &path, &one, &body);
            self.cloud.post("/__sim/config", &json!({ "flink_catalog": true }))?;
            said = again?;
        }
        said.map_or(Ok(()), Err)
    }
}

/// What a connector's validation says against a key.
fn faults(row: &Value) -> Vec<String> {
    let errors = row.pointer("/value/errors").and_then(Value::as_array);
    errors.into_iter().flatten().map(|error| error.as_str().map_or_else(|| error.to_string(), str::to_string)).collect()
}

/// Submits a statement and waits until it runs or has run; `Some` with its words when it failed.
fn submit(client: &Client, path: &str, one: &str, body: &Value) -> Result<Option<String>, String> {
    patiently(&|| client.post(path, body))?.ok()?;
    let ready = |answer: &Value| at(answer, "/status/phase") != "PENDING";
    let given = cloud::until(|| client.get(one)?.ok(), &ready)?;
    match at(&given, "/status/phase").as_str() {
        "RUNNING" | "COMPLETED" => Ok(None),
        phase => Ok(Some(format!("{phase}: {}", at(&given, "/status/detail")))),
    }
}

/// The simulator finds tables by patterns and takes the `TABLE(` of a window for a table `TABL`: it misses something
/// that no word of the statement names. Such a statement is run again without looking tables up.
fn misread(words: &str, text: &str) -> bool {
    let missed = words.split("Object '").nth(1).and_then(|rest| rest.split('\'').next());
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '$' || c == '.';
    missed.is_some_and(|missed| !text.split(|c: char| !word(c)).any(|one| one == missed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_statement_does_not_name_is_misread() {
        let text = "INSERT INTO `a` SELECT * FROM TABLE(TUMBLE(TABLE `b.c`, DESCRIPTOR(`ts`), INTERVAL '5' SECOND))";
        assert!(misread("FAILED: SQL validation failed. Object 'TABL' not found within 'e.d'", text));
        assert!(!misread("FAILED: SQL validation failed. Object 'b.c' not found within 'e.d'", text));
        assert!(!misread("FAILED: something else", text));
    }
}
