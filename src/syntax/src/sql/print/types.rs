use super::Printer;
use crate::sql::ast::{IntervalQualifier, RowField, TimestampZone, TypeKind, TypeName};

impl Printer {
    pub(super) fn type_(&mut self, ty: &TypeName) {
        self.type_kind(&ty.kind);
        match ty.nullable {
            Some(true) => self.word(" NULL"),
            Some(false) => self.word(" NOT NULL"),
            None => {}
        }
    }

    fn type_kind(&mut self, kind: &TypeKind) {
        match kind {
            TypeKind::Boolean => self.word("BOOLEAN"),
            TypeKind::TinyInt => self.word("TINYINT"),
            TypeKind::SmallInt => self.word("SMALLINT"),
            TypeKind::Int => self.word("INT"),
            TypeKind::BigInt => self.word("BIGINT"),
            TypeKind::Float => self.word("FLOAT"),
            TypeKind::Double => self.word("DOUBLE"),
            TypeKind::Decimal { precision, scale } => self.sized("DECIMAL", *precision, *scale),
            TypeKind::Char(length) => self.sized("CHAR", *length, None),
            TypeKind::VarChar(length) => self.sized("VARCHAR", *length, None),
            TypeKind::String => self.word("STRING"),
            TypeKind::Binary(length) => self.sized("BINARY", *length, None),
            TypeKind::VarBinary(length) => self.sized("VARBINARY", *length, None),
            TypeKind::Bytes => self.word("BYTES"),
            TypeKind::Date => self.word("DATE"),
            TypeKind::Time(precision) => self.sized("TIME", *precision, None),
            TypeKind::Timestamp { precision, zone } => self.timestamp(*precision, *zone),
            TypeKind::Interval(qualifier) => {
                self.word("INTERVAL ");
                self.interval_qualifier(qualifier);
            }
            TypeKind::Array(element) => self.collection("ARRAY<", element),
            TypeKind::Multiset(element) => self.collection("MULTISET<", element),
            TypeKind::Map(key, value) => {
                self.word("MAP<");
                self.type_(key);
                self.word(", ");
                self.type_(value);
                self.word(">");
            }
            TypeKind::Row(fields) => {
                self.word("ROW<");
                self.list(fields, ", ", Printer::row_field);
                self.word(">");
            }
            TypeKind::Variant => self.word("VARIANT"),
            TypeKind::Bitmap => self.word("BITMAP"),
            TypeKind::Raw { class, serializer } => {
                self.word("RAW(");
                self.string(class);
                self.word(", ");
                self.string(serializer);
                self.word(")");
            }
            TypeKind::Structured { class, fields } => {
                self.word("STRUCTURED<");
                self.string(class);
                for field in fields {
                    self.word(", ");
                    self.row_field(field);
                }
                self.word(">");
            }
            TypeKind::Null => self.word("NULL"),
            TypeKind::Named(path) => self.path(path),
        }
    }

    fn row_field(&mut self, field: &RowField) {
        self.name(&field.name);
        self.word(" ");
        self.type_(&field.ty);
        if let Some(comment) = &field.comment {
            self.word(" ");
            self.string(comment);
        }
    }

    fn collection(&mut self, word: &str, element: &TypeName) {
        self.word(word);
        self.type_(element);
        self.word(">");
    }

    fn sized(&mut self, word: &str, first: Option<u32>, second: Option<u32>) {
        self.word(word);
        match (first, second) {
            (Some(first), Some(second)) => self.word(&format!("({first}, {second})")),
            (Some(first), None) => self.word(&format!("({first})")),
            (None, _) => {}
        }
    }

    fn timestamp(&mut self, precision: Option<u32>, zone: TimestampZone) {
        match zone {
            TimestampZone::Without => self.sized("TIMESTAMP", precision, None),
            TimestampZone::Local => self.sized("TIMESTAMP_LTZ", precision, None),
            TimestampZone::With => {
                self.sized("TIMESTAMP", precision, None);
                self.word(" WITH TIME ZONE");
            }
        }
    }

    pub(super) fn interval_qualifier(&mut self, qualifier: &IntervalQualifier) {
        self.word(qualifier.unit.word());
        match (qualifier.precision, qualifier.fraction.filter(|_| qualifier.to.is_none())) {
            (Some(precision), Some(fraction)) => self.word(&format!("({precision}, {fraction})")),
            (Some(precision), None) => self.word(&format!("({precision})")),
            (None, _) => {}
        }
        if let Some(to) = qualifier.to {
            self.word(" TO ");
            self.word(to.word());
            if let Some(fraction) = qualifier.fraction {
                self.word(&format!("({fraction})"));
            }
        }
    }
}
