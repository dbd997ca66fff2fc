//! A file of the corpus: a header of comments, tables and views, and one query at the end.

use super::{Cell, columns};
use crate::real::sqltext::{columns as brackets, mask, statements};
use std::path::Path;

/// Tables and views that every query of the folder may read.
const SHARED: &str = "tables.sql";

pub(super) struct Case {
    /// The file, relative to the folder.
    pub(super) name: String,
    /// From `-- expect: both | neither | weir | flink`.
    pub(super) expected: Option<Cell>,
    /// What follows the first comma of that line.
    pub(super) because: String,
    /// Lines `-- weir: …`: settings of the transform.
    settings: Vec<String>,
    definitions: Vec<Definition>,
    pub(super) query: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Definition {
    Table { name: String, create: String },
    View { name: String, create: String, query: String },
    Set(String),
}

impl Definition {
    fn read(statement: &str) -> Result<Definition, String> {
        let words: Vec<&str> = statement.split_whitespace().collect();
        let upper: Vec<String> = words.iter().take(6).map(|word| word.to_ascii_uppercase()).collect();
        let is = |at: usize, word: &str| upper.get(at).is_some_and(|found| found == word);
        if is(0, "SET") {
            return Ok(Definition::Set(statement.to_string()));
        }
        let kind = if is(1, "TEMPORARY") { 2 } else { 1 };
        let after = if is(kind + 1, "IF") { kind + 4 } else { kind + 1 };
        let name = words.get(after).map(|word| word.split('(').next().unwrap_or(word).trim_matches('`').to_string());
        match (is(0, "CREATE"), name) {
            (true, Some(name)) if is(kind, "TABLE") => Ok(Definition::Table { name, create: statement.to_string() }),
            (true, Some(name)) if is(kind, "VIEW") => {
                let query = statement.split_once(" AS\n").or_else(|| statement.split_once(" AS "));
                let query = query.map(|(_, query)| query.to_string()).ok_or("a view without AS")?;
                Ok(Definition::View { name, create: statement.to_string(), query })
            }
            _ => Err(format!("neither CREATE TABLE, CREATE VIEW nor SET: {}", words.join(" "))),
        }
    }

    fn name(&self) -> &str {
        match self {
            Definition::Table { name, .. } | Definition::View { name, .. } => name,
            Definition::Set(_) => "",
        }
    }
}

/// Every `.sql` file of the folder but the shared one.
pub(super) fn read_all(folder: &Path) -> Result<Vec<Case>, String> {
    let shared = folder.join(SHARED);
    let shared = if shared.is_file() { read(&shared)? } else { String::new() };
    let shared: Vec<Definition> =
        statements(&shared).iter().map(|statement| Definition::read(statement)).collect::<Result<_, _>>()?;
    let files = super::files(folder)?;
    let files = files.iter().filter(|file| file.file_name().is_some_and(|name| name != SHARED));
    let cases: Result<Vec<Case>, String> = files
        .map(|file| {
            let name = file.strip_prefix(folder).unwrap_or(file).display().to_string();
            case(&name, &read(file)?, &shared).map_err(|words| format!("{name}: {words}"))
        })
        .collect();
    match cases {
        Ok(cases) if cases.is_empty() => Err(format!("{}: no .sql files", folder.display())),
        Ok(_) | Err(_) => cases,
    }
}

fn read(file: &Path) -> Result<String, String> {
    std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))
}

fn case(name: &str, text: &str, shared: &[Definition]) -> Result<Case, String> {
    let header = |key: &str| -> Vec<String> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("-- ")?.strip_prefix(key)?.strip_prefix(':'));
        lines.map(|line| line.trim().to_string()).collect()
    };
    let expect = header("expect").into_iter().next().unwrap_or_default();
    let (word, because) = expect.split_once(',').unwrap_or((&expect, ""));
    let expected = match Cell::parse(word.trim()) {
        None if !expect.is_empty() => return Err(format!("-- expect: `{word}` is not both, neither, weir or flink")),
        expected => expected,
    };
    let mut own = statements(text);
    let query = own.pop().ok_or("no query")?;
    let own: Vec<Definition> = own.iter().map(|statement| Definition::read(statement)).collect::<Result<_, _>>()?;
    let redefined = |shared: &&Definition| !own.iter().any(|own| own.name() == shared.name());
    let mut definitions: Vec<Definition> = shared.iter().filter(redefined).cloned().collect();
    definitions.extend(own.iter().cloned());
    let because = because.trim().to_string();
    Ok(Case { name: name.to_string(), expected, because, settings: header("weir"), definitions, query })
}

impl Case {
    /// The tables as topics, the views and the query as transforms.
    pub(super) fn pipeline(&self) -> Result<String, String> {
        let mut out = "pipeline corpus { owner = \"corpus\" }\n".to_string();
        for definition in &self.definitions {
            match definition {
                Definition::Table { name, create } => {
                    out.push_str(&columns::topic(create).map_err(|words| format!("table `{name}`: {words}"))?);
                }
                Definition::View { name, query, .. } => out.push_str(&format!("transform `{name}` {{\n{query}\n}}\n")),
                Definition::Set(_) => {}
            }
        }
        let settings: String = self.settings.iter().map(|line| format!("  {line}\n")).collect();
        out.push_str(&format!("transform the_query {{\n{settings}{}\n}}\n", self.query));
        Ok(out)
    }

    /// The statements before the query as Flink runs them: a keyed table over upsert-kafka, another over kafka.
    pub(super) fn flink(&self) -> Result<Vec<String>, String> {
        let rowtime = self.query.contains("$rowtime");
        self.definitions
            .iter()
            .map(|definition| match definition {
                Definition::Table { create, .. } => with_connector(create, rowtime),
                Definition::View { create, .. } => Ok(create.clone()),
                Definition::Set(statement) => Ok(statement.clone()),
            })
            .collect()
    }
}

fn with_connector(create: &str, rowtime: bool) -> Result<String, String> {
    let masked = mask(create);
    let head = brackets(&masked).and_then(|(_, close)| create.get(..close)).ok_or("no list of columns")?;
    let keyed = masked.to_ascii_uppercase().contains("PRIMARY KEY");
    let format = if keyed {
        "'connector' = 'upsert-kafka', 'key.format' = 'json', 'value.format' = 'json'"
    } else {
        "'connector' = 'kafka', 'format' = 'json', 'scan.startup.mode' = 'earliest-offset'"
    };
    let rowtime = if rowtime { ", `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL" } else { "" };
    Ok(format!("{head}{rowtime}) WITH ({format}, 'topic' = 't', 'properties.bootstrap.servers' = '127.0.0.1:29092')"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_header_tables_and_query() {
        let text = "-- expect: flink, sub-queries\n-- weir: state_ttl = 1d\nCREATE TABLE t (a INT, PRIMARY KEY (a) NOT ENFORCED);\nCREATE VIEW v AS SELECT a FROM t;\nSELECT a FROM v;\n";
        let case = case("x.sql", text, &[]).unwrap();
        assert_eq!((case.expected, case.because.as_str()), (Some(Cell::FlinkOnly), "sub-queries"));
        let pipeline = case.pipeline().unwrap();
        assert!(pipeline.contains("transform `v` {\nSELECT a FROM t\n}"), "{pipeline}");
        assert!(pipeline.ends_with("transform the_query {\n  state_ttl = 1d\nSELECT a FROM v\n}\n"), "{pipeline}");
        assert!(case.flink().unwrap()[0].contains("'connector' = 'upsert-kafka'"));
    }

    #[test]
    fn an_unknown_expectation_is_refused() {
        assert!(case("x.sql", "-- expect: maybe\nSELECT 1", &[]).is_err());
    }
}
