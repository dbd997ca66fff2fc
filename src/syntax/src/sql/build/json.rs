use pest::iterators::Pair;

use super::{Builder, Built, Kids};
use crate::sql::ast::{
    Expr, ExprKind, JsonCall, JsonExistsOnError, JsonKind, JsonOnNull, JsonQueryBehavior, JsonValueBehavior,
    JsonWrapper, TypeName,
};
use crate::sql::grammar::Rule;

/// What a `… ON …` clause is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum On {
    Empty,
    Error,
}

impl Builder<'_> {
    pub(super) fn json(&mut self, pair: Pair<'_, Rule>) -> Built<Expr> {
        let span = self.span(&pair);
        let rule = pair.as_rule();
        let mut kids = Kids::of(pair);
        let name = self.any(&mut kids)?;
        let name = self.span(&name);
        let kind = match rule {
            Rule::json_exists => self.json_exists(kids)?,
            Rule::json_value => self.json_value(kids)?,
            Rule::json_query => self.json_query(kids)?,
            Rule::json_object => self.json_object(kids)?,
            Rule::json_object_agg => {
                let entry = self.need(&mut kids, Rule::json_entry)?;
                let (key, value) = self.json_entry(entry)?;
                JsonKind::ObjectAgg { key, value, on_null: on_null(&mut kids) }
            }
            Rule::json_array => {
                let items = match kids.take(Rule::exprs) {
                    Some(exprs) => self.exprs(exprs)?,
                    None => Vec::new(),
                };
                JsonKind::Array { items, on_null: on_null(&mut kids) }
            }
            Rule::json_array_agg => {
                let item = self.next_expr(&mut kids)?;
                let mut order_by = kids.take(Rule::order_by);
                let on_null = on_null(&mut kids);
                if let Some(group) = kids.take(Rule::within_group) {
                    order_by = group.into_inner().find(|pair| pair.as_rule() == Rule::order_by);
                }
                let order_by = order_by.map(|pair| self.order_by(pair)).transpose()?.unwrap_or_default();
                JsonKind::ArrayAgg { item, order_by, on_null }
            }
            _ => return self.refuse(span, "this cannot stand here"),
        };
        Ok(Expr { kind: ExprKind::Json(Box::new(JsonCall { kind, name, span })), span })
    }

    fn json_exists(&mut self, mut kids: Kids<'_>) -> Built<JsonKind> {
        let input = self.next_expr(&mut kids)?;
        let path = self.next_expr(&mut kids)?;
        let on_error = kids.next().and_then(|clause| clause.into_inner().next()).map(|word| match word.as_rule() {
            Rule::K_TRUE => JsonExistsOnError::True,
            Rule::K_FALSE => JsonExistsOnError::False,
            Rule::K_UNKNOWN => JsonExistsOnError::Unknown,
            _ => JsonExistsOnError::Error,
        });
        Ok(JsonKind::Exists { input, path, on_error })
    }

    fn json_value(&mut self, mut kids: Kids<'_>) -> Built<JsonKind> {
        let input = self.next_expr(&mut kids)?;
        let path = self.next_expr(&mut kids)?;
        let returning = self.returning(&mut kids)?;
        let (mut on_empty, mut on_error) = (None, None);
        while let Some(clause) = kids.take(Rule::json_value_clause) {
            let span = self.span(&clause);
            let on = on_what(&clause);
            let mut words = Kids::of(clause);
            let behavior = match self.any(&mut words)?.as_rule() {
                Rule::K_NULL => JsonValueBehavior::Null,
                Rule::K_ERROR => JsonValueBehavior::Error,
                _ => JsonValueBehavior::Default(self.next_expr(&mut words)?),
            };
            let slot = if on == On::Empty { &mut on_empty } else { &mut on_error };
            if slot.replace(behavior).is_some() {
                return self.refuse(span, "this clause stands twice");
            }
        }
        Ok(JsonKind::Value { input, path, returning, on_empty, on_error })
    }

    fn json_query(&mut self, mut kids: Kids<'_>) -> Built<JsonKind> {
        let input = self.next_expr(&mut kids)?;
        let path = self.next_expr(&mut kids)?;
        let returning = self.returning(&mut kids)?;
        let wrapper = kids.take(Rule::wrapper).map(|pair| {
            let words: Vec<_> = pair.into_inner().map(|word| word.as_rule()).collect();
            if words.contains(&Rule::K_WITHOUT) {
                JsonWrapper::Without
            } else if words.contains(&Rule::K_CONDITIONAL) {
                JsonWrapper::Conditional
            } else {
                JsonWrapper::Unconditional
            }
        });
        let (mut on_empty, mut on_error) = (None, None);
        while let Some(clause) = kids.take(Rule::json_query_clause) {
            let span = self.span(&clause);
            let on = on_what(&clause);
            let words: Vec<_> = clause.into_inner().map(|word| word.as_rule()).collect();
            let behavior = match words.as_slice() {
                [Rule::K_NULL, ..] => JsonQueryBehavior::Null,
                [Rule::K_ERROR, ..] => JsonQueryBehavior::Error,
                [_, Rule::K_ARRAY, ..] => JsonQueryBehavior::EmptyArray,
                _ => JsonQueryBehavior::EmptyObject,
            };
            let slot = if on == On::Empty { &mut on_empty } else { &mut on_error };
            if slot.replace(behavior).is_some() {
                return self.refuse(span, "this clause stands twice");
            }
        }
        Ok(JsonKind::Query { input, path, returning, wrapper, on_empty, on_error })
    }

    fn json_object(&mut self, mut kids: Kids<'_>) -> Built<JsonKind> {
        let mut entries = Vec::new();
        while let Some(entry) = kids.take(Rule::json_entry) {
            entries.push(self.json_entry(entry)?);
        }
        Ok(JsonKind::Object { entries, on_null: on_null(&mut kids) })
    }

    fn json_entry(&mut self, pair: Pair<'_, Rule>) -> Built<(Expr, Expr)> {
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_KEY);
        let key = self.next_expr(&mut kids)?;
        kids.skip(Rule::K_VALUE);
        Ok((key, self.next_expr(&mut kids)?))
    }

    fn returning(&mut self, kids: &mut Kids<'_>) -> Built<Option<TypeName>> {
        let Some(pair) = kids.take(Rule::returning) else { return Ok(None) };
        let mut kids = Kids::of(pair);
        kids.skip(Rule::K_RETURNING);
        let ty = self.need(&mut kids, Rule::type_)?;
        self.type_(ty).map(Some)
    }
}

/// The last word of a `… ON EMPTY` or `… ON ERROR` clause.
fn on_what(clause: &Pair<'_, Rule>) -> On {
    match clause.clone().into_inner().last().map(|word| word.as_rule()) {
        Some(Rule::K_EMPTY) => On::Empty,
        _ => On::Error,
    }
}

fn on_null(kids: &mut Kids<'_>) -> Option<JsonOnNull> {
    let first = kids.take(Rule::json_on_null)?.into_inner().next()?;
    Some(if first.as_rule() == Rule::K_NULL { JsonOnNull::Null } else { JsonOnNull::Absent })
}
