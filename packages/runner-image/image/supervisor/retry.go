package main

import (
	"context"
	"math/rand/v2"
	"time"
)

// backoff gives the pauses after failures: they double from the first to the longest. Each is shortened by chance, by up
// to a half, so that managers that failed together don't come back together.
type backoff struct {
	first, longest time.Duration
	failures       int
}

func (b *backoff) next() time.Duration {
	pause := b.first
	for range b.failures {
		pause = min(2*pause, b.longest)
	}
	if pause < b.longest {
		b.failures++
	}
	pause = min(pause, b.longest)
	return pause - rand.N(pause/2+1)
}

func (b *backoff) reset() { b.failures = 0 }

// sleep says false if ctx ended first.
func sleep(ctx context.Context, pause time.Duration) bool {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
