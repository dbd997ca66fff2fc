# Environment staging of pipeline environments_from in environments_from.weir. Written by weir; changes here are lost.

# Rules and field encryption need the package ADVANCED.
resource "confluent_environment" "main" {
  display_name = "environments-from-staging"

  stream_governance {
    package = "ADVANCED"
  }

  lifecycle {
    prevent_destroy = true
  }
}

locals {
  organization_id = regex("organization=([^/]+)", confluent_environment.main.resource_name)[0]
}

# Display names stay as they are: statements name environment and cluster by them.
resource "confluent_kafka_cluster" "main" {
  display_name = "environments-from-staging"
  availability = "SINGLE_ZONE"
  cloud        = "AWS"
  region       = "eu-central-1"

  standard {}

  environment {
    id = confluent_environment.main.id
  }

  lifecycle {
    prevent_destroy = true
  }
}

# It comes with the environment's first cluster, so it is asked for through the cluster.
data "confluent_schema_registry_cluster" "main" {
  environment {
    id = confluent_kafka_cluster.main.environment[0].id
  }
}

# topic customers in customers.weir
resource "confluent_kafka_topic" "customers" {
  topic_name       = "test.customers"
  partitions_count = 3
  rest_endpoint    = confluent_kafka_cluster.main.rest_endpoint
  config = {
    "cleanup.policy" = "compact"
  }
  depends_on = [confluent_role_binding.weir_manage_topic_test_customers]

  kafka_cluster {
    id = confluent_kafka_cluster.main.id
  }

  credentials {
    key    = confluent_api_key.kafka_weir.id
    secret = confluent_api_key.kafka_weir.secret
  }

  lifecycle {
    prevent_destroy = true
  }
}
