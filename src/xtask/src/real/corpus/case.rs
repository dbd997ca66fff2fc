//! A file of the corpus: a header of comments, tables and views, and one query at the end.

use super::tokens::tokens;
use super::{Cell, columns};
use crate::real::gateway::Gateway;
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
    Table {
        name: String,
        create: String,
    },
    /// `columns` with their brackets, empty where the view gives none.
    View {
        name: String,
        columns: String,
        create: String,
        query: String,
    },
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
                let (head, query) = view(statement).ok_or("a view without AS")?;
                let list = brackets(&mask(head)).and_then(|(open, close)| head.get(open..=close));
                let columns = list.map(|list| format!(" {list}")).unwrap_or_default();
                Ok(Definition::View { name, columns, create: statement.to_string(), query: query.to_string() })
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

/// What stands before and after the first AS.
fn view(statement: &str) -> Option<(&str, &str)> {
    let masked = mask(statement).to_ascii_uppercase();
    let is_as = |at: &usize| {
        let around =
            |at: Option<usize>| at.and_then(|at| masked.as_bytes().get(at)).is_some_and(u8::is_ascii_whitespace);
        let after = masked.as_bytes().get(at + 2);
        around(at.checked_sub(1)) && after.is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'(')
    };
    let at = masked.match_indices("AS").map(|(at, _)| at).find(is_as)?;
    Some((statement.get(..at)?, statement.get(at + 2..)?))
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
    let query = without_insert(&own.pop().ok_or("no query")?);
    let own: Vec<Definition> = own.iter().map(|statement| Definition::read(statement)).collect::<Result<_, _>>()?;
    let redefined = |shared: &&Definition| !own.iter().any(|own| own.name() == shared.name());
    let mut definitions: Vec<Definition> = shared.iter().filter(redefined).cloned().collect();
    definitions.extend(own.iter().cloned());
    let because = because.trim().to_string();
    Ok(Case { name: name.to_string(), expected, because, settings: header("weir"), definitions, query })
}

impl Case {
    /// The tables as topics and the query as a transform. A view is a common table expression, because Flink plans its
    /// query in the place where it is read, and so is what a table with processing time adds to its topic. The gateway
    /// knows the tables.
    pub(super) fn pipeline(&self, gateway: &Gateway) -> Result<String, String> {
        let mut out = "pipeline corpus { owner = \"corpus\" }\n".to_string();
        let mut ctes: Vec<Cte> = Vec::new();
        for definition in &self.definitions {
            let name = definition.name();
            match definition {
                Definition::Table { .. } => {
                    let described = gateway.describe(name)?;
                    let topic = columns::topic(name, &described).map_err(|words| format!("table `{name}`: {words}"))?;
                    out.push_str(&topic.item);
                    let cte = |query| Cte { name: name.to_string(), columns: String::new(), query };
                    ctes.extend(topic.query.map(cte));
                }
                Definition::View { columns, query, .. } => {
                    ctes.push(Cte { name: name.to_string(), columns: columns.clone(), query: query.clone() });
                }
                Definition::Set(_) => {}
            }
        }
        let settings: String = self.settings.iter().map(|line| format!("  {line}\n")).collect();
        out.push_str(&format!("transform the_query {{\n{settings}{}\n}}\n", with(&ctes, &self.query)));
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

struct Cte {
    name: String,
    /// As written, with its brackets; empty without.
    columns: String,
    query: String,
}

/// The query after the common table expressions that it names.
fn with(ctes: &[Cte], query: &str) -> String {
    let mut needed: Vec<&Cte> = Vec::new();
    for cte in ctes.iter().rev() {
        let readers = needed.iter().map(|cte| cte.query.as_str()).chain([query]);
        if readers.into_iter().any(|text| tokens(text).iter().any(|token| token.name() == Some(&cte.name))) {
            needed.insert(0, cte);
        }
    }
    if needed.is_empty() {
        return query.to_string();
    }
    let list = needed.iter().map(|cte| format!("`{}`{} AS (\n{}\n)", cte.name, cte.columns, cte.query));
    let list: Vec<String> = list.collect();
    let own = query.trim_start();
    let (before, rest) = match own.get(..5) {
        Some(word) if word.eq_ignore_ascii_case("with ") => (", ", own.get(5..).unwrap_or_default()),
        Some(_) | None => ("\n", own),
    };
    format!("WITH {}{before}{rest}", list.join(",\n"))
}

/// `INSERT INTO sink SELECT …` without its first words: the query counts, not the sink.
fn without_insert(statement: &str) -> String {
    let masked = mask(statement).to_ascii_uppercase();
    if !masked.trim_start().starts_with("INSERT ") {
        return statement.to_string();
    }
    let starts = ["SELECT", "WITH", "VALUES"].into_iter().filter_map(|word| masked.find(word));
    starts.min().and_then(|at| statement.get(at..)).unwrap_or(statement).to_string()
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
    // On Confluent every table has this column, and a watermark on it unless another is declared.
    let watermark =
        if masked.to_ascii_uppercase().contains("WATERMARK") { "" } else { ", WATERMARK FOR `$rowtime` AS `$rowtime`" };
    let rowtime = match rowtime {
        true => format!(", `$rowtime` TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'timestamp' VIRTUAL{watermark}"),
        false => String::new(),
    };
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
        assert!(case.flink().unwrap()[0].contains("'connector' = 'upsert-kafka'"));
    }

    #[test]
    fn views_are_expressions_of_their_readers() {
        let cte = |name: &str, columns: &str, query: &str| Cte {
            name: name.to_string(),
            columns: columns.to_string(),
            query: query.to_string(),
        };
        let ctes = [cte("t", "", "SELECT 1"), cte("v", " (a)", "SELECT * FROM `t`")];
        assert_eq!(with(&ctes, "SELECT * FROM u"), "SELECT * FROM u");
        let both = "WITH `t` AS (\nSELECT 1\n),\n`v` (a) AS (\nSELECT * FROM `t`\n)";
        assert_eq!(with(&ctes, "SELECT * FROM v"), format!("{both}\nSELECT * FROM v"));
        let merged = format!("{both}, w AS (SELECT * FROM v) SELECT * FROM w");
        assert_eq!(with(&ctes, "with w AS (SELECT * FROM v) SELECT * FROM w"), merged);
    }

    #[test]
    fn a_view_has_columns_and_a_query() {
        let Definition::View { name, columns, query, .. } =
            Definition::read("CREATE VIEW v (a,\n b) as SELECT 1, 2").unwrap()
        else {
            panic!("no view")
        };
        assert_eq!((name.as_str(), columns.as_str(), query.trim()), ("v", " (a,\n b)", "SELECT 1, 2"));
    }

    #[test]
    fn an_insert_is_its_query() {
        assert_eq!(without_insert("INSERT INTO `select` (a)\nSELECT a FROM t"), "SELECT a FROM t");
        assert_eq!(without_insert("SELECT 1"), "SELECT 1");
    }

    #[test]
    fn an_unknown_expectation_is_refused() {
        assert!(case("x.sql", "-- expect: maybe\nSELECT 1", &[]).is_err());
    }
}
