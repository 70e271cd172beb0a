package crawler

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/jimsmart/grobotstxt"

	"github.com/healthusias/rounds/crawler/fetch"
)

// robots is the robots.txt of one origin, as RFC 9309 has it. The zero value allows everything.
type robots struct {
	text     string
	sitemaps []string
	closed   string // why nothing may be asked for: the file could not be had (RFC 9309 2.3.1.4), "" otherwise
	failure  string // of closed, the reason of the failure where the host gave no answer
}

// maxRobots is how much of a robots.txt counts (RFC 9309 2.5 asks for at least 500 KiB).
const maxRobots = 512 << 10

// readRobots fetches robots.txt of an origin. A client error allows everything (2.3.1.3), a server error or no answer nothing.
func readRobots(ctx context.Context, get func(context.Context, fetch.Request) fetch.Answer, origin string) robots {
	at := origin + "/robots.txt"
	for range 6 { // the file itself and the five redirects that 2.3.1.2 asks for
		a := get(ctx, fetch.Request{URL: at, MaxBody: maxRobots})
		switch {
		case a.Failed():
			reason := reasonOf(a.Failure)
			return robots{closed: fmt.Sprintf("robots.txt could not be read (%s)", reason), failure: reason}
		case a.Status >= 500 || a.Status == 429:
			return robots{closed: fmt.Sprintf("robots.txt answers %d", a.Status)}
		case a.Location != "":
			at = a.Location
		case a.Status >= 200 && a.Status < 300:
			text := string(a.Body)
			return robots{text: text, sitemaps: grobotstxt.Sitemaps(text)}
		default:
			return robots{}
		}
	}
	return robots{}
}

// allows reports whether the product token agent may ask for address.
func (r *robots) allows(agent, address string) bool {
	if r.closed != "" {
		return false
	}
	return r.text == "" || grobotstxt.AgentAllowed(r.text, agent, address)
}

var product = regexp.MustCompile(`^[A-Za-z_-]+`)

// productToken is what robots.txt calls a crawler: the leading letters of its user agent (RFC 9309 2.2.1).
func productToken(userAgent string) string {
	if token := product.FindString(userAgent); token != "" {
		return strings.ToLower(token)
	}
	return "*"
}
