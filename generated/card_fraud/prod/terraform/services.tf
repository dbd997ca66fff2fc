# Environment prod of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

resource "aws_ecs_cluster" "main" {
  name = "card-fraud-prod"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

# Starts containers: pulls the image, reads their secrets, writes their logs.
resource "aws_iam_role" "execution" {
  name = "card-fraud-prod-execution"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
}

# pulls images and writes logs; AWS allows no narrower resource for a registry's token
resource "aws_iam_role_policy_attachment" "execution" {
  role       = aws_iam_role.execution.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy"
}

# hands secrets to containers when they start
resource "aws_iam_role_policy" "execution" {
  name = "execution"
  role = aws_iam_role.execution.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = ["secretsmanager:GetSecretValue"]
        Resource = [
          aws_secretsmanager_secret.kafka_services.arn,
          aws_secretsmanager_secret.registry_services.arn,
        ]
      },
    ]
  })
}

# service scorer
resource "aws_cloudwatch_log_group" "scorer" {
  name              = "/ecs/card-fraud-prod-scorer"
  retention_in_days = 30
}

# What the service's own code may do in AWS; nothing, unless a policy says so.
resource "aws_iam_role" "task_scorer" {
  name = "card-fraud-prod-task-scorer"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Principal = {
          Service = "ecs-tasks.amazonaws.com"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
}

resource "aws_ecs_task_definition" "scorer" {
  family                   = "card-fraud-prod-scorer"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "1024"
  memory                   = "2048"
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task_scorer.arn
  container_definitions = jsonencode([
    {
      name      = "scorer"
      image     = "410275836190.dkr.ecr.eu-central-1.amazonaws.com/fraud-scorer:2026.11"
      essential = true
      portMappings = [
        {
          containerPort = 8080
          protocol      = "tcp"
        },
      ]
      environment = [
        {
          name  = "KAFKA_BOOTSTRAP_SERVERS"
          value = data.confluent_kafka_cluster.main.bootstrap_endpoint
        },
        {
          name  = "KAFKA_CLIENT_ID"
          value = "card_fraud-prod-scorer"
        },
        {
          name  = "KAFKA_GROUP"
          value = "card_fraud.prod.scorer"
        },
        {
          name  = "KAFKA_SASL_MECHANISM"
          value = "PLAIN"
        },
        {
          name  = "KAFKA_SECURITY_PROTOCOL"
          value = "SASL_SSL"
        },
        {
          name  = "REGISTRY_URL"
          value = data.confluent_schema_registry_cluster.main.rest_endpoint
        },
        {
          name  = "TOPIC_CARD_VELOCITY"
          value = "fraud.card_velocity"
        },
        {
          name  = "TOPIC_FEATURES"
          value = "fraud.features"
        },
        {
          name  = "TOPIC_SCORES"
          value = "fraud.scores"
        },
        {
          name  = "MODEL"
          value = "gradient-2026-11"
        },
        {
          name  = "THREADS"
          value = "2"
        },
      ]
      secrets = [
        {
          name      = "KAFKA_API_KEY"
          valueFrom = "${aws_secretsmanager_secret.kafka_services.arn}:api_key::"
        },
        {
          name      = "KAFKA_API_SECRET"
          valueFrom = "${aws_secretsmanager_secret.kafka_services.arn}:api_secret::"
        },
        {
          name      = "REGISTRY_API_KEY"
          valueFrom = "${aws_secretsmanager_secret.registry_services.arn}:api_key::"
        },
        {
          name      = "REGISTRY_API_SECRET"
          valueFrom = "${aws_secretsmanager_secret.registry_services.arn}:api_secret::"
        },
      ]
      readonlyRootFilesystem = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.scorer.name
          "awslogs-region"        = "eu-central-1"
          "awslogs-stream-prefix" = "service"
        }
      }
    },
  ])

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }
}

# It rests until weir starts it, with the task definition that weir registers: no producer before rules and keys.
resource "aws_ecs_service" "scorer" {
  name                          = "card-fraud-prod-scorer"
  cluster                       = aws_ecs_cluster.main.id
  task_definition               = aws_ecs_task_definition.scorer.arn
  launch_type                   = "FARGATE"
  desired_count                 = 0
  enable_execute_command        = false
  availability_zone_rebalancing = "ENABLED"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = ["subnet-0d35f8a1c6b72e904", "subnet-09b1e47d2a8c5f361", "subnet-02f6c9d8e5a1b7430"]
    security_groups  = [aws_security_group.services.id]
    assign_public_ip = false
  }

  lifecycle {
    ignore_changes = [desired_count, task_definition]
  }
}
