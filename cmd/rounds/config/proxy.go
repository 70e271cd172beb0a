package config

import (
	"net/url"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// proxyVariables are what the environment says about proxies.
func proxyVariables(lookup func(string) (string, bool)) httpproxy.Config {
	either := func(name string) string {
		if value, _ := lookup(name); value != "" {
			return value
		}
		value, _ := lookup(strings.ToLower(name))
		return value
	}
	return httpproxy.Config{HTTPProxy: either("HTTP_PROXY"), HTTPSProxy: either("HTTPS_PROXY"), NoProxy: either("NO_PROXY")}
}

// Proxied reports whether requests go through a proxy: the configuration asks for those of the environment, and it names one.
func (n *Network) Proxied(lookup func(string) (string, bool)) bool {
	variables := proxyVariables(lookup)
	return n.Proxy == "env" && (variables.HTTPProxy != "" || variables.HTTPSProxy != "")
}

// proxy chooses the proxy of an address; nil where there is none for any.
func (n *Network) proxy(lookup func(string) (string, bool)) func(*url.URL) (*url.URL, error) {
	if !n.Proxied(lookup) {
		return nil
	}
	variables := proxyVariables(lookup)
	return variables.ProxyFunc()
}
