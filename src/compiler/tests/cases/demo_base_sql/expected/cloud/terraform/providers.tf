# Environment cloud of pipeline demo_base_sql in demo_base_sql.weir. Written by weir; changes here are lost.

# Signs in as the AWS tools do: environment, profile, or role of the machine.
provider "aws" {
  region = "us-east-2"

  default_tags {
    tags = {
      pipeline     = "demo_base_sql"
      environment  = "cloud"
      "managed-by" = "weir"
      owner        = "cases"
    }
  }
}

# Signs in with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.
provider "confluent" {}
