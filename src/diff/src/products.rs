//! What changed of exposed products, and whether those who read them can go on. Readers are typed and proved by a
//! product's document, so documents are compared, not what lies behind them.

use serde::Serialize;
use std::collections::BTreeSet;
use weir_ir::product::{Product, ProductColumn, ProductField, ProductProtection};

/// One change of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProductChange {
    pub product: String,
    /// Of the document that changed, or is new or gone.
    pub version: u32,
    /// Readers of this version break.
    pub breaking: bool,
    /// A sentence.
    pub says: String,
}

/// Products of two revisions of one pipeline. Versions are products of their own: a new one breaks nobody.
pub fn products(before: &[Product], after: &[Product]) -> Vec<ProductChange> {
    let mut all = Vec::new();
    let same = |a: &Product, b: &Product| a.product == b.product && a.version == b.version;
    for new in after {
        match before.iter().find(|old| same(old, new)) {
            Some(old) => all.extend(product(old, new)),
            None => all.push(row(new, false, "is new".to_string())),
        }
    }
    for old in before.iter().filter(|old| !after.iter().any(|new| same(old, new))) {
        all.push(row(old, true, "is gone".to_string()));
    }
    all
}

/// Changes of one version of a product.
pub fn product(before: &Product, after: &Product) -> Vec<ProductChange> {
    let mut changes = Changes { of: after, all: Vec::new() };
    changes.columns(before);
    changes.differs("the changelog", &word(&before.changelog), &word(&after.changelog));
    changes.differs("the key", &keys(before.key.as_ref()), &keys(after.key.as_ref()));
    changes.differs("the message key", &keys(Some(&before.message_key)), &keys(Some(&after.message_key)));
    let time = |product: &Product| {
        product.time.as_ref().map_or_else(|| "none".to_string(), |time| format!("`{}` {}", time.column, time.ty))
    };
    changes.differs("the time attribute", &time(before), &time(after));
    if before.watermark_ms != after.watermark_ms {
        changes.note(format!("the watermark is {} ms behind, not {} ms", after.watermark_ms, before.watermark_ms));
    }
    changes.places(before);
    changes.all
}

fn row(product: &Product, breaking: bool, says: String) -> ProductChange {
    ProductChange { product: product.product.clone(), version: product.version, breaking, says }
}

struct Changes<'a> {
    of: &'a Product,
    all: Vec<ProductChange>,
}

impl Changes<'_> {
    fn breaks(&mut self, says: String) {
        self.all.push(row(self.of, true, says));
    }

    fn note(&mut self, says: String) {
        self.all.push(row(self.of, false, says));
    }

    fn differs(&mut self, what: &str, before: &str, after: &str) {
        if before != after {
            self.breaks(format!("{what} was {before} and is {after}"));
        }
    }

    fn columns(&mut self, before: &Product) {
        let after = self.of;
        for old in &before.columns {
            match after.columns.iter().find(|new| new.name == old.name) {
                Some(new) => self.column(old, new),
                None => self.breaks(format!("column `{}` is gone", old.name)),
            }
        }
        let known = |column: &&ProductColumn| before.columns.iter().any(|old| old.name == column.name);
        for new in after.columns.iter().filter(|column| !known(column)) {
            self.note(format!("column `{}` is new: {}", new.name, new.ty));
        }
    }

    fn column(&mut self, old: &ProductColumn, new: &ProductColumn) {
        let name = &new.name;
        let (old_type, old_sure) = bare(&old.ty);
        let (new_type, new_sure) = bare(&new.ty);
        if old_type != new_type {
            self.breaks(format!("column `{name}` was {old_type} and is {new_type}"));
        } else if old_sure && !new_sure {
            self.breaks(format!("column `{name}` may be null now"));
        } else if new_sure && !old_sure {
            self.note(format!("column `{name}` is not null any more"));
        }
        self.protection(name, (&old.protection, &old.classifications), (&new.protection, &new.classifications));
        let plain = ProductProtection::Plain;
        let none = BTreeSet::new();
        let find = |fields: &[ProductField], path: &[String]| fields.iter().find(|field| field.path == path).cloned();
        let paths: BTreeSet<&Vec<String>> = old.fields.iter().chain(&new.fields).map(|field| &field.path).collect();
        for path in paths {
            let (was, is) = (find(&old.fields, path), find(&new.fields, path));
            let state = |field: &Option<ProductField>| {
                field.as_ref().map_or((plain.clone(), none.clone()), |field| {
                    (field.protection.clone(), field.classifications.clone())
                })
            };
            let (was, is) = (state(&was), state(&is));
            self.protection(&format!("{name}.{}", path.join(".")), (&was.0, &was.1), (&is.0, &is.1));
        }
    }

    /// Values under another protection are other values; another class is one more thing to prove.
    fn protection(
        &mut self,
        name: &str,
        (was, old): (&ProductProtection, &BTreeSet<String>),
        (is, new): (&ProductProtection, &BTreeSet<String>),
    ) {
        if was != is {
            self.breaks(format!("column `{name}` was {} and is {}", state(was), state(is)));
        }
        for class in new.difference(old) {
            self.note(format!("column `{name}` is classified `{class}`: readers have to prove where it goes"));
        }
        for class in old.difference(new) {
            self.note(format!("column `{name}` is no longer classified `{class}`"));
        }
    }

    fn places(&mut self, before: &Product) {
        let after = self.of;
        for (name, old) in &before.environments {
            match after.environments.get(name) {
                None => self.breaks(format!("it is no longer in the environment `{name}`")),
                Some(new) if new.topic != old.topic => {
                    self.breaks(format!("its topic in `{name}` was `{}` and is `{}`", old.topic, new.topic));
                }
                Some(new) if (new.platform, &new.cluster) != (old.platform, &old.cluster) => {
                    self.breaks(format!("it lies in another cluster in `{name}`"));
                }
                Some(_) => {}
            }
        }
        for name in after.environments.keys().filter(|name| !before.environments.contains_key(*name)) {
            self.note(format!("it is in the environment `{name}` now"));
        }
    }
}

/// A type without its nullability, and whether it is never null.
fn bare(ty: &str) -> (&str, bool) {
    ty.strip_suffix(" NOT NULL").map_or((ty, false), |bare| (bare, true))
}

fn word(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_string)).unwrap_or_default()
}

fn keys(names: Option<&Vec<String>>) -> String {
    let list = names.map(|names| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "));
    list.filter(|list| !list.is_empty()).unwrap_or_else(|| "none".to_string())
}

fn state(protection: &ProductProtection) -> String {
    match protection {
        ProductProtection::Plain => "plain".to_string(),
        ProductProtection::Masked { mask } => {
            let value = serde_json::to_value(mask).unwrap_or_default();
            let kind = value.get("kind").and_then(serde_json::Value::as_str).unwrap_or_default().to_string();
            format!("masked ({kind})")
        }
        ProductProtection::Encrypted { kek, algorithm, .. } => format!("encrypted ({}, `{kek}`)", word(algorithm)),
    }
}

#[cfg(test)]
mod tests;
