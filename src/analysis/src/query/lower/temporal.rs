//! Temporal joins: each row on the left with the version of the right that was valid at its time.

use super::{Lowering, Rel, all_of, join::Sides, join::keys};
use crate::query::{lineage, streaming as say};
use std::collections::BTreeSet;
use weir_diagnostics::Span;
use weir_ir::{
    Edge, EdgeKind, Flow, RelationKind, StateClass,
    plan::{JoinType, Op},
    sql::{Expr, ExprKind, TimeKind},
};

impl Lowering<'_> {
    pub(super) fn temporal_join(&mut self, sides: Sides, time: &Expr, mut frame: Rel) -> Option<Rel> {
        let width = sides.left.width();
        let position = if let ExprKind::Input(n) = time.kind { Some(n).filter(|n| *n < width) } else { None };
        let attribute = position.and_then(|n| frame.node.columns.get(n)).and_then(|column| column.time);
        match position {
            Some(n) if frame.joined_time.contains(&n) => self.diagnostics.push(say::time_through_join(time.span)),
            Some(_) if attribute == Some(TimeKind::Event) => {}
            Some(_) if attribute == Some(TimeKind::Processing) => {
                self.diagnostics.push(say::lookup_join(time.span));
                return None;
            }
            Some(_) | None => {
                let help = "use the time attribute of the left table: `$rowtime`, or its `@event_time` column";
                let message = "a temporal join needs the time of the left side";
                self.diagnostics.push(say::temporal_join(time.span, message, "not a time attribute of it", help));
                return None;
            }
        }
        if matches!(sides.kind, JoinType::Right | JoinType::Full) {
            let message = "Flink runs temporal joins as inner and left ones only";
            let help = "swap the sides, or use LEFT JOIN";
            self.diagnostics.push(say::temporal_join(sides.span, message, "RIGHT or FULL", help));
            return None;
        }
        self.check_versions(&sides, time)?;
        if let weir_ir::StateTtl::All(Some(ttl)) = self.ttl {
            let name = sides.right.names.first().map_or("the table", String::as_str);
            self.diagnostics.push(say::ttl_versions(sides.span, name, *ttl));
        }
        self.check_captures(&sides.right, time.span)?;
        keys(&sides, &mut frame);
        // Both times decide which version a row meets.
        let versions = frame.node.columns.iter().skip(width).find(|column| column.time == Some(TimeKind::Event));
        let times = lineage::influence(time, &frame.node.columns, EdgeKind::Join).into_iter().chain(
            versions.into_iter().flat_map(|column| &column.lineage.edges).map(|edge| Edge {
                flow: edge.flow.max(Flow::Influence),
                kind: EdgeKind::Join,
                from: edge.from.clone(),
                span: time.span,
            }),
        );
        let times = times.collect();
        frame.add_row_edges(times);
        frame.table_sized = sides.left.table_sized;
        // Changes of the right are not passed on: the output changes as the left does.
        frame.updates_by.clone_from(&sides.left.updates_by);
        let right_times = width..frame.width();
        for n in right_times {
            if let Some(column) = frame.node.columns.get_mut(n) {
                column.time = None;
            }
        }
        frame.node.state = StateClass::Table;
        frame.node.op =
            Op::TemporalJoin { kind: sides.kind, time: position?, equi: sides.equi, residual: all_of(sides.rest) };
        frame.seal();
        Some(frame)
    }

    /// Flink takes the delete that a filter makes for one at the time of the row that it deletes, and finds no earlier
    /// version then; so what leaves deleted rows out must stand above the join, where a query's scan can't be.
    fn check_captures(&mut self, right: &Rel, span: Span) -> Option<()> {
        for node in right.node.nodes() {
            let Op::Scan { relation, versioned: false, .. } = &node.op else { continue };
            let relation = &self.project.relations[*relation];
            if let RelationKind::Captured { changelog_append: false, .. } = relation.kind {
                self.diagnostics.push(say::versions_of_a_capture(span, &relation.name, node.span));
                return None;
            }
        }
        Some(())
    }

    /// The right side has a key that is wholly joined on, and a time of the left's type.
    fn check_versions(&mut self, sides: &Sides, time: &Expr) -> Option<()> {
        let right = &sides.right;
        let name = right.names.first().map_or("the table", String::as_str);
        let place = right.node.span;
        let joined: BTreeSet<usize> = sides.equi.iter().map(|pair| pair.1).collect();
        if right.node.keys.is_empty() {
            let help = "join a captured table with a primary key, or a topic with `@key` and `changelog = upsert`";
            let message = format!("`{name}` has no versions");
            self.diagnostics.push(say::temporal_join(place, message, "it has no primary key", help));
            return None;
        }
        let Some(right_time) = right.node.columns.iter().find(|column| column.time == Some(TimeKind::Event)) else {
            let help = "give it a time: `@event_time` in a topic, `event_time = column` in a transform";
            let message = format!("`{name}` has no versions");
            self.diagnostics.push(say::temporal_join(place, message, "it has no time attribute", help));
            return None;
        };
        if !right.node.keys.iter().any(|key| key.is_subset(&joined)) {
            let key = right.node.keys.first().map_or_else(Vec::new, |key| key.iter().copied().collect());
            let names = key.iter().filter_map(|n| right.node.columns.get(*n)).map(|column| column.name.as_str());
            let names = names.collect::<Vec<_>>().join(", ");
            let help = format!("add the key of `{name}` to ON: {names}");
            let message = format!("a temporal join is on the key of `{name}`");
            self.diagnostics.push(say::temporal_join(sides.span, message, "a part of the key is missing", &help));
            return None;
        }
        if right_time.ty.data != time.ty.data {
            let help = format!(
                "declare the left time as {0}; or cast it to {0} in a transform of its own, and name the column there \
                 by `event_time`",
                right_time.ty.data
            );
            let message = format!("the times are of different types: {} and {}", time.ty.data, right_time.ty.data);
            self.diagnostics.push(say::temporal_join(time.span, message, "Flink compares equal types only", &help));
            return None;
        }
        Some(())
    }
}
