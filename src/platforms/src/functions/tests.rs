use super::{
    AggregateContext, Argument, Category, FUNCTIONS, Refusal, SPECIAL, arithmetic, can_cast, find, least_common,
};
use std::collections::BTreeSet;
use weir_ir::{DataType, Type, sql::BinaryOp};

fn decimal(precision: u8, scale: u8) -> DataType {
    DataType::Decimal { precision, scale }
}

#[test]
fn every_name_stands_once_in_upper_case() {
    let mut names = BTreeSet::new();
    for function in FUNCTIONS {
        assert!(names.insert(function.name), "{} stands twice", function.name);
        assert_eq!(function.name, function.name.to_uppercase());
        assert!(!function.signatures.is_empty(), "{} takes nothing at all", function.name);
    }
}

#[test]
fn decimals_follow_flinks_table() {
    let table = [
        (decimal(10, 2), BinaryOp::Multiply, decimal(10, 2), decimal(21, 4)),
        (decimal(38, 18), BinaryOp::Multiply, decimal(38, 18), decimal(38, 6)),
        (decimal(38, 18), BinaryOp::Add, decimal(38, 18), decimal(38, 17)),
        (decimal(10, 2), BinaryOp::Divide, decimal(10, 2), decimal(23, 13)),
        (decimal(38, 10), BinaryOp::Divide, decimal(10, 2), decimal(38, 8)),
        (decimal(10, 2), BinaryOp::Modulo, decimal(18, 4), decimal(12, 4)),
        (DataType::Int, BinaryOp::Multiply, decimal(10, 2), decimal(21, 2)),
        (DataType::Int, BinaryOp::Add, decimal(10, 2), decimal(13, 2)),
        (DataType::Int, BinaryOp::Divide, decimal(10, 2), decimal(23, 11)),
        (decimal(10, 2), BinaryOp::Divide, DataType::Int, decimal(21, 13)),
        (DataType::Float, BinaryOp::Add, DataType::Double, DataType::Float),
        (DataType::Double, BinaryOp::Add, DataType::Float, DataType::Double),
        (DataType::BigInt, BinaryOp::Modulo, DataType::Int, DataType::Int),
    ];
    for (left, op, right, result) in table {
        assert_eq!(arithmetic(op, &left, &right), Some(result), "{left} {} {right}", op.symbol());
    }
    assert_eq!(arithmetic(BinaryOp::Add, &DataType::Int, &DataType::String), None);
    assert_eq!(arithmetic(BinaryOp::Subtract, &DataType::Date, &DataType::Date), None);
}

#[test]
fn common_types_follow_flink() {
    let table = [
        (DataType::Int, DataType::BigInt, Some(DataType::BigInt)),
        (DataType::Int, decimal(10, 2), Some(decimal(12, 2))),
        (decimal(10, 2), decimal(18, 4), Some(decimal(18, 4))),
        (decimal(10, 2), DataType::Double, Some(DataType::Double)),
        (DataType::Char(1), DataType::Char(3), Some(DataType::VarChar(3))),
        (DataType::VarChar(10), DataType::String, Some(DataType::String)),
        (DataType::Timestamp(3), DataType::Timestamp(6), Some(DataType::Timestamp(6))),
        (DataType::Timestamp(3), DataType::TimestampLtz(6), Some(DataType::TimestampLtz(6))),
        (DataType::Timestamp(3), DataType::TimestampLtz(3), Some(DataType::Timestamp(3))),
        (DataType::Int, DataType::String, None),
        (DataType::Date, DataType::Timestamp(3), None),
        (DataType::Boolean, DataType::Int, None),
    ];
    for (left, right, result) in table {
        let found = least_common(&Type::not_null(left.clone()), &Type::not_null(right.clone()));
        assert_eq!(found.map(|ty| ty.data), result, "{left} with {right}");
    }
}

#[test]
fn calls_are_refused_with_the_position_of_the_wrong_argument() {
    let (int, text) = (Type::not_null(DataType::Int), Type::not_null(DataType::String));
    let arg = |ty| Argument { ty, integer: None };
    let upper = find("upper").unwrap();
    assert_eq!(upper.call(&[arg(&int)]), Err(Refusal::Type(0)));
    assert_eq!(upper.call(&[]), Err(Refusal::Count));
    assert_eq!(upper.call(&[arg(&text)]), Ok(text.clone()));
    assert_eq!(find("COALESCE").unwrap().call(&[arg(&int), arg(&text)]), Err(Refusal::Mix));
    assert_eq!(upper.forms(), ["UPPER(<CHARACTER>)"]);
}

#[test]
fn aggregates_are_null_over_no_rows_only() {
    let int = Type::not_null(DataType::Int);
    let args = [Argument { ty: &int, integer: None }];
    let sum = find("SUM").unwrap();
    assert_eq!(sum.aggregate(&args, AggregateContext::Global), Ok(Type::nullable(DataType::Int)));
    assert_eq!(sum.aggregate(&args, AggregateContext::Grouped), Ok(Type::not_null(DataType::Int)));
    assert_eq!(sum.aggregate(&args, AggregateContext::Over), Ok(Type::not_null(DataType::Int)));
    assert_eq!(sum.aggregate(&args, AggregateContext::OverFrame), Ok(Type::nullable(DataType::Int)));
    let count = find("COUNT").unwrap();
    assert_eq!(count.aggregate(&[], AggregateContext::Global), Ok(Type::not_null(DataType::BigInt)));
}

#[test]
fn numbers_are_no_moments() {
    assert_eq!(can_cast(&DataType::BigInt, &DataType::TimestampLtz(3)), Err(super::CastRefusal::NumberToTime));
    assert_eq!(can_cast(&DataType::String, &DataType::TimestampLtz(3)), Ok(()));
    assert_eq!(can_cast(&DataType::Date, &DataType::Int), Err(super::CastRefusal::Other));
    assert_eq!(can_cast(&DataType::TimestampLtz(3), &DataType::BigInt), Err(super::CastRefusal::MomentToNumber));
    assert_eq!(can_cast(&DataType::Timestamp(6), &DataType::TinyInt), Err(super::CastRefusal::MomentToNumber));
    assert_eq!(can_cast(&DataType::Double, &DataType::Boolean), Ok(()));
}

#[test]
fn only_count_tells_no_more_than_how_many() {
    let existence: Vec<_> =
        FUNCTIONS.iter().filter(|f| f.effect == super::Effect::Existence).map(|f| (f.name, f.category)).collect();
    assert_eq!(existence, [("COUNT", Category::Aggregate)]);
}

/// The names of Flink 2.3's functions and Confluent's, as the reference lists them.
const NAMES: &str = include_str!("../../tests/data/functions.tsv");

#[test]
fn every_function_of_flink_has_a_row() {
    let names = NAMES.lines().skip(1).filter_map(|line| line.split('\t').next());
    let missing: Vec<&str> =
        names.filter(|name| find(name).is_none() && !SPECIAL.iter().any(|special| special.name == *name)).collect();
    assert!(missing.is_empty(), "no row: {missing:?}");
}

#[test]
fn a_name_stands_in_one_table_only() {
    let twice: Vec<&str> = SPECIAL.iter().map(|special| special.name).filter(|name| find(name).is_some()).collect();
    assert!(twice.is_empty(), "{twice:?}");
    assert!(SPECIAL.windows(2).all(|pair| pair[0].name < pair[1].name));
}
