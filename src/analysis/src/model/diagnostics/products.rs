//! Words about products of other pipelines.

use crate::model::settings::dotted;
use weir_diagnostics::{Diagnostic, Span, codes::names as codes, suggest};
use weir_ir::{Environment, product::Product};
use weir_syntax::ast;

pub(in crate::model) fn used_twice(path: &ast::Path, first: Span) -> Diagnostic {
    let message = format!("the product `{}` is used twice", dotted(path));
    Diagnostic::new(codes::DUPLICATE_NAME, path.span, message, "again here")
        .label(first, "first here")
        .help("remove one of them: a pipeline reads one version of a product")
}

pub(in crate::model) fn exposed_twice(product: &ast::Name, version: u32, first: Span) -> Diagnostic {
    let message = format!("two products with the name `{}` and version {version}", product.value);
    Diagnostic::new(codes::DUPLICATE_NAME, product.span, message, "again here")
        .label(first, "first here")
        .help("give one of them another name or version: versions may stand beside each other")
}

pub(in crate::model) fn exposed_again(path: &ast::Path, pipeline: &str) -> Diagnostic {
    let message = format!("`{}` is a product of `{pipeline}` already", dotted(path));
    Diagnostic::new(codes::WRONG_THING, path.span, message, "")
        .help("let its readers `use` it from there, or expose a transform of it")
}

pub(in crate::model) fn hides_pipeline(path: &ast::Path, there: Span) -> Diagnostic {
    let head = path.parts.first().map_or("", |part| part.value.as_str());
    let message = format!("`{head}` is a pipeline here and something of this one there");
    Diagnostic::new(codes::DUPLICATE_NAME, path.span, message, "the pipeline")
        .label(there, "the other one")
        .help(format!("rename the other one: queries could not tell `{}` from a column or table of it", dotted(path)))
}

/// `relation` is what the other pipeline calls it.
pub(in crate::model) fn captured_product(path: &ast::Path, relation: &str) -> Diagnostic {
    let message = format!("the product `{}` is a captured table", dotted(path));
    Diagnostic::new(codes::WRONG_THING, path.span, message, "")
        .note(format!("the topic of `{relation}` holds deletes as marked records, and its masks are its pipeline's"))
        .help("ask its owner to expose a transform of it: `SELECT … FROM` the table")
}

pub(in crate::model) fn unreadable_product(path: &ast::Path, reason: &str) -> Diagnostic {
    let message = format!("the file of the product `{}` can't be right: {reason}", dotted(path));
    Diagnostic::new(codes::PRODUCT_NOT_FOUND, path.span, message, "")
        .help("take the file that `weir compile` writes in the other checkout, as it is")
}

pub(in crate::model) fn product_not_there(product: &Product, at: Span, environment: &Environment) -> Diagnostic {
    let name = &environment.name;
    let message = format!("the product `{}` does not lie in an environment `{name}`", product.name());
    let same: Vec<&str> = product.environments.keys().map(String::as_str).collect();
    let there: Vec<String> = same.iter().map(|name| format!("`{name}`")).collect();
    let help = match suggest(name, same.iter().copied()) {
        Some(found) if found != *name => {
            format!("did you mean the environment `{found}`? its pipeline has {}", there.join(", "))
        }
        _ if there.is_empty() => {
            format!("`{}` is deployed nowhere: ask its owner for an environment", product.pipeline)
        }
        _ => format!(
            "its pipeline has {}: an environment reads the products of the one with its name and platform",
            there.join(", ")
        ),
    };
    Diagnostic::new(codes::PRODUCT_ELSEWHERE, at, message, "used here")
        .label(environment.span, format!("this one is {}", environment.platform))
        .help(help)
}

pub(in crate::model) fn product_in_another_cluster(
    product: &Product,
    at: Span,
    environment: &Environment,
    cluster: &str,
) -> Diagnostic {
    let message = format!("the product `{}` lies in the cluster `{cluster}` in `{}`", product.name(), environment.name);
    Diagnostic::new(codes::PRODUCT_ELSEWHERE, at, message, "used here")
        .label(environment.span, "this environment states another one")
        .help(format!(
            "state `cluster = {{ existing = \"{cluster}\" }}`: statements read the topics of their own cluster"
        ))
}

pub(in crate::model) fn product_wants_its_cluster(
    product: &Product,
    at: Span,
    environment: &Environment,
) -> Diagnostic {
    let message =
        format!("`{}` makes a cluster of its own, where the product `{}` is not", environment.name, product.name());
    Diagnostic::new(codes::PRODUCT_ELSEWHERE, at, message, "used here")
        .label(environment.span, "no `cluster = { existing = … }` here")
        .help(format!(
            "state the cluster and environment of `{}`: `cluster = {{ existing = \"lkc-…\" }}`",
            product.pipeline
        ))
}

pub(in crate::model) fn product_under_shared_key(
    product: &Product,
    at: Span,
    environment: &Environment,
    kek: &str,
) -> Diagnostic {
    let message = format!(
        "the product `{}` has fields under the shared key `{kek}`, to which `{}` has no right",
        product.name(),
        environment.name
    );
    Diagnostic::new(codes::PRODUCT_ELSEWHERE, at, message, "used here")
        .note("Flink on Confluent Cloud decrypts fields of a shared key, and fails where it may not")
        .help("ask its owner to expose a transform without those fields, or with a key that is not shared")
}
