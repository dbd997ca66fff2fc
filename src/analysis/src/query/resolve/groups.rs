//! GROUP BY: keys, and the sets of them that GROUPING SETS, ROLLUP and CUBE stand for.

use super::{Place, Resolver, query::is_group_window};
use crate::query::{diagnostics as say, refused, same::same, scope::Scope};
use std::collections::BTreeSet;
use weir_diagnostics::Span;
use weir_ir::{
    DataType, Type,
    sql::{self, Call, CallForm, Expr, ExprKind, GroupItem, Grouping},
};
use weir_syntax::sql::ast;

/// More sets than anybody reads; each is a copy of every row.
const MOST_SETS: usize = 256;

/// The GROUP BY of a SELECT.
#[derive(Default)]
pub(super) struct Group {
    /// Distinct where there are sets.
    pub(super) keys: Vec<Expr>,
    pub(super) grouping: Option<Grouping>,
    /// Whether a group has always a row: there is more than `()`.
    pub(super) filled: bool,
}

impl Group {
    /// Whether an expression is a key that some set leaves out: it is null there (Flink's validator, like Calcite's).
    pub(super) fn nulls(&self, expr: &Expr) -> bool {
        let Some(grouping) = &self.grouping else { return false };
        let left_out = |n: usize| grouping.sets.iter().any(|set| !set.contains(&n));
        self.keys.iter().enumerate().any(|(n, key)| left_out(n) && same(key, expr))
    }
}

impl Resolver<'_> {
    pub(super) fn group_by(&mut self, group: Option<&ast::GroupBy>, scope: &Scope, aliases: &[sql::Name]) -> Group {
        let Some(group) = group else { return Group::default() };
        let place = Place { aliases, ..Place::plain(scope, "GROUP BY") };
        let mut keys = Vec::new();
        let plain = group.items.iter().all(|item| matches!(item.kind, ast::GroupItemKind::Expr(_)));
        if plain {
            for item in &group.items {
                if let ast::GroupItemKind::Expr(expr) = &item.kind {
                    keys.extend(parts(expr).into_iter().map(|part| self.key(part, place)));
                }
            }
            return Group { keys, grouping: None, filled: true };
        }
        let items: Vec<GroupItem> = group.items.iter().map(|item| self.group_item(item, &mut keys, place)).collect();
        let filled = group.items.iter().any(|item| !matches!(item.kind, ast::GroupItemKind::Empty));
        let grouping = self.sets(items, group.distinct, (keys.len(), group.span));
        Group { keys, grouping, filled }
    }

    fn group_item(&mut self, item: &ast::GroupItem, keys: &mut Vec<Expr>, place: Place<'_>) -> GroupItem {
        match &item.kind {
            ast::GroupItemKind::Expr(expr) => GroupItem::Keys(self.together(expr, keys, place)),
            ast::GroupItemKind::Empty => GroupItem::Keys(Vec::new()),
            ast::GroupItemKind::Rollup(list) => {
                GroupItem::Rollup(list.iter().map(|expr| self.together(expr, keys, place)).collect())
            }
            ast::GroupItemKind::Cube(list) => {
                GroupItem::Cube(list.iter().map(|expr| self.together(expr, keys, place)).collect())
            }
            ast::GroupItemKind::GroupingSets(items) => {
                GroupItem::Sets(items.iter().map(|item| self.group_item(item, keys, place)).collect())
            }
        }
    }

    /// The positions of the keys of `a` or `(a, b)`; a key that is there already keeps its place.
    fn together(&mut self, expr: &ast::Expr, keys: &mut Vec<Expr>, place: Place<'_>) -> Vec<usize> {
        let mut positions = Vec::new();
        for part in parts(expr) {
            let key = self.key(part, place);
            if is_group_window(part) {
                self.report(say::grouping_window(part.span));
            }
            let known = keys.iter().position(|known| same(known, &key));
            positions.push(known.unwrap_or(keys.len()));
            if known.is_none() {
                keys.push(key);
            }
        }
        positions
    }

    fn key(&mut self, expr: &ast::Expr, place: Place<'_>) -> Expr {
        if matches!(expr.kind, ast::ExprKind::Literal(ast::Literal::Number(_))) {
            return self.poison(say::group_by_number(expr.span), expr.span);
        }
        if is_group_window(expr) {
            return self.poison(say::refused(&refused::GROUP_WINDOW, expr.span), expr.span);
        }
        self.expr(expr, place)
    }

    /// Every set, those that stand twice too unless DISTINCT is said.
    fn sets(&mut self, items: Vec<GroupItem>, distinct: bool, (keys, span): (usize, Span)) -> Option<Grouping> {
        let count = items.iter().map(count).fold(1usize, usize::saturating_mul);
        if count > MOST_SETS {
            self.report(say::too_many_sets(span, count, MOST_SETS));
            return None;
        }
        let mut sets: Vec<BTreeSet<usize>> = vec![BTreeSet::new()];
        for item in &items {
            let more = sets_of(item);
            sets = sets.iter().flat_map(|set| more.iter().map(move |other| set | other)).collect();
        }
        if distinct {
            let mut seen = BTreeSet::new();
            sets.retain(|set| seen.insert(set.clone()));
        }
        if !repeats_fit(&sets, keys) {
            self.report(say::set_twice(span));
        }
        Some(Grouping { distinct, items, sets })
    }

    /// `GROUPING(a, b)`, `GROUPING_ID(a)`, `GROUP_ID()`: which keys the set of a row leaves out, as bits, and
    /// which copy of the set it is (Flink 2.2).
    pub(super) fn grouping_function(&mut self, name: &str, call: &ast::Call, place: Place<'_>) -> Expr {
        let span = call.span;
        let Some(group) = place.group else {
            return self.poison(say::grouping_misplaced(name, span, place.clause), span);
        };
        let Some(args) = self.args(call, Place { group: None, ..place }) else { return super::poison(span) };
        if args.is_empty() != (name == "GROUP_ID") {
            let form = if name == "GROUP_ID" { "GROUP_ID()".to_string() } else { format!("{name}(key)") };
            return self
                .poison(say::wrong_arguments(name, span, &[format!("{} arguments", args.len())], &[form]), span);
        }
        if args.iter().chain(&group.keys).any(|arg| arg.ty.is_poison()) {
            return super::poison(span);
        }
        if let Some(arg) = args.iter().find(|arg| !group.keys.iter().any(|key| same(key, arg))) {
            return self.poison(say::grouping_no_key(name, arg.span), span);
        }
        let call = Call { name: name.to_string(), args, form: CallForm::Plain };
        Expr { kind: ExprKind::Call(call), ty: Type::not_null(DataType::BigInt), time: None, span }
    }
}

/// `(a, b)` and `ROW(a, b)` are keys side by side.
fn parts(expr: &ast::Expr) -> Vec<&ast::Expr> {
    if let ast::ExprKind::Row { items, .. } = &expr.kind {
        return items.iter().collect();
    }
    if let ast::ExprKind::Paren(inner) = &expr.kind { parts(inner) } else { vec![expr] }
}

fn count(item: &GroupItem) -> usize {
    match item {
        GroupItem::Keys(_) => 1,
        GroupItem::Rollup(parts) => parts.len() + 1,
        GroupItem::Cube(parts) => {
            u32::try_from(parts.len()).ok().and_then(|n| 1usize.checked_shl(n)).unwrap_or(usize::MAX)
        }
        GroupItem::Sets(items) => items.iter().map(count).fold(0, usize::saturating_add),
    }
}

fn sets_of(item: &GroupItem) -> Vec<BTreeSet<usize>> {
    let union = |parts: &[Vec<usize>]| parts.iter().flatten().copied().collect::<BTreeSet<usize>>();
    match item {
        GroupItem::Keys(keys) => vec![keys.iter().copied().collect()],
        GroupItem::Rollup(parts) => {
            (0..=parts.len()).rev().map(|n| union(parts.get(..n).unwrap_or_default())).collect()
        }
        GroupItem::Cube(parts) => {
            let mut all = vec![BTreeSet::new()];
            for part in parts.iter().rev() {
                let with: Vec<BTreeSet<usize>> =
                    all.iter().map(|set| set.iter().chain(part).copied().collect()).collect();
                all = with.into_iter().chain(all).collect();
            }
            all
        }
        GroupItem::Sets(items) => items.iter().flat_map(sets_of).collect(),
    }
}

/// Flink plans the second copies of sets as an aggregate of their own, the third as another, and runs one of a single
/// set only where that has all keys (Flink 2.2: "GROUPING SETS are currently not supported").
fn repeats_fit(sets: &[BTreeSet<usize>], keys: usize) -> bool {
    let copies = |set: &BTreeSet<usize>| sets.iter().filter(|other| *other == set).count();
    let distinct: BTreeSet<&BTreeSet<usize>> = sets.iter().collect();
    let most = distinct.iter().map(|set| copies(set)).max().unwrap_or(0);
    (2..=most).all(|level| {
        let at: Vec<&&BTreeSet<usize>> = distinct.iter().filter(|set| copies(set) >= level).collect();
        match at.as_slice() {
            [one] => one.len() == keys,
            _ => true,
        }
    })
}
