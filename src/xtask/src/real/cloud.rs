//! Confluent Cloud as a simulator plays it: an environment in it, made as Terraform would make it.

mod infrastructure;

pub(crate) use infrastructure::make;

use super::environment::{array, string};
use super::http::{self, Answer, Client};
use super::module::Module;
use super::scratch::Scratch;
use super::system::Unready;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::time::Duration;

const VARIABLE: &str = "WEIR_REAL_CONFLUENT";
const DEFAULT: &str = "http://127.0.0.1:18080";
/// How long something may take to come up: half a minute of steps.
const STEPS: u32 = 150;
const STEP: Duration = Duration::from_millis(200);

/// The control plane, with the key of its administrator.
pub(crate) struct Cloud {
    pub(crate) admin: Client,
    pub(crate) organization: String,
    pub(crate) scratch: Option<Scratch>,
}

/// An environment that was made in it, and what is in it.
pub(crate) struct Site {
    pub(crate) module: Module,
    pub(crate) environment: String,
    pub(crate) cluster: String,
    pub(crate) kafka: String,
    pub(crate) registry: String,
    /// The registry's id.
    pub(crate) registry_id: String,
    pub(crate) flink: String,
    /// API keys by their name in Terraform.
    keys: BTreeMap<String, Key>,
    undo: Vec<Undo>,
}

#[derive(Clone)]
struct Key {
    id: String,
    secret: String,
}

struct Undo {
    client: Client,
    path: String,
}

/// Where the control plane is.
pub(crate) fn address() -> String {
    http::first_variable(&[VARIABLE, "CONFLUENT_ENDPOINT"], DEFAULT)
}

/// `Authorization` of an API key.
fn authorized(client: Client, id: &str, secret: &str) -> Client {
    client.with_header("Authorization", &format!("Basic {}", BASE64_STANDARD.encode(format!("{id}:{secret}"))))
}

impl Cloud {
    /// The simulator's own key unless the variables of Confluent's tools say another.
    pub(crate) fn new() -> Cloud {
        let id = http::variable("CONFLUENT_CLOUD_API_KEY", "SIMCLOUDAPIKEY01");
        let secret = http::variable("CONFLUENT_CLOUD_API_SECRET", "sim-cloud-api-secret");
        let client = Client::new(&address());
        Cloud { admin: authorized(client, &id, &secret), organization: String::new(), scratch: None }
    }

    /// Looks for a simulator, never for the real service: environments cost money there.
    pub(crate) fn probe(&mut self, scratch: &Scratch) -> Result<String, Unready> {
        let health = self.admin.first_look("/__sim/health", "a simulator of Confluent Cloud", VARIABLE)?;
        self.organization = string(&health, "org");
        self.scratch = Some(scratch.clone());
        let advice = "say the administrator's key in CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET";
        self.sweep(scratch).map_err(|words| Unready::new(words, advice))?;
        Ok(format!("Confluent Cloud, simulated at {}", self.admin.base()))
    }

    /// Removes environments and service accounts of runs that are long over.
    fn sweep(&self, scratch: &Scratch) -> Result<(), String> {
        for environment in self.list("/org/v2/environments?page_size=100")? {
            let (id, name) = (string(&environment, "id"), string(&environment, "display_name"));
            if scratch.is_left_over(&name) {
                eprintln!("  removing what an earlier run left: {name}");
                for kind in ["/fcpm/v2/compute-pools", "/cmk/v2/clusters"] {
                    for thing in self.list(&format!("{kind}?environment={id}&page_size=100"))? {
                        self.gone(&format!("{kind}/{}?environment={id}", string(&thing, "id")))?;
                    }
                }
                self.gone(&format!("/org/v2/environments/{id}"))?;
            }
        }
        for account in self.list("/iam/v2/service-accounts?page_size=100")? {
            if scratch.is_left_over(&string(&account, "display_name")) {
                self.gone(&format!("/iam/v2/service-accounts/{}", string(&account, "id")))?;
            }
        }
        Ok(())
    }

    fn gone(&self, path: &str) -> Result<(), String> {
        self.admin.delete(path)?.ok().map(|_| ())
    }

    pub(crate) fn list(&self, path: &str) -> Result<Vec<Value>, String> {
        Ok(array(&self.admin.get(path)?.ok()?, "data").to_vec())
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value, String> {
        self.admin.post(path, body)?.ok()
    }

    /// Asks until `ready` says yes to the answer.
    pub(crate) fn wait(&self, path: &str, ready: &dyn Fn(&Value) -> bool) -> Result<Value, String> {
        until(|| self.admin.get(path)?.ok(), ready)
    }

    /// A name that this run may use in the organization, at most as long as the real one may be.
    fn name(&self, real: &str) -> String {
        let scratch = self.scratch.as_ref().map(|scratch| scratch.exact(real)).unwrap_or_default();
        if real.len() <= infrastructure::LONGEST {
            scratch.chars().take(infrastructure::LONGEST).collect()
        } else {
            scratch
        }
    }

    /// Makes what the module takes as existing, before anything of its own.
    pub(crate) fn enter(&self, module: Module) -> Result<Site, String> {
        let mut site = Site {
            module,
            environment: String::new(),
            cluster: String::new(),
            kafka: String::new(),
            registry: String::new(),
            registry_id: String::new(),
            flink: String::new(),
            keys: BTreeMap::new(),
            undo: Vec::new(),
        };
        site.module.know("data.aws_caller_identity.current", json!({ "account_id": "123456789012" }));
        site.module.know("data.aws_partition.current", json!({ "partition": "aws" }));
        infrastructure::existing(self, &mut site)?;
        Ok(site)
    }
}

impl Site {
    /// A plane of the service, called with a key that Terraform made for weir.
    pub(crate) fn plane(&self, base: &str, key: &str) -> Result<Client, String> {
        let Key { id, secret } = self.keys.get(key).ok_or_else(|| format!("terraform/ makes no key `{key}`"))?;
        Ok(authorized(Client::new(base), id, secret))
    }

    pub(crate) fn undo(&mut self, client: &Client, path: String) {
        self.undo.push(Undo { client: client.clone(), path });
    }

    /// A plane as those call it who were there before: with a key of the administrator's for the cluster, or for the
    /// registry.
    pub(crate) fn as_others(&mut self, cloud: &Cloud, base: &str, resource: &str) -> Result<Client, String> {
        let owner = cloud.list("/iam/v2/users")?.first().map(|user| string(user, "id")).unwrap_or_default();
        let spec = json!({ "display_name": "others", "owner": { "id": owner }, "resource": { "id": resource } });
        let made = cloud.post("/iam/v2/api-keys", &json!({ "spec": spec }))?;
        self.undo(&cloud.admin, format!("/iam/v2/api-keys/{}", at(&made, "/id")));
        Ok(authorized(Client::new(base), &at(&made, "/id"), &at(&made, "/spec/secret")))
    }

    /// Deletes what was made, last things first.
    pub(crate) fn leave(&mut self) -> Result<(), String> {
        let mut problems = Vec::new();
        while let Some(Undo { client, path }) = self.undo.pop() {
            match client.delete(&path) {
                Ok(answer) if answer.is_ok() || answer.status == 404 => {}
                Ok(answer) => problems.push(format!("DELETE {path}: {}", answer.words())),
                Err(words) => problems.push(words),
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
    }

    /// What stands for `@{kind:name}` here. Outputs that other providers would give are made up.
    pub(crate) fn place(&self, kind: &str, name: &str) -> String {
        if kind != "output" {
            return format!("made-up-{name}");
        }
        let made_up = || match name {
            _ if name.ends_with("_arn") => format!("arn:aws:service:us-east-1:123456789012:thing/{name}"),
            _ if name.ends_with("_port") => "5432".to_string(),
            _ if name.ends_with("_host") => format!("{}.example.com", name.replace('_', "-")),
            _ => name.to_string(),
        };
        self.module.output(name).unwrap_or_else(made_up)
    }
}

/// A key that was just made is not known everywhere at once.
pub(crate) fn patiently(call: &dyn Fn() -> Result<Answer, String>) -> Result<Answer, String> {
    let mut answer = call()?;
    for _ in 0..STEPS {
        if answer.status != 401 {
            break;
        }
        std::thread::sleep(STEP);
        answer = call()?;
    }
    Ok(answer)
}

/// Asks again until `ready` says yes, or for half a minute.
pub(crate) fn until(ask: impl Fn() -> Result<Value, String>, ready: &dyn Fn(&Value) -> bool) -> Result<Value, String> {
    for _ in 0..STEPS {
        let answer = ask()?;
        if ready(&answer) {
            return Ok(answer);
        }
        std::thread::sleep(STEP);
    }
    Err("it did not come up in half a minute".to_string())
}

/// A text deep in a value, empty when it is not there.
pub(crate) fn at(value: &Value, pointer: &str) -> String {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_string()
}
