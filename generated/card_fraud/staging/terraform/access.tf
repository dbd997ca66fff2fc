# Environment staging of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

resource "confluent_service_account" "connect" {
  display_name = "card-fraud-staging-connect"
  description  = "Runs the connectors (card_fraud, staging)"
}

resource "confluent_service_account" "flink" {
  display_name = "card-fraud-staging-flink"
  description  = "Runs the Flink statements (card_fraud, staging)"
}

resource "confluent_service_account" "services" {
  display_name = "card-fraud-staging-services"
  description  = "Applications beside the pipeline (card_fraud, staging)"
}

resource "confluent_service_account" "weir" {
  display_name = "card-fraud-staging-weir"
  description  = "Deploys: topics, subjects, keys, connectors, statements (card_fraud, staging)"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_fraud_authorizations" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.authorizations"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_fraud_scores" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.scores"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_fraud_authorizations_unreadable" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.authorizations_unreadable"
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_authorizations_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_authorizations_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_authorizations_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_authorizations_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations-value"
  disable_wait_for_ready = true
}

# compares what others registered with what the pipeline says
resource "confluent_role_binding" "weir_read_subject_terminal_events_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=terminal.events-key"
  disable_wait_for_ready = true
}

# compares what others registered with what the pipeline says
resource "confluent_role_binding" "weir_read_subject_terminal_events_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=terminal.events-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_scores_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_scores_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_scores_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_scores_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_authorizations_once_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations_once-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_authorizations_once_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations_once-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_last_use_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.last_use-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_last_use_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.last_use-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_last_use_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.last_use-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_last_use_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.last_use-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_terminals_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_terminals_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_terminals_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_terminals_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_card_velocity_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.card_velocity-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_card_velocity_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.card_velocity-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_features_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.features-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_features_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.features-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_fraud_alerts_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.alerts-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_fraud_alerts_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.alerts-value"
  disable_wait_for_ready = true
}

# compares what the connector registered, adds tags
resource "confluent_role_binding" "weir_manage_subject_fraud_issuer_prefix" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.*"
  disable_wait_for_ready = true
}

# compares what the connector registered, adds tags
resource "confluent_role_binding" "weir_write_subject_fraud_issuer_prefix" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.*"
  disable_wait_for_ready = true
}

# registers the key-encryption key
resource "confluent_role_binding" "weir_write_kek_card_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=card_fraud-staging-card_key"
  disable_wait_for_ready = true
}

# makes and watches connectors
resource "confluent_role_binding" "weir_connectmanager_cluster" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "ConnectManager"
  crn_pattern            = data.confluent_kafka_cluster.main.rbac_crn
  disable_wait_for_ready = true
}

# connectors run as `connect`
resource "confluent_role_binding" "weir_assigner_account_connect" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "Assigner"
  crn_pattern            = "crn://confluent.cloud/organization=${local.organization_id}/service-account=${confluent_service_account.connect.id}"
  disable_wait_for_ready = true
}

# the connector of `archive` writes by it
resource "confluent_role_binding" "weir_assigner_integration_archive" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "Assigner"
  crn_pattern            = "${data.confluent_environment.main.resource_name}/provider-integration=${confluent_provider_integration.sink_archive.id}"
  disable_wait_for_ready = true
}

# submits and watches statements
resource "confluent_role_binding" "weir_flinkdeveloper_environment" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "FlinkDeveloper"
  crn_pattern            = data.confluent_environment.main.resource_name
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
  crn_pattern            = data.confluent_kafka_cluster.main.rbac_crn
  disable_wait_for_ready = true
}

# change data capture makes and writes its topics
resource "confluent_role_binding" "connect_manage_topic_fraud_issuer_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.*"
  disable_wait_for_ready = true
}

# change data capture makes and writes its topics
resource "confluent_role_binding" "connect_write_topic_fraud_issuer_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.*"
  disable_wait_for_ready = true
}

# registers schemas of captured tables
resource "confluent_role_binding" "connect_write_subject_fraud_issuer_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.*"
  disable_wait_for_ready = true
}

# heartbeats of a quiet database
resource "confluent_role_binding" "connect_manage_topic_debezium_heartbeat_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=__debezium-heartbeat-lcc*"
  disable_wait_for_ready = true
}

# heartbeats of a quiet database
resource "confluent_role_binding" "connect_write_topic_debezium_heartbeat_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=__debezium-heartbeat-lcc*"
  disable_wait_for_ready = true
}

# delivers it to `archive`
resource "confluent_role_binding" "connect_read_topic_fraud_features" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.features"
  disable_wait_for_ready = true
}

# delivers it to `archive`
resource "confluent_role_binding" "connect_read_subject_fraud_features_value" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.features-value"
  disable_wait_for_ready = true
}

# delivers it to `fraud_desk`
resource "confluent_role_binding" "connect_read_topic_fraud_alerts" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.alerts"
  disable_wait_for_ready = true
}

# delivers it to `fraud_desk`
resource "confluent_role_binding" "connect_read_subject_fraud_alerts_value" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.alerts-value"
  disable_wait_for_ready = true
}

# consumer groups of managed sink connectors
resource "confluent_role_binding" "connect_read_group_connect_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/group=connect-lcc*"
  disable_wait_for_ready = true
}

# records that a sink connector could not, or could, deliver
resource "confluent_role_binding" "connect_manage_topic_dlq_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=dlq-lcc*"
  disable_wait_for_ready = true
}

# records that a sink connector could not, or could, deliver
resource "confluent_role_binding" "connect_write_topic_dlq_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=dlq-lcc*"
  disable_wait_for_ready = true
}

# records that a sink connector could not, or could, deliver
resource "confluent_role_binding" "connect_manage_topic_error_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=error-lcc*"
  disable_wait_for_ready = true
}

# records that a sink connector could not, or could, deliver
resource "confluent_role_binding" "connect_write_topic_error_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=error-lcc*"
  disable_wait_for_ready = true
}

# records that a sink connector could not, or could, deliver
resource "confluent_role_binding" "connect_manage_topic_success_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=success-lcc*"
  disable_wait_for_ready = true
}

# records that a sink connector could not, or could, deliver
resource "confluent_role_binding" "connect_write_topic_success_lcc_prefix" {
  principal              = "User:${confluent_service_account.connect.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=success-lcc*"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_authorizations" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.authorizations"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_authorizations_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_authorizations_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_fraud_authorizations" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.authorizations"
  disable_wait_for_ready = true
}

# the transform `authorizations_once` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_fraud_authorizations_once" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.authorizations_once"
  disable_wait_for_ready = true
}

# the transform `authorizations_once` makes and writes it
resource "confluent_role_binding" "flink_write_topic_fraud_authorizations_once" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.authorizations_once"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_authorizations_once_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations_once-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_authorizations_once" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.authorizations_once"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_authorizations_once_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.authorizations_once-value"
  disable_wait_for_ready = true
}

# the transform `last_use` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_fraud_last_use" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.last_use"
  disable_wait_for_ready = true
}

# the transform `last_use` makes and writes it
resource "confluent_role_binding" "flink_write_topic_fraud_last_use" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.last_use"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_last_use_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.last_use-key"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_last_use_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.last_use-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_terminal_events" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=terminal.events"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_terminal_events_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=terminal.events-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_terminal_events_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=terminal.events-value"
  disable_wait_for_ready = true
}

# the transform `terminals` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_fraud_terminals" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.terminals"
  disable_wait_for_ready = true
}

# the transform `terminals` makes and writes it
resource "confluent_role_binding" "flink_write_topic_fraud_terminals" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.terminals"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_terminals_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-key"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_terminals_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-value"
  disable_wait_for_ready = true
}

# the transform `card_velocity` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_fraud_card_velocity" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.card_velocity"
  disable_wait_for_ready = true
}

# the transform `card_velocity` makes and writes it
resource "confluent_role_binding" "flink_write_topic_fraud_card_velocity" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.card_velocity"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_card_velocity_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.card_velocity-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_issuer_core_cards" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.core.cards"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_issuer_core_cards_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.core.cards-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_issuer_core_cards_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.core.cards-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_fraud_issuer_core_cards" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.core.cards"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_issuer_risk_merchants" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.risk.merchants"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_issuer_risk_merchants_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.risk.merchants-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_issuer_risk_merchants_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.risk.merchants-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_fraud_issuer_risk_merchants" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.risk.merchants"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_terminals" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.terminals"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_terminals_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_terminals_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.terminals-value"
  disable_wait_for_ready = true
}

# the transform `features` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_fraud_features" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.features"
  disable_wait_for_ready = true
}

# the transform `features` makes and writes it
resource "confluent_role_binding" "flink_write_topic_fraud_features" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.features"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_features_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.features-value"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_issuer_core_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.core.customers"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_issuer_core_customers_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.core.customers-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_issuer_core_customers_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.issuer.core.customers-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_fraud_issuer_core_customers" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.issuer.core.customers"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_scores" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.scores"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_scores_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_scores_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_fraud_scores" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.scores"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_fraud_features" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.features"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_fraud_features_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.features-value"
  disable_wait_for_ready = true
}

# the transform `alerts` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_fraud_alerts" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.alerts"
  disable_wait_for_ready = true
}

# the transform `alerts` makes and writes it
resource "confluent_role_binding" "flink_write_topic_fraud_alerts" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.alerts"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_fraud_alerts_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.alerts-value"
  disable_wait_for_ready = true
}

# exactly-once writes of statements
resource "confluent_role_binding" "flink_read_transaction_confluent_flink_prefix" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/transactional-id=_confluent-flink_*"
  disable_wait_for_ready = true
}

# exactly-once writes of statements
resource "confluent_role_binding" "flink_write_transaction_confluent_flink_prefix" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/transactional-id=_confluent-flink_*"
  disable_wait_for_ready = true
}

# statements commit offsets
resource "confluent_role_binding" "flink_manage_group_confluent_flink_prefix" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/group=_confluent-flink_*"
  disable_wait_for_ready = true
}

# `scorer` produces to it
resource "confluent_role_binding" "services_write_topic_fraud_scores" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.scores"
  disable_wait_for_ready = true
}

# `scorer` fetches schema and rules
resource "confluent_role_binding" "services_read_subject_fraud_scores_key" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-key"
  disable_wait_for_ready = true
}

# `scorer` fetches schema and rules
resource "confluent_role_binding" "services_read_subject_fraud_scores_value" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.scores-value"
  disable_wait_for_ready = true
}

# `scorer` reads it
resource "confluent_role_binding" "services_read_topic_fraud_card_velocity" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.card_velocity"
  disable_wait_for_ready = true
}

# `scorer` reads it
resource "confluent_role_binding" "services_read_subject_fraud_card_velocity_value" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.card_velocity-value"
  disable_wait_for_ready = true
}

# `scorer` reads it
resource "confluent_role_binding" "services_read_topic_fraud_features" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/topic=fraud.features"
  disable_wait_for_ready = true
}

# `scorer` reads it
resource "confluent_role_binding" "services_read_subject_fraud_features_value" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=fraud.features-value"
  disable_wait_for_ready = true
}

# consumer groups of the pipeline
resource "confluent_role_binding" "services_read_group_card_fraud_staging_prefix" {
  principal              = "User:${confluent_service_account.services.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_kafka_cluster.main.rbac_crn}/kafka=${data.confluent_kafka_cluster.main.id}/group=card_fraud.staging*"
  disable_wait_for_ready = true
}

resource "confluent_api_key" "kafka_weir" {
  display_name = "card-fraud-staging-kafka_weir"
  description  = "weir: Kafka"

  owner {
    id          = confluent_service_account.weir.id
    api_version = confluent_service_account.weir.api_version
    kind        = confluent_service_account.weir.kind
  }

  managed_resource {
    id          = data.confluent_kafka_cluster.main.id
    api_version = data.confluent_kafka_cluster.main.api_version
    kind        = data.confluent_kafka_cluster.main.kind

    environment {
      id = data.confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "kafka_weir" {
  name                    = "staging/card-fraud/kafka_weir"
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
  display_name = "card-fraud-staging-registry_weir"
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
      id = data.confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "registry_weir" {
  name                    = "staging/card-fraud/registry_weir"
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
  display_name = "card-fraud-staging-flink_weir"
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
      id = data.confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "flink_weir" {
  name                    = "staging/card-fraud/flink_weir"
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
  display_name = "card-fraud-staging-cloud_weir"
  description  = "weir: connectors"

  owner {
    id          = confluent_service_account.weir.id
    api_version = confluent_service_account.weir.api_version
    kind        = confluent_service_account.weir.kind
  }
}

resource "aws_secretsmanager_secret" "cloud_weir" {
  name                    = "staging/card-fraud/cloud_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "cloud_weir" {
  secret_id = aws_secretsmanager_secret.cloud_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.cloud_weir.id
    api_secret = confluent_api_key.cloud_weir.secret
  })
}

resource "confluent_api_key" "kafka_services" {
  display_name = "card-fraud-staging-kafka_services"
  description  = "services: Kafka"

  owner {
    id          = confluent_service_account.services.id
    api_version = confluent_service_account.services.api_version
    kind        = confluent_service_account.services.kind
  }

  managed_resource {
    id          = data.confluent_kafka_cluster.main.id
    api_version = data.confluent_kafka_cluster.main.api_version
    kind        = data.confluent_kafka_cluster.main.kind

    environment {
      id = data.confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "kafka_services" {
  name                    = "staging/card-fraud/kafka_services"
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
  display_name = "card-fraud-staging-registry_services"
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
      id = data.confluent_environment.main.id
    }
  }
}

resource "aws_secretsmanager_secret" "registry_services" {
  name                    = "staging/card-fraud/registry_services"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "registry_services" {
  secret_id = aws_secretsmanager_secret.registry_services.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.registry_services.id
    api_secret = confluent_api_key.registry_services.secret
  })
}
