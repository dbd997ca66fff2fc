# Environment cloud of pipeline existing_topic in existing_topic.weir. Written by weir; changes here are lost.

resource "confluent_service_account" "flink" {
  display_name = "existing-topic-cloud-flink"
  description  = "Runs the Flink statements (existing_topic, cloud)"
}

resource "confluent_service_account" "weir" {
  display_name = "existing-topic-cloud-weir"
  description  = "Deploys: topics, subjects, keys, connectors, statements (existing_topic, cloud)"
}

# compares what others registered with what the pipeline says
resource "confluent_role_binding" "weir_read_subject_existing_topic_meters_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=existing_topic.meters-key"
  disable_wait_for_ready = true
}

# compares what others registered with what the pipeline says
resource "confluent_role_binding" "weir_read_subject_existing_topic_meters_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=existing_topic.meters-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_existing_topic_high_readings_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=existing_topic.high_readings-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_existing_topic_high_readings_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=existing_topic.high_readings-value"
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

# a transform reads it
resource "confluent_role_binding" "flink_read_topic_existing_topic_meters" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=existing_topic.meters"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_existing_topic_meters_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=existing_topic.meters-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_existing_topic_meters_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=existing_topic.meters-value"
  disable_wait_for_ready = true
}

# the transform `high_readings` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_existing_topic_high_readings" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=existing_topic.high_readings"
  disable_wait_for_ready = true
}

# the transform `high_readings` makes and writes it
resource "confluent_role_binding" "flink_write_topic_existing_topic_high_readings" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=existing_topic.high_readings"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_existing_topic_high_readings_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=existing_topic.high_readings-value"
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
  display_name = "existing-topic-cloud-kafka_weir"
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
  name                    = "existing_topic/cloud/kafka_weir"
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
  display_name = "existing-topic-cloud-registry_weir"
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
  name                    = "existing_topic/cloud/registry_weir"
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
  display_name = "existing-topic-cloud-flink_weir"
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
  name                    = "existing_topic/cloud/flink_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "flink_weir" {
  secret_id = aws_secretsmanager_secret.flink_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.flink_weir.id
    api_secret = confluent_api_key.flink_weir.secret
  })
}
