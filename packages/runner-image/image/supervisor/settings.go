package main

import (
	"crypto/x509"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// The longest protection that ECS gives.
const longestProtection = 48 * time.Hour

var systemIDPattern = regexp.MustCompile(`^[rs]_[0-9A-Za-z]{12}$`)

// settings are the environment variables of README.md.
type settings struct {
	bucket, key, dir   string
	systemID, caBundle string
	configInterval     time.Duration
	deploymentInterval time.Duration
	protectionExpiry   time.Duration
	protectionInterval time.Duration
	protectionWait     time.Duration
	drainTimeout       time.Duration
	stopTimeout        time.Duration
	stopReserve        time.Duration
	retryInterval      time.Duration
	// names of the variables above, which the runner has no use for.
	names []string
}

// readSettings gives every problem at once, so that one failed start is enough to mend them all.
func readSettings(getenv func(string) string) (settings, []string) {
	r := &reader{getenv: getenv}
	s := settings{
		bucket:             r.required("CONFIG_BUCKET"),
		key:                r.required("CONFIG_KEY"),
		dir:                r.required("CONFIG_DIR"),
		systemID:           r.required("SYSTEM_ID"),
		caBundle:           r.text("CA_BUNDLE"),
		configInterval:     r.duration("CONFIG_INTERVAL", 60*time.Second),
		deploymentInterval: r.duration("DEPLOYMENT_INTERVAL", 30*time.Second),
		protectionExpiry:   r.duration("PROTECTION_EXPIRY", longestProtection),
		protectionInterval: r.duration("PROTECTION_INTERVAL", 10*time.Minute),
		protectionWait:     r.duration("PROTECTION_WAIT", 2*time.Minute),
		retryInterval:      r.duration("RETRY_INTERVAL", time.Second),
		drainTimeout:       r.durationOrNone("DRAIN_TIMEOUT", 0),
		stopTimeout:        r.durationOrNone("STOP_TIMEOUT", 120*time.Second),
		stopReserve:        r.durationOrNone("STOP_RESERVE", 30*time.Second),
	}
	s.names = r.names
	r.check(getenv("AWS_REGION") != "", "'AWS_REGION' must be set")
	r.check(s.systemID == "" || systemIDPattern.MatchString(s.systemID),
		"'SYSTEM_ID' must be r_ or s_ and 12 letters or digits, got %q", s.systemID)
	r.check(s.caBundle == "" || x509.NewCertPool().AppendCertsFromPEM([]byte(s.caBundle)),
		"'CA_BUNDLE' must hold certificates as PEM text, got none that can be read")
	r.check(s.protectionExpiry >= time.Minute && s.protectionExpiry <= longestProtection,
		"'PROTECTION_EXPIRY' must be from 1m to 48h, got %s", s.protectionExpiry)
	r.check(s.protectionInterval <= s.protectionExpiry/2,
		"'PROTECTION_INTERVAL' must be at most half of PROTECTION_EXPIRY (%s), got %s", s.protectionExpiry, s.protectionInterval)
	r.check(s.stopTimeout == 0 || s.stopReserve < s.stopTimeout,
		"'STOP_RESERVE' must be less than STOP_TIMEOUT (%s), got %s", s.stopTimeout, s.stopReserve)
	return s, r.problems
}

// childEnvironment is the environment without the supervisor's own variables.
func childEnvironment(environ, names []string) []string {
	return slices.DeleteFunc(slices.Clone(environ), func(entry string) bool {
		name, _, _ := strings.Cut(entry, "=")
		return slices.Contains(names, name)
	})
}

// reader reads variables, remembers their names and collects what is wrong with them.
type reader struct {
	getenv   func(string) string
	names    []string
	problems []string
}

func (r *reader) check(ok bool, format string, values ...any) {
	if !ok {
		r.problems = append(r.problems, fmt.Sprintf(format, values...))
	}
}

func (r *reader) text(name string) string {
	r.names = append(r.names, name)
	return r.getenv(name)
}

func (r *reader) required(name string) string {
	value := r.text(name)
	r.check(value != "", "'%s' must be set", name)
	return value
}

func (r *reader) duration(name string, fallback time.Duration) time.Duration {
	value := r.durationOrNone(name, fallback)
	r.check(value > 0, "'%s' must be more than 0s", name)
	return value
}

func (r *reader) durationOrNone(name string, fallback time.Duration) time.Duration {
	given := r.text(name)
	if given == "" {
		return fallback
	}
	value, err := time.ParseDuration(given)
	if err != nil || value < 0 {
		r.check(false, "'%s' must be a duration such as 30s or 10m, got %q", name, given)
		return fallback
	}
	return value
}
