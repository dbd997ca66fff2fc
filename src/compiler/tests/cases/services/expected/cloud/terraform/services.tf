# Environment cloud of pipeline services in services.weir. Written by weir; changes here are lost.

# The image of weir's own services; weir builds and pushes it, so it can go with what it holds.
resource "aws_ecr_repository" "main" {
  name                 = "services-cloud"
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
  name = "services-cloud"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

# Starts containers: pulls the image, reads their secrets, writes their logs.
resource "aws_iam_role" "execution" {
  name = "services-cloud-execution"
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
          "arn:${data.aws_partition.current.partition}:secretsmanager:eu-central-1:${data.aws_caller_identity.current.account_id}:secret:services/cloud/board_token-??????",
          aws_secretsmanager_secret.kafka_services.arn,
          aws_secretsmanager_secret.registry_services.arn,
        ]
      },
    ]
  })
}

# service board
resource "aws_cloudwatch_log_group" "board" {
  name              = "/ecs/services-cloud-board"
  retention_in_days = 30
}

# What the service's own code may do in AWS; nothing, unless a policy says so.
resource "aws_iam_role" "task_board" {
  name = "services-cloud-task-board"
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

resource "aws_ecs_task_definition" "board" {
  family                   = "services-cloud-board"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task_board.arn
  container_definitions = jsonencode([
    {
      name      = "board"
      image     = "registry.internal/board:3"
      essential = true
      command   = ["serve", "--all"]
      portMappings = [
        {
          containerPort = 8080
          protocol      = "tcp"
        },
      ]
      environment = [
        {
          name  = "KAFKA_BOOTSTRAP_SERVERS"
          value = confluent_kafka_cluster.main.bootstrap_endpoint
        },
        {
          name  = "KAFKA_CLIENT_ID"
          value = "services-cloud-board"
        },
        {
          name  = "KAFKA_GROUP"
          value = "services.cloud.board"
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
          name  = "TOPIC_LONG_CLICKS"
          value = "services.long_clicks"
        },
        {
          name  = "LEVEL"
          value = "info"
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
        {
          name      = "TOKEN"
          valueFrom = "arn:${data.aws_partition.current.partition}:secretsmanager:eu-central-1:${data.aws_caller_identity.current.account_id}:secret:services/cloud/board_token"
        },
      ]
      readonlyRootFilesystem = true
      logConfiguration = {
        logDriver = "awslogs"
        options = {
          "awslogs-group"         = aws_cloudwatch_log_group.board.name
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
resource "aws_ecs_service" "board" {
  name                          = "services-cloud-board"
  cluster                       = aws_ecs_cluster.main.id
  task_definition               = aws_ecs_task_definition.board.arn
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

# service clicker
resource "aws_cloudwatch_log_group" "clicker" {
  name              = "/ecs/services-cloud-clicker"
  retention_in_days = 30
}

# What the service's own code may do in AWS; nothing, unless a policy says so.
resource "aws_iam_role" "task_clicker" {
  name = "services-cloud-task-clicker"
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

resource "aws_ecs_task_definition" "clicker" {
  family                   = "services-cloud-clicker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "512"
  memory                   = "1024"
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task_clicker.arn
  container_definitions = jsonencode([
    {
      name      = "clicker"
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
          "awslogs-group"         = aws_cloudwatch_log_group.clicker.name
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
resource "aws_ecs_service" "clicker" {
  name                          = "services-cloud-clicker"
  cluster                       = aws_ecs_cluster.main.id
  task_definition               = aws_ecs_task_definition.clicker.arn
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
