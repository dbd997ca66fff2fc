# Environment cloud of pipeline state_ttl_own_key in state_ttl_own_key.weir. Written by weir; changes here are lost.

# Signs in as the AWS tools do: environment, profile, or role of the machine.
provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      pipeline     = "state_ttl_own_key"
      environment  = "cloud"
      "managed-by" = "weir"
      owner        = "cases"
    }
  }
}

# Signs in with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.
provider "confluent" {}
