package fetch

import (
	"net/http"
	"strings"
	"unicode"
)

// secrets are request headers by the origin that may see them.
type secrets map[string][]Secret

func bindSecrets(list []Secret) secrets {
	s := make(secrets)
	for _, secret := range list {
		if t, err := parseTarget(secret.Origin); err == nil {
			s[t.origin()] = append(s[t.origin()], secret)
		}
	}
	return s
}

func (s secrets) attach(header http.Header, origin string) {
	for _, secret := range s[origin] {
		header.Set(secret.Name, secret.Value)
	}
}

// maxDetail bounds the text of an error, in characters.
const maxDetail = 200

// clean makes the text of an error fit for a report: no secret, no control character, no more than a line. A server
// can put anything there, even what it was sent.
func (h *HTTP) clean(text string) string {
	n := 0
	return strings.Map(func(r rune) rune {
		if n++; n > maxDetail {
			return -1
		}
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return unicode.ReplacementChar
		}
		return r
	}, h.opts.Redactor.Text(text))
}

// withoutUserinfo cuts the part before the last @ of what may be a host out of an address that could not be parsed.
func withoutUserinfo(address string) string {
	start := strings.Index(address, "//") + 2
	if start < 2 {
		return address
	}
	end := len(address)
	if i := strings.IndexAny(address[start:], "/?#"); i >= 0 {
		end = start + i
	}
	at := strings.LastIndexByte(address[start:end], '@')
	return address[:start] + address[start+at+1:]
}
