//! Casts between types, as Flink's `CastRule`s do them.

mod nested;
mod numbers;
mod texts;
mod times;

pub(crate) use numbers::{doubles, longs, narrow};
pub use texts::{double_text, float_text, print};

use super::Kernel;
use crate::{fault::Fault, types};
use arrow_array::ArrayRef;
use weir_ir::DataType;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What an operator needs of its operands.
    Implicit,
    /// CAST: what can't be cast ends the job.
    Explicit,
    /// TRY_CAST: it is NULL.
    Try,
}

type Run = Box<dyn Fn(&ArrayRef) -> Result<ArrayRef, Fault> + Send>;

/// From a column of one type to a column of another.
pub struct CastFn {
    run: Run,
    fallible: bool,
}

impl CastFn {
    /// One that every value can pass.
    pub fn sound(run: impl Fn(&ArrayRef) -> Result<ArrayRef, Fault> + Send + 'static) -> CastFn {
        CastFn { run: Box::new(run), fallible: false }
    }

    /// One that fails for some values.
    pub fn failing(run: impl Fn(&ArrayRef) -> Result<ArrayRef, Fault> + Send + 'static) -> CastFn {
        CastFn { run: Box::new(run), fallible: true }
    }

    pub fn apply(&self, array: &ArrayRef) -> Result<ArrayRef, Fault> {
        (self.run)(array)
    }

    pub fn over(self, kernel: Kernel) -> Kernel {
        let fallible = self.fallible;
        let cast = Kernel::mapping(kernel, move |array| self.apply(array));
        if fallible { cast.may_fail() } else { cast }
    }

    fn then(self, next: Option<CastFn>) -> CastFn {
        let Some(next) = next else { return self };
        CastFn { fallible: self.fallible || next.fallible, run: Box::new(move |array| next.apply(&self.apply(array)?)) }
    }
}

/// The cast from one type to another: none where their values are laid out alike and nothing is cut. The error names
/// the types where there is no cast.
pub fn cast(from: &DataType, to: &DataType, mode: Mode) -> Result<Option<CastFn>, String> {
    if from == to {
        return Ok(None);
    }
    let refused = || format!("a cast from {from} to {to}");
    if *from == DataType::Null {
        let layout = types::data_type(to);
        return Ok(Some(CastFn::sound(move |array| {
            Ok(arrow_array::new_null_array(&layout, arrow_array::Array::len(array)))
        })));
    }
    let found = numbers::cast(from, to).or_else(|| texts::cast(from, to, mode)).or_else(|| times::cast(from, to));
    match found {
        Some(found) => Ok(found.into_option()),
        None => nested::cast(from, to, mode)?.map(Some).ok_or_else(refused),
    }
}

/// What one family of casts says of two types that are its own.
enum Found {
    /// The values stay as they are.
    Same,
    Cast(CastFn),
}

impl Found {
    fn into_option(self) -> Option<CastFn> {
        match self {
            Found::Same => None,
            Found::Cast(cast) => Some(cast),
        }
    }
}
