use super::{Body, Evaluator, Want};
use crate::{expr::Args, fault::Fault};
use arrow_array::{ArrayRef, BinaryArray};
use std::sync::Arc;

pub(super) static TABLE: &[Evaluator] = &[
    Evaluator { name: "CONCAT", args: &[Want::Text], body: Body::Text(join), fallible: false },
    Evaluator { name: "LOWER", args: &[Want::Text], body: Body::Text(lower), fallible: false },
    Evaluator { name: "UPPER", args: &[Want::Text], body: Body::Text(upper), fallible: false },
    Evaluator { name: "CHAR_LENGTH", args: &[Want::Text], body: Body::Long(length), fallible: false },
    Evaluator { name: "CHARACTER_LENGTH", args: &[Want::Text], body: Body::Long(length), fallible: false },
];

/// NULL where any argument is.
pub(super) fn join(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let lanes: Vec<_> = (0..args.len()).map(|n| args.text(n)).collect();
    Ok(args.texts(|row| lanes.iter().map(|lane| lane.get(row)).collect::<Option<String>>()))
}

pub(super) fn join_bytes(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let lanes: Vec<_> = (0..args.len()).map(|n| args.bytes(n)).collect();
    let one = |row: usize| {
        let parts: Option<Vec<&[u8]>> = lanes.iter().map(|lane| lane.get(row)).collect();
        parts.map(|parts| parts.concat())
    };
    Ok(Arc::new((0..args.rows()).map(one).collect::<BinaryArray>()))
}

fn lower(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| text.get(row).map(str::to_lowercase)))
}

fn upper(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| text.get(row).map(str::to_uppercase)))
}

fn length(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.numbers::<arrow_array::types::Int64Type>(|row| {
        text.get(row).and_then(|text| i64::try_from(text.chars().count()).ok())
    }))
}
