# Environment cloud of pipeline demo_base_sql in demo_base_sql.weir. Written by weir; changes here are lost.

resource "confluent_service_account" "connect" {
  display_name = "demo-base-sql-cloud-connect"
  description  = "Runs the connectors (demo_base_sql, cloud)"
}

resource "confluent_service_account" "flink" {
  display_name = "demo-base-sql-cloud-flink"
  description  = "Runs the Flink statements (demo_base_sql, cloud)"
}

resource "confluent_service_account" "weir" {
  display_name = "demo-base-sql-cloud-weir"
  description  = "Deploys: topics, subjects, keys, connectors, statements (demo_base_sql, cloud)"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_payments" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=payments"
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_payments_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=payments-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_payments_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=payments-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_low_stock_alerts_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=low_stock_alerts-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_low_stock_alerts_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=low_stock_alerts-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_product_sales_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=product_sales-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_product_sales_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=product_sales-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_completed_orders_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=completed_orders-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_completed_orders_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=completed_orders-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_revenue_summary_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=revenue_summary-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_revenue_summary_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=revenue_summary-value"
  disable_wait_for_ready = true
}

# compares what the connector registered, adds tags
resource "confluent_role_binding" "weir_manage_subject_shiftleft_prefix" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.*"
  disable_wait_for_ready = true
}

# compares what the connector registered, adds tags
resource "confluent_role_binding" "weir_write_subject_shiftleft_prefix" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.*"
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
resource "confluent_role_binding" "connect_manage_topic_shiftleft_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.*"
  disable_wait_for_ready = true
}

# change data capture makes and writes its topics
resource "confluent_role_binding" "connect_write_topic_shiftleft_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.*"
  disable_wait_for_ready = true
}

# registers schemas of captured tables
resource "confluent_role_binding" "connect_write_subject_shiftleft_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.*"
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
resource "confluent_role_binding" "flink_read_topic_shiftleft_public_products" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.products"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_products_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.products-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_products_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.products-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_shiftleft_public_products" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.products"
  disable_wait_for_ready = true
}

# the transform `low_stock_alerts` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_low_stock_alerts" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=low_stock_alerts"
  disable_wait_for_ready = true
}

# the transform `low_stock_alerts` makes and writes it
resource "confluent_role_binding" "flink_write_topic_low_stock_alerts" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=low_stock_alerts"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_low_stock_alerts_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=low_stock_alerts-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_shiftleft_public_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.orders"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_orders_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.orders-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_orders_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.orders-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_shiftleft_public_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.orders"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_shiftleft_public_order_items" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.order_items"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_order_items_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.order_items-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_order_items_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.order_items-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_shiftleft_public_order_items" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.order_items"
  disable_wait_for_ready = true
}

# the transform `product_sales` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_product_sales" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=product_sales"
  disable_wait_for_ready = true
}

# the transform `product_sales` makes and writes it
resource "confluent_role_binding" "flink_write_topic_product_sales" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=product_sales"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_product_sales_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=product_sales-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_shiftleft_public_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.customers"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_customers_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.customers-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_shiftleft_public_customers_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=shiftleft.public.customers-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_shiftleft_public_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=shiftleft.public.customers"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_payments" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=payments"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_payments_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=payments-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_payments" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=payments"
  disable_wait_for_ready = true
}

# the transform `completed_orders` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_completed_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=completed_orders"
  disable_wait_for_ready = true
}

# the transform `completed_orders` makes and writes it
resource "confluent_role_binding" "flink_write_topic_completed_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=completed_orders"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_completed_orders_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=completed_orders-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_completed_orders" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=completed_orders"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_completed_orders_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=completed_orders-value"
  disable_wait_for_ready = true
}

# the transform `revenue_summary` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_revenue_summary" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=revenue_summary"
  disable_wait_for_ready = true
}

# the transform `revenue_summary` makes and writes it
resource "confluent_role_binding" "flink_write_topic_revenue_summary" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=revenue_summary"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_revenue_summary_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=revenue_summary-value"
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

resource "confluent_api_key" "kafka_weir" {
  display_name = "demo-base-sql-cloud-kafka_weir"
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
  name                    = "demo_base_sql/cloud/kafka_weir"
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
  display_name = "demo-base-sql-cloud-registry_weir"
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
  name                    = "demo_base_sql/cloud/registry_weir"
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
  display_name = "demo-base-sql-cloud-flink_weir"
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
  name                    = "demo_base_sql/cloud/flink_weir"
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
  display_name = "demo-base-sql-cloud-cloud_weir"
  description  = "weir: connectors"

  owner {
    id          = confluent_service_account.weir.id
    api_version = confluent_service_account.weir.api_version
    kind        = confluent_service_account.weir.kind
  }
}

resource "aws_secretsmanager_secret" "cloud_weir" {
  name                    = "demo_base_sql/cloud/cloud_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "cloud_weir" {
  secret_id = aws_secretsmanager_secret.cloud_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.cloud_weir.id
    api_secret = confluent_api_key.cloud_weir.secret
  })
}
