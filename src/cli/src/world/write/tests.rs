use super::{Scope, apply, compare};
use std::collections::BTreeMap;
use std::fs;

fn files(list: &[(&str, &str)]) -> BTreeMap<String, String> {
    list.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect()
}

fn write(root: &std::path::Path, list: &[(&str, &str)]) -> super::Changes {
    let files = files(list);
    let changes = compare(root, &files, &Scope::Everything);
    apply(root, &files, &changes).unwrap();
    changes
}

#[test]
fn a_second_run_changes_nothing_and_a_removed_file_goes_with_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("out/shop");
    write(&root, &[("cloud/a.json", "1"), ("cloud/deep/b.json", "2")]);
    fs::write(root.join("mine.txt"), "not weir's").unwrap();
    assert!(write(&root, &[("cloud/a.json", "1"), ("cloud/deep/b.json", "2")]).is_empty());
    let changes = write(&root, &[("cloud/a.json", "3")]);
    assert_eq!(changes.remove.iter().map(String::as_str).collect::<Vec<_>>(), ["cloud/deep/b.json"]);
    assert!(!root.join("cloud/deep").exists());
    assert_eq!(fs::read_to_string(root.join("cloud/a.json")).unwrap(), "3");
    assert_eq!(fs::read_to_string(root.join("mine.txt")).unwrap(), "not weir's");
    assert_eq!(fs::read_dir(folder.path().join("out")).unwrap().count(), 1, "nothing is left beside the output");
}

#[test]
fn one_environment_leaves_the_others_alone() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("shop");
    write(&root, &[("cloud/a.json", "1"), ("local/b.json", "2")]);
    let only = files(&[("local/c.json", "3")]);
    let changes = compare(&root, &only, &Scope::Environment("local".into()));
    apply(&root, &only, &changes).unwrap();
    assert!(root.join("cloud/a.json").exists());
    assert!(!root.join("local/b.json").exists());
    assert!(compare(&root, &files(&[("cloud/a.json", "1"), ("local/c.json", "3")]), &Scope::Everything).is_empty());
}

#[test]
fn a_thing_in_the_way_stops_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("shop");
    write(&root, &[("a.json", "old")]);
    fs::create_dir(root.join("b.json")).unwrap();
    let new = files(&[("a.json", "new"), ("b.json", "new")]);
    let changes = compare(&root, &new, &Scope::Everything);
    assert!(apply(&root, &new, &changes).unwrap_err().message.contains("b.json` is in the way"));
    assert_eq!(fs::read_to_string(root.join("a.json")).unwrap(), "old");

    let blocked = folder.path().join("file");
    fs::write(&blocked, "").unwrap();
    let changes = compare(&blocked, &new, &Scope::Everything);
    assert!(apply(&blocked, &new, &changes).unwrap_err().message.contains("file` is in the way"));
}

#[test]
fn a_list_that_points_outside_removes_nothing_there() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("shop");
    fs::create_dir(&root).unwrap();
    fs::write(folder.path().join("precious"), "x").unwrap();
    fs::write(root.join("files.json"), r#"{"files": ["../precious", "/etc/hosts", "a//b"]}"#).unwrap();
    let changes = compare(&root, &files(&[]), &Scope::Everything);
    assert!(changes.remove.is_empty());
}
