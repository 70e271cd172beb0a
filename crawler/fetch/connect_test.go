package fetch

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

// authority signs certificates for the tests.
type authority struct {
	cert *x509.Certificate
	key  *ecdsa.PrivateKey
}

func newAuthority(t *testing.T, name string) authority {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, IsCA: true, BasicConstraintsValid: true,
		NotBefore: time.Now().AddDate(-1, 0, 0), NotAfter: time.Now().AddDate(1, 0, 0), KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return authority{cert, key}
}

// issue makes a certificate for host, valid for a year from the given number of days ago. A zero authority signs with
// the certificate's own key.
func (a authority) issue(t *testing.T, host string, daysAgo int) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	from := time.Now().AddDate(0, 0, -daysAgo)
	template := &x509.Certificate{
		SerialNumber: big.NewInt(2), Subject: pkix.Name{CommonName: "leaf"}, NotBefore: from, NotAfter: from.AddDate(1, 0, 0),
	}
	if ip := net.ParseIP(host); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{host}
	}
	parent, signer := a.cert, a.key
	if parent == nil {
		parent, signer = template, key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func TestTLS(t *testing.T) {
	known, stranger := newAuthority(t, "Known"), newAuthority(t, "Stranger")
	tests := []struct {
		detail, text string
		config       *tls.Config
	}{
		{"", "", &tls.Config{Certificates: []tls.Certificate{known.issue(t, "127.0.0.1", 1)}}},
		{"expired", "expired on 20", &tls.Config{Certificates: []tls.Certificate{known.issue(t, "127.0.0.1", 400)}}},
		{"not-yet-valid", "valid from 20", &tls.Config{Certificates: []tls.Certificate{known.issue(t, "127.0.0.1", -9)}}},
		{"issued-for", "other.example", &tls.Config{Certificates: []tls.Certificate{known.issue(t, "other.example", 1)}}},
		{"unknown-issuer", `"Stranger"`, &tls.Config{Certificates: []tls.Certificate{stranger.issue(t, "127.0.0.1", 1)}}},
		{"self-signed", "", &tls.Config{Certificates: []tls.Certificate{authority{}.issue(t, "127.0.0.1", 1)}}},
		{"handshake", "", &tls.Config{Certificates: []tls.Certificate{known.issue(t, "127.0.0.1", 1)}, MaxVersion: tls.VersionTLS11, MinVersion: tls.VersionTLS10}},
	}
	for _, test := range tests {
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "page") }))
		s.TLS = test.config
		s.Config.ErrorLog = discard
		s.StartTLS()
		h := newHTTP(t, small)
		h.dialer.roots = x509.NewCertPool()
		h.dialer.roots.AddCert(known.cert)
		a := h.Fetch(context.Background(), Request{URL: s.URL})
		if test.detail == "" && (a.Status != 200 || a.Timing.TLS == 0) {
			t.Errorf("good certificate: %+v", a)
		}
		f := a.Failure
		if test.detail != "" && (f.Class != "tls" || f.Detail != test.detail || !strings.Contains(f.Text, test.text) || !f.Certain) {
			t.Errorf("want %s: %+v", test.detail, f)
		}

		opts := small
		opts.Insecure = []string{"127.0.0.1"}
		if a := newHTTP(t, opts).Fetch(context.Background(), Request{URL: s.URL}); test.detail != "handshake" && a.Status != 200 {
			t.Errorf("%s, not verified: %+v", test.detail, a.Failure)
		}
		opts.Insecure = []string{"other.example"}
		if a := newHTTP(t, opts).Fetch(context.Background(), Request{URL: s.URL}); a.Failure.Class != "tls" {
			t.Errorf("%s, another host not verified: %+v", test.detail, a)
		}
		s.Close()
	}
}

func TestWrongProtocolOnPort(t *testing.T) {
	plain := strings.Replace(serveRaw(t, say("")), "http:", "https:", 1)
	if f := newHTTP(t, small).Fetch(context.Background(), Request{URL: plain}).Failure; f.Class != "tls" || f.Certain {
		t.Errorf("plain server that hangs up: %+v", f)
	}
	s := httptest.NewServer(http.NotFoundHandler())
	defer s.Close()
	s.Config.ErrorLog = discard
	if f := newHTTP(t, small).Fetch(context.Background(), Request{URL: strings.Replace(s.URL, "http:", "https:", 1)}).Failure; f.Detail != "not-tls" {
		t.Errorf("HTTP on the port: %+v", f)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for c, err := l.Accept(); err == nil; c, err = l.Accept() {
			c.Read(make([]byte, 16))
			c.Write([]byte("\x15\x03\x01\x00\x02\x02\x28")) // a TLS alert
			c.Close()
		}
	}()
	if f := newHTTP(t, small).Fetch(context.Background(), Request{URL: "http://" + l.Addr().String()}).Failure; f.Class != "protocol" {
		t.Errorf("TLS on a plain port: %+v", f)
	} else if strings.ContainsFunc(f.Detail, func(r rune) bool { return r < ' ' }) {
		t.Errorf("control characters in %q", f.Detail)
	}
}

func TestHandshakeStalls(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	a := newHTTP(t, quick).Fetch(context.Background(), Request{URL: "https://" + l.Addr().String()})
	if a.Failure.Class != "timeout" || a.Failure.Detail != "tls" {
		t.Errorf("%+v", a.Failure)
	}
}

func TestRefused(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	a := newHTTP(t, small).Fetch(context.Background(), Request{URL: "http://" + l.Addr().String()})
	if a.Failure != (Failure{Class: "refused", Certain: true}) {
		t.Errorf("%+v", a.Failure)
	}
}

// TestDialer stops every connection before a packet is sent, as a network guard will.
func TestDialer(t *testing.T) {
	for want, err := range map[string]error{"blocked": fmt.Errorf("private: %w", ErrBlocked), "unreachable": syscall.EHOSTUNREACH} {
		opts := small
		opts.Dialer = &net.Dialer{Control: func(string, string, syscall.RawConn) error { return err }}
		if a := newHTTP(t, opts).Fetch(context.Background(), Request{URL: "http://127.0.0.1:9/"}); a.Failure.Class != want {
			t.Errorf("%+v, want %s", a.Failure, want)
		}
	}
}

// serveDNS answers every question with one code and, where it is success, with loopback; a negative code is silence.
func serveDNS(t *testing.T, code int) *net.Resolver {
	t.Helper()
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pc.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if code < 0 || m.Unpack(buf[:n]) != nil {
				continue
			}
			m.Response, m.RecursionAvailable, m.RCode, m.Additionals = true, true, dnsmessage.RCode(code), nil
			if q := m.Questions[0]; code == 0 && q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class}, Body: &dnsmessage.AResource{A: [4]byte{127, 0, 0, 1}},
				}}
			}
			if answer, err := m.Pack(); err == nil {
				pc.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

func TestDNS(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.Host) }))
	defer s.Close()
	u, _ := url.Parse(s.URL)
	address := "http://site.example:" + u.Port()
	tests := []struct {
		code  int
		want  Failure
		exact bool
	}{
		{int(dnsmessage.RCodeNameError), Failure{Class: "dns", Detail: "no such host", Certain: true}, true},
		{int(dnsmessage.RCodeServerFailure), Failure{Class: "dns"}, false},
		{-1, Failure{Class: "timeout", Detail: "dns"}, true},
	}
	for _, test := range tests {
		opts := small
		if test.code < 0 {
			opts = quick
		}
		opts.Dialer = &net.Dialer{Resolver: serveDNS(t, test.code)}
		f := newHTTP(t, opts).Fetch(context.Background(), Request{URL: address}).Failure
		if f.Class != test.want.Class || f.Certain != test.want.Certain || test.exact && f != test.want {
			t.Errorf("code %d: %+v, want %+v", test.code, f, test.want)
		}
	}
	opts := small
	opts.Dialer = &net.Dialer{Resolver: &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		t.Error("a name below .invalid was looked up")
		return nil, net.ErrClosed
	}}}
	if f := newHTTP(t, opts).Fetch(context.Background(), Request{URL: "http://site.invalid/"}).Failure; f != tests[0].want {
		t.Errorf("a name below .invalid: %+v, want %+v", f, tests[0].want)
	}
	opts.Dialer = &net.Dialer{Resolver: serveDNS(t, 0)}
	a := newHTTP(t, opts).Fetch(context.Background(), Request{URL: address})
	if string(a.Body) != "site.example:"+u.Port() || a.Timing.DNS == 0 || a.Timing.Connect == 0 || a.Remote != u.Host {
		t.Errorf("%+v", a)
	}
}
