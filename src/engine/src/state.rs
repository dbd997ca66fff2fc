//! What operators remember: rows and keys as encoded bytes, in compact tables that can be written to a checkpoint.

mod codec;
mod multimap;
mod snapshot;
mod table;

pub use codec::{Encoded, RowCodec, SortDirection};
pub use multimap::{Entry, Multimap};
pub use snapshot::{Corrupt, Reader, Writer};
pub use table::KeyTable;
