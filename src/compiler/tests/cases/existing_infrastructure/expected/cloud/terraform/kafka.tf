# Environment cloud of pipeline existing_infrastructure in existing_infrastructure.weir. Written by weir; changes here are lost.

# An environment that exists.
data "confluent_environment" "main" {
  id = "env-abc123"
}

locals {
  organization_id = regex("organization=([^/]+)", data.confluent_environment.main.resource_name)[0]
}

# A cluster that exists.
data "confluent_kafka_cluster" "main" {
  id = "lkc-abc123"

  environment {
    id = data.confluent_environment.main.id
  }
}

# It comes with the environment's first cluster, so it is asked for through the cluster.
data "confluent_schema_registry_cluster" "main" {
  id = "lsrc-abc123"

  environment {
    id = data.confluent_kafka_cluster.main.environment[0].id
  }
}

# topic clicks in existing_infrastructure.weir
resource "confluent_kafka_topic" "clicks" {
  topic_name       = "existing_infrastructure.clicks"
  partitions_count = 6
  rest_endpoint    = data.confluent_kafka_cluster.main.rest_endpoint
  config = {
    "cleanup.policy" = "delete"
  }
  depends_on = [confluent_role_binding.weir_manage_topic_existing_infrastructure_clicks]

  kafka_cluster {
    id = data.confluent_kafka_cluster.main.id
  }

  credentials {
    key    = confluent_api_key.kafka_weir.id
    secret = confluent_api_key.kafka_weir.secret
  }

  lifecycle {
    prevent_destroy = true
  }
}
