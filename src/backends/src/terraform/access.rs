//! Who may do what: one table, from which role bindings, IAM policies, Snowflake grants and the environment's README
//! are written, so that they cannot disagree.
//!
//! Sources of the rules: Confluent Cloud, "Predefined RBAC Roles", "Grant Role-Based Access in Confluent Cloud for
//! Apache Flink", "Grant Role-Based Access for Tableflow", "Service Accounts" of managed connectors; AWS service authorization reference; Snowflake, "Access
//! control privileges".

mod aws;
mod confluent;
mod target;

pub(super) use target::{AwsTarget, Integration, Target};

use super::scope::Scope;
use std::collections::{BTreeMap, BTreeSet};
use weir_ir::{Environment, Platform, Project};

/// A row for people: who may do what with what, and what for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct AccessRow {
    pub principal: String,
    pub action: String,
    pub resource: String,
    pub why: String,
}

/// The rights that the environment's Terraform grants, in the order of its files. Rights for one reason share a row. Empty
/// where Terraform has no part.
pub fn access_table(project: &Project, env: &Environment) -> Vec<AccessRow> {
    if env.platform != Platform::ConfluentCloud {
        return Vec::new();
    }
    let scope = Scope::new(project, env);
    let mut rows: Vec<AccessRow> = grants(&scope).iter().map(Grant::row).collect();
    merge(&mut rows, |row| (row.principal.clone(), row.resource.clone(), row.why.clone()), |row| &mut row.action);
    merge(&mut rows, |row| (row.principal.clone(), row.action.clone(), row.why.clone()), |row| &mut row.resource);
    rows
}

/// Rows of one key become one, at the place of the first; their remaining field becomes a list.
fn merge(
    rows: &mut Vec<AccessRow>,
    key: impl Fn(&AccessRow) -> (String, String, String),
    field: impl Fn(&mut AccessRow) -> &mut String,
) {
    let mut merged: Vec<AccessRow> = Vec::new();
    let mut places = BTreeMap::new();
    for mut row in rows.drain(..) {
        let place = *places.entry(key(&row)).or_insert(merged.len());
        match merged.get_mut(place) {
            Some(first) => {
                let more = std::mem::take(field(&mut row));
                let list = field(first);
                list.push_str(", ");
                list.push_str(&more);
            }
            None => merged.push(row),
        }
    }
    *rows = merged;
}

/// The service accounts of a pipeline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Account {
    Connect,
    Flink,
    Services,
    Tableflow,
    Weir,
}

impl Account {
    pub(super) const ALL: [Account; 5] =
        [Account::Connect, Account::Flink, Account::Services, Account::Tableflow, Account::Weir];

    pub(super) fn name(self) -> &'static str {
        match self {
            Account::Connect => "connect",
            Account::Flink => "flink",
            Account::Services => "services",
            Account::Tableflow => "tableflow",
            Account::Weir => "weir",
        }
    }

    pub(super) fn doc(self) -> &'static str {
        match self {
            Account::Connect => "Runs the connectors",
            Account::Flink => "Runs the Flink statements",
            Account::Services => "Applications beside the pipeline",
            Account::Tableflow => "Writes topics as Iceberg tables",
            Account::Weir => "Deploys: topics, subjects, keys, connectors, statements",
        }
    }
}

/// Roles in AWS.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AwsRole {
    /// Starts containers: pulls the image, reads their secrets, writes their logs.
    Execution,
    /// What a service's own code may do.
    Task(String),
    /// Tableflow, by the provider integration.
    Lake,
    /// The connector of an S3 sink, by an integration of its own.
    Sink(String),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Right {
    /// A role of Confluent Cloud.
    Role { account: Account, role: &'static str, on: Target },
    /// Statements of a role's policy.
    Aws { role: AwsRole, actions: &'static [&'static str], on: Vec<AwsTarget> },
    /// A grant on a key: Confluent's services use a shared kek from an account of theirs.
    SharedKey { kek: String, operations: &'static [&'static str] },
    /// A policy that AWS maintains.
    AwsManaged { role: AwsRole, policy: &'static str },
    /// Privileges of a sink's role on its database, or on its schema.
    Snowflake { sink: String, privileges: &'static [&'static str], schema: bool },
    /// The sink's user has the sink's role.
    SnowflakeUser { sink: String },
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Grant {
    pub(super) right: Right,
    pub(super) why: String,
}

pub(super) fn grants(scope: &Scope<'_>) -> Vec<Grant> {
    let mut table = Table { scope, rows: Vec::new() };
    table.weir();
    table.connect();
    table.flink();
    table.services();
    table.tableflow();
    table.aws();
    table.snowflake();
    let mut seen = BTreeSet::new();
    table.rows.retain(|grant| seen.insert(grant.right.clone()));
    table.rows
}

/// Accounts that have something to do.
pub(super) fn accounts(grants: &[Grant]) -> Vec<Account> {
    let used: BTreeSet<Account> = grants
        .iter()
        .filter_map(|grant| if let Right::Role { account, .. } = &grant.right { Some(*account) } else { None })
        .collect();
    Account::ALL.into_iter().filter(|account| used.contains(account)).collect()
}
struct Table<'a> {
    scope: &'a Scope<'a>,
    rows: Vec<Grant>,
}

impl AwsRole {
    fn shown(&self) -> String {
        match self {
            AwsRole::Execution => "AWS role of container start".into(),
            AwsRole::Task(service) => format!("AWS role of `{service}`"),
            AwsRole::Lake => "AWS role of Tableflow".into(),
            AwsRole::Sink(sink) => format!("AWS role of the sink `{sink}`"),
        }
    }
}

impl Grant {
    fn row(&self) -> AccessRow {
        let (principal, action, resource) = match &self.right {
            Right::Role { account, role, on } => {
                (format!("service account `{}`", account.name()), (*role).to_string(), on.shown())
            }
            Right::Aws { role, actions, on } => {
                let on: Vec<String> = on.iter().map(AwsTarget::shown).collect();
                (role.shown(), actions.join(", "), on.join(", "))
            }
            Right::AwsManaged { role, policy } => {
                (role.shown(), format!("{policy} (AWS's own policy)"), "images and log groups of the account".into())
            }
            Right::SharedKey { kek, operations } => {
                ("Confluent's own services".into(), operations.join(", "), AwsTarget::Key(kek.clone()).shown())
            }
            Right::Snowflake { sink, privileges, schema } => {
                let on = if *schema { "schema" } else { "database" };
                (format!("Snowflake role of `{sink}`"), privileges.join(", "), format!("{on} of `{sink}`"))
            }
            Right::SnowflakeUser { sink } => {
                (format!("Snowflake user of `{sink}`"), "has the role".into(), format!("Snowflake role of `{sink}`"))
            }
        };
        AccessRow { principal, action, resource, why: self.why.clone() }
    }
}
