//! Items that nothing uses: most often a name was misspelt, or what used them is gone.

use super::{Build, diagnostics as messages, settings::dotted, template};
use std::collections::BTreeSet;
use weir_diagnostics::codes;
use weir_syntax::ast::{self, PolicyKind, Setting, ValueKind};

pub(super) fn build(build: &mut Build<'_>) {
    let index = build.index;
    // What is broken has been reported, and may be what used them.
    if !index.broken.is_empty() {
        return;
    }
    let interpolated = interpolated(build);
    let known = &build.project.params;
    let unused = |name: &&ast::Name| known.contains_key(&name.value) && !interpolated.contains(&name.value);
    // A misspelt placeholder has been reported, and may be what meant it.
    let misspelt = build.diagnostics.iter().any(|one| one.code == codes::names::UNKNOWN_PLACEHOLDER);
    let params = index.params.iter().map(|(_, param)| &param.name).filter(|name| !misspelt && unused(name));
    let mut found: Vec<_> =
        params.map(|name| messages::unused(name, "param", "write it as `{name}` in a string")).collect();
    let keks = index.keks.iter().map(|(_, kek)| &kek.name);
    let encrypts = |name: &ast::Name| index.encrypts.iter().any(|(_, encrypt)| encrypt.kek.value == name.value);
    let help = "name it in an `encrypt … with` line";
    found.extend(keks.filter(|name| !encrypts(name)).map(|name| messages::unused(name, "kek", help)));
    let classes = used_classes(build);
    let declared = index.classifications.iter().map(|(_, class)| &class.name);
    let help = "mark a field with it";
    let idle = declared.filter(|name| !classes.contains(name.value.as_str()));
    found.extend(idle.map(|name| messages::unused(name, "classification", help)));
    build.diagnostics.extend(found);
}

/// Names between braces in all strings of settings and masks.
fn interpolated(build: &Build<'_>) -> BTreeSet<String> {
    let index = build.index;
    let mut found = BTreeSet::new();
    let mut all = |settings: &[Setting]| settings.iter().for_each(|setting| value(&setting.value, &mut found));
    index.pipelines.iter().for_each(|(_, one)| all(&one.settings));
    index.namings.iter().for_each(|(_, settings)| all(settings));
    for (_, source) in &index.sources {
        all(&source.settings);
        for table in &source.tables {
            all(&table.settings);
        }
    }
    index.topics.iter().for_each(|(_, one)| all(&one.settings));
    index.keks.iter().for_each(|(_, one)| all(&one.settings));
    index.rules.iter().for_each(|(_, one)| all(&one.settings));
    index.transforms.iter().for_each(|(_, one)| all(&one.settings));
    index.sinks.iter().chain(&index.services).for_each(|(_, one)| all(&one.settings));
    index.exposes.iter().for_each(|(_, one)| all(&one.settings));
    index.classifications.iter().for_each(|(_, one)| all(&one.settings));
    for (_, environment) in &index.environments {
        all(&environment.settings);
        environment.binds.iter().for_each(|bind| all(&bind.settings));
    }
    index.masks.iter().flat_map(|(_, mask)| &mask.with.arguments).for_each(|one| value(&one.value, &mut found));
    found
}

fn value(written: &ast::Value, found: &mut BTreeSet<String>) {
    match &written.kind {
        ValueKind::String(text) => found.extend(template::placeholders(text)),
        ValueKind::List(values) => values.iter().for_each(|one| value(one, found)),
        ValueKind::Map(entries) => entries.iter().for_each(|entry| value(&entry.value, found)),
        ValueKind::Call(call) => call.arguments.iter().for_each(|argument| value(&argument.value, found)),
        ValueKind::SqlString(_)
        | ValueKind::Number(_)
        | ValueKind::Boolean(_)
        | ValueKind::Duration(_)
        | ValueKind::Size(_)
        | ValueKind::Rate { .. }
        | ValueKind::Percent { .. }
        | ValueKind::Date(_)
        | ValueKind::Path(_)
        | ValueKind::Alias { .. } => {}
    }
}

/// Classes that a field bears, that another one implies, or that a line of policy speaks of.
fn used_classes(build: &Build<'_>) -> BTreeSet<String> {
    let relations = build.project.relations.iter().flat_map(|(_, relation)| &relation.columns);
    let borne =
        relations.flat_map(|column| column.classes.iter().chain(column.nested.iter().flat_map(|field| &field.classes)));
    let mut found: BTreeSet<String> = borne.map(|class| class.0.clone()).collect();
    for (_, class) in &build.index.classifications {
        let implied = super::settings::written(&class.settings, "implies").map(super::settings::names);
        found.extend(implied.unwrap_or_default().into_iter().map(dotted));
    }
    for line in build.index.policies.iter().flat_map(|(_, lines)| *lines) {
        match &line.kind {
            PolicyKind::Reach { class, .. }
            | PolicyKind::Aggregate { class, .. }
            | PolicyKind::Require { class, .. } => {
                found.insert(class.value.clone());
            }
            PolicyKind::Classification { .. } => {}
        }
    }
    found.extend(build.index.allows.iter().map(|(_, allow)| allow.class.value.clone()));
    found
}
