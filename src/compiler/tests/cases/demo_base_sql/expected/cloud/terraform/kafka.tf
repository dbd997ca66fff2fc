# Environment cloud of pipeline demo_base_sql in demo_base_sql.weir. Written by weir; changes here are lost.

# Rules and field encryption need the package ADVANCED.
resource "confluent_environment" "main" {
  display_name = "demo-base-sql-cloud"

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
  display_name = "demo-base-sql-cloud"
  availability = "SINGLE_ZONE"
  cloud        = "AWS"
  region       = "us-east-2"

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

# topic payments in demo_base_sql.weir
resource "confluent_kafka_topic" "payments" {
  topic_name       = "payments"
  partitions_count = 6
  rest_endpoint    = confluent_kafka_cluster.main.rest_endpoint
  config = {
    "cleanup.policy" = "delete"
  }
  depends_on = [confluent_role_binding.weir_manage_topic_payments]

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
