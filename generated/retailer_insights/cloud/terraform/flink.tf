# Environment cloud of pipeline retailer_insights in retailer_insights.weir. Written by weir; changes here are lost.

resource "confluent_flink_compute_pool" "main" {
  display_name = "retailer-insights-cloud"
  cloud        = "AWS"
  region       = "us-east-1"
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
  region = "us-east-1"
}
