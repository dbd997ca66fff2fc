use std::collections::{BTreeMap, BTreeSet};
use weir_ir::Resource;

/// Each resource after those that it depends on; of what is ready the first address goes first.
///
/// # Errors
/// In words: addresses that nobody makes, files of resources that wait for each other.
pub(crate) fn ordered<'a>(resources: impl Iterator<Item = &'a Resource>) -> Result<Vec<&'a Resource>, Vec<String>> {
    let all: BTreeMap<&str, &Resource> = resources.map(|one| (one.address.as_str(), one)).collect();
    let missing = missing(&all);
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut waiting: BTreeMap<&str, usize> = all.iter().map(|(at, one)| (*at, one.depends_on.len())).collect();
    let mut needed_by: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (at, one) in &all {
        for need in &one.depends_on {
            needed_by.entry(need).or_default().push(at);
        }
    }
    let mut ready: BTreeSet<&str> = waiting.iter().filter(|(_, count)| **count == 0).map(|(at, _)| *at).collect();
    let mut done = Vec::with_capacity(all.len());
    while let Some(at) = ready.pop_first() {
        done.extend(all.get(at).copied());
        waiting.remove(at);
        for next in needed_by.get(at).into_iter().flatten() {
            if let Some(count) = waiting.get_mut(next) {
                *count -= 1;
                if *count == 0 {
                    ready.insert(next);
                }
            }
        }
    }
    if waiting.is_empty() { Ok(done) } else { Err(vec![cycle(&all, &waiting)]) }
}

fn missing(all: &BTreeMap<&str, &Resource>) -> Vec<String> {
    let needs = all.values().flat_map(|one| one.depends_on.iter().map(|need| (&one.address, need)));
    needs
        .filter(|(_, need)| !all.contains_key(need.as_str()))
        .map(|(at, need)| format!("`{at}` depends on `{need}`, which nothing makes"))
        .collect()
}

/// Walks needs among those that are left until one comes up again.
fn cycle(all: &BTreeMap<&str, &Resource>, waiting: &BTreeMap<&str, usize>) -> String {
    let mut walk: Vec<&str> = Vec::new();
    let mut at = waiting.keys().next().copied();
    while let Some(here) = at {
        if let Some(start) = walk.iter().position(|seen| *seen == here) {
            let ring: Vec<String> = walk.iter().skip(start).chain([&here]).map(|one| format!("`{one}`")).collect();
            return format!("these wait for each other: {}", ring.join(" → "));
        }
        walk.push(here);
        let needs = all.get(here).map(|one| &one.depends_on).into_iter().flatten();
        at = needs.map(String::as_str).find(|need| waiting.contains_key(need));
    }
    "some resources wait for each other".to_string()
}
