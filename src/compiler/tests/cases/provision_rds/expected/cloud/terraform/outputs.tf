# Environment cloud of pipeline provision_rds in provision_rds.weir. Written by weir; changes here are lost.

output "database_shop_host" {
  description = "Where the database of shop listens."
  value       = aws_db_instance.shop.address
}

output "database_shop_port" {
  description = "Its port."
  value       = aws_db_instance.shop.port
}

output "ecr_repository_url" {
  description = "Where their image goes."
  value       = aws_ecr_repository.main.repository_url
}

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
  value       = [aws_subnet.a.id, aws_subnet.b.id]
}

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

output "secret_kafka_weir_arn" {
  description = "Where the secret kafka_weir lies."
  value       = aws_secretsmanager_secret.kafka_weir.arn
}

output "secret_registry_weir_arn" {
  description = "Where the secret registry_weir lies."
  value       = aws_secretsmanager_secret.registry_weir.arn
}

output "secret_shop_password_arn" {
  description = "Where the secret shop_password lies."
  value       = aws_secretsmanager_secret.shop_password.arn
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

output "service_filler_log_group" {
  description = "Where its logs go."
  value       = aws_cloudwatch_log_group.filler.name
}

output "service_filler_name" {
  description = "The ECS service."
  value       = aws_ecs_service.filler.name
}

output "service_filler_role_arn" {
  description = "What its code may do in AWS."
  value       = aws_iam_role.task_filler.arn
}
