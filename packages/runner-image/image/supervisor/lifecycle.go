package main

import (
	"log/slog"
	"os"
	"syscall"
	"time"
)

// lifecycle leads the runner from its start to its end. GitLab Runner takes SIGQUIT as "end your jobs, then yourself",
// and the SIGTERM after it as "abort your jobs". A third signal makes it end at once and leave its machines, so there is
// never a third one.
type lifecycle struct {
	settings settings
	runner   *child
	// onDrain is called when the runner gets no more work.
	onDrain func()
	log     *slog.Logger

	draining, stopping, aborting bool
	drainLimit, stopLimit        <-chan time.Time
}

// run gives the exit code of the runner.
func (l *lifecycle) run(signals <-chan os.Signal, outdated <-chan string) int {
	for {
		select {
		case reason := <-outdated:
			l.drain(reason)
		case received := <-signals:
			l.stop(received)
		case <-l.drainLimit:
			l.abort("the drain took longer than DRAIN_TIMEOUT")
		case <-l.stopLimit:
			l.abort("STOP_TIMEOUT is nearly over")
		case code := <-l.runner.ended:
			l.log.Info("the runner ended", "code", code, "draining", l.draining)
			return code
		}
	}
}

func (l *lifecycle) drain(reason string) {
	if l.draining {
		return
	}
	l.draining = true
	l.onDrain()
	l.log.Info("draining: "+reason+"; waiting for jobs", "limit", l.settings.drainTimeout.String())
	if l.settings.drainTimeout > 0 {
		l.drainLimit = time.After(l.settings.drainTimeout)
	}
	l.send(syscall.SIGQUIT)
}

// stop follows a signal. A second SIGQUIT says nothing new, as it does to the runner.
func (l *lifecycle) stop(received os.Signal) {
	if l.stopping && (l.aborting || received == syscall.SIGQUIT) {
		l.log.Info("the signal changes nothing: the runner is ending", "signal", received.String())
		return
	}
	if l.stopping {
		l.abort("a second " + received.String())
		return
	}
	l.stopping = true
	l.log.Info("the task is being stopped", "signal", received.String(), "timeout", l.settings.stopTimeout.String())
	if l.settings.stopTimeout > 0 {
		l.stopLimit = time.After(l.settings.stopTimeout - l.settings.stopReserve)
	}
	l.drain("the task is being stopped")
}

func (l *lifecycle) abort(reason string) {
	if l.aborting {
		return
	}
	l.aborting = true
	l.log.Warn("aborting jobs: " + reason)
	l.send(syscall.SIGTERM)
}

func (l *lifecycle) send(signal syscall.Signal) {
	if err := l.runner.signal(signal); err != nil {
		l.log.Error("the runner can't be signalled", "signal", signal.String(), "error", err.Error())
	}
}
