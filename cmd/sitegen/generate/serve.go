package generate

import (
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// ServeHTTP answers for the site as a static server would: pages with a slash at their end, redirects where pages moved,
// pictures, sitemap and robots.txt, and a 404 page for everything else. Absolute addresses use the host that was asked.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	if to, ok := s.redirect(path); ok {
		http.Redirect(w, r, to, http.StatusMovedPermanently)
		return
	}
	if i, ok := s.Lookup(path); ok {
		send(w, "text/html; charset=utf-8", http.StatusOK, s.servedPage(i, "http://"+r.Host))
		return
	}
	if body, mediaType, ok := s.file(path, "http://"+r.Host); ok {
		send(w, mediaType, http.StatusOK, body)
		return
	}
	send(w, "text/html; charset=utf-8", http.StatusNotFound, []byte(notFound))
}

// keptPage is a page as it is served under one origin.
type keptPage struct {
	number int
	base   string
}

// servedPage is Page, kept from the first time on while there is room: making a page takes longer than sending it.
func (s *Site) servedPage(i int, base string) []byte {
	key := keptPage{i, base}
	if body, ok := s.kept.Load(key); ok {
		return body.([]byte)
	}
	body := s.Page(i, base)
	if s.room.Add(-int64(len(body))) >= 0 {
		s.kept.Store(key, slices.Clone(body)) // without the room to grow that it was made with
	}
	return body
}

func send(w http.ResponseWriter, mediaType string, status int, body []byte) {
	w.Header().Set("Content-Type", mediaType)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.Header().Set("LinkChecker", "unthrottled") // linkchecker waits between requests to servers that do not name it
	w.WriteHeader(status)
	w.Write(body) // a client that has gone away is no concern of ours
}

// redirect says where a path has moved to.
func (s *Site) redirect(path string) (string, bool) {
	if i, ok := s.movedNumber(path, "/moved/"); ok {
		return s.Path(i), true
	}
	if i, ok := s.movedNumber(path, "/moved-twice/"); ok {
		return movedPath(i), true
	}
	if !strings.HasSuffix(path, "/") {
		if _, ok := s.Lookup(path + "/"); ok {
			return path + "/", true
		}
	}
	return "", false
}

func (s *Site) movedNumber(path, prefix string) (int, bool) {
	rest, ok := strings.CutPrefix(path, prefix)
	if !ok {
		return 0, false
	}
	i, err := strconv.Atoi(strings.TrimSuffix(rest, "/"))
	return i, err == nil && i >= 0 && i < s.Len()
}

// file is whatever is no page.
func (s *Site) file(path, base string) (body []byte, mediaType string, ok bool) {
	switch path {
	case "/style.css":
		return []byte(style), "text/css", true
	case "/robots.txt":
		return []byte("User-agent: *\nAllow: /\n\nSitemap: " + base + "/sitemap.xml\n"), "text/plain; charset=utf-8", true
	}
	if name, isImage := strings.CutPrefix(path, "/images/"); isImage {
		n, err := strconv.Atoi(strings.TrimSuffix(name, ".svg"))
		return []byte(picture(n)), "image/svg+xml", err == nil && n >= 0 && n < images
	}
	var xml strings.Builder
	if s.writeSitemap(&xml, path, base) {
		return []byte(xml.String()), "application/xml", true
	}
	return nil, "", false
}

// urlsPerSitemap is the limit of the protocol.
const urlsPerSitemap = 50_000

func sitemapPath(n int) string { return "/sitemap-" + strconv.Itoa(n) + ".xml" }

// writeSitemap writes the sitemap of a path: all pages, or an index where there are too many for one file.
func (s *Site) writeSitemap(w io.Writer, path, base string) bool {
	files := (s.Len() + urlsPerSitemap - 1) / urlsPerSitemap
	if path == "/sitemap.xml" && files > 1 {
		writeAddresses(w, "sitemapindex", "sitemap", files, func(n int) string { return base + sitemapPath(n) })
		return true
	}
	for n := range files {
		if path == sitemapPath(n) || path == "/sitemap.xml" {
			first := n * urlsPerSitemap
			count := min(urlsPerSitemap, s.Len()-first)
			writeAddresses(w, "urlset", "url", count, func(k int) string { return base + s.Path(first+k) })
			return true
		}
	}
	return false
}

func writeAddresses(w io.Writer, root, element string, count int, address func(int) string) {
	io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n<"+root+` xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+"\n")
	for n := range count {
		io.WriteString(w, "  <"+element+"><loc>"+address(n)+"</loc></"+element+">\n")
	}
	io.WriteString(w, "</"+root+">\n")
}

func picture(n int) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><circle cx="320" cy="180" r="` + strconv.Itoa(20+n%150) + `"/></svg>` + "\n"
}
