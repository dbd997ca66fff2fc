# Environment cloud of pipeline demo_base_sql in demo_base_sql.weir. Written by weir; changes here are lost.

output "environment_id" {
  description = "The Confluent environment."
  value       = confluent_environment.main.id
}

output "environment_name" {
  description = "Its name, which is the catalog of Flink statements."
  value       = confluent_environment.main.display_name
}

output "flink_compute_pool_id" {
  description = "The Flink compute pool."
  value       = confluent_flink_compute_pool.main.id
}

output "flink_rest_endpoint" {
  description = "The REST API of Flink statements."
  value       = data.confluent_flink_region.main.rest_endpoint
}

output "kafka_bootstrap_endpoint" {
  description = "Where Kafka clients connect."
  value       = confluent_kafka_cluster.main.bootstrap_endpoint
}

output "kafka_cluster_id" {
  description = "The Kafka cluster."
  value       = confluent_kafka_cluster.main.id
}

output "kafka_cluster_name" {
  description = "Its name, which is the database of Flink statements."
  value       = confluent_kafka_cluster.main.display_name
}

output "kafka_rest_endpoint" {
  description = "The cluster's REST API."
  value       = confluent_kafka_cluster.main.rest_endpoint
}

output "organization_id" {
  description = "The Confluent organization."
  value       = local.organization_id
}

output "region" {
  description = "The region of everything."
  value       = "us-east-2"
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

output "secret_kafka_weir_arn" {
  description = "Where the secret kafka_weir lies."
  value       = aws_secretsmanager_secret.kafka_weir.arn
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

output "service_account_weir_id" {
  description = "Deploys: topics, subjects, keys, connectors, statements"
  value       = confluent_service_account.weir.id
}
