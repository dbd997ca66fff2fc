# Environment cloud of pipeline services in services.weir. Written by weir; changes here are lost.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Signs in as the AWS tools do: environment, profile, or role of the machine.
provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      pipeline     = "services"
      environment  = "cloud"
      "managed-by" = "weir"
      owner        = "cases"
    }
  }
}

# Signs in with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.
provider "confluent" {}
