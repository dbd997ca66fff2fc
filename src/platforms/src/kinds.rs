//! What each kind of item takes. A kind is one row: adding one here makes the analyzer accept it, the docs list it and
//! the editor complete it; the grammar knows none of them.

mod attributes;
mod environments;
mod items;
mod keks;
mod masks;
mod services;
mod sinks;
mod sources;
mod spec;
mod types;

pub use attributes::{ATTRIBUTES, AttributeSpec, BUILT_IN_CLASSES};
pub use environments::ENVIRONMENTS;
pub use items::{
    CLASSIFICATION, EXPOSE, GIVEN, NAMING, PIPELINE, PlaceholderSet, RULE, TABLE, TOPIC, TRANSFORM, USE, naming_default,
};
pub use keks::KEKS;
pub use masks::{MASKS, MaskArgument, MaskSpec};
pub use services::SERVICES;
pub use sinks::SINKS;
pub use sources::SOURCES;
pub use spec::{Need, Place, SettingSpec, Spec, ValueType};
pub use types::{TYPES, TypeSpec};

/// The row of a name, as users write it.
pub fn find<'a>(specs: &'a [Spec], name: &str) -> Option<&'a Spec> {
    specs.iter().find(|spec| spec.name == name)
}

#[cfg(test)]
mod tests;
