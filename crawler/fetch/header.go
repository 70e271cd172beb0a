package fetch

import (
	"net/http"
	"slices"
	"strings"
)

// hidden are fields of an answer that say nothing of the page: hop-by-hop (RFC 9110 7.6.1) and credentials.
var hidden = []string{
	"Connection", "Keep-Alive", "Proxy-Connection", "Te", "Trailer", "Transfer-Encoding", "Upgrade",
	"Proxy-Authenticate", "Proxy-Authorization", "Proxy-Authentication-Info", "Authorization", "Authentication-Info", "Cookie",
}

// cleanHeader takes the hidden fields out.
func cleanHeader(h http.Header) http.Header {
	clean := make(http.Header, len(h))
	for name, values := range h {
		switch {
		case slices.Contains(hidden, name) || isKey(name):
		case name == "Set-Cookie":
			clean[name] = withoutValues(values)
		default:
			clean[name] = values
		}
	}
	return clean
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
