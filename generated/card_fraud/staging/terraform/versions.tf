# Environment staging of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

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
  }

  backend "s3" {
    bucket       = "meridian-weir-staging"
    key          = "card_fraud/terraform.tfstate"
    region       = "eu-central-1"
    encrypt      = true
    use_lockfile = true
  }
}
