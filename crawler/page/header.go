package page

import (
	"net/http"
	"strings"
)

// silent reports whether a header has none of the fields that takeHeader reads.
func silent(h http.Header) bool {
	return h["X-Robots-Tag"] == nil && h["Link"] == nil && h["Refresh"] == nil
}

// takeHeader takes the facts that HTTP headers state. Addresses in them are relative to the page, not to its base.
func takeHeader(f *Facts, h http.Header, page *Resolver) {
	f.Robots = headerDirectives(f.Robots, h.Values("X-Robots-Tag"))
	for _, value := range h.Values("Link") {
		for value != "" {
			var raw, rel string
			raw, rel, value = nextHeaderLink(value)
			if raw == "" || !hasToken(rel, "canonical") {
				continue
			}
			address, _ := page.Resolve(raw)
			f.Canonicals = append(f.Canonicals, Canonical{Raw: raw, URL: address, Source: "header"})
		}
	}
	if address, seconds, ok := parseRefresh(h.Get("Refresh")); ok && address != "" {
		f.Refresh, _ = page.Resolve(address)
		f.RefreshDelay = seconds
	}
}

// nextHeaderLink reads one link of a Link header (RFC 8288 section 3): <address>; rel="canonical".
func nextHeaderLink(s string) (address, rel, rest string) {
	open := strings.IndexByte(s, '<')
	if open < 0 {
		return "", "", ""
	}
	s = s[open+1:]
	address, s, _ = strings.Cut(s, ">")
	for {
		s = strings.TrimLeft(s, " \t")
		if !strings.HasPrefix(s, ";") {
			_, rest, _ = strings.Cut(s, ",")
			return strings.TrimSpace(address), rel, rest
		}
		var name, value string
		name, value, s = headerParameter(s[1:])
		if rel == "" && strings.EqualFold(name, "rel") {
			rel = value
		}
	}
}

// headerParameter reads one parameter: name, name=token or name="quoted".
func headerParameter(s string) (name, value, rest string) {
	end := strings.IndexAny(s, "=;,")
	if end < 0 {
		return strings.TrimSpace(s), "", ""
	}
	name = strings.TrimSpace(s[:end])
	if s[end] != '=' {
		return name, "", s[end:]
	}
	s = strings.TrimLeft(s[end+1:], " \t")
	if strings.HasPrefix(s, `"`) {
		value, rest, _ = strings.Cut(s[1:], `"`)
		return name, value, rest
	}
	if end = strings.IndexAny(s, ";,"); end < 0 {
		return name, strings.TrimSpace(s), ""
	}
	return name, strings.TrimSpace(s[:end]), s[end:]
}

// mediaType is the media type of a Content-Type value: lower case, without parameters. Of several it is the first.
func mediaType(contentType string) string {
	if end := strings.IndexAny(contentType, ";,"); end >= 0 {
		contentType = contentType[:end]
	}
	return strings.ToLower(strings.TrimSpace(contentType))
}

// charsetParameter is the charset of a Content-Type value, "" without one. It reads what mime.ParseMediaType refuses,
// such as "text/html;;charset=utf-8".
func charsetParameter(contentType string) string {
	for part := range strings.FieldsFuncSeq(contentType, func(r rune) bool { return r == ';' || r == ',' }) {
		name, value, ok := strings.Cut(part, "=")
		if ok && strings.EqualFold(strings.TrimSpace(name), "charset") {
			return strings.Trim(strings.TrimSpace(value), `"'`)
		}
	}
	return ""
}
