//! The schema registry takes every subject with its rules, metadata and compatibility and gives it back equal as
//! values; the same for key-encryption keys.

use crate::real::environment::{Environment, Resource, string};
use crate::real::equal::same;
use crate::real::http::{self, Client, segment};
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use serde_json::{Value, json};

const VARIABLE: &str = "WEIR_REAL_REGISTRY";
const DEFAULT: &str = "http://127.0.0.1:28081";
const KEKS: &str = "/dek-registry/v1/keks";
const KINDS: &[&str] = &["kek", "subject"];

pub(crate) fn system() -> Box<dyn System> {
    let client = Client::new(&http::variable(VARIABLE, DEFAULT));
    Box::new(Registry { client, scratch: None, subjects: Vec::new(), keks: Vec::new() })
}

struct Registry {
    client: Client,
    scratch: Option<Scratch>,
    subjects: Vec<String>,
    keks: Vec<String>,
}

impl System for Registry {
    fn name(&self) -> &'static str {
        "registry"
    }

    fn needs(&self) -> &'static str {
        "takes subjects with rules and metadata, and key-encryption keys, and gives them back equal; a schema registry \
         with data contracts and a DEK registry, its address in WEIR_REAL_REGISTRY (http://127.0.0.1:28081)"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        environment.of_kinds(KINDS).map(Item::of).collect()
    }

    fn probe(&mut self, scratch: &Scratch) -> Result<String, Unready> {
        let subjects = self.client.first_look("/subjects?deleted=true", "a schema registry", VARIABLE)?;
        let keks = self.client.first_look(&format!("{KEKS}?deleted=true"), "a registry with DEK registry", VARIABLE)?;
        let left = |list: &Value| -> Vec<String> {
            let names = list.as_array().into_iter().flatten().filter_map(Value::as_str);
            names.filter(|name| scratch.is_left_over(name)).map(str::to_string).collect()
        };
        (self.subjects, self.keks) = (left(&subjects), left(&keks));
        if !(self.subjects.is_empty() && self.keks.is_empty()) {
            eprintln!(
                "  removing what an earlier run left: {}",
                [&self.subjects[..], &self.keks[..]].concat().join(" ")
            );
        }
        self.clean().map_err(|words| Unready::new(words, "remove those names by hand"))?;
        self.scratch = Some(scratch.clone());
        self.knows_rules()?;
        Ok(format!("schema registry at {}", self.client.base()))
    }

    fn begin(&mut self, _: &Environment) -> Result<(), Unready> {
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        let Some(resource) = environment.resource(&item.address) else {
            return Verdict::NotJudged("not in the manifest".to_string());
        };
        Verdict::of(match resource.kind.as_str() {
            "kek" => self.kek(environment, resource),
            _ => self.subject(environment, resource),
        })
    }

    fn clean(&mut self) -> Result<(), String> {
        let mut problems = Vec::new();
        for subject in std::mem::take(&mut self.subjects) {
            let path = format!("/subjects/{}", segment(&subject));
            problems.extend(self.remove(&path).err());
            problems.extend(self.client.delete(&format!("/config/{}", segment(&subject))).err());
        }
        for kek in std::mem::take(&mut self.keks) {
            problems.extend(self.remove(&format!("{KEKS}/{}", segment(&kek))).err());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
    }
}

impl Registry {
    /// First softly, then for good; a 404 is the aim.
    fn remove(&self, path: &str) -> Result<(), String> {
        for path in [path.to_string(), format!("{path}?permanent=true")] {
            let answer = self.client.delete(&path)?;
            if !answer.is_ok() && answer.status != 404 {
                return Err(format!("DELETE {path}: {}", answer.words()));
            }
        }
        Ok(())
    }

    fn scratch_name(&self, name: &str) -> String {
        self.scratch.as_ref().map(|scratch| scratch.exact(name)).unwrap_or_default()
    }

    /// An old registry takes rules and forgets them.
    fn knows_rules(&mut self) -> Result<(), Unready> {
        let name = self.scratch_name("probe-value");
        self.subjects.push(name.clone());
        let rule = json!({ "name": "r", "kind": "CONDITION", "mode": "WRITE", "type": "CEL", "expr": "true" });
        let body = json!({ "schemaType": "AVRO", "schema": "\"string\"", "ruleSet": { "domainRules": [rule] } });
        let seen = self.register(&name, &body);
        let cleaned = self.clean();
        let advice = "use a registry with data contracts (Confluent Platform 7.4 or later, or another that has them)";
        match (seen, cleaned) {
            (Ok(given), Ok(())) if given.get("ruleSet").is_some_and(Value::is_object) => Ok(()),
            (Ok(_), Ok(())) => Err(Unready::new(format!("{} forgets rules", self.client.base()), advice)),
            (Err(words), _) | (_, Err(words)) => Err(Unready::new(words, advice)),
        }
    }

    /// Registers, and reads the latest version back.
    fn register(&self, subject: &str, body: &Value) -> Result<Value, String> {
        let path = format!("/subjects/{}/versions", segment(subject));
        self.client.post(&path, body)?.ok()?;
        self.client.get(&format!("{path}/latest"))?.ok()
    }

    fn subject(&mut self, environment: &Environment, resource: &Resource) -> Result<(), String> {
        let name = self.scratch_name(&resource.name);
        self.subjects.push(name.clone());
        let part =
            |end: &str| resource.files.iter().find(|file| file.ends_with(end)).map(|file| environment.json(file));
        let schema = part("/schema.avsc").ok_or("no schema.avsc in the manifest")??;
        let mut body = json!({ "schemaType": "AVRO", "schema": schema.to_string() });
        for (key, file) in
            [("ruleSet", "/rules.json"), ("metadata", "/metadata.json"), ("references", "/references.json")]
        {
            if let (Some(value), Some(body)) = (part(file).transpose()?, body.as_object_mut()) {
                body.insert(key.to_string(), value);
            }
        }
        if let Some(config) = part("/config.json").transpose()? {
            self.configure(&name, &config)?;
        }
        let given = self.register(&name, &body)?;
        let given_schema = serde_json::from_str(&string(&given, "schema")).unwrap_or_default();
        same("schema", &schema, &given_schema)?;
        for key in ["ruleSet", "metadata", "references"] {
            let none = Value::Null;
            same(key, body.get(key).unwrap_or(&none), given.get(key).unwrap_or(&none))?;
        }
        Ok(())
    }

    fn configure(&self, subject: &str, config: &Value) -> Result<(), String> {
        let path = format!("/config/{}", segment(subject));
        self.client.put(&path, config)?.ok()?;
        let given = self.client.get(&path)?.ok()?;
        let level = given.get("compatibilityLevel").unwrap_or(&Value::Null);
        same("compatibility", config.get("compatibility").unwrap_or(&Value::Null), level)
    }

    fn kek(&mut self, environment: &Environment, resource: &Resource) -> Result<(), String> {
        let file = resource.files.first().ok_or("no file in the manifest")?;
        let mut body = environment.json(file)?;
        let name = self.scratch_name(&string(&body, "name"));
        if let Some(body) = body.as_object_mut() {
            body.insert("name".to_string(), Value::String(name.clone()));
        }
        self.keks.push(name.clone());
        self.client.post(KEKS, &body)?.ok()?;
        let mut given = self.client.get(&format!("{KEKS}/{}", segment(&name)))?.ok()?;
        if let Some(given) = given.as_object_mut() {
            given.remove("ts");
        }
        same("key-encryption key", &body, &given)
    }
}
