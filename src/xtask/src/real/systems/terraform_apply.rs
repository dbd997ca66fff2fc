//! Terraform applies each `terraform/` folder to an AWS emulator, plans again, and destroys it, in an account of its own.
//! In between the services start as weir starts them, with the task definitions of `containers/`.

use crate::real::environment::{Environment, Resource, fill_json, string};
use crate::real::http::{self, Client};
use crate::real::lift;
use crate::real::module::Module;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const FOLDER: &str = "terraform/";
const VARIABLE: &str = "WEIR_REAL_AWS";
const DEFAULT: &str = "http://127.0.0.1:18086";
/// Services start between the second plan and the third.
const BEFORE: &[&str] = &["apply", "second plan"];
const AFTER: &[&str] = &["plan while services run", "destroy"];
/// Where services of a pipeline have their task definitions.
const TASKS: &str = "containers/task-definitions/";

pub(crate) fn system() -> Box<dyn System> {
    let client = Client::new(&http::first_variable(&[VARIABLE, "AWS_ENDPOINT_URL"], DEFAULT));
    Box::new(TerraformApply { client, site: None })
}

struct TerraformApply {
    client: Client,
    site: Option<Site>,
}

/// A copy of the folder, and what was done with it.
struct Site {
    folder: TempDir,
    variables: Vec<(String, String)>,
    /// ECS in the account.
    containers: Client,
    applied: Option<bool>,
    destroyed: bool,
    lifted: String,
}

/// Credentials of an account that nobody else uses.
struct Account {
    id: String,
    secret: String,
    token: String,
}

impl System for TerraformApply {
    fn name(&self) -> &'static str {
        "terraform-apply"
    }

    fn needs(&self) -> &'static str {
        "apply, plans without changes and destroy of terraform/, services started with containers/task-definitions/; \
         terraform as for `terraform`, and an AWS emulator (moto), its address in WEIR_REAL_AWS \
         (http://127.0.0.1:18086); as real as the providers are"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        let files: Vec<String> = environment.files.iter().filter(|file| file.starts_with(FOLDER)).cloned().collect();
        if files.is_empty() {
            return Vec::new();
        }
        let step = |step: &&str| Item { address: format!("{FOLDER} {step}"), files: files.clone() };
        let services = services(environment).map(Item::of);
        BEFORE.iter().map(step).chain(services).chain(AFTER.iter().map(step)).collect()
    }

    fn probe(&mut self, _: &Scratch) -> Result<String, Unready> {
        self.client.first_look("/moto-api/", "the AWS emulator moto", VARIABLE)?;
        let output = Command::new("terraform").arg("version").output();
        let output = output.map_err(|error| {
            Unready::new(format!("terraform does not start: {error}"), "put terraform 1.11 or later on the path")
        })?;
        let version = String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_string();
        Ok(format!("{version}, AWS emulated at {}", self.client.base()))
    }

    fn begin(&mut self, environment: &Environment) -> Result<(), Unready> {
        let prepared = self.prepare(environment);
        self.site = Some(prepared.map_err(|words| Unready::new(words, "mend that"))?);
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        let service = environment.resource(&item.address);
        let Some(site) = self.site.as_mut() else { return Verdict::NotJudged("nothing was prepared".to_string()) };
        match (item.address.trim_start_matches(FOLDER).trim(), site.applied) {
            ("apply", _) => Verdict::of(site.apply()),
            (_, Some(true)) if service.is_some() && !site.reached() => {
                Verdict::NotJudged("the AWS provider at hand sends nothing: it made no ECS cluster".to_string())
            }
            (_, Some(true)) if service.is_some() => {
                Verdict::of(service.map_or(Ok(()), |service| site.service(environment, service)))
            }
            (_, None | Some(false)) => Verdict::NotJudged("apply was refused".to_string()),
            ("destroy", Some(true)) => Verdict::of(site.destroy()),
            (_, Some(true)) => Verdict::of(site.plan()),
        }
    }

    fn clean(&mut self) -> Result<(), String> {
        let Some(mut site) = self.site.take() else { return Ok(()) };
        let destroyed = if site.applied.is_some() && !site.destroyed { site.destroy() } else { Ok(()) };
        destroyed.and(site.folder.close().map_err(|error| error.to_string()))
    }
}

/// Services that weir starts on ECS.
fn services(environment: &Environment) -> impl Iterator<Item = &Resource> {
    let on_ecs = |service: &&Resource| service.files.iter().any(|file| file.starts_with(TASKS));
    environment.resources.iter().filter(|resource| resource.kind == "service").filter(on_ecs)
}

/// The emulator tells account, service and region by this header and looks at no signature.
fn signed(client: &Client, service: &str, region: &str, key: &str) -> Client {
    let scope = format!("{key}/20200101/{region}/{service}/aws4_request");
    let header = format!("AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0");
    client.clone().with_header("Authorization", &header)
}

impl TerraformApply {
    fn prepare(&self, environment: &Environment) -> Result<Site, String> {
        let blocks = lift::blocks(environment)?;
        let region = Module::read(environment)?.output("region").unwrap_or_else(|| "us-east-1".to_string());
        let account = self.account()?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let there = self.network(environment, &account, &region)?;
        for file in environment.files.iter().filter(|file| file.starts_with(FOLDER)) {
            let mut text = environment.text(file)?;
            for (theirs, ours) in &there {
                text = text.replace(theirs, ours);
            }
            write(folder.path(), &file.trim_start_matches(FOLDER).replace(".tfvars.example", ".tfvars"), &text)?;
        }
        write(folder.path(), "emulated_override.tf", &lift::turned(&blocks))?;
        let containers = signed(&self.client, "ecs", &region, &account.id);
        let variables = self.variables(environment, account, &region)?;
        let lifted = lift::lifted(&blocks);
        let site = Site { folder, variables, containers, applied: None, destroyed: false, lifted };
        site.terraform(&["init", "-input=false", "-no-color"])?;
        eprintln!("  {}", site.providers());
        Ok(site)
    }

    /// A new account: the credentials of a role in it.
    fn account(&self) -> Result<Account, String> {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let number = now.as_millis() % 100_000_000_000;
        let role = format!("arn:aws:iam::9{number:011}:role/weir");
        let query =
            format!("Action=AssumeRole&Version=2011-06-15&RoleSessionName=weir&RoleArn={}", http::segment(&role));
        let answer = self.ask("sts", "us-east-1", "test", &query)?;
        let part = |tag: &str| inside(&answer, tag).ok_or_else(|| format!("AssumeRole answered without {tag}"));
        Ok(Account { id: part("AccessKeyId")?, secret: part("SecretAccessKey")?, token: part("SessionToken")? })
    }

    /// A network and subnets in the place of those that the module takes as existing.
    fn network(
        &self,
        environment: &Environment,
        account: &Account,
        region: &str,
    ) -> Result<Vec<(String, String)>, String> {
        let mut there = Vec::new();
        for network in lift::ids(environment, "vpc-")? {
            let query = "Action=CreateVpc&Version=2016-11-15&CidrBlock=10.20.0.0%2F16";
            let made = self.ask("ec2", region, &account.id, query)?;
            let made = inside(&made, "vpcId").ok_or("CreateVpc answered without an id")?;
            for (number, subnet) in lift::ids(environment, "subnet-")?.into_iter().enumerate() {
                let block = http::segment(&format!("10.20.{number}.0/24"));
                let query = format!("Action=CreateSubnet&Version=2016-11-15&VpcId={made}&CidrBlock={block}");
                let answer = self.ask("ec2", region, &account.id, &query)?;
                there.push((subnet, inside(&answer, "subnetId").ok_or("CreateSubnet answered without an id")?));
            }
            there.push((network, made));
        }
        Ok(there)
    }

    fn ask(&self, service: &str, region: &str, key: &str, query: &str) -> Result<String, String> {
        let body = signed(&self.client, service, region, key).get(&format!("/?{query}"))?.ok()?;
        Ok(body.as_str().unwrap_or_default().to_string())
    }

    fn variables(
        &self,
        environment: &Environment,
        account: Account,
        region: &str,
    ) -> Result<Vec<(String, String)>, String> {
        let fixed = [
            ("AWS_ENDPOINT_URL", self.client.base()),
            ("AWS_ACCESS_KEY_ID", &account.id),
            ("AWS_SECRET_ACCESS_KEY", &account.secret),
            ("AWS_SESSION_TOKEN", &account.token),
            ("AWS_REGION", region),
            ("CONFLUENT_CLOUD_API_KEY", &http::variable("CONFLUENT_CLOUD_API_KEY", "SIMCLOUDAPIKEY01")),
            ("CONFLUENT_CLOUD_API_SECRET", &http::variable("CONFLUENT_CLOUD_API_SECRET", "sim-cloud-api-secret")),
            ("SNOWFLAKE_USER", "weir"),
            ("SNOWFLAKE_PRIVATE_KEY", "none"),
            // Providers wait for a simulator as short as it takes.
            ("TF_ACC", "1"),
            ("TF_IN_AUTOMATION", "1"),
        ];
        let mut all: Vec<(String, String)> = fixed.map(|(name, value)| (name.to_string(), value.to_string())).into();
        for file in environment.files.iter().filter(|file| file.ends_with(".tfvars.example")) {
            for rest in environment.text(file)?.split("set TF_VAR_").skip(1) {
                let name = rest.split(' ').next().unwrap_or_default();
                all.push((format!("TF_VAR_{name}"), "made-up".to_string()));
            }
        }
        Ok(all)
    }
}

impl Site {
    fn apply(&mut self) -> Result<(), String> {
        self.applied = Some(false);
        self.terraform(&["apply", "-auto-approve", "-input=false", "-no-color"])?;
        self.applied = Some(true);
        Ok(())
    }

    fn plan(&self) -> Result<(), String> {
        let output = self.start(&["plan", "-detailed-exitcode", "-out=again", "-input=false", "-no-color"])?;
        match output.status.code() {
            Some(0) => return Ok(()),
            Some(2) => {}
            _ => return Err(words(&output)),
        }
        let shown = self.start(&["show", "-json", "again"])?;
        let plan: Value = serde_json::from_slice(&shown.stdout).map_err(|error| format!("show -json: {error}"))?;
        let changes = lift::changes(&plan);
        if changes.is_empty() { Ok(()) } else { Err(changes.join("\n")) }
    }

    /// Whether what was applied is in the emulator: a provider that only knows schemas sends nothing there.
    fn reached(&self) -> bool {
        let clusters = self.call("ListClusters", &json!({})).unwrap_or_default();
        clusters.get("clusterArns").and_then(Value::as_array).is_some_and(|clusters| !clusters.is_empty())
    }

    /// Registers the task definition and starts the service with it, as weir does after Terraform.
    fn service(&self, environment: &Environment, service: &Resource) -> Result<(), String> {
        let outputs = self.start(&["output", "-json"])?;
        let outputs: Value = serde_json::from_slice(&outputs.stdout).map_err(|error| format!("output: {error}"))?;
        let output = |name: &str| string(outputs.get(name).unwrap_or(&Value::Null), "value");
        let file = service.files.iter().find(|file| file.starts_with(TASKS)).ok_or("no task definition")?;
        let missing = RefCell::new(Vec::new());
        let place = |kind: &str, name: &str| {
            let value = output(name);
            if kind != "output" || value.is_empty() {
                missing.borrow_mut().push(format!("@{{{kind}:{name}}}"));
            }
            value
        };
        let task = fill_json(&environment.json(file)?, &place);
        let missing = missing.take();
        if !missing.is_empty() {
            return Err(format!("{file}: Terraform has no value for {}", missing.join(", ")));
        }
        let made = self.call("RegisterTaskDefinition", &task)?;
        let arn = made.pointer("/taskDefinition/taskDefinitionArn").cloned().unwrap_or_default();
        let replicas = service.properties.get("replicas").cloned().unwrap_or_default();
        let body = json!({
            "cluster": output("ecs_cluster_name"), "service": service.name, "taskDefinition": arn,
            "desiredCount": replicas
        });
        self.call("UpdateService", &body).map(|_| ())
    }

    fn call(&self, action: &str, body: &Value) -> Result<Value, String> {
        let target = format!("AmazonEC2ContainerServiceV20141113.{action}");
        let client = self.containers.clone().with_header("Content-Type", "application/x-amz-json-1.1");
        client.with_header("X-Amz-Target", &target).post("/", body)?.ok()
    }

    /// Protection is lifted first: AWS asks the database, not the module.
    fn destroy(&mut self) -> Result<(), String> {
        write(self.folder.path(), "lifted_override.tf", &self.lifted)?;
        if self.lifted.contains("deletion_protection") {
            let lifted = self.terraform(&["apply", "-auto-approve", "-refresh=false", "-input=false", "-no-color"]);
            if self.applied == Some(true) {
                lifted?;
            }
        }
        self.terraform(&["destroy", "-auto-approve", "-input=false", "-no-color"])?;
        self.destroyed = true;
        let left = String::from_utf8_lossy(&self.start(&["state", "list"])?.stdout).trim().to_string();
        if left.is_empty() { Ok(()) } else { Err(format!("not destroyed: {left}")) }
    }

    /// `aws 5.100.0, confluent 2.83.4`, as the lock file has them.
    fn providers(&self) -> String {
        let lock = std::fs::read_to_string(self.folder.path().join(".terraform.lock.hcl")).unwrap_or_default();
        let mut found = Vec::new();
        for block in lock.split("provider \"").skip(1) {
            let name = block.split('"').next().and_then(|name| name.rsplit('/').next()).unwrap_or_default();
            let version = block.split("version").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap_or_default();
            found.push(format!("{name} {version}"));
        }
        found.join(", ")
    }

    fn terraform(&self, arguments: &[&str]) -> Result<(), String> {
        let output = self.start(arguments)?;
        if output.status.success() { Ok(()) } else { Err(words(&output)) }
    }

    fn start(&self, arguments: &[&str]) -> Result<Output, String> {
        let mut command = Command::new("terraform");
        command.args(arguments).current_dir(self.folder.path()).envs(self.variables.iter().cloned());
        command.output().map_err(|error| format!("terraform: {error}"))
    }
}

/// What Terraform says against it, from its first error on.
fn words(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr[..]].concat();
    let text = String::from_utf8_lossy(&text);
    let from = text.find("Error:").unwrap_or_default();
    text.get(from..).unwrap_or_default().trim().to_string()
}

fn write(folder: &Path, file: &str, text: &str) -> Result<(), String> {
    std::fs::write(folder.join(file), text).map_err(|error| format!("{file}: {error}"))
}

/// The text of the first element of this name.
fn inside(xml: &str, tag: &str) -> Option<String> {
    let rest = xml.split(&format!("<{tag}>")).nth(1)?;
    rest.split("</").next().map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found() {
        assert_eq!(inside("<a><vpcId>vpc-1</vpcId></a>", "vpcId").as_deref(), Some("vpc-1"));
        assert_eq!(inside("<a/>", "vpcId"), None);
    }
}
