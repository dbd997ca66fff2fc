# Environment cloud of pipeline provision_rds in provision_rds.weir. Written by weir; changes here are lost.

# The server of source shop: logical replication for change data capture, TLS for everybody.
resource "aws_db_parameter_group" "shop" {
  name   = "provision-rds-cloud-shop"
  family = "postgres17"

  parameter {
    name         = "rds.logical_replication"
    value        = "1"
    apply_method = "pending-reboot"
  }

  parameter {
    name         = "rds.force_ssl"
    value        = "1"
    apply_method = "immediate"
  }
}

resource "aws_db_subnet_group" "shop" {
  name       = "provision-rds-cloud-shop"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}

# The secret shop_password: made here, kept in Secrets Manager.
resource "random_password" "shop_password" {
  length  = 32
  special = false
  keepers = {
    version = var.secret_shop_password_version
  }
}

resource "aws_secretsmanager_secret" "shop_password" {
  name                    = "provision_rds/cloud/shop_password"
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "shop_password" {
  secret_id                = aws_secretsmanager_secret.shop_password.id
  secret_string_wo         = random_password.shop_password.result
  secret_string_wo_version = var.secret_shop_password_version
}

# A snapshot outlives its server, so the next server's last one needs another name.
resource "random_id" "shop_last_snapshot" {
  byte_length = 4
}

# Managed connectors come over the internet, so it has a public address; its security group lets only them in.
resource "aws_db_instance" "shop" {
  identifier                = "provision-rds-cloud-shop"
  engine                    = "postgres"
  engine_version            = "17"
  instance_class            = "db.r6g.large"
  allocated_storage         = 100
  storage_type              = "gp3"
  storage_encrypted         = true
  db_name                   = "shop"
  username                  = "shop"
  password_wo               = random_password.shop_password.result
  password_wo_version       = var.secret_shop_password_version
  port                      = 5432
  parameter_group_name      = aws_db_parameter_group.shop.name
  db_subnet_group_name      = aws_db_subnet_group.shop.name
  vpc_security_group_ids    = [aws_security_group.database_shop.id]
  publicly_accessible       = true
  multi_az                  = true
  backup_retention_period   = 14
  copy_tags_to_snapshot     = true
  deletion_protection       = true
  skip_final_snapshot       = false
  final_snapshot_identifier = "provision-rds-cloud-shop-final-${random_id.shop_last_snapshot.hex}"

  lifecycle {
    prevent_destroy = true
  }
}
