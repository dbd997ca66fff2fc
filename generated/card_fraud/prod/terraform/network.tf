# Environment prod of pipeline card_fraud in card_fraud.weir. Written by weir; changes here are lost.

# A network that exists.
data "aws_vpc" "main" {
  id = "vpc-0e92a7f51c3d8b640"
}

# Services call out; nothing calls them unless they say a port.
resource "aws_security_group" "services" {
  name        = "card-fraud-prod-services"
  description = "Services of the pipeline"
  vpc_id      = data.aws_vpc.main.id
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

resource "aws_vpc_security_group_ingress_rule" "service_scorer" {
  security_group_id = aws_security_group.services.id
  description       = "Service scorer"
  ip_protocol       = "tcp"
  from_port         = 8080
  to_port           = 8080
  cidr_ipv4         = data.aws_vpc.main.cidr_block
}
