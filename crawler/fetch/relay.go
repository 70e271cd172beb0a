package fetch

import (
	"errors"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/gocolly/colly/v2"
)

// relay is the http.RoundTripper under the collector. A collector has one context for all requests, and reads a body
// in a way that drops what arrived before an error. So each caller leaves its own round trip here under a number that
// travels in a private header, and keeps the answer itself; Colly sees status and header of it.
type relay struct {
	trips sync.Map // number as string: roundTrip
	jar   bool     // cookies are kept
	last  atomic.Uint64
}

type roundTrip func(*http.Request) (*http.Response, error)

// tripHeader carries the number of a round trip through Colly. It is never sent.
const tripHeader = "X-Rounds-Trip"

var errNoTrip = errors.New("request was not sent by a fetcher")

// send lets Colly make one request and runs trip in its place in the chain: after cookies were added, before the network. Only a jar needs
// the address, which Colly would parse three times over: without one it gets the shortest that it accepts.
func (r *relay) send(c *colly.Collector, method, address string, trip roundTrip) error {
	id := strconv.FormatUint(r.last.Add(1), 36)
	r.trips.Store(id, trip)
	defer r.trips.Delete(id)
	if !r.jar {
		address = "r:"
	}
	return c.Request(method, address, nil, nil, http.Header{tripHeader: {id}, "Accept": accept, "User-Agent": ownAgent})
}

// ownAgent keeps Colly from adding its own. What is sent is built below the relay.
var ownAgent = []string{""}

func (r *relay) RoundTrip(req *http.Request) (*http.Response, error) {
	trip, ok := r.trips.Load(req.Header.Get(tripHeader))
	if !ok {
		return nil, errNoTrip
	}
	return trip.(roundTrip)(req)
}
