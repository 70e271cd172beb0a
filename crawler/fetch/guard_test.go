package fetch

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

func TestPublic(t *testing.T) {
	for _, s := range []string{"8.8.8.8", "93.184.215.14", "172.32.0.1", "100.128.0.1", "192.0.1.1", "2606:4700::1111", "2a00:1450::1"} {
		if !public(netip.MustParseAddr(s)) {
			t.Errorf("%s is refused", s)
		}
	}
	for _, s := range []string{
		"0.0.0.0", "0.1.2.3", "10.9.8.7", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255",
		"192.0.0.170", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::",
		"fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
	} {
		if public(plain(netip.MustParseAddr(s))) {
			t.Errorf("%s passes", s)
		}
	}
	if public(netip.Addr{}) {
		t.Error("no address passes")
	}
}

// zone answers each question about a name with the next of its answers, the last one for good: lists of addresses.
type zone map[string][]string

// resolver serves the zone on loopback.
func (z zone) resolver(t *testing.T) *net.Resolver {
	t.Helper()
	pc, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { pc.Close() })
	go func() {
		asked, buf := map[string]int{}, make([]byte, 1500)
		for {
			n, from, err := pc.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil {
				continue
			}
			if answer, err := z.answer(&m, asked).Pack(); err == nil {
				pc.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", pc.LocalAddr().String())
	}}
}

func (z zone) answer(m *dnsmessage.Message, asked map[string]int) *dnsmessage.Message {
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	q := m.Questions[0]
	name := strings.TrimSuffix(q.Name.String(), ".")
	lists, key := z[name], name+q.Type.String()
	if len(lists) == 0 {
		m.RCode = dnsmessage.RCodeNameError
		return m
	}
	list := lists[min(asked[key], len(lists)-1)]
	asked[key]++
	for s := range strings.FieldsSeq(list) {
		addr := netip.MustParseAddr(s)
		header := dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}
		switch {
		case addr.Is4() && q.Type == dnsmessage.TypeA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AResource{A: addr.As4()}})
		case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
			m.Answers = append(m.Answers, dnsmessage.Resource{Header: header, Body: &dnsmessage.AAAAResource{AAAA: addr.As16()}})
		}
	}
	return m
}

// recorder notes the addresses that would be dialed and connects nowhere.
type recorder struct {
	mu     sync.Mutex
	dialed []string
}

func (r *recorder) dialer(resolver *net.Resolver) *net.Dialer {
	return &net.Dialer{Resolver: resolver, Control: func(_, address string, _ syscall.RawConn) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.dialed = append(r.dialed, address)
		return syscall.EHOSTUNREACH
	}}
}

func (r *recorder) take() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	slices.Sort(r.dialed)
	all := strings.Join(r.dialed, " ")
	r.dialed = nil
	return all
}

func TestGuard(t *testing.T) {
	resolver := zone{
		"public.example":   {"8.8.8.8"},
		"inside.example":   {"10.0.0.5"},
		"mixed.example":    {"127.0.0.1 8.8.4.4 10.0.0.1"},
		"six.example":      {"fd00::1 2606:4700::1111"},
		"rebinding.test":   {"8.8.8.8", "127.0.0.1"},
		"start.example":    {"192.168.7.7"},
		"moving.example":   {"8.8.8.8", "192.168.7.7"},
		"intranet.example": {"10.1.1.1"},
	}.resolver(t)
	var seen recorder
	opts := small
	opts.PublicOnly = true
	opts.Private = []string{"start.example:8080", "moving.example:80", "intranet.example:443", "127.0.0.1:9000", "[fd00::9]:80", "no port"}
	opts.Dialer = seen.dialer(resolver)
	h := newHTTP(t, opts)
	for _, test := range []struct{ address, dialed, class string }{
		{"http://public.example/", "8.8.8.8:80", "unreachable"},
		{"https://inside.example/", "", "blocked"},
		{"http://mixed.example/", "8.8.4.4:80", "unreachable"},
		{"http://six.example/", "[2606:4700::1111]:80", "unreachable"},
		{"http://rebinding.test/", "8.8.8.8:80", "unreachable"},
		{"http://rebinding.test/again", "", "blocked"},
		{"http://start.example:8080/", "192.168.7.7:8080", "unreachable"},
		{"http://start.example/", "", "blocked"}, // another port
		{"http://192.168.7.8:8080/", "", "blocked"},
		{"http://moving.example/", "", "blocked"}, // public when it was pinned
		{"https://intranet.example/", "10.1.1.1:443", "unreachable"},
		{"http://intranet.example/", "", "blocked"},
		{"http://127.0.0.1:9000/", "127.0.0.1:9000", "unreachable"},
		{"http://[fd00::9]/", "[fd00::9]:80", "unreachable"},
		{"http://127.1/", "", "blocked"},
		{"http://2130706433/", "", "blocked"},
		{"http://0x7f.1/", "", "blocked"},
		{"http://017700000001/", "", "blocked"},
		{"http://①②⑦.⓪.⓪.①/", "", "blocked"},
		{"http://[::ffff:127.0.0.1]/", "", "blocked"},
		{"http://0.0.0.0/", "", "blocked"},
		{"http://0/", "", "blocked"},
		{"http://[::]/", "", "blocked"},
		{"http://[64:ff9b::7f00:1]/", "", "blocked"},
		{"http://169.254.169.254/latest/meta-data/", "", "blocked"},
		{"http://[fd00:ec2::254]/", "", "blocked"},
		{"http://100.100.100.200/", "", "blocked"},
		{"http://nobody.example/", "", "dns"},
	} {
		a := h.Fetch(context.Background(), Request{URL: test.address})
		if got := seen.take(); got != test.dialed || a.Failure.Class != test.class {
			t.Errorf("%s: dialed %q, %+v; want %q, %s", test.address, got, a.Failure, test.dialed, test.class)
		}
	}
}

func TestNoGuardUnlessAsked(t *testing.T) {
	var seen recorder
	opts := small
	opts.Dialer = seen.dialer(nil)
	newHTTP(t, opts).Fetch(context.Background(), Request{URL: "http://10.0.0.1/"})
	if got := seen.take(); got != "10.0.0.1:80" {
		t.Errorf("dialed %q", got)
	}
}

func TestHostPort(t *testing.T) {
	for address, want := range map[string]string{
		"http://Health.example/a":    "health.example:80",
		"https://health.example":     "health.example:443",
		"https://u:p@h.example:8443": "h.example:8443",
		"http://[::1]/":              "[::1]:80",
		"http://[::1]:8080/":         "[::1]:8080",
		"http://127.1:90/":           "127.0.0.1:90",
		"ftp://h.example/":           "",
		"/path":                      "",
	} {
		if got := HostPort(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}

// TestProxy: what goes through a proxy is judged by its spelling, and the proxy may stand on loopback.
func TestProxy(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.RequestURI) }))
	defer proxy.Close()
	via, _ := url.Parse(proxy.URL)
	opts := small
	opts.PublicOnly = true
	opts.Private = []string{"10.0.0.9:80"}
	opts.Proxy = func(u *url.URL) (*url.URL, error) {
		if u.Host == "direct.example" {
			return nil, nil
		}
		return via, nil
	}
	opts.Dialer = &net.Dialer{Resolver: zone{"direct.example": {"127.0.0.1"}}.resolver(t)}
	h := newHTTP(t, opts)
	for address, want := range map[string]string{
		"http://health.example/a":  "http://health.example/a",
		"http://10.0.0.9/":         "http://10.0.0.9/",
		"http://10.0.0.8/":         "blocked",
		"http://127.1/":            "blocked",
		"http://localhost/":        "blocked",
		"http://printer.local/":    "blocked",
		"http://direct.example/":   "blocked",
		"https://tunneled.example": "unreachable",
	} {
		a := h.Fetch(context.Background(), Request{URL: address})
		if want == "unreachable" {
			if !a.Failed() || a.Failure.Certain {
				t.Errorf("%s: %d %+v, want an uncertain failure", address, a.Status, a.Failure)
			}
			continue
		}
		if got := a.Failure.Class + string(a.Body); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
}
