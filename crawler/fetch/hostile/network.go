package hostile

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"syscall"
	"time"

	"github.com/healthusias/rounds/crawler"
)

// network is what names, addresses and certificates lead to.
var network = []Case{
	{
		Number: "56", Title: "a redirect to the metadata service of a cloud",
		Serve: func(s *Server) {
			s.Redirect("/case", http.StatusFound, "http://169.254.169.254/latest/meta-data/")
			s.Never("dialed 169.254.169.254:80")
		},
		Tune: names{}.tune, Alone: "its dialer connects to loopback alone, should the guard fail",
		State: crawler.Redirect, Finding: "links/redirect-broken",
		Site: func(site *crawler.Site, _ *Server) error {
			return each(site, "broken: blocked-private", "http://169.254.169.254/latest/meta-data/")
		},
	},
	{
		Number: "56b", Title: "redirects to private addresses, and to localhost by its names",
		Serve: func(s *Server) {
			s.Page("/case", links("/r0", "/r1", "/r2", "/r3", "/r4", "/r5"))
			for i, to := range inside {
				s.Redirect(fmt.Sprintf("/r%d", i), http.StatusFound, to)
			}
			s.Never("dialed 10.0.0.1:80")
			s.Never("dialed 192.168.1.1:80")
			s.Never("dialed 127.0.0.2:80")
			s.Never("dialed [fd00::1]:80")
		},
		Tune: names{"twin.localhost": {"127.0.0.2"}}.tune, Alone: "its dialer connects to loopback alone, should the guard fail",
		State: crawler.OK,
		Site:  func(site *crawler.Site, _ *Server) error { return each(site, "broken: blocked-private", inside...) },
	},
	{
		Number: "63", Title: "links to loopback in every spelling",
		Serve: func(s *Server) {
			s.Page("/case", links("http://127.1/", "http://2130706433/", "http://0x7f.1/", "http://①②⑦.⓪.⓪.①/", "http://[::ffff:127.0.0.1]/", "http://0.0.0.0/",
				"http://[::]/", "http://[64:ff9b::7f00:1]/", "http://100.100.100.200/", "http://[fd00:ec2::254]/"))
		},
		Tune: names{}.tune, Alone: "its dialer connects to loopback alone, should the guard fail",
		State: crawler.OK, Finding: "links/localhost",
		Site: func(site *crawler.Site, _ *Server) error {
			return each(site, "broken: blocked-private", "http://127.0.0.1/", "http://[::ffff:7f00:1]/", "http://0.0.0.0/", "http://[::]/", "http://[64:ff9b::7f00:1]/",
				"http://100.100.100.200/", "http://[fd00:ec2::254]/")
		},
	},
	named("64", "a name that is public when it is asked first, and loopback the next time", names{"rebinding64.test": {"8.8.8.8", "127.0.0.2"}}, "broken: blocked-private", 1),
	named("65", "a host with a public and a private address", names{"mixed65.test": {"127.0.0.2 8.8.8.8 10.0.0.1"}}, "unverified: unreachable", 1),
	named("66", "a name that does not exist", names{}, "broken: dns", 0),
	named("66b", "a name server that fails", names{"failing66b.test": {"fail"}}, "unverified: dns", 0),
	waiting(named("66c", "a name server that never answers", names{"silent66c.test": {"silence"}}, "unverified: timeout(dns)", 0), forName),
	named("66d", "a name with a thousand addresses, all private", names{"many66d.test": {strings.Repeat("127.0.0.2 ", 1000)}}, "broken: blocked-private", 0),
	named("66e", "a name with a thousand addresses, all public, none of which answers", names{"many66e.test": {thousand()}}, "unverified: unreachable", 1),
	named("66f", "a name that is an alias of itself", names{"alias66f.test": {"alias"}}, "unverified: dns", 0),
	{
		Number: "67", Title: "links to ports that serve no pages",
		Serve: func(s *Server) {
			s.Page("/case", links("http://127.0.0.1:22/", "http://health.invalid:25/", "http://health.invalid:6379/"))
		},
		State: crawler.OK,
		Site: func(site *crawler.Site, _ *Server) error {
			return each(site, "skipped: port", "http://127.0.0.1:22/", "http://health.invalid:25/", "http://health.invalid:6379/")
		},
	},
	{
		Number: "68", Title: "a host whose IPv6 address does not answer",
		Serve: func(s *Server) { s.Page("/case", links(at(s, "six68.test")+"kept")); s.Page("/kept", Good("/kept")) },
		Tune: func(o *crawler.Options, s *Server) {
			names{"six68.test": {"::1 127.0.0.1"}}.tune(o, s)
			o.HTTP.Private = append(o.HTTP.Private, hostPort(s, "six68.test"))
		},
		Alone: "it has a resolver of its own", State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error { return each(site, "ok", at(s, "six68.test")+"kept") },
	},
	{
		Number: "68b", Title: "a host that has an IPv6 address alone",
		Note: "nothing but loopback is connected to here, which not every machine has in IPv6: the address is asked for, and that is the test",
		Serve: func(s *Server) {
			s.Page("/case", links(at(s, "six68b.test")))
			s.Often("dialed [2001:4860:4860::8888]:"+port(s), 1)
		},
		Tune: names{"six68b.test": {"2001:4860:4860::8888"}}.tune, Alone: "it has a resolver of its own", State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error {
			return each(site, "unverified: unreachable", at(s, "six68b.test"))
		},
	},
	{
		Number: "68c", Title: "a host whose IPv6 address swallows what is sent to it",
		Serve: func(s *Server) {
			s.Page("/case", links(at(s, "mute68c.test")+"kept"))
			s.Page("/kept", Good("/kept"))
			s.Never("waited")
		},
		Tune: func(o *crawler.Options, s *Server) {
			names{"mute68c.test": {"::1 127.0.0.1"}}.tune(o, s)
			o.HTTP.Private = append(o.HTTP.Private, hostPort(s, "mute68c.test"))
			o.HTTP.Dialer.ControlContext = func(ctx context.Context, _, address string, _ syscall.RawConn) error {
				if !strings.HasPrefix(address, "[::1]") {
					return nil
				}
				select {
				case <-ctx.Done(): // the other address was faster
				case <-time.After(3 * time.Second):
					s.count("waited")
				}
				return syscall.ETIMEDOUT
			}
		},
		Alone: "it has a resolver of its own", State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error { return each(site, "ok", at(s, "mute68c.test")+"kept") },
	},
	{
		Number: "69", Title: "the environment names a proxy",
		Note: "it does for all cases, and addresses by name would go through it",
		Serve: func(s *Server) {
			s.Page("/case", links(at(s, "proxied69.test")+"kept"))
			s.Page("/kept", Good("/kept"))
			s.Verify(func() error {
				if os.Getenv("HTTP_PROXY") == "" {
					return errors.New("the environment names no proxy")
				}
				return nil
			})
		},
		Tune: func(o *crawler.Options, s *Server) {
			names{"proxied69.test": {"127.0.0.1"}}.tune(o, s)
			o.HTTP.Private = append(o.HTTP.Private, hostPort(s, "proxied69.test"))
		},
		Alone: "it has a resolver of its own", State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error { return each(site, "ok", at(s, "proxied69.test")+"kept") },
	},
	certified("70", "a certificate that has expired", crawler.Broken, "expired", "links/broken", "(on "+day(-30)+")", certificateOf("127.0.0.1", -400, -30)),
	certified("70b", "a certificate of another host that has expired", crawler.Unverified, "expired", "links/unverified", "(on "+day(-30)+")", certificateOf("127.0.0.1", -400, -30)),
	certified("70c", "a certificate that is not valid yet", crawler.Broken, "not-yet-valid", "links/broken", "(but from "+day(30)+")", certificateOf("127.0.0.1", 30, 400)),
	certified("70d", "a certificate that nobody signed", crawler.Broken, "self-signed", "links/broken", "nobody but itself", certificateOf("127.0.0.1", -30, 30)),
	certified("70e", "a certificate for another name", crawler.Broken, "issued-for", "links/broken", `(for "strangers.example")`, certificateOf("strangers.example", -30, 30)),
	certified("70f", "a certificate of an issuer that nobody knows", crawler.Broken, "unknown-issuer", "links/broken", `("An Unknown Authority")`, issuedBy("An Unknown Authority", "127.0.0.1")),
	{
		Number: "70g", Title: "a key of 512 bits, on a host whose certificate is not looked at",
		Serve: func(s *Server) { s.TLS(weakly()) },
		Tune:  func(o *crawler.Options, s *Server) { o.HTTP.Insecure = append(o.HTTP.Insecure, s.Host()) },
		Alone: "its certificate is not looked at",
		State: crawler.Broken, Reason: "tls(weak-key)", Finding: "links/broken",
	},
	{
		Number: "71", Title: "a handshake that never ends", External: true,
		Serve: func(s *Server) { s.Secure(); s.Conn(stall) },
		Waits: forTLS, State: crawler.Unverified, Reason: "timeout(tls)", Time: 100 * time.Second,
	},
	{
		Number: "71c", Title: "a server that shakes hands and asks to do so again", External: true,
		Serve: func(s *Server) { s.Secure(); s.insecure = true; s.Conn(renegotiating) },
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "71b", Title: "a certificate of 1 MB", External: true,
		Serve: func(s *Server) {
			big := certificateOf("127.0.0.1", -30, 30)()
			for range 2000 {
				big.Certificate = append(big.Certificate, big.Certificate[0])
			}
			s.TLS(&tls.Config{Certificates: []tls.Certificate{big}})
		},
		State: crawler.Unverified, Reason: "tls(handshake)",
	},
	{
		Number: "72", Title: "a server of the site that does not know the name it is asked for",
		Serve: func(s *Server) { s.TLS(unknownName()) },
		State: crawler.Broken, Reason: "tls(handshake)", Finding: "links/broken",
	},
	{
		Number: "72b", Title: "another server that does not know the name it is asked for", External: true,
		Serve: func(s *Server) { s.TLS(unknownName()) },
		State: crawler.Unverified, Reason: "tls(handshake)",
	},
	{
		Number: "72c", Title: "a server of the site that speaks no protocol anybody knows",
		Serve: func(s *Server) {
			s.TLS(&tls.Config{Certificates: []tls.Certificate{certificate()}, NextProtos: []string{"carrier-pigeon/1"}})
			s.insecure = true
		},
		State: crawler.Broken, Reason: "tls(handshake)", Finding: "links/broken",
	},
}

// inside is what no redirect may lead to.
var inside = []string{"http://10.0.0.1/", "http://192.168.1.1/", "http://127.0.0.2/", "http://[fd00::1]/", "http://localhost/", "http://twin.localhost/"}

// unknownName is a server that refuses whoever asks for a name.
func unknownName() *tls.Config {
	return &tls.Config{GetCertificate: func(*tls.ClientHelloInfo) (*tls.Certificate, error) { return nil, errors.New("unknown") }}
}

// named is a case of a link to a name that the case's own resolver knows: what becomes of it, and how many other addresses are dialed at
// least. The server itself is never asked under that name.
func named(number, title string, n names, want string, dialed int) Case {
	host := "missing" + number + ".test"
	for name := range n {
		host = name
	}
	return Case{
		Number: number, Title: title,
		Serve: func(s *Server) {
			s.Page("/case", links(at(s, host)+"secret"))
			s.Never("/secret")
			s.Often("dialed 8.8.8.8:"+port(s), dialed)
			s.Never("dialed 10.0.0.1:" + port(s))
			s.Never("dialed 127.0.0.2:" + port(s))
		},
		Tune: n.tune, Alone: "it has a resolver of its own", Time: 90 * time.Second,
		State: crawler.OK,
		Site:  func(site *crawler.Site, s *Server) error { return each(site, want, at(s, host)+"secret") },
	}
}

// waiting is a case that a limit ends.
func waiting(c Case, limit string) Case {
	c.Waits = limit
	return c
}

// thousand are addresses from 8.8.8.8 on.
func thousand() string {
	var b strings.Builder
	at := netip.MustParseAddr("8.8.8.8")
	for range 1000 {
		b.WriteString(at.String() + " ")
		at = at.Next()
	}
	return b.String()
}

// certified is a case of a server with a bad certificate, and of what a rule says of it.
func certified(number, title string, state crawler.State, kind, rule, says string, certificate func() tls.Certificate) Case {
	return Case{
		Number: number, Title: title, External: state == crawler.Unverified, Finding: rule, Says: says,
		Serve: func(s *Server) { s.TLS(&tls.Config{Certificates: []tls.Certificate{certificate()}}) },
		State: state, Reason: "tls(" + kind + ")",
	}
}

// day is the date that many days from now, UTC.
func day(n int) string { return time.Now().UTC().AddDate(0, 0, n).Format(time.DateOnly) }

func port(s *Server) string {
	_, port, _ := net.SplitHostPort(s.Host())
	return port
}

func hostPort(s *Server, host string) string { return net.JoinHostPort(host, port(s)) }

// at is the origin of a server under another name, with a slash.
func at(s *Server, host string) string { return "http://" + hostPort(s, host) + "/" }
