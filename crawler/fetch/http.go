package fetch

import (
	"context"
	"net"
	"net/http"
	"time"

	"github.com/gocolly/colly/v2"
)

// defaultMaxBody bounds a decoded body, in bytes.
const defaultMaxBody = 10 << 20

// HTTP fetches over HTTP/1.1, and over HTTP/2 where that is asked for. One Colly collector serves all callers; everything that belongs to one request travels
// with it through the relay below the collector. Safe for concurrent use.
type HTTP struct {
	opts      HTTPOptions
	collector *colly.Collector
	relay     relay
	dialer    *dialer
	transport *http.Transport
	secrets   secrets
	jar       *jar     // nil where no cookies are kept
	agent     []string // value of the header User-Agent
}

// NewHTTP returns a fetcher that keeps connections open until Close. A secret whose origin is no address is never sent.
func NewHTTP(opts HTTPOptions) *HTTP {
	h := &HTTP{opts: opts.withDefaults()}
	h.agent = []string{h.opts.UserAgent}
	h.secrets = bindSecrets(opts.Secrets)
	h.dialer = newDialer(h.opts)
	h.transport = newTransport(h.opts, h.dialer)
	h.collector = h.newCollector()
	return h
}

// Close drops idle connections. Requests in flight go on.
func (h *HTTP) Close() { h.transport.CloseIdleConnections() }

// newCollector sets up Colly as an engine for single requests. NewCollector is avoided because it lets COLLY_*
// environment variables override what is set here.
func (h *HTTP) newCollector() *colly.Collector {
	c := new(colly.Collector)
	c.Init()
	c.UserAgent = h.opts.UserAgent
	c.MaxBodySize = 0 // the relay has the cap: Colly's is silent, and applies before decoding
	c.AllowURLRevisit = true
	c.IgnoreRobotsTxt = true // robots.txt is asked before an address gets here
	c.ParseHTTPErrorResponse = true
	client := &http.Client{
		Transport:     &h.relay,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	if h.opts.Cookies {
		j := newJar()
		h.jar = &j
		client.Jar, h.relay.jar = h.jar, true
	}
	c.SetClient(client)
	return c
}

// Fetch asks for one address. It does not follow redirects and does not try again.
func (h *HTTP) Fetch(ctx context.Context, req Request) Answer {
	a := Answer{URL: req.URL, Method: req.Method}
	if a.Method == "" {
		a.Method = http.MethodGet
	}
	t, err := parseTarget(req.URL)
	if err != nil {
		a.URL = withoutUserinfo(req.URL)
		a.fail(Failure{Class: "url", Detail: err.Error(), Certain: true})
		return a
	}
	a.URL = t.String()
	if ctx.Err() != nil {
		a.fail(Failure{Class: "canceled"})
		return a
	}
	x := exchange{http: h, target: t, answer: &a, asked: req, maxBody: h.bodyLimit(req.MaxBody), large: req.Large, start: time.Now()}
	err = h.relay.send(h.collector, a.Method, a.URL, func(r *http.Request) (*http.Response, error) {
		return x.run(ctx, r.Header)
	})
	if err != nil && !a.Failed() { // Colly refused the address: nothing was sent
		a.fail(Failure{Class: "url", Detail: h.clean(err.Error()), Certain: true})
	}
	a.Timing.Total = time.Since(x.start)
	return a
}

func (h *HTTP) bodyLimit(asked int64) int64 {
	if asked == 0 {
		return h.opts.MaxBody
	}
	return asked
}

// withDefaults fills what is not set. No phase may outlast the whole.
func (o HTTPOptions) withDefaults() HTTPOptions {
	orDefault(&o.UserAgent, DefaultUserAgent)
	orDefault(&o.Total, 30*time.Second)
	for _, phase := range []struct {
		field *time.Duration
		value time.Duration
	}{{&o.Connect, 10 * time.Second}, {&o.TLS, 10 * time.Second}, {&o.FirstByte, 15 * time.Second}, {&o.Idle, 10 * time.Second}} {
		orDefault(phase.field, phase.value)
		*phase.field = min(*phase.field, o.Total)
	}
	orDefault(&o.MaxBody, defaultMaxBody)
	orDefault(&o.MaxHeader, 256<<10)
	orDefault(&o.PerHost, 16)
	if o.Redactor == nil {
		o.Redactor = NewRedactor(o.Secrets)
	}
	if o.Dialer == nil {
		o.Dialer = new(net.Dialer)
	}
	return o
}

func orDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

func newTransport(o HTTPOptions, d *dialer) *http.Transport {
	protocols := new(http.Protocols)
	protocols.SetHTTP1(true)
	protocols.SetHTTP2(o.HTTP2)
	return &http.Transport{
		Protocols:              protocols,
		Proxy:                  d.proxy(o.Proxy),
		DialContext:            d.plain,
		DialTLSContext:         d.tls,
		TLSClientConfig:        d.tunnel(), // through a proxy; other connections are made by DialTLSContext
		TLSHandshakeTimeout:    o.TLS,
		DisableCompression:     true, // decoded by us, under the cap
		MaxConnsPerHost:        o.PerHost,
		MaxIdleConnsPerHost:    o.PerHost,
		MaxIdleConns:           256,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: o.MaxHeader,
	}
}
