use serde_json::{Map, Value};
use weir_ir::{Environment, Project, Relation};

/// Old names of the pipeline and of the environment; nothing where they kept theirs.
pub(super) fn of_unit(project: &Project, env: &Environment) -> Option<Value> {
    let pipeline = project.renames.pipeline.as_ref().map(|old| ("pipeline".to_string(), Value::from(old.as_str())));
    let environment = project.renames.environments.get(&env.name);
    let environment = environment.map(|old| ("environment".to_string(), Value::from(old.as_str())));
    let all: Map<String, Value> = pipeline.into_iter().chain(environment).collect();
    (!all.is_empty()).then_some(Value::Object(all))
}

/// Old names of the columns of what holds a declared relation's rows, by new name; nested ones with dots.
pub(super) fn of_columns(project: &Project, address: &str) -> Option<Value> {
    let (kind, rest) = address.split_once('/')?;
    let name = match kind {
        "subject" => rest.strip_suffix("-value").or_else(|| rest.strip_suffix("-key"))?,
        "postgres_table" | "flink_table" => rest,
        "sink_table" => rest.split_once('/')?.1,
        _ => return None,
    };
    let relation = &project.relations[project.relations.find(name)?];
    let all = columns(relation);
    (!all.is_empty()).then_some(Value::Object(all))
}

fn columns(relation: &Relation) -> Map<String, Value> {
    let mut all = Map::new();
    for column in &relation.columns {
        if let Some(old) = &column.attributes.was {
            all.insert(column.name.clone(), old.as_str().into());
        }
        for field in &column.nested {
            let Some((old, _)) = field.attributes.was.as_ref().zip(field.path.last()) else { continue };
            let path = |last: &str| {
                let parents = field.path.iter().rev().skip(1).rev().map(String::as_str);
                std::iter::once(column.name.as_str()).chain(parents).chain([last]).collect::<Vec<_>>().join(".")
            };
            let name = field.path.last().map_or("", String::as_str);
            all.insert(path(name), path(old).into());
        }
    }
    all
}
