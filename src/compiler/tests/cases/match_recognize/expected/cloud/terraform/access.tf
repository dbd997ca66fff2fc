# Environment cloud of pipeline match_recognize in match_recognize.weir. Written by weir; changes here are lost.

resource "confluent_service_account" "flink" {
  display_name = "match-recognize-cloud-flink"
  description  = "Runs the Flink statements (match_recognize, cloud)"
}

resource "confluent_service_account" "weir" {
  display_name = "match-recognize-cloud-weir"
  description  = "Deploys: topics, subjects, keys, connectors, statements (match_recognize, cloud)"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_match_recognize_ticks" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=match_recognize.ticks"
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_match_recognize_ticks_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.ticks-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_match_recognize_ticks_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.ticks-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_match_recognize_ticks_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.ticks-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_match_recognize_ticks_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.ticks-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_match_recognize_valleys_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.valleys-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_match_recognize_valleys_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.valleys-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_match_recognize_doubles_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.doubles-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_match_recognize_doubles_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.doubles-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_match_recognize_doubles_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.doubles-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_match_recognize_doubles_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.doubles-value"
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
resource "confluent_role_binding" "flink_read_topic_match_recognize_ticks" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=match_recognize.ticks"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_match_recognize_ticks_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.ticks-key"
  disable_wait_for_ready = true
}

# a transform reads it
resource "confluent_role_binding" "flink_read_subject_match_recognize_ticks_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperRead"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.ticks-value"
  disable_wait_for_ready = true
}

# sets watermark and changelog mode by ALTER TABLE
resource "confluent_role_binding" "flink_manage_topic_match_recognize_ticks" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=match_recognize.ticks"
  disable_wait_for_ready = true
}

# the transform `valleys` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_match_recognize_valleys" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=match_recognize.valleys"
  disable_wait_for_ready = true
}

# the transform `valleys` makes and writes it
resource "confluent_role_binding" "flink_write_topic_match_recognize_valleys" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=match_recognize.valleys"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_match_recognize_valleys_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.valleys-value"
  disable_wait_for_ready = true
}

# the transform `doubles` makes and writes it
resource "confluent_role_binding" "flink_manage_topic_match_recognize_doubles" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=match_recognize.doubles"
  disable_wait_for_ready = true
}

# the transform `doubles` makes and writes it
resource "confluent_role_binding" "flink_write_topic_match_recognize_doubles" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=match_recognize.doubles"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_match_recognize_doubles_key" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.doubles-key"
  disable_wait_for_ready = true
}

# CREATE TABLE registers its schema
resource "confluent_role_binding" "flink_write_subject_match_recognize_doubles_value" {
  principal              = "User:${confluent_service_account.flink.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=match_recognize.doubles-value"
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
  display_name = "match-recognize-cloud-kafka_weir"
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
  name                    = "match_recognize/cloud/kafka_weir"
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
  display_name = "match-recognize-cloud-registry_weir"
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
  name                    = "match_recognize/cloud/registry_weir"
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
  display_name = "match-recognize-cloud-flink_weir"
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
  name                    = "match_recognize/cloud/flink_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "flink_weir" {
  secret_id = aws_secretsmanager_secret.flink_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.flink_weir.id
    api_secret = confluent_api_key.flink_weir.secret
  })
}
