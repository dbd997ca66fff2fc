# Environment cloud of pipeline online_retailer in online_retailer.weir. Written by weir; changes here are lost.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

# Signs in as the AWS tools do: environment, profile, or role of the machine.
provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      pipeline     = "online_retailer"
      environment  = "cloud"
      "managed-by" = "weir"
      owner        = "data-platform"
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
