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
