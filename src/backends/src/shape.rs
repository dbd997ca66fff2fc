//! The message shape of a relation in an environment: which columns stand in the key and in the value of its topic,
//! and with which physical types. Schemas, connectors and Flink tables all read it from here.

use weir_avro::{Convention, FieldType};
use weir_ir::{
    Changelog, Column, ColumnPath, ColumnRef, DataType, DeclaredType, Environment, MaskKind, MaskPlace, Platform,
    Project, Relation, RelationId, RelationKind, RowField, Type,
};

/// The last field of a captured table's records, the text `true` or `false` (Debezium, `ExtractNewRecordState`).
pub(crate) const DELETED: &str = "__deleted";

/// A relation's topic.
pub(crate) struct Shape<'a> {
    pub(crate) id: RelationId,
    pub(crate) relation: &'a Relation,
    /// The physical name.
    pub(crate) topic: &'a str,
    /// Columns of the message key, in key order; empty where messages have none.
    pub(crate) key: Vec<&'a Column>,
    /// Columns of the value: key first, without columns that a mask drops.
    pub(crate) columns: Vec<&'a Column>,
}

impl<'a> Shape<'a> {
    /// `None` for dead letters (JSON without a subject) and for relations without a topic here.
    pub(crate) fn of(project: &'a Project, env: &'a Environment, id: RelationId) -> Option<Shape<'a>> {
        let relation = &project.relations[id];
        let topic = env.names.topics.get(&id)?.name.as_str();
        let keys: Vec<&str> = match &relation.kind {
            // Of a product the document says which columns its key has.
            RelationKind::Captured { .. } | RelationKind::Topic { .. } | RelationKind::Product { .. } => {
                relation.declared_key()
            }
            RelationKind::Transform(_) => derived_key(relation),
            RelationKind::DeadLetter { .. } => return None,
        };
        let kept = |column: &&Column| !is_dropped(project, id, column);
        let key: Vec<&Column> = keys.iter().filter_map(|name| relation.column(name)).filter(kept).collect();
        let rest = relation.columns.iter().filter(|column| !keys.contains(&column.name.as_str())).filter(kept);
        let columns = match relation.kind {
            // The order of a captured table or declared topic is that of its declaration.
            RelationKind::Captured { .. } | RelationKind::Topic { .. } => {
                relation.columns.iter().filter(kept).collect()
            }
            RelationKind::Transform(_) | RelationKind::DeadLetter { .. } | RelationKind::Product { .. } => {
                key.iter().copied().chain(rest).collect()
            }
        };
        Some(Shape { id, relation, topic, key, columns })
    }

    pub(crate) fn is_captured(&self) -> bool {
        matches!(self.relation.kind, RelationKind::Captured { .. })
    }

    /// Every message stands for a row of its own.
    pub(crate) fn is_append(&self) -> bool {
        self.relation.facts.changelog == Changelog::Append
    }

    /// Records that are no rows: a captured table's deletes, which its topic marks `__deleted`. With `deletes = rows` they
    /// are rows too.
    pub(crate) fn hides_deleted(&self) -> bool {
        match self.relation.kind {
            RelationKind::Captured { changelog_append, deletes_as_rows, .. } => !(changelog_append && deletes_as_rows),
            RelationKind::Topic { .. }
            | RelationKind::DeadLetter { .. }
            | RelationKind::Transform(_)
            | RelationKind::Product { .. } => false,
        }
    }

    /// The type of a column as the topic's format holds it, before scans and views.
    pub(crate) fn physical(&self, column: &Column, platform: Platform) -> Type {
        let data = match (&self.relation.kind, &column.declared) {
            (RelationKind::Captured { .. }, Some(declared)) => captured_type(declared),
            _ => column.ty.data.clone(),
        };
        let ty = Type::new(data, column.ty.nullable && !self.is_key(column));
        match platform {
            Platform::ConfluentCloud | Platform::Embedded => ty,
            Platform::SelfManaged => open_source(&ty),
        }
    }

    pub(crate) fn is_key(&self, column: &Column) -> bool {
        self.key.iter().any(|key| key.name == column.name)
    }

    /// The type of a field for the Avro schema of its subject.
    pub(crate) fn field_type(&self, column: &Column) -> FieldType {
        match (&self.relation.kind, &column.declared) {
            (RelationKind::Captured { .. }, Some(declared)) => {
                FieldType::Captured { ty: declared.clone(), nullable: column.ty.nullable && !self.is_key(column) }
            }
            _ => FieldType::Flink(Type::new(column.ty.data.clone(), column.ty.nullable && !self.is_key(column))),
        }
    }

    /// The column that is the event time, where it is not the record's timestamp.
    pub(crate) fn time_column(&self) -> Option<&'a Column> {
        time_column(self.relation)
    }
}

pub(crate) fn time_column(relation: &Relation) -> Option<&Column> {
    let time = relation.facts.time.as_ref().filter(|time| time.event)?;
    relation.column(&time.column)
}

/// The key of a transform's topic: only updating results have one.
fn derived_key(relation: &Relation) -> Vec<&str> {
    match (relation.facts.changelog, &relation.facts.key) {
        (Changelog::Append, _) | (_, None) => Vec::new(),
        (Changelog::Upsert | Changelog::Retract, Some(key)) => key.iter().map(String::as_str).collect(),
    }
}

pub(crate) fn convention(env: &Environment) -> Convention {
    match env.platform {
        Platform::ConfluentCloud | Platform::Embedded => Convention::Confluent,
        Platform::SelfManaged => Convention::OpenSource,
    }
}

pub(crate) fn is_dropped(project: &Project, id: RelationId, column: &Column) -> bool {
    let column = ColumnRef { relation: id, path: ColumnPath::column(&column.name) };
    project.mask(&column).is_some_and(|mask| mask.kind == MaskKind::Drop)
}

/// The mask of a column where it acts in the scan.
pub(crate) fn scan_mask<'a>(
    project: &'a Project,
    env: &Environment,
    id: RelationId,
    column: &Column,
) -> Option<&'a MaskKind> {
    let at = ColumnRef { relation: id, path: ColumnPath::column(&column.name) };
    let place = env.masks.get(&at)?;
    match place {
        MaskPlace::Scan => project.mask(&at).map(|mask| &mask.kind),
        MaskPlace::ConnectorTransform | MaskPlace::ConnectorSetting | MaskPlace::Engine => None,
    }
}

/// A column of a captured table as it arrives (Debezium with connect time, precise decimals).
fn captured_type(declared: &DeclaredType) -> DataType {
    match declared {
        DeclaredType::Boolean => DataType::Boolean,
        DeclaredType::TinyInt | DeclaredType::SmallInt => DataType::SmallInt,
        DeclaredType::Int => DataType::Int,
        DeclaredType::BigInt => DataType::BigInt,
        DeclaredType::Float => DataType::Float,
        DeclaredType::Double => DataType::Double,
        DeclaredType::Decimal { precision, scale } => DataType::Decimal { precision: *precision, scale: *scale },
        DeclaredType::String
        | DeclaredType::VarChar(_)
        | DeclaredType::Char(_)
        | DeclaredType::Text
        | DeclaredType::Uuid
        | DeclaredType::Json
        | DeclaredType::Enum(_)
        | DeclaredType::TimestampLtz(_) => DataType::String,
        DeclaredType::Bytes | DeclaredType::Binary(_) => DataType::Bytes,
        DeclaredType::Date => DataType::Date,
        DeclaredType::Time(_) => DataType::Time(3),
        DeclaredType::Timestamp(_) => DataType::TimestampLtz(3),
        DeclaredType::Array(element) => DataType::Array(Box::new(Type::nullable(captured_type(&element.ty)))),
        DeclaredType::Map(..) | DeclaredType::Row(_) | DeclaredType::Error => DataType::Error,
    }
}

/// What open-source Flink's `avro-confluent` reads and writes for a type (its legacy mapping; Flink 2.x,
/// `AvroSchemaConverter`).
pub(crate) fn open_source(ty: &Type) -> Type {
    let nested = |ty: &Type| Box::new(open_source(ty));
    let data = match &ty.data {
        DataType::TinyInt | DataType::SmallInt => DataType::Int,
        DataType::Char(_) | DataType::VarChar(_) => DataType::String,
        DataType::Binary(_) | DataType::VarBinary(_) => DataType::Bytes,
        DataType::Time(_) => DataType::Time(3),
        DataType::Timestamp(precision) | DataType::TimestampLtz(precision) => DataType::Timestamp((*precision).max(3)),
        DataType::Array(element) => DataType::Array(nested(element)),
        // A key of Avro is never null.
        DataType::Map(key, value) => DataType::Map(Box::new(Type::not_null(open_source(key).data)), nested(value)),
        DataType::Row(fields) => DataType::Row(
            fields.iter().map(|field| RowField { name: field.name.clone(), ty: open_source(&field.ty) }).collect(),
        ),
        DataType::Boolean
        | DataType::Int
        | DataType::BigInt
        | DataType::Float
        | DataType::Double
        | DataType::Decimal { .. }
        | DataType::String
        | DataType::Bytes
        | DataType::Date
        | DataType::IntervalMonths(_)
        | DataType::IntervalMillis(_)
        | DataType::Multiset(_)
        | DataType::Null
        | DataType::Variant
        | DataType::Bitmap
        | DataType::Error => ty.data.clone(),
    };
    Type::new(data, ty.nullable)
}
