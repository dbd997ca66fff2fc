//! The keys of joins: columns of both inputs in common types.

use crate::{
    batch::Batch,
    expr::{Program, common_type},
    fault::Fault,
    plan::Building,
    state::{Encoded, RowCodec},
};
use arrow_array::{Array, ArrayRef};
use arrow_buffer::NullBuffer;
use weir_ir::{
    Type,
    plan::{EquiPair, Node},
    sql::{Expr, ExprKind},
};

/// The types in which the keys of both inputs are compared.
pub(super) fn types(equi: &[EquiPair], left: &Node, right: &Node) -> Result<Vec<Type>, String> {
    let ty = |(l, r): &EquiPair| {
        let (left, right) = (left.columns.get(*l)?, right.columns.get(*r)?);
        common_type(&left.ty, &right.ty)
    };
    equi.iter().map(|pair| ty(pair).ok_or_else(|| "a join on these columns".to_string())).collect()
}

/// Columns of an input in those types.
pub(super) fn programs(building: &mut Building<'_>, input: &Node, keys: &[usize], types: &[Type]) -> Vec<Program> {
    let mut key = |(position, ty): (&usize, &Type)| {
        let column = input.columns.get(*position).map_or_else(Type::poison, |column| column.ty.clone());
        let expr = Expr { kind: ExprKind::Input(*position), ty: column, time: None, span: input.span };
        building.compiler.program_as(&expr, ty)
    };
    keys.iter().zip(types).map(&mut key).collect()
}

/// The keys of a batch's rows, and which of them have a part that is NULL: those match nothing.
pub(super) fn encode(
    keys: &[Program],
    codec: &RowCodec,
    (batch, now): (&Batch, i64),
) -> Result<(Encoded, Option<NullBuffer>), Fault> {
    let keys: Vec<ArrayRef> = keys.iter().map(|key| key.run(batch, now)).collect::<Result<_, _>>()?;
    let nulls = keys.iter().fold(None, |all, key| NullBuffer::union(all.as_ref(), key.logical_nulls().as_ref()));
    Ok((codec.encode(&keys), nulls))
}
