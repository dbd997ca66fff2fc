//! Words about products that `use` names.

use std::collections::BTreeSet;
use weir_diagnostics::{Diagnostic, codes::names as codes, suggest};
use weir_syntax::ast;

fn dotted(item: &ast::Use) -> String {
    item.product.parts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>().join(".")
}

fn found(item: &ast::Use, message: String) -> Diagnostic {
    Diagnostic::new(codes::PRODUCT_NOT_FOUND, item.product.span, message, "")
}

pub(crate) fn not_a_product(item: &ast::Use) -> Diagnostic {
    found(item, format!("`{}` is no product", dotted(item))).help("write `use PIPELINE.PRODUCT`")
}

pub(crate) fn own_product(item: &ast::Use) -> Diagnostic {
    found(item, format!("`{}` is a product of this pipeline", dotted(item)))
        .help("read the relation itself, by its own name")
}

/// Names of pipelines here, and of `pipeline.product` from elsewhere.
pub(crate) fn nowhere(
    item: &ast::Use,
    pipeline: &str,
    (here, stored): (&BTreeSet<String>, &BTreeSet<String>),
) -> Diagnostic {
    let name = dotted(item);
    let message = format!("no pipeline `{pipeline}` is here, and no product `{name}` came from another checkout");
    let near =
        suggest(&name, stored.iter().map(String::as_str)).map(|near| format!("did you mean `{near}`?")).or_else(|| {
            suggest(pipeline, here.iter().map(String::as_str))
                .map(|near| format!("did you mean the pipeline `{near}`?"))
        });
    let take = "take it with `weir lock --from DIR`, where DIR is the checkout that exposes it";
    found(item, message).help(near.unwrap_or_else(|| take.to_string()))
}

pub(crate) fn unknown_product(item: &ast::Use, pipeline: &str, known: &BTreeSet<String>) -> Diagnostic {
    let product = item.product.parts.last().map_or("", |part| part.value.as_str());
    let message = format!("the pipeline `{pipeline}` exposes no product `{product}`");
    let list: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
    let help = match suggest(product, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{pipeline}.{near}`?"),
        None if known.is_empty() => {
            format!("it exposes none: add `expose RELATION as {product} {{ version = 1 }}` there")
        }
        None => format!("its products: {}", list.join(", ")),
    };
    found(item, message).help(help)
}

pub(crate) fn unknown_version(item: &ast::Use, version: u32, known: &[u32]) -> Diagnostic {
    let list: Vec<String> = known.iter().map(|version| format!("`version = {version}`")).collect();
    found(item, format!("the product `{}` has no version {version} here", dotted(item)))
        .help(format!("what there is: {}", list.join(", ")))
}

pub(crate) fn broken_pipeline(item: &ast::Use, pipeline: &str, errors: usize) -> Diagnostic {
    let count = if errors == 1 { "an error".to_string() } else { format!("{errors} errors") };
    found(item, format!("the pipeline `{pipeline}` has {count}, so what it exposes is not known"))
        .help(format!("`weir check {pipeline}` shows what is wrong there"))
}

pub(crate) fn product_cycle(item: &ast::Use, names: &[String]) -> Diagnostic {
    let circle = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" → ");
    let message = format!("pipelines use each other's products in a circle: {circle}");
    Diagnostic::new(codes::PRODUCT_CYCLE, item.product.span, message, "")
        .help("move what both need into a pipeline that uses neither")
}

pub(crate) fn bad_file(item: &ast::Use, path: &str, reason: &str) -> Diagnostic {
    found(item, format!("`{path}` can't be read as a product: {reason}"))
        .help("take it anew with `weir lock --from DIR`, where DIR is the checkout that exposes it")
}

pub(crate) fn unreadable_lock(item: &ast::Use, reason: &str) -> Diagnostic {
    let message = format!("`weir.lock` can't be read: {reason}");
    Diagnostic::new(codes::PRODUCT_CHANGED, item.product.span, message, "used here")
        .help("restore it from git, or remove it and run `weir lock`")
}

pub(crate) fn not_pinned(item: &ast::Use, path: &str) -> Diagnostic {
    let message = format!("the product `{}` is not pinned: `weir.lock` does not name it", dotted(item));
    Diagnostic::new(codes::PRODUCT_CHANGED, item.product.span, message, "")
        .note(format!("its file is `{path}`"))
        .help("run `weir lock`, and commit `weir.lock` with it")
}

pub(crate) fn pinned_otherwise(item: &ast::Use, wanted: u32, pinned: u32) -> Diagnostic {
    let message = format!("`{}` is pinned in version {pinned} and wanted in version {wanted}", dotted(item));
    Diagnostic::new(codes::PRODUCT_CHANGED, item.product.span, message, "")
        .help("run `weir lock`, look at what differs, and commit `weir.lock`")
}

pub(crate) fn changed(item: &ast::Use, path: &str) -> Diagnostic {
    let message = format!("`{path}` is not the product that `weir.lock` pins");
    Diagnostic::new(codes::PRODUCT_CHANGED, item.product.span, message, "used here")
        .help("restore the file, or run `weir lock` to take the change, look at it and commit both")
}
