# Environment cloud of pipeline state_ttl_own_key in state_ttl_own_key.weir. Written by weir; changes here are lost.

resource "confluent_flink_compute_pool" "main" {
  display_name = "state-ttl-own-key-cloud"
  cloud        = "AWS"
  region       = "eu-central-1"
  max_cfu      = 20

  environment {
    id = confluent_environment.main.id
  }

  lifecycle {
    prevent_destroy = true
  }
}

data "confluent_flink_region" "main" {
  cloud  = "AWS"
  region = "eu-central-1"
}
