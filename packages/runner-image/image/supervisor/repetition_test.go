package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// record runs a repetition in virtual time and gives when it did its work, what it logged, and when it ended.
func record(t *testing.T, results []error) (at []time.Duration, messages []string) {
	t.Helper()
	var log bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		started := time.Now()
		repetition{
			what:     "the work",
			interval: time.Minute,
			retry:    backoff{first: time.Second, longest: 10 * time.Second},
			log:      slog.New(slog.NewTextHandler(&log, nil)),
		}.run(t.Context(), 5*time.Minute, func(context.Context) error {
			at = append(at, time.Since(started))
			if len(at) > len(results) {
				return errFinished
			}
			return results[len(at)-1]
		})
	})
	for line := range strings.Lines(log.String()) {
		_, message, _ := strings.Cut(line, "msg=")
		messages = append(messages, strings.TrimSpace(message))
	}
	return at, messages
}

func TestWorkIsDoneAfterTheFirstPauseAndThenAtTheInterval(t *testing.T) {
	at, messages := record(t, []error{nil, nil})
	if got := fmt.Sprint(at); got != "[5m0s 6m0s 7m0s]" {
		t.Fatalf("want the work at 5m, 6m and 7m, got %s", got)
	}
	if len(messages) > 0 {
		t.Fatalf("want an empty log, got %q", messages)
	}
}

func TestAfterAFailureWorkIsTriedAgainByTheBackoff(t *testing.T) {
	at, _ := record(t, []error{errors.New("one"), errors.New("two"), nil})
	for i, whole := range []time.Duration{time.Second, 2 * time.Second} {
		if pause := at[i+1] - at[i]; pause < whole/2 || pause > whole {
			t.Errorf("pause %d after a failure must be from %s to %s, got %s", i, whole/2, whole, pause)
		}
	}
	if pause := at[3] - at[2]; pause != time.Minute {
		t.Errorf("after a success want the interval of 1m again, got %s", pause)
	}
}

func TestFailuresAreLoggedOncePerReason(t *testing.T) {
	throttled := func(id string) error { return &refusal{"ThrottlingException", id} }
	_, messages := record(t, []error{
		throttled("1"), throttled("2"), &refusal{"AccessDenied", "3"}, nil, nil, throttled("4"), errors.New("refused"),
	})
	want := []string{
		`"the work failed; it is tried again" error="ThrottlingException: 1"`,
		`"the work failed; it is tried again" error="AccessDenied: 3"`,
		`"the work works again"`,
		`"the work failed; it is tried again" error="ThrottlingException: 4"`,
		`"the work failed; it is tried again" error=refused`,
	}
	if strings.Join(messages, "\n") != strings.Join(want, "\n") {
		t.Fatalf("want\n%s\ngot\n%s", strings.Join(want, "\n"), strings.Join(messages, "\n"))
	}
}

func TestARepetitionEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var log bytes.Buffer
		times := 0
		repetition{what: "the work", interval: time.Minute, log: slog.New(slog.NewTextHandler(&log, nil))}.run(ctx, 0,
			func(context.Context) error {
				times++
				cancel()
				return errors.New("cancelled")
			})
		if times != 1 || log.Len() > 0 {
			t.Fatalf("want one time and an empty log, got %d and %s", times, log.String())
		}
	})
}
