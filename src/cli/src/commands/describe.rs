use crate::exit::Exit;
use crate::output::{Format, Output};
use serde_json::{Value, json};
use weir_diagnostics::suggest;
use weir_ir::{Column, Project, Relation, RelationKind, kept::kept};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A relation as the pipeline file names it (`shop.products`), or PIPELINE or PIPELINE.RELATION [default: all]
    #[arg(value_name = "RELATION")]
    relation: Option<String>,
    /// The pipeline, where there are several
    #[arg(long, value_name = "PATH|PIPELINE")]
    pipeline: Option<String>,
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let (checked, item) = match super::with_item("describe", args.pipeline.as_deref(), args.relation.as_deref(), output)
    {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let project = &checked.project;
    let wanted: Vec<&Relation> = match &item {
        None => project.relations.iter().map(|(_, relation)| relation).collect(),
        Some(name) => match project.relations.find(name) {
            Some(id) => vec![&project.relations[id]],
            None => return unknown(project, name),
        },
    };
    if output.format == Format::Json {
        let list: Vec<Value> = wanted.iter().map(|relation| as_json(project, relation)).collect();
        output.data(&format!("{:#}\n", Value::Array(list)));
    } else {
        let pages: Vec<String> = wanted.iter().map(|relation| page(project, relation)).collect();
        output.data(&pages.join("\n"));
    }
    Exit::Fine
}

fn unknown(project: &Project, name: &str) -> Exit {
    let names = project.relations.iter().map(|(_, relation)| relation.name.as_str());
    let near = suggest(name, names).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    eprintln!("error[{}]: no relation is named `{name}`{near}", weir_diagnostics::codes::files::UNKNOWN_RELATION_FLAG);
    Exit::Errors
}

/// The kind's word in JSON and on pages.
fn kind(relation: &Relation) -> &'static str {
    match &relation.kind {
        RelationKind::Captured { .. } => "table",
        RelationKind::Topic { .. } => "topic",
        RelationKind::DeadLetter { .. } => "dead_letter",
        RelationKind::Transform(_) => "transform",
        RelationKind::Product { .. } => "product",
    }
}

fn data_type(column: &Column) -> String {
    column.ty.data.to_string()
}

fn as_json(project: &Project, relation: &Relation) -> Value {
    let facts = &relation.facts;
    let columns: Vec<Value> = relation
        .columns
        .iter()
        .map(|column| {
            json!({
                "name": column.name,
                "type": data_type(column),
                "nullable": column.ty.nullable,
                "classifications": column.classes.iter().map(ToString::to_string).collect::<Vec<_>>(),
                "protection": column.protection.to_string(),
            })
        })
        .collect();
    json!({
        "relation": relation.name,
        "kind": kind(relation),
        "changelog": facts.changelog,
        "key": facts.key,
        "upsert_key": facts.upsert_key,
        "time": facts.time.as_ref().map(|time| &time.column),
        "state": facts.state,
        "keeps": kept(project, relation),
        "columns": columns,
    })
}

/// A page for people: facts, then a table of columns.
fn page(project: &Project, relation: &Relation) -> String {
    let facts = &relation.facts;
    let list = |names: &Option<Vec<String>>| names.as_ref().map_or("none".to_string(), |names| names.join(", "));
    let mut out = format!("{} ({})\n", relation.name, kind(relation));
    if let Some(doc) = &relation.doc {
        out.push_str(&format!("  {doc}\n"));
    }
    out.push_str(&format!("  changelog {}, key {}", facts.changelog, list(&facts.key)));
    if facts.upsert_key != facts.key {
        out.push_str(&format!(", upsert key {}", list(&facts.upsert_key)));
    }
    let time = facts.time.as_ref().map_or("none".to_string(), |time| time.column.clone());
    out.push_str(&format!(", time {time}, state {}\n", facts.state));
    for one in kept(project, relation) {
        out.push_str(&format!("  keeps, {one}\n"));
    }
    let rows: Vec<[String; 4]> = relation.columns.iter().map(cells).collect();
    let width = |n: usize| rows.iter().filter_map(|row| row.get(n)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    for [name, ty, classes, protection] in rows {
        let [a, b, c] = widths;
        let line = format!("    {name:<a$}  {ty:<b$}  {classes:<c$}  {protection}");
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn cells(column: &Column) -> [String; 4] {
    let classes: Vec<String> = column.classes.iter().map(ToString::to_string).collect();
    let protection = column.protection.to_string();
    let shown = if classes.is_empty() && protection == "plain" { String::new() } else { protection };
    [column.name.clone(), column.ty.to_string(), classes.join(", "), shown]
}
