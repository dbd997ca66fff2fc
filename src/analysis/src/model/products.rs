//! `use`: a relation made from the document of another pipeline's product, and from nothing else.

use super::{
    Build, diagnostics as messages, relations,
    settings::{Position, dotted},
};
use crate::Used;
use weir_diagnostics::Span;
use weir_ir::{
    Attributes, Changelog, Class, Classes, Classification, Column, DataType, Environment, NestedField, Platform,
    Relation, RelationFacts, RelationKind, StateClass, TimeAttribute, Type, Upstream,
    product::{Product, ProductChangelog, ProductColumn, ProductKind, ProductPlatform, cluster},
};
use weir_platforms::kinds::USE;
use weir_syntax::ast;

/// Classes that a product's columns bear are known here too.
pub(super) fn classes(build: &mut Build<'_>, used: &Used) {
    for (class, implied) in used.values().flat_map(|product| &product.classifications) {
        let entry = build.project.classifications.entry(Class(class.clone()));
        // INVARIANT: built-in classes imply nothing of a product's.
        let entry = entry.or_insert(Classification { implies: Classes::new(), doc: None, span: None });
        entry.implies.extend(implied.iter().map(|name| Class(name.clone())));
    }
}

pub(super) fn build(build: &mut Build<'_>, used: &Used) {
    let index = build.index;
    let mut taken: Vec<(String, Span)> = Vec::new();
    for (item, written) in &index.uses {
        let path = &written.product;
        let name = dotted(path);
        let settings = build.check(&USE, &format!("`use {name}`"), &written.settings, Position::Item);
        build.silence(&settings, item.span);
        if let Some((_, first)) = taken.iter().find(|(known, _)| *known == name) {
            build.diagnostics.push(messages::used_twice(path, *first));
            continue;
        }
        taken.push((name, path.span));
        if let Some(thing) = path.parts.first().and_then(|head| index.things().find(|thing| thing.value == head.value))
        {
            build.diagnostics.push(messages::hides_pipeline(path, thing.span));
            continue;
        }
        if let Some(product) = used.get(&path.span) {
            self::used(build, path, product);
        }
    }
}

fn used(build: &mut Build<'_>, path: &ast::Path, product: &Product) {
    if product.relation.kind == ProductKind::Captured {
        build.diagnostics.push(messages::captured_product(path, &product.relation.name));
    }
    match relation(path, product) {
        Ok(relation) => {
            let relation = build.project.relations.push(relation);
            build.project.upstreams.push(Upstream { relation, product: product.clone(), span: path.span });
        }
        Err(reason) => build.diagnostics.push(messages::unreadable_product(path, &reason)),
    }
}

/// The error says what of the document can't be.
fn relation(path: &ast::Path, product: &Product) -> Result<Relation, String> {
    let columns = product.columns.iter().map(|one| column(product, one, path.span)).collect::<Result<Vec<_>, _>>()?;
    let known = |name: &String| columns.iter().any(|column| column.name == *name);
    let named = product.key.iter().flatten().chain(&product.message_key);
    if let Some(missing) = named.into_iter().find(|name| !known(name)) {
        return Err(format!("its key names `{missing}`, which is none of its columns"));
    }
    let kind = RelationKind::Product {
        pipeline: product.pipeline.clone(),
        product: product.product.clone(),
        version: product.version,
    };
    let head = (dotted(path), path.span);
    let mut relation = relations::declared(head, kind, product.description.clone(), columns, facts(product)?);
    relation.owner.clone_from(&product.owner);
    relation.watermark_ms = product.watermark_ms;
    relation.idle_ms = product.idle_ms;
    Ok(relation)
}

fn facts(product: &Product) -> Result<RelationFacts, String> {
    let changelog = match product.changelog {
        ProductChangelog::Append => Changelog::Append,
        ProductChangelog::Upsert => Changelog::Upsert,
        ProductChangelog::Retract => Changelog::Retract,
    };
    let time = match &product.time {
        Some(time) => Some(TimeAttribute { column: time.column.clone(), ty: read(&time.ty)?, event: true }),
        None => None,
    };
    Ok(RelationFacts {
        changelog,
        key: product.key.clone(),
        upsert_key: product.key.clone().filter(|_| changelog != Changelog::Append),
        time,
        state: if changelog == Changelog::Append { StateClass::None } else { StateClass::Table },
    })
}

fn column(product: &Product, written: &ProductColumn, span: Span) -> Result<Column, String> {
    let ty = read(&written.ty)?;
    let mut nested = Vec::new();
    fields(&ty, &mut Vec::new(), span, &mut nested);
    for field in &mut nested {
        if let Some(said) = written.fields.iter().find(|said| said.path == field.path) {
            field.classes = of_names(&said.classifications);
            field.attributes.public = said.public;
            field.protection = said.protection.seen_from(&product.pipeline);
        }
    }
    if let Some(lost) = written.fields.iter().find(|said| !nested.iter().any(|field| field.path == said.path)) {
        return Err(format!("`{}` has no field `{}`", written.name, lost.path.join(".")));
    }
    Ok(Column {
        name: written.name.clone(),
        ty,
        declared: None,
        doc: written.description.clone(),
        span,
        attributes: Attributes {
            key: product.message_key.contains(&written.name),
            public: written.public,
            ..Attributes::default()
        },
        classes: of_names(&written.classifications),
        protection: written.protection.seen_from(&product.pipeline),
        nested,
        edges: Vec::new(),
    })
}

fn of_names(names: &std::collections::BTreeSet<String>) -> Classes {
    names.iter().map(|name| Class(name.clone())).collect()
}

fn read(text: &str) -> Result<Type, String> {
    crate::query::type_named(text).ok_or_else(|| format!("`{text}` is no type of Flink's"))
}

/// Every field of rows inside a type, by path.
#[expect(clippy::wildcard_enum_match_arm, reason = "the others hold no fields")]
fn fields(ty: &Type, path: &mut Vec<String>, span: Span, out: &mut Vec<NestedField>) {
    match &ty.data {
        DataType::Array(inner) | DataType::Multiset(inner) | DataType::Map(_, inner) => fields(inner, path, span, out),
        DataType::Row(inside) => {
            for field in inside {
                path.push(field.name.clone());
                out.push(NestedField {
                    path: path.clone(),
                    span,
                    attributes: Attributes::default(),
                    classes: Classes::new(),
                    protection: weir_ir::Protection::Plain,
                });
                fields(&field.ty, path, span, out);
                path.pop();
            }
        }
        _ => {}
    }
}

/// The topic of each product in an environment of the same name; says so where there is none, or it can't be reached.
pub(super) fn topics(build: &mut Build<'_>, environment: &mut Environment) {
    for upstream in build.project.upstreams.clone() {
        let name = match place(build, &upstream, environment) {
            Some(topic) => topic,
            // An embedded environment reads it from rows of a test or a file: any name will do.
            None => upstream.product.name(),
        };
        environment.names.topics.insert(upstream.relation, weir_ir::Physical { name, span: upstream.span });
    }
}

fn place(build: &mut Build<'_>, upstream: &Upstream, environment: &Environment) -> Option<String> {
    let (product, span) = (&upstream.product, upstream.span);
    let wanted = match environment.platform {
        Platform::Embedded => return None,
        Platform::SelfManaged => ProductPlatform::SelfManaged,
        Platform::ConfluentCloud => ProductPlatform::ConfluentCloud,
    };
    let found = product.environments.get(&environment.name).filter(|place| place.platform == wanted);
    let Some(place) = found else {
        build.diagnostics.push(messages::product_not_there(product, span, environment));
        return None;
    };
    let here = cluster(environment.platform, &environment.settings);
    // Bootstrap servers of one cluster have many names; an id has one.
    if wanted == ProductPlatform::ConfluentCloud {
        if !states_cluster(environment) {
            build.diagnostics.push(messages::product_wants_its_cluster(product, span, environment));
        } else if let (Some(here), Some(there)) = (&here, &place.cluster)
            && here != there
        {
            build.diagnostics.push(messages::product_in_another_cluster(product, span, environment, there));
        }
        if let Some((kek, _)) = product.keks.iter().find(|(_, kek)| kek.shared) {
            build.diagnostics.push(messages::product_under_shared_key(product, span, environment, kek));
        }
    }
    Some(place.topic.clone())
}

/// `cluster = { existing = … }`, by `env(…)` too.
fn states_cluster(environment: &Environment) -> bool {
    matches!(environment.settings.get("cluster"), Some(weir_ir::Value::Map(cluster)) if cluster.contains_key("existing"))
}
