package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
)

// reserved are the networks on which no public site stands: the special-purpose registries of IANA (RFC 6890), multicast,
// and the ranges that wrap an IPv4 address (NAT64, 6to4, Teredo), which may lead anywhere.
var reserved = networks(
	"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
	"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
	"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
	"fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)

func networks(list ...string) []netip.Prefix {
	prefixes := make([]netip.Prefix, len(list))
	for i, s := range list {
		prefixes[i] = netip.MustParsePrefix(s)
	}
	return prefixes
}

// public reports whether an address is reachable for everybody. The argument is plain: neither mapped nor with a zone.
func public(addr netip.Addr) bool {
	for _, network := range reserved {
		if network.Contains(addr) {
			return false
		}
	}
	return addr.IsValid()
}

// guard refuses connections to addresses that are not public. It judges the address that is about to be dialed, never
// a name or a spelling: what a name meant a moment ago, and what "127.1" means to a parser, does not matter here.
type guard struct {
	private []string // host:port that may stand on addresses that are not public
	lookUp  func(ctx context.Context, network, host string) ([]netip.Addr, error)

	once    sync.Once
	allowed map[netip.AddrPort]bool // after once
	proxies sync.Map                // host:port of proxies that the user configured: true
}

func newGuard(o HTTPOptions) *guard {
	if !o.PublicOnly {
		return nil
	}
	return &guard{private: o.Private, lookUp: o.Dialer.Resolver.LookupNetIP} // a nil Resolver is the default one
}

// pin looks the excepted hosts up. It happens once, before the first connection: no answer of the network can add to it.
// Of a host with public addresses the others are not needed, and not excepted.
func (g *guard) pin(ctx context.Context) {
	g.once.Do(func() {
		g.allowed = map[netip.AddrPort]bool{}
		for _, hostPort := range g.private {
			host, port, err := net.SplitHostPort(hostPort)
			if err != nil {
				continue
			}
			number, err := strconv.ParseUint(port, 10, 16)
			if err != nil {
				continue
			}
			for _, addr := range g.addresses(ctx, host) {
				g.allowed[netip.AddrPortFrom(addr, uint16(number))] = true
			}
		}
	})
}

// addresses are those of a host, none where one of them is public.
func (g *guard) addresses(ctx context.Context, host string) []netip.Addr {
	list := []netip.Addr{}
	if addr, err := netip.ParseAddr(host); err == nil {
		list = append(list, addr)
	} else if list, err = g.lookUp(ctx, "ip", host); err != nil {
		return nil // dialing it will say why
	}
	for i, addr := range list {
		if list[i] = plain(addr); public(list[i]) {
			return nil
		}
	}
	return list
}

func plain(addr netip.Addr) netip.Addr { return addr.Unmap().WithZone("") }

// permits judges an address that was looked up, such as "192.0.2.1:443" or "[fe80::1%eth0]:80".
func (g *guard) permits(address string) bool {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return false
	}
	addr := plain(at.Addr())
	return public(addr) || g.allowed[netip.AddrPortFrom(addr, at.Port())]
}

// errNoPublic replaces the refusal of one address where another of the same host was tried in vain.
var errNoPublic = errors.New("no public address of the host answers")

// dial connects to the addresses of a host that may be connected to. Where all are refused, the error is ErrBlocked.
func (g *guard) dial(ctx context.Context, base *net.Dialer, network, hostPort string) (net.Conn, error) {
	g.pin(ctx)
	if _, ok := g.proxies.Load(hostPort); ok {
		return base.DialContext(ctx, network, hostPort)
	}
	guarded, tried := *base, new(atomic.Bool)
	guarded.ControlContext = func(ctx context.Context, network, address string, c syscall.RawConn) error {
		if !g.permits(address) {
			return fmt.Errorf("%s: %w", address, ErrBlocked)
		}
		tried.Store(true)
		switch {
		case base.ControlContext != nil:
			return base.ControlContext(ctx, network, address, c)
		case base.Control != nil:
			return base.Control(network, address, c)
		}
		return nil
	}
	conn, err := guarded.DialContext(ctx, network, hostPort)
	if errors.Is(err, ErrBlocked) && tried.Load() {
		err = &net.OpError{Op: "dial", Net: network, Err: errNoPublic}
	}
	return conn, err
}

// HostPort is the host of an address with its port, also where that is the scheme's own: "health.example:443". It is ""
// where the address is none.
func HostPort(address string) string {
	t, err := parseTarget(address)
	if err != nil {
		return ""
	}
	if _, _, err := net.SplitHostPort(t.host); err == nil {
		return t.host
	}
	port := "80"
	if t.scheme == "https" {
		port = "443"
	}
	return net.JoinHostPort(strings.Trim(t.host, "[]"), port)
}
