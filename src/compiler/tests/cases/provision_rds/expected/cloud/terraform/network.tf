# Environment cloud of pipeline provision_rds in provision_rds.weir. Written by weir; changes here are lost.

resource "aws_vpc" "main" {
  cidr_block           = "10.7.0.0/16"
  enable_dns_support   = true
  enable_dns_hostnames = true
  tags = {
    Name = "provision-rds-cloud"
  }
}

data "aws_availability_zones" "available" {
  state = "available"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
  tags = {
    Name = "provision-rds-cloud"
  }
}

# The way out; what may come in is for the security groups to say.
resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
  tags = {
    Name = "provision-rds-cloud"
  }

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.main.id
  }
}

resource "aws_subnet" "a" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 4, 0)
  availability_zone = data.aws_availability_zones.available.names[0]
  tags = {
    Name = "provision-rds-cloud-a"
  }
}

resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.main.id
}

resource "aws_subnet" "b" {
  vpc_id            = aws_vpc.main.id
  cidr_block        = cidrsubnet(aws_vpc.main.cidr_block, 4, 1)
  availability_zone = data.aws_availability_zones.available.names[1]
  tags = {
    Name = "provision-rds-cloud-b"
  }
}

resource "aws_route_table_association" "b" {
  subnet_id      = aws_subnet.b.id
  route_table_id = aws_route_table.main.id
}

# Who may reach the database of shop.
resource "aws_security_group" "database_shop" {
  name        = "provision-rds-cloud-shop"
  description = "Database shop"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_ingress_rule" "database_shop_network" {
  security_group_id = aws_security_group.database_shop.id
  description       = "The network itself"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = aws_vpc.main.cidr_block
}

resource "aws_vpc_security_group_ingress_rule" "database_shop_confluent" {
  for_each          = toset(var.confluent_egress_cidrs)
  security_group_id = aws_security_group.database_shop.id
  description       = "Managed connectors"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = each.value
}

resource "aws_vpc_security_group_ingress_rule" "database_shop_admin" {
  for_each          = toset(var.admin_cidrs)
  security_group_id = aws_security_group.database_shop.id
  description       = "Administrators"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = each.value
}

# Services call out; nothing calls them unless they say a port.
resource "aws_security_group" "services" {
  name        = "provision-rds-cloud-services"
  description = "Services of the pipeline"
  vpc_id      = aws_vpc.main.id
}

resource "aws_vpc_security_group_egress_rule" "services_https" {
  security_group_id = aws_security_group.services.id
  description       = "AWS and the schema registry"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "services_kafka" {
  security_group_id = aws_security_group.services.id
  description       = "Kafka"
  ip_protocol       = "tcp"
  from_port         = 9092
  to_port           = 9092
  cidr_ipv4         = "0.0.0.0/0"
}

resource "aws_vpc_security_group_egress_rule" "services_database_shop" {
  security_group_id = aws_security_group.services.id
  description       = "Database shop"
  ip_protocol       = "tcp"
  from_port         = 5432
  to_port           = 5432
  cidr_ipv4         = aws_vpc.main.cidr_block
}
