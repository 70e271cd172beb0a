// Package fetch turns one address into one answer. It follows no redirect, keeps no state between
// addresses and knows nothing of pages, scope or politeness. HTTP and a directory are its two sources.
package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"
)

// DefaultUserAgent names the crawler and where to read about it. Its product token for robots.txt is "rounds".
const DefaultUserAgent = "rounds/0.1 (+https://github.com/healthusias/rounds)"

// ErrBlocked refuses an address before a packet is sent; the answer fails as blocked. The guard of HTTPOptions.PublicOnly
// returns it, and HTTPOptions.Dialer.Control may.
var ErrBlocked = errors.New("address refused")

// Fetcher answers one request. It never returns an error: a fetch that failed is an Answer that says how.
// Implementations are safe for concurrent use and return soon after ctx ends.
type Fetcher interface {
	Fetch(ctx context.Context, req Request) Answer
}

// Request is one address to ask for.
type Request struct {
	URL    string // absolute, http or https; a fragment is ignored
	Method string // GET or HEAD; "" is GET
	// MaxBody bounds the decoded body in bytes; 0 is the default of the fetcher. Negative: the body is not wanted,
	// the answer ends with its header.
	MaxBody int64
	// Long grants twice the time of the options: a file that may be several times as long as a page.
	Long bool
	// Large is called once it is known that the body has more than LargeBody bytes, before more of them are held. It may
	// wait for room, until ctx ends: the limits of the request stand still meanwhile. Nil: there is always room.
	Large func(ctx context.Context)
	// Into is room that the body is read into where it is large enough: Answer.Body is then part of it. Nil: the body gets its own.
	Into []byte
	// ETag and Modified are validators of an earlier answer: where the page has not changed since, the answer is 304 without
	// a body (RFC 9110 13.1). A directory ignores them.
	ETag, Modified string
}

// LargeBody is how many bytes of a body are nothing to speak of.
const LargeBody = 256 << 10

// Answer is what one request came to. Exactly one of Status and Failure is set.
type Answer struct {
	URL     string // as asked, without userinfo and fragment
	Method  string
	Status  int
	Header  http.Header // hop-by-hop and secret fields removed, cookies without their values; nil with Failure
	Body    []byte      // decoded, at most MaxBody
	Partial string      // why Body is incomplete: "", truncated, reset, idle, deadline
	Notices []string    // what was odd but read all the same, such as "says gzip, sends plain"

	// Location is the redirect target, absolute, of a 3xx with a usable Location; otherwise "".
	// A redirect without one has a notice: "redirect-invalid", or "redirect-scheme: ftp".
	Location string

	// File is the file of the directory that Body comes from, relative and with slashes; "" over HTTP.
	File string

	// Certificate is what the host showed when the connection was opened, or when its handshake failed; nil for a connection that was
	// open already, and without TLS.
	Certificate *Certificate

	Failure Failure // why there is no answer
	Timing  Timing
	Wire    int64  // bytes of body read before decoding
	Remote  string // address that answered, "" for a directory
}

// Failure is why an address gave no answer.
type Failure struct {
	// Class is "" or one of: dns, refused, unreachable, timeout, tls, protocol, headers-too-large, encoding, empty-reply,
	// reset, redirect-invalid, redirect-scheme, blocked, url, canceled.
	Class string
	// Detail narrows it: the phase of a timeout (dns, connect, tls, header), the fault of a certificate
	// (expired, not-yet-valid, issued-for, unknown-issuer, self-signed, weak-key, not-tls, handshake), the text of a protocol error.
	// Never contains a secret.
	Detail string
	// Text says the same to a reader where there is more to say, such as "certificate expired on 2026-01-02".
	// It never contains a secret, userinfo or a control character.
	Text string
	// Certain is true where asking again cannot help (NXDOMAIN, refused, protocol error, bad certificate).
	Certain bool
}

// Failed reports whether there was no answer.
func (a *Answer) Failed() bool { return a.Failure.Class != "" }

// fail turns the answer into a failure: whatever had arrived of it is not an answer.
func (a *Answer) fail(f Failure) {
	a.Failure, a.Status, a.Header, a.Body, a.Partial, a.Location = f, 0, nil, nil, "", ""
}

func (a *Answer) note(text string) { a.Notices = append(a.Notices, text) }

// Timing is how long each phase took; zero where it did not happen (a kept connection, a directory).
type Timing struct {
	DNS, Connect, TLS, FirstByte, Total time.Duration
}

// HTTPOptions configure fetching over HTTP. The zero value is safe and polite.
type HTTPOptions struct {
	UserAgent string
	Connect   time.Duration // name look-up and connect; 0: 10 s
	TLS       time.Duration // handshake; 0: 10 s
	FirstByte time.Duration // from the request to the whole header; 0: 15 s
	Idle      time.Duration // without a byte of the body; 0: 10 s
	Total     time.Duration // whole request; 0: 30 s
	MaxBody   int64         // decoded bytes; 0: 10 MiB
	MaxHeader int64         // bytes; 0: 256 KiB
	PerHost   int           // connections to one host; 0: 16
	Secrets   []Secret      // request headers bound to origins
	Insecure  []string      // hosts (with or without port) whose certificates are not verified
	Cookies   bool          // keep a jar per run
	HTTP2     bool          // speak HTTP/2 where a host offers it; it costs twice the time of HTTP/1.1 on a kept connection

	// PublicOnly refuses to connect to addresses that are not public: loopback, private, link-local, reserved. The answer
	// fails as blocked. Private lists what is excepted, as "host:port"; the hosts are looked up once, before the first connection.
	PublicOnly bool
	Private    []string

	// Proxy chooses the proxy for an address, nil for none; a nil Proxy never does, whatever the environment says. A proxy
	// looks names up itself, so PublicOnly can only judge what is spelled as an address. Through a proxy, Insecure has no effect.
	Proxy func(*url.URL) (*url.URL, error) `json:"-"`

	// Redactor cleans the texts of errors; nil knows Secrets.
	Redactor *Redactor `json:"-"`

	// Dialer makes connections: its Resolver looks names up, its Control may refuse an address. nil is the default.
	Dialer *net.Dialer `json:"-"`
}

// Secret is a request header that only one origin may see: it is removed as soon as scheme, host or port differ.
type Secret struct {
	Origin string // "https://staging.example", port only where it is not the scheme's own
	Name   string
	Value  string
}
