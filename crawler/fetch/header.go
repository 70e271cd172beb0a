package fetch

import (
	"net/http"
	"strings"
)

// hidden reports fields of an answer that say nothing of the page: hop-by-hop (RFC 9110 7.6.1) and credentials.
func hidden(name string) bool {
	switch name {
	case "Connection", "Keep-Alive", "Proxy-Connection", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
		"Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info", "Authorization", "Authentication-Info", "Cookie":
		return true
	}
	return isKey(name)
}

// cleanHeader takes the hidden fields out, in place.
func cleanHeader(h http.Header) {
	for name, values := range h {
		switch {
		case hidden(name):
			delete(h, name)
		case name == "Set-Cookie":
			h[name] = withoutValues(values)
		}
	}
}

// isKey reports fields such as X-Api-Key and X-Auth-Token.
func isKey(name string) bool {
	return strings.HasPrefix(name, "X-") && (strings.HasSuffix(name, "-Key") || strings.HasSuffix(name, "-Token"))
}

// withoutValues keeps name and attributes of cookies.
func withoutValues(cookies []string) []string {
	clean := make([]string, len(cookies))
	for i, c := range cookies {
		pair, attributes, more := strings.Cut(c, ";")
		name, _, _ := strings.Cut(pair, "=")
		if clean[i] = name + "="; more {
			clean[i] += ";" + attributes
		}
	}
	return clean
}
