use super::{
    Accumulator, Group, Rows,
    bag::{Bag, What},
    count::Count,
    distinct::Distinct,
    extreme::{Best, Ordered},
    fold::Folded,
    sum::{Decimals, Doubles, Longs},
};
use crate::{
    batch::Batch,
    expr::{Program, cast, cast::CastFn},
    fault::Fault,
    plan::Building,
    state::{Corrupt, Reader, RowCodec, Writer},
};
use arrow_array::{ArrayRef, BooleanArray, cast::AsArray};
use weir_ir::{
    DataType, Type,
    plan::Aggregate,
    sql::{AggregateCall, Expr, ExprKind, Literal},
};

/// The aggregate calls of one operator.
pub struct Aggregates {
    calls: Vec<Call>,
}

struct Call {
    args: Vec<Program>,
    filter: Option<Program>,
    accumulator: Box<dyn Accumulator>,
    /// From what the accumulator gives to the result's type.
    result: Option<CastFn>,
}

/// The arguments of every call for the rows of a batch.
pub struct Inputs {
    calls: Vec<(Vec<ArrayRef>, Option<BooleanArray>)>,
}

impl Aggregates {
    /// `retracts`: whether rows may be taken back. The error says what the engine does not run.
    pub fn build(building: &mut Building<'_>, calls: &[Aggregate], retracts: bool) -> Result<Aggregates, String> {
        let calls: Result<Vec<Call>, String> = calls.iter().map(|call| build(building, call, retracts)).collect();
        Ok(Aggregates { calls: calls? })
    }

    pub fn len(&self) -> usize {
        self.calls.len()
    }

    pub fn is_empty(&self) -> bool {
        self.calls.is_empty()
    }

    pub fn inputs(&self, batch: &Batch, now: i64) -> Result<Inputs, Fault> {
        let of = |call: &Call| {
            let args: Vec<ArrayRef> = call.args.iter().map(|arg| arg.run(batch, now)).collect::<Result<_, _>>()?;
            let keep = call.filter.as_ref().map(|filter| filter.run(batch, now)).transpose()?;
            Ok((args, keep.map(|keep| keep.as_boolean().clone())))
        };
        Ok(Inputs { calls: self.calls.iter().map(of).collect::<Result<_, Fault>>()? })
    }

    /// Adds the rows of a batch to their groups, or takes them back.
    pub fn update(&mut self, inputs: &Inputs, groups: &[Group], retract: Option<&[bool]>, fresh: Option<&[bool]>) {
        for (call, (args, keep)) in self.calls.iter_mut().zip(&inputs.calls) {
            call.accumulator.update(&Rows { groups, args, retract, fresh, keep: keep.as_ref() });
        }
    }

    /// The same, and for each call its value before and after each row.
    pub fn trace(
        &mut self,
        inputs: &Inputs,
        groups: &[Group],
        retract: Option<&[bool]>,
        fresh: Option<&[bool]>,
    ) -> Result<Vec<(ArrayRef, ArrayRef)>, Fault> {
        let calls = self.calls.iter_mut().zip(&inputs.calls);
        let trace = |(call, (args, keep)): (&mut Call, &(Vec<ArrayRef>, Option<BooleanArray>))| {
            let (before, after) = call.accumulator.trace(&Rows { groups, args, retract, fresh, keep: keep.as_ref() });
            Ok((call.result(before)?, call.result(after)?))
        };
        calls.map(trace).collect()
    }

    /// The values of groups, a column a call.
    pub fn values(&self, groups: &[Group]) -> Result<Vec<ArrayRef>, Fault> {
        self.calls.iter().map(|call| call.result(call.accumulator.values(groups))).collect()
    }

    /// Adds all that one group holds to another, which came before it, and forgets it.
    pub fn merge(&mut self, from: Group, into: Group) {
        for call in &mut self.calls {
            call.accumulator.merge(from, into);
        }
    }

    pub fn clear(&mut self, group: Group) {
        for call in &mut self.calls {
            call.accumulator.clear(group);
        }
    }

    /// `groups`: those that hold something, in an order that [`Aggregates::restore`] is given again.
    pub fn snapshot(&self, groups: &[Group], into: &mut Writer) {
        for call in &self.calls {
            call.accumulator.snapshot(groups, into);
        }
    }

    pub fn restore(&mut self, groups: &[Group], from: &mut Reader<'_>) -> Result<(), Corrupt> {
        self.calls.iter_mut().try_for_each(|call| call.accumulator.restore(groups, from))
    }

    pub fn memory(&self) -> usize {
        self.calls.iter().map(|call| call.accumulator.memory()).sum()
    }
}

impl Inputs {
    /// Those of some rows of the batch.
    #[must_use]
    pub fn slice(&self, from: usize, rows: usize) -> Inputs {
        use arrow_array::Array;
        let part = |(args, keep): &(Vec<ArrayRef>, Option<BooleanArray>)| {
            let args = args.iter().map(|arg| arg.slice(from, rows)).collect();
            (args, keep.as_ref().map(|keep| keep.slice(from, rows)))
        };
        Inputs { calls: self.calls.iter().map(part).collect() }
    }
}

impl Call {
    fn result(&self, values: ArrayRef) -> Result<ArrayRef, Fault> {
        self.result.as_ref().map_or_else(|| Ok(values.clone()), |cast| cast.apply(&values))
    }
}

/// What an aggregate computes in, and gives.
struct Made {
    argument: Type,
    accumulator: Box<dyn Accumulator>,
    gives: DataType,
}

fn build(building: &mut Building<'_>, aggregate: &Aggregate, retracts: bool) -> Result<Call, String> {
    let call = &aggregate.call;
    if !call.within_group.is_empty() {
        return Err(format!("{} WITHIN GROUP", call.name));
    }
    let made = accumulator(call, &aggregate.ty, retracts)?;
    let counts = call.name == "COUNT";
    // The separator of LISTAGG is no column.
    let taken = if counts { call.args.len() } else { 1 };
    let args: Vec<&Expr> = call.args.iter().take(taken).collect();
    let types: Vec<DataType> =
        args.iter().map(|arg| if counts { arg.ty.data.clone() } else { made.argument.data.clone() }).collect();
    let program = |arg: &&Expr| {
        if counts { building.compiler.program(arg) } else { building.compiler.program_as(arg, &made.argument) }
    };
    let programs = args.iter().map(program).collect();
    let accumulator: Box<dyn Accumulator> =
        if call.distinct { Box::new(Distinct::new(made.accumulator, RowCodec::new(&types))) } else { made.accumulator };
    let result = cast::cast(&made.gives, &aggregate.ty.data, cast::Mode::Implicit)?;
    let filter = call.filter.as_ref().map(|filter| building.compiler.program(filter));
    Ok(Call { args: programs, filter, accumulator, result })
}

fn boxed<F: super::fold::Fold + 'static>(fold: F) -> Box<dyn Accumulator>
where
    F::State: 'static,
{
    Box::new(Folded::new(fold))
}

fn accumulator(call: &AggregateCall, result: &Type, retracts: bool) -> Result<Made, String> {
    let argument = call.args.first().map_or_else(|| Type::nullable(DataType::Null), |arg| arg.ty.clone());
    match call.name.as_str() {
        "COUNT" => Ok(Made { argument, accumulator: boxed(Count), gives: DataType::BigInt }),
        "SUM" => sum(&argument, result, false),
        "AVG" => sum(&argument, result, true),
        "MIN" | "MAX" => {
            let (codec, largest) = (RowCodec::new([&argument.data]), call.name == "MAX");
            let accumulator = if retracts { boxed(Ordered { codec, largest }) } else { boxed(Best { codec, largest }) };
            Ok(Made { gives: argument.data.clone(), argument, accumulator })
        }
        "FIRST_VALUE" => Ok(bag(What::First, argument, result, (retracts, String::new()))),
        "LAST_VALUE" => Ok(bag(What::Last, argument, result, (retracts, String::new()))),
        "LISTAGG" => {
            let separator = match call.args.get(1) {
                None => ",".to_string(),
                Some(Expr { kind: ExprKind::Literal(Literal::Text(text)), .. }) => text.clone(),
                Some(_) => return Err("LISTAGG with a separator that is no text".to_string()),
            };
            let text = Type::nullable(DataType::String);
            Ok(bag(What::Joined, text, &Type::nullable(DataType::String), (retracts, separator)))
        }
        "ARRAY_AGG" => {
            let element = if let DataType::Array(element) = &result.data { (**element).clone() } else { argument };
            Ok(bag(What::Array, element, result, (retracts, String::new())))
        }
        "COLLECT" => Ok(bag(What::Multiset, argument, result, (retracts, String::new()))),
        other => Err(format!("the aggregate {other}")),
    }
}

fn bag(what: What, element: Type, result: &Type, (retracts, separator): (bool, String)) -> Made {
    let codec = RowCodec::new([&element.data]);
    let gives = match what {
        What::First | What::Last => element.data.clone(),
        What::Joined | What::Array | What::Multiset => result.data.clone(),
    };
    let accumulator = boxed(Bag { codec, what, separator, result: gives.clone(), retracts });
    Made { argument: element, accumulator, gives }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "nothing else is summed")]
fn sum(argument: &Type, result: &Type, average: bool) -> Result<Made, String> {
    let made = |ty: DataType, accumulator, gives| Made { argument: Type::nullable(ty), accumulator, gives };
    Ok(match &argument.data {
        DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::BigInt => {
            made(DataType::BigInt, boxed(Longs { average }), DataType::BigInt)
        }
        DataType::Float | DataType::Double => {
            let single = argument.data == DataType::Float;
            let gives = if single { DataType::Float } else { DataType::Double };
            made(DataType::Double, boxed(Doubles { average, single }), gives)
        }
        DataType::Decimal { scale, .. } => {
            let decimals = Decimals { average, scale: *scale, result: result.data.clone() };
            made(argument.data.clone(), boxed(decimals), result.data.clone())
        }
        other => return Err(format!("the sum of {other}")),
    })
}
