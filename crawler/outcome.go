package crawler

import (
	"fmt"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
)

// outcome is what an answer makes of a URL.
type outcome struct {
	state  State
	reason string
	retry  bool // asking again may change it
}

// passing reports whether a URL's state may come from a passing fault, so that it is worth another question at the end of the run.
func passing(u *URL) bool {
	switch u.State {
	case Broken:
		return u.Status >= 500 && u.Status != 501 && u.Status != 505
	case Partial:
		return u.Reason == "reset"
	case Unverified:
		return u.Status == 0 || u.Status == 429
	}
	return false
}

// judge decides what an answer means. Only what is certain is broken; what a wall, a wait or a foreign certificate hides is unverified.
func judge(a *fetch.Answer, internal bool) outcome {
	if a.Failed() {
		return judgeFailure(a.Failure, internal)
	}
	status := strconv.Itoa(a.Status)
	switch {
	case a.Status >= 200 && a.Status < 300, a.Status == 304:
		if a.Partial != "" {
			return outcome{state: Partial, reason: a.Partial, retry: a.Partial == "reset"}
		}
		return outcome{state: OK}
	case a.Status >= 300 && a.Status < 400:
		if a.Location != "" {
			return outcome{state: Redirect}
		}
		return outcome{state: Broken, reason: badLocation(a)}
	case a.Status == 401, a.Status == 403, a.Status == 407, a.Status == 451, a.Status == 999:
		return outcome{state: Unverified, reason: status}
	case a.Status == 429:
		return outcome{state: Unverified, reason: status, retry: true}
	case a.Status >= 500:
		return outcome{state: Broken, reason: status, retry: a.Status != 501 && a.Status != 505}
	}
	return outcome{state: Broken, reason: status, retry: a.Status == 408 || a.Status == 425}
}

// badLocation names what is wrong with the target of a redirect.
func badLocation(a *fetch.Answer) string {
	for _, n := range a.Notices {
		if strings.HasPrefix(n, "redirect-scheme") {
			return "redirect-scheme"
		}
	}
	return "redirect-invalid"
}

func judgeFailure(f fetch.Failure, internal bool) outcome {
	o := outcome{state: Unverified, reason: reasonOf(f), retry: !f.Certain}
	switch f.Class {
	case "dns", "refused", "blocked", "protocol", "headers-too-large", "encoding", "url", "redirect-invalid", "redirect-scheme":
		if f.Certain {
			o.state = Broken
		}
	case "tls":
		if internal && f.Certain {
			o.state = Broken
		}
	}
	return o
}

// reasonOf is a failure in the words of a report: timeout(header), tls(expired), dns. The text of a protocol error stays out of
// it: reasons are counted.
func reasonOf(f fetch.Failure) string {
	if f.Class == "blocked" {
		return "blocked-private"
	}
	if f.Detail == "" || f.Class != "timeout" && f.Class != "tls" {
		return f.Class
	}
	return f.Class + "(" + f.Detail + ")"
}

// Waiting before another attempt.
const (
	firstBackoff  = time.Second
	maxRetryAfter = 60 * time.Second
)

// backoff is how long to wait after the given number of attempts. Where the server asks for more patience than we have, ok is false
// and wait is what it asked for.
func backoff(a *fetch.Answer, attempts uint8, first time.Duration, now time.Time) (wait time.Duration, ok bool) {
	wait = first << (attempts - 1)
	wait += rand.N(wait/4 + 1)
	if asked, given := retryAfter(a, now); given {
		if asked > maxRetryAfter {
			return asked, false
		}
		wait = max(wait, asked)
	}
	return wait, true
}

// longestAsk bounds what Retry-After is understood as: nobody waits for longer anyway.
const longestAsk = 100 * 365 * 24 * time.Hour

// retryAfter reads the Retry-After of a 429 or 503 (RFC 9110 10.2.3): seconds, or a date, which the clock of the server tells better
// than ours. Garbage and the past are as if it were not there.
func retryAfter(a *fetch.Answer, now time.Time) (time.Duration, bool) {
	v := strings.TrimSpace(a.Header.Get("Retry-After"))
	if v == "" || a.Status != http.StatusTooManyRequests && a.Status != http.StatusServiceUnavailable {
		return 0, false
	}
	if n, err := strconv.ParseInt(v, 10, 64); err == nil {
		return time.Duration(min(n, int64(longestAsk/time.Second))) * time.Second, n >= 0
	}
	at, err := http.ParseTime(v)
	if err != nil {
		return 0, false
	}
	if theirs, err := http.ParseTime(a.Header.Get("Date")); err == nil {
		now = theirs
	}
	return min(at.Sub(now), longestAsk), at.After(now)
}

// rateLimited is the reason of a URL whose server asked for a longer wait than is granted.
func rateLimited(asked time.Duration) string {
	return fmt.Sprintf("rate-limited (asked %d s)", asked/time.Second)
}
