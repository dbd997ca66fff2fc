//! PostgreSQL runs the DDL: a scratch database for each source and sink, each file twice, because a deployment that was
//! broken off runs it again.

use crate::real::environment::{Environment, Resource};
use crate::real::http;
use crate::real::scratch::Scratch;
use crate::real::system::{Item, System, Unready, Verdict};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

const VARIABLE: &str = "WEIR_REAL_POSTGRES";
const DEFAULT: &str = "postgresql://weir:weir@127.0.0.1:25432/postgres";
/// The oldest that its makers still mend.
const OLDEST: u32 = 14;
/// Roles that a managed server has and a plain one has not.
const MANAGED_ROLES: &[&str] = &["rds_replication"];

pub(crate) fn system() -> Box<dyn System> {
    Box::new(Postgres { address: http::variable(VARIABLE, DEFAULT), ..Postgres::default() })
}

#[derive(Default)]
struct Postgres {
    address: String,
    scratch: Option<Scratch>,
    /// Scratch database of each source or sink.
    databases: BTreeMap<String, String>,
    roles: Vec<String>,
}

impl System for Postgres {
    fn name(&self) -> &'static str {
        "postgres"
    }

    fn needs(&self) -> &'static str {
        "runs postgres/*.sql in scratch databases; a server 14 or later with a superuser's address in \
         WEIR_REAL_POSTGRES (postgresql://weir:weir@127.0.0.1:25432/postgres), and psql on the path"
    }

    fn items(&self, environment: &Environment) -> Vec<Item> {
        let ours = |resource: &&Resource| resource.files.iter().any(|file| file.starts_with("postgres/"));
        environment.resources.iter().filter(ours).map(Item::of).collect()
    }

    fn probe(&mut self, scratch: &Scratch) -> Result<String, Unready> {
        let advice = format!("start PostgreSQL {OLDEST} or later, or say in {VARIABLE} where it is");
        let version = self.psql(None, "SHOW server_version").map_err(|words| Unready::new(words, &advice))?;
        let version = version.split_whitespace().next().unwrap_or_default().to_string();
        let major = version.split('.').next().and_then(|major| major.parse::<u32>().ok()).unwrap_or_default();
        if major < OLDEST {
            return Err(Unready::new(format!("PostgreSQL {version} is too old"), advice));
        }
        self.remove_left_over(scratch).map_err(|words| {
            Unready::new(words, format!("let the user of {VARIABLE} be a superuser: databases and roles are made"))
        })?;
        self.scratch = Some(scratch.clone());
        Ok(format!("PostgreSQL {version}"))
    }

    fn begin(&mut self, _: &Environment) -> Result<(), Unready> {
        Ok(())
    }

    fn judge(&mut self, environment: &Environment, item: &Item) -> Verdict {
        Verdict::of(self.run(environment, item))
    }

    fn clean(&mut self) -> Result<(), String> {
        let databases = std::mem::take(&mut self.databases);
        let mut problems = Vec::new();
        for database in databases.values() {
            problems.extend(self.psql(None, &format!("DROP DATABASE IF EXISTS \"{database}\"")).err());
        }
        for role in std::mem::take(&mut self.roles) {
            problems.extend(self.psql(None, &format!("DROP ROLE IF EXISTS \"{role}\"")).err());
        }
        if problems.is_empty() { Ok(()) } else { Err(problems.join("; ")) }
    }
}

impl Postgres {
    fn run(&mut self, environment: &Environment, item: &Item) -> Result<(), String> {
        let database = self.database(owner(&item.address))?;
        for file in &item.files {
            let text = self.with_scratch_roles(environment, item, &environment.text(file)?)?;
            self.psql(Some(&database), &text)?;
            self.psql(Some(&database), &text).map_err(|words| format!("run a second time: {words}"))?;
        }
        Ok(())
    }

    fn database(&mut self, owner: &str) -> Result<String, String> {
        if let Some(name) = self.databases.get(owner) {
            return Ok(name.clone());
        }
        let name = self.scratch.as_ref().map(|scratch| scratch.name(owner)).unwrap_or_default();
        self.psql(None, &format!("CREATE DATABASE \"{name}\""))?;
        self.databases.insert(owner.to_string(), name.clone());
        Ok(name)
    }

    /// Roles belong to the whole server: the script's own role, and those that only a managed server has, get scratch
    /// names.
    fn with_scratch_roles(&mut self, environment: &Environment, item: &Item, text: &str) -> Result<String, String> {
        let role = environment.resource(&item.address).filter(|resource| resource.kind == "postgres_role");
        let Some(role) = role.map(|resource| resource.name.clone()) else { return Ok(text.to_string()) };
        let mut text = text.replace(&format!("\"{role}\""), &format!("\"{}\"", self.role(&role)?));
        for managed in MANAGED_ROLES {
            if text.contains(managed) {
                text = text.replace(managed, &self.role(managed)?);
            }
        }
        Ok(text)
    }

    fn role(&mut self, name: &str) -> Result<String, String> {
        let role = self.scratch.as_ref().map(|scratch| scratch.name(name)).unwrap_or_default();
        if !self.roles.contains(&role) {
            self.psql(None, &format!("CREATE ROLE \"{role}\""))?;
            self.roles.push(role.clone());
        }
        Ok(role)
    }

    fn remove_left_over(&self, scratch: &Scratch) -> Result<(), String> {
        for (kind, query) in [("DATABASE", "SELECT datname FROM pg_database"), ("ROLE", "SELECT rolname FROM pg_roles")]
        {
            let names = self.psql(None, query)?;
            for name in names.lines().filter(|name| scratch.is_left_over(name)) {
                eprintln!("  removing what an earlier run left: {kind} {name}");
                self.psql(None, &format!("DROP {kind} IF EXISTS \"{name}\""))?;
            }
        }
        Ok(())
    }

    /// Runs a script, in one database or in that of the address; answers the rows.
    fn psql(&self, database: Option<&str>, script: &str) -> Result<String, String> {
        let server = self.address.rsplit_once('/').map_or(self.address.as_str(), |(server, _)| server);
        let address = database.map_or(self.address.clone(), |database| format!("{server}/{database}"));
        let mut child = Command::new("psql")
            .args(["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-", "-d", &address])
            .env("PGCONNECT_TIMEOUT", "5")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|error| format!("psql: {error}"))?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(script.as_bytes()).map_err(|error| format!("psql: {error}"))?;
        }
        let output = child.wait_with_output().map_err(|error| format!("psql: {error}"))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        Err(String::from_utf8_lossy(&output.stderr).trim().to_string())
    }
}

/// The source or sink to which a resource belongs: `shop` of `postgres_table/shop.orders`.
fn owner(address: &str) -> &str {
    let name = address.split_once('/').map_or(address, |(_, name)| name);
    name.split(['.', '/']).next().unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::owner;

    #[test]
    fn each_source_and_sink_has_a_database() {
        assert_eq!(owner("postgres_table/shop.orders"), "shop");
        assert_eq!(owner("sink_table/warehouse/product_sales"), "warehouse");
        assert_eq!(owner("publication/shop"), "shop");
    }
}
