package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"
)

const releaseTimeout = 5 * time.Second

// localClient talks to the addresses that ECS gives the task, which no proxy reaches.
var localClient = &http.Client{Timeout: requestTimeout, Transport: &http.Transport{}}

// protection is the task's scale-in protection, which makes a deployment wait for the task.
type protection struct {
	url      string
	settings settings
	log      *slog.Logger
	until    time.Time
}

// newProtection does nothing at all where there is no agent.
func newProtection(agentURI string, settings settings, log *slog.Logger) *protection {
	if agentURI == "" {
		log.Warn("ECS_AGENT_URI isn't set: the task isn't protected from deployments")
		return &protection{log: log}
	}
	return &protection{url: agentURI + "/task-protection/v1/state", settings: settings, log: log}
}

// take tries for PROTECTION_WAIT. Then the runner is started all the same: what a deployment may do to it is less than
// what it means to have none.
func (p *protection) take(ctx context.Context) {
	if p.url == "" {
		return
	}
	limited, cancel := context.WithTimeout(ctx, p.settings.protectionWait)
	defer cancel()
	retry := p.retry()
	for {
		err := p.put(limited, true)
		if err == nil {
			p.log.Info("the task is protected from deployments", "until", p.until)
			return
		}
		if limited.Err() == nil {
			pause := retry.next()
			p.log.Warn("the task isn't protected yet; it is tried again", "pause", pause.String(), "error", err.Error())
			if sleep(limited, pause) {
				continue
			}
		}
		if ctx.Err() == nil {
			p.log.Error("the runner is started without protection: a deployment would end its jobs", "error", err.Error())
		}
		return
	}
}

// keep renews the protection until ctx ends; the channel is closed after the last request.
func (p *protection) keep(ctx context.Context) <-chan struct{} {
	ended := make(chan struct{})
	if p.url == "" {
		close(ended)
		return ended
	}
	first := p.settings.protectionInterval
	if p.until.IsZero() {
		first = min(first, time.Minute)
	}
	go func() {
		defer close(ended)
		repetition{
			what:     "protecting the task",
			interval: p.settings.protectionInterval,
			retry:    p.retry(),
			log:      p.log,
		}.run(ctx, first, p.renew)
	}()
	return ended
}

func (p *protection) retry() backoff {
	return backoff{first: p.settings.retryInterval, longest: p.settings.protectionInterval}
}

func (p *protection) renew(ctx context.Context) error {
	err := p.put(ctx, true)
	if err != nil && !p.until.IsZero() {
		return fmt.Errorf("%w (protected until %s)", err, p.until.Format(time.RFC3339))
	}
	return err
}

// release lets ECS stop the task, within seconds or not at all: the task ends anyway.
func (p *protection) release() {
	if p.until.IsZero() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), releaseTimeout)
	defer cancel()
	retry := p.retry()
	for {
		err := p.put(ctx, false)
		if err == nil {
			p.log.Info("the protection was released")
			return
		}
		if !sleep(ctx, retry.next()) {
			p.log.Warn("the protection wasn't released; it ends with the task", "error", err.Error())
			return
		}
	}
}

// agentAnswer has one of its parts. A failure comes with the status 200.
type agentAnswer struct {
	Protection *struct{ ProtectionEnabled bool } `json:"protection"`
	Failure    *struct{ Reason, Detail string }  `json:"failure"`
	Error      *struct{ Code, Message string }   `json:"error"`
}

func (p *protection) put(ctx context.Context, enabled bool) error {
	// The agent refuses fields that it doesn't know, and a length together with false.
	wanted := map[string]any{"ProtectionEnabled": enabled}
	if enabled {
		wanted["ExpiresInMinutes"] = int((p.settings.protectionExpiry + time.Minute - 1) / time.Minute)
	}
	body, err := json.Marshal(wanted)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, p.url, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	asked := time.Now()
	response, err := localClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, 64<<10))
	if err != nil {
		return err
	}
	if err := checkAnswer(response.StatusCode, text, enabled); err != nil {
		return err
	}
	if enabled {
		p.until = asked.Add(p.settings.protectionExpiry)
	}
	return nil
}

func checkAnswer(status int, text []byte, enabled bool) error {
	var answer agentAnswer
	unreadable := json.Unmarshal(text, &answer)
	switch {
	case unreadable == nil && answer.Failure != nil:
		return &refusal{answer.Failure.Reason, "the agent refused: " + answer.Failure.Detail}
	case unreadable == nil && answer.Error != nil:
		return &refusal{answer.Error.Code, answer.Error.Message}
	case status != http.StatusOK || unreadable != nil || answer.Protection == nil:
		return &refusal{fmt.Sprintf("status %d", status), "the agent gave no answer that can be read"}
	case answer.Protection.ProtectionEnabled != enabled:
		return &refusal{"unchanged", fmt.Sprintf("the agent left the protection at %t", !enabled)}
	}
	return nil
}
