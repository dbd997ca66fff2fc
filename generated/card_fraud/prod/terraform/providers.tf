# Environment prod of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Signs in as the AWS tools do: environment, profile, or role of the machine.
provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      pipeline     = "card_fraud"
      environment  = "prod"
      "managed-by" = "weir"
      owner        = "fraud-engineering"
    }
  }
}

# Signs in with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.
provider "confluent" {}
