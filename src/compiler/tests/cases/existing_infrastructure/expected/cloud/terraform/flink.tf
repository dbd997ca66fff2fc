# Environment cloud of pipeline existing_infrastructure in existing_infrastructure.weir. Written by weir; changes here are lost.

# A compute pool that exists.
data "confluent_flink_compute_pool" "main" {
  id = "lfcp-abc123"

  environment {
    id = data.confluent_environment.main.id
  }
}

data "confluent_flink_region" "main" {
  cloud  = "AWS"
  region = "eu-central-1"
}
