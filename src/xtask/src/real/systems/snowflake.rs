//! The Snowflake emulator runs what Terraform's provider would run for database, role, user and grants, and every table
//! and view of the data plane, in a scratch database.

use crate::real::cloud::at;
use crate::real::environment::{Environment, Resource, array, string};
use crate::real::http::{self, Client};
use crate::real::module::Module;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

const VARIABLE: &str = "WEIR_REAL_SNOWFLAKE";
const DEFAULT: &str = "http://127.0.0.1:18085";
const KINDS: &[&str] = &["snowflake_table", "snowflake_view"];
/// What can be asked for in SQL, by the kind of Terraform's resource.
const MADE: &[(&str, Statement)] = &[
    ("snowflake_database", database),
    ("snowflake_schema", schema),
    ("snowflake_account_role", role),
    ("snowflake_service_user", user),
    ("snowflake_grant_account_role", grant_role),
    ("snowflake_grant_privileges_to_account_role", grant_privileges),
];
/// The statement that makes a resource of these values.
type Statement = fn(&Value) -> String;
/// Seconds that a token lives; an hour is the most that Snowflake takes.
const LIFE: u64 = 600;

pub(crate) fn system() -> Box<dyn System> {
    let address = http::first_variable(&[VARIABLE, "SNOWFLAKE_SIM_URL"], DEFAULT);
    let client = Client::new(&address).with_header("User-Agent", "weir");
    Box::new(Snowflake { client, scratch: None, site: None, existing: BTreeSet::new(), undo: Vec::new() })
}

struct Snowflake {
    client: Client,
    scratch: Option<Scratch>,
    site: Option<Module>,
    /// Databases of the environment that Terraform does not make.
    existing: BTreeSet<String>,
    /// Statements that remove what was made, first things first.
    undo: Vec<String>,
}

impl System for Snowflake {
    fn name(&self) -> &'static str {
        "snowflake"
    }

    fn needs(&self) -> &'static str {
        "runs Terraform's Snowflake resources as SQL, and snowflake/*.sql; an emulator with Snowflake's SQL API, its \
         address in WEIR_REAL_SNOWFLAKE (http://127.0.0.1:18085), the administrator's private key in the file \
         WEIR_REAL_SNOWFLAKE_KEY; needs openssl"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        let made = environment.resources.iter().filter(|resource| !terraform(resource).is_empty());
        let made = made.filter(|resource| resource.kind.starts_with("snowflake_"));
        let ours = environment.of_kinds(KINDS).filter(|resource| terraform(resource).is_empty());
        made.chain(ours).map(Item::of).collect()
    }

    fn probe(&mut self, scratch: &Scratch) -> Result<String, Unready> {
        let state = self.client.first_look("/__sim/state", "an emulator of Snowflake", VARIABLE)?;
        self.scratch = Some(scratch.clone());
        let key = key_file();
        if !key.is_file() {
            let saw = format!("there is no private key {}", key.display());
            return Err(Unready::new(saw, "say the administrator's PKCS#8 key file in WEIR_REAL_SNOWFLAKE_KEY"));
        }
        let advice = "say the administrator's PKCS#8 key file in WEIR_REAL_SNOWFLAKE_KEY, the account and user in \
                      WEIR_REAL_SNOWFLAKE_ACCOUNT and WEIR_REAL_SNOWFLAKE_USER";
        self.sweep(&state).map_err(|words| Unready::new(words, advice))?;
        Ok(format!("Snowflake, emulated at {}", self.client.base()))
    }

    fn begin(&mut self, environment: &Environment) -> Result<(), Unready> {
        let begun = self.existing(environment).and_then(|()| Module::read(environment));
        self.site = Some(begun.map_err(|words| Unready::new(words, "look into the emulator's log"))?);
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        let Some(resource) = environment.resource(&item.address) else {
            return Verdict::NotJudged("not in the manifest".to_string());
        };
        if terraform(resource).is_empty() {
            Verdict::of(self.files(environment, resource))
        } else {
            self.make(resource)
        }
    }

    fn clean(&mut self) -> Result<(), String> {
        self.site = None;
        self.existing.clear();
        let mut problems = Vec::new();
        while let Some(statement) = self.undo.pop() {
            problems.extend(self.run(&statement).err());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
    }
}

/// Terraform's address of what Terraform makes.
fn terraform(resource: &Resource) -> String {
    string(&resource.properties, "terraform")
}

/// `"A"."B"` as its parts.
fn parts(path: &str) -> Vec<String> {
    path.trim_matches('"').split("\".\"").map(|part| part.replace("\"\"", "\"")).collect()
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

impl Snowflake {
    fn scratch_name(&self, name: &str) -> String {
        self.scratch.as_ref().map(|scratch| scratch.name(name).to_uppercase()).unwrap_or_default()
    }

    /// Removes databases, users and roles of runs that are long over.
    fn sweep(&mut self, state: &Value) -> Result<(), String> {
        let answer = self.run("SHOW DATABASES")?;
        let named = |row: &Value| row.get(1).and_then(Value::as_str).map(str::to_string);
        let databases = array(&answer, "data").iter().filter_map(named);
        let mut found: Vec<(&str, String)> = databases.map(|name| ("DATABASE", name)).collect();
        for kind in ["USER", "ROLE"] {
            let names = state.pointer(&format!("/objects/{kind}")).and_then(Value::as_object).into_iter().flatten();
            found.extend(names.map(|(name, _)| (kind, name.clone())));
        }
        let old = |name: &str| self.scratch.as_ref().is_some_and(|scratch| scratch.is_left_over(&name.to_lowercase()));
        for (kind, name) in found.iter().filter(|(_, name)| old(name)) {
            eprintln!("  removing what an earlier run left: {name}");
            self.run(&format!("DROP {kind} {}", quoted(name)))?;
        }
        Ok(())
    }

    /// Databases and schemas that Terraform does not make are there already.
    fn existing(&mut self, environment: &Environment) -> Result<(), String> {
        let made: BTreeSet<&String> = environment.of_kinds(&["snowflake_database"]).map(|made| &made.name).collect();
        let mut there = BTreeSet::new();
        for resource in environment.of_kinds(KINDS) {
            let path = parts(&resource.name);
            if let (Some(database), Some(schema)) = (path.first(), path.get(1))
                && !made.contains(database)
            {
                there.insert((database.clone(), schema.clone()));
            }
        }
        for (database, schema) in there {
            let name = quoted(&self.scratch_name(&database));
            if self.existing.insert(database) {
                self.run(&format!("CREATE DATABASE {name}"))?;
                self.undo.push(format!("DROP DATABASE {name}"));
            }
            self.run(&format!("CREATE SCHEMA IF NOT EXISTS {name}.{}", quoted(&schema)))?;
        }
        Ok(())
    }

    /// A value in which databases that exist have their scratch names.
    fn scratched(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => {
                let named = self.existing.iter().find_map(|database| {
                    let scratch = self.scratch_name(database);
                    if text == database {
                        return Some(scratch);
                    }
                    let rest = text.strip_prefix(&format!("{}.", quoted(database)))?;
                    Some(format!("{}.{rest}", quoted(&scratch)))
                });
                Value::String(named.unwrap_or_else(|| text.clone()))
            }
            Value::Array(items) => items.iter().map(|item| self.scratched(item)).collect(),
            Value::Object(map) => map.iter().map(|(key, item)| (key.clone(), self.scratched(item))).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
        }
    }

    fn make(&mut self, resource: &Resource) -> Verdict {
        let address = terraform(resource);
        let Some((kind, sql)) = MADE.iter().find(|(kind, _)| *kind == resource.kind) else {
            return Verdict::NotJudged(format!("`{}` is not one that this program can ask for", resource.kind));
        };
        // Terraform alone has the key pair that it makes; the administrator's stands in.
        let read = self.site.as_ref().ok_or("not begun".to_string());
        let mut values = match read.and_then(|module| module.values_but(&address, &["rsa_public_key"])) {
            Ok(values) => self.scratched(&values),
            Err(missing) => return Verdict::NotJudged(missing),
        };
        let scratched = matches!(*kind, "snowflake_database" | "snowflake_account_role" | "snowflake_service_user");
        if let (true, Some(map)) = (scratched, values.as_object_mut()) {
            let name = self.scratch_name(&resource.name);
            map.insert("name".to_string(), Value::String(name));
        }
        if let (true, Some(map)) = (*kind == "snowflake_service_user", values.as_object_mut()) {
            match public_key() {
                Ok(der) => map.insert("rsa_public_key".to_string(), Value::String(BASE64_STANDARD.encode(der))),
                Err(words) => return Verdict::NotJudged(words),
            };
        }
        if let Err(words) = self.run(&sql(&values)) {
            return Verdict::Refused(words);
        }
        let name = quoted(&at(&values, "/name"));
        match *kind {
            "snowflake_database" => self.undo.push(format!("DROP DATABASE {name}")),
            "snowflake_account_role" => self.undo.push(format!("DROP ROLE {name}")),
            "snowflake_service_user" => self.undo.push(format!("DROP USER {name}")),
            _ => {}
        }
        let qualified = match at(&values, "/database") {
            database if database.is_empty() => name,
            database => format!("{}.{name}", quoted(&database)),
        };
        if let Some(map) = values.as_object_mut() {
            map.insert("fully_qualified_name".to_string(), Value::String(qualified));
        }
        if let Some(module) = self.site.as_mut() {
            module.know(&address, values);
        }
        Verdict::Accepted
    }

    /// Each file twice, as a second `apply` would run it.
    fn files(&self, environment: &Environment, resource: &Resource) -> Result<(), String> {
        let path = parts(&resource.name);
        let database = path.first().ok_or("a table without a database")?;
        for file in resource.files.iter().chain(&resource.files) {
            let text = environment.text(file)?;
            let text =
                text.replace(&format!("{}.", quoted(database)), &format!("{}.", quoted(&self.scratch_name(database))));
            self.run(&text).map_err(|words| format!("{file}: {words}"))?;
        }
        Ok(())
    }

    fn run(&self, statement: &str) -> Result<Value, String> {
        let client = self.client.clone().with_header("Authorization", &format!("Bearer {}", token()?));
        let client = client.with_header("X-Snowflake-Authorization-Token-Type", "KEYPAIR_JWT");
        client.post("/api/v2/statements", &json!({ "statement": statement, "timeout": 60 }))?.ok()
    }
}

fn comment(values: &Value) -> String {
    let text = at(values, "/comment");
    if text.is_empty() { String::new() } else { format!(" COMMENT = '{}'", text.replace('\'', "''")) }
}

fn database(values: &Value) -> String {
    format!("CREATE DATABASE {}{}", quoted(&at(values, "/name")), comment(values))
}

/// `PUBLIC` comes with its database.
fn schema(values: &Value) -> String {
    let path = format!("{}.{}", quoted(&at(values, "/database")), quoted(&at(values, "/name")));
    format!("CREATE SCHEMA IF NOT EXISTS {path}{}", comment(values))
}

fn role(values: &Value) -> String {
    format!("CREATE ROLE {}{}", quoted(&at(values, "/name")), comment(values))
}

fn user(values: &Value) -> String {
    let (name, role, key) =
        (quoted(&at(values, "/name")), quoted(&at(values, "/default_role")), at(values, "/rsa_public_key"));
    format!("CREATE USER {name} TYPE = SERVICE DEFAULT_ROLE = {role} RSA_PUBLIC_KEY = '{key}'{}", comment(values))
}

fn grant_role(values: &Value) -> String {
    let role = quoted(&at(values, "/role_name"));
    match at(values, "/user_name") {
        user if user.is_empty() => format!("GRANT ROLE {role} TO ROLE {}", quoted(&at(values, "/parent_role_name"))),
        user => format!("GRANT ROLE {role} TO USER {}", quoted(&user)),
    }
}

fn grant_privileges(values: &Value) -> String {
    let privileges: Vec<&str> = array(values, "privileges").iter().filter_map(Value::as_str).collect();
    let on = match at(values, "/on_schema/0/schema_name") {
        schema if schema.is_empty() => {
            let object = quoted(&at(values, "/on_account_object/0/object_name"));
            format!("{} {object}", at(values, "/on_account_object/0/object_type"))
        }
        schema => format!("SCHEMA {schema}"),
    };
    format!("GRANT {} ON {on} TO ROLE {}", privileges.join(", "), quoted(&at(values, "/account_role_name")))
}

/// The administrator's private key, as the emulator's start script leaves it.
fn key_file() -> PathBuf {
    let home = || PathBuf::from(http::variable("HOME", "/"));
    let cache = match http::variable("XDG_CACHE_HOME", "") {
        unset if unset.is_empty() => home().join(".cache"),
        cache => PathBuf::from(cache),
    };
    match http::first_variable(&["WEIR_REAL_SNOWFLAKE_KEY", "SNOWFLAKE_SIM_PRIVATE_KEY_FILE"], "") {
        unset if unset.is_empty() => cache.join("weir/cloud/run/snowflake.p8"),
        file => PathBuf::from(file),
    }
}

/// A token for the SQL API (Snowflake, "Using key-pair authentication"). Keys and what is signed go by file and pipe.
fn token() -> Result<String, String> {
    let account =
        http::first_variable(&["WEIR_REAL_SNOWFLAKE_ACCOUNT", "SNOWFLAKE_SIM_ACCOUNT"], "SIMACCT").to_uppercase();
    let user = http::first_variable(&["WEIR_REAL_SNOWFLAKE_USER", "SNOWFLAKE_SIM_USER"], "WEIR_ADMIN").to_uppercase();
    let print = BASE64_STANDARD.encode(openssl(&["dgst", "-sha256", "-binary"], &public_key()?)?);
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    let header = json!({ "alg": "RS256", "typ": "JWT" });
    let claims = json!({
        "iss": format!("{account}.{user}.SHA256:{print}"), "sub": format!("{account}.{user}"),
        "iat": now, "exp": now + LIFE
    });
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let text = format!("{}.{}", part(&header), part(&claims));
    let key = key_file();
    let key = key.to_str().ok_or("the key file's name is not text")?;
    let signature = openssl(&["dgst", "-sha256", "-sign", key], text.as_bytes())?;
    Ok(format!("{text}.{}", BASE64_URL_SAFE_NO_PAD.encode(signature)))
}

/// The public half, as DER.
fn public_key() -> Result<Vec<u8>, String> {
    let key = key_file();
    let key = key.to_str().ok_or("the key file's name is not text")?;
    openssl(&["pkey", "-in", key, "-pubout", "-outform", "DER"], &[])
}

fn openssl(arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, String> {
    let command = Command::new("openssl")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = command.map_err(|error| format!("openssl: {error}"))?;
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(input).map_err(|error| format!("openssl: {error}"))?;
    }
    let output = child.wait_with_output().map_err(|error| format!("openssl: {error}"))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(format!("openssl: {}", String::from_utf8_lossy(&output.stderr).trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resources_become_statements() {
        let values = json!({
            "account_role_name": "R", "privileges": ["USAGE", "CREATE TABLE"],
            "on_schema": [{ "schema_name": "\"D\".\"S\"" }]
        });
        assert_eq!(grant_privileges(&values), "GRANT USAGE, CREATE TABLE ON SCHEMA \"D\".\"S\" TO ROLE \"R\"");
        let values = json!({
            "account_role_name": "R", "privileges": ["USAGE"],
            "on_account_object": [{ "object_type": "DATABASE", "object_name": "D" }]
        });
        assert_eq!(grant_privileges(&values), "GRANT USAGE ON DATABASE \"D\" TO ROLE \"R\"");
        let values = json!({ "name": "D", "comment": "it's" });
        assert_eq!(database(&values), "CREATE DATABASE \"D\" COMMENT = 'it''s'");
    }

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(parts("\"PRODUCTION\".\"PUBLIC\".\"T\""), ["PRODUCTION", "PUBLIC", "T"]);
    }
}
