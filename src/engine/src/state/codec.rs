use crate::types;
use arrow_array::ArrayRef;
use arrow_row::{RowConverter, RowParser, Rows, SortField};
use arrow_schema::{DataType as Arrow, SortOptions};
use weir_ir::DataType;

/// Rows of some columns as bytes and back. Equal bytes are equal rows (NULL equals NULL, as in GROUP BY); bytes compare
/// as the rows do, column by column in the direction asked for.
pub struct RowCodec {
    /// None where there is no column.
    converter: Option<(RowConverter, RowParser)>,
    columns: Vec<Arrow>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SortDirection {
    pub descending: bool,
    pub nulls_first: bool,
}

impl RowCodec {
    /// For keys and stored rows, ascending.
    pub fn new<'a>(types: impl IntoIterator<Item = &'a DataType>) -> RowCodec {
        RowCodec::sorted(types.into_iter().map(|ty| (ty, SortDirection { descending: false, nulls_first: true })))
    }

    pub fn sorted<'a>(columns: impl IntoIterator<Item = (&'a DataType, SortDirection)>) -> RowCodec {
        let columns: Vec<(Arrow, SortDirection)> =
            columns.into_iter().map(|(ty, direction)| (types::data_type(ty), direction)).collect();
        let fields = columns.iter().map(|(ty, direction)| {
            let options = SortOptions { descending: direction.descending, nulls_first: direction.nulls_first };
            SortField::new_with_options(ty.clone(), options)
        });
        // INVARIANT: every type that has a layout can be encoded.
        let converter = if columns.is_empty() { None } else { RowConverter::new(fields.collect()).ok() };
        let converter = converter.map(|converter| {
            let parser = converter.parser();
            (converter, parser)
        });
        RowCodec { converter, columns: columns.into_iter().map(|(ty, _)| ty).collect() }
    }

    /// The columns' rows as bytes.
    pub fn encode(&self, columns: &[ArrayRef]) -> Encoded {
        // INVARIANT: the columns are of the codec's types and of one length.
        Encoded(self.converter.as_ref().and_then(|(converter, _)| converter.convert_columns(columns).ok()))
    }

    /// Rows back in columns.
    pub fn decode<'a>(&self, rows: impl IntoIterator<Item = &'a [u8]>) -> Vec<ArrayRef> {
        let Some((converter, parser)) = &self.converter else { return Vec::new() };
        let parsed: Vec<_> = rows.into_iter().map(|bytes| parser.parse(bytes)).collect();
        // INVARIANT: the bytes come from `encode` of this codec, or of its equal in a checkpoint with the same plan.
        let empty = || self.columns.iter().map(arrow_array::new_empty_array).collect();
        converter.convert_rows(parsed).unwrap_or_else(|_| empty())
    }

    /// The layouts of the columns.
    pub fn types(&self) -> &[Arrow] {
        &self.columns
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }
}

/// The encoded rows of a batch.
pub struct Encoded(Option<Rows>);

impl Encoded {
    /// The bytes of a row; empty where there is no column.
    pub fn row(&self, row: usize) -> &[u8] {
        self.0.as_ref().map_or(&[], |rows| rows.row(row).data())
    }
}
