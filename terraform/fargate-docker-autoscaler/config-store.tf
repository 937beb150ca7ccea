# The manager's config.toml, in a bucket that it reads.

resource "aws_s3_bucket" "config_store" {
  bucket_prefix = "${substr(var.name, 0, 24)}-config-${(var.manager_kms_key_arn != null) ? "kms-" : ""}"
  force_destroy = true
  tags          = local.tags

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "config_store" {
  bucket = aws_s3_bucket.config_store.id

  rule {
    bucket_key_enabled = var.manager_kms_key_arn != null

    apply_server_side_encryption_by_default {
      kms_master_key_id = var.manager_kms_key_arn
      sse_algorithm     = (var.manager_kms_key_arn != null) ? "aws:kms" : "AES256"
    }
  }
}

resource "aws_s3_bucket_versioning" "config_store" {
  bucket = aws_s3_bucket.config_store.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "config_store" {
  bucket = aws_s3_bucket.config_store.id

  rule {
    id     = "expire"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 1
    }

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days = 90
    }
  }

  depends_on = [aws_s3_bucket_versioning.config_store]
}

resource "aws_s3_bucket_public_access_block" "config_store" {
  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.config_store.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "config_store" {
  bucket = aws_s3_bucket.config_store.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "config_store_tls_only" {
  bucket = aws_s3_bucket.config_store.id

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
        Resource  = [aws_s3_bucket.config_store.arn, "${aws_s3_bucket.config_store.arn}/*"]
        Sid       = "TlsOnly"
      },
    ]
    Version = "2012-10-17"
  })

  depends_on = [aws_s3_bucket_public_access_block.config_store]
}

resource "aws_s3_object" "config_store_config" {
  bucket       = aws_s3_bucket.config_store.bucket
  content      = local.config_toml
  content_type = "text/plain"
  key          = "${var.name}/${substr(sha256(local.config_restart_keys), 0, 16)}.toml"
  kms_key_id   = var.manager_kms_key_arn

  override_provider {
    default_tags {
      tags = {}
    }
  }

  lifecycle {
    create_before_destroy = true
  }

  depends_on = [
    aws_s3_bucket_public_access_block.config_store,
    aws_s3_bucket_ownership_controls.config_store,
    aws_s3_bucket_policy.config_store_tls_only,
    aws_s3_bucket_server_side_encryption_configuration.config_store,
    aws_s3_bucket_versioning.config_store,
    aws_s3_bucket_lifecycle_configuration.config_store,
  ]
}
