//! A CREATE TABLE of Flink as a topic of weir. What a topic cannot be is an error that says so.

use super::tokens::{Token, tokens};

/// The topic that is the table: its columns, key and watermark; the connector does not count.
pub(super) fn topic(create: &str) -> Result<String, String> {
    let tokens = tokens(create);
    let mut reader = Reader { tokens: &tokens, at: 0 };
    for word in ["CREATE", "TEMPORARY", "TABLE", "IF", "NOT", "EXISTS"] {
        reader.skip_word(word);
    }
    let name = reader.name()?;
    reader.mark('(')?;
    let mut table = Table::default();
    loop {
        table.item(&mut reader)?;
        if !reader.skip_mark(',') {
            break;
        }
    }
    reader.mark(')')?;
    Ok(table.print(&name))
}

#[derive(Default)]
struct Table {
    /// Name, type and whether it is nullable.
    columns: Vec<(String, String, bool)>,
    key: Vec<String>,
    /// Column and delay in milliseconds.
    watermark: Option<(String, u64)>,
}

impl Table {
    fn item(&mut self, reader: &mut Reader<'_>) -> Result<(), String> {
        if reader.skip_word("WATERMARK") {
            reader.skip_word("FOR");
            let column = reader.name()?;
            self.watermark = Some((column, delay(reader.rest_of_item())?));
        } else if reader.skip_word("PRIMARY") {
            reader.skip_word("KEY");
            reader.mark('(')?;
            loop {
                self.key.push(reader.name()?);
                if !reader.skip_mark(',') {
                    break;
                }
            }
            reader.mark(')')?;
            reader.rest_of_item();
        } else {
            let name = reader.name()?;
            if reader.peek_word("AS") {
                return Err(format!("`{name}` is computed, which no column of a topic is"));
            }
            let (ty, nullable) = reader.ty()?;
            if reader.rest_of_item().iter().any(|token| token.is("METADATA")) {
                return Err(format!("`{name}` is metadata, which no column of a topic is"));
            }
            self.columns.push((name, ty, nullable));
        }
        Ok(())
    }

    fn print(&self, name: &str) -> String {
        let mut lines = Vec::new();
        if !self.key.is_empty() {
            lines.push("  changelog = upsert".to_string());
        }
        if let Some((_, delay)) = &self.watermark {
            lines.push(format!("  watermark = {delay}ms"));
        }
        for (column, ty, nullable) in &self.columns {
            let is_key = self.key.contains(column);
            let nullable = if *nullable && !is_key { "?" } else { "" };
            let key = if is_key { " @key" } else { "" };
            let timed = self.watermark.as_ref().is_some_and(|(time, _)| time == column);
            let time = if timed { " @event_time" } else { "" };
            lines.push(format!("  `{column}` {ty}{nullable}{key}{time}"));
        }
        format!("topic `{name}` {{\n{}\n}}\n", lines.join("\n"))
    }
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

    /// What stands before the comma or bracket that ends a column.
    fn rest_of_item(&mut self) -> &'a [Token] {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(token) = self.peek() {
            match token {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') if depth == 0 => break,
                Token::Mark(')') => depth -= 1,
                Token::Mark(',') if depth == 0 => break,
                Token::Mark(_) | Token::Word(_) | Token::Ticked(_) | Token::Text(_) => {}
            }
            self.at += 1;
        }
        self.tokens.get(start..self.at).unwrap_or_default()
    }

    /// A type in weir's words, and whether it is nullable.
    fn ty(&mut self) -> Result<(String, bool), String> {
        let word = self.name()?.to_ascii_lowercase();
        let ty = match word.as_str() {
            "array" => format!("array<{}>", self.elements()?.join(", ")),
            "map" => format!("map<{}>", self.elements()?.join(", ")),
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
    use super::topic;

    #[test]
    fn a_table_is_a_topic() {
        let create = "CREATE TABLE t (id INT, `a b` STRING NOT NULL COMMENT 'x, y', r ROW<x INT NOT NULL, y ARRAY<STRING>>, m MAP<STRING NOT NULL, DECIMAL(10,2)>, ts TIMESTAMP(3) WITH LOCAL TIME ZONE, WATERMARK FOR ts AS ts - INTERVAL '0.5' SECOND, PRIMARY KEY (id) NOT ENFORCED) WITH ('connector' = 'kafka')";
        assert_eq!(
            topic(create).unwrap(),
            "topic `t` {\n  changelog = upsert\n  watermark = 500ms\n  `id` int @key\n  `a b` string\n  `r` row<`x` int, `y` array<string?>?>?\n  `m` map<string, decimal(10, 2)?>?\n  `ts` timestamp_ltz(3)? @event_time\n}\n"
        );
    }

    #[test]
    fn what_no_topic_has_is_said() {
        assert!(topic("CREATE TABLE t (a INT, p AS PROCTIME())").unwrap_err().contains("computed"));
        assert!(topic("CREATE TABLE t (a MULTISET<INT>)").unwrap_err().contains("multiset"));
    }
}
