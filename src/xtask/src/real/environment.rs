//! An environment as compile wrote it: its manifest and its files.

use serde_json::Value;
use std::path::{Path, PathBuf};

/// `generated/<pipeline>/<environment>/`.
#[derive(Debug, Clone)]
pub(crate) struct Environment {
    pub(crate) pipeline: String,
    pub(crate) name: String,
    /// `self_managed` or `confluent_cloud`.
    pub(crate) platform: String,
    pub(crate) folder: PathBuf,
    /// In the manifest's order: each after what it depends on.
    pub(crate) resources: Vec<Resource>,
    /// Every file, relative to the folder, in order of their names.
    pub(crate) files: Vec<String>,
}

/// A row of `manifest.json`.
#[derive(Debug, Clone)]
pub(crate) struct Resource {
    pub(crate) address: String,
    pub(crate) kind: String,
    pub(crate) name: String,
    pub(crate) files: Vec<String>,
    pub(crate) properties: Value,
}

impl Environment {
    /// `pipeline/environment`, as the table says it.
    pub(crate) fn title(&self) -> String {
        format!("{}/{}", self.pipeline, self.name)
    }

    /// The resources of these kinds, in the manifest's order.
    pub(crate) fn of_kinds<'a>(&'a self, kinds: &'a [&str]) -> impl Iterator<Item = &'a Resource> {
        self.resources.iter().filter(move |resource| kinds.contains(&resource.kind.as_str()))
    }

    pub(crate) fn resource(&self, address: &str) -> Option<&Resource> {
        self.resources.iter().find(|resource| resource.address == address)
    }

    /// The text of a file, its places `@{…}` as compile wrote them.
    pub(crate) fn text(&self, file: &str) -> Result<String, String> {
        let path = self.folder.join(file);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    }

    pub(crate) fn json(&self, file: &str) -> Result<Value, String> {
        serde_json::from_str(&self.text(file)?).map_err(|error| format!("{file}: {error}"))
    }
}

/// Replaces every place `@{kind:name}` of a text by what `value(kind, name)` answers.
pub(crate) fn fill(text: &str, value: &dyn Fn(&str, &str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("@{") {
        out.push_str(before);
        let Some((place, tail)) = after.split_once('}') else {
            out.push_str("@{");
            rest = after;
            continue;
        };
        let (kind, name) = place.split_once(':').unwrap_or((place, ""));
        out.push_str(&value(kind, name));
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// [`fill`] in every string of a value.
pub(crate) fn fill_json(json: &Value, value: &dyn Fn(&str, &str) -> String) -> Value {
    match json {
        Value::String(text) => Value::String(fill(text, value)),
        Value::Array(items) => items.iter().map(|item| fill_json(item, value)).collect(),
        Value::Object(map) => map.iter().map(|(key, item)| (key.clone(), fill_json(item, value))).collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => json.clone(),
    }
}

/// Every environment below `generated/`, in order of their names.
pub(crate) fn read_all(root: &Path) -> Result<Vec<Environment>, String> {
    let mut environments = Vec::new();
    for pipeline in folders(root)? {
        for folder in folders(&pipeline)? {
            if folder.join("manifest.json").is_file() {
                environments.push(read(&folder)?);
            }
        }
    }
    Ok(environments)
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
}

fn read(folder: &Path) -> Result<Environment, String> {
    let path = folder.join("manifest.json");
    let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let manifest: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut files = Vec::new();
    list(folder, folder, &mut files)?;
    files.sort();
    Ok(Environment {
        pipeline: string(&manifest, "pipeline"),
        name: string(&manifest, "environment"),
        platform: string(&manifest, "platform"),
        folder: folder.to_path_buf(),
        resources: array(&manifest, "resources").iter().map(resource).collect(),
        files,
    })
}

fn list(root: &Path, folder: &Path, files: &mut Vec<String>) -> Result<(), String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            list(root, &path, files)?;
        } else if let Ok(relative) = path.strip_prefix(root) {
            files.push(relative.to_string_lossy().into_owned());
        }
    }
    Ok(())
}

fn resource(row: &Value) -> Resource {
    let files = array(row, "files").iter().filter_map(Value::as_str).map(str::to_string).collect();
    Resource {
        address: string(row, "address"),
        kind: string(row, "kind"),
        name: string(row, "name"),
        files,
        properties: row.get("properties").cloned().unwrap_or_default(),
    }
}

/// A string of a JSON object, empty when it is not there.
pub(crate) fn string(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_string()
}

/// A list of a JSON object, empty when it is not there.
pub(crate) fn array<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_and_other_braces_stay() {
        let value = |kind: &str, name: &str| format!("<{kind} {name}>");
        assert_eq!(fill("a @{env:KAFKA} {b} @{secret:x}", &value), "a <env KAFKA> {b} <secret x>");
        assert_eq!(fill("open @{env:", &value), "open @{env:");
    }

    #[test]
    fn the_repository_has_environments() {
        let environments = read_all(&crate::tree::root().join("generated")).unwrap();
        let local = environments.iter().find(|environment| environment.title() == "online_retailer/local").unwrap();
        assert_eq!(local.platform, "self_managed");
        assert!(local.of_kinds(&["subject"]).count() > 10);
        assert!(local.files.contains(&"manifest.json".to_string()));
    }
}
