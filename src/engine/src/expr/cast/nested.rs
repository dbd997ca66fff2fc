//! Rows, arrays and maps: part by part.

use super::{CastFn, Mode};
use crate::types;
use arrow_array::{Array, ArrayRef, ListArray, MapArray, StructArray, cast::AsArray};
use arrow_schema::DataType as Arrow;
use std::sync::Arc;
use weir_ir::{DataType, RowField};

/// None where the types are not of one shape.
pub(super) fn cast(from: &DataType, to: &DataType, mode: Mode) -> Result<Option<CastFn>, String> {
    match (from, to) {
        (DataType::Array(from), DataType::Array(to)) => {
            let element = super::cast(&from.data, &to.data, mode)?;
            Ok(Some(list(element, types::data_type(&DataType::Array(to.clone())))))
        }
        (DataType::Row(from), DataType::Row(to)) if from.len() == to.len() => row(from, to, mode).map(Some),
        (DataType::Map(from_key, from_value), DataType::Map(key, value)) => {
            let casts =
                [super::cast(&from_key.data, &key.data, mode)?, super::cast(&from_value.data, &value.data, mode)?];
            Ok(Some(map(casts, types::data_type(to))))
        }
        (DataType::Multiset(from), DataType::Multiset(element)) => {
            Ok(Some(map([super::cast(&from.data, &element.data, mode)?, None], types::data_type(to))))
        }
        _ => Ok(None),
    }
}

fn fallible(casts: &[Option<CastFn>]) -> bool {
    casts.iter().flatten().any(|cast| cast.fallible)
}

fn made(may_fail: bool, run: impl Fn(&ArrayRef) -> Result<ArrayRef, crate::fault::Fault> + Send + 'static) -> CastFn {
    if may_fail { CastFn::failing(run) } else { CastFn::sound(run) }
}

fn applied(cast: Option<&CastFn>, array: &ArrayRef) -> Result<ArrayRef, crate::fault::Fault> {
    cast.map_or_else(|| Ok(array.clone()), |cast| cast.apply(array))
}

fn list(element: Option<CastFn>, layout: Arrow) -> CastFn {
    let may_fail = element.as_ref().is_some_and(|cast| cast.fallible);
    made(may_fail, move |array| {
        let lists = array.as_list::<i32>();
        let Arrow::List(field) = &layout else { return Ok(array.clone()) };
        let elements = applied(element.as_ref(), lists.values())?;
        Ok(Arc::new(ListArray::new(field.clone(), lists.offsets().clone(), elements, lists.nulls().cloned())))
    })
}

fn row(from: &[RowField], to: &[RowField], mode: Mode) -> Result<CastFn, String> {
    let casts: Vec<Option<CastFn>> = from
        .iter()
        .zip(to)
        .map(|(from, to)| super::cast(&from.ty.data, &to.ty.data, mode))
        .collect::<Result<_, _>>()?;
    let fields = types::row(to);
    Ok(made(fallible(&casts), move |array| {
        let rows = array.as_struct();
        let columns = rows.columns().iter().zip(&casts).map(|(column, cast)| applied(cast.as_ref(), column));
        let columns: Vec<ArrayRef> = columns.collect::<Result<_, _>>()?;
        Ok(Arc::new(StructArray::new(fields.clone(), columns, rows.nulls().cloned())))
    }))
}

fn map(casts: [Option<CastFn>; 2], layout: Arrow) -> CastFn {
    made(fallible(&casts), move |array| {
        let maps = array.as_map();
        let Arrow::Map(field, _) = &layout else { return Ok(array.clone()) };
        let Arrow::Struct(fields) = field.data_type() else { return Ok(array.clone()) };
        let [key, value] = &casts;
        let columns = vec![applied(key.as_ref(), maps.keys())?, applied(value.as_ref(), maps.values())?];
        let entries = StructArray::new(fields.clone(), columns, None);
        Ok(Arc::new(MapArray::new(field.clone(), maps.offsets().clone(), entries, maps.nulls().cloned(), false)))
    })
}
