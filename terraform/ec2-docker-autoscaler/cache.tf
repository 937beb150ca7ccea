# The cache of the jobs: a bucket, and the role by which machines use it.

resource "aws_s3_bucket" "cache" {
  count         = var.cache != null ? 1 : 0
  bucket        = "${var.name}-${data.aws_region.current.region}-${data.aws_caller_identity.current.account_id}"
  force_destroy = true
  tags          = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role" "cache" {
  count                = var.cache != null ? 1 : 0
  name_prefix          = "${substr("${var.name}-cache", 0, 37)}-"
  description          = "Transfers caches of GitLab CI jobs"
  path                 = var.iam_path
  permissions_boundary = var.permissions_boundary_arn
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Statement = [
      {
        Action = ["sts:AssumeRole", "sts:TagSession"]
        Effect = "Allow"
        Principal = {
          AWS = [aws_iam_role.manager.arn]
        }
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_iam_role_policy" "cache" {
  count = var.cache != null ? 1 : 0
  role  = aws_iam_role.cache[0].name

  policy = jsonencode({
    Statement = [
      {
        Action   = ["s3:GetObject", "s3:PutObject"]
        Effect   = "Allow"
        Resource = "${aws_s3_bucket.cache[0].arn}/*"
      },
      {
        Action   = "s3:ListBucket"
        Effect   = "Allow"
        Resource = aws_s3_bucket.cache[0].arn
      },
    ]
    Version = "2012-10-17"
  })

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "cache" {
  count  = var.cache != null ? 1 : 0
  bucket = aws_s3_bucket.cache[0].id

  rule {
    bucket_key_enabled = false

    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "cache" {
  count  = var.cache != null ? 1 : 0
  bucket = aws_s3_bucket.cache[0].id

  rule {
    id     = "expire"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    expiration {
      days = try(var.cache.expiration_days, 30)
    }

    filter {
      prefix = ""
    }
  }
}

resource "aws_s3_bucket_public_access_block" "cache" {
  count                   = var.cache != null ? 1 : 0
  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.cache[0].id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "cache" {
  count  = var.cache != null ? 1 : 0
  bucket = aws_s3_bucket.cache[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "cache_tls_only" {
  count  = var.cache != null ? 1 : 0
  bucket = aws_s3_bucket.cache[0].id

  policy = jsonencode({
    Statement = [
      {
        Action = "s3:*"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
        Effect    = "Deny"
        Principal = "*"
        Resource  = [aws_s3_bucket.cache[0].arn, "${aws_s3_bucket.cache[0].arn}/*"]
        Sid       = "TlsOnly"
      },
    ]
    Version = "2012-10-17"
  })

  depends_on = [aws_s3_bucket_public_access_block.cache]
}
