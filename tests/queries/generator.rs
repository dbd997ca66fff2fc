//! Random queries over a small catalogue: projections, joins of every kind, windows, aggregates, OVER, Top-N, sets, common
//! table expressions, subqueries, and expressions with as few brackets as their writer thinks they need. Not all are
//! right: what weir makes of them is for those who ask.

use super::Random;

/// The catalogue as topics.
#[allow(dead_code, reason = "the gateway has tables")]
pub(crate) const TOPICS: &str = "\
topic events {
  id int
  n int?
  b bigint
  p decimal(10, 2)
  d double?
  s string?
  f boolean?
  day date
  at timestamp(3)
  tags array<string>
  r row<x int, `y z` string?>
  m map<string, int?>
  ts timestamp_ltz(3) @event_time
}
topic others {
  id int
  n int?
  s string
  `select` int?
  ts timestamp_ltz(3) @event_time
}
topic keyed {
  changelog = upsert
  id int @key
  s string?
  v int
  since timestamp_ltz(3) @event_time
}
";

/// The same as tables of Flink.
#[allow(dead_code, reason = "only the gateway reads it")]
pub(crate) const TABLES: &str = "\
CREATE TABLE events (
  id INT NOT NULL,
  n INT,
  b BIGINT NOT NULL,
  p DECIMAL(10, 2) NOT NULL,
  d DOUBLE,
  s STRING,
  f BOOLEAN,
  `day` DATE NOT NULL,
  `at` TIMESTAMP(3) NOT NULL,
  tags ARRAY<STRING NOT NULL> NOT NULL,
  r ROW<x INT NOT NULL, `y z` STRING> NOT NULL,
  m MAP<STRING NOT NULL, INT> NOT NULL,
  ts TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
);
CREATE TABLE others (
  id INT NOT NULL,
  n INT,
  s STRING NOT NULL,
  `select` INT,
  ts TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
);
CREATE TABLE keyed (
  id INT NOT NULL,
  s STRING,
  v INT NOT NULL,
  since TIMESTAMP_LTZ(3) NOT NULL,
  WATERMARK FOR since AS since - INTERVAL '5' SECOND,
  PRIMARY KEY (id) NOT ENFORCED
);
";

/// What an expression is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Text,
    Truth,
    Moment,
    Day,
}

/// Columns of a table of FROM, by kind, as they are written.
#[derive(Clone, Default)]
struct Table {
    numbers: Vec<String>,
    texts: Vec<String>,
    truths: Vec<String>,
    moments: Vec<String>,
    days: Vec<String>,
}

impl Table {
    fn of(alias: &str, name: &str) -> Table {
        let all = |names: &[&str]| {
            let dot = |name: &&str| if alias.is_empty() { (*name).to_string() } else { format!("{alias}.{name}") };
            names.iter().map(dot).collect()
        };
        match name {
            "events" => Table {
                numbers: all(&["id", "n", "b", "p", "d", "r.x", "m['k']"]),
                texts: all(&["s", "r.`y z`", "tags[1]"]),
                truths: all(&["f"]),
                moments: all(&["at"]),
                days: all(&["`day`"]),
            },
            "others" => Table { numbers: all(&["id", "n", "`select`"]), texts: all(&["s"]), ..Table::default() },
            _ => Table { numbers: all(&["id", "v"]), texts: all(&["s"]), ..Table::default() },
        }
    }

    fn and(mut self, other: Table) -> Table {
        self.numbers.extend(other.numbers);
        self.texts.extend(other.texts);
        self.truths.extend(other.truths);
        self.moments.extend(other.moments);
        self.days.extend(other.days);
        self
    }

    fn columns(&self, kind: Kind) -> &[String] {
        match kind {
            Kind::Number => &self.numbers,
            Kind::Text => &self.texts,
            Kind::Truth => &self.truths,
            Kind::Moment => &self.moments,
            Kind::Day => &self.days,
        }
    }
}

/// A query by chance.
pub(crate) fn query(random: &mut Random) -> String {
    let body = match random.below(14) {
        0 | 1 => projection(random),
        2 => joined(random),
        3 => interval_joined(random),
        4 => versioned(random),
        5 => windowed(random),
        6 | 7 => grouped(random),
        8 => over(random),
        9 => ranked(random),
        10 => set(random),
        11 => unnested(random),
        12 => subquery(random),
        _ => values(random),
    };
    match random.below(6) {
        0 => format!("WITH c AS (\n{body}\n)\nSELECT * FROM c"),
        1 => format!("SELECT t.* FROM (\n{body}\n) AS t"),
        2 if !body.starts_with("WITH") => format!("({body})"),
        _ => body,
    }
}

fn items(random: &mut Random, table: &Table) -> String {
    let kinds = [Kind::Number, Kind::Number, Kind::Text, Kind::Truth, Kind::Moment, Kind::Day];
    let count = 1 + random.below(3);
    let one = |n: usize, random: &mut Random| {
        let kind = *random.one_of(&kinds);
        format!("{} AS c{n}", expr(random, table, kind, 3))
    };
    (0..count).map(|n| one(n, random)).collect::<Vec<_>>().join(", ")
}

fn condition(random: &mut Random, table: &Table) -> String {
    if random.once_in(2) { format!("\nWHERE {}", expr(random, table, Kind::Truth, 3)) } else { String::new() }
}

fn projection(random: &mut Random) -> String {
    let name = *random.one_of(&["events", "others", "keyed"]);
    let alias = *random.one_of(&["", "e", "`Odd Name`"]);
    let table = Table::of(alias, name);
    let from = if alias.is_empty() { name.to_string() } else { format!("{name} AS {alias}") };
    if random.once_in(6) {
        let items = format!("*, {}", items(random, &table));
        return format!("SELECT {items} FROM {from}{}", condition(random, &table));
    }
    let distinct = if random.once_in(8) { "DISTINCT " } else { "" };
    format!("SELECT {distinct}{} FROM {from}{}", items(random, &table), condition(random, &table))
}

fn joined(random: &mut Random) -> String {
    let word = *random.one_of(&["JOIN", "LEFT JOIN", "RIGHT OUTER JOIN", "FULL JOIN", "INNER JOIN", "CROSS JOIN"]);
    let (left, right) = (*random.one_of(&["events", "keyed"]), *random.one_of(&["others", "keyed"]));
    let table = Table::of("a", left).and(Table::of("b", right));
    let on = match (word, random.below(5)) {
        ("CROSS JOIN", _) => String::new(),
        (_, 0) => " USING (id)".to_string(),
        (_, 1) => format!(" ON a.id = b.id AND {}", expr(random, &table, Kind::Truth, 2)),
        (_, 2) => format!(" ON {} AND a.id = b.id", expr(random, &table, Kind::Truth, 2)),
        _ => " ON a.id = b.id".to_string(),
    };
    // A common column of USING stands bare.
    let table = if on.contains("USING") {
        Table { numbers: vec!["id".to_string()], texts: vec!["a.s".to_string(), "b.s".to_string()], ..Table::default() }
    } else {
        table
    };
    let star = if random.once_in(6) && !on.contains("USING") { "a.*, b.*, " } else { "" };
    format!("SELECT {star}{} FROM {left} a {word} {right} b{on}{}", items(random, &table), condition(random, &table))
}

fn interval_joined(random: &mut Random) -> String {
    let table = Table::of("a", "events").and(Table::of("b", "others"));
    let bound = *random.one_of(&[
        "a.ts BETWEEN b.ts - INTERVAL '1' HOUR AND b.ts",
        "a.ts >= b.ts AND a.ts < b.ts + INTERVAL '2 03:04' DAY TO MINUTE",
        "b.ts > a.ts - INTERVAL '10.250' SECOND AND b.ts <= a.ts + INTERVAL '1-0' YEAR TO MONTH",
        "a.ts - INTERVAL '100' MINUTE(3) <= b.ts AND b.ts <= a.ts",
    ]);
    let word = *random.one_of(&["JOIN", "LEFT JOIN", "FULL OUTER JOIN"]);
    format!("SELECT {} FROM events a {word} others b ON a.id = b.id AND {bound}", items(random, &table))
}

fn versioned(random: &mut Random) -> String {
    let word = *random.one_of(&["JOIN", "LEFT JOIN"]);
    let table = Table::of("a", "events").and(Table::of("b", "keyed"));
    let on = *random.one_of(&["a.id = b.id", "b.id = a.n", "a.id + 1 = b.id", "b.id = a.r.x AND a.n > 3"]);
    let rest = condition(random, &table);
    format!(
        "SELECT {}, a.ts FROM events a {word} keyed FOR SYSTEM_TIME AS OF a.ts AS b ON {on}{rest}",
        items(random, &table)
    )
}

fn windowed(random: &mut Random) -> String {
    let window = *random.one_of(&[
        "TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '5' SECOND)",
        "TUMBLE(TABLE events, DESCRIPTOR(ts), INTERVAL '1' DAY, INTERVAL '-8' HOUR)",
        "HOP(TABLE events, DESCRIPTOR(ts), INTERVAL '1' MINUTE, INTERVAL '5' MINUTE)",
        "HOP(DATA => TABLE events, TIMECOL => DESCRIPTOR(ts), SLIDE => INTERVAL '30' SECOND, SIZE => INTERVAL '90' SECOND)",
        "CUMULATE(TABLE events, DESCRIPTOR(ts), INTERVAL '2' HOUR, INTERVAL '1' DAY)",
        "SESSION(TABLE events PARTITION BY id, DESCRIPTOR(ts), INTERVAL '100' MINUTE(3))",
        "TUMBLE(TABLE events, DESCRIPTOR(`ts`), INTERVAL '1500.5' SECOND(4, 1))",
    ]);
    let table = Table::of("", "events");
    let key = *random.one_of(&["id", "id, s", "id, n"]);
    let call = aggregate(random, &table);
    format!(
        "SELECT {key}, window_start, window_end, {call} AS a\nFROM TABLE({window})\nGROUP BY {key}, window_start, window_end"
    )
}

fn aggregate(random: &mut Random, table: &Table) -> String {
    let number = expr(random, table, Kind::Number, 2);
    let call = match random.below(9) {
        0 => "COUNT(*)".to_string(),
        1 => format!("COUNT(DISTINCT {number})"),
        2 => format!("SUM({number})"),
        3 => format!("AVG({number})"),
        4 => format!("MAX({})", expr(random, table, Kind::Text, 2)),
        5 => format!("MIN({number})"),
        6 => format!("COUNT({})", expr(random, table, Kind::Truth, 2)),
        7 => format!("STDDEV_POP({number})"),
        _ => format!("LISTAGG({})", expr(random, table, Kind::Text, 1)),
    };
    if random.once_in(5) { format!("{call} FILTER (WHERE {})", expr(random, table, Kind::Truth, 2)) } else { call }
}

fn grouped(random: &mut Random) -> String {
    let name = *random.one_of(&["events", "others", "keyed"]);
    let table = Table::of("", name);
    let key = match random.below(4) {
        0 => String::new(),
        1 => expr(random, &table, Kind::Text, 2),
        2 => expr(random, &table, Kind::Number, 1),
        _ => "id".to_string(),
    };
    let having = match random.below(3) {
        0 => format!("\nHAVING {} > {}", aggregate(random, &table), random.below(10)),
        _ => String::new(),
    };
    let call = aggregate(random, &table);
    let call = match random.below(3) {
        0 => format!("1 + {call}"),
        _ => call,
    };
    if key.is_empty() {
        return format!("SELECT {call} AS a FROM {name}{}{having}", condition(random, &table));
    }
    format!("SELECT {key} AS k, {call} AS a FROM {name}{}\nGROUP BY {key}{having}", condition(random, &table))
}

fn over(random: &mut Random) -> String {
    let table = Table::of("", "events");
    let call = match random.below(4) {
        0 => format!("SUM({})", expr(random, &table, Kind::Number, 1)),
        1 => "COUNT(*)".to_string(),
        2 => "LAG(n, 1)".to_string(),
        _ => format!("MAX({})", expr(random, &table, Kind::Number, 1)),
    };
    let frame = *random.one_of(&[
        "",
        " ROWS BETWEEN 5 PRECEDING AND CURRENT ROW",
        " RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW",
        " ROWS UNBOUNDED PRECEDING",
        " RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
    ]);
    let frame = if call.starts_with("LAG") { "" } else { frame };
    let by = *random.one_of(&["PARTITION BY id ", "PARTITION BY s, n ", ""]);
    let item = expr(random, &table, Kind::Number, 2);
    if random.once_in(4) {
        return format!("SELECT id, {item} AS c, {call} OVER w AS o FROM events WINDOW w AS ({by}ORDER BY ts{frame})");
    }
    format!("SELECT id, {item} AS c, {call} OVER ({by}ORDER BY ts{frame}) AS o FROM events")
}

fn ranked(random: &mut Random) -> String {
    let order = *random.one_of(&["ts", "ts DESC", "p DESC", "n ASC NULLS LAST", "b DESC, n"]);
    let limit = *random.one_of(&["rn = 1", "rn <= 3", "rn < 4", "3 >= rn", "rn BETWEEN 1 AND 2"]);
    let by = *random.one_of(&["id", "id, s", "s"]);
    let table = Table::of("", "events");
    let rest = if random.once_in(3) { format!(" AND {}", comparison(random, &table, 1)) } else { String::new() };
    format!(
        "SELECT id, n, p, s, ts FROM (\n  SELECT *, ROW_NUMBER() OVER (PARTITION BY {by} ORDER BY {order}) AS rn FROM events\n)\nWHERE {limit}{rest}"
    )
}

fn set(random: &mut Random) -> String {
    let word = *random.one_of(&["UNION ALL", "UNION", "INTERSECT", "EXCEPT", "UNION ALL", "INTERSECT ALL"]);
    let second = *random.one_of(&["UNION ALL", "EXCEPT", "INTERSECT"]);
    let (events, others) = (Table::of("", "events"), Table::of("", "others"));
    let one = |random: &mut Random, table: &Table, name: &str| {
        let rest = condition(random, table);
        format!("SELECT id, {} AS c FROM {name}{rest}", expr(random, table, Kind::Text, 2))
    };
    let (a, b) = (one(random, &events, "events"), one(random, &others, "others"));
    match random.below(4) {
        0 => format!("{a}\n{word}\n{b}\n{second}\n{}", one(random, &others, "others")),
        1 => format!("{a}\n{word}\n({b}\n{second}\n{})", one(random, &others, "others")),
        _ => format!("{a}\n{word}\n{b}"),
    }
}

fn unnested(random: &mut Random) -> String {
    let table = Table::of("e", "events");
    let from = *random.one_of(&[
        "CROSS JOIN UNNEST(e.tags) AS u (tag)",
        "CROSS JOIN UNNEST(e.m) AS u (tag, amount)",
        "CROSS JOIN UNNEST(e.tags) WITH ORDINALITY AS u (tag, place)",
        ", UNNEST(e.tags) AS u (tag)",
    ]);
    format!("SELECT e.id, u.tag, {} FROM events e {from}{}", items(random, &table), condition(random, &table))
}

fn subquery(random: &mut Random) -> String {
    let table = Table::of("e", "events");
    let inner = Table::of("o", "others");
    let rest = expr(random, &inner, Kind::Truth, 1);
    let condition = match random.below(4) {
        0 => format!("e.id IN (SELECT o.id FROM others o WHERE {rest})"),
        1 => format!("EXISTS (SELECT 1 FROM others o WHERE o.id = e.id AND ({rest}))"),
        2 => format!("NOT EXISTS (SELECT 1 FROM others o WHERE o.id = e.id AND ({rest}))"),
        _ => format!("e.n > (SELECT MAX(o.n) FROM others o WHERE {rest})"),
    };
    format!("SELECT {} FROM events e WHERE {condition}", items(random, &table))
}

fn values(random: &mut Random) -> String {
    let none = Table::default();
    let row = |random: &mut Random| {
        format!("({}, {})", expr(random, &none, Kind::Number, 1), expr(random, &none, Kind::Text, 1))
    };
    let rows = format!("{}, {}", row(random), row(random));
    format!("SELECT v.a, v.b FROM (VALUES {rows}) AS v (a, b)")
}

fn expr(random: &mut Random, table: &Table, kind: Kind, depth: usize) -> String {
    let columns = table.columns(kind);
    if depth == 0 || random.once_in(3) {
        return if columns.is_empty() || random.once_in(4) {
            literal(random, kind)
        } else {
            random.one_of(columns).clone()
        };
    }
    let below = depth - 1;
    let text = match kind {
        Kind::Number => number(random, table, below),
        Kind::Text => words(random, table, below),
        Kind::Truth => truth(random, table, below),
        Kind::Moment => moment(random, table, below),
        Kind::Day => format!("CAST({} AS DATE)", expr(random, table, Kind::Moment, below)),
    };
    if random.once_in(3) { format!("({text})") } else { text }
}

fn literal(random: &mut Random, kind: Kind) -> String {
    let all: &[&str] = match kind {
        Kind::Number => &["1", "42", "-7", "2.50", "1e3", "0", "3000000000", ".5", "1E-2"],
        Kind::Text => {
            &["'x'", "'it''s'", "''", "'a % b'", "'größe'", "_UTF16'x'", "CAST(NULL AS STRING)", "' -- no comment'"]
        }
        Kind::Truth => &["TRUE", "FALSE", "true", "CAST(NULL AS BOOLEAN)"],
        Kind::Moment => &["TIMESTAMP '2026-01-02 03:04:05.678'", "TIMESTAMP '2026-01-02 03:04:05'"],
        Kind::Day => &["DATE '2026-01-02'"],
    };
    (*random.one_of(all)).to_string()
}

fn number(random: &mut Random, table: &Table, below: usize) -> String {
    let (a, b) = (expr(random, table, Kind::Number, below), expr(random, table, Kind::Number, below));
    match random.below(20) {
        0..=2 => format!("{a} + {b}"),
        3 | 4 => format!("{a} - {b}"),
        5 | 6 => format!("{a} * {b}"),
        7 => format!("{a} / {b}"),
        8 => format!("- {a}"),
        9 => format!("-{}", random.one_of(&["3", "(1 + 2)", "(- 2)", "ABS(-1)"])),
        10 => format!("+{a}"),
        11 => format!("ABS({a})"),
        12 => format!("COALESCE({a}, {b})"),
        13 => format!("CASE WHEN {} THEN {a} ELSE {b} END", expr(random, table, Kind::Truth, below)),
        14 => format!("CAST({a} AS {})", random.one_of(&["BIGINT", "DECIMAL(12, 3)", "DOUBLE", "INT", "FLOAT"])),
        15 => format!("CHAR_LENGTH({})", expr(random, table, Kind::Text, below)),
        16 => format!(
            "EXTRACT({} FROM {})",
            random.one_of(&["YEAR", "DAY", "HOUR"]),
            expr(random, table, Kind::Moment, below)
        ),
        17 => format!("MOD({}, 7)", expr(random, table, Kind::Number, 0)),
        18 => format!("CASE {a} WHEN {b} THEN 1 WHEN 3 THEN {a} END"),
        _ => format!("POSITION('a' IN {})", expr(random, table, Kind::Text, below)),
    }
}

fn words(random: &mut Random, table: &Table, below: usize) -> String {
    let a = expr(random, table, Kind::Text, below);
    match random.below(12) {
        0 | 1 => format!("{a} || {}", expr(random, table, Kind::Text, below)),
        2 => format!("UPPER({a})"),
        3 => format!("SUBSTRING({a} FROM 2 FOR 3)"),
        4 => format!("TRIM({} FROM {a})", random.one_of(&["BOTH", "LEADING 'x'", "TRAILING ' '"])),
        5 => format!("CAST({} AS STRING)", expr(random, table, Kind::Number, below)),
        6 => format!("COALESCE({a}, 'none')"),
        7 => format!("CASE WHEN {} THEN {a} END", expr(random, table, Kind::Truth, below)),
        8 => format!("REPLACE({a}, 'a', 'b')"),
        9 => format!("OVERLAY({a} PLACING 'zz' FROM 2)"),
        10 => format!("TRY_CAST({a} AS VARCHAR(20))"),
        _ => format!("IF({}, {a}, 'other')", expr(random, table, Kind::Truth, below)),
    }
}

fn comparison(random: &mut Random, table: &Table, below: usize) -> String {
    let (a, b) = (expr(random, table, Kind::Number, below), expr(random, table, Kind::Number, below));
    let word = random.one_of(&["=", "<>", "<", "<=", ">", ">="]);
    format!("{a} {word} {b}")
}

fn truth(random: &mut Random, table: &Table, below: usize) -> String {
    let one = |random: &mut Random| expr(random, table, Kind::Truth, below);
    match random.below(18) {
        0..=2 => comparison(random, table, below),
        3 | 4 => format!("{} AND {}", one(random), one(random)),
        5 | 6 => format!("{} OR {}", one(random), one(random)),
        7 => format!("NOT {}", one(random)),
        8 => format!("{} IS NOT NULL", expr(random, table, Kind::Number, below)),
        9 => format!("{} IS {}", one(random), random.one_of(&["TRUE", "NOT FALSE", "UNKNOWN", "NOT NULL"])),
        10 => {
            let not = random.one_of(&["", "NOT "]);
            let (a, b) = (expr(random, table, Kind::Number, below), expr(random, table, Kind::Number, below));
            format!("{} {not}BETWEEN {a} AND {b}", expr(random, table, Kind::Number, below))
        }
        11 => format!(
            "{} {}IN (1, 2, {})",
            expr(random, table, Kind::Number, below),
            random.one_of(&["", "NOT "]),
            random.below(9)
        ),
        12 => format!("{} {}LIKE '%a_'", expr(random, table, Kind::Text, below), random.one_of(&["", "NOT "])),
        13 => format!("{} LIKE '10#%' ESCAPE '#'", expr(random, table, Kind::Text, below)),
        14 => {
            let b = expr(random, table, Kind::Text, below);
            format!("{} IS {}DISTINCT FROM {b}", expr(random, table, Kind::Text, below), random.one_of(&["", "NOT "]))
        }
        15 => format!("{} = {}", expr(random, table, Kind::Text, below), expr(random, table, Kind::Text, below)),
        16 => format!("{} < {}", expr(random, table, Kind::Moment, below), expr(random, table, Kind::Moment, below)),
        _ => format!("{} SIMILAR TO 'a|b'", expr(random, table, Kind::Text, below)),
    }
}

fn moment(random: &mut Random, table: &Table, below: usize) -> String {
    let at = expr(random, table, Kind::Moment, below);
    match random.below(6) {
        0 => format!("{at} + INTERVAL '1' DAY"),
        1 => format!("{at} - INTERVAL '1 02:03:04.5' DAY TO SECOND"),
        2 => format!("FLOOR({at} TO HOUR)"),
        3 => format!("TIMESTAMPADD(MINUTE, {}, {at})", random.below(90)),
        4 => format!("{at} + INTERVAL -'3' MONTH"),
        _ => format!("CAST({at} AS TIMESTAMP(3))"),
    }
}
