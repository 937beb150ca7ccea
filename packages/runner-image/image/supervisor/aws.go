package main

import (
	"context"
	"os"
	"time"

	"github.com/aws/aws-sdk-go-v2/aws"
	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/ecs"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/smithy-go/logging"
)

const requestTimeout = 20 * time.Second

type awsServices struct {
	s3  *s3.Client
	ecs *ecs.Client
}

func newAWS(ctx context.Context) (awsServices, error) {
	loaded, err := config.LoadDefaultConfig(ctx,
		config.WithHTTPClient(awshttp.NewBuildableClient().WithTimeout(requestTimeout)),
		// Every call here is repeated by its own backoff.
		config.WithRetryer(func() aws.Retryer { return aws.NopRetryer{} }),
		// The SDK's log isn't JSON, and what matters comes back as an error.
		config.WithLogger(logging.Nop{}),
	)
	if err != nil {
		return awsServices{}, err
	}
	return awsServices{
		s3: s3.NewFromConfig(loaded, func(o *s3.Options) {
			// Only S3 itself has a host name for every bucket.
			o.UsePathStyle = os.Getenv("AWS_ENDPOINT_URL_S3") != "" || os.Getenv("AWS_ENDPOINT_URL") != ""
		}),
		ecs: ecs.NewFromConfig(loaded),
	}, nil
}
