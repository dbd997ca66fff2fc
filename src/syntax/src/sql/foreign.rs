//! Forms of other databases, known by the word or sign at which reading stopped.

use super::expected;
use super::scan::{Token, TokenKind, Tokens};

/// What Flink lacks there, and what to write.
pub(super) fn form(found: &Token, text: &str) -> Option<(String, &'static str)> {
    let place = Place::of(found, text);
    match place.word().or_else(|| place.after()) {
        Some((message, help)) => Some((message.to_string(), help)),
        None => place.literal(),
    }
}

type Said = (&'static str, &'static str);

/// Words around the place, in upper case.
struct Place<'t> {
    kind: TokenKind,
    found: String,
    next: String,
    /// The last words before it, the nearest first.
    before: [String; 3],
    /// The function whose parenthesis is open.
    open: Option<&'t str>,
}

impl<'t> Place<'t> {
    fn of(found: &Token, text: &'t str) -> Self {
        let upper = |token: Token| text.get(token.start..token.end).unwrap_or_default().to_ascii_uppercase();
        let meant = |token: &Token| !matches!(token.kind, TokenKind::Space | TokenKind::Comment);
        let mut before = [String::new(), String::new(), String::new()];
        let start = text.get(..found.start).unwrap_or_default();
        for token in Tokens::new(start).filter(meant) {
            before.rotate_right(1);
            if let Some(first) = before.first_mut() {
                *first = upper(token);
            }
        }
        let next = Tokens::new(text).filter(meant).find(|token| token.start > found.start);
        Place {
            kind: found.kind,
            found: upper(*found),
            next: next.map(upper).unwrap_or_default(),
            before,
            open: expected::open_function(start),
        }
    }

    /// By the word itself.
    fn word(&self) -> Option<Said> {
        Some(match (self.found.as_str(), self.next.as_str()) {
            ("AT", "TIME") => (
                "Flink SQL has no `AT TIME ZONE`",
                "`CAST(x AS TIMESTAMP_LTZ(3))` reads a timestamp in the session's zone; `CONVERT_TZ` moves a text between zones",
            ),
            ("ILIKE", _) => ("Flink SQL has no `ILIKE`", "write `LOWER(a) LIKE LOWER(b)`"),
            ("RLIKE", _) => ("Flink SQL has no `RLIKE`", "write `REGEXP(text, pattern)`"),
            ("COLLATE", _) => ("Flink SQL has no collations", "compare `LOWER(…)` or `UPPER(…)`"),
            ("MEMBER" | "SUBMULTISET" | "MULTISET", _) => (
                "Flink does not run operators on multisets",
                "use an array and `ARRAY_CONTAINS`, `ARRAY_UNION` or `ARRAY_EXCEPT`",
            ),
            ("CONTAINS" | "EQUALS" | "PRECEDES" | "SUCCEEDS" | "IMMEDIATELY", _) => {
                ("Flink does not run operators on periods", "compare the ends: `a.start <= b.start AND b.end <= a.end`")
            }
            ("PIVOT" | "UNPIVOT", _) => {
                ("Flink does not run `PIVOT`", "write one `SUM(x) FILTER (WHERE …)` for each column")
            }
            ("SEMI" | "ANTI", "JOIN") => (
                "Flink SQL has no `SEMI JOIN` and `ANTI JOIN`",
                "join with a `SELECT DISTINCT` of the other table's keys",
            ),
            ("APPLY", _) => {
                ("Flink SQL has no `APPLY`", "write `CROSS JOIN UNNEST(x)` or `CROSS JOIN LATERAL TABLE(f(x))`")
            }
            ("LATERAL", "VIEW") => ("Flink SQL has no `LATERAL VIEW`", "write `CROSS JOIN UNNEST(x) AS u(y)`"),
            ("SEPARATOR", _) => ("Flink SQL has no `SEPARATOR`", "write `LISTAGG(x, ',')`"),
            ("USING", _) if self.open.is_some() => ("Flink SQL has no character sets", "texts are Unicode everywhere"),
            ("CHARACTER", "SET") => ("Flink SQL has no character sets", "texts are Unicode everywhere"),
            ("/", "/") => ("`//` does not begin a comment here", "comments in SQL begin with `--`"),
            ("==", _) => ("Flink SQL does not know `==`", "write `=`"),
            (":", ":") => ("Flink SQL has no `::` casts", "write `CAST(x AS t)`"),
            ("#", _) => ("`#` does not begin a comment in SQL", "comments in SQL begin with `--`"),
            ("?", _) => ("a query has no parameters to fill in later", "write the value"),
            ("@", _) => ("a query has no variables", "write the value; `param` and `{name}` are for settings"),
            ("^", _) => ("Flink SQL has no operator `^`", "write `POWER(a, b)`"),
            ("&" | "~", _) => ("Flink SQL has no operators on bits", "take bits apart by `/` and `%`"),
            ("|", _) => ("Flink SQL has no operator `|`", "texts are joined by `||`; there are no operators on bits"),
            ("{", _) => {
                ("JDBC escapes in braces are not read", "write `DATE '…'`, `TIMESTAMP '…'` or the function alone")
            }
            _ => return None,
        })
    }

    /// By the words before it.
    fn after(&self) -> Option<Said> {
        let [last, second, third] = self.before.each_ref().map(String::as_str);
        Some(match (third, second, last, self.found.as_str()) {
            (_, _, ")", "FILTER") if self.next == "(" => {
                ("`FILTER` does not go with this function", "give the function a CASE that is NULL for the other rows")
            }
            (_, _, "-", ">") => {
                ("Flink SQL has no `->`", "a field of a row is `a.b`, one of a JSON text `JSON_VALUE(a, '$.b')`")
            }
            (_, _, "FROM" | "JOIN", "VALUES") => {
                ("`VALUES` in FROM stands in parentheses", "write `(VALUES (1, 'a'), (2, 'b')) AS v(x, y)`")
            }
            (_, _, "FROM" | "JOIN", "TABLE") => (
                "a table in FROM is its name alone",
                "`TABLE` stands before the tables that functions take, and `TABLE(f(…))`",
            ),
            (_, "LIMIT", _, ",") => ("Flink SQL has no `LIMIT` with two numbers", "write `LIMIT 10 OFFSET 5`"),
            (_, "OFFSET", _, "LIMIT") | ("OFFSET", _, "ROW" | "ROWS", "LIMIT") => {
                ("`LIMIT` stands before `OFFSET`", "write `LIMIT 10 OFFSET 5`")
            }
            (_, _, "*", "EXCLUDE" | "REPLACE") | ("*", "EXCEPT", "(", _) | (_, "*", "EXCEPT", "(") => {
                ("Flink SQL takes no columns out of `*`", "name the columns that stay")
            }
            (_, _, "INTO", _) => ("a transform's query has no `INTO`", "the result is called as the transform is"),
            (_, _, "TOP", _) if self.kind == TokenKind::Number => {
                ("Flink SQL has no `TOP`", "write `LIMIT` at the end")
            }
            (_, _, "DISTINCT", "ON") => (
                "Flink SQL has no `DISTINCT ON`",
                "number the rows by `ROW_NUMBER() OVER (PARTITION BY …)` and keep the first",
            ),
            (_, _, "SORT" | "CLUSTER" | "DISTRIBUTE", "BY") => {
                ("Flink SQL has no `SORT BY`", "a stream has no order; `ORDER BY` goes with `LIMIT` or a time")
            }
            (_, _, "[", "OFFSET" | "ORDINAL" | "SAFE_OFFSET" | "SAFE_ORDINAL") => {
                ("elements of an array have a number only", "count from 1: `a[1]`")
            }
            (_, _, "NEXT" | "CURRENT", "VALUE") => ("Flink has no sequences", "make keys of the data, or `UUID()`"),
            (_, _, "MATCH_CONDITION", _) => {
                ("Flink SQL has no `ASOF JOIN`", "write `JOIN t FOR SYSTEM_TIME AS OF a.ts AS b ON …`")
            }
            (_, _, "GROUPS", _) if self.open.is_some() => {
                ("frames count `ROWS` or a `RANGE`", "write `ROWS BETWEEN …`")
            }
            (_, _, "TIMESTAMP" | "TIME", "WITH") | (_, "TIMESTAMP" | "TIME", "WITHOUT", "TIME") => (
                "literals of time have no zone",
                "write `TIMESTAMP '…'`, or `CAST('…' AS TIMESTAMP_LTZ(3))` for a point in time",
            ),
            _ => return None,
        })
    }

    /// A text behind a word that makes no literal of it.
    fn literal(&self) -> Option<(String, &'static str)> {
        const TYPES: [&str; 14] = [
            "BIGINT",
            "BOOLEAN",
            "BYTES",
            "CHAR",
            "DATETIME",
            "DEC",
            "DECIMAL",
            "DOUBLE",
            "FLOAT",
            "INT",
            "NUMERIC",
            "TIMESTAMP_LTZ",
            "UUID",
            "VARCHAR",
        ];
        let [last, ..] = self.before.each_ref().map(String::as_str);
        if self.kind != TokenKind::String {
            return None;
        }
        if matches!(last, "E" | "B" | "C" | "R") {
            return Some((
                format!("`{last}'…'` is no text of Flink SQL"),
                "write the text, or `U&'\\000a'` for signs by number",
            ));
        }
        TYPES.contains(&last).then(|| (format!("`{last} '…'` is no literal"), "write `CAST('…' AS type)`"))
    }
}
