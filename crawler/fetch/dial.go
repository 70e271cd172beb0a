package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"
)

// dialer opens connections, bounds each phase of that, and times it.
type dialer struct {
	net        *net.Dialer
	guard      *guard // nil: every address may be dialed
	connect    time.Duration
	handshake  time.Duration
	sessions   tls.ClientSessionCache
	unverified map[string]bool // host or host:port
	roots      *x509.CertPool  // nil: those of the system
	protocols  []string        // offered by ALPN; nil: none
}

// conn is a connection that knows how long it took to open. The transport may open it for one request and give it to
// another; the first that gets it claims the timing. The timing is complete before anybody can see the connection, so
// no request reads what a dial in the background still writes.
type conn struct {
	net.Conn
	remote  string // address
	timing  Timing
	claimed atomic.Bool
}

// opened is the connection below c, nil where the dialer did not open it.
func opened(c net.Conn) *conn {
	if secure, ok := c.(*tls.Conn); ok {
		c = secure.NetConn()
	}
	own, _ := c.(*conn)
	return own
}

func (c *conn) claim() bool { return c.claimed.CompareAndSwap(false, true) }

// phaseError is a time-out that knows its phase.
type phaseError struct {
	phase string
	err   error
}

func (e *phaseError) Error() string { return e.phase + ": " + e.err.Error() }
func (e *phaseError) Unwrap() error { return e.err }

// tlsError is any failure between the connection and the first byte of HTTP on it.
type tlsError struct{ err error }

func (e *tlsError) Error() string { return e.err.Error() }
func (e *tlsError) Unwrap() error { return e.err }

func newDialer(o HTTPOptions) *dialer {
	d := &dialer{
		net: o.Dialer, guard: newGuard(o), connect: o.Connect, handshake: o.TLS,
		sessions:   tls.NewLRUClientSessionCache(0),
		unverified: make(map[string]bool),
	}
	if o.HTTP2 {
		d.protocols = []string{"h2", "http/1.1"}
	}
	for _, host := range o.Insecure {
		d.unverified[strings.ToLower(host)] = true
	}
	return d
}

func (d *dialer) plain(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := d.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	return c, nil
}

// dial looks the name up and connects. The hooks of the trace run in this goroutine.
func (d *dialer) dial(ctx context.Context, network, addr string) (*conn, error) {
	ctx, cancel := context.WithTimeout(ctx, d.connect)
	defer cancel()
	c := new(conn)
	start := time.Now()
	looking := false
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		DNSStart: func(httptrace.DNSStartInfo) { looking = true },
		DNSDone:  func(httptrace.DNSDoneInfo) { c.timing.DNS = time.Since(start) },
	})
	var err error
	if c.Conn, err = d.open(ctx, network, addr); err == nil {
		c.remote = c.RemoteAddr().String()
		c.timing.Connect = time.Since(start) - c.timing.DNS
		return c, nil
	}
	if ne := net.Error(nil); !errors.As(err, &ne) || !ne.Timeout() {
		return nil, err
	}
	if dns := (*net.DNSError)(nil); errors.As(err, &dns) || looking && c.timing.DNS == 0 {
		return nil, &phaseError{"dns", err}
	}
	return nil, &phaseError{"connect", err}
}

// open looks the name up and connects. Names below .invalid are never looked up (RFC 6761 6.4).
func (d *dialer) open(ctx context.Context, network, addr string) (net.Conn, error) {
	host, _, err := net.SplitHostPort(addr)
	if err == nil && strings.HasSuffix(strings.TrimSuffix(host, "."), ".invalid") {
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	var c net.Conn
	if d.guard == nil {
		c, err = d.net.DialContext(ctx, network, addr)
	} else {
		c, err = d.guard.dial(ctx, d.net, network, addr)
	}
	if err != nil {
		return nil, d.astray(ctx, host, err)
	}
	return c, nil
}

// astray tells a name that does not exist from one that is an alias and leads to no address, such as an alias of itself: the resolver says the same of
// both, but the latter is a fault of the name servers and may pass.
func (d *dialer) astray(ctx context.Context, host string, err error) error {
	if dns := (*net.DNSError)(nil); !errors.As(err, &dns) || !dns.IsNotFound {
		return err
	}
	resolver := d.net.Resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	if _, unknown := resolver.LookupCNAME(ctx, host); unknown != nil {
		return err
	}
	return &net.DNSError{Err: "an alias that leads to no address", Name: host}
}

func (d *dialer) tls(ctx context.Context, network, addr string) (net.Conn, error) {
	c, err := d.dial(ctx, network, addr)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, d.handshake)
	defer cancel()
	start := time.Now()
	secure := tls.Client(c, d.config(addr))
	if err := secure.HandshakeContext(ctx); err != nil {
		c.Close()
		if errors.Is(ctx.Err(), context.DeadlineExceeded) {
			return nil, &phaseError{"tls", err}
		}
		return nil, &tlsError{err}
	}
	c.timing.TLS = time.Since(start)
	return secure, nil
}

func (d *dialer) config(addr string) *tls.Config {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		host = addr
	}
	return &tls.Config{
		ServerName:         host,
		RootCAs:            d.roots,
		NextProtos:         d.protocols,
		ClientSessionCache: d.sessions,
		InsecureSkipVerify: d.unverified[host] || d.unverified[addr],
	}
}
