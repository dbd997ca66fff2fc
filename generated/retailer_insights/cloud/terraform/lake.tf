# Environment cloud of pipeline retailer_insights in retailer_insights.weir. Written by weir; changes here are lost.

# The role's ARN is put together from its name: role and integration each want the other's.
resource "confluent_provider_integration" "lake" {
  display_name = "retailer-insights-cloud"

  environment {
    id = confluent_environment.main.id
  }

  aws {
    customer_role_arn = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:role/retailer-insights-cloud-tableflow"
  }
}

# Only Confluent's role of this integration may take it, with its external id.
resource "aws_iam_role" "tableflow" {
  name = "retailer-insights-cloud-tableflow"
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
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::acme-insights-lake"]
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
        Resource = ["arn:${data.aws_partition.current.partition}:s3:::acme-insights-lake/*"]
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
          "arn:${data.aws_partition.current.partition}:glue:us-east-1:${data.aws_caller_identity.current.account_id}:catalog",
          "arn:${data.aws_partition.current.partition}:glue:us-east-1:${data.aws_caller_identity.current.account_id}:database/${confluent_kafka_cluster.main.id}",
          "arn:${data.aws_partition.current.partition}:glue:us-east-1:${data.aws_caller_identity.current.account_id}:table/${confluent_kafka_cluster.main.id}/*",
        ]
      },
    ]
  })
}

# Lists the cluster's tables in Glue, where Athena and others find them.
resource "confluent_catalog_integration" "lake" {
  display_name = "retailer-insights-cloud"
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
