# Environment cloud of pipeline retailer_insights in retailer_insights.weir. Written by weir; changes here are lost.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Signs in as the AWS tools do: environment, profile, or role of the machine.
provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      pipeline     = "retailer_insights"
      environment  = "cloud"
      "managed-by" = "weir"
      owner        = "data-platform"
    }
  }
}

# Signs in with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.
provider "confluent" {}
