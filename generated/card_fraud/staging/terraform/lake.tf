# Environment staging of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

# The role's ARN is put together from its name: role and integration each want the other's.
resource "confluent_provider_integration" "sink_archive" {
  display_name = "card-fraud-staging-sink-archive"

  environment {
    id = data.confluent_environment.main.id
  }

  aws {
    customer_role_arn = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/card-fraud-staging-sink-archive"
  }
}

# Only Confluent's role of this integration may take it, with its external id.
resource "aws_iam_role" "sink_archive" {
  name = "card-fraud-staging-sink-archive"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = confluent_provider_integration.sink_archive.aws[0].iam_role_arn
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "sts:ExternalId" = confluent_provider_integration.sink_archive.aws[0].external_id
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = confluent_provider_integration.sink_archive.aws[0].iam_role_arn
        }
        Action = "sts:TagSession"
      },
    ]
  })
}

# the connector of `archive` finds the bucket; the connector of `archive` writes files
resource "aws_iam_role_policy" "sink_archive" {
  name = "sink_archive"
  role = aws_iam_role.sink_archive.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::meridian-fraud-features-staging"]
      },
      {
        Effect = "Allow"
        Action = [
          "s3:GetObject",
          "s3:PutObject",
          "s3:PutObjectTagging",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts",
        ]
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::meridian-fraud-features-staging/*"]
      },
    ]
  })
}
