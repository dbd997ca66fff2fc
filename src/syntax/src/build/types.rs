//! Types and attributes.

use super::{Builder, Parts, unquoted};
use crate::ast::{Attribute, TypeExpr, TypeKind};
use crate::grammar::Rule;
use pest::iterators::Pair;
use weir_diagnostics::Spanned;

impl Builder {
    pub(super) fn type_expr(&mut self, pair: Pair<'_, Rule>) -> Option<TypeExpr> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let inner = parts.any()?;
        let nullable = parts.next(Rule::nullable).is_some();
        let rule = inner.as_rule();
        let mut parts = Parts::of(inner);
        let kind = match rule {
            Rule::array_type => TypeKind::Array(Box::new(self.type_expr(parts.next(Rule::type_expr)?)?)),
            Rule::map_type => {
                let key = self.type_expr(parts.next(Rule::type_expr)?)?;
                let value = self.type_expr(parts.next(Rule::type_expr)?)?;
                TypeKind::Map(Box::new(key), Box::new(value))
            }
            Rule::row_type => TypeKind::Row(parts.all().map(|field| self.field(field)).collect::<Option<_>>()?),
            Rule::enum_type => {
                let literals = parts.all().map(|pair| Spanned::new(unquoted(pair.as_str()), self.span(&pair)));
                TypeKind::Enum(literals.collect())
            }
            _ => {
                let name = self.name(&parts.next(Rule::name)?);
                let arguments = parts.all().map(|number| self.integer(&number)).collect();
                TypeKind::Simple { name, arguments }
            }
        };
        Some(TypeExpr { span, nullable, kind })
    }

    pub(super) fn attribute(&mut self, pair: Pair<'_, Rule>) -> Option<Attribute> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let name = parts.next(Rule::attribute_head)?.into_inner().next()?;
        let name = self.name(&name);
        let arguments = parts.all().map(|value| self.value(value)).collect::<Option<_>>()?;
        Some(Attribute { name, arguments, span })
    }
}
