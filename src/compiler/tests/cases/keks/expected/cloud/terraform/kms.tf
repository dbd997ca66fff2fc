# Environment cloud of pipeline keks in keks.weir. Written by weir; changes here are lost.

# kek one: while fields are encrypted with it, losing it is losing them.
resource "aws_kms_key" "one" {
  description             = "Wraps the data keys of one"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "one" {
  name          = "alias/keks-cloud-one"
  target_key_id = aws_kms_key.one.key_id
}

# kek one is shared: Flink, managed connectors and Tableflow read its fields in plain text.
resource "aws_kms_grant" "one" {
  for_each          = toset(var.confluent_kms_principals)
  key_id            = aws_kms_key.one.key_id
  grantee_principal = each.value
  operations        = ["Encrypt", "Decrypt", "DescribeKey"]
}
