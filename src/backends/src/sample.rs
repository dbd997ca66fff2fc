//! A small project built by hand, in the shape of the retailer: for tests of backends alone.

use std::collections::BTreeMap;
use weir_diagnostics::{FileId, Span};
use weir_ir::{
    Access, Attributes, Binding, Changelog, Class, Column, ColumnPath, ColumnRef, DataType, DeclaredType, Edge,
    EdgeKind, EncryptAlgorithm, EndPoint, EndPointKind, Environment, Finding, FlinkVersion, Flow, Hold, Kek, KekKind,
    Mask, MaskKind, Path, Physical, PhysicalNames, Platform, Project, Proof, Protection, Provision, ReachedColumn,
    Relation, RelationFacts, RelationId, RelationKind, Relations, SecretFlow, SecretRef, SecretStore, Service,
    ServiceKind, Settings, Sink, SinkInput, SinkKind, Source, SourceKind, StateClass, Step, TransformSettings, Type,
    Value,
};

pub(crate) fn span(start: u32) -> Span {
    Span { file: FileId(0), start, end: start + 1 }
}

pub(crate) fn column(name: &str, data: DataType, declared: Option<DeclaredType>) -> Column {
    Column {
        name: name.to_string(),
        ty: Type::not_null(data),
        declared,
        doc: None,
        span: span(0),
        attributes: Attributes::default(),
        classes: [].into(),
        protection: Protection::Plain,
        nested: Vec::new(),
        edges: Vec::new(),
    }
}

pub(crate) fn int(name: &str) -> Column {
    column(name, DataType::Int, Some(DeclaredType::Int))
}

pub(crate) fn text(name: &str) -> Column {
    column(name, DataType::String, Some(DeclaredType::VarChar(255)))
}

fn key(mut column: Column) -> Column {
    column.attributes.key = true;
    column
}

fn classed(mut column: Column, class: &str) -> Column {
    column.classes.insert(Class(class.to_string()));
    column
}

fn from(mut column: Column, relation: RelationId, input: &str, kind: EdgeKind) -> Column {
    column.declared = None;
    column.edges.push(edge(relation, input, Flow::Value, kind));
    column
}

fn edge(relation: RelationId, input: &str, flow: Flow, kind: EdgeKind) -> Edge {
    Edge { from: ColumnRef { relation, path: ColumnPath::column(input) }, flow, kind, span: span(500) }
}

pub(crate) fn relation(name: &str, kind: RelationKind, changelog: Changelog, columns: Vec<Column>) -> Relation {
    let key: Vec<String> =
        columns.iter().filter(|column| column.attributes.key).map(|column| column.name.clone()).collect();
    let key = (!key.is_empty() && changelog != Changelog::Append).then_some(key);
    Relation {
        name: name.to_string(),
        kind,
        doc: None,
        span: span(100),
        columns,
        facts: RelationFacts { changelog, upsert_key: key.clone(), key, time: None, state: StateClass::None },
        owner: None,
        watermark_ms: 5000,
        idle_ms: None,
        partitions: None,
        retention_ms: None,
        query: None,
        plan: None,
        row_edges: Vec::new(),
    }
}

fn captured(table: &str) -> RelationKind {
    RelationKind::Captured {
        source: "shop".into(),
        schema: "public".into(),
        table: table.into(),
        changelog_append: table == "order_items",
        deletes_as_rows: false,
        existing: false,
    }
}

fn tables(relations: &mut Relations) -> Vec<RelationId> {
    let mut email = classed(text("email"), "pii");
    email.protection = Protection::Masked(MaskKind::Redact { text: "****".into() });
    email.attributes.unique = true;
    let mut orderdate = column("orderdate", DataType::TimestampLtz(3), Some(DeclaredType::Timestamp(None)));
    orderdate.ty.nullable = true;
    let mut price = column("price", DataType::Decimal { precision: 10, scale: 2 }, None);
    price.declared = Some(DeclaredType::Decimal { precision: 10, scale: 2 });
    let products = vec![key(int("productid")), text("brand"), text("productname"), price, int("stock")];
    let products = relations.push(relation("shop.products", captured("products"), Changelog::Upsert, products));
    let customers = vec![
        key(int("customerid")),
        classed(text("customername"), "pii"),
        email,
        text("segment"),
        classed(text("address"), "pii"),
    ];
    let customers = relations.push(relation("shop.customers", captured("customers"), Changelog::Upsert, customers));
    let mut customer = int("customerid");
    customer.attributes.references = Some(ColumnRef { relation: customers, path: ColumnPath::column("customerid") });
    let orders = vec![key(int("orderid")), customer, orderdate, text("status")];
    let orders = relations.push(relation("shop.orders", captured("orders"), Changelog::Upsert, orders));
    let mut order = int("orderid");
    order.attributes.references = Some(ColumnRef { relation: orders, path: ColumnPath::column("orderid") });
    let items = vec![key(int("orderitemid")), order, int("productid"), int("quantity")];
    let items = relations.push(relation("shop.order_items", captured("order_items"), Changelog::Append, items));
    vec![products, customers, orders, items]
}

fn payments(relations: &mut Relations) -> (RelationId, RelationId) {
    let secret = |name: &str| {
        let mut column = classed(text(name), "pci");
        column.declared = Some(DeclaredType::String);
        column.protection = Protection::Encrypted {
            algorithm: EncryptAlgorithm::Aes256Gcm,
            kek: "csfle_key".into(),
            subject: "payments-value".into(),
        };
        column
    };
    let mut ts = column("ts", DataType::TimestampLtz(3), Some(DeclaredType::TimestampLtz(Some(3))));
    ts.attributes.event_time = true;
    let amount = column("amount", DataType::Double, Some(DeclaredType::Double));
    let columns = vec![
        key(int("order_id")),
        int("customer_id"),
        text("confirmation_code"),
        secret("cc_number"),
        secret("expiration"),
        amount,
        ts,
    ];
    let kind = RelationKind::Topic { existing: false, producers: Vec::new(), compatibility: Default::default() };
    let payments = relations.push(relation("payments", kind, Changelog::Append, columns.clone()));
    let kind = RelationKind::DeadLetter { of: payments, rules: vec!["valid_confirmation_code".into()] };
    (payments, relations.push(relation("error_payments", kind, Changelog::Append, columns)))
}

fn transform(relations: &mut Relations, name: &str, columns: Vec<Column>, rows: Vec<Edge>) -> RelationId {
    let kind = RelationKind::Transform(TransformSettings { version: 1, ..TransformSettings::default() });
    let upsert = columns.iter().any(|column| column.attributes.key);
    let changelog = if upsert { Changelog::Upsert } else { Changelog::Append };
    let mut made = relation(name, kind, changelog, columns);
    made.row_edges = rows;
    relations.push(made)
}

fn transforms(relations: &mut Relations, tables: &[RelationId], payments: RelationId) -> [RelationId; 4] {
    let (products, customers, orders, items) = (tables[0], tables[1], tables[2], tables[3]);
    let copy = |column: Column, of: RelationId| {
        let name = column.name.clone();
        from(column, of, &name, EdgeKind::Identity)
    };
    let alerts =
        vec![key(copy(int("productid"), products)), copy(text("productname"), products), copy(int("stock"), products)];
    let where_stock = vec![edge(products, "stock", Flow::Influence, EdgeKind::Filter)];
    let alerts = transform(relations, "low_stock_alerts", alerts, where_stock);
    let total = from(int("total_amount"), items, "quantity", EdgeKind::Transformation);
    let sales = vec![copy(int("orderid"), orders), copy(text("brand"), products), copy(int("quantity"), items), total];
    let joins = vec![edge(items, "productid", Flow::Influence, EdgeKind::Join)];
    let sales = transform(relations, "product_sales", sales, joins);
    let completed = vec![
        copy(int("order_id"), payments),
        classed(copy(text("customername"), customers), "pii"),
        classed(copy(text("address"), customers), "pii"),
        copy(column("amount", DataType::Double, None), payments),
        copy(column("ts", DataType::TimestampLtz(3), None), payments),
    ];
    let joins = vec![
        edge(payments, "customer_id", Flow::Influence, EdgeKind::Join),
        edge(customers, "customerid", Flow::Influence, EdgeKind::Join),
        edge(orders, "orderid", Flow::Influence, EdgeKind::Join),
    ];
    let completed = transform(relations, "completed_orders", completed, joins);
    let money = column("total_revenue", DataType::Decimal { precision: 10, scale: 2 }, None);
    let revenue = vec![
        from(column("window_start", DataType::Timestamp(3), None), completed, "ts", EdgeKind::Window),
        from(money, completed, "amount", EdgeKind::Aggregation),
    ];
    let window = vec![edge(completed, "ts", Flow::Influence, EdgeKind::Window)];
    let revenue = transform(relations, "revenue_summary", revenue, window);
    [alerts, sales, completed, revenue]
}

fn settings(entries: &[(&str, Value)]) -> Settings {
    let mut settings = Settings::default();
    for (name, value) in entries {
        settings.insert(*name, value.clone(), span(0));
    }
    settings
}

fn sink(name: &str, kind: SinkKind, inputs: &[RelationId]) -> Sink {
    let inputs = inputs.iter().map(|id| SinkInput { relation: *id, alias: None, span: span(700) }).collect();
    Sink { name: name.into(), kind, doc: None, inputs, settings: Settings::default(), span: span(690) }
}

fn services(payments: RelationId) -> Vec<Service> {
    let service = |name: &str, kind, access, rate: Value| Service {
        name: name.into(),
        kind,
        doc: None,
        access: vec![access],
        environments: vec!["dev".into(), "local".into(), "cloud".into()],
        settings: settings(&[("rate", rate)]),
        span: span(800),
    };
    let each = |per_ms| Value::Rate { events: 1, per_ms };
    let mut till = service("payments_app", ServiceKind::Payments, Access::WritesRelation(payments), each(2000));
    till.settings.insert("invalid", Value::Percent { per_million: 50_000 }, span(0));
    vec![service("shop_feeder", ServiceKind::Feeder, Access::WritesSource("shop".into()), each(1000)), till]
}

/// The retailer, by hand: three environments, a proof with one reported path for `cloud`.
pub(crate) fn project() -> Project {
    let mut relations = Relations::default();
    let tables = tables(&mut relations);
    let (payments, _) = payments(&mut relations);
    let [alerts, sales, completed, revenue] = transforms(&mut relations, &tables, payments);
    let email = ColumnRef { relation: tables[1], path: ColumnPath::column("email") };
    let mask = Mask { column: email, kind: MaskKind::Redact { text: "****".into() }, raw_allowed: None, span: span(0) };
    let kek = Kek {
        name: "csfle_key".into(),
        kind: KekKind::AwsKms,
        doc: None,
        shared: false,
        settings: Settings::default(),
        span: span(0),
    };
    let shop = settings(&[
        ("database", Value::Text("onlinestoredb".into())),
        ("user", Value::Text("postgres".into())),
        ("password", Value::Secret(SecretRef("shop_password".into()))),
    ]);
    let source =
        Source { name: "shop".into(), kind: SourceKind::Postgres, doc: None, settings: shop, tables, span: span(50) };
    let mut project = Project {
        doc: Some("Orders, products and customers in; alerts, sales and revenue out.".into()),
        owner: Some("data-platform".into()),
        files: BTreeMap::from([(FileId(0), "pipelines/online_retailer.weir".into())]),
        line_starts: BTreeMap::from([(FileId(0), vec![0, 40, 90, 300, 480, 650, 750])]),
        sources: vec![source],
        relations,
        masks: vec![mask],
        keks: vec![kek],
        sinks: vec![
            sink("warehouse", SinkKind::Snowflake, &[alerts, sales]),
            sink("lake", SinkKind::Iceberg, &[revenue]),
        ],
        services: services(payments),
        ..Project::empty("online_retailer", span(0))
    };
    let platforms =
        [("dev", Platform::Embedded), ("local", Platform::SelfManaged), ("cloud", Platform::ConfluentCloud)];
    project.environments = platforms.iter().map(|(name, platform)| environment(&project, name, *platform)).collect();
    if let Some(cloud) = project.environments.last_mut() {
        cloud.proof = proof(completed, &project.relations);
    }
    project
}

fn environment(project: &Project, name: &str, platform: Platform) -> Environment {
    let provision =
        if platform == Platform::ConfluentCloud { Provision::Make("rds".into()) } else { Provision::Unstated };
    let mut shop = project.sources[0].settings.clone();
    if platform != Platform::ConfluentCloud {
        shop.insert("host", Value::Text("localhost".into()), span(0));
    }
    let kafka = Value::Env(weir_ir::EnvRef { name: "KAFKA".into(), default: Some("localhost:9092".into()) });
    let prefix = format!("weir/{}/{name}/", project.name);
    Environment {
        name: name.into(),
        platform,
        like: None,
        doc: None,
        span: span(900),
        settings: if platform == Platform::SelfManaged { settings(&[("kafka", kafka)]) } else { Settings::default() },
        params: BTreeMap::new(),
        secrets: match platform {
            Platform::ConfluentCloud => SecretStore::AwsSecretsManager { prefix },
            Platform::Embedded | Platform::SelfManaged => SecretStore::Env { template: "WEIR_SECRET_{NAME}".into() },
        },
        flink_version: FlinkVersion { major: 2, minor: 2 },
        protected: false,
        sources: BTreeMap::from([(
            "shop".to_string(),
            Binding { kind: SourceKind::Postgres, settings: shop, provision, span: span(910) },
        )]),
        sinks: project.sinks.iter().map(|sink| (sink.name.clone(), sink_bound(sink, platform))).collect(),
        keks: project.keks.iter().map(|kek| (kek.name.clone(), bound(kek.kind, &kek.settings))).collect(),
        services: project.services.iter().map(|one| (one.name.clone(), bound(one.kind, &one.settings))).collect(),
        names: names(project, name),
        scans: BTreeMap::new(),
        masks: BTreeMap::new(),
        protection: BTreeMap::new(),
        proof: Proof::default(),
    }
}

fn physical(name: String) -> Physical {
    Physical { name, span: span(0) }
}

fn names(project: &Project, env: &str) -> PhysicalNames {
    let stem = format!("{}-{env}", project.name);
    let dashed = |name: &str| physical(format!("{stem}-{name}").replace('_', "-"));
    let topic = |relation: &Relation| match &relation.kind {
        RelationKind::Captured { table, .. } => physical(format!("shiftleft.public.{table}")),
        RelationKind::Topic { .. }
        | RelationKind::DeadLetter { .. }
        | RelationKind::Transform(_)
        | RelationKind::Product { .. } => physical(relation.name.clone()),
    };
    let transforms = project.relations.iter().filter(|(_, one)| matches!(one.kind, RelationKind::Transform(_)));
    let deliveries = project.sinks.iter().flat_map(|sink| sink.inputs.iter().map(move |input| (sink, input.relation)));
    PhysicalNames {
        topics: project.relations.iter().map(|(id, one)| (id, topic(one))).collect(),
        topic_prefixes: BTreeMap::from([("shop".to_string(), "shiftleft".to_string())]),
        source_connectors: BTreeMap::from([("shop".to_string(), dashed("shop"))]),
        sink_connectors: project.sinks.iter().map(|sink| (sink.name.clone(), dashed(&sink.name))).collect(),
        slots: BTreeMap::from([("shop".to_string(), format!("{}_{env}_shop", project.name))]),
        publications: BTreeMap::from([("shop".to_string(), format!("{}_{env}_shop", project.name))]),
        statements: transforms.map(|(id, one)| (id, dashed(&one.name))).collect(),
        sink_tables: deliveries
            .map(|(sink, id)| ((sink.name.clone(), id), physical(project.relations[id].name.clone())))
            .collect(),
        group: stem.clone(),
        keks: project.keks.iter().map(|kek| (kek.name.clone(), format!("{stem}-{}", kek.name))).collect(),
    }
}

/// Where a delivery ends: Snowflake and Glue in the cloud, Postgres and a folder at home.
fn sink_bound(sink: &Sink, platform: Platform) -> Binding<SinkKind> {
    let text = |value: &str| Value::Text(value.into());
    let word = |value: &str| Value::Word(value.into());
    let cloud = platform == Platform::ConfluentCloud;
    let (kind, entries) = match sink.kind {
        SinkKind::Snowflake if !cloud => (
            SinkKind::Postgres,
            vec![
                ("host", text("localhost")),
                ("database", text("warehouse")),
                ("password", Value::Secret(SecretRef("warehouse_password".into()))),
            ],
        ),
        SinkKind::Iceberg if !cloud => {
            (SinkKind::Iceberg, vec![("catalog", word("hadoop")), ("warehouse", text("file:///var/lib/weir/lake"))])
        }
        SinkKind::Iceberg => (SinkKind::Iceberg, vec![("catalog", word("glue"))]),
        kind @ (SinkKind::Snowflake | SinkKind::Postgres | SinkKind::S3 | SinkKind::Http | SinkKind::File) => {
            (kind, vec![("database", text("PRODUCTION")), ("schema", text("PUBLIC"))])
        }
    };
    bound(kind, &settings(&entries))
}

fn bound<Kind>(kind: Kind, settings: &Settings) -> Binding<Kind> {
    Binding { kind, settings: settings.clone(), provision: Provision::Unstated, span: span(0) }
}

fn proof(completed: RelationId, relations: &Relations) -> Proof {
    let customers = relations.find("shop.customers").unwrap();
    let origin = ColumnRef { relation: customers, path: ColumnPath::column("address") };
    let step = |what: &str, how: &str, at: u32| Step { what: what.into(), how: how.into(), span: span(at) };
    let steps = vec![
        step("shop.customers.address", "declared pii here", 100),
        step("completed_orders.address", "copied here", 500),
    ];
    let reached = ReachedColumn { relation: completed, column: Some("address".into()) };
    let finding = Finding {
        class: Class("pii".into()),
        origin,
        flow: Flow::Value,
        reached,
        hold: Hold::Reported,
        path: Path { steps },
    };
    let topic = EndPoint {
        kind: EndPointKind::Topic,
        name: "completed_orders".into(),
        span: span(480),
        findings: vec![finding],
        holds_if: vec!["nobody outside reads the topic `completed_orders`".into()],
    };
    let lake = EndPoint {
        kind: EndPointKind::Sink,
        name: "lake".into(),
        span: span(690),
        findings: Vec::new(),
        holds_if: vec![],
    };
    let secret = SecretFlow { secret: SecretRef("shop_password".into()), to: "connector/shop".into(), in_state: false };
    Proof { end_points: vec![lake, topic], secrets: vec![secret] }
}

/// Every backend over the sample: what is written, and what is said. Its transforms have no queries, so Flink makes
/// nothing of them and the manifests say so; of anything else they say nothing.
#[test]
fn everything_is_written() {
    let mut diagnostics = weir_diagnostics::Diagnostics::default();
    let out = crate::emit(&project(), None, &mut diagnostics);
    let flink =
        |message: &str| message.contains("depends on `statement/") || message.contains("depends on `flink_table/");
    let others: Vec<&str> = diagnostics.iter().map(|one| one.message.as_str()).filter(|one| !flink(one)).collect();
    assert!(others.is_empty(), "{others:#?}");
    for path in ["graph.svg", "lineage.json", "protection.md", "dev/README.md", "dev/manifest.json"] {
        assert!(out.get(path).is_some(), "{path}");
    }
    assert_eq!(out.files().filter(|(path, _)| path.starts_with("dev/")).count(), 2);
}
