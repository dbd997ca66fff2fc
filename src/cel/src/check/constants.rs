//! Conditions whose parts exclude each other, or leave nothing out.

use super::{Checker, calls};
use crate::{
    reason::{Known, Sort, always},
    syntax::{Expr, Kind},
    types::{Field, Ty},
};

impl Checker<'_> {
    /// Whether a condition without mistakes is the same for every record.
    pub(super) fn always(&self, condition: &Expr) -> Option<bool> {
        always(condition, &|expr| self.known(expr))
    }

    /// A variable, a field of one, or the size of either; asks nothing and says nothing.
    fn known(&self, expr: &Expr) -> Option<Known> {
        if calls::is_size(expr)
            && let Kind::Call { target, arguments, .. } = &expr.kind
        {
            let of = target.as_deref().or(arguments.first())?;
            let name = format!("size({})", self.quiet(of)?.1);
            return Some(Known { name, sort: Sort::Whole { least: Some(0) }, nullable: false });
        }
        let (field, name) = self.quiet(expr)?;
        let sort = match &field.ty {
            Ty::Bool => Sort::Bool,
            Ty::Int => Sort::Whole { least: None },
            Ty::Double => Sort::Double,
            Ty::String => Sort::Text,
            Ty::Uint
            | Ty::Bytes
            | Ty::Null
            | Ty::Timestamp
            | Ty::Duration
            | Ty::Type
            | Ty::List(_)
            | Ty::Map(..)
            | Ty::Record(_)
            | Ty::Opaque(_) => Sort::Other,
            Ty::Dyn | Ty::Error => return None,
        };
        Some(Known { name, sort, nullable: field.nullable })
    }

    fn quiet(&self, expr: &Expr) -> Option<(&Field, String)> {
        match &expr.kind {
            Kind::Ident(name) => {
                let found = self.scope.0.iter().rev().find(|variable| variable.field.name == *name)?;
                Some((&found.field, name.clone()))
            }
            Kind::Select { operand, field } => {
                let (holder, name) = self.quiet(operand)?;
                let Ty::Record(fields) = &holder.ty else { return None };
                // A field of a row that may be null is an error there, and no value.
                let found = fields.iter().find(|known| known.name == field.text && !holder.nullable)?;
                Some((found, format!("{name}.{}", field.text)))
            }
            Kind::Literal(_)
            | Kind::Index { .. }
            | Kind::Call { .. }
            | Kind::List(_)
            | Kind::Map(_)
            | Kind::Unary(..)
            | Kind::Binary { .. }
            | Kind::Conditional { .. } => None,
        }
    }
}
