//! Addresses of resources, the same in every backend: `kind/name`, with names of the pipeline file, not physical ones,
//! so that a renaming of the world is not a new resource. Terraform's are `terraform/<its own address>`.

pub fn terraform(address: &str) -> String {
    format!("terraform/{address}")
}

/// A Kafka topic, by relation.
pub fn topic(relation: &str) -> String {
    format!("topic/{relation}")
}

/// A subject with schema, rules, metadata: by relation; `part` is `value` or `key`.
pub fn subject(relation: &str, part: &str) -> String {
    format!("subject/{relation}-{part}")
}

pub fn kek(name: &str) -> String {
    format!("kek/{name}")
}

/// A table of a source database.
pub fn source_table(relation: &str) -> String {
    format!("postgres_table/{relation}")
}

pub fn replication_role(source: &str) -> String {
    format!("postgres_role/{source}")
}

pub fn publication(source: &str) -> String {
    format!("publication/{source}")
}

/// The connector of a source or sink; `part` tells two of one sink apart and is empty otherwise.
pub fn connector(item: &str, part: &str) -> String {
    if part.is_empty() { format!("connector/{item}") } else { format!("connector/{item}/{part}") }
}

/// A Flink table or view.
pub fn flink_table(relation: &str) -> String {
    format!("flink_table/{relation}")
}

/// A long-running Flink statement.
pub fn statement(relation: &str) -> String {
    format!("statement/{relation}")
}

/// The catalog of an Iceberg sink that Flink writes to.
pub fn flink_catalog(sink: &str) -> String {
    format!("flink_catalog/{sink}")
}

/// The long-running statement that delivers a relation to a sink; beside [`statement`], whose names have no slash.
pub fn delivery(sink: &str, relation: &str) -> String {
    format!("statement/{sink}/{relation}")
}

pub fn tableflow(relation: &str) -> String {
    format!("tableflow/{relation}")
}

/// A table at a sink.
pub fn sink_table(sink: &str, relation: &str) -> String {
    format!("sink_table/{sink}/{relation}")
}

/// A view over a table at a sink.
pub fn sink_view(sink: &str, relation: &str) -> String {
    format!("sink_view/{sink}/{relation}")
}

pub fn service(name: &str) -> String {
    format!("service/{name}")
}

pub fn image(service: &str) -> String {
    format!("image/{service}")
}

pub fn acl(principal: &str) -> String {
    format!("acl/{principal}")
}
