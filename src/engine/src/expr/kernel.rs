use super::lanes::shaped;
use crate::{
    batch::{Batch, Marks, filtered},
    fault::Fault,
};
use arrow_array::{Array, ArrayRef, BooleanArray, UInt32Array};
use std::collections::BTreeSet;

/// What an expression is computed over.
pub struct Env<'a> {
    pub columns: &'a [ArrayRef],
    pub rows: usize,
    pub marks: &'a Marks,
    /// Processing time, milliseconds since 1970.
    pub now: i64,
}

/// A column, or one element that holds for every row.
#[derive(Debug, Clone)]
pub enum Value {
    Column(ArrayRef),
    Constant(ArrayRef),
}

impl Value {
    /// As long as the rows are many.
    pub fn into_column(self, rows: usize) -> ArrayRef {
        match self {
            Value::Column(column) => column,
            Value::Constant(element) if rows == 1 => element,
            Value::Constant(element) => crate::batch::taken(&element, &UInt32Array::from(vec![0; rows])),
        }
    }

    pub fn array(&self) -> &ArrayRef {
        match self {
            Value::Column(array) | Value::Constant(array) => array,
        }
    }

    pub fn is_constant(&self) -> bool {
        matches!(self, Value::Constant(_))
    }
}

type Run = Box<dyn Fn(&Env<'_>) -> Result<Value, Fault> + Send>;

/// A compiled expression.
pub struct Kernel {
    run: Run,
    /// Columns that it reads.
    pub uses: BTreeSet<usize>,
    /// Whether some row may make it fail.
    pub fallible: bool,
    /// Whether it gives the same for the same row at any time.
    pub steady: bool,
}

impl Kernel {
    pub fn new(parts: &[&Kernel], run: Run) -> Kernel {
        Kernel {
            run,
            uses: parts.iter().flat_map(|part| part.uses.iter().copied()).collect(),
            fallible: parts.iter().any(|part| part.fallible),
            steady: parts.iter().all(|part| part.steady),
        }
    }

    pub fn constant(element: ArrayRef) -> Kernel {
        Kernel::new(&[], Box::new(move |_| Ok(Value::Constant(element.clone()))))
    }

    pub fn input(position: usize) -> Kernel {
        // INVARIANT: positions come from the plan, whose operators give as many columns as it says.
        #[expect(clippy::indexing_slicing, reason = "positions come from the plan")]
        let mut kernel = Kernel::new(&[], Box::new(move |env| Ok(Value::Column(env.columns[position].clone()))));
        kernel.uses.insert(position);
        kernel
    }

    /// Over several parts, which `f` computes as it needs them.
    pub fn joining(
        parts: Vec<Kernel>,
        f: impl Fn(&Parts, &Env<'_>) -> Result<Value, Fault> + Send + 'static,
    ) -> Kernel {
        let parts = Parts(parts);
        let all: Vec<&Kernel> = parts.0.iter().collect();
        let Kernel { uses, fallible, steady, .. } = Kernel::new(&all, Box::new(|_| Ok(nothing())));
        Kernel { run: Box::new(move |env| f(&parts, env)), uses, fallible, steady }
    }

    /// Element by element of one part.
    pub fn mapping(part: Kernel, f: impl Fn(&ArrayRef) -> Result<ArrayRef, Fault> + Send + 'static) -> Kernel {
        Kernel::joining(vec![part], move |parts, env| {
            let value = parts.at(0).eval(env)?;
            Ok(shaped(value.is_constant(), f(value.array())?))
        })
    }

    /// Element by element of two parts: `f` gives as many as [`super::lanes::length`] says for the rows it is told.
    pub fn of_two(
        left: Kernel,
        right: Kernel,
        f: impl Fn(&Value, &Value, usize) -> Result<ArrayRef, Fault> + Send + 'static,
    ) -> Kernel {
        Kernel::joining(vec![left, right], move |parts, env| {
            let (left, right) = (parts.at(0).eval(env)?, parts.at(1).eval(env)?);
            let array = f(&left, &right, env.rows)?;
            Ok(shaped(left.is_constant() && right.is_constant(), array))
        })
    }

    #[must_use]
    pub fn may_fail(mut self) -> Kernel {
        self.fallible = true;
        self
    }

    /// It reads the clock or the watermark, or rolls dice.
    #[must_use]
    pub fn unsteady(mut self) -> Kernel {
        self.steady = false;
        self
    }

    pub fn eval(&self, env: &Env<'_>) -> Result<Value, Fault> {
        (self.run)(env)
    }

    /// Its values where `keep` is true, for those rows alone.
    pub fn eval_where(&self, env: &Env<'_>, keep: &BooleanArray) -> Result<Value, Fault> {
        let kept = keep.values().count_set_bits();
        let columns: Vec<ArrayRef> = (0usize..)
            .zip(env.columns)
            .map(|(n, column)| if self.uses.contains(&n) { filtered(column, keep) } else { column.clone() })
            .collect();
        let marks = match env.marks {
            Marks::All(mark) => Marks::All(*mark),
            marks @ Marks::Each(_) => marks.of_rows(keep.values().set_indices()),
        };
        self.eval(&Env { columns: &columns, rows: kept, marks: &marks, now: env.now })
    }

    /// Computes a constant once where that is possible. What fails is left to the row that needs it.
    #[must_use]
    pub fn folded(self) -> Kernel {
        if !self.uses.is_empty() || !self.steady {
            return self;
        }
        let env = Env { columns: &[], rows: 1, marks: &Marks::All(crate::batch::NO_MARK), now: 0 };
        match self.eval(&env) {
            Ok(value) => Kernel::constant(value.into_column(1)),
            Err(_) => self,
        }
    }
}

/// What a kernel is made of.
pub struct Parts(Vec<Kernel>);

impl Parts {
    /// INVARIANT: whoever joins kernels knows how many.
    #[expect(clippy::indexing_slicing, reason = "whoever joins kernels knows how many")]
    pub fn at(&self, n: usize) -> &Kernel {
        &self.0[n]
    }

    pub fn all(&self) -> &[Kernel] {
        &self.0
    }
}

fn nothing() -> Value {
    Value::Constant(std::sync::Arc::new(arrow_array::NullArray::new(1)))
}

/// A kernel as operators use it.
pub struct Program(Kernel);

impl Program {
    pub fn new(kernel: Kernel) -> Program {
        Program(kernel)
    }

    /// One element for each row of the batch.
    pub fn run(&self, batch: &Batch, now: i64) -> Result<ArrayRef, Fault> {
        let env = Env { columns: batch.columns(), rows: batch.rows(), marks: batch.marks(), now };
        let column = self.0.eval(&env)?.into_column(batch.rows());
        debug_assert_eq!(column.len(), batch.rows(), "an element for each row");
        Ok(column)
    }

    pub fn steady(&self) -> bool {
        self.0.steady
    }
}
