//! AND, OR, NOT and IS, in three-valued logic.

use super::{Env, Kernel, Value, lanes::shaped};
use crate::fault::Fault;
use arrow_array::{Array, ArrayRef, BooleanArray, UInt32Array, cast::AsArray};
use arrow_buffer::{BooleanBuffer, NullBuffer};
use std::sync::Arc;
use weir_ir::sql::IsTest;

/// Where it is true and where it is false; neither is unknown.
#[derive(Clone)]
struct Truth {
    is_true: BooleanBuffer,
    is_false: BooleanBuffer,
}

impl Truth {
    fn of(array: &BooleanArray) -> Truth {
        let valid = match array.nulls() {
            Some(nulls) => nulls.inner().clone(),
            None => BooleanBuffer::new_set(array.len()),
        };
        Truth { is_true: array.values() & &valid, is_false: &!array.values() & &valid }
    }

    fn array(self) -> BooleanArray {
        let known = &self.is_true | &self.is_false;
        let nulls = if known.count_set_bits() == known.len() { None } else { Some(NullBuffer::new(known)) };
        BooleanArray::new(self.is_true, nulls)
    }

    fn and(&self, other: &Truth) -> Truth {
        Truth { is_true: &self.is_true & &other.is_true, is_false: &self.is_false | &other.is_false }
    }

    fn or(&self, other: &Truth) -> Truth {
        Truth { is_true: &self.is_true | &other.is_true, is_false: &self.is_false & &other.is_false }
    }
}

pub(super) fn not(kernel: Kernel) -> Kernel {
    Kernel::mapping(kernel, |array| {
        let array = array.as_boolean();
        Ok(Arc::new(BooleanArray::new(!array.values(), array.nulls().cloned())))
    })
}

/// AND or OR. Where the right side may fail, it is computed only for the rows that the left side does not decide.
pub(super) fn both(and: bool, left: Kernel, right: Kernel) -> Kernel {
    Kernel::joining(vec![left, right], move |parts, env| {
        let (left, right) = (parts.at(0), parts.at(1));
        let l = truths(left, env)?;
        let decided = if and { &l.is_false } else { &l.is_true };
        if decided.count_set_bits() == env.rows {
            return Ok(Value::Column(Arc::new(l.array())));
        }
        let r = if right.fallible && decided.count_set_bits() > 0 {
            let open = BooleanArray::new(!decided, None);
            let some = right.eval_where(env, &open)?.into_column(open.values().count_set_bits());
            Truth::of(spread(&some, &open).as_boolean())
        } else {
            truths(right, env)?
        };
        let both = if and { l.and(&r) } else { l.or(&r) };
        Ok(Value::Column(Arc::new(both.array())))
    })
}

fn truths(kernel: &Kernel, env: &Env<'_>) -> Result<Truth, Fault> {
    Ok(Truth::of(kernel.eval(env)?.into_column(env.rows).as_boolean()))
}

/// Elements put where the condition is true; the others are null.
pub(super) fn spread(some: &ArrayRef, places: &BooleanArray) -> ArrayRef {
    let mut next = 0u32;
    let positions = places.values().iter().map(|here| {
        here.then(|| {
            next += 1;
            next - 1
        })
    });
    crate::batch::taken(some, &positions.collect::<UInt32Array>())
}

/// Which kind of JSON a text is, that is some.
fn is_json_kind(test: IsTest, text: &str) -> bool {
    let (object, array) = (text.trim_start().starts_with('{'), text.trim_start().starts_with('['));
    match test {
        IsTest::JsonObject => object,
        IsTest::JsonArray => array,
        IsTest::JsonScalar => !object && !array,
        IsTest::Null | IsTest::True | IsTest::False | IsTest::Unknown | IsTest::Json | IsTest::JsonValue => true,
    }
}

/// IS [NOT] NULL, TRUE, FALSE, UNKNOWN, JSON: never unknown.
pub(super) fn is(kernel: Kernel, test: IsTest, negated: bool) -> Kernel {
    Kernel::joining(vec![kernel], move |parts, env| {
        let value = parts.at(0).eval(env)?;
        let array = value.array();
        let bits = match test {
            IsTest::Null | IsTest::Unknown => match array.logical_nulls() {
                Some(nulls) => !nulls.inner(),
                None => BooleanBuffer::new_unset(array.len()),
            },
            IsTest::True => Truth::of(array.as_boolean()).is_true,
            IsTest::False => Truth::of(array.as_boolean()).is_false,
            IsTest::Json | IsTest::JsonValue | IsTest::JsonObject | IsTest::JsonArray | IsTest::JsonScalar => {
                let texts = array.as_string::<i32>();
                BooleanBuffer::collect_bool(texts.len(), |row| {
                    texts.is_valid(row)
                        && crate::functions::json::is_json(texts.value(row))
                        && is_json_kind(test, texts.value(row))
                })
            }
        };
        let bits = if negated { !&bits } else { bits };
        Ok(shaped(value.is_constant(), Arc::new(BooleanArray::new(bits, None))))
    })
}
