package crawler

import (
	"context"
	"fmt"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/robots"
)

// robotsFile is the robots.txt of one origin as it holds for this crawler. The zero value allows everything.
type robotsFile struct {
	file    *robots.File  // nil where there is none
	rules   *robots.Rules // for this crawler, nil without a file
	closed  string        // why nothing may be asked for: the file could not be had (RFC 9309 2.3.1.4), "" otherwise
	failure string        // of closed, the reason of the failure where the host gave no answer
}

// readRobots fetches robots.txt of an origin. A client error allows everything (2.3.1.3), a server error or no answer nothing.
func readRobots(ctx context.Context, get func(context.Context, fetch.Request) fetch.Answer, origin, agent string) robotsFile {
	at := origin + "/robots.txt"
	for range 6 { // the file itself and the five redirects that 2.3.1.2 asks for
		a := get(ctx, fetch.Request{URL: at, MaxBody: robots.MaxSize + 1})
		switch {
		case a.Failed():
			reason := reasonOf(a.Failure)
			return robotsFile{closed: fmt.Sprintf("robots.txt could not be read (%s)", reason), failure: reason}
		case a.Status >= 500 || a.Status == 429:
			return robotsFile{closed: fmt.Sprintf("robots.txt answers %d", a.Status)}
		case a.Location != "":
			at = a.Location
		case a.Status >= 200 && a.Status < 300:
			file := robots.Parse(string(a.Body))
			return robotsFile{file: file, rules: file.For(agent)}
		default:
			return robotsFile{}
		}
	}
	return robotsFile{}
}

// allows reports whether the file lets this crawler ask for address.
func (r *robotsFile) allows(address string) bool {
	if r.closed != "" {
		return false
	}
	return r.rules == nil || r.rules.Decide(pathOf(address)).Allowed
}
