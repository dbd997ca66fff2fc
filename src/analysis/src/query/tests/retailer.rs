//! The four transforms of the retailer.

use super::{Outcome, add, empty_project, not_null, nullable, push, run};
use weir_ir::{Changelog, DataType, Flow, Project, RelationKind, StateClass, TransformSettings};

fn project() -> Project {
    let mut project = empty_project();
    let int = || not_null(DataType::Int);
    let text = || not_null(DataType::String);
    let decimal = || not_null(DataType::Decimal { precision: 10, scale: 2 });
    let products =
        [("productid", int()), ("brand", text()), ("productname", text()), ("price", decimal()), ("stock", int())];
    add(&mut project, "shop.products", &products, &["productid"], Some("$rowtime"));
    let customers = [("customerid", int()), ("customername", text()), ("email", text()), ("address", text())];
    add(&mut project, "shop.customers", &customers, &["customerid"], Some("$rowtime"));
    let orders = [
        ("orderid", int()),
        ("customerid", int()),
        ("orderdate", nullable(DataType::TimestampLtz(3))),
        ("status", text()),
    ];
    add(&mut project, "shop.orders", &orders, &["orderid"], Some("$rowtime"));
    let items = [("orderitemid", int()), ("orderid", int()), ("productid", int()), ("quantity", int())];
    add(&mut project, "shop.order_items", &items, &[], Some("$rowtime"));
    let payments = [
        ("order_id", int()),
        ("customer_id", int()),
        ("confirmation_code", text()),
        ("amount", not_null(DataType::Double)),
        ("ts", not_null(DataType::TimestampLtz(3))),
    ];
    add(&mut project, "payments", &payments, &[], Some("ts"));
    project
}

/// Analyses and adds the result, as the model does.
fn transform(project: &mut Project, name: &str, sql: &str) -> Outcome {
    let outcome = run(project, sql);
    assert_eq!(outcome.codes(), Vec::<&str>::new(), "{name}: {:?}", outcome.diagnostics);
    let columns = outcome.analyzed.columns.clone();
    let kind = RelationKind::Transform(TransformSettings::default());
    push(project, name, kind, columns, outcome.analyzed.facts.clone());
    if let Some(id) = project.relations.find(name)
        && let Some(relation) = project.relations.get_mut(id)
    {
        relation.query = outcome.analyzed.query.clone();
    }
    outcome
}

fn value_inputs(project: &Project, outcome: &Outcome, column: &str) -> Vec<String> {
    let column = outcome.analyzed.columns.iter().find(|c| c.name == column).unwrap();
    let edges = column.edges.iter().filter(|edge| edge.flow == Flow::Value);
    edges
        .map(|edge| format!("{}.{} {:?}", project.relations[edge.from.relation].name, edge.from.path, edge.kind))
        .collect()
}

#[test]
fn the_retailer_is_clean_and_has_the_facts_of_its_design() {
    let mut project = project();
    let alerts = transform(
        &mut project,
        "low_stock_alerts",
        "SELECT productid, productname, stock, 'Low stock: Quantity below 50!' AS alert_message
         FROM shop.products WHERE stock < 50",
    );
    let facts = &alerts.analyzed.facts;
    assert_eq!(facts.changelog, Changelog::Upsert);
    assert_eq!(facts.key, Some(vec!["productid".to_string()]));
    assert_eq!(facts.upsert_key, facts.key);
    assert_eq!(facts.time, None);

    let sales = transform(
        &mut project,
        "product_sales",
        "SELECT o.orderid, p.productid, oi.orderitemid, p.brand, p.productname, p.price, oi.quantity,
            CAST(oi.quantity * p.price AS DECIMAL(10, 2)) AS total_amount
         FROM shop.order_items oi
         JOIN shop.orders   FOR SYSTEM_TIME AS OF oi.`$rowtime` AS o ON oi.orderid = o.orderid
         JOIN shop.products FOR SYSTEM_TIME AS OF oi.`$rowtime` AS p ON oi.productid = p.productid
         WHERE p.productname <> '' AND p.price > 0",
    );
    let facts = &sales.analyzed.facts;
    assert_eq!((facts.changelog, facts.key.clone(), facts.state), (Changelog::Append, None, StateClass::Table));
    assert_eq!(
        value_inputs(&project, &sales, "total_amount"),
        ["shop.order_items.quantity Transformation", "shop.products.price Transformation"]
    );
    assert_eq!(value_inputs(&project, &sales, "brand"), ["shop.products.brand Identity"]);
    assert!(sales.columns().contains("total_amount DECIMAL(10, 2) NOT NULL"), "{}", sales.columns());
    assert_eq!(sales.analyzed.query.as_ref().unwrap().versioned().len(), 2);

    let completed = transform(
        &mut project,
        "completed_orders",
        "SELECT pymt.order_id, cust.customerid, cust.customername, cust.address, pymt.amount, pymt.confirmation_code, pymt.ts
         FROM payments pymt
         JOIN shop.customers FOR SYSTEM_TIME AS OF pymt.ts AS cust ON pymt.customer_id = cust.customerid
         JOIN shop.orders    FOR SYSTEM_TIME AS OF pymt.ts AS ord  ON pymt.order_id = ord.orderid",
    );
    let facts = &completed.analyzed.facts;
    assert_eq!(facts.changelog, Changelog::Append);
    assert_eq!(facts.time.as_ref().map(|time| time.column.as_str()), Some("ts"));

    let revenue = transform(
        &mut project,
        "revenue_summary",
        "SELECT window_start, window_end, CAST(SUM(amount) AS DECIMAL(10, 2)) AS total_revenue
         FROM TABLE(TUMBLE(TABLE completed_orders, DESCRIPTOR(ts), INTERVAL '5' SECOND))
         GROUP BY window_start, window_end",
    );
    let facts = &revenue.analyzed.facts;
    assert_eq!((facts.changelog, facts.state), (Changelog::Append, StateClass::Bounded));
    assert_eq!(
        revenue.columns(),
        "window_start TIMESTAMP(3) NOT NULL, window_end TIMESTAMP(3) NOT NULL, total_revenue DECIMAL(10, 2) NOT NULL"
    );
    assert_eq!(value_inputs(&project, &revenue, "window_start"), ["completed_orders.ts Window"]);
    assert_eq!(value_inputs(&project, &revenue, "total_revenue"), ["completed_orders.amount Transformation"]);
}
