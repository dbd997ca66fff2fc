# Environment cloud of pipeline keks in keks.weir. Written by weir; changes here are lost.

resource "confluent_service_account" "weir" {
  display_name = "keks-cloud-weir"
  description  = "Deploys: topics, subjects, keys, connectors, statements (keks, cloud)"
}

# Terraform makes the topic, with this account's key
resource "confluent_role_binding" "weir_manage_topic_keks_people" {
  principal   = "User:${confluent_service_account.weir.id}"
  role_name   = "DeveloperManage"
  crn_pattern = "${confluent_kafka_cluster.main.rbac_crn}/kafka=${confluent_kafka_cluster.main.id}/topic=keks.people"
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_keks_people_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=keks.people-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_keks_people_key" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=keks.people-key"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_manage_subject_keks_people_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperManage"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=keks.people-value"
  disable_wait_for_ready = true
}

# schema, rules, tags and compatibility
resource "confluent_role_binding" "weir_write_subject_keks_people_value" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/subject=keks.people-value"
  disable_wait_for_ready = true
}

# registers the key-encryption key
resource "confluent_role_binding" "weir_write_kek_four" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=keks-cloud-four"
  disable_wait_for_ready = true
}

# registers the key-encryption key
resource "confluent_role_binding" "weir_write_kek_one" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=keks-cloud-one"
  disable_wait_for_ready = true
}

# registers the key-encryption key
resource "confluent_role_binding" "weir_write_kek_six" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=keks-cloud-six"
  disable_wait_for_ready = true
}

# registers the key-encryption key
resource "confluent_role_binding" "weir_write_kek_three" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=keks-cloud-three"
  disable_wait_for_ready = true
}

# registers the key-encryption key
resource "confluent_role_binding" "weir_write_kek_two" {
  principal              = "User:${confluent_service_account.weir.id}"
  role_name              = "DeveloperWrite"
  crn_pattern            = "${data.confluent_schema_registry_cluster.main.resource_name}/kek=keks-cloud-two"
  disable_wait_for_ready = true
}

resource "confluent_api_key" "kafka_weir" {
  display_name = "keks-cloud-kafka_weir"
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
  name                    = "keks/cloud/kafka_weir"
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
  display_name = "keks-cloud-registry_weir"
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
  name                    = "keks/cloud/registry_weir"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "registry_weir" {
  secret_id = aws_secretsmanager_secret.registry_weir.id
  secret_string = jsonencode({
    api_key    = confluent_api_key.registry_weir.id
    api_secret = confluent_api_key.registry_weir.secret
  })
}
