# Environment prod of pipeline environments_from in environments_from.weir. Written by weir; changes here are lost.

terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
    confluent = {
      source  = "confluentinc/confluent"
      version = "~> 2.83"
    }
    snowflake = {
      source  = "snowflakedb/snowflake"
      version = "~> 2.20"
    }
    tls = {
      source  = "hashicorp/tls"
      version = "~> 4.0"
    }
  }
}
