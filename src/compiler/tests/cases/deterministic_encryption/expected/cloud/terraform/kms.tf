# Environment cloud of pipeline deterministic_encryption in deterministic_encryption.weir. Written by weir; changes here are lost.

# kek cards: while fields are encrypted with it, losing it is losing them.
resource "aws_kms_key" "cards" {
  description             = "Wraps the data keys of cards"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "cards" {
  name          = "alias/deterministic-encryption-cloud-cards"
  target_key_id = aws_kms_key.cards.key_id
}
