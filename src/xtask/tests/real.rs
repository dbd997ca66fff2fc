//! `cargo xtask real` as a command. What needs servers runs where `WEIR_REAL=1` says that they are there
//! (docs/real.md); what a user sees when they are not needs none.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use weir_compiler::{Loader, SourceText, Unit};

/// Exit status and everything that was said.
fn real(arguments: &[&str], variables: &[(&str, &str)]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.arg("real").args(arguments).envs(variables.iter().copied());
    let output = command.output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn asked_for() -> bool {
    std::env::var("WEIR_REAL").is_ok_and(|value| value == "1")
}

/// A server that gives one answer to everything, until the test ends.
fn answering(status: &'static str, body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let _ = stream.read(&mut [0; 4096]);
            let length = body.len();
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes()));
        }
    });
    address
}

#[test]
fn a_server_that_is_not_there_is_said_with_what_to_do() {
    for (system, variable, nowhere) in [
        ("registry", "WEIR_REAL_REGISTRY", "http://127.0.0.1:1"),
        ("flink", "WEIR_REAL_FLINK_GATEWAY", "http://127.0.0.1:1"),
        ("connect", "WEIR_REAL_CONNECT", "http://127.0.0.1:1"),
        ("kafka", "WEIR_REAL_KAFKA", "127.0.0.1:1"),
        ("postgres", "WEIR_REAL_POSTGRES", "postgresql://u:p@127.0.0.1:1/postgres"),
    ] {
        let arguments = ["--only", system, "--pipeline", "online_retailer"];
        let (success, text) = real(&arguments, &[(variable, nowhere)]);
        assert!(!success, "{text}");
        assert!(text.contains("NOT THERE"), "{text}");
        assert!(text.contains(variable), "{text}");
        assert!(text.contains(&format!("or leave it out: --skip {system}")), "{text}");
    }
}

#[test]
fn an_old_server_is_said_with_its_version() {
    let old = answering("200 OK", r#"{"productName":"Apache Flink","version":"1.18.1"}"#);
    let (success, text) = real(&["--only", "flink"], &[("WEIR_REAL_FLINK_GATEWAY", &old)]);
    assert!(!success, "{text}");
    assert!(
        text.contains("says it is Flink `1.18.1`: too old; start a Flink SQL gateway of Flink 2 or later"),
        "{text}"
    );
}

#[test]
fn a_server_of_another_kind_is_said() {
    let other = answering("404 Not Found", "no such page");
    let (success, text) = real(&["--only", "registry"], &[("WEIR_REAL_REGISTRY", &other)]);
    assert!(!success, "{text}");
    assert!(text.contains("answers 404"), "{text}");
}

#[test]
fn unknown_names_are_said() {
    let (success, text) = real(&["--only", "postgre"], &[]);
    assert!(!success && text.contains("there is no system `postgre`; there are confluent, connect, "), "{text}");
    let (success, text) = real(&["--pipeline", "nobody"], &[]);
    assert!(!success && text.contains("no compiled environment of that name"), "{text}");
}

#[test]
fn every_system_says_what_it_needs() {
    let (success, text) = real(&["--list"], &[]);
    assert!(success, "{text}");
    let files = std::fs::read_dir(root().join("src/xtask/src/real/systems")).unwrap();
    let files = files.map(|file| file.unwrap().path()).filter(|file| file.extension().is_some_and(|e| e == "rs"));
    assert_eq!(text.lines().filter(|line| !line.starts_with(' ')).count(), files.count(), "{text}");
}

/// Everything that the repository compiles, by every system; nothing is refused.
#[test]
fn what_compile_wrote_is_accepted() {
    if !asked_for() {
        return;
    }
    let (success, text) = real(&[], &[]);
    assert!(success, "{text}");
}

struct Nothing;

impl Loader for Nothing {
    fn load(&self, shown: &str) -> Result<String, String> {
        Err(format!("{shown}: nothing is included here"))
    }
}

/// Compiles the pipelines of `tests/real/` into a folder.
fn compile_kinds(into: &Path) {
    for file in std::fs::read_dir(root().join("tests/real")).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        let unit = Unit { files: vec![SourceText { shown: name.clone(), artifact: name.clone(), text }] };
        let compiled = weir_compiler::compile(unit, &Nothing, None);
        let said: Vec<&String> = compiled.checked.diagnostics.iter().map(|one| &one.message).collect();
        let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("{name}: {said:?}"));
        for (path, artifact) in artifacts.files() {
            let to = into.join(name.trim_end_matches(".weir")).join(path);
            std::fs::create_dir_all(to.parent().unwrap()).unwrap();
            std::fs::write(to, &artifact.text).unwrap();
        }
    }
}

/// Every kind of column, query and mask that a pipeline may have.
#[test]
fn every_kind_is_accepted() {
    let folder = tempfile::tempdir().unwrap();
    compile_kinds(folder.path());
    if !asked_for() {
        return;
    }
    let only = "--only=connect,flink,flink_confluent,kafka,postgres,registry";
    let (success, text) = real(&["--generated", &folder.path().to_string_lossy(), only], &[]);
    assert!(success, "{text}");
}

/// The systems do judge: a broken statement is refused in Flink's words, and a broken table in PostgreSQL's.
#[test]
fn what_is_broken_is_refused_in_the_systems_words() {
    if !asked_for() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    compile_kinds(folder.path());
    let local = folder.path().join("kinds/local");
    std::fs::write(local.join("flink/hop.insert.sql"), "INSERT INTO `kinds.hop__kafka` SELECT nothing FROM nowhere;\n")
        .unwrap();
    std::fs::write(local.join("postgres/erp.log.table.sql"), "CREATE TABLE \"public\".\"log\" (\"id\" bigintt);\n")
        .unwrap();
    let arguments = ["--generated", &folder.path().to_string_lossy(), "--environment=local", "--only=flink,postgres"];
    let (success, text) = real(&arguments, &[]);
    assert!(!success, "{text}");
    assert!(text.contains("flink  kinds/local  statement/hop  flink/hop.insert.sql"), "{text}");
    assert!(text.contains("type \"bigintt\" does not exist"), "{text}");
}

/// A run that was killed half an hour ago and more leaves names; the next one says so and removes them.
#[test]
fn names_left_over_are_removed() {
    if !asked_for() {
        return;
    }
    let registry = std::env::var("WEIR_REAL_REGISTRY").unwrap_or("http://127.0.0.1:28081".to_string());
    let subject = format!("{registry}/subjects/weir_real_1700000000_1_left-value/versions");
    let body = r#"{ "schema": "\"string\"" }"#;
    ureq::post(&subject).header("Content-Type", "application/json").send(body).unwrap();
    let (success, text) = real(&["--only", "registry", "--pipeline", "online_retailer"], &[]);
    assert!(success, "{text}");
    assert!(text.contains("removing what an earlier run left: weir_real_1700000000_1_left-value"), "{text}");
    assert!(ureq::get(&subject).call().is_err(), "{subject} is still there");
}

#[test]
fn the_corpus_agrees() {
    if !asked_for() {
        return;
    }
    let (success, text) = real(&["--corpus", &root().join("tests/corpus").to_string_lossy()], &[]);
    assert!(success, "{text}");
}
