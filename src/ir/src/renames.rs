use std::collections::BTreeMap;

/// What `@was(old)` says: the old name of whatever has another one now. Those who compare with a world where the old
/// name still stands read them; names and addresses are made of new ones only.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Renames {
    pub pipeline: Option<String>,
    /// By name of the environment.
    pub environments: BTreeMap<String, String>,
    /// By name of the item; tables as the pipeline file names them, `shop.orders`.
    things: BTreeMap<String, String>,
}

impl Renames {
    pub fn insert(&mut self, name: impl Into<String>, old: impl Into<String>) {
        self.things.insert(name.into(), old.into());
    }

    /// The old name of an item or table.
    pub fn old(&self, name: &str) -> Option<&str> {
        self.things.get(name).map(String::as_str)
    }

    /// New and old names of items and tables, by new name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.things.iter().map(|(name, old)| (name.as_str(), old.as_str()))
    }

    /// The address that a resource had under the old names of what it is about; `None` where nothing of it was renamed.
    /// See [`crate::address`]; Terraform's own addresses are moved by Terraform.
    pub fn address(&self, address: &str) -> Option<String> {
        let (kind, rest) = address.split_once('/')?;
        let old = |part: &str| match self.old(part) {
            Some(old) => old.to_string(),
            None => match part.rsplit_once('-') {
                Some((name, end)) if kind == "subject" => format!("{}-{end}", self.old(name).unwrap_or(name)),
                Some(_) | None => part.to_string(),
            },
        };
        let before: Vec<String> = rest.split('/').map(old).collect();
        let before = format!("{kind}/{}", before.join("/"));
        (before != address).then_some(before)
    }
}

#[cfg(test)]
mod tests {
    use super::Renames;
    use crate::address;

    #[test]
    fn an_address_of_a_renamed_thing_had_its_old_name() {
        let mut renames = Renames::default();
        renames.insert("payments", "till");
        renames.insert("shop.orders", "shop.purchases");
        renames.insert("warehouse", "store");
        for (now, before) in [
            (address::topic("payments"), Some("topic/till")),
            (address::subject("payments", "value"), Some("subject/till-value")),
            (address::source_table("shop.orders"), Some("postgres_table/shop.purchases")),
            (address::sink_table("warehouse", "payments"), Some("sink_table/store/till")),
            (address::connector("warehouse", ""), Some("connector/store")),
            (address::topic("error_payments"), None),
            (address::image("payments_app"), None),
        ] {
            assert_eq!(renames.address(&now).as_deref(), before, "{now}");
        }
    }
}
