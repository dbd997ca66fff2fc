//! What differs, as text: for a terminal, and for a review comment.

use super::Found;
use weir_diff::{Diff, ProductChange, ResourceChange, Weakened};
use weir_ir::Owner;

/// One section of a page: its title, and lines by what they are about (empty where they speak for themselves).
struct Section {
    title: &'static str,
    groups: Vec<(String, Vec<String>)>,
}

fn sections(diff: &Diff) -> Vec<Section> {
    let weakened = vec![(String::new(), diff.weakened.iter().map(weaker).collect())];
    let mut already: Vec<(String, Vec<String>)> = Vec::new();
    for one in &diff.already_there {
        let about = format!("{}: `{}`", one.environment, one.column);
        match already.last_mut() {
            Some((last, lines)) if *last == about => lines.push(one.says.clone()),
            _ => already.push((about, vec![one.says.clone()])),
        }
    }
    let mut schemas: Vec<(String, Vec<String>)> = Vec::new();
    for one in &diff.schemas {
        let about = format!("{}: `{}` ({})", one.environment, one.subject, one.level);
        match schemas.last_mut() {
            Some((last, lines)) if *last == about => lines.push(one.says.clone()),
            _ => schemas.push((about, vec![one.says.clone()])),
        }
    }
    let mut products: Vec<(String, Vec<String>)> = Vec::new();
    for change in &diff.products {
        let about = format!("`{}` version {}", change.product, change.version);
        match products.last_mut() {
            Some((last, lines)) if *last == about => lines.push(product(change)),
            _ => products.push((about, vec![product(change)])),
        }
    }
    let relations = diff
        .relations
        .iter()
        .map(|one| (format!("`{}`", one.relation), one.changes.iter().map(ToString::to_string).collect()));
    let upgrades = diff
        .upgrades
        .iter()
        .map(|one| (format!("`{}`: {}", one.transform, one.class.words()), vec![one.reason.clone()]));
    let mut resources: Vec<(String, Vec<String>)> = Vec::new();
    for change in &diff.resources {
        match resources.last_mut() {
            Some((environment, lines)) if *environment == change.environment => lines.push(resource(change)),
            _ => resources.push((change.environment.clone(), vec![resource(change)])),
        }
    }
    let all = [
        Section { title: "Protected less", groups: weakened },
        Section { title: "Protected better, and already out in plain text", groups: already },
        Section { title: "Schemas that break", groups: schemas },
        Section { title: "Products", groups: products },
        Section { title: "Relations", groups: relations.collect() },
        Section { title: "Upgrades of running transforms", groups: upgrades.collect() },
        Section { title: "Resources", groups: resources },
    ];
    all.into_iter().filter(|section| section.groups.iter().any(|(_, lines)| !lines.is_empty())).collect()
}

fn weaker(one: &Weakened) -> String {
    if one.environments.is_empty() {
        return one.says.clone();
    }
    format!("{} ({})", one.says, one.environments.join(", "))
}

fn product(change: &ProductChange) -> String {
    if change.breaking { format!("{} (breaks its readers)", change.says) } else { change.says.clone() }
}

fn resource(change: &ResourceChange) -> String {
    let kind = match change.owner {
        Owner::Weir => change.kind.replace('_', " "),
        Owner::Terraform => format!("terraform {}", change.kind),
    };
    let mut line = format!("{} {kind} `{}`", change.what.sign(), change.name);
    if change.files.iter().any(|file| *file != change.name) {
        let files: Vec<&str> = change.files.iter().map(String::as_str).collect();
        line.push_str(&format!(": {}", files.join(", ")));
    }
    line
}

fn headline(found: &Found, against: &str) -> String {
    match found {
        Found::Added(name) => format!("`{name}`: a new pipeline, {against}"),
        Found::Removed(name) => format!("`{name}`: the pipeline is gone, {against}"),
        Found::Changed(diff) if diff.is_empty() => format!("`{}`: nothing differs, {against}", diff.pipeline),
        Found::Changed(diff) => format!("`{}`: {against}", diff.pipeline),
    }
}

fn parts(found: &Found) -> Vec<Section> {
    match found {
        Found::Added(_) | Found::Removed(_) => Vec::new(),
        Found::Changed(diff) => sections(diff),
    }
}

/// For a terminal.
pub(super) fn plain(all: &[Found], against: &str) -> String {
    let mut out = String::new();
    for found in all {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&format!("{}\n", headline(found, against)));
        for section in parts(found) {
            out.push_str(&format!("\n{}\n", section.title));
            for (about, lines) in section.groups {
                let indent = if about.is_empty() { "  " } else { "    " };
                if !about.is_empty() {
                    out.push_str(&format!("  {about}\n"));
                }
                for line in lines {
                    out.push_str(&format!("{indent}{line}\n"));
                }
            }
        }
    }
    out
}

/// For a review comment.
pub(super) fn markdown(all: &[Found], against: &str) -> String {
    let mut out = String::new();
    for found in all {
        out.push_str(&format!("### {}\n\n", headline(found, against)));
        for section in parts(found) {
            out.push_str(&format!("**{}**\n\n", section.title));
            for (about, lines) in section.groups {
                let indent = if about.is_empty() { "" } else { "  " };
                if !about.is_empty() {
                    out.push_str(&format!("- {about}\n"));
                }
                for line in lines {
                    out.push_str(&format!("{indent}- {line}\n"));
                }
            }
            out.push('\n');
        }
    }
    out
}
