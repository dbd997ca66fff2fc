use super::{emitted, files, retailer};
use sqlparser::{
    dialect::{Dialect, PostgreSqlDialect, SnowflakeDialect},
    parser::Parser,
};
use weir_ir::{ArtifactSet, Platform};

#[test]
fn the_retailer_has_no_diagnostics() {
    let (_, diagnostics) = emitted(&retailer());
    let all: Vec<String> = diagnostics.iter().map(|d| format!("{} {}", d.code.id, d.message)).collect();
    assert_eq!(all, Vec::<String>::new());
}

#[test]
fn embedded_environments_have_nothing_to_deploy() {
    let (out, _) = emitted(&retailer());
    assert!(files(&out, "dev/").is_empty());
}

#[test]
fn json_is_json_and_schemas_are_avro() {
    let (out, _) = emitted(&retailer());
    let mut schemas = 0;
    for (path, file) in out.files() {
        if path.ends_with(".json") || path.ends_with(".avsc") {
            serde_json::from_str::<serde_json::Value>(&file.text).unwrap_or_else(|e| panic!("{path}: {e}"));
        }
        if path.ends_with(".avsc") {
            apache_avro::Schema::parse_str(&file.text).unwrap_or_else(|e| panic!("{path}: {e}"));
            schemas += 1;
        }
    }
    assert_eq!(schemas, 30, "15 subjects in two environments");
}

#[test]
fn ddl_is_parsed_by_others() {
    let (out, _) = emitted(&retailer());
    parse(&out, "local/postgres/", &PostgreSqlDialect {});
    parse(&out, "cloud/postgres/", &PostgreSqlDialect {});
    parse(&out, "cloud/snowflake/", &SnowflakeDialect {});
}

fn parse(out: &ArtifactSet, folder: &str, dialect: &dyn Dialect) {
    let found = files(out, folder);
    assert!(!found.is_empty(), "{folder}");
    for (path, sql) in found {
        // A block of procedural text, and a role that only RDS has.
        if path.ends_with(".publication.sql") || path.ends_with("cloud/postgres/shop.role.sql") {
            continue;
        }
        Parser::parse_sql(dialect, sql).unwrap_or_else(|e| panic!("{path}: {e}\n{sql}"));
    }
}

#[test]
fn what_a_resource_needs_exists_or_is_terraforms() {
    let project = retailer();
    let (out, _) = emitted(&project);
    for env in project.environments.iter().filter(|env| env.platform != Platform::Embedded) {
        let known: Vec<&str> = out.resources(&env.name).map(|resource| resource.address.as_str()).collect();
        for resource in out.resources(&env.name) {
            for need in &resource.depends_on {
                // The hand-made transforms have no queries, so no statements.
                let terraform = need.starts_with("statement/")
                    || env.platform == Platform::ConfluentCloud && need.starts_with("topic/");
                assert!(terraform || known.contains(&need.as_str()), "{}: {} needs {need}", env.name, resource.address);
            }
            for file in &resource.files {
                assert!(out.get(&format!("{}/{file}", env.name)).is_some(), "{file}");
            }
        }
    }
}

#[test]
fn no_resource_needs_itself_by_a_detour() {
    let project = retailer();
    let (out, _) = emitted(&project);
    for env in &project.environments {
        let mut left: Vec<_> = out.resources(&env.name).collect();
        loop {
            let addresses: Vec<&str> = left.iter().map(|resource| resource.address.as_str()).collect();
            let (blocked, free): (Vec<_>, Vec<_>) = left
                .iter()
                .copied()
                .partition(|resource| resource.depends_on.iter().any(|need| addresses.contains(&need.as_str())));
            if blocked.is_empty() {
                break;
            }
            assert!(!free.is_empty(), "{}: a circle among {addresses:?}", env.name);
            left = blocked;
        }
    }
}
