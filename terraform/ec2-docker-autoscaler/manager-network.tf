# The manager's network: nobody gets in but who reads metrics.

data "aws_subnet" "manager_network" {
  id = var.manager_subnet_id
}

resource "aws_security_group" "manager_network" {
  name_prefix = "${var.name}-manager-"
  description = "Managers of GitLab Runner fleets"
  tags        = merge(local.tags, { Name = "${var.name}-manager" })
  vpc_id      = data.aws_subnet.manager_network.vpc_id

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "manager_network_from_security_group" {
  count                        = length(var.metrics_security_group_ids)
  description                  = "Metrics of the runner manager"
  from_port                    = 9252
  ip_protocol                  = "tcp"
  referenced_security_group_id = element(var.metrics_security_group_ids, count.index)
  security_group_id            = aws_security_group.manager_network.id
  tags                         = local.tags
  to_port                      = 9252

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_ingress_rule" "manager_network_from_cidr" {
  count             = length(var.metrics_cidrs)
  description       = "Metrics of the runner manager"
  cidr_ipv4         = strcontains(element(var.metrics_cidrs, count.index), ":") ? null : element(var.metrics_cidrs, count.index)
  cidr_ipv6         = strcontains(element(var.metrics_cidrs, count.index), ":") ? element(var.metrics_cidrs, count.index) : null
  from_port         = 9252
  ip_protocol       = "tcp"
  security_group_id = aws_security_group.manager_network.id
  tags              = local.tags
  to_port           = 9252

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "manager_network_to_ipv4" {
  description       = "To everywhere"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
  security_group_id = aws_security_group.manager_network.id
  tags              = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_vpc_security_group_egress_rule" "manager_network_to_ipv6" {
  description       = "To everywhere"
  cidr_ipv6         = "::/0"
  ip_protocol       = "-1"
  security_group_id = aws_security_group.manager_network.id
  tags              = local.tags

  lifecycle {
    create_before_destroy = true
  }
}
