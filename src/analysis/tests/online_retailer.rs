//! The retailer's own file: what `describe` will say of its transforms.

use weir_analysis::analyze;
use weir_diagnostics::FileId;

const RETAILER: &str = include_str!("../../../pipelines/online_retailer.weir");

#[test]
fn the_transforms_of_the_retailer_have_the_facts_of_its_design() {
    let parsed = weir_syntax::parse(FileId(0), RETAILER);
    let analysis = analyze(&[parsed.file]);
    let said: Vec<String> = analysis.diagnostics.iter().map(|one| format!("{} {}", one.code.id, one.message)).collect();
    assert!(said.is_empty(), "{said:#?}");
    let found = ["low_stock_alerts", "product_sales", "completed_orders", "revenue_summary"].map(|name| {
        let relations = &analysis.project.relations;
        let relation = &relations[relations.find(name).unwrap()];
        let facts = &relation.facts;
        let key = facts.upsert_key.as_ref().map_or_else(String::new, |key| key.join(", "));
        let time = facts.time.as_ref().map_or("", |time| time.column.as_str());
        format!("{name}: {} ({key}) time {time} state {} delay {}", facts.changelog, facts.state, relation.watermark_ms)
    });
    assert_eq!(
        found,
        [
            "low_stock_alerts: upsert (productid) time  state table delay 10000",
            "product_sales: append () time  state table delay 10000",
            "completed_orders: append () time ts state table delay 10000",
            "revenue_summary: append () time  state bounded delay 15000",
        ]
    );
}
