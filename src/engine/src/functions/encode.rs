//! Base64 and URLs.

use super::{Body, Evaluator, Want};
use crate::{expr::Args, fault::Fault};
use arrow_array::ArrayRef;
use base64::{Engine, engine::general_purpose::STANDARD};

const TEXT: &[Want] = &[Want::Text];

pub(super) static TABLE: &[Evaluator] = &[
    text("FROM_BASE64", from_base64),
    text("PARSE_URL", parse_url),
    text("TO_BASE64", to_base64),
    text("URL_DECODE", url_decode),
    text("URL_ENCODE", url_encode),
];

const fn text(name: &'static str, run: fn(&Args<'_>) -> Result<ArrayRef, Fault>) -> Evaluator {
    Evaluator { name, args: TEXT, body: Body::Text(run), fallible: false }
}

pub(super) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

fn to_base64(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| text.get(row).map(|text| base64(text.as_bytes()))))
}

fn from_base64(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| {
        let bytes = STANDARD.decode(text.get(row)?).ok()?;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }))
}

/// `application/x-www-form-urlencoded`, as Java writes it.
fn url_encode(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    let one = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'*' | b'_' => char::from(byte).to_string(),
        b' ' => "+".to_string(),
        byte => format!("%{byte:02X}"),
    };
    Ok(args.texts(|row| text.get(row).map(|text| text.bytes().map(one).collect::<String>())))
}

fn url_decode(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let text = args.text(0);
    Ok(args.texts(|row| decoded(text.get(row)?)))
}

/// None where a percent sign has no two digits behind it.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        });
    }
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn parse_url(args: &Args<'_>) -> Result<ArrayRef, Fault> {
    let (url, part) = (args.text(0), args.text(1));
    let key = (args.len() > 2).then(|| args.text(2));
    Ok(args.texts(|row| {
        let (url, part) = (Url::parse(url.get(row)?)?, part.get(row)?);
        let Some(key) = &key else { return url.part(part) };
        let prefix = format!("{}=", key.get(row)?);
        let query = url.query.filter(|_| part == "QUERY")?;
        query.split('&').find_map(|pair| pair.strip_prefix(prefix.as_str())).map(str::to_string)
    }))
}

struct Url<'u> {
    protocol: &'u str,
    authority: &'u str,
    path: &'u str,
    query: Option<&'u str>,
    fragment: Option<&'u str>,
}

impl<'u> Url<'u> {
    fn parse(text: &'u str) -> Option<Url<'u>> {
        let (protocol, rest) = text.split_once("://")?;
        let (rest, fragment) = match rest.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (rest, None),
        };
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (rest, None),
        };
        let slash = rest.find('/').unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(slash)?;
        Some(Url { protocol, authority, path, query, fragment })
    }

    fn part(&self, part: &str) -> Option<String> {
        let host = self.authority.rsplit_once('@').map_or(self.authority, |(_, host)| host);
        Some(match part {
            "PROTOCOL" => self.protocol.to_string(),
            "AUTHORITY" => self.authority.to_string(),
            "USERINFO" => self.authority.rsplit_once('@')?.0.to_string(),
            "HOST" => host.split_once(':').map_or(host, |(host, _)| host).to_string(),
            "PATH" => self.path.to_string(),
            "QUERY" => self.query?.to_string(),
            "REF" => self.fragment?.to_string(),
            "FILE" => match self.query {
                Some(query) => format!("{}?{query}", self.path),
                None => self.path.to_string(),
            },
            _ => return None,
        })
    }
}
