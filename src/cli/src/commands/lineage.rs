use crate::exit::Exit;
use crate::output::{Format, Output};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use weir_diagnostics::{codes, suggest};
use weir_ir::{ColumnPath, ColumnRef, Edge, Flow, Project, RelationId};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A column as the pipeline file names it (`product_sales.price`, `shop.customers.email`), or PIPELINE.COLUMN
    #[arg(value_name = "COLUMN")]
    column: String,
    /// Only what it comes from
    #[arg(long, conflicts_with = "down")]
    up: bool,
    /// Only where it goes
    #[arg(long)]
    down: bool,
    /// The pipeline, where there are several
    #[arg(long, value_name = "PATH|PIPELINE")]
    pipeline: Option<String>,
}

pub(crate) fn run(args: &Args, output: &Output) -> Exit {
    let argument = Some(args.column.as_str());
    let (checked, item) = match super::with_item("lineage", args.pipeline.as_deref(), argument, output) {
        Ok(found) => found,
        Err(exit) => return exit,
    };
    let project = &checked.project;
    let column = item.unwrap_or_else(|| args.column.clone());
    let Some(start) = find(project, &column) else { return unknown(project, &column) };
    let up = if args.down { Vec::new() } else { walk(project, &start, upstream) };
    let down = if args.up { Vec::new() } else { walk(project, &start, downstream) };
    if output.format == Format::Json {
        let list = |steps: &[Step]| steps.iter().map(|step| step_json(project, step)).collect::<Vec<Value>>();
        let value = json!({ "column": column, "up": list(&up), "down": list(&down) });
        output.data(&format!("{value:#}\n"));
    } else {
        output.data(&page(project, &column, &up, &down));
    }
    Exit::Fine
}

/// The relation's name is the longest that fits, because names of tables hold dots too.
fn find(project: &Project, text: &str) -> Option<ColumnRef> {
    project.relations.iter().find_map(|(id, relation)| {
        let path = text.strip_prefix(&relation.name)?.strip_prefix('.')?;
        let path: Vec<String> = path.split('.').map(str::to_string).collect();
        let known = relation.column(path.first()?).is_some();
        known.then_some(ColumnRef { relation: id, path: ColumnPath(path) })
    })
}

fn unknown(project: &Project, text: &str) -> Exit {
    let all: Vec<String> = project
        .relations
        .iter()
        .flat_map(|(_, relation)| relation.columns.iter().map(|column| format!("{}.{}", relation.name, column.name)))
        .collect();
    let near = suggest(text, all.iter().map(String::as_str));
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    eprintln!("error[{}]: no column is named `{text}`{near}", codes::files::UNKNOWN_RELATION_FLAG);
    Exit::Errors
}

/// A column or sink that was reached: at which depth, and how its neighbour on the way tells of it.
struct Step {
    depth: usize,
    name: Reached,
    flow: Flow,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Reached {
    Column(ColumnRef),
    /// Every row of a relation, by influence on its rows.
    Rows(RelationId),
    Sink(String),
}

type Neighbours = fn(&Project, &Reached) -> Vec<(Reached, Flow)>;

/// Depth first, in order of declaration, each place once.
fn walk(project: &Project, start: &ColumnRef, neighbours: Neighbours) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut seen = BTreeSet::from([Reached::Column(start.clone())]);
    let mut stack: Vec<(usize, Reached, Flow)> = Vec::new();
    let push = |stack: &mut Vec<(usize, Reached, Flow)>, depth: usize, at: &Reached| {
        stack.extend(neighbours(project, at).into_iter().rev().map(|(next, flow)| (depth, next, flow)));
    };
    push(&mut stack, 1, &Reached::Column(start.clone()));
    while let Some((depth, at, flow)) = stack.pop() {
        if seen.insert(at.clone()) {
            push(&mut stack, depth + 1, &at);
            steps.push(Step { depth, name: at, flow });
        }
    }
    steps
}

fn upstream(project: &Project, at: &Reached) -> Vec<(Reached, Flow)> {
    let edges: Vec<&Edge> = match at {
        Reached::Column(column) => {
            let relation = &project.relations[column.relation];
            let own = relation.column(column.path.head()).into_iter().flat_map(|column| column.edges.iter());
            own.chain(relation.row_edges.iter()).collect()
        }
        Reached::Rows(relation) => project.relations[*relation].row_edges.iter().collect(),
        Reached::Sink(_) => Vec::new(),
    };
    let mut found: Vec<(Reached, Flow)> =
        edges.into_iter().map(|edge| (Reached::Column(edge.from.clone()), edge.flow)).collect();
    found.sort_by_key(|(_, flow)| *flow);
    found
}

fn downstream(project: &Project, at: &Reached) -> Vec<(Reached, Flow)> {
    let tells = |edge: &Edge| match at {
        Reached::Column(column) => edge.from.relation == column.relation && edge.from.path.head() == column.path.head(),
        Reached::Rows(relation) => edge.from.relation == *relation,
        Reached::Sink(_) => false,
    };
    let mut found = Vec::new();
    for (id, relation) in project.relations.iter() {
        for column in &relation.columns {
            if let Some(edge) = column.edges.iter().filter(|edge| tells(edge)).min_by_key(|edge| edge.flow) {
                let path = ColumnPath::column(&column.name);
                found.push((Reached::Column(ColumnRef { relation: id, path }), edge.flow));
            }
        }
        if let Some(edge) = relation.row_edges.iter().filter(|edge| tells(edge)).min_by_key(|edge| edge.flow) {
            found.push((Reached::Rows(id), edge.flow));
        }
    }
    let relation = match at {
        Reached::Column(column) => Some((column.relation, Flow::Value)),
        Reached::Rows(relation) => Some((*relation, Flow::Influence)),
        Reached::Sink(_) => None,
    };
    for sink in &project.sinks {
        if let Some((relation, flow)) = relation
            && sink.inputs.iter().any(|input| input.relation == relation)
        {
            found.push((Reached::Sink(sink.name.clone()), flow));
        }
    }
    found
}

fn name(project: &Project, at: &Reached) -> String {
    match at {
        Reached::Column(column) => format!("{}.{}", project.relations[column.relation].name, column.path),
        Reached::Rows(relation) => format!("{} (its rows)", project.relations[*relation].name),
        Reached::Sink(sink) => format!("sink {sink}"),
    }
}

fn word(flow: Flow) -> &'static str {
    match flow {
        Flow::Value => "value",
        Flow::Influence => "influence",
        Flow::Existence => "existence",
    }
}

fn step_json(project: &Project, step: &Step) -> Value {
    json!({ "depth": step.depth, "name": name(project, &step.name), "flow": word(step.flow) })
}

fn page(project: &Project, column: &str, up: &[Step], down: &[Step]) -> String {
    let mut out = format!("{column}\n");
    for (title, steps) in [("comes from", up), ("goes to", down)] {
        if steps.is_empty() {
            continue;
        }
        out.push_str(&format!("  {title}\n"));
        for step in steps {
            let indent = "  ".repeat(step.depth + 1);
            let flow = if step.flow == Flow::Value { String::new() } else { format!("  ({})", word(step.flow)) };
            out.push_str(&format!("{indent}{}{flow}\n", name(project, &step.name)));
        }
    }
    out
}
