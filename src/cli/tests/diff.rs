//! `weir diff` in a repository of its own.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

const SOURCE: &str = include_str!("cmd/describe.in/pipelines/shop.weir");

fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    let done = Command::new("git").args(who).args(arguments).current_dir(folder).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

/// A repository whose folder `team` holds a pipeline that is committed.
fn repository() -> TempDir {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir_all(folder.path().join("team/pipelines")).unwrap();
    write(&folder, "shop", SOURCE);
    git(folder.path(), &["init", "--quiet", "--initial-branch=main"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "first"]);
    folder
}

fn write(folder: &TempDir, pipeline: &str, text: &str) {
    std::fs::write(folder.path().join(format!("team/pipelines/{pipeline}.weir")), text).unwrap();
}

fn weir(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_weir"));
    command.args(arguments).current_dir(folder.path().join("team")).env("NO_COLOR", "1").output().unwrap()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn nothing_differs_from_what_is_committed() {
    let output = weir(&repository(), &["diff"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(stdout(&output).starts_with("`shop`: nothing differs, since HEAD ("), "{}", stdout(&output));
}

#[test]
fn a_class_that_is_gone_weakens_and_fails_where_asked() {
    let folder = repository();
    assert!(SOURCE.contains(" @pii"));
    write(&folder, "shop", &SOURCE.replace(" @pii", ""));
    let output = weir(&folder, &["diff", "main"]);
    assert!(stdout(&output).contains("`shop.orders.customer` is no longer classified `pii`"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(weir(&folder, &["diff", "main", "--fail-on", "weakened"]).status.code(), Some(3));
    let markdown = stdout(&weir(&folder, &["diff", "main", "--format", "markdown"]));
    assert!(markdown.starts_with("### `shop`: since main ("), "{markdown}");
    let json: serde_json::Value = serde_json::from_str(&stdout(&weir(&folder, &["diff", "--format", "json"]))).unwrap();
    let kind = json.pointer("/result/pipelines/0/weakened/0/kind").unwrap();
    assert_eq!(kind, "class_removed", "{json:#}");
}

#[test]
fn a_pipeline_may_be_new_or_gone() {
    let folder = repository();
    write(&folder, "other", &SOURCE.replace("pipeline shop", "pipeline other"));
    std::fs::remove_file(folder.path().join("team/pipelines/shop.weir")).unwrap();
    let text = stdout(&weir(&folder, &["diff"]));
    assert!(text.contains("`other`: a new pipeline") && text.contains("`shop`: the pipeline is gone"), "{text}");
}

#[test]
fn what_git_does_not_know_is_said() {
    let folder = repository();
    for (arguments, said) in [
        (vec!["diff", "maine"], "git knows no revision `maine`"),
        (vec!["diff", "--", "--upload-pack=x"], "git knows no revision `--upload-pack=x`"),
        (vec!["diff", "--env", "dev..nowhere"], "no pipeline has both environments"),
    ] {
        let output = weir(&folder, &arguments);
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{stderr}");
        assert!(stderr.contains(said), "{stderr}");
    }
    let outside = TempDir::new().unwrap();
    std::fs::create_dir_all(outside.path().join("team/pipelines")).unwrap();
    write(&outside, "shop", SOURCE);
    let output = weir(&outside, &["diff"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("E1013"));
}

#[test]
fn the_source_as_it_is_must_compile() {
    let folder = repository();
    write(&folder, "shop", &SOURCE.replace("@key", "@kee"));
    let output = weir(&folder, &["diff"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
}

#[test]
fn schemas_are_judged_against_what_was_generated() {
    let folder = repository();
    let old =
        "  topic events {\n    id int @key\n    what string\n  }\n".replace("\n  ", "\n").trim_start().to_string();
    let with = |topic: &str| SOURCE.replace("environment dev: embedded", &format!("{topic}\n{LOCAL}"));
    write(&folder, "shop", &with(&old));
    assert_eq!(
        weir(&folder, &["compile"]).status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&weir(&folder, &["compile"]).stderr)
    );
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "second"]);
    write(&folder, "shop", &with(&old.replace("what string\n", "what string\n  why string\n")));
    let output = weir(&folder, &["diff", "--fail-on", "incompatible"]);
    let text = stdout(&output);
    assert!(text.contains("`shop.events-value` (BACKWARD)") && text.contains("`why`"), "{text}");
    assert_eq!(output.status.code(), Some(3));
}

/// An environment that has subjects.
const LOCAL: &str = "environment dev: embedded
environment local: self_managed {
  kafka = \"k:9092\"
  registry = \"http://r\"
  connect = \"http://c\"
  flink_gateway = \"http://f\"
  flink_rest = \"http://g\"
  bind shop { host = \"db\" }
  bind report: postgres { host = \"db\" database = \"d\" user = \"u\" password = secret(\"p\") }
}";
