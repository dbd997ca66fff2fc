//! Hashes of texts, as hexadecimal digits.

use super::{Body, Eval, Evaluator, Site, Want};
use crate::{
    datum::{self, Datum},
    expr::Args,
    fault::Fault,
};
use arrow_array::{
    ArrayRef,
    types::{Int32Type, Int64Type},
};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};
use weir_ir::DataType;

pub(super) static TABLE: &[Evaluator] = &[
    Evaluator { name: "HASH_CODE", args: &[Want::Own], body: Body::Prepared(hash_code), fallible: false },
    hash("MD5", |args| hashed(args, digest::<Md5>)),
    hash("SHA1", |args| hashed(args, digest::<Sha1>)),
    Evaluator { name: "SHA2", args: &[Want::Text, Want::Long], body: Body::Text(sha2), fallible: false },
    hash("SHA224", |args| hashed(args, digest::<Sha224>)),
    hash("SHA256", |args| hashed(args, digest::<Sha256>)),
    hash("SHA384", |args| hashed(args, digest::<Sha384>)),
    hash("SHA512", |args| hashed(args, digest::<Sha512>)),
];

const fn hash(name: &'static str, run: fn(&Args<'_>) -> Result<ArrayRef, Fault>) -> Evaluator {
    Evaluator { name, args: &[Want::Text], body: Body::Text(run), fallible: false }
}

fn digest<D: Digest>(text: &str) -> String {
    D::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hashed(args: &Args<'_>, of: fn(&str) -> String) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| text.get(row).map(of)))
}

/// Java's `hashCode`.
#[expect(clippy::wildcard_enum_match_arm, clippy::cast_possible_truncation, reason = "the low 32 bits, as Java takes")]
fn hash_code(site: &Site<'_>) -> Result<Eval, String> {
    let of: fn(&Datum) -> i64 = match site.arg(0) {
        DataType::TinyInt | DataType::SmallInt | DataType::Int | DataType::Date => {
            |value| if let Datum::Int(value) = value { *value } else { 0 }
        }
        DataType::BigInt => |value| {
            if let Datum::Int(value) = value { *value ^ ((*value).cast_unsigned() >> 32).cast_signed() } else { 0 }
        },
        DataType::Boolean => |value| if *value == Datum::Boolean(true) { 1231 } else { 1237 },
        DataType::Char(_) | DataType::VarChar(_) | DataType::String => |value| {
            let Datum::Text(text) = value else { return 0 };
            i64::from(text.encode_utf16().fold(0i32, |hash, unit| hash.wrapping_mul(31).wrapping_add(i32::from(unit))))
        },
        other => return Err(format!("HASH_CODE of {other}")),
    };
    Ok(Box::new(move |args| {
        let column = args.column(0);
        Ok(args.numbers::<Int32Type>(|row| {
            let value = datum::read(&column, row);
            (value != Datum::Null).then(|| of(&value) as i32)
        }))
    }))
}

fn sha2(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (text, length) = (args.text(0), args.number::<Int64Type>(1));
    Ok(args.texts(|row| {
        let text = text.get(row)?;
        Some(match length.get(row)? {
            224 => digest::<Sha224>(text),
            256 => digest::<Sha256>(text),
            384 => digest::<Sha384>(text),
            512 => digest::<Sha512>(text),
            _ => return None,
        })
    }))
}
