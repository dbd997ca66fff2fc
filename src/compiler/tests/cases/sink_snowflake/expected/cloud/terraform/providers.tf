# Environment cloud of pipeline sink_snowflake in sink_snowflake.weir. Written by weir; changes here are lost.

# Signs in as the AWS tools do: environment, profile, or role of the machine.
provider "aws" {
  region = "eu-central-1"

  default_tags {
    tags = {
      pipeline     = "sink_snowflake"
      environment  = "cloud"
      "managed-by" = "weir"
      owner        = "cases"
    }
  }
}

# Signs in with CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET.
provider "confluent" {}

# Signs in with SNOWFLAKE_USER and SNOWFLAKE_PRIVATE_KEY.
provider "snowflake" {
  organization_name = var.snowflake_organization_name
  account_name      = var.snowflake_account_name
  authenticator     = "SNOWFLAKE_JWT"
  role              = var.snowflake_role
}

# Users, roles and grants belong to another role than data.
provider "snowflake" {
  organization_name = var.snowflake_organization_name
  account_name      = var.snowflake_account_name
  authenticator     = "SNOWFLAKE_JWT"
  alias             = "security"
  role              = var.snowflake_security_role
}
