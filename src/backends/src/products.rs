//! `products/<product>.v<version>.json`: what pipelines of other checkouts are told of each exposed product.

use crate::{ProjectBackend, text};
use serde_json::Value;
use weir_diagnostics::Diagnostics;
use weir_ir::{ArtifactSet, Project, product};

pub(crate) struct Products;

impl ProjectBackend for Products {
    fn name(&self) -> &'static str {
        "products"
    }

    fn emit(&self, project: &Project, out: &mut ArtifactSet, _: &mut Diagnostics) {
        for product in product::products(project) {
            let value = serde_json::to_value(&product).unwrap_or(Value::Null);
            out.file(&format!("products/{}", product.file_name()), text::json(&value));
        }
    }
}
