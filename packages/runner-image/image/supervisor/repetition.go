package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/aws/smithy-go"
)

// errFinished ends a repetition.
var errFinished = errors.New("finished")

// refusal is an answer that came and says no, by a code that stays the same while the reason does.
type refusal struct{ code, message string }

func (r *refusal) Error() string { return r.code + ": " + r.message }

// repetition does the same work again and again, and logs when the work begins to fail, fails for another reason, or
// succeeds again; not every time.
type repetition struct {
	what     string
	interval time.Duration
	retry    backoff
	log      *slog.Logger
}

// run does the work after the first pause and then until ctx ends or the work says errFinished.
func (r repetition) run(ctx context.Context, first time.Duration, work func(context.Context) error) {
	failing := ""
	for pause := first; sleep(ctx, pause); {
		err := work(ctx)
		if errors.Is(err, errFinished) || ctx.Err() != nil {
			return
		}
		if err != nil {
			if reason := reasonOf(err); reason != failing {
				failing = reason
				r.log.Warn(r.what+" failed; it is tried again", "error", err.Error())
			}
			pause = r.retry.next()
			continue
		}
		if failing != "" {
			failing = ""
			r.log.Info(r.what + " works again")
		}
		r.retry.reset()
		pause = r.interval
	}
}

// reasonOf leaves out what differs each time, such as the id of the request.
func reasonOf(err error) string {
	var refused *refusal
	if errors.As(err, &refused) {
		return refused.code
	}
	var answer smithy.APIError
	if errors.As(err, &answer) {
		return answer.ErrorCode()
	}
	return "no answer"
}
