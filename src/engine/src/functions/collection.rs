//! Functions of arrays and maps, value by value.

use super::{Body, Evaluator, Want};
use crate::{
    datum::Datum,
    expr::last_of_each,
    fault::{Fault, FaultKind},
};
use std::cmp::Ordering;

const OWN: &[Want] = &[Want::Own];
const RESULT: &[Want] = &[Want::Result];
const ELEMENT: &[Want] = &[Want::Own, Want::Element];
const RESULT_ELEMENT: &[Want] = &[Want::Result, Want::Element];

pub(super) static TABLE: &[Evaluator] = &[
    of("ARRAY_APPEND", RESULT_ELEMENT, |args| match args {
        [Datum::List(list), value] => Datum::List([list.as_slice(), std::slice::from_ref(value)].concat()),
        _ => Datum::Null,
    }),
    of("ARRAY_CONCAT", RESULT, |args| lists(args).map_or(Datum::Null, |lists| Datum::List(lists.concat()))),
    of("ARRAY_CONTAINS", ELEMENT, |args| match args {
        [Datum::List(list), value] => Datum::Boolean(list.contains(value)),
        _ => Datum::Null,
    }),
    of("ARRAY_DISTINCT", OWN, |args| match args {
        [Datum::List(list)] => distinct(list.iter()),
        _ => Datum::Null,
    }),
    of("ARRAY_EXCEPT", RESULT, |args| match args {
        [Datum::List(list), Datum::List(other)] => distinct(list.iter().filter(|value| !other.contains(value))),
        _ => Datum::Null,
    }),
    of("ARRAY_INTERSECT", RESULT, |args| match args {
        [Datum::List(list), Datum::List(other)] => distinct(list.iter().filter(|value| other.contains(value))),
        _ => Datum::Null,
    }),
    of("ARRAY_JOIN", OWN, join),
    of("ARRAY_MAX", OWN, |args| extreme(args, Ordering::Greater)),
    of("ARRAY_MIN", OWN, |args| extreme(args, Ordering::Less)),
    of("ARRAY_POSITION", ELEMENT, |args| match args {
        [Datum::List(_), Datum::Null] => Datum::Null,
        [Datum::List(list), value] => int(list.iter().position(|known| known == value).map_or(0, |place| place + 1)),
        _ => Datum::Null,
    }),
    of("ARRAY_PREPEND", RESULT_ELEMENT, |args| match args {
        [Datum::List(list), value] => Datum::List([std::slice::from_ref(value), list.as_slice()].concat()),
        _ => Datum::Null,
    }),
    of("ARRAY_REMOVE", ELEMENT, |args| match args {
        [Datum::List(list), value] => Datum::List(list.iter().filter(|known| *known != value).cloned().collect()),
        _ => Datum::Null,
    }),
    of("ARRAY_REVERSE", OWN, |args| match args {
        [Datum::List(list)] => Datum::List(list.iter().rev().cloned().collect()),
        _ => Datum::Null,
    }),
    of("ARRAY_SLICE", OWN, slice),
    of("ARRAY_SORT", OWN, sort),
    of("ARRAY_UNION", RESULT, |args| lists(args).map_or(Datum::Null, |lists| distinct(lists.concat().iter()))),
    of("CARDINALITY", OWN, |args| match args {
        [Datum::List(list)] => int(list.len()),
        [Datum::Map(entries)] => int(entries.len()),
        _ => Datum::Null,
    }),
    Evaluator { name: "ELEMENT", args: OWN, body: Body::TryValues(only), fallible: true },
    of("MAP_ENTRIES", OWN, |args| match args {
        [Datum::Map(entries)] => {
            Datum::List(entries.iter().map(|(key, value)| Datum::Row(vec![key.clone(), value.clone()])).collect())
        }
        _ => Datum::Null,
    }),
    of("MAP_FROM_ARRAYS", OWN, |args| match args {
        [Datum::List(keys), Datum::List(values)] => {
            Datum::Map(last_of_each(keys.iter().cloned().zip(values.iter().cloned())))
        }
        _ => Datum::Null,
    }),
    of("MAP_KEYS", OWN, |args| match args {
        [Datum::Map(entries)] => Datum::List(entries.iter().map(|(key, _)| key.clone()).collect()),
        _ => Datum::Null,
    }),
    of("MAP_UNION", RESULT, map_union),
    of("MAP_VALUES", OWN, |args| match args {
        [Datum::Map(entries)] => Datum::List(entries.iter().map(|(_, value)| value.clone()).collect()),
        _ => Datum::Null,
    }),
    of("SPLIT", OWN, |args| match args {
        [Datum::Text(text), Datum::Text(by)] if by.is_empty() => {
            Datum::List(text.chars().map(|c| Datum::Text(c.to_string())).collect())
        }
        [Datum::Text(text), Datum::Text(by)] => {
            Datum::List(text.split(by.as_str()).map(|part| Datum::Text(part.to_string())).collect())
        }
        _ => Datum::Null,
    }),
    of("STR_TO_MAP", OWN, text_map),
];

const fn of(name: &'static str, args: &'static [Want], run: fn(&[Datum]) -> Datum) -> Evaluator {
    Evaluator { name, args, body: Body::Values(run), fallible: false }
}

fn int(n: usize) -> Datum {
    Datum::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Arrays, none of them NULL.
fn lists(args: &[Datum]) -> Option<Vec<Vec<Datum>>> {
    args.iter().map(|arg| if let Datum::List(list) = arg { Some(list.clone()) } else { None }).collect()
}

/// Each value once, where it first stands.
fn distinct<'v>(values: impl Iterator<Item = &'v Datum>) -> Datum {
    let mut all: Vec<Datum> = Vec::new();
    for value in values {
        if !all.contains(value) {
            all.push(value.clone());
        }
    }
    Datum::List(all)
}

/// NULLs don't count.
fn extreme(args: &[Datum], wanted: Ordering) -> Datum {
    let [Datum::List(list)] = args else { return Datum::Null };
    let known = list.iter().filter(|value| **value != Datum::Null);
    let best = known.reduce(|best, value| if value.partial_cmp(best) == Some(wanted) { value } else { best });
    best.cloned().unwrap_or(Datum::Null)
}

/// NULLs are left out, or written as the third argument.
fn join(args: &[Datum]) -> Datum {
    let (list, by, instead) = match args {
        [Datum::List(list), Datum::Text(by)] => (list, by, None),
        [Datum::List(list), Datum::Text(by), Datum::Text(instead)] => (list, by, Some(instead)),
        _ => return Datum::Null,
    };
    let part = |value: &Datum| if let Datum::Text(text) = value { Some(text.clone()) } else { instead.cloned() };
    Datum::Text(list.iter().filter_map(part).collect::<Vec<_>>().join(by))
}

/// From 1, both ends within; below 0 from the end.
fn slice(args: &[Datum]) -> Datum {
    let (list, from, to) = match args {
        [Datum::List(list), Datum::Int(from)] => (list, *from, -1),
        [Datum::List(list), Datum::Int(from), Datum::Int(to)] => (list, *from, *to),
        _ => return Datum::Null,
    };
    let length = i64::try_from(list.len()).unwrap_or(i64::MAX);
    let place = |n: i64| if n < 0 { length + n + 1 } else { n };
    let (from, to) = (place(from).max(1), place(to).min(length));
    let range = usize::try_from(from - 1).ok().zip(usize::try_from(to).ok());
    Datum::List(range.and_then(|(from, to)| list.get(from..to)).unwrap_or_default().to_vec())
}

/// Ascending with NULLs first, unless it says otherwise.
fn sort(args: &[Datum]) -> Datum {
    let (list, ascending, nulls_first) = match args {
        [Datum::List(list)] => (list, true, true),
        [Datum::List(list), Datum::Boolean(ascending)] => (list, *ascending, *ascending),
        [Datum::List(list), Datum::Boolean(ascending), Datum::Boolean(first)] => (list, *ascending, *first),
        _ => return Datum::Null,
    };
    let mut sorted = list.clone();
    sorted.sort_by(|a, b| match (a == &Datum::Null, b == &Datum::Null) {
        (true, true) => Ordering::Equal,
        (true, false) if nulls_first => Ordering::Less,
        (true, false) => Ordering::Greater,
        (false, true) if nulls_first => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => {
            let ordering = a.partial_cmp(b).unwrap_or(Ordering::Equal);
            if ascending { ordering } else { ordering.reverse() }
        }
    });
    Datum::List(sorted)
}

/// The only element; NULL of an empty array.
fn only(args: &[Datum]) -> Result<Datum, Fault> {
    match args {
        [Datum::List(list)] => match list.as_slice() {
            [] => Ok(Datum::Null),
            [one] => Ok(one.clone()),
            _ => Err(Fault::new(FaultKind::Argument {
                function: "ELEMENT".to_string(),
                reason: "the array has more than one element".to_string(),
            })),
        },
        _ => Ok(Datum::Null),
    }
}

/// Of equal keys the last counts.
fn map_union(args: &[Datum]) -> Datum {
    let mut all = Vec::new();
    for arg in args {
        let Datum::Map(entries) = arg else { return Datum::Null };
        all.extend(entries.iter().cloned());
    }
    Datum::Map(last_of_each(all.into_iter()))
}

fn text_map(args: &[Datum]) -> Datum {
    let (text, between, within) = match args {
        [Datum::Text(text)] => (text, ",", "="),
        [Datum::Text(text), Datum::Text(between), Datum::Text(within)] => (text, between.as_str(), within.as_str()),
        _ => return Datum::Null,
    };
    let pair = |pair: &str| match pair.split_once(within) {
        Some((key, value)) => (Datum::Text(key.to_string()), Datum::Text(value.to_string())),
        None => (Datum::Text(pair.to_string()), Datum::Null),
    };
    Datum::Map(last_of_each(text.split(between).map(pair)))
}
