# Environment cloud of pipeline provision_rds in provision_rds.weir. Written by weir; changes here are lost.

# The image of weir's own services; weir builds and pushes it, so it can go with what it holds.
resource "aws_ecr_repository" "main" {
  name                 = "provision-rds-cloud"
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
  name = "provision-rds-cloud"

  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

# Starts containers: pulls the image, reads their secrets, writes their logs.
resource "aws_iam_role" "execution" {
  name = "provision-rds-cloud-execution"
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
        Effect   = "Allow"
        Action   = ["secretsmanager:GetSecretValue"]
        Resource = [aws_secretsmanager_secret.shop_password.arn]
      },
    ]
  })
}

# service filler
resource "aws_cloudwatch_log_group" "filler" {
  name              = "/ecs/provision-rds-cloud-filler"
  retention_in_days = 30
}

# What the service's own code may do in AWS; nothing, unless a policy says so.
resource "aws_iam_role" "task_filler" {
  name = "provision-rds-cloud-task-filler"
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

resource "aws_ecs_task_definition" "filler" {
  family                   = "provision-rds-cloud-filler"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = "256"
  memory                   = "512"
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task_filler.arn
  container_definitions = jsonencode([
    {
      name      = "filler"
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
          "awslogs-group"         = aws_cloudwatch_log_group.filler.name
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
resource "aws_ecs_service" "filler" {
  name                          = "provision-rds-cloud-filler"
  cluster                       = aws_ecs_cluster.main.id
  task_definition               = aws_ecs_task_definition.filler.arn
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
