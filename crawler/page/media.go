package page

import (
	"bytes"
	"encoding/json"
	"net/http"
)

// isHTML reports whether a decoded body is a page: by its media type, unless the bytes are plainly something else, or
// by its bytes where the type says nothing.
func isHTML(mediaType string, body []byte) bool {
	switch mediaType {
	case "text/html", "application/xhtml+xml":
		return !otherFormat(body)
	case "", "text/plain", "application/octet-stream", "unknown/unknown", "application/unknown", "*/*":
		return sniffsAsHTML(body)
	}
	return false
}

// mayBeHTML is what isHTML can say before the body is decoded.
func mayBeHTML(mediaType string) bool {
	switch mediaType {
	case "text/html", "application/xhtml+xml", "", "text/plain", "application/octet-stream", "unknown/unknown",
		"application/unknown", "*/*":
		return true
	}
	return false
}

// sniffsAsHTML follows the MIME Sniffing Standard, and looks behind an XML declaration.
func sniffsAsHTML(body []byte) bool {
	body = bytes.TrimLeft(body, " \t\r\n\f")
	if bytes.HasPrefix(body, []byte("<?xml")) {
		body = bytes.TrimLeft(body[after(body, 0, "?>"):], " \t\r\n\f")
	}
	return hasMediaType(body, "text/html") && !otherFormat(body)
}

func hasMediaType(body []byte, want string) bool {
	return mediaType(http.DetectContentType(body)) == want
}

// binary reports whether a body, before it is decoded, is a document, an image, an archive or a font.
func binary(body []byte) bool {
	head := bytes.TrimLeft(body[:min(len(body), 512)], " \t\r\n\f")
	for _, magic := range [...]string{"%PDF-", "\x89PNG", "GIF8", "\xff\xd8\xff", "PK\x03\x04", "\x1f\x8b", "RIFF", "wOFF", "wOF2"} {
		if bytes.HasPrefix(head, []byte(magic)) {
			return true
		}
	}
	return false
}

// otherFormat reports whether a decoded body is a feed, a sitemap, a drawing or JSON.
func otherFormat(body []byte) bool {
	head := bytes.TrimLeft(body[:min(len(body), 512)], " \t\r\n\f")
	if bytes.HasPrefix(head, []byte("<?xml")) {
		head = bytes.TrimLeft(head[after(head, 0, "?>"):], " \t\r\n\f")
	}
	for _, root := range [...]string{"rss", "feed", "urlset", "sitemapindex", "svg", "rdf:RDF", "opml"} {
		if len(head) > 0 && head[0] == '<' && hasName(head[1:], []byte(root)) {
			return true
		}
	}
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') && json.Valid(body)
}
