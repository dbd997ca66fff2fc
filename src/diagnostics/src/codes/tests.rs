use super::{all, find};
use crate::Severity;
use std::collections::BTreeSet;

#[test]
fn ids_and_names_are_unique_and_ids_match_their_severity() {
    let mut ids = BTreeSet::new();
    let mut names = BTreeSet::new();
    for code in all() {
        assert!(ids.insert(code.id), "{} stands twice", code.id);
        assert!(names.insert(code.name), "{} stands twice", code.name);
        let letter = if code.severity == Severity::Error { 'E' } else { 'W' };
        assert!(code.id.starts_with(letter), "{} does not begin with {letter}", code.id);
        assert_eq!(code.id.len(), 5, "{}", code.id);
    }
}

#[test]
fn every_page_begins_with_its_code_and_shows_a_failing_and_a_fixed_example() {
    for code in all() {
        assert!(code.page.starts_with(&format!("# {}", code.id)), "{}: first line", code.id);
    }
}

#[test]
fn a_code_is_found_as_users_write_it() {
    let first = all().next().unwrap();
    for spelling in [first.id.to_string(), first.id.to_lowercase(), format!("weir::{}", first.id), first.name.into()] {
        assert_eq!(find(&spelling).map(|code| code.id), Some(first.id), "{spelling}");
    }
    assert!(find("E9999").is_none());
}
