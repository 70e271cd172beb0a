package fetch

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"
)

// exchange is one request and its answer on the wire.
type exchange struct {
	http    *HTTP
	target  target
	asked   Request
	answer  *Answer
	maxBody int64
	large   func(context.Context) // Request.Large, or nil
	start   time.Time

	clock     *clock
	connected time.Duration // since start
	firstByte atomic.Int64  // since start; written by a goroutine of the transport
}

// maxFields bounds the header fields of an answer; MaxHeader bounds their bytes.
const maxFields = 1000

var errFailed = errors.New("no answer")

// run makes the request and writes the answer. What it returns is for Colly and its client, which learn the status
// and the cookies; the target of a redirect is kept from them, because they would refuse some.
func (x *exchange) run(ctx context.Context, header http.Header) (*http.Response, error) {
	inner, cancel := context.WithCancel(ctx)
	defer cancel()
	x.clock = newClock(x.http.opts, cancel)
	defer x.clock.stop()

	resp, err := x.http.transport.RoundTrip(x.request(inner, header))
	if err != nil {
		x.answer.fail(x.failure(ctx, err))
		return nil, errFailed
	}
	defer resp.Body.Close()
	x.answer.Timing.FirstByte = time.Duration(x.firstByte.Load()) - x.connected
	if f := unusable(resp); f.Class != "" {
		x.answer.fail(f)
		return nil, errFailed
	}
	told := http.Header{}
	if cookies := resp.Header["Set-Cookie"]; cookies != nil {
		told["Set-Cookie"] = cookies
	}
	x.head(resp)
	if x.http.jar != nil {
		_, notices := x.http.jar.sort(x.target.url(), resp.Cookies())
		x.answer.Notices = append(x.answer.Notices, notices...)
	}
	x.clock.enter(phaseIdle, x.http.opts.Idle)
	if f := x.body(ctx, resp); f.Class != "" {
		x.answer.fail(f)
		return nil, errFailed
	}
	return &http.Response{Request: resp.Request, StatusCode: resp.StatusCode, Body: http.NoBody, Uncompressed: true, Header: told}, nil
}

// What every request says. Nobody changes these.
var (
	accept    = []string{"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
	encodings = []string{"gzip, zstd, br, deflate"}
)

// request builds what goes on the wire. From holds what the jar made of the header.
func (x *exchange) request(ctx context.Context, from http.Header) *http.Request {
	header := make(http.Header, 8)
	header["Accept"], header["Accept-Encoding"], header["User-Agent"] = accept, encodings, x.http.agent
	if cookies := from["Cookie"]; cookies != nil {
		header["Cookie"] = cookies
	}
	setUnlessEmpty(header, "If-None-Match", x.asked.ETag)
	setUnlessEmpty(header, "If-Modified-Since", x.asked.Modified)
	x.http.secrets.attach(header, x.target.origin())
	req := &http.Request{
		Method: x.answer.Method, URL: x.target.url(), Host: x.target.host, Header: header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}
	return req.WithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn:              x.gotConn,
		GotFirstResponseByte: func() { x.firstByte.Store(int64(time.Since(x.start))) },
	}))
}

func setUnlessEmpty(h http.Header, name, value string) {
	if value != "" {
		h.Set(name, value)
	}
}

// gotConn starts the clock of the request: until here the dialer has its own limits, and waiting for one of the
// connections to a host is not the fault of the host. It runs in the goroutine of the request.
func (x *exchange) gotConn(info httptrace.GotConnInfo) {
	var spent time.Duration
	switch c := opened(info.Conn); {
	case c == nil:
		x.answer.Remote = info.Conn.RemoteAddr().String()
	case c.claim():
		t := &x.answer.Timing
		t.DNS, t.Connect, t.TLS = c.timing.DNS, c.timing.Connect, c.timing.TLS
		spent = t.DNS + t.Connect + t.TLS
		x.answer.Certificate = x.http.shown(info.Conn)
		fallthrough
	default:
		x.answer.Remote = c.remote
	}
	x.connected = time.Since(x.start)
	total := x.http.opts.Total
	if x.asked.Long {
		total *= 2
	}
	x.clock.start(total - spent)
	x.clock.enter(phaseHeader, x.http.opts.FirstByte)
}

// unusable says why an answer that net/http accepts is none.
func unusable(resp *http.Response) Failure {
	fields := 0
	for _, values := range resp.Header {
		fields += len(values)
	}
	switch {
	case fields > maxFields:
		return Failure{Class: "headers-too-large", Detail: "more than 1000 fields", Certain: true}
	case resp.StatusCode <= 0:
		return Failure{Class: "protocol", Detail: "status 000", Certain: true}
	case resp.StatusCode == http.StatusSwitchingProtocols:
		return Failure{Class: "protocol", Detail: "switches protocols unasked", Certain: true}
	}
	return Failure{}
}

// head writes status, header and redirect target.
func (x *exchange) head(resp *http.Response) {
	a := x.answer
	a.Status = resp.StatusCode
	cleanHeader(resp.Header)
	a.Header = resp.Header
	if types := a.Header["Content-Type"]; len(types) > 1 && types[0] != types[len(types)-1] {
		a.note(fmt.Sprintf("it names two types, %q and %q", types[0], types[len(types)-1]))
	}
	if isRedirect(a.Status) {
		var notice string
		if a.Location, notice = resolveLocation(a.URL, resp.Header.Get("Location")); notice != "" {
			a.note(notice)
		}
	}
	if a.Status == http.StatusPartialContent {
		a.note("206 unasked")
		if !wholeRange(resp.Header.Get("Content-Range")) {
			a.Partial = "truncated"
		}
	}
}

// body reads what the caller wants of the body.
func (x *exchange) body(ctx context.Context, resp *http.Response) Failure {
	wire := &wire{src: resp.Body, clock: x.clock}
	defer func() { x.answer.Wire = wire.n }()
	if x.answer.Method == http.MethodHead || resp.Body == http.NoBody {
		return Failure{}
	}
	if x.maxBody < 0 {
		wire.drain(resp.ContentLength)
		return Failure{}
	}
	wire.limit = x.maxBody + wireSlack
	got, err := readBody(wire, resp, bounds{x.asked.Into, x.maxBody, func() { x.room(ctx) }})
	x.answer.Body = got.data
	x.answer.Notices = append(x.answer.Notices, got.notices...)
	partial, failure := x.broken(ctx, got, err, wire)
	x.answer.Partial = cmp.Or(partial, x.answer.Partial)
	return failure
}

// room waits until there is room for a large body.
func (x *exchange) room(ctx context.Context) {
	if x.large != nil {
		x.clock.hold(func() { x.large(ctx) })
		x.large = nil
	}
}
