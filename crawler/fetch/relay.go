package fetch

import (
	"errors"
	"io"
	"net/http"

	"github.com/gocolly/colly/v2"
)

// relay is the http.RoundTripper under the collector. A collector has one context for all requests, and reads a body
// in a way that drops what arrived before an error. So each caller sends its own round trip through Colly, as what is the body of other
// requests, and keeps the answer itself; Colly sees status and header of it.
type relay struct {
	jar bool // cookies are kept
}

type roundTrip func(*http.Request) (*http.Response, error)

// Read implements io.Reader. Nobody reads a round trip.
func (roundTrip) Read([]byte) (int, error) { return 0, io.EOF }

// Close implements io.Closer.
func (roundTrip) Close() error { return nil }

var errNoTrip = errors.New("request was not sent by a fetcher")

// plainHeader keeps Colly from adding fields of its own. What is sent is built below the relay. Nobody changes it.
var plainHeader = http.Header{"Accept": accept, "User-Agent": {""}}

// send lets Colly make one request and runs trip in its place in the chain: after cookies were added, before the network. Only a jar needs
// the address, which Colly would parse three times over, and a header to add to: without one Colly gets the shortest address that it accepts.
func (r *relay) send(c *colly.Collector, method, address string, trip roundTrip) error {
	header := plainHeader
	if r.jar {
		header = header.Clone()
	} else {
		address = "r:"
	}
	return c.Request(method, address, trip, nil, header)
}

func (r *relay) RoundTrip(req *http.Request) (*http.Response, error) {
	trip, ok := req.Body.(roundTrip)
	if !ok {
		return nil, errNoTrip
	}
	return trip(req)
}
