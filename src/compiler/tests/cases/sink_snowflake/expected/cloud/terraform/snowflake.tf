# Environment cloud of pipeline sink_snowflake in sink_snowflake.weir. Written by weir; changes here are lost.

# sink warehouse
resource "snowflake_database" "analytics" {
  name    = "ANALYTICS"
  comment = "sink_snowflake in cloud"

  lifecycle {
    prevent_destroy = true
  }
}

resource "snowflake_schema" "analytics_shop" {
  database = snowflake_database.analytics.name
  name     = "SHOP"
  comment  = "sink_snowflake in cloud"

  lifecycle {
    prevent_destroy = true
  }
}

# The connector signs in with this key pair; the private half goes to Secrets Manager.
resource "tls_private_key" "warehouse" {
  algorithm = "RSA"
  rsa_bits  = 2048
}

resource "aws_secretsmanager_secret" "warehouse_private_key" {
  name                    = "sink_snowflake/cloud/warehouse_private_key"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "warehouse_private_key" {
  secret_id     = aws_secretsmanager_secret.warehouse_private_key.id
  secret_string = replace(tls_private_key.warehouse.private_key_pem_pkcs8, "/-----[A-Z ]+-----|\\s/", "")
}

resource "snowflake_account_role" "warehouse" {
  provider = snowflake.security
  name     = "SINK_SNOWFLAKE_CLOUD_WAREHOUSE"
  comment  = "Loads warehouse of sink_snowflake in cloud"
}

resource "snowflake_service_user" "warehouse" {
  provider                       = snowflake.security
  name                           = "SINK_SNOWFLAKE_CLOUD_WAREHOUSE"
  comment                        = "Loads warehouse of sink_snowflake in cloud"
  default_role                   = snowflake_account_role.warehouse.name
  default_secondary_roles_option = "NONE"
  rsa_public_key                 = replace(tls_private_key.warehouse.public_key_pem, "/-----[A-Z ]+-----|\\s/", "")
}

# Whoever owns the database can manage what the role makes in it.
resource "snowflake_grant_account_role" "warehouse_owner" {
  provider         = snowflake.security
  role_name        = snowflake_account_role.warehouse.name
  parent_role_name = var.snowflake_role
}

# the connector signs in with its key pair
resource "snowflake_grant_account_role" "warehouse_user" {
  provider  = snowflake.security
  role_name = snowflake_account_role.warehouse.name
  user_name = snowflake_service_user.warehouse.name
}

# reaches its schema
resource "snowflake_grant_privileges_to_account_role" "warehouse_database" {
  provider          = snowflake.security
  account_role_name = snowflake_account_role.warehouse.name
  privileges        = ["USAGE"]

  on_account_object {
    object_type = "DATABASE"
    object_name = snowflake_database.analytics.name
  }
}

# makes and owns the tables and views that it loads
resource "snowflake_grant_privileges_to_account_role" "warehouse_schema" {
  provider          = snowflake.security
  account_role_name = snowflake_account_role.warehouse.name
  privileges        = ["USAGE", "CREATE TABLE", "CREATE VIEW"]

  on_schema {
    schema_name = snowflake_schema.analytics_shop.fully_qualified_name
  }
}
