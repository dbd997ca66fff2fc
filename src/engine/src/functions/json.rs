//! JSON.

mod value;

pub use value::Json;

pub fn is_json(text: &str) -> bool {
    Json::parse(text).is_some()
}
