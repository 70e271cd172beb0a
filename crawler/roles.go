package crawler

import (
	"strings"

	"github.com/healthusias/rounds/crawler/page"
)

// role is how much is wanted of a URL. A URL that is found again in a greater role is asked for again.
type role uint8

const (
	roleNote   role = iota // nothing: it is counted as skipped, with the reason
	roleHead               // whether it is there: HEAD, and GET where HEAD does not tell
	roleTarget             // that, and the ids that fragments name: GET
	rolePage               // everything: it is walked
)

// reference is one link as the frontier sees it: an identity and what is wanted of it.
type reference struct {
	address  string // identity, "" for a link without an address to ask for
	role     role
	reason   string // of roleNote
	internal bool
	copied   bool // stands on a copy of the host's answer to anything
	hop      bool // costs no click: a redirect or meta refresh
}

// refer decides what is wanted of a link's target. It depends on the link and the options alone.
func (s *scope) refer(l *page.Link) reference {
	if l.URL == "" || l.Scheme != "" {
		return reference{}
	}
	r := reference{hop: l.Element == "meta"}
	var path string
	r.address, path, r.internal = s.identify(l.URL)
	r.role, r.reason = wanted(l, path, r.internal)
	if r.role != roleNote {
		r.role, r.reason = s.limitAt(r.address, path, r.role, r.internal)
	}
	return r
}

// wanted is what a link asks for by its element, and of the site's own addresses by how they end.
func wanted(l *page.Link, path string, internal bool) (role, string) {
	if l.Attr == "action" || l.Attr == "formaction" {
		return roleNote, "form"
	}
	switch l.Element {
	case "link":
		return relRole(strings.ToLower(l.Rel))
	case "a", "area", "iframe", "frame", "meta":
		if internal && binary(path) {
			return roleHead, ""
		}
		return rolePage, ""
	}
	return roleHead, ""
}

// relRole is what a link element's relation asks for.
func relRole(rel string) (role, string) {
	r, reason := roleHead, ""
	for token := range strings.FieldsSeq(rel) {
		switch token {
		case "canonical", "alternate", "next", "prev", "amphtml":
			return rolePage, ""
		case "preconnect", "dns-prefetch":
			r, reason = roleNote, "hint"
		case "stylesheet":
			return roleHead, ""
		}
	}
	return r, reason
}

// limit lowers a role to what the scope allows.
func (s *scope) limit(address string, want role, internal bool) (role, string) {
	return s.limitAt(address, s.pathOf(address), want, internal)
}

// limitAt does it for an identity whose path is known.
func (s *scope) limitAt(address, path string, want role, internal bool) (role, string) {
	if len(address) > maxURL {
		return roleNote, "url-too-long"
	}
	if internal {
		if reason := s.excluded(path); reason != "" {
			return roleNote, reason
		}
		return want, ""
	}
	if s.opt.External == ExternalNever || s.opt.External == "" && s.opt.Dir != "" {
		return roleNote, "external-off"
	}
	if !s.reach.port(address) {
		return roleNote, "port"
	}
	return roleHead, ""
}

// maxURL is the longest address that is asked for, in bytes.
const maxURL = 8192

// binary reports whether a path, which may have a query, ends like a file that holds no HTML: it is verified, not downloaded.
func binary(path string) bool {
	if i := strings.IndexByte(path, '?'); i >= 0 {
		path = path[:i]
	}
	name := path[strings.LastIndexByte(path, '/')+1:] // none in nearly all of many a site
	dot := strings.LastIndexByte(name, '.')
	if dot < 0 {
		return false
	}
	switch strings.ToLower(name[dot+1:]) {
	case "pdf", "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "ico", "bmp", "tif", "tiff",
		"mp3", "mp4", "m4a", "m4v", "mov", "avi", "webm", "ogg", "oga", "ogv", "wav", "flac",
		"zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "dmg", "exe", "msi", "apk", "deb", "rpm", "iso",
		"doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "epub", "mobi", "csv", "ics", "vcf",
		"css", "js", "mjs", "map", "json", "xml", "rss", "atom", "woff", "woff2", "ttf", "otf", "eot", "wasm":
		return true
	}
	return false
}
