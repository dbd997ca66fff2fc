# Environment staging of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

# A compute pool that exists.
data "confluent_flink_compute_pool" "main" {
  id = "lfcp-2v7n5b"

  environment {
    id = data.confluent_environment.main.id
  }
}

data "confluent_flink_region" "main" {
  cloud  = "AWS"
  region = "eu-central-1"
}
