package crawler

import (
	"net/http"
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
)

func TestJudge(t *testing.T) {
	failed := func(class, detail string, certain bool) fetch.Answer {
		return fetch.Answer{Failure: fetch.Failure{Class: class, Detail: detail, Certain: certain}}
	}
	for _, c := range []struct {
		answer   fetch.Answer
		internal bool
		state    State
		reason   string
		retry    bool
	}{
		{fetch.Answer{Status: 200}, true, OK, "", false},
		{fetch.Answer{Status: 204}, true, OK, "", false},
		{fetch.Answer{Status: 200, Partial: "truncated"}, true, Partial, "truncated", false},
		{fetch.Answer{Status: 200, Partial: "reset"}, true, Partial, "reset", true},
		{fetch.Answer{Status: 301, Location: "https://h.example/"}, true, Redirect, "", false},
		{fetch.Answer{Status: 301}, true, Broken, "redirect-invalid", false},
		{fetch.Answer{Status: 302, Notices: []string{"redirect-scheme: ftp"}}, true, Broken, "redirect-scheme", false},
		{fetch.Answer{Status: 404}, true, Broken, "404", false},
		{fetch.Answer{Status: 410}, false, Broken, "410", false},
		{fetch.Answer{Status: 403}, true, Unverified, "403", false},
		{fetch.Answer{Status: 999}, false, Unverified, "999", false},
		{fetch.Answer{Status: 429}, false, Unverified, "429", true},
		{fetch.Answer{Status: 503}, true, Broken, "503", true},
		{fetch.Answer{Status: 501}, true, Broken, "501", false},
		{failed("dns", "no such host", true), false, Broken, "dns", false},
		{failed("dns", "server failure", false), false, Unverified, "dns", true},
		{failed("refused", "", true), true, Broken, "refused", false},
		{failed("timeout", "header", false), true, Unverified, "timeout(header)", true},
		{failed("tls", "expired", true), true, Broken, "tls(expired)", false},
		{failed("tls", "expired", true), false, Unverified, "tls(expired)", false},
		{failed("protocol", "malformed response", true), true, Broken, "protocol", false},
		{failed("reset", "", false), true, Unverified, "reset", true},
	} {
		got := judge(&c.answer, c.internal)
		want := outcome{c.state, c.reason, c.retry}
		if got != want {
			t.Errorf("judge(%d %+v, internal %v) = %+v, want %+v", c.answer.Status, c.answer.Failure, c.internal, got, want)
		}
	}
}

func TestRetryAfter(t *testing.T) {
	at := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"":      -1,
		"1":     time.Second,
		" 120 ": 2 * time.Minute,
		"-1":    -1,
		"soon":  -1,
		at.Add(30 * time.Second).Format(http.TimeFormat): 30 * time.Second,
		at.Add(-time.Hour).Format(http.TimeFormat):       -1,
	} {
		got, ok := retryAfter(http.Header{"Retry-After": {value}}, at)
		if ok != (want >= 0) || ok && got != want {
			t.Errorf("Retry-After %q = %v, %v; want %v", value, got, ok, want)
		}
	}
	if _, ok := backoff(&fetch.Answer{Header: http.Header{"Retry-After": {"31536000"}}}, 1, time.Second, at); ok {
		t.Error("waits for a year")
	}
}
