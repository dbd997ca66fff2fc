use super::{
    ATTRIBUTES, CLASSIFICATION, ENVIRONMENTS, EXPOSE, KEKS, MASKS, NAMING, PIPELINE, RULE, SERVICES, SINKS, SOURCES,
    Spec, TABLE, TOPIC, TRANSFORM, TYPES, USE,
};
use std::collections::BTreeSet;

fn all() -> impl Iterator<Item = &'static Spec> {
    let items = [&PIPELINE, &TABLE, &TOPIC, &TRANSFORM, &RULE, &EXPOSE, &USE, &CLASSIFICATION, &NAMING];
    [SOURCES, SINKS, KEKS, SERVICES, ENVIRONMENTS].into_iter().flatten().chain(items)
}

#[test]
fn no_name_stands_twice() {
    for spec in all() {
        let mut seen = BTreeSet::new();
        for setting in spec.settings {
            assert!(seen.insert(setting.name), "{}.{}", spec.name, setting.name);
        }
    }
    let unique = |names: Vec<&str>| names.iter().collect::<BTreeSet<_>>().len() == names.len();
    assert!(unique(TYPES.iter().map(|ty| ty.name).collect()));
    assert!(unique(ATTRIBUTES.iter().map(|attribute| attribute.name).collect()));
    assert!(unique(MASKS.iter().map(|mask| mask.name).collect()));
}

#[test]
fn every_row_has_a_sentence() {
    for spec in all() {
        assert!(spec.doc.ends_with('.'), "{}", spec.name);
        for setting in spec.settings {
            assert!(setting.doc.ends_with('.'), "{}.{}: {}", spec.name, setting.name, setting.doc);
        }
    }
}
