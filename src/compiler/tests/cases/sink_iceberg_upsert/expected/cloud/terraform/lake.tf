# Environment cloud of pipeline sink_iceberg_upsert in sink_iceberg_upsert.weir. Written by weir; changes here are lost.

# Iceberg tables; in the cluster's region, as Tableflow wants it.
resource "aws_s3_bucket" "lake" {
  bucket = "sink-iceberg-upsert-cloud-lake-${data.aws_caller_identity.current.account_id}"

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "lake" {
  bucket                  = aws_s3_bucket.lake.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_server_side_encryption_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "lake" {
  bucket = aws_s3_bucket.lake.id

  rule {
    id     = "abandoned-uploads"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}

# The role's ARN is put together from its name: role and integration each want the other's.
resource "confluent_provider_integration" "lake" {
  display_name = "sink-iceberg-upsert-cloud"

  environment {
    id = confluent_environment.main.id
  }

  aws {
    customer_role_arn = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/sink-iceberg-upsert-cloud-tableflow"
  }
}

# Only Confluent's role of this integration may take it, with its external id.
resource "aws_iam_role" "tableflow" {
  name = "sink-iceberg-upsert-cloud-tableflow"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          AWS = confluent_provider_integration.lake.aws[0].iam_role_arn
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "sts:ExternalId" = confluent_provider_integration.lake.aws[0].external_id
          }
        }
      },
      {
        Effect = "Allow"
        Principal = {
          AWS = confluent_provider_integration.lake.aws[0].iam_role_arn
        }
        Action = "sts:TagSession"
      },
    ]
  })
}

# Tableflow finds the bucket; Tableflow writes tables; Tableflow lists its tables in Glue
resource "aws_iam_role_policy" "tableflow" {
  name = "tableflow"
  role = aws_iam_role.tableflow.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"]
        Resource = [aws_s3_bucket.lake.arn]
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
        Resource = ["${aws_s3_bucket.lake.arn}/*"]
      },
      {
        Effect = "Allow"
        Action = [
          "glue:GetTable",
          "glue:GetTables",
          "glue:CreateTable",
          "glue:UpdateTable",
          "glue:DeleteTable",
          "glue:GetDatabase",
          "glue:CreateDatabase",
          "glue:UpdateDatabase",
        ]
        Resource = [
          "arn:${data.aws_partition.current.partition}:glue:eu-central-1:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:eu-central-1:${data.aws_caller_identity.current.account_id}:database/${confluent_kafka_cluster.main.id}",
          "arn:${data.aws_partition.current.partition}:glue:eu-central-1:${data.aws_caller_identity.current.account_id}:table/${confluent_kafka_cluster.main.id}/*",
        ]
      },
    ]
  })
}

# Lists the cluster's tables in Glue, where Athena and others find them.
resource "confluent_catalog_integration" "lake" {
  display_name = "sink-iceberg-upsert-cloud"
  depends_on = [
    confluent_role_binding.tableflow_cloudclusteradmin_cluster,
    confluent_role_binding.tableflow_assigner_integration,
    aws_iam_role_policy.tableflow,
  ]

  environment {
    id = confluent_environment.main.id
  }

  kafka_cluster {
    id = confluent_kafka_cluster.main.id
  }

  aws_glue {
    provider_integration_id = confluent_provider_integration.lake.id
  }

  credentials {
    key    = confluent_api_key.tableflow.id
    secret = confluent_api_key.tableflow.secret
  }
}
