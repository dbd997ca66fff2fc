# Environment prod of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

# An environment that exists.
data "confluent_environment" "main" {
  id = "env-3m6zx1"
}

locals {
  organization_id = regex("organization=([^/]+)", data.confluent_environment.main.resource_name)[0]
}

# A cluster that exists.
data "confluent_kafka_cluster" "main" {
  id = "lkc-7q5t9d"

  environment {
    id = data.confluent_environment.main.id
  }
}

# It comes with the environment's first cluster, so it is asked for through the cluster.
data "confluent_schema_registry_cluster" "main" {
  id = "lsrc-1w4k8y"

  environment {
    id = data.confluent_kafka_cluster.main.environment[0].id
  }
}

# topic authorizations in authorizations.weir
# Every authorisation that the switch answered, keyed by card so that one card's stay in order.
resource "confluent_kafka_topic" "authorizations" {
  topic_name       = "fraud.authorizations"
  partitions_count = 24
  rest_endpoint    = data.confluent_kafka_cluster.main.rest_endpoint
  config = {
    "cleanup.policy" = "delete"
    "retention.ms"   = "1209600000"
  }
  depends_on = [confluent_role_binding.weir_manage_topic_fraud_authorizations]

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

# topic scores in authorizations.weir
# What the model makes of an authorisation: 0 is certainly the holder, 1 certainly is not.
resource "confluent_kafka_topic" "scores" {
  topic_name       = "fraud.scores"
  partitions_count = 12
  rest_endpoint    = data.confluent_kafka_cluster.main.rest_endpoint
  config = {
    "cleanup.policy" = "delete"
    "retention.ms"   = "1209600000"
  }
  depends_on = [confluent_role_binding.weir_manage_topic_fraud_scores]

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

# dead letters authorizations_unreadable in authorizations.weir
# Records of `authorizations` that failed a rule.
resource "confluent_kafka_topic" "authorizations_unreadable" {
  topic_name       = "fraud.authorizations_unreadable"
  partitions_count = 1
  rest_endpoint    = data.confluent_kafka_cluster.main.rest_endpoint
  config = {
    "cleanup.policy" = "delete"
    "retention.ms"   = "1209600000"
  }
  depends_on = [confluent_role_binding.weir_manage_topic_fraud_authorizations_unreadable]

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
