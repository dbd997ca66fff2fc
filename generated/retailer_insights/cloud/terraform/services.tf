# Environment cloud of pipeline retailer_insights in retailer_insights.weir. Written by weir; changes here are lost.

# The image of weir's own services; weir builds and pushes it, so it can go with what it holds.
resource "aws_ecr_repository" "main" {
  name                 = "retailer-insights-cloud"
  image_tag_mutability = "IMMUTABLE"
  force_delete         = true

  image_scanning_configuration {
    scan_on_push = true
  }
}

resource "aws_ecr_lifecycle_policy" "main" {
  repository = aws_ecr_repository.main.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "The last twenty images stay"
        selection = {
          tagStatus   = "any"
          countType   = "imageCountMoreThan"
          countNumber = 20
        }
        action = {
          type = "expire"
        }
      },
    ]
  })
}

resource "aws_ecs_cluster" "main" {
  name = "retailer-insights-cloud"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

# Starts containers: pulls the image, reads their secrets, writes their logs.
resource "aws_iam_role" "execution" {
  name = "retailer-insights-cloud-execution"
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
          aws_secretsmanager_secret.shop_password.arn,
        ]
      },
    ]
  })
}

# service payments_app
resource "aws_cloudwatch_log_group" "payments_app" {
  name              = "/ecs/retailer-insights-cloud-payments-app"
  retention_in_days = 30
}

# What the service's own code may do in AWS; nothing, unless a policy says so.
resource "aws_iam_role" "task_payments_app" {
  name = "retailer-insights-cloud-task-payments-app"
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

# `payments_app` wraps and unwraps data keys
resource "aws_iam_role_policy" "task_payments_app" {
  name = "task_payments_app"
  role = aws_iam_role.task_payments_app.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["kms:Encrypt", "kms:Decrypt"]
        Resource = [aws_kms_key.csfle_key.arn]
      },
    ]
  })
}

resource "aws_ecs_task_definition" "payments_app" {
  family                   = "retailer-insights-cloud-payments-app"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task_payments_app.arn
  container_definitions = jsonencode([
    {
      name      = "payments_app"
      image     = "${aws_ecr_repository.main.repository_url}:${var.image_tag}"
      essential = true
      command   = ["payments"]
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
          "awslogs-group"         = aws_cloudwatch_log_group.payments_app.name
          "awslogs-region"        = "us-east-1"
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
resource "aws_ecs_service" "payments_app" {
  name                          = "retailer-insights-cloud-payments-app"
  cluster                       = aws_ecs_cluster.main.id
  task_definition               = aws_ecs_task_definition.payments_app.arn
  launch_type                   = "FARGATE"
  desired_count                 = 0
  enable_execute_command        = false
  availability_zone_rebalancing = "ENABLED"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [aws_subnet.a.id, aws_subnet.b.id]
    security_groups  = [aws_security_group.services.id]
    assign_public_ip = true
  }

  lifecycle {
    ignore_changes = [desired_count, task_definition]
  }
}

# service shop_feeder
resource "aws_cloudwatch_log_group" "shop_feeder" {
  name              = "/ecs/retailer-insights-cloud-shop-feeder"
  retention_in_days = 30
}

# What the service's own code may do in AWS; nothing, unless a policy says so.
resource "aws_iam_role" "task_shop_feeder" {
  name = "retailer-insights-cloud-task-shop-feeder"
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

resource "aws_ecs_task_definition" "shop_feeder" {
  family                   = "retailer-insights-cloud-shop-feeder"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task_shop_feeder.arn
  container_definitions = jsonencode([
    {
      name      = "shop_feeder"
      image     = "${aws_ecr_repository.main.repository_url}:${var.image_tag}"
      essential = true
      command   = ["feeder"]
      secrets = [
        {
          name      = "WEIR_SECRET_SHOP_PASSWORD"
          valueFrom = aws_secretsmanager_secret.shop_password.arn
        },
      ]
      readonlyRootFilesystem = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.shop_feeder.name
          "awslogs-region"        = "us-east-1"
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
resource "aws_ecs_service" "shop_feeder" {
  name                          = "retailer-insights-cloud-shop-feeder"
  cluster                       = aws_ecs_cluster.main.id
  task_definition               = aws_ecs_task_definition.shop_feeder.arn
  launch_type                   = "FARGATE"
  desired_count                 = 0
  enable_execute_command        = false
  availability_zone_rebalancing = "ENABLED"

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = [aws_subnet.a.id, aws_subnet.b.id]
    security_groups  = [aws_security_group.services.id]
    assign_public_ip = true
  }

  lifecycle {
    ignore_changes = [desired_count, task_definition]
  }
}
