# Environment cloud of pipeline keks in keks.weir. Written by weir; changes here are lost.

variable "confluent_kms_principals" {
  description = "The AWS principals (ARNs) by which Confluent uses keys that are shared with it; Confluent Cloud shows them where a key is shared."
  type        = list(string)

  validation {
    condition     = length(var.confluent_kms_principals) > 0 && alltrue([for arn in var.confluent_kms_principals : can(regex("^arn:aws[a-z-]*:iam::[0-9]{12}:", arn))])
    error_message = "At least one ARN of a role, a user or an account; never everybody."
  }
}
