//! A Terraform module as compile wrote it, its expressions evaluated against what has been made so far: enough of
//! Terraform to ask a service for a resource where the provider itself cannot be had.

use super::environment::Environment;
use hcl::eval::{Context, Evaluate};
use hcl::{Block, Body, Expression};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What Terraform reads itself, not the provider.
const META: &[&str] = &["depends_on", "provider", "lifecycle", "for_each", "count"];

pub(crate) struct Module {
    blocks: Vec<Block>,
    world: Map<String, Value>,
    outputs: BTreeMap<String, Expression>,
}

impl Module {
    /// Reads `terraform/*.tf`. Variables have their defaults, or the values of `terraform.tfvars.example`.
    pub(crate) fn read(environment: &Environment) -> Result<Module, String> {
        let mut blocks = Vec::new();
        let mut variables = Map::new();
        for file in environment.files.iter().filter(|file| file.starts_with("terraform/")) {
            let text = environment.text(file)?;
            if file.ends_with(".tf") {
                blocks.extend(body(file, &text)?.into_blocks());
            } else if file.ends_with(".tfvars.example") {
                for attribute in body(file, &text)?.into_attributes() {
                    variables.insert(attribute.key.to_string(), evaluate(&attribute.expr, &Context::new())?);
                }
            }
        }
        for block in blocks.iter().filter(|block| block.identifier() == "variable") {
            let default = attribute(block, "default").and_then(|value| evaluate(value, &Context::new()).ok());
            if let (Some(name), Some(default)) = (label(block, 0), default) {
                variables.entry(name.to_string()).or_insert(default);
            }
        }
        let outputs = blocks.iter().filter(|block| block.identifier() == "output");
        let outputs =
            outputs.filter_map(|block| Some((label(block, 0)?.to_string(), attribute(block, "value")?.clone())));
        let outputs = outputs.collect();
        let mut world = Map::new();
        world.insert("var".to_string(), Value::Object(variables));
        Ok(Module { blocks, world, outputs })
    }

    /// What Terraform's `kind.name` is now known to be.
    pub(crate) fn know(&mut self, address: &str, value: Value) {
        let mut place = &mut self.world;
        let mut steps: Vec<&str> = address.split('.').collect();
        let Some(last) = steps.pop() else { return };
        for step in steps {
            let entry = place.entry(step.to_string()).or_insert_with(|| Value::Object(Map::new()));
            let Value::Object(inner) = entry else { return };
            place = inner;
        }
        place.insert(last.to_string(), value);
    }

    /// Addresses of the data sources of a kind.
    pub(crate) fn data(&self, kind: &str) -> Vec<String> {
        let blocks = self.blocks.iter().filter(|block| block.identifier() == "data" && label(block, 0) == Some(kind));
        blocks.filter_map(|block| Some(format!("data.{kind}.{}", label(block, 1)?))).collect()
    }

    /// Attributes and nested blocks of a resource or data source, each nested block as a list; an error names what it
    /// refers to and nobody has made.
    pub(crate) fn values(&self, address: &str) -> Result<Value, String> {
        self.values_but(address, &[])
    }

    /// The same without some attributes, which only Terraform itself can evaluate.
    pub(crate) fn values_but(&self, address: &str, left_out: &[&str]) -> Result<Value, String> {
        let block = self.block(address).ok_or_else(|| format!("{address} is not in terraform/"))?;
        inside(block.body(), left_out, &self.context())
    }

    /// The value of an output, where it is known.
    pub(crate) fn output(&self, name: &str) -> Option<String> {
        let value = evaluate(self.outputs.get(name)?, &self.context()).ok()?;
        Some(value.as_str().map_or_else(|| value.to_string(), str::to_string))
    }

    fn block(&self, address: &str) -> Option<&Block> {
        let (sort, rest) = match address.strip_prefix("data.") {
            Some(rest) => ("data", rest),
            None => ("resource", address),
        };
        let (kind, name) = rest.split_once('.')?;
        let named = |block: &&Block| label(block, 0) == Some(kind) && label(block, 1) == Some(name);
        self.blocks.iter().filter(|block| block.identifier() == sort).find(named)
    }

    fn context(&self) -> Context<'static> {
        let mut context = Context::new();
        for (name, value) in &self.world {
            if let Ok(value) = hcl::value::to_value(value) {
                context.declare_var(name.as_str(), value);
            }
        }
        context
    }
}

fn body(file: &str, text: &str) -> Result<Body, String> {
    hcl::from_str(text).map_err(|error| format!("{file}: {error}"))
}

fn label(block: &Block, at: usize) -> Option<&str> {
    block.labels().get(at).map(hcl::BlockLabel::as_str)
}

fn attribute<'a>(block: &'a Block, name: &str) -> Option<&'a Expression> {
    block.body().attributes().find(|attribute| attribute.key() == name).map(hcl::Attribute::expr)
}

fn inside(body: &Body, left_out: &[&str], context: &Context<'_>) -> Result<Value, String> {
    let mut values = Map::new();
    let wanted = |name: &str| !META.contains(&name) && !left_out.contains(&name);
    for attribute in body.attributes().filter(|attribute| wanted(attribute.key())) {
        let value = evaluate(attribute.expr(), context).map_err(|words| format!("`{}`: {words}", attribute.key()))?;
        values.insert(attribute.key().to_string(), value);
    }
    for block in body.blocks().filter(|block| !META.contains(&block.identifier())) {
        let inner = inside(block.body(), left_out, context)?;
        let entry = values.entry(block.identifier().to_string()).or_insert_with(|| Value::Array(Vec::new()));
        if let Value::Array(blocks) = entry {
            blocks.push(inner);
        }
    }
    Ok(Value::Object(values))
}

fn evaluate(expression: &Expression, context: &Context<'_>) -> Result<Value, String> {
    let value = expression.evaluate(context).map_err(|error| error.to_string().trim().replace('\n', " "))?;
    serde_json::to_value(value).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::real::environment::read_all;
    use serde_json::json;

    fn retailer() -> Module {
        let environments = read_all(&crate::tree::root().join("generated")).unwrap();
        let cloud = environments.iter().find(|environment| environment.title() == "online_retailer/cloud").unwrap();
        Module::read(cloud).unwrap()
    }

    #[test]
    fn a_resource_is_evaluated_against_what_has_been_made() {
        let mut module = retailer();
        let refused = module.values("confluent_role_binding.weir_connectmanager_cluster").unwrap_err();
        assert!(refused.contains("principal"), "{refused}");
        module.know("confluent_service_account.weir", json!({ "id": "sa-1" }));
        module.know("confluent_kafka_cluster.main", json!({ "id": "lkc-1", "rbac_crn": "crn://c" }));
        let binding = module.values("confluent_role_binding.weir_connectmanager_cluster").unwrap();
        assert_eq!(binding["principal"], "User:sa-1");
        assert_eq!(binding["crn_pattern"], "crn://c");
        let topic = module.values("confluent_role_binding.weir_manage_topic_payments").unwrap();
        assert_eq!(topic["crn_pattern"], "crn://c/kafka=lkc-1/topic=payments");
    }

    #[test]
    fn nested_blocks_are_lists_and_what_terraform_reads_is_left_out() {
        let module = retailer();
        let environment = module.values("confluent_environment.main").unwrap();
        assert_eq!(
            environment,
            json!({ "display_name": "online-retailer-cloud", "stream_governance": [{ "package": "ADVANCED" }] })
        );
        assert_eq!(module.output("region").as_deref(), Some("us-east-1"));
        assert_eq!(module.output("environment_id"), None);
        assert_eq!(module.data("confluent_flink_region"), ["data.confluent_flink_region.main"]);
    }
}
