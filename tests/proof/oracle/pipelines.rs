//! Random pipelines, and with every column what it mentions.

use std::collections::BTreeSet;
use std::fmt::Write;

type Secrets = BTreeSet<String>;

/// Choices, one byte each; zero when there are none left, so that fewer bytes are simpler pipelines.
pub(crate) struct Bytes<'a>(std::slice::Iter<'a, u8>);

impl<'a> Bytes<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Bytes(bytes.iter())
    }

    fn below(&mut self, n: usize) -> usize {
        self.0.next().map_or(0, |byte| usize::from(*byte) % n)
    }

    fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
}

#[derive(Clone)]
pub(crate) struct Column {
    pub(crate) name: String,
    kind: Kind,
    /// Origins that tell by value.
    pub(crate) secrets: Secrets,
}

#[derive(Clone)]
pub(crate) struct Relation {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// Origins that decided which rows there are.
    pub(crate) rows: Secrets,
}

/// Text of SQL and what it mentions.
#[derive(Clone)]
struct Sql {
    text: String,
    secrets: Secrets,
}

impl Sql {
    fn new(text: impl Into<String>) -> Sql {
        Sql { text: text.into(), secrets: Secrets::new() }
    }
}

/// A query with its output.
struct Query {
    text: String,
    columns: Vec<Column>,
    rows: Secrets,
}

/// A table of FROM: how it is written, and its columns as they are written.
struct Table {
    text: String,
    columns: Vec<Column>,
    rows: Secrets,
}

const BASE: &str = r#"
pipeline p { owner = "o" }

source shop: postgres {
  database = "d"
  host     = "h"
  user     = "u"
  password = secret("p")

  table customers {
    id      int @key
    email   varchar(100) @pii
    name    varchar(100) @pii
    balance int @pii
    town    varchar(100)
    points  int
  }
}

topic payments {
  id     int @key
  card   string @pii
  amount int @pii
  code   string
  shop   int
  ts     timestamp_ltz(3) @event_time
}

environment here: embedded
"#;

/// Names that are taken again and again, those of classified columns and of tables among them.
const NAMES: &[&str] = &["email", "name", "town", "card", "code", "payments", "customers", "x", "t0", "amount"];

fn base() -> Vec<Relation> {
    let column = |relation: &str, name: &str, kind, secret: bool| Column {
        name: name.to_string(),
        kind,
        secrets: if secret { Secrets::from([format!("{relation}.{name}")]) } else { Secrets::new() },
    };
    let customers = |name: &str, kind, secret| column("shop.customers", name, kind, secret);
    let payments = |name: &str, kind, secret| column("payments", name, kind, secret);
    vec![
        Relation {
            name: "shop.customers".into(),
            columns: vec![
                customers("id", Kind::Number, false),
                customers("email", Kind::Text, true),
                customers("name", Kind::Text, true),
                customers("balance", Kind::Number, true),
                customers("town", Kind::Text, false),
                customers("points", Kind::Number, false),
            ],
            rows: Secrets::new(),
        },
        Relation {
            name: "payments".into(),
            columns: vec![
                payments("id", Kind::Number, false),
                payments("card", Kind::Text, true),
                payments("amount", Kind::Number, true),
                payments("code", Kind::Text, false),
                payments("shop", Kind::Number, false),
            ],
            rows: Secrets::new(),
        },
    ]
}

/// The file, and the relations that the sink takes.
pub(crate) fn pipeline(bytes: &mut Bytes<'_>) -> (String, Vec<Relation>) {
    let mut known = base();
    let mut text = BASE.to_string();
    let mut made = Vec::new();
    for n in 0..1 + bytes.below(4) {
        let name = format!("t{n}");
        let query = Maker { bytes, known: &known, aliases: 0 }.query(2);
        let _ = writeln!(text, "\ntransform {name} {{\n  {}\n}}", query.text);
        let relation = Relation { name, columns: query.columns, rows: query.rows };
        made.push(relation.clone());
        known.push(relation);
    }
    let names: Vec<&str> = made.iter().map(|relation| relation.name.as_str()).collect();
    let _ = writeln!(text, "\nsink lake: file {{\n  path = \"out\"\n  from = [{}]\n}}", names.join(", "));
    (text, made)
}

struct Maker<'a, 'b> {
    bytes: &'a mut Bytes<'b>,
    known: &'a [Relation],
    aliases: usize,
}

impl Maker<'_, '_> {
    fn query(&mut self, depth: usize) -> Query {
        match self.bytes.below(if depth == 0 { 5 } else { 10 }) {
            0 | 1 => self.projection(depth),
            2 => self.grouping(depth),
            3 => self.distinct(depth),
            4 => self.star(depth),
            5 => self.top(depth),
            6 => self.join(depth),
            7 => self.set_operation(depth),
            8 => self.with(depth),
            _ => self.over(depth),
        }
    }

    /// A relation, or a derived table; under an alias that may be another thing's name.
    fn table(&mut self, depth: usize) -> Table {
        self.aliases += 1;
        let alias = format!("{}{}", self.bytes.pick(NAMES), self.aliases);
        let written = |columns: &[Column]| -> Vec<Column> {
            let named = |column: &Column| Column { name: format!("{alias}.`{}`", column.name), ..column.clone() };
            columns.iter().map(named).collect()
        };
        if depth > 0 && self.bytes.below(3) == 2 {
            let inner = self.query(depth - 1);
            let text = format!("({}) AS {alias}", inner.text);
            return Table { text, columns: written(&inner.columns), rows: inner.rows };
        }
        let known = self.known;
        let relation = self.bytes.pick(known);
        let rows = relation.rows.clone();
        let (name, columns) = (&relation.name, written(&relation.columns));
        match self.bytes.below(8) {
            // New names by position, where all columns are known.
            4 if known.len() > 2 && name.starts_with('t') => {
                let names: Vec<String> = (0..columns.len()).map(|n| format!("{}{n}", self.bytes.pick(NAMES))).collect();
                let renamed = columns.iter().zip(&names);
                let columns =
                    renamed.map(|(c, new)| Column { name: format!("{alias}.`{new}`"), ..c.clone() }).collect();
                Table { text: format!("{name} AS {alias} (`{}`)", names.join("`, `")), columns, rows }
            }
            5 if name == "payments" => {
                let text = format!("TABLE(TUMBLE(TABLE payments, DESCRIPTOR(ts), INTERVAL '5' MINUTE)) AS {alias}");
                Table { text, columns, rows }
            }
            6 => self.unnested(Table { text: format!("{name} AS {alias}"), columns, rows }),
            7 if name == "payments" => self.versioned(&alias, columns),
            _ => Table { text: format!("{name} AS {alias}"), columns, rows },
        }
    }

    /// An array of it, row by row: how many there are tells of the array.
    fn unnested(&mut self, table: Table) -> Table {
        self.aliases += 1;
        let alias = format!("u{}", self.aliases);
        let array = self.form("ARRAY[{t}, {t}]", &table.columns, 2);
        let text = format!("{} CROSS JOIN UNNEST({}) AS {alias} (v)", table.text, array.text);
        let (mut columns, mut rows) = (table.columns, table.rows);
        rows.extend(array.secrets.clone());
        columns.push(Column { name: format!("{alias}.v"), kind: Kind::Text, secrets: array.secrets });
        Table { text, columns, rows }
    }

    /// Payments beside the customers of their time.
    fn versioned(&mut self, alias: &str, mut columns: Vec<Column>) -> Table {
        let customers = &self.known[0];
        let named = |c: &Column| Column { name: format!("v{alias}.`{}`", c.name), ..c.clone() };
        columns.extend(customers.columns.iter().map(named));
        let text = format!(
            "payments AS {alias} JOIN shop.customers FOR SYSTEM_TIME AS OF {alias}.ts AS v{alias} ON {alias}.id = v{alias}.id"
        );
        Table { text, columns, rows: Secrets::new() }
    }

    /// Everything that there is.
    fn star(&mut self, depth: usize) -> Query {
        let inner = if depth == 0 { self.projection(0) } else { self.query(depth - 1) };
        let alias = *self.bytes.pick(NAMES);
        let star = *self.bytes.pick(&["*", "`x`.*"]);
        let alias = if star == "*" { alias } else { "x" };
        let text = format!("SELECT {star} FROM ({}) AS `{alias}`", inner.text);
        Query { text, columns: inner.columns, rows: inner.rows }
    }

    /// A table that may stand on either side of a join.
    fn plain_table(&mut self, depth: usize) -> Table {
        let table = self.table(depth);
        if !table.text.contains("UNNEST(") && !table.text.contains("SYSTEM_TIME") || table.text.starts_with('(') {
            return table;
        }
        let known = self.known;
        self.aliases += 1;
        let alias = format!("p{}", self.aliases);
        let columns = known[0].columns.iter();
        let columns = columns.map(|c| Column { name: format!("{alias}.`{}`", c.name), ..c.clone() }).collect();
        Table { text: format!("shop.customers AS {alias}"), columns, rows: Secrets::new() }
    }

    /// Output names, each once.
    fn name(&mut self, taken: &mut Vec<String>) -> String {
        let mut name = self.bytes.pick(NAMES).to_string();
        while taken.contains(&name) {
            name.push('_');
        }
        taken.push(name.clone());
        name
    }

    /// The select list: a few expressions under names.
    fn items(&mut self, columns: &[Column], least: usize) -> (String, Vec<Column>) {
        let mut taken = Vec::new();
        let (mut texts, mut out) = (Vec::new(), Vec::new());
        for _ in 0..least + self.bytes.below(3) {
            let kind = if self.bytes.below(2) == 0 { Kind::Text } else { Kind::Number };
            let sql = self.value(kind, columns, 2);
            let name = self.name(&mut taken);
            texts.push(format!("{} AS `{name}`", sql.text));
            out.push(Column { name, kind, secrets: sql.secrets });
        }
        (texts.join(", "), out)
    }

    fn projection(&mut self, depth: usize) -> Query {
        let table = self.table(depth);
        let (mut rows, mut filter) = (table.rows, String::new());
        if self.bytes.below(2) == 1 {
            let condition = self.condition(&table.columns, 1);
            filter = format!(" WHERE {}", condition.text);
            rows.extend(condition.secrets);
        }
        let (items, columns) = self.items(&table.columns, 1);
        Query { text: format!("SELECT {items} FROM {}{filter}", table.text), columns, rows }
    }

    fn distinct(&mut self, depth: usize) -> Query {
        let table = self.table(depth);
        let (items, columns) = self.items(&table.columns, 1);
        let mut rows = table.rows;
        rows.extend(columns.iter().flat_map(|column| column.secrets.clone()));
        Query { text: format!("SELECT DISTINCT {items} FROM {}", table.text), columns, rows }
    }

    fn join(&mut self, depth: usize) -> Query {
        let (left, right) = (self.plain_table(depth - 1), self.plain_table(depth - 1));
        let kind = *self.bytes.pick(&["JOIN", "LEFT JOIN", "FULL JOIN", "RIGHT JOIN"]);
        let (a, b) = (self.value(Kind::Number, &left.columns, 0), self.value(Kind::Number, &right.columns, 0));
        let all: Vec<Column> = left.columns.iter().chain(&right.columns).cloned().collect();
        let mut on = Sql { text: format!("{} = {}", a.text, b.text), secrets: a.secrets };
        on.secrets.extend(b.secrets);
        if self.bytes.below(3) == 2 {
            let more = self.condition(&all, 1);
            on.text = format!("{} AND {}", on.text, more.text);
            on.secrets.extend(more.secrets);
        }
        let (items, columns) = self.items(&all, 1);
        let mut rows = left.rows;
        rows.extend(right.rows);
        rows.extend(on.secrets);
        Query { text: format!("SELECT {items} FROM {} {kind} {} ON {}", left.text, right.text, on.text), columns, rows }
    }

    fn grouping(&mut self, depth: usize) -> Query {
        let table = self.table(depth);
        let kind = if self.bytes.below(2) == 0 { Kind::Text } else { Kind::Number };
        let key = self.value(kind, &table.columns, 1);
        let mut taken = Vec::new();
        let name = self.name(&mut taken);
        let mut texts = vec![format!("{} AS `{name}`", key.text)];
        let mut columns = vec![Column { name, kind, secrets: key.secrets.clone() }];
        for _ in 0..1 + self.bytes.below(2) {
            let (sql, kind) = self.aggregate(&table.columns);
            let name = self.name(&mut taken);
            texts.push(format!("{} AS `{name}`", sql.text));
            columns.push(Column { name, kind, secrets: sql.secrets });
        }
        let mut rows = table.rows;
        let group = if key.text.starts_with('\'') || key.text.parse::<i32>().is_ok() {
            // A literal is no key.
            texts.remove(0);
            columns.remove(0);
            String::new()
        } else {
            rows.extend(key.secrets);
            format!(" GROUP BY {}", key.text)
        };
        let mut having = String::new();
        if self.bytes.below(3) == 2 {
            let (sql, kind) = self.aggregate(&table.columns);
            let than = if kind == Kind::Text { "'m'" } else { "3" };
            having = format!(" HAVING {} > {than}", sql.text);
            rows.extend(sql.secrets);
        }
        let text = format!("SELECT {} FROM {}{group}{having}", texts.join(", "), table.text);
        Query { text, columns, rows }
    }

    fn aggregate(&mut self, columns: &[Column]) -> (Sql, Kind) {
        let (function, of, gives) = *self.bytes.pick(&[
            ("COUNT", Kind::Text, Kind::Number),
            ("MAX", Kind::Text, Kind::Text),
            ("MIN", Kind::Number, Kind::Number),
            ("SUM", Kind::Number, Kind::Number),
            ("LISTAGG", Kind::Text, Kind::Text),
            ("LAST_VALUE", Kind::Text, Kind::Text),
            ("COUNT", Kind::Number, Kind::Number),
        ]);
        let of = self.value(of, columns, 1);
        let argument = if function == "LISTAGG" { format!("CAST({} AS STRING)", of.text) } else { of.text };
        let mut text = format!("{function}({argument})");
        let mut secrets = of.secrets;
        if function != "LISTAGG" && self.bytes.below(4) == 3 {
            let filter = self.condition(columns, 1);
            let _ = write!(text, " FILTER (WHERE {})", filter.text);
            secrets.extend(filter.secrets);
        }
        if function == "COUNT" {
            text = format!("CAST({text} AS INT)");
            secrets.clear();
        }
        (Sql { text, secrets }, gives)
    }

    fn top(&mut self, depth: usize) -> Query {
        let inner = self.table(depth - 1);
        let (partition, order) =
            (self.value(Kind::Text, &inner.columns, 1), self.value(Kind::Number, &inner.columns, 1));
        let (items, mut columns) = self.items(&inner.columns, 1);
        let text = format!(
            "SELECT * FROM (SELECT {items}, ROW_NUMBER() OVER (PARTITION BY {} ORDER BY {} DESC) AS rn FROM {}) WHERE rn <= 3",
            partition.text, order.text, inner.text
        );
        columns.push(Column { name: "rn".into(), kind: Kind::Number, secrets: Secrets::new() });
        let mut rows = inner.rows;
        rows.extend(partition.secrets);
        rows.extend(order.secrets);
        Query { text, columns, rows }
    }

    /// Values over a window by a partition, which is influence on the column.
    fn over(&mut self, depth: usize) -> Query {
        let table = self.table(depth - 1);
        let of = self.value(Kind::Text, &table.columns, 1);
        let (partition, order) =
            (self.value(Kind::Text, &table.columns, 0), self.value(Kind::Number, &table.columns, 0));
        let function = *self.bytes.pick(&["LAG", "MAX", "FIRST_VALUE"]);
        let (items, mut columns) = self.items(&table.columns, 1);
        let name = "w".to_string();
        let text = format!(
            "SELECT {items}, {function}({}) OVER (PARTITION BY {} ORDER BY {}) AS w FROM {}",
            of.text, partition.text, order.text, table.text
        );
        columns.push(Column { name, kind: Kind::Text, secrets: of.secrets });
        Query { text, columns, rows: table.rows }
    }

    fn set_operation(&mut self, depth: usize) -> Query {
        let word = *self.bytes.pick(&["UNION ALL", "UNION", "INTERSECT", "EXCEPT"]);
        let (left, right) = (self.table(depth - 1), self.table(depth - 1));
        let mut taken = Vec::new();
        let (mut texts, mut columns, mut rows) = ((Vec::new(), Vec::new()), Vec::new(), left.rows);
        rows.extend(right.rows);
        for _ in 0..1 + self.bytes.below(3) {
            let kind = if self.bytes.below(2) == 0 { Kind::Text } else { Kind::Number };
            let (a, b) = (self.value(kind, &left.columns, 1), self.value(kind, &right.columns, 1));
            let (mut secrets, name) = (a.secrets, self.name(&mut taken));
            if word != "UNION ALL" {
                rows.extend(secrets.iter().chain(&b.secrets).cloned());
            }
            if word.starts_with("UNION") {
                secrets.extend(b.secrets);
            }
            texts.0.push(format!("{} AS `{name}`", a.text));
            texts.1.push(b.text);
            columns.push(Column { name, kind, secrets });
        }
        let text = format!(
            "SELECT {} FROM {} {word} SELECT {} FROM {}",
            texts.0.join(", "),
            left.text,
            texts.1.join(", "),
            right.text
        );
        Query { text, columns, rows }
    }

    /// A CTE whose name may be that of a relation.
    fn with(&mut self, depth: usize) -> Query {
        let inner = self.query(depth - 1);
        let name = self.bytes.pick(NAMES).to_string();
        let columns: Vec<Column> =
            inner.columns.iter().map(|c| Column { name: format!("c.`{}`", c.name), ..c.clone() }).collect();
        let (mut rows, mut filter) = (inner.rows, String::new());
        if self.bytes.below(2) == 1 {
            let condition = self.condition(&columns, 1);
            filter = format!(" WHERE {}", condition.text);
            rows.extend(condition.secrets);
        }
        let (items, columns) = self.items(&columns, 1);
        // In parentheses, because this may be a part of another query.
        let text = format!("WITH `{name}` AS ({}) SELECT {items} FROM `{name}` AS c{filter}", inner.text);
        Query { text, columns, rows }
    }

    fn column(&mut self, kind: Kind, columns: &[Column]) -> Option<Sql> {
        let fit: Vec<&Column> = columns.iter().filter(|column| column.kind == kind).collect();
        if fit.is_empty() {
            return None;
        }
        let column = *self.bytes.pick(&fit);
        Some(Sql { text: column.name.clone(), secrets: column.secrets.clone() })
    }

    fn literal(&mut self, kind: Kind) -> Sql {
        match kind {
            Kind::Text => Sql::new(format!("'{}'", self.bytes.pick(&["email", "a", "it"]))),
            Kind::Number => Sql::new(self.bytes.pick(&["1", "7", "42"]).to_string()),
        }
    }

    /// A form with places `{t}`, `{n}`, `{c}` for texts, numbers and conditions; `{!n}` is one that is taken away again.
    fn form(&mut self, form: &str, columns: &[Column], depth: usize) -> Sql {
        let mut parts = form.split('{');
        let mut sql = Sql::new(parts.next().unwrap());
        for part in parts {
            let (place, rest) = part.split_once('}').unwrap();
            let inner = match place.trim_start_matches('!') {
                "t" => self.value(Kind::Text, columns, depth - 1),
                "n" => self.value(Kind::Number, columns, depth - 1),
                _ => self.condition(columns, depth - 1),
            };
            sql.text = format!("{}{}{rest}", sql.text, inner.text);
            if !place.starts_with('!') {
                sql.secrets.extend(inner.secrets);
            }
        }
        sql
    }

    fn value(&mut self, kind: Kind, columns: &[Column], depth: usize) -> Sql {
        let simple = depth == 0 || self.bytes.below(2) == 0;
        if simple {
            let column = if self.bytes.below(8) == 7 { None } else { self.column(kind, columns) };
            return column.unwrap_or_else(|| self.literal(kind));
        }
        let forms: &[&str] = match kind {
            Kind::Text => &[
                "UPPER({t})",
                "({t} || {t})",
                "CASE WHEN {c} THEN {t} ELSE {t} END",
                "CASE {n} WHEN 1 THEN 'one' WHEN {n} THEN {t} ELSE 'more' END",
                "COALESCE({t}, {t})",
                "NULLIF({t}, {t})",
                "IF({c}, {t}, {t})",
                "CAST({n} AS STRING)",
                "SUBSTRING({t}, 1, 3)",
                "MD5({t})",
                "JSON_VALUE(JSON_OBJECT(KEY 'k' VALUE {t}, KEY 'n' VALUE {n}), '$.k')",
                "ARRAY[{t}, {t}][1]",
                "MAP['a', {t}, 'b', {t}]['a']",
                "REGEXP_EXTRACT({t}, '(x)', 1)",
                "LPAD({t}, 5, {t})",
                "TRIM(BOTH ' ' FROM {t})",
                "CAST({c} AS STRING)",
                "OVERLAY({t} PLACING {t} FROM 1 FOR 2)",
                "SPLIT_INDEX({t}, '@', 0)",
                "(CAST(ROW({t}, {!n}, {!t}) AS ROW<a STRING, b INT, c STRING>)).a",
                "(CAST(ROW({!t}, ROW({t}, {!n})) AS ROW<a STRING, b ROW<c STRING, d INT>>)).b.c",
            ],
            Kind::Number => &[
                "({n} + {n})",
                "CHAR_LENGTH({t})",
                "CASE WHEN {c} THEN {n} ELSE 0 END",
                "ABS({n})",
                "GREATEST({n}, {n})",
                "COALESCE({n}, 0)",
                "POSITION('a' IN {t})",
                "CARDINALITY(ARRAY[{n}, {n}])",
                "IF({c}, 1, 0)",
                "-({n})",
                "ASCII({t})",
                "CAST({t} AS INT)",
            ],
        };
        let form = *self.bytes.pick(forms);
        self.form(form, columns, depth)
    }

    fn condition(&mut self, columns: &[Column], depth: usize) -> Sql {
        let forms = [
            "{n} > {n}",
            "{t} = {t}",
            "{t} LIKE 'a%'",
            "{t} IS NOT NULL",
            "({n} BETWEEN 1 AND {n})",
            "{t} IN ('a', {t})",
            "{n} IS DISTINCT FROM {n}",
            "NOT ({n} = 1 OR {t} <> 'x')",
        ];
        let form = *self.bytes.pick(&forms);
        self.form(form, columns, depth.max(1))
    }
}
