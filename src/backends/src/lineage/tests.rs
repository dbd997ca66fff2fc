use super::{document, transformation};
use crate::sample;
use serde_json::{Value, json};
use weir_ir::{EdgeKind, Flow};

fn dataset<'a>(document: &'a Value, name: &str) -> &'a Value {
    document["datasets"].as_array().unwrap().iter().find(|dataset| dataset["name"] == name).unwrap()
}

#[test]
fn a_derived_column_names_its_inputs() {
    let document = document(&sample::project());
    let lineage = &dataset(&document, "completed_orders")["facets"]["columnLineage"];
    assert_eq!(
        lineage["fields"]["address"]["inputFields"],
        json!([{
            "namespace": "online_retailer",
            "name": "shop.customers",
            "field": "address",
            "transformations":
                [{ "type": "DIRECT", "subtype": "IDENTITY", "description": "value", "masking": false }],
        }])
    );
    let rows = lineage["dataset"].as_array().unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["shop.customers", "shop.orders", "payments"]);
    assert_eq!(rows[0]["transformations"][0]["type"], "INDIRECT");
}

#[test]
fn a_dead_letter_copies_what_is_encrypted() {
    let document = document(&sample::project());
    let field = &dataset(&document, "error_payments")["facets"]["columnLineage"]["fields"]["cc_number"];
    assert_eq!(field["inputFields"][0]["name"], "payments");
    assert_eq!(field["inputFields"][0]["transformations"][0]["masking"], true);
}

#[test]
fn every_column_is_there() {
    let project = sample::project();
    let document = document(&project);
    for (_, relation) in project.relations.iter() {
        let fields = &dataset(&document, &relation.name)["facets"]["columnLineage"]["fields"];
        assert_eq!(fields.as_object().unwrap().len(), relation.columns.len(), "{}", relation.name);
    }
}

#[test]
fn kinds_and_flows_are_told_apart() {
    let cases = [
        (EdgeKind::Identity, Flow::Value, "DIRECT", "IDENTITY", false),
        (EdgeKind::Aggregation, Flow::Existence, "DIRECT", "AGGREGATION", true),
        (EdgeKind::GroupBy, Flow::Influence, "INDIRECT", "GROUP_BY", false),
        (EdgeKind::Conditional, Flow::Value, "INDIRECT", "CONDITIONAL", false),
        (EdgeKind::Transformation, Flow::Influence, "INDIRECT", "TRANSFORMATION", false),
    ];
    for (kind, flow, ty, subtype, masking) in cases {
        let made = transformation(kind, flow, false);
        assert_eq!((&made["type"], &made["subtype"], &made["masking"]), (&json!(ty), &json!(subtype), &json!(masking)));
    }
}
