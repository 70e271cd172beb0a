package hostile

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"syscall"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/healthusias/rounds/crawler"
)

// names are what a resolver of a case answers: addresses by host, one list for each time that it is asked, the last for good.
// "fail" is SERVFAIL, "silence" no answer, "alias" a CNAME of itself; a host that is missing does not exist.
type names map[string][]string

// tune makes a crawl look names up here, and connect to 127.0.0.1 and ::1 alone: other addresses that pass its guard are counted as dialed.
func (n names) tune(o *crawler.Options, s *Server) {
	server := &nameServer{names: n, times: map[string]int{}}
	resolver := &net.Resolver{PreferGo: true, Dial: server.dial}
	o.HTTP.Dialer = &net.Dialer{Resolver: resolver, Control: func(_, address string, _ syscall.RawConn) error {
		if at, err := netip.ParseAddrPort(address); err == nil && (at.Addr().String() == "127.0.0.1" || at.Addr().String() == "::1") {
			return nil
		}
		s.count("dialed " + address)
		return syscall.EHOSTUNREACH
	}}
	if at, err := netip.ParseAddrPort(s.Host()); err == nil {
		o.Ports = []int{int(at.Port())}
	}
}

// nameServer answers the questions of one crawl, and counts them.
type nameServer struct {
	names names
	mu    sync.Mutex
	times map[string]int
}

// before is how often a question was asked before.
func (n *nameServer) before(key string) int {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.times[key]++
	return n.times[key] - 1
}

// dial is a connection to the server.
func (n *nameServer) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	go func() {
		defer server.Close()
		length := make([]byte, 2)
		for {
			if _, err := readFull(server, length); err != nil {
				return
			}
			query := make([]byte, int(length[0])<<8|int(length[1]))
			if _, err := readFull(server, query); err != nil {
				return
			}
			answer, ok := n.answer(query)
			if !ok {
				stall(server)
				return
			}
			server.Write(append([]byte{byte(len(answer) >> 8), byte(len(answer))}, answer...))
		}
	}()
	return client, nil
}

func readFull(c net.Conn, b []byte) (int, error) {
	for n := 0; n < len(b); {
		m, err := c.Read(b[n:])
		if n += m; err != nil {
			return n, err
		}
	}
	return len(b), nil
}

func (n *nameServer) answer(query []byte) ([]byte, bool) {
	var m dnsmessage.Message
	if m.Unpack(query) != nil || len(m.Questions) != 1 {
		return nil, false
	}
	m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
	q := m.Questions[0]
	name := strings.TrimSuffix(q.Name.String(), ".")
	lists, ok := n.names[name]
	if !ok {
		m.RCode = dnsmessage.RCodeNameError
		lists = []string{""}
	}
	switch list := lists[min(n.before(name+q.Type.String()), len(lists)-1)]; list {
	case "silence":
		return nil, false
	case "fail":
		m.RCode = dnsmessage.RCodeServerFailure
	case "alias":
		m.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: dnsmessage.TypeCNAME}, Body: &dnsmessage.CNAMEResource{CNAME: q.Name},
		}}
	default:
		for s := range strings.FieldsSeq(list) {
			if r, ok := resource(q, netip.MustParseAddr(s)); ok {
				m.Answers = append(m.Answers, r)
			}
		}
	}
	packed, err := m.Pack()
	return packed, err == nil
}

func resource(q dnsmessage.Question, addr netip.Addr) (dnsmessage.Resource, bool) {
	r := dnsmessage.Resource{Header: dnsmessage.ResourceHeader{Name: q.Name, Class: q.Class, Type: q.Type}}
	switch {
	case addr.Is4() && q.Type == dnsmessage.TypeA:
		r.Body = &dnsmessage.AResource{A: addr.As4()}
	case addr.Is6() && q.Type == dnsmessage.TypeAAAA:
		r.Body = &dnsmessage.AAAAResource{AAAA: addr.As16()}
	}
	return r, r.Body != nil
}

// links is a page of links as they stand, in place of a case that is about where they lead.
func links(addresses ...string) string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=en><head><title>Case</title></head><body><main>")
	for i, a := range addresses {
		fmt.Fprintf(&b, "<p><a href=\"%s\">link %d</a></p>", a, i)
	}
	return b.String() + "</main></body></html>"
}

// each demands one outcome of several addresses.
func each(site *crawler.Site, want string, addresses ...string) error {
	var errs []error
	for _, address := range addresses {
		got := "unknown"
		if id := site.Lookup(address); id != crawler.None {
			u := site.URL(id)
			got = Outcome(u.State, u.Reason)
		}
		if got != want {
			errs = append(errs, fmt.Errorf("%.80s is %q, want %q", address, got, want))
		}
	}
	return errors.Join(errs...)
}
