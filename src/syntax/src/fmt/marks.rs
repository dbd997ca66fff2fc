//! Where the elements of a file begin, from its tree.

use super::align::Kind;
use crate::ast::{
    Cell, CellKind, Field, File, Item, ItemKind, Rows, Setting, Table, Test, TestStepKind, Value, ValueKind,
};
use std::collections::{BTreeMap, BTreeSet};

#[derive(Default)]
pub(super) struct Marks {
    starts: BTreeMap<u32, Kind>,
    /// Elements that are indented deeper than their neighbours: settings of a step.
    inner: BTreeSet<u32>,
    /// Where the second and third column of a field begin.
    columns: BTreeSet<u32>,
    /// Where the names of settings end.
    keys: BTreeSet<u32>,
    /// Rows of tests, laid out.
    rows: BTreeMap<u32, String>,
}

impl Marks {
    pub(super) fn of(file: &File, text: &str) -> Self {
        let mut collector = Collector { text, marks: Marks::default() };
        for item in &file.items {
            collector.item(item);
        }
        collector.marks
    }

    /// Whether an element, or its documentation, begins at `at`.
    pub(super) fn starts(&self, at: u32) -> bool {
        self.starts.contains_key(&at)
    }

    pub(super) fn kind(&self, at: u32) -> Kind {
        self.starts.get(&at).copied().unwrap_or(Kind::Other)
    }

    pub(super) fn is_inner(&self, at: u32) -> bool {
        self.inner.contains(&at)
    }

    pub(super) fn starts_column(&self, at: u32) -> bool {
        self.columns.contains(&at)
    }

    pub(super) fn ends_key(&self, at: u32) -> bool {
        self.keys.contains(&at)
    }

    pub(super) fn row(&self, at: u32) -> Option<&str> {
        self.rows.get(&at).map(String::as_str)
    }
}

struct Collector<'t> {
    text: &'t str,
    marks: Marks,
}

impl Collector<'_> {
    fn start(&mut self, at: u32, kind: Kind) {
        self.marks.starts.insert(at, kind);
    }

    fn item(&mut self, item: &Item) {
        if let Some(doc) = &item.doc {
            self.start(doc.span.start, Kind::Aside);
        }
        self.start(item.span.start, Kind::Other);
        match &item.kind {
            ItemKind::Pipeline(pipeline) => self.settings(&pipeline.settings),
            ItemKind::Param(param) => self.value(&param.value),
            ItemKind::Naming(settings) => self.settings(settings),
            ItemKind::Source(source) => {
                self.settings(&source.settings);
                source.tables.iter().for_each(|table| self.table(table));
            }
            ItemKind::Topic(topic) => {
                self.settings(&topic.settings);
                topic.fields.iter().for_each(|field| self.field(field));
            }
            ItemKind::Kek(kek) => self.settings(&kek.settings),
            ItemKind::Rule(rule) => self.settings(&rule.settings),
            ItemKind::Transform(transform) => self.settings(&transform.settings),
            ItemKind::Sink(block) | ItemKind::Service(block) => self.settings(&block.settings),
            ItemKind::Expose(expose) => self.settings(&expose.settings),
            ItemKind::Classification(class) => self.settings(&class.settings),
            ItemKind::Policy(lines) => lines.iter().for_each(|line| self.start(line.span.start, Kind::Other)),
            ItemKind::Environment(environment) => {
                self.settings(&environment.settings);
                self.sets(&environment.sets);
                for bind in &environment.binds {
                    self.start(bind.span.start, Kind::Bind);
                    self.settings(&bind.settings);
                }
            }
            ItemKind::Test(test) => self.test(test),
            ItemKind::Use(inside) => self.settings(&inside.settings),
            ItemKind::Include(_) | ItemKind::Mask(_) | ItemKind::Encrypt(_) | ItemKind::Allow(_) => {}
        }
    }

    fn settings(&mut self, settings: &[Setting]) {
        for setting in settings {
            self.start(setting.span.start, Kind::Setting);
            self.marks.keys.insert(setting.name.span.end);
            self.value(&setting.value);
        }
    }

    /// `set name = value`: the line begins with the word before the setting.
    fn sets(&mut self, sets: &[Setting]) {
        for set in sets {
            let before = self.text.get(..set.span.start as usize).unwrap_or("");
            if let Some(word) = before.rfind("set").and_then(|at| u32::try_from(at).ok()) {
                self.start(word, Kind::Setting);
            }
            self.marks.keys.insert(set.name.span.end);
            self.value(&set.value);
        }
    }

    fn value(&mut self, value: &Value) {
        match &value.kind {
            ValueKind::Map(settings) => self.settings(settings),
            ValueKind::List(values) => values.iter().for_each(|value| self.value(value)),
            ValueKind::Call(call) => call.arguments.iter().for_each(|argument| self.value(&argument.value)),
            ValueKind::String(_)
            | ValueKind::SqlString(_)
            | ValueKind::Number(_)
            | ValueKind::Boolean(_)
            | ValueKind::Duration(_)
            | ValueKind::Size(_)
            | ValueKind::Rate { .. }
            | ValueKind::Percent { .. }
            | ValueKind::Date(_)
            | ValueKind::Path(_)
            | ValueKind::Alias { .. } => {}
        }
    }

    fn table(&mut self, table: &Table) {
        if let Some(doc) = &table.doc {
            self.start(doc.span.start, Kind::Aside);
        }
        self.start(table.span.start, Kind::Other);
        self.settings(&table.settings);
        table.fields.iter().for_each(|field| self.field(field));
    }

    fn field(&mut self, field: &Field) {
        if let Some(doc) = &field.doc {
            self.start(doc.span.start, Kind::Aside);
        }
        self.start(field.span.start, Kind::Field);
        self.marks.columns.insert(field.ty.span.start);
        self.marks.columns.extend(field.attributes.first().map(|attribute| attribute.span.start));
    }

    fn test(&mut self, test: &Test) {
        for step in &test.steps {
            self.start(step.span.start, Kind::Other);
            match &step.kind {
                TestStepKind::Given { settings, rows, .. } => {
                    self.settings(settings);
                    self.marks.inner.extend(settings.iter().map(|setting| setting.span.start));
                    self.rows(rows);
                }
                TestStepKind::Expect { rows, .. } | TestStepKind::ExpectContains { rows, .. } => self.rows(rows),
                TestStepKind::ExpectEmpty { .. } | TestStepKind::ExpectError { .. } => {}
            }
        }
    }

    fn rows(&mut self, rows: &Rows) {
        let header =
            rows.header.iter().map(|name| (name.span.start, self.slice(name.span.start, name.span.end))).collect();
        let mut lines: Vec<Vec<(u32, String)>> = vec![header];
        for row in &rows.rows {
            lines.push(row.iter().map(|cell| (cell.span.start, self.cell(cell))).collect());
        }
        let mut widths: Vec<usize> = Vec::new();
        for line in &lines {
            for (column, (_, cell)) in line.iter().enumerate() {
                let width = cell.chars().count();
                match widths.get_mut(column) {
                    Some(widest) => *widest = width.max(*widest),
                    None => widths.push(width),
                }
            }
        }
        for line in lines {
            let Some((first, _)) = line.first() else { continue };
            let before = self.text.get(..*first as usize).unwrap_or("");
            let Some(bar) = before.rfind('|').and_then(|at| u32::try_from(at).ok()) else { continue };
            let mut text = String::from("|");
            for ((_, cell), width) in line.iter().zip(&widths) {
                let missing = width.saturating_sub(cell.chars().count());
                text.push_str(&format!(" {cell}{} |", " ".repeat(missing)));
            }
            self.marks.rows.insert(bar, text);
        }
    }

    fn slice(&self, start: u32, end: u32) -> String {
        self.text.get(start as usize..end as usize).unwrap_or("").to_string()
    }

    fn cell(&self, cell: &Cell) -> String {
        let all = |cells: &[Cell]| cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>().join(", ");
        match &cell.kind {
            CellKind::Array(cells) => format!("[{}]", all(cells)),
            CellKind::Row(cells) => format!("({})", all(cells)),
            CellKind::Map(entries) => {
                let entry = |(key, value): &(Cell, Cell)| format!("{}: {}", self.cell(key), self.cell(value));
                format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(", "))
            }
            CellKind::Null | CellKind::Boolean(_) | CellKind::Number(_) | CellKind::Text(_) | CellKind::Bytes(_) => {
                self.slice(cell.span.start, cell.span.end)
            }
        }
    }
}
