//! `test` items: relations, headers and cells against types.

mod cells;

use super::{Build, diagnostics as messages, index::Names, relations, resolve, settings::Position};
use cells::Target;
use weir_diagnostics::codes;
use weir_ir::{Cell, DataType, Expectation, RelationId, RelationKind, TestCase, TestRows, TestStep, Type};
use weir_platforms::kinds::GIVEN;
use weir_syntax::ast::{self, TestStepKind};

pub(super) use cells::is_date;

pub(super) fn build(build: &mut Build<'_>) {
    let index = build.index;
    for (item, test) in &index.tests {
        let steps = test.steps.iter().filter_map(|step| self::step(build, step)).collect();
        build.project.tests.push(TestCase { name: test.name.value.clone(), span: item.span, steps });
    }
}

fn step(build: &mut Build<'_>, step: &ast::TestStep) -> Option<TestStep> {
    match &step.kind {
        TestStepKind::Given { relation, settings, rows } => {
            let what = "given";
            let checked = build.check(&GIVEN, what, settings, Position::Item);
            let id = resolve::relation(build, relation)?;
            if !fed(build, relation, id) {
                return None;
            }
            let rows = self::rows(build, id, rows, Side::Given)?;
            Some(TestStep::Given { relation: id, watermark_ms: relations::ms(&checked, "watermark"), rows })
        }
        TestStepKind::Expect { relation, rows } => {
            let id = resolve::relation(build, relation)?;
            let rows = self::rows(build, id, rows, Side::Expect)?;
            Some(TestStep::Expect { relation: id, expectation: Expectation::Exact(rows) })
        }
        TestStepKind::ExpectContains { relation, rows } => {
            let id = resolve::relation(build, relation)?;
            let rows = self::rows(build, id, rows, Side::Expect)?;
            Some(TestStep::Expect { relation: id, expectation: Expectation::Contains(rows) })
        }
        TestStepKind::ExpectEmpty { relation } => {
            let id = resolve::relation(build, relation)?;
            Some(TestStep::Expect { relation: id, expectation: Expectation::Empty })
        }
        TestStepKind::ExpectError { code } => match codes::find(&code.value) {
            Some(found) => Some(TestStep::ExpectError { code: found.id.to_string(), span: code.span }),
            None => {
                build.diagnostics.push(messages::unknown_code(code));
                None
            }
        },
    }
}

/// Whether rows can be fed into a relation: what is derived is not.
fn fed(build: &mut Build<'_>, path: &ast::Path, relation: RelationId) -> bool {
    match build.project.relations[relation].kind {
        RelationKind::Captured { .. } | RelationKind::Topic { .. } | RelationKind::Product { .. } => true,
        RelationKind::DeadLetter { .. } | RelationKind::Transform(_) => {
            build.diagnostics.push(messages::derived_given(path));
            false
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Given,
    Expect,
}

/// None where the relation is poison: its columns are not known.
fn rows(build: &mut Build<'_>, relation: RelationId, rows: &ast::Rows, side: Side) -> Option<TestRows> {
    if poison(build, relation) {
        return None;
    }
    let header = header(build, relation, rows, side);
    let mut checked = Vec::new();
    for row in &rows.rows {
        if row.len() != rows.header.len() {
            let span =
                row.first().map_or(rows.span, |first| row.last().map_or(first.span, |last| first.span.to(last.span)));
            build.diagnostics.push(messages::row_length(span, row.len(), rows.header.len()));
            continue;
        }
        let cells: Option<Vec<Cell>> = (row.iter().zip(&header).map(|(cell, target)| match target {
            Some(target) => cells::check(build.diagnostics, cell, target),
            None => None,
        }))
        .collect();
        checked.extend(cells);
    }
    let columns = rows.header.iter().map(|name| name.value.clone()).collect();
    header.iter().all(Option::is_some).then_some(TestRows { columns, rows: checked, span: rows.span })
}

fn poison(build: &Build<'_>, relation: RelationId) -> bool {
    let relation = &build.project.relations[relation];
    relation.columns.is_empty() && matches!(relation.kind, RelationKind::Transform(_))
}

/// What each cell of a column must be; none after saying that there is no such column.
fn header(build: &mut Build<'_>, relation: RelationId, rows: &ast::Rows, side: Side) -> Vec<Option<Target>> {
    let mut seen = Names::default();
    let mut targets = Vec::new();
    for (position, name) in rows.header.iter().enumerate() {
        let fresh = seen.take(name, "column", build.diagnostics);
        targets.push(if fresh { target(build, relation, name, (position, side)) } else { None });
    }
    targets
}

fn target(build: &mut Build<'_>, id: RelationId, name: &ast::Name, at: (usize, Side)) -> Option<Target> {
    let relation = &build.project.relations[id];
    let captured = matches!(relation.kind, RelationKind::Captured { .. });
    let (position, side) = at;
    match name.value.as_str() {
        "$change" => {
            if captured && side == Side::Given && position == 0 {
                return Some(Target::change());
            }
            build.diagnostics.push(messages::bad_header(name, "is the first column of a `given` of a captured table"));
            None
        }
        "$rowtime" => {
            let stamped = relation.columns.iter().any(|column| column.attributes.event_time);
            if side == Side::Given && !stamped {
                return Some(Target::of(Type::not_null(DataType::TimestampLtz(3))));
            }
            let where_ = "is a column of a `given` whose relation has no `@event_time`";
            build.diagnostics.push(messages::bad_header(name, where_));
            None
        }
        _ => match relation.column(&name.value) {
            Some(column) => Some(Target { ty: column.ty.clone(), declared: column.declared.clone() }),
            None => {
                if !build.index.broken.contains(name.value.as_str()) {
                    let known: Vec<&str> = relation.columns.iter().map(|column| column.name.as_str()).collect();
                    let found = messages::unknown_column(name, &relation.name, relation.span, &known);
                    build.diagnostics.push(found);
                }
                None
            }
        },
    }
}
