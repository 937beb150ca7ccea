package main

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestPausesDoubleUpToTheLongestAndAreShortenedByHalfAtMost(t *testing.T) {
	for range 100 {
		retry := backoff{first: time.Second, longest: 5 * time.Second}
		for attempt, whole := range []time.Duration{1, 2, 4, 5, 5, 5} {
			whole *= time.Second
			if pause := retry.next(); pause < whole/2 || pause > whole {
				t.Fatalf("pause %d must be from %s to %s, got %s", attempt, whole/2, whole, pause)
			}
		}
		retry.reset()
		if pause := retry.next(); pause > time.Second {
			t.Fatalf("the first pause after a success must be at most 1s, got %s", pause)
		}
	}
}

func TestPausesDiffer(t *testing.T) {
	seen := map[time.Duration]bool{}
	for range 20 {
		retry := backoff{first: time.Minute, longest: time.Minute}
		seen[retry.next()] = true
	}
	if len(seen) < 2 {
		t.Fatal("all pauses are the same: managers that failed together would come back together")
	}
}

func TestAFirstPauseAboveTheLongestIsTheLongest(t *testing.T) {
	retry := backoff{first: time.Hour, longest: time.Second}
	if pause := retry.next(); pause > time.Second {
		t.Fatalf("want at most 1s, got %s", pause)
	}
}

func TestSleepEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		started := time.Now()
		if sleep(ctx, time.Hour) || time.Since(started) != time.Second {
			t.Fatalf("want false after 1s, got it after %s", time.Since(started))
		}
		if !sleep(t.Context(), time.Minute) {
			t.Fatal("want true after the pause")
		}
	})
}
