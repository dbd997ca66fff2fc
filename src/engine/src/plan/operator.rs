use super::Building;
use crate::{
    operators::{self, Operator},
    plan::refused,
    types,
};
use weir_ir::{
    plan::{Node, Op},
    sql::{Expr, ExprKind, SetOpKind, WindowKind},
};

/// The operator of a node; the error says what the engine does not run, in the words of SQL.
pub(super) fn operator(building: &mut Building<'_>, node: &Node) -> Result<Box<dyn Operator>, String> {
    match &node.op {
        Op::Scan { .. } => Err("a table here".to_string()),
        Op::Values { rows } => Ok(values(building, rows, node)),
        Op::Filter { predicate } => Ok(Box::new(operators::Filter::new(building.program(predicate)))),
        Op::Project { expressions } => {
            let programs = expressions.iter().map(|expr| building.program(expr)).collect();
            Ok(Box::new(operators::Project::new(programs)))
        }
        Op::SetOp { kind: SetOpKind::Union, all: true } => Ok(union(building, node)),
        Op::SetOp { kind, all } => Err(set_operation(*kind, *all).to_string()),
        Op::Join { kind, equi, residual, own_key } => {
            let condition = (equi.as_slice(), residual.as_ref());
            Ok(Box::new(operators::Join::build(building, *kind, condition, *own_key, node)?))
        }
        Op::TemporalJoin { kind, time, equi, residual } => {
            let condition = (equi.as_slice(), residual.as_ref());
            Ok(Box::new(operators::TemporalJoin::build(building, (*kind, *time), condition, node)?))
        }
        Op::IntervalJoin { .. } => Err(refused::INTERVAL_JOIN.to_string()),
        Op::WindowJoin { .. } => Err(refused::WINDOW_JOIN.to_string()),
        Op::WindowTvf { window: WindowKind::Session { gap_ms }, time, partition, .. } => {
            Ok(Box::new(operators::SessionTvf::build(node, *gap_ms, (*time, partition))?))
        }
        Op::WindowTvf { window, offset_ms, time, .. } => {
            Ok(Box::new(operators::WindowTvf::build(node, *window, *offset_ms, *time)?))
        }
        Op::WindowAggregate { keys, end, aggregates, .. } => {
            Ok(Box::new(operators::WindowAggregate::build(building, (keys, *end), aggregates, node)?))
        }
        Op::GroupAggregate { keys, aggregates } => {
            Ok(Box::new(operators::GroupAggregate::build(building, keys, aggregates, node)?))
        }
        Op::Rank { .. } => Err(refused::TOP_N.to_string()),
        Op::Deduplicate { windowed: true, .. } => Err(refused::WINDOW_DEDUPLICATION.to_string()),
        Op::Deduplicate { partition, time, keep_last, numbered, .. } => {
            let (key, shape) = ((partition.as_slice(), *time), (*keep_last, *numbered));
            Ok(Box::new(operators::Deduplicate::build(building, key, shape, node)?))
        }
        Op::Over { .. } => Err(refused::OVER.to_string()),
        Op::Sort { .. } => Err(refused::SORT.to_string()),
        Op::Limit { .. } => Err(refused::LIMIT.to_string()),
        Op::Unnest { .. } => Err(refused::UNNEST.to_string()),
        Op::Match { .. } => Err(refused::MATCH.to_string()),
        Op::Expand { .. } => Err(refused::GROUPING_SETS.to_string()),
    }
}

fn values(building: &mut Building<'_>, rows: &[Vec<Expr>], node: &Node) -> Box<dyn Operator> {
    let mut programs = Vec::new();
    for row in rows {
        let cells = row.iter().zip(&node.columns);
        programs.push(cells.map(|(cell, column)| building.compiler.program_as(cell, &column.ty)).collect());
    }
    let types = node.columns.iter().map(|column| types::data_type(&column.ty.data)).collect();
    Box::new(operators::Values::new(programs, types))
}

/// Each input's columns in the types of the result.
fn union(building: &mut Building<'_>, node: &Node) -> Box<dyn Operator> {
    let mut casts = Vec::new();
    for input in &node.inputs {
        let columns = input.columns.iter().zip(&node.columns).enumerate();
        casts.push(
            columns
                .map(|(position, (from, to))| {
                    let span = input.span;
                    let column = Expr { kind: ExprKind::Input(position), ty: from.ty.clone(), time: None, span };
                    building.compiler.program_as(&column, &to.ty)
                })
                .collect(),
        );
    }
    Box::new(operators::Union::new(casts))
}

fn set_operation(kind: SetOpKind, all: bool) -> &'static str {
    match (kind, all) {
        // It runs, and so is not asked for here.
        (SetOpKind::Union, true) => "UNION ALL",
        (SetOpKind::Union, false) => refused::UNION,
        (SetOpKind::Intersect, true | false) => refused::INTERSECT,
        (SetOpKind::Except, true | false) => refused::EXCEPT,
    }
}
