use pest::iterators::Pair;
use weir_diagnostics::Span;

use super::{Builder, Built, Kids};
use crate::sql::ast::{RowField, TimestampZone, TypeKind, TypeName};
use crate::sql::diagnostics;
use crate::sql::grammar::Rule;

/// A type by its words and numbers.
struct Simple {
    /// In upper case, with one blank between: `CHARACTER VARYING`.
    words: String,
    precision: Option<u32>,
    scale: Option<u32>,
    zone: Option<TimestampZone>,
}

impl Builder<'_> {
    pub(super) fn type_(&mut self, pair: Pair<'_, Rule>) -> Built<TypeName> {
        let whole = self.span(&pair);
        let mut kids = Kids::of(pair);
        let core = self.any(&mut kids)?;
        let span = self.span(&core);
        let kind = self.type_core(core)?;
        let mut ty = TypeName { kind, nullable: None, span };
        while let Some(pair) = kids.next() {
            let end = self.span(&pair);
            match pair.as_rule() {
                Rule::nullability => {
                    ty.nullable = Some(!pair.into_inner().any(|word| word.as_rule() == Rule::K_NOT));
                    ty.span = ty.span.to(end);
                }
                rule => {
                    let span = whole.to(end);
                    let span = Span { end: end.end, ..span };
                    // The element of `STRING ARRAY` is never null, unlike that of `ARRAY<STRING>` (Flink 2.x).
                    let inner = Box::new(TypeName { nullable: ty.nullable.or(Some(false)), ..ty });
                    let kind = if rule == Rule::K_ARRAY { TypeKind::Array(inner) } else { TypeKind::Multiset(inner) };
                    ty = TypeName { kind, nullable: None, span };
                }
            }
        }
        Ok(ty)
    }

    fn type_core(&mut self, pair: Pair<'_, Rule>) -> Built<TypeKind> {
        let rule = pair.as_rule();
        let mut kids = Kids::of(pair.clone());
        Ok(match rule {
            Rule::row_type => {
                let fields = pair.into_inner().filter(|pair| pair.as_rule() == Rule::row_field);
                TypeKind::Row(fields.map(|field| self.row_field(field)).collect::<Built<_>>()?)
            }
            Rule::array_type => TypeKind::Array(self.inner_type(&mut kids)?),
            Rule::multiset_type => TypeKind::Multiset(self.inner_type(&mut kids)?),
            Rule::map_type => {
                let key = self.inner_type(&mut kids)?;
                TypeKind::Map(key, self.inner_type(&mut kids)?)
            }
            Rule::interval_type => {
                kids.skip(Rule::K_INTERVAL);
                let qualifier = self.need(&mut kids, Rule::interval_qualifier)?;
                TypeKind::Interval(self.interval_qualifier(qualifier)?)
            }
            Rule::raw_type => {
                kids.skip(Rule::K_RAW);
                let class = self.need(&mut kids, Rule::string)?;
                let class = self.plain_string(&class)?.value;
                let serializer = self.need(&mut kids, Rule::string)?;
                TypeKind::Raw { class, serializer: self.plain_string(&serializer)?.value }
            }
            Rule::structured_type => {
                kids.skip(Rule::K_STRUCTURED);
                let class = self.need(&mut kids, Rule::string)?;
                let class = self.plain_string(&class)?.value;
                let mut fields = Vec::new();
                while let Some(field) = kids.take(Rule::row_field) {
                    fields.push(self.row_field(field)?);
                }
                TypeKind::Structured { class, fields }
            }
            Rule::null_ => TypeKind::Null,
            _ => self.simple_type(pair)?,
        })
    }

    fn inner_type(&mut self, kids: &mut Kids<'_>) -> Built<Box<TypeName>> {
        while kids.skip(Rule::K_ARRAY) || kids.skip(Rule::K_MULTISET) || kids.skip(Rule::K_MAP) {}
        let pair = self.need(kids, Rule::type_)?;
        self.type_(pair).map(Box::new)
    }

    fn row_field(&mut self, pair: Pair<'_, Rule>) -> Built<RowField> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let name = self.any(&mut kids)?;
        let name = self.name(&name);
        let ty = self.need(&mut kids, Rule::type_)?;
        let ty = self.type_(ty)?;
        let comment = match kids.next() {
            Some(comment) => Some(self.plain_string(&comment)?.value),
            None => None,
        };
        Ok(RowField { name, ty, comment, span })
    }

    fn simple_type(&mut self, pair: Pair<'_, Rule>) -> Built<TypeKind> {
        let span = self.span(&pair);
        let mut kids = Kids::of(pair);
        let path = self.need(&mut kids, Rule::path)?;
        let quoted = path.clone().into_inner().any(|word| word.as_str().starts_with('`'));
        let path = self.function_path(path);
        let mut simple = Simple { words: String::new(), precision: None, scale: None, zone: None };
        if let ([only], false) = (path.parts.as_slice(), quoted) {
            simple.words = only.value.to_ascii_uppercase();
        }
        while let Some(pair) = kids.next() {
            match pair.as_rule() {
                Rule::K_PRECISION => simple.words.push_str(" PRECISION"),
                Rule::K_VARYING => simple.words.push_str(" VARYING"),
                Rule::precision => (simple.precision, simple.scale) = self.precision(pair)?,
                _ => simple.zone = Some(zone(pair)),
            }
        }
        match simple.kind() {
            Ok(Some(kind)) => Ok(kind),
            Ok(None) => Ok(TypeKind::Named(path)),
            Err(problem) => {
                self.diagnostics.push(diagnostics::bad_type(span, &problem));
                Err(super::Stop)
            }
        }
    }
}

fn zone(pair: Pair<'_, Rule>) -> TimestampZone {
    let mut zone = TimestampZone::With;
    for word in pair.into_inner() {
        match word.as_rule() {
            Rule::K_WITHOUT => zone = TimestampZone::Without,
            Rule::K_LOCAL => zone = TimestampZone::Local,
            _ => {}
        }
    }
    zone
}

impl Simple {
    /// None for a name that is no type of Flink's.
    fn kind(&self) -> Result<Option<TypeKind>, String> {
        let p = self.precision;
        let kind = match self.words.as_str() {
            "DECIMAL" | "DEC" | "NUMERIC" => TypeKind::Decimal { precision: p, scale: self.scale },
            "CHAR" | "CHARACTER" => self.one(TypeKind::Char(p))?,
            "VARCHAR" | "CHAR VARYING" | "CHARACTER VARYING" => self.one(TypeKind::VarChar(p))?,
            "BINARY" => self.one(TypeKind::Binary(p))?,
            "VARBINARY" | "BINARY VARYING" => self.one(TypeKind::VarBinary(p))?,
            "TIME" => self.one(TypeKind::Time(p))?,
            "TIMESTAMP" => {
                let zone = self.zone.unwrap_or(TimestampZone::Without);
                return self.one(TypeKind::Timestamp { precision: p, zone }).map(Some);
            }
            "TIMESTAMP_LTZ" => self.one(TypeKind::Timestamp { precision: p, zone: TimestampZone::Local })?,
            words => match plain(words) {
                Some(kind) if p.is_none() => kind,
                Some(_) => return Err(format!("`{words}` has no length or precision")),
                None if self.zone.is_some() || p.is_some() || words.contains(' ') => {
                    return Err(format!("`{words}` is not a type of Flink's"));
                }
                None => return Ok(None),
            },
        };
        match self.zone {
            Some(TimestampZone::Without) if self.words == "TIME" => Ok(Some(kind)),
            Some(_) => Err("only `TIMESTAMP` has a time zone".to_string()),
            None => Ok(Some(kind)),
        }
    }

    /// `kind`, if at most one number was given.
    fn one(&self, kind: TypeKind) -> Result<TypeKind, String> {
        match self.scale {
            Some(_) => Err(format!("`{}` takes one number", self.words)),
            None => Ok(kind),
        }
    }
}

/// Types without numbers.
fn plain(words: &str) -> Option<TypeKind> {
    Some(match words {
        "BOOLEAN" => TypeKind::Boolean,
        "TINYINT" => TypeKind::TinyInt,
        "SMALLINT" => TypeKind::SmallInt,
        "INT" | "INTEGER" => TypeKind::Int,
        "BIGINT" => TypeKind::BigInt,
        "FLOAT" => TypeKind::Float,
        "DOUBLE" | "DOUBLE PRECISION" => TypeKind::Double,
        "STRING" => TypeKind::String,
        "BYTES" => TypeKind::Bytes,
        "DATE" => TypeKind::Date,
        "VARIANT" => TypeKind::Variant,
        "BITMAP" => TypeKind::Bitmap,
        _ => return None,
    })
}
