//! `flink.tf`: the compute pool that runs the statements.

use super::{
    kafka,
    module::{File, Module, data, resource},
    scope::Scope,
    values::{refer, template},
};

pub(super) fn emit(scope: &Scope<'_>, module: &mut Module) {
    if scope.transforms().next().is_none() {
        return;
    }
    let region = scope.region(module);
    match scope.existing("pool") {
        Some(id) => {
            let id = scope.piece(module, &id);
            let item = data("confluent_flink_compute_pool", "main").comment("A compute pool that exists.");
            module.add(File::Flink, item.set("id", template(&[id])).nest(kafka::environment_block(scope)));
        }
        None => {
            let stated = scope.env.settings.integer("max_cfu").and_then(|cfu| u64::try_from(cfu).ok());
            let most = scope.group_integer("pool", "max_cfu").or(stated).unwrap_or(20);
            module.add(
                File::Flink,
                resource("confluent_flink_compute_pool", "main")
                    .named(&scope.stem)
                    .at(scope.env.span)
                    .set("display_name", scope.stem.as_str())
                    .set("cloud", "AWS")
                    .set("region", template(std::slice::from_ref(&region)))
                    .set("max_cfu", most)
                    .nest(kafka::environment_block(scope))
                    .keep(),
            );
        }
    }
    module.add(
        File::Flink,
        data("confluent_flink_region", "main").set("cloud", "AWS").set("region", template(&[region])),
    );
    module.output("flink_compute_pool_id", refer(&format!("{}.id", scope.pool())), "The Flink compute pool.");
    let endpoint = refer("data.confluent_flink_region.main.rest_endpoint");
    module.output("flink_rest_endpoint", endpoint, "The REST API of Flink statements.");
}
