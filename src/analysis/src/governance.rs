//! Where `classification`, `policy` and `allow` items may stand.

use crate::model::diagnostics as messages;
use std::collections::BTreeMap;
use weir_diagnostics::{Diagnostics, FileId};
use weir_syntax::ast::{File, Item, ItemKind, ValueKind};

/// With `governance = "folder"` (relative to the file of the `pipeline` item) such items elsewhere are errors. `names`
/// are paths with forward slashes, as messages show them; who has no names calls [`crate::analyze`] only.
pub fn check_governance(files: &[File], names: &BTreeMap<FileId, String>) -> Diagnostics {
    let mut diagnostics = Diagnostics::default();
    let Some((home, folder)) = files.iter().find_map(|file| stated(file).map(|folder| (file.id, folder))) else {
        return diagnostics;
    };
    let base = names.get(&home).and_then(|name| name.rsplit_once('/')).map_or("", |(folder, _)| folder);
    let allowed = normal(&format!("{base}/{folder}"));
    for file in files {
        let path = names.get(&file.id).map_or_else(Vec::new, |name| normal(name));
        if path.starts_with(&allowed) && path.len() > allowed.len() {
            continue;
        }
        for (item, what) in file.items.iter().filter_map(|item| governed(item).map(|what| (item, what))) {
            diagnostics.push(messages::not_in_governance(item.span, what, folder));
        }
    }
    diagnostics
}

fn stated(file: &File) -> Option<&str> {
    file.items.iter().find_map(|item| {
        let ItemKind::Pipeline(pipeline) = &item.kind else { return None };
        let setting = pipeline.settings.iter().find(|setting| setting.name.value == "governance")?;
        if let ValueKind::String(folder) = &setting.value.kind { Some(folder.as_str()) } else { None }
    })
}

fn governed(item: &Item) -> Option<&'static str> {
    match item.kind {
        ItemKind::Classification(_) => Some("`classification`"),
        ItemKind::Policy(_) => Some("`policy`"),
        ItemKind::Allow(_) => Some("`allow`"),
        ItemKind::Pipeline(_)
        | ItemKind::Param(_)
        | ItemKind::Include(_)
        | ItemKind::Naming(_)
        | ItemKind::Source(_)
        | ItemKind::Topic(_)
        | ItemKind::Mask(_)
        | ItemKind::Kek(_)
        | ItemKind::Encrypt(_)
        | ItemKind::Rule(_)
        | ItemKind::Transform(_)
        | ItemKind::Sink(_)
        | ItemKind::Service(_)
        | ItemKind::Expose(_)
        | ItemKind::Use(_)
        | ItemKind::Environment(_)
        | ItemKind::Test(_) => None,
    }
}

/// The parts of a path, `.` and `..` resolved as far as they go.
fn normal(path: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| last != "..") => {
                parts.pop();
            }
            _ => parts.push(part.to_string()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::check_governance;
    use std::collections::BTreeMap;
    use weir_diagnostics::FileId;

    #[test]
    fn policies_stand_in_the_folder_only() {
        let pipeline =
            weir_syntax::parse(FileId(0), "pipeline p { governance = \"../rules\" }\nclassification a { }\n");
        let rules = weir_syntax::parse(FileId(1), "classification b { }\npolicy { deny pii to kafka }\n");
        for (path, expected) in
            [("x/rules/a.weir", 1), ("x/p/a.weir", 3), ("x/rules.weir", 3), ("x/p/../rules/q/a.weir", 1)]
        {
            let names = BTreeMap::from([(FileId(0), "x/p/p.weir".to_string()), (FileId(1), path.to_string())]);
            let found = check_governance(&[pipeline.file.clone(), rules.file.clone()], &names);
            assert_eq!(found.len(), expected, "{path}");
        }
    }
}
