//! What operators remember: rows and keys as encoded bytes, in compact tables that can be written to a checkpoint.

mod codec;
mod snapshot;
mod table;

pub use codec::{Encoded, RowCodec, SortDirection};
pub use snapshot::{Corrupt, Reader, Writer};
pub use table::KeyTable;
