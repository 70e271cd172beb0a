package fetch

import (
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
)

// proxy adapts the choice of a proxy to the transport; nil without one. What the guard refuses by its spelling does not get
// to the proxy, and the proxy itself may stand on a private network.
func (d *dialer) proxy(choose func(*url.URL) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	if choose == nil {
		return nil
	}
	return func(r *http.Request) (*url.URL, error) {
		via, err := choose(&url.URL{Scheme: r.URL.Scheme, Host: r.Host, Path: "/"})
		if err != nil || via == nil {
			return nil, err
		}
		if d.guard != nil {
			if !d.guard.permitsName(r.URL.Scheme + "://" + r.Host) {
				return nil, fmt.Errorf("%s: %w", r.Host, ErrBlocked)
			}
			d.guard.proxies.Store(proxyHost(via), true)
		}
		return via, nil
	}
}

// proxied reports whether a request goes through a proxy.
func (h *HTTP) proxied(t target) bool {
	if h.opts.Proxy == nil {
		return false
	}
	via, err := h.opts.Proxy(&url.URL{Scheme: t.scheme, Host: t.host, Path: "/"})
	return via != nil || err != nil
}

// proxyHost is where the transport dials a proxy.
func proxyHost(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"https": "443", "socks5": "1080", "socks5h": "1080"}[u.Scheme]
	}
	if port == "" {
		port = "80"
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// permitsName judges an address by its spelling, which is all that is known of it before a proxy looks its name up.
func (g *guard) permitsName(address string) bool {
	hostPort := HostPort(address)
	host, _, err := net.SplitHostPort(hostPort)
	if err != nil {
		return false
	}
	if slices.Contains(g.private, hostPort) {
		return true
	}
	if addr, err := netip.ParseAddr(host); err == nil {
		return public(plain(addr))
	}
	host = strings.TrimSuffix(host, ".")
	return host != "localhost" && !strings.HasSuffix(host, ".localhost") && !strings.HasSuffix(host, ".local") && !strings.HasSuffix(host, ".internal")
}

// tunnel is the TLS configuration of connections through a proxy, whose hosts the dialer does not see.
func (d *dialer) tunnel() *tls.Config {
	return &tls.Config{RootCAs: d.roots, ClientSessionCache: d.sessions}
}
