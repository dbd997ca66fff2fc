# Environment prod of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

output "ecs_cluster_name" {
  description = "Where the services run."
  value       = aws_ecs_cluster.main.name
}

output "ecs_execution_role_arn" {
  description = "The role that starts containers."
  value       = aws_iam_role.execution.arn
}

output "ecs_subnets" {
  description = "Where containers run."
  value       = ["subnet-0d35f8a1c6b72e904", "subnet-09b1e47d2a8c5f361", "subnet-02f6c9d8e5a1b7430"]
}

output "environment_id" {
  description = "The Confluent environment."
  value       = data.confluent_environment.main.id
}

output "environment_name" {
  description = "Its name, which is the catalog of Flink statements."
  value       = data.confluent_environment.main.display_name
}

output "flink_compute_pool_id" {
  description = "The Flink compute pool."
  value       = data.confluent_flink_compute_pool.main.id
}

output "flink_rest_endpoint" {
  description = "The REST API of Flink statements."
  value       = data.confluent_flink_region.main.rest_endpoint
}

output "kafka_bootstrap_endpoint" {
  description = "Where Kafka clients connect."
  value       = data.confluent_kafka_cluster.main.bootstrap_endpoint
}

output "kafka_cluster_id" {
  description = "The Kafka cluster."
  value       = data.confluent_kafka_cluster.main.id
}

output "kafka_cluster_name" {
  description = "Its name, which is the database of Flink statements."
  value       = data.confluent_kafka_cluster.main.display_name
}

output "kafka_rest_endpoint" {
  description = "The cluster's REST API."
  value       = data.confluent_kafka_cluster.main.rest_endpoint
}

output "kms_key_card_key_arn" {
  description = "The key that wraps data keys."
  value       = "arn:aws:kms:eu-central-1:862914503377:key/9e27b4a8-1f03-4c6d-8b5a-70d2c9e6f418"
}

output "organization_id" {
  description = "The Confluent organization."
  value       = local.organization_id
}

output "provider_integration_archive" {
  description = "How the connector of archive reaches its bucket."
  value       = confluent_provider_integration.sink_archive.id
}

output "region" {
  description = "The region of everything."
  value       = "eu-central-1"
}

output "schema_registry_endpoint" {
  description = "Its address."
  value       = data.confluent_schema_registry_cluster.main.rest_endpoint
}

output "schema_registry_id" {
  description = "The schema registry."
  value       = data.confluent_schema_registry_cluster.main.id
}

output "secret_cloud_weir_arn" {
  description = "Where the secret cloud_weir lies."
  value       = aws_secretsmanager_secret.cloud_weir.arn
}

output "secret_flink_weir_arn" {
  description = "Where the secret flink_weir lies."
  value       = aws_secretsmanager_secret.flink_weir.arn
}

output "secret_kafka_services_arn" {
  description = "Where the secret kafka_services lies."
  value       = aws_secretsmanager_secret.kafka_services.arn
}

output "secret_kafka_weir_arn" {
  description = "Where the secret kafka_weir lies."
  value       = aws_secretsmanager_secret.kafka_weir.arn
}

output "secret_registry_services_arn" {
  description = "Where the secret registry_services lies."
  value       = aws_secretsmanager_secret.registry_services.arn
}

output "secret_registry_weir_arn" {
  description = "Where the secret registry_weir lies."
  value       = aws_secretsmanager_secret.registry_weir.arn
}

output "service_account_connect_id" {
  description = "Runs the connectors"
  value       = confluent_service_account.connect.id
}

output "service_account_flink_id" {
  description = "Runs the Flink statements"
  value       = confluent_service_account.flink.id
}

output "service_account_services_id" {
  description = "Applications beside the pipeline"
  value       = confluent_service_account.services.id
}

output "service_account_weir_id" {
  description = "Deploys: topics, subjects, keys, connectors, statements"
  value       = confluent_service_account.weir.id
}

output "service_scorer_log_group" {
  description = "Where its logs go."
  value       = aws_cloudwatch_log_group.scorer.name
}

output "service_scorer_name" {
  description = "The ECS service."
  value       = aws_ecs_service.scorer.name
}

output "service_scorer_role_arn" {
  description = "What its code may do in AWS."
  value       = aws_iam_role.task_scorer.arn
}
