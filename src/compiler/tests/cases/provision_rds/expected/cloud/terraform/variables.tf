# Environment cloud of pipeline provision_rds in provision_rds.weir. Written by weir; changes here are lost.

variable "admin_cidrs" {
  description = "Addresses of administrators who may reach the database, as CIDR blocks."
  type        = list(string)
  default     = ["203.0.113.7/32"]

  validation {
    condition     = alltrue([for cidr in var.admin_cidrs : can(cidrhost(cidr, 0)) && can(tonumber(split("/", cidr)[1])) && tonumber(split("/", cidr)[1]) >= 8])
    error_message = "Each entry is a CIDR block of at most 2^24 addresses, never the whole internet."
  }
}

variable "confluent_egress_cidrs" {
  description = "Addresses from which Confluent's managed connectors come, as CIDR blocks; Confluent publishes them by region."
  type        = list(string)

  validation {
    condition     = alltrue([for cidr in var.confluent_egress_cidrs : can(cidrhost(cidr, 0)) && can(tonumber(split("/", cidr)[1])) && tonumber(split("/", cidr)[1]) >= 8])
    error_message = "Each entry is a CIDR block of at most 2^24 addresses, never the whole internet."
  }
}

variable "image_tag" {
  description = "The tag of the services' image; weir passes the one that it pushes."
  type        = string
}

variable "secret_shop_password_version" {
  description = "Raise it when the secret shop_password has a new value."
  type        = number
  default     = 1
}
