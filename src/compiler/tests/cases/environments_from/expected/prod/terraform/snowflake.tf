# Environment prod of pipeline environments_from in environments_from.weir. Written by weir; changes here are lost.

resource "snowflake_schema" "store_prod_public" {
  database = "STORE_PROD"
  name     = "PUBLIC"
  comment  = "environments_from in prod"

  lifecycle {
    prevent_destroy = true
  }
}

# The connector signs in with this key pair; the private half goes to Secrets Manager.
resource "tls_private_key" "store" {
  algorithm = "RSA"
  rsa_bits  = 2048
}

resource "aws_secretsmanager_secret" "store_private_key" {
  name                    = "environments_from/prod/store_private_key"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "store_private_key" {
  secret_id     = aws_secretsmanager_secret.store_private_key.id
  secret_string = replace(tls_private_key.store.private_key_pem_pkcs8, "/-----[A-Z ]+-----|\\s/", "")
}

resource "snowflake_account_role" "store" {
  provider = snowflake.security
  name     = "ENVIRONMENTS_FROM_PROD_STORE"
  comment  = "Loads store of environments_from in prod"
}

resource "snowflake_service_user" "store" {
  provider                       = snowflake.security
  name                           = "ENVIRONMENTS_FROM_PROD_STORE"
  comment                        = "Loads store of environments_from in prod"
  default_role                   = snowflake_account_role.store.name
  default_secondary_roles_option = "NONE"
  rsa_public_key                 = replace(tls_private_key.store.public_key_pem, "/-----[A-Z ]+-----|\\s/", "")
}

# Whoever owns the database can manage what the role makes in it.
resource "snowflake_grant_account_role" "store_owner" {
  provider         = snowflake.security
  role_name        = snowflake_account_role.store.name
  parent_role_name = var.snowflake_role
}

# the connector signs in with its key pair
resource "snowflake_grant_account_role" "store_user" {
  provider  = snowflake.security
  role_name = snowflake_account_role.store.name
  user_name = snowflake_service_user.store.name
}

# reaches its schema
resource "snowflake_grant_privileges_to_account_role" "store_database" {
  provider          = snowflake.security
  account_role_name = snowflake_account_role.store.name
  privileges        = ["USAGE"]

  on_account_object {
    object_type = "DATABASE"
    object_name = "STORE_PROD"
  }
}

# makes and owns the tables and views that it loads
resource "snowflake_grant_privileges_to_account_role" "store_schema" {
  provider          = snowflake.security
  account_role_name = snowflake_account_role.store.name
  privileges        = ["USAGE", "CREATE TABLE", "CREATE VIEW"]

  on_schema {
    schema_name = snowflake_schema.store_prod_public.fully_qualified_name
  }
}
