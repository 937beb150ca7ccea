package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	awshttp "github.com/aws/aws-sdk-go-v2/aws/transport/http"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

type objectStore interface {
	GetObject(context.Context, *s3.GetObjectInput, ...func(*s3.Options)) (*s3.GetObjectOutput, error)
}

// configFile is the runner's configuration: an object in S3 and the file that the runner reads.
type configFile struct {
	store       objectStore
	bucket, key string
	path        string
	log         *slog.Logger
	etag        *string
}

// errWrite tells a file that can't be written from an object that can't be had.
var errWrite = errors.New("the configuration can't be written")

// refresh replaces the file if the object is another than the last one.
func (c *configFile) refresh(ctx context.Context) error {
	object, err := c.store.GetObject(ctx, &s3.GetObjectInput{Bucket: &c.bucket, Key: &c.key, IfNoneMatch: c.etag})
	var answer *awshttp.ResponseError
	if errors.As(err, &answer) && answer.HTTPStatusCode() == http.StatusNotModified {
		return nil
	}
	if err != nil {
		return err
	}
	defer object.Body.Close()
	// A text that is cut off is an error of the read: it is held against Content-Length.
	text, err := io.ReadAll(object.Body)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(text)) == 0 {
		return &refusal{"Empty", fmt.Sprintf("s3://%s/%s is empty", c.bucket, c.key)}
	}
	if err := writeAtomically(c.path, text); err != nil {
		return fmt.Errorf("%w: %w", errWrite, err)
	}
	c.etag = object.ETag
	c.log.Info("the configuration was written", "path", c.path, "bytes", len(text))
	return nil
}

// awaitFirst tries until the configuration is there or ctx ends. Its only error is a file that can't be written.
func (c *configFile) awaitFirst(ctx context.Context, settings settings) error {
	retry := backoff{first: settings.retryInterval, longest: time.Minute}
	for {
		err := c.refresh(ctx)
		if err == nil || errors.Is(err, errWrite) || ctx.Err() != nil {
			return err
		}
		pause := retry.next()
		c.log.Warn("the configuration isn't there yet; it is tried again",
			"bucket", c.bucket, "key", c.key, "pause", pause.String(), "error", err.Error())
		sleep(ctx, pause)
	}
}

// keepFresh refreshes until ctx ends. After an error the runner goes on with the file it has.
func (c *configFile) keepFresh(ctx context.Context, settings settings) {
	repetition{
		what:     "fetching the configuration",
		interval: settings.configInterval,
		retry:    backoff{first: settings.configInterval, longest: 4 * settings.configInterval},
		log:      c.log,
	}.run(ctx, settings.configInterval, c.refresh)
}
