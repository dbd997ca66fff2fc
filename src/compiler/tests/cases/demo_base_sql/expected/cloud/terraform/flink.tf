# Environment cloud of pipeline demo_base_sql in demo_base_sql.weir. Written by weir; changes here are lost.

resource "confluent_flink_compute_pool" "main" {
  display_name = "demo-base-sql-cloud"
  cloud        = "AWS"
  region       = "us-east-2"
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
  region = "us-east-2"
}
