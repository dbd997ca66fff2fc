# Environment cloud of pipeline retailer_insights in retailer_insights.weir. Written by weir; changes here are lost.

resource "confluent_service_account" "connect" {
  display_name = "retailer-insights-cloud-connect"
  description  = "Runs the connectors (retailer_insights, cloud)"
}

resource "confluent_service_account" "flink" {
  display_name = "retailer-insights-cloud-flink"
  description  = "Runs the Flink statements (retailer_insights, cloud)"
}

resource "confluent_service_account" "services" {
  display_name = "retailer-insights-cloud-services"
  description  = "Applications beside the pipeline (retailer_insights, cloud)"
}

resource "confluent_service_account" "tableflow" {
  display_name = "retailer-insights-cloud-tableflow"
  description  = "Writes topics as Iceberg tables (retailer_insights, cloud)"
}

resource "confluent_service_account" "weir" {
  display_name = "retailer-insights-cloud-weir"
  description  = "Deploys: topics, subjects, keys, connectors, statements (retailer_insights, cloud)"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_insights_payments" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.payments"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_insights_error_payments" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.error_payments"
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_payments_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_payments_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_payments_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_payments_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_unique_payments_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.unique_payments-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_unique_payments_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.unique_payments-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_completed_orders_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.completed_orders-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_completed_orders_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.completed_orders-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_enriched_customers_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_enriched_customers_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_enriched_customers_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_enriched_customers_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_product_sales_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.product_sales-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_product_sales_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.product_sales-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_insights_thirty_day_customer_snapshot_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.thirty_day_customer_snapshot-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_insights_thirty_day_customer_snapshot_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.thirty_day_customer_snapshot-value"
  disable_wait_for_ready = true
}

# compares what the connector registered, adds tags
resource "confluent_role_binding" "weir_manage_subject_insights_prefix" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.*"
  disable_wait_for_ready = true
}

# compares what the connector registered, adds tags
resource "confluent_role_binding" "weir_write_subject_insights_prefix" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.*"
  disable_wait_for_ready = true
}

# registers the key-encryption key
resource "confluent_role_binding" "weir_write_kek_csfle_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=retailer_insights-cloud-csfle_key"
  disable_wait_for_ready = true
}

# makes and watches connectors
resource "confluent_role_binding" "weir_connectmanager_cluster" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "ConnectManager"
  crn_pattern            = confluent_kafka_cluster.main.rbac_crn
  disable_wait_for_ready = true
}

# connectors run as `connect`
resource "confluent_role_binding" "weir_assigner_account_connect" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "Assigner"
  crn_pattern            = "crn://confluent.cloud/organization=${local.organization_id}/service-account=${confluent_service_account.connect.id}"
  disable_wait_for_ready = true
}

# submits and watches statements
resource "confluent_role_binding" "weir_flinkdeveloper_environment" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "FlinkDeveloper"
  crn_pattern            = confluent_environment.main.resource_name
  disable_wait_for_ready = true
}

# statements run as `flink`
resource "confluent_role_binding" "weir_assigner_account_flink" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "Assigner"
  crn_pattern            = "crn://confluent.cloud/organization=${local.organization_id}/service-account=${confluent_service_account.flink.id}"
  disable_wait_for_ready = true
}

# connectors describe the cluster when they start; reads only
resource "confluent_role_binding" "connect_operator_cluster" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "Operator"
  crn_pattern            = confluent_kafka_cluster.main.rbac_crn
  disable_wait_for_ready = true
}

# change data capture makes and writes its topics
resource "confluent_role_binding" "connect_manage_topic_insights_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.*"
  disable_wait_for_ready = true
}

# change data capture makes and writes its topics
resource "confluent_role_binding" "connect_write_topic_insights_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.*"
  disable_wait_for_ready = true
}

# registers schemas of captured tables
resource "confluent_role_binding" "connect_write_subject_insights_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.*"
  disable_wait_for_ready = true
}

# heartbeats of a quiet database
resource "confluent_role_binding" "connect_manage_topic_debezium_heartbeat_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=__debezium-heartbeat-lcc*"
  disable_wait_for_ready = true
}

# heartbeats of a quiet database
resource "confluent_role_binding" "connect_write_topic_debezium_heartbeat_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=__debezium-heartbeat-lcc*"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_payments" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.payments"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_payments_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_payments_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_insights_payments" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.payments"
  disable_wait_for_ready = true
}

# the transform `unique_payments` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_insights_unique_payments" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.unique_payments"
  disable_wait_for_ready = true
}

# the transform `unique_payments` makes and writes it
resource "confluent_role_binding" "flink_write_topic_insights_unique_payments" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.unique_payments"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_insights_unique_payments_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.unique_payments-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_public_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.orders"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_orders_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.orders-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_orders_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.orders-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_insights_public_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.orders"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_unique_payments" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.unique_payments"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_unique_payments_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.unique_payments-value"
  disable_wait_for_ready = true
}

# the transform `completed_orders` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_insights_completed_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.completed_orders"
  disable_wait_for_ready = true
}

# the transform `completed_orders` makes and writes it
resource "confluent_role_binding" "flink_write_topic_insights_completed_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.completed_orders"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_insights_completed_orders_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.completed_orders-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_public_addresses" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.addresses"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_addresses_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.addresses-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_addresses_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.addresses-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_insights_public_addresses" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.addresses"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_public_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.customers"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_customers_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.customers-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_customers_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.customers-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_insights_public_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.customers"
  disable_wait_for_ready = true
}

# the transform `enriched_customers` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_insights_enriched_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.enriched_customers"
  disable_wait_for_ready = true
}

# the transform `enriched_customers` makes and writes it
resource "confluent_role_binding" "flink_write_topic_insights_enriched_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.enriched_customers"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_insights_enriched_customers_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-key"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_insights_enriched_customers_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_public_products" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.products"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_products_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.products-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_products_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.products-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_insights_public_products" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.products"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_public_order_items" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.order_items"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_order_items_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.order_items-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_public_order_items_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.order_items-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_insights_public_order_items" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.order_items"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_enriched_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.enriched_customers"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_enriched_customers_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_enriched_customers_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.enriched_customers-value"
  disable_wait_for_ready = true
}

# the transform `product_sales` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_insights_product_sales" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.product_sales"
  disable_wait_for_ready = true
}

# the transform `product_sales` makes and writes it
resource "confluent_role_binding" "flink_write_topic_insights_product_sales" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.product_sales"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_insights_product_sales_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.product_sales-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_insights_product_sales" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.product_sales"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_insights_product_sales_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.product_sales-value"
  disable_wait_for_ready = true
}

# the transform `thirty_day_customer_snapshot` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_insights_thirty_day_customer_snapshot" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.thirty_day_customer_snapshot"
  disable_wait_for_ready = true
}

# the transform `thirty_day_customer_snapshot` makes and writes it
resource "confluent_role_binding" "flink_write_topic_insights_thirty_day_customer_snapshot" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.thirty_day_customer_snapshot"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_insights_thirty_day_customer_snapshot_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.thirty_day_customer_snapshot-value"
  disable_wait_for_ready = true
}

# exactly-once writes of statements
resource "confluent_role_binding" "flink_read_transaction_confluent_flink_prefix" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/transactional-id=_confluent-flink_*"
  disable_wait_for_ready = true
}

# exactly-once writes of statements
resource "confluent_role_binding" "flink_write_transaction_confluent_flink_prefix" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/transactional-id=_confluent-flink_*"
  disable_wait_for_ready = true
}

# statements commit offsets
resource "confluent_role_binding" "flink_manage_group_confluent_flink_prefix" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/group=_confluent-flink_*"
  disable_wait_for_ready = true
}

# `payments_app` produces to it
resource "confluent_role_binding" "services_write_topic_insights_payments" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.payments"
  disable_wait_for_ready = true
}

# `payments_app` fetches schema and rules
resource "confluent_role_binding" "services_read_subject_insights_payments_key" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-key"
  disable_wait_for_ready = true
}

# `payments_app` fetches schema and rules
resource "confluent_role_binding" "services_read_subject_insights_payments_value" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.payments-value"
  disable_wait_for_ready = true
}

# `payments_app` makes the data keys of its fields
resource "confluent_role_binding" "services_write_kek_csfle_key" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=retailer_insights-cloud-csfle_key"
  disable_wait_for_ready = true
}

# `payments_app` sends records there that break a rule
resource "confluent_role_binding" "services_write_topic_insights_error_payments" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.error_payments"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_topic_insights_public_products" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.products"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_subject_insights_public_products_key" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.products-key"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_subject_insights_public_products_value" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.products-value"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_topic_insights_public_customers" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.customers"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_subject_insights_public_customers_key" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.customers-key"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_subject_insights_public_customers_value" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.customers-value"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_topic_insights_public_orders" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=insights.public.orders"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_subject_insights_public_orders_key" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.orders-key"
  disable_wait_for_ready = true
}

# `payments_app` reads it
resource "confluent_role_binding" "services_read_subject_insights_public_orders_value" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.public.orders-value"
  disable_wait_for_ready = true
}

# consumer groups of the pipeline
resource "confluent_role_binding" "services_read_group_retailer_insights_cloud_prefix" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/group=retailer_insights.cloud*"
  disable_wait_for_ready = true
}

# lists tables in Glue: the integration is the cluster's, and no narrower role makes it
resource "confluent_role_binding" "tableflow_cloudclusteradmin_cluster" {
  principal   = "User:${confluent_service_account.tableflow.id}"
  role_name   = "CloudClusterAdmin"
  crn_pattern = confluent_kafka_cluster.main.rbac_crn
}

# the schema of the tables of `lake`
resource "confluent_role_binding" "tableflow_read_subject_insights_completed_orders_value" {
  principal              = "User:${confluent_service_account.tableflow.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.completed_orders-value"
  disable_wait_for_ready = true
}

# the schema of the tables of `lake`
resource "confluent_role_binding" "tableflow_read_subject_insights_product_sales_value" {
  principal              = "User:${confluent_service_account.tableflow.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.product_sales-value"
  disable_wait_for_ready = true
}

# the schema of the tables of `lake`
resource "confluent_role_binding" "tableflow_read_subject_insights_thirty_day_customer_snapshot_value" {
  principal              = "User:${confluent_service_account.tableflow.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=insights.thirty_day_customer_snapshot-value"
  disable_wait_for_ready = true
}

# tables of `lake` lie in a bucket of yours
resource "confluent_role_binding" "tableflow_assigner_integration" {
  principal              = "User:${confluent_service_account.tableflow.id}"
  role_name              = "Assigner"
  crn_pattern            = "${confluent_environment.main.resource_name}/provider-integration=${confluent_provider_integration.lake.id}"
  disable_wait_for_ready = true
}

resource "confluent_api_key" "kafka_weir" {
  display_name = "retailer-insights-cloud-kafka_weir"
  description  = "weir: Kafka"

  owner {
    id          = confluent_service_account.weir.id
    api_version = confluent_service_account.weir.api_version
    kind        = confluent_service_account.weir.kind
  }

  managed_resource {
    id          = confluent_kafka_cluster.main.id
    api_version = confluent_kafka_cluster.main.api_version
    kind        = confluent_kafka_cluster.main.kind

    environment {
      id = confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "kafka_weir" {
  name                    = "retailer_insights/cloud/kafka_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "kafka_weir" {
  secret_id = aws_secretsmanager_secret.kafka_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.kafka_weir.id
    api_secret = confluent_api_key.kafka_weir.secret
  })
}

resource "confluent_api_key" "registry_weir" {
  display_name = "retailer-insights-cloud-registry_weir"
  description  = "weir: schema registry"

  owner {
    id          = confluent_service_account.weir.id
    api_version = confluent_service_account.weir.api_version
    kind        = confluent_service_account.weir.kind
  }

  managed_resource {
    id          = data.confluent_schema_registry_cluster.main.id
    api_version = data.confluent_schema_registry_cluster.main.api_version
    kind        = data.confluent_schema_registry_cluster.main.kind

    environment {
      id = confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "registry_weir" {
  name                    = "retailer_insights/cloud/registry_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "registry_weir" {
  secret_id = aws_secretsmanager_secret.registry_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.registry_weir.id
    api_secret = confluent_api_key.registry_weir.secret
  })
}

resource "confluent_api_key" "flink_weir" {
  display_name = "retailer-insights-cloud-flink_weir"
  description  = "weir: Flink statements"

  owner {
    id          = confluent_service_account.weir.id
    api_version = confluent_service_account.weir.api_version
    kind        = confluent_service_account.weir.kind
  }

  managed_resource {
    id          = data.confluent_flink_region.main.id
    api_version = data.confluent_flink_region.main.api_version
    kind        = data.confluent_flink_region.main.kind

    environment {
      id = confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "flink_weir" {
  name                    = "retailer_insights/cloud/flink_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "flink_weir" {
  secret_id = aws_secretsmanager_secret.flink_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.flink_weir.id
    api_secret = confluent_api_key.flink_weir.secret
  })
}

resource "confluent_api_key" "cloud_weir" {
  display_name = "retailer-insights-cloud-cloud_weir"
  description  = "weir: connectors"

  owner {
    id          = confluent_service_account.weir.id
    api_version = confluent_service_account.weir.api_version
    kind        = confluent_service_account.weir.kind
  }
}

resource "aws_secretsmanager_secret" "cloud_weir" {
  name                    = "retailer_insights/cloud/cloud_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "cloud_weir" {
  secret_id = aws_secretsmanager_secret.cloud_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.cloud_weir.id
    api_secret = confluent_api_key.cloud_weir.secret
  })
}

resource "confluent_api_key" "tableflow" {
  display_name = "retailer-insights-cloud-tableflow"
  description  = "tableflow: Tableflow"

  owner {
    id          = confluent_service_account.tableflow.id
    api_version = confluent_service_account.tableflow.api_version
    kind        = confluent_service_account.tableflow.kind
  }

  managed_resource {
    id          = "tableflow"
    api_version = "tableflow/v1"
    kind        = "Tableflow"
  }
}

resource "aws_secretsmanager_secret" "tableflow" {
  name                    = "retailer_insights/cloud/tableflow"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "tableflow" {
  secret_id = aws_secretsmanager_secret.tableflow.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.tableflow.id
    api_secret = confluent_api_key.tableflow.secret
  })
}

resource "confluent_api_key" "kafka_services" {
  display_name = "retailer-insights-cloud-kafka_services"
  description  = "services: Kafka"

  owner {
    id          = confluent_service_account.services.id
    api_version = confluent_service_account.services.api_version
    kind        = confluent_service_account.services.kind
  }

  managed_resource {
    id          = confluent_kafka_cluster.main.id
    api_version = confluent_kafka_cluster.main.api_version
    kind        = confluent_kafka_cluster.main.kind

    environment {
      id = confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "kafka_services" {
  name                    = "retailer_insights/cloud/kafka_services"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "kafka_services" {
  secret_id = aws_secretsmanager_secret.kafka_services.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.kafka_services.id
    api_secret = confluent_api_key.kafka_services.secret
  })
}

resource "confluent_api_key" "registry_services" {
  display_name = "retailer-insights-cloud-registry_services"
  description  = "services: schema registry"

  owner {
    id          = confluent_service_account.services.id
    api_version = confluent_service_account.services.api_version
    kind        = confluent_service_account.services.kind
  }

  managed_resource {
    id          = data.confluent_schema_registry_cluster.main.id
    api_version = data.confluent_schema_registry_cluster.main.api_version
    kind        = data.confluent_schema_registry_cluster.main.kind

    environment {
      id = confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "registry_services" {
  name                    = "retailer_insights/cloud/registry_services"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "registry_services" {
  secret_id = aws_secretsmanager_secret.registry_services.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.registry_services.id
    api_secret = confluent_api_key.registry_services.secret
  })
}
