package main

import (
	"testing"
	"time"
)

func TestDefaultsAreThoseOfTheReadme(t *testing.T) {
	given := map[string]string{
		"CONFIG_BUCKET": "b", "CONFIG_KEY": "k", "CONFIG_DIR": "/d", "SYSTEM_ID": "s_0123456789aB", "AWS_REGION": "r",
	}
	got, problems := readSettings(func(name string) string { return given[name] })
	if len(problems) > 0 {
		t.Fatalf("want no problems, got %q", problems)
	}
	for name, pair := range map[string][2]time.Duration{
		"CONFIG_INTERVAL":     {got.configInterval, 60 * time.Second},
		"DEPLOYMENT_INTERVAL": {got.deploymentInterval, 30 * time.Second},
		"PROTECTION_EXPIRY":   {got.protectionExpiry, 48 * time.Hour},
		"PROTECTION_INTERVAL": {got.protectionInterval, 10 * time.Minute},
		"PROTECTION_WAIT":     {got.protectionWait, 2 * time.Minute},
		"DRAIN_TIMEOUT":       {got.drainTimeout, 0},
		"STOP_TIMEOUT":        {got.stopTimeout, 120 * time.Second},
		"STOP_RESERVE":        {got.stopReserve, 30 * time.Second},
		"RETRY_INTERVAL":      {got.retryInterval, time.Second},
	} {
		if pair[0] != pair[1] {
			t.Errorf("%s: want %s, got %s", name, pair[1], pair[0])
		}
	}
}

func TestLimitsOfDurations(t *testing.T) {
	for _, test := range []struct {
		name, value string
		others      map[string]string
		want        string
	}{
		{"PROTECTION_EXPIRY", "59s", map[string]string{"PROTECTION_INTERVAL": "1s"}, "'PROTECTION_EXPIRY' must be from 1m to 48h, got 59s"},
		{"PROTECTION_EXPIRY", "1m", map[string]string{"PROTECTION_INTERVAL": "30s"}, ""},
		{"PROTECTION_EXPIRY", "48h1s", nil, "'PROTECTION_EXPIRY' must be from 1m to 48h, got 48h0m1s"},
		{"PROTECTION_INTERVAL", "24h", nil, ""},
		{"PROTECTION_INTERVAL", "24h1s", nil, "'PROTECTION_INTERVAL' must be at most half of PROTECTION_EXPIRY (48h0m0s), got 24h0m1s"},
		{"STOP_RESERVE", "119s", nil, ""},
		{"STOP_RESERVE", "120s", nil, "'STOP_RESERVE' must be less than STOP_TIMEOUT (2m0s), got 2m0s"},
		{"STOP_TIMEOUT", "0s", nil, ""},
		{"DRAIN_TIMEOUT", "1d", nil, "'DRAIN_TIMEOUT' must be a duration such as 30s or 10m, got \"1d\""},
	} {
		t.Run(test.name+"="+test.value, func(t *testing.T) {
			given := map[string]string{
				"CONFIG_BUCKET": "b", "CONFIG_KEY": "k", "CONFIG_DIR": "/d", "SYSTEM_ID": "r_0123456789aB", "AWS_REGION": "r",
				test.name: test.value,
			}
			for name, value := range test.others {
				given[name] = value
			}
			_, problems := readSettings(func(name string) string { return given[name] })
			got := ""
			if len(problems) > 0 {
				got = problems[0]
			}
			if got != test.want || len(problems) > 1 {
				t.Errorf("want %q alone, got %q", test.want, problems)
			}
		})
	}
}
