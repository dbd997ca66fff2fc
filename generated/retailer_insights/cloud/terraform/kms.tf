# Environment cloud of pipeline retailer_insights in retailer_insights.weir. Written by weir; changes here are lost.

# kek csfle_key: while fields are encrypted with it, losing it is losing them.
resource "aws_kms_key" "csfle_key" {
  description             = "Wraps the data keys of csfle_key"
  enable_key_rotation     = true
  deletion_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "csfle_key" {
  name          = "alias/retailer-insights-cloud-csfle_key"
  target_key_id = aws_kms_key.csfle_key.key_id
}
