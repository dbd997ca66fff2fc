# Environment prod of pipeline environments_from in environments_from.weir. Written by weir; changes here are lost.

variable "snowflake_account_name" {
  description = "The Snowflake account's name in it."
  type        = string
}

variable "snowflake_organization_name" {
  description = "The Snowflake organization."
  type        = string
}

variable "snowflake_role" {
  description = "Who owns database and schema; it needs CREATE DATABASE on the account."
  type        = string
  default     = "SYSADMIN"

  validation {
    condition     = !startswith(upper(var.snowflake_role), "ACCOUNT")
    error_message = "Deploy with a role of less power than that of the account's administrator."
  }
}

variable "snowflake_security_role" {
  description = "Who makes role, user and grants; it needs CREATE ROLE, CREATE USER and MANAGE GRANTS."
  type        = string
  default     = "SECURITYADMIN"

  validation {
    condition     = !startswith(upper(var.snowflake_security_role), "ACCOUNT")
    error_message = "Deploy with a role of less power than that of the account's administrator."
  }
}
