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
	date := func(d time.Duration) string { return at.Add(d).Format(http.TimeFormat) }
	for _, c := range []struct {
		status      int
		value, date string
		want        time.Duration // -1: as if it were not there
	}{
		{429, "", "", -1},
		{429, "0", "", 0},
		{429, "1", "", time.Second},
		{503, " 120 ", "", 2 * time.Minute},
		{429, "-1", "", -1},
		{429, "1.5", "", -1},
		{429, "soon", "", -1},
		{429, "99999999999999999999", "", -1},
		{429, "9223372036854775807", "", longestAsk},
		{429, date(30 * time.Second), "", 30 * time.Second},
		{429, date(-time.Hour), "", -1},
		{429, date(time.Hour + 30*time.Second), date(time.Hour), 30 * time.Second}, // our clock is an hour late
		{429, date(30*time.Second - time.Hour), date(-time.Hour), 30 * time.Second},
		{429, "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", longestAsk},
		{500, "1", "", -1},
	} {
		a := fetch.Answer{Status: c.status, Header: http.Header{"Retry-After": {c.value}, "Date": {c.date}}}
		got, ok := retryAfter(&a, at)
		if ok != (c.want >= 0) || ok && got != c.want {
			t.Errorf("%d with Retry-After %q at %q = %v, %v; want %v", c.status, c.value, c.date, got, ok, c.want)
		}
	}
	if asked, ok := backoff(&fetch.Answer{Status: 429, Header: http.Header{"Retry-After": {"31536000"}}}, 1, time.Second, at); ok || asked != 31536000*time.Second {
		t.Errorf("asked to wait a year: %v, waits %v", asked, ok)
	}
}
