//! A table as Flink's DESCRIBE shows it, as a topic of weir. What a topic cannot be is an error that says so.

use super::tokens::{Token, tokens};
use crate::real::gateway::Described;

/// A table or view for weir: a topic, and a query where it has columns that no topic has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Topic {
    /// The item of the pipeline.
    pub(super) item: String,
    /// `SELECT *, PROCTIME() AS p FROM …`: what its readers read in its place.
    pub(super) query: Option<String>,
}

/// The topic that is the table: its columns, key and watermark; the connector does not count. Computed and metadata
/// columns are columns of their types, but for processing time, which a query adds. An event time is not null and has
/// milliseconds, and so has the key of a map no null, because a topic's are: rows that Flink would fail on.
pub(super) fn topic(name: &str, columns: &[Described]) -> Result<Topic, String> {
    let is_proctime = |column: &&Described| column.ty.contains("*PROCTIME*");
    let timed: Vec<&Described> = columns.iter().filter(is_proctime).collect();
    let base = if timed.is_empty() { name.to_string() } else { format!("{name}__columns") };
    let mut lines = Vec::new();
    if columns.iter().any(|column| !column.key.is_empty()) {
        lines.push("  changelog = upsert".to_string());
    }
    let timed_by = |column: &&Described| !column.watermark.is_empty() && column.name != "$rowtime";
    if let Some(column) = columns.iter().find(timed_by) {
        lines.push(format!("  watermark = {}ms", delay(&tokens(&column.watermark))?));
    }
    for column in columns.iter().filter(|column| !is_proctime(column) && column.name != "$rowtime") {
        lines.push(line(column)?);
    }
    let item = format!("topic `{base}` {{\n{}\n}}\n", lines.join("\n"));
    let added: Vec<String> = timed.iter().map(|column| format!("PROCTIME() AS `{}`", column.name)).collect();
    let query = (!added.is_empty()).then(|| format!("SELECT *, {} FROM `{base}`", added.join(", ")));
    Ok(Topic { item, query })
}

fn line(column: &Described) -> Result<String, String> {
    let name = &column.name;
    let tokens = tokens(column.ty.split(" *").next().unwrap_or(&column.ty));
    let ty = Reader { tokens: &tokens, at: 0 }.ty().map_err(|words| format!("`{name}`: {words}"))?.0;
    if column.watermark.is_empty() {
        let nullable = if column.nullable && column.key.is_empty() { "?" } else { "" };
        let key = if column.key.is_empty() { "" } else { " @key" };
        return Ok(format!("  `{name}` {ty}{nullable}{key}"));
    }
    let key = if column.key.is_empty() { "" } else { " @key" };
    let ty = ty.split('(').next().unwrap_or(&ty).to_string();
    Ok(format!("  `{name}` {ty}(3){key} @event_time"))
}

/// `ts - INTERVAL '5' SECOND` in milliseconds; nought without an interval.
fn delay(expression: &[Token]) -> Result<u64, String> {
    let interval = expression.iter().position(|token| token.is("INTERVAL"));
    let Some([Token::Text(length), Token::Word(unit), ..]) = interval.and_then(|at| expression.get(at + 1..)) else {
        return Ok(0);
    };
    let milliseconds = match unit.to_ascii_uppercase().trim_end_matches('S') {
        "SECOND" => 1_000.0,
        "MINUTE" => 60_000.0,
        "HOUR" => 3_600_000.0,
        "DAY" => 86_400_000.0,
        other => return Err(format!("a watermark in `{other}`")),
    };
    let length: f64 = length.parse().map_err(|error| format!("a watermark of `{length}`: {error}"))?;
    Ok((length * milliseconds).round() as u64)
}

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.at)
    }

    fn peek_word(&self, word: &str) -> bool {
        self.peek().is_some_and(|token| token.is(word))
    }

    fn skip_word(&mut self, word: &str) -> bool {
        let found = self.peek_word(word);
        self.at += usize::from(found);
        found
    }

    fn skip_mark(&mut self, mark: char) -> bool {
        let found = self.peek().is_some_and(|token| token.is_mark(mark));
        self.at += usize::from(found);
        found
    }

    fn mark(&mut self, mark: char) -> Result<(), String> {
        if self.skip_mark(mark) { Ok(()) } else { Err(format!("`{mark}` expected before {:?}", self.peek())) }
    }

    fn name(&mut self) -> Result<String, String> {
        let name =
            self.peek().and_then(Token::name).ok_or_else(|| format!("a name expected, not {:?}", self.peek()))?;
        self.at += 1;
        Ok(name.to_string())
    }

    /// A type in weir's words, and whether it is nullable.
    fn ty(&mut self) -> Result<(String, bool), String> {
        let word = self.name()?.to_ascii_lowercase();
        let ty = match word.as_str() {
            "array" => format!("array<{}>", self.elements()?.join(", ")),
            "map" => format!("map<{}>", self.elements()?.join(", ").replacen("?,", ",", 1)),
            "row" => format!("row<{}>", self.fields()?.join(", ")),
            "int" | "integer" => "int".to_string(),
            "dec" | "numeric" | "decimal" => format!("decimal{}", self.numbers("(10, 0)")),
            "timestamp" => {
                let numbers = self.numbers("(6)");
                let local = self.zone()?;
                format!("timestamp{}{numbers}", if local { "_ltz" } else { "" })
            }
            "timestamp_ltz" => format!("timestamp_ltz{}", self.numbers("(6)")),
            "time" => format!("time{}", self.numbers("(0)")),
            "char" | "binary" => format!("{word}{}", self.numbers("(1)")),
            "varchar" => format!("varchar{}", self.numbers("(1)")),
            "double" => {
                self.skip_word("PRECISION");
                word
            }
            "boolean" | "tinyint" | "smallint" | "bigint" | "float" | "string" | "bytes" | "date" => word,
            other => return Err(format!("a topic has no type `{other}`")),
        };
        let not_null = self.peek_word("NOT");
        if not_null {
            self.skip_word("NOT");
        }
        self.skip_word("NULL");
        Ok((ty, !not_null))
    }

    /// `WITH LOCAL TIME ZONE`.
    fn zone(&mut self) -> Result<bool, String> {
        let with = self.peek_word("WITH") && self.tokens.get(self.at + 1).is_some_and(|token| token.is("LOCAL"));
        if with || self.peek_word("WITHOUT") {
            for word in ["WITH", "WITHOUT", "LOCAL", "TIME", "ZONE"] {
                self.skip_word(word);
            }
        }
        Ok(with)
    }

    /// `(10, 2)` as written, or what it is without.
    fn numbers(&mut self, default: &str) -> String {
        if !self.skip_mark('(') {
            return default.to_string();
        }
        let numbers: Vec<String> = self.rest_until_bracket();
        format!("({})", numbers.join(", "))
    }

    fn rest_until_bracket(&mut self) -> Vec<String> {
        let mut numbers = Vec::new();
        while let Some(token) = self.peek() {
            self.at += 1;
            match token {
                Token::Mark(')') => break,
                Token::Word(number) => numbers.push(number.clone()),
                Token::Mark(_) | Token::Ticked(_) | Token::Text(_) => {}
            }
        }
        numbers
    }

    fn elements(&mut self) -> Result<Vec<String>, String> {
        self.mark('<')?;
        let mut out = Vec::new();
        loop {
            let (ty, nullable) = self.ty()?;
            out.push(format!("{ty}{}", if nullable { "?" } else { "" }));
            if !self.skip_mark(',') {
                break;
            }
        }
        self.mark('>')?;
        Ok(out)
    }

    fn fields(&mut self) -> Result<Vec<String>, String> {
        self.mark('<')?;
        let mut out = Vec::new();
        loop {
            let name = self.name()?;
            let (ty, nullable) = self.ty()?;
            out.push(format!("`{name}` {ty}{}", if nullable { "?" } else { "" }));
            if !self.skip_mark(',') {
                break;
            }
        }
        self.mark('>')?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, ty: &str) -> Described {
        Described { name: name.to_string(), ty: ty.to_string(), nullable: true, ..Described::default() }
    }

    #[test]
    fn a_table_is_a_topic() {
        let key = Described { nullable: false, key: "PRI(id)".to_string(), ..column("id", "INT") };
        let nested = column("r", "ROW<`x` INT NOT NULL, `y` ARRAY<STRING>>");
        let map = column("m", "MAP<STRING, DECIMAL(10, 2)>");
        let watermark = "`ts` - INTERVAL '0.5' SECOND".to_string();
        let time = Described { watermark, ..column("ts", "TIMESTAMP(0) *ROWTIME*") };
        assert_eq!(
            topic("t", &[key, column("a b", "STRING"), nested, map, time]).unwrap().item,
            "topic `t` {\n  changelog = upsert\n  watermark = 500ms\n  `id` int @key\n  `a b` string?\n  `r` row<`x` int, `y` array<string?>?>?\n  `m` map<string, decimal(10, 2)?>?\n  `ts` timestamp(3) @event_time\n}\n"
        );
    }

    #[test]
    fn processing_time_is_added_by_a_query() {
        let topic = topic("t", &[column("a", "INT"), column("p", "TIMESTAMP_LTZ(3) *PROCTIME*")]).unwrap();
        assert_eq!(topic.item, "topic `t__columns` {\n  `a` int?\n}\n");
        assert_eq!(topic.query.unwrap(), "SELECT *, PROCTIME() AS `p` FROM `t__columns`");
    }

    #[test]
    fn what_no_topic_has_is_said() {
        assert!(topic("t", &[column("a", "MULTISET<INT>")]).unwrap_err().contains("multiset"));
    }
}
