use super::{Body, Evaluator, Want};
use crate::{
    datum::{self, Datum},
    expr::{Args, Compiler, Kernel, conditional},
    fault::Fault,
};
use arrow_array::ArrayRef;
use std::cmp::Ordering;
use weir_ir::sql::{Call, Expr};

pub(super) static TABLE: &[Evaluator] = &[
    form("COALESCE", |compiler, call, expr| Some(conditional::coalesce(compiler, &call.args, &expr.ty))),
    form("IFNULL", |compiler, call, expr| Some(conditional::coalesce(compiler, &call.args, &expr.ty))),
    form("IF", |compiler, call, expr| conditional::if_else(compiler, &call.args, &expr.ty)),
    form("NULLIF", |compiler, call, expr| conditional::null_if(compiler, &call.args, &expr.ty)),
    prepared("GREATEST", |site| {
        let ty = site.ty.data.clone();
        Ok(Box::new(move |args| extreme(args, &ty, Ordering::Greater)))
    }),
    prepared("LEAST", |site| {
        let ty = site.ty.data.clone();
        Ok(Box::new(move |args| extreme(args, &ty, Ordering::Less)))
    }),
    Evaluator { name: "TYPEOF", args: &[Want::Own], body: Body::Prepared(type_of), fallible: false },
];

const fn form(name: &'static str, form: fn(&mut Compiler, &Call, &Expr) -> Option<Kernel>) -> Evaluator {
    Evaluator { name, args: &[], body: Body::Form(form), fallible: false }
}

const fn prepared(name: &'static str, prepare: fn(&super::Site<'_>) -> Result<super::Eval, String>) -> Evaluator {
    Evaluator { name, args: &[Want::Result], body: Body::Prepared(prepare), fallible: false }
}

/// NULL where any argument is.
fn extreme(args: &Args<'_>, ty: &weir_ir::DataType, wanted: Ordering) -> Result<ArrayRef, Fault> {
    let columns: Vec<ArrayRef> = (0..args.len()).map(|n| args.column(n)).collect();
    let one = |row: usize| {
        let mut best: Option<Datum> = None;
        for value in columns.iter().map(|column| datum::read(column, row)) {
            if value == Datum::Null {
                return Datum::Null;
            }
            if best.as_ref().is_none_or(|best| value.partial_cmp(best) == Some(wanted)) {
                best = Some(value);
            }
        }
        best.unwrap_or(Datum::Null)
    };
    Ok(datum::column(ty, &(0..args.rows()).map(one).collect::<Vec<_>>()))
}

fn type_of(site: &super::Site<'_>) -> Result<super::Eval, String> {
    let text = site.call.args.first().map_or_else(String::new, |arg| arg.ty.to_string());
    Ok(Box::new(move |args| Ok(args.texts(|_| Some(text.as_str())))))
}
