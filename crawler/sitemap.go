package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/xml"
	"io"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/healthusias/rounds/crawler/fetch"
)

// Bounds of reading sitemaps, by the protocol (sitemaps.org: 50,000 URLs and 50 MB a file) and by patience.
const (
	maxSitemap      = 50 << 20
	maxSitemapURLs  = 50_000
	maxSitemapFiles = 500
)

// sitemaps reads sitemap files and what they index. Pages that they list are seeds.
type sitemaps struct {
	get    func(context.Context, fetch.Request) fetch.Answer
	seen   map[string]bool
	accept func(address string) bool // of a sitemap file: whether it may be asked for
	listed []string                  // absolute, as written
}

// read follows one sitemap address, its redirects and its index.
func (m *sitemaps) read(ctx context.Context, address string) {
	queue := []string{address}
	for len(queue) > 0 && len(m.seen) < maxSitemapFiles && ctx.Err() == nil {
		at := queue[0]
		queue = queue[1:]
		if m.seen[at] || !m.accept(at) {
			continue
		}
		m.seen[at] = true
		a := m.get(ctx, fetch.Request{URL: at, MaxBody: maxSitemap})
		if a.Location != "" {
			queue = append(queue, a.Location)
			continue
		}
		if a.Failed() || a.Status != 200 {
			continue
		}
		pages, more := parseSitemap(gunzip(a.Body))
		m.listed = append(m.listed, pages...)
		queue = append(queue, more...)
	}
}

// gunzip undoes the compression of a .gz file that was sent as such, under the cap.
func gunzip(body []byte) []byte {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return body
	}
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body
	}
	out, _ := io.ReadAll(io.LimitReader(r, maxSitemap)) // what was decoded before a fault is still read
	return out
}

// parseSitemap reads a urlset, a sitemapindex, an RSS or Atom feed, or a list of addresses. It takes what it can read of a faulty file.
func parseSitemap(body []byte) (pages, index []string) {
	trimmed := bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if !bytes.HasPrefix(trimmed, []byte("<")) {
		return addressLines(trimmed), nil
	}
	d := xml.NewDecoder(bytes.NewReader(trimmed))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	var path []string
	for len(pages)+len(index) < maxSitemapURLs {
		t, err := d.Token()
		if err != nil {
			return pages, index
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(path) > 16 {
				return pages, index
			}
			path = append(path, t.Name.Local)
		case xml.EndElement:
			if len(path) > 0 {
				path = path[:len(path)-1]
			}
		case xml.CharData:
			if address := strings.TrimSpace(string(t)); address != "" {
				pages, index = place(path, address, pages, index)
			}
		}
	}
	return pages, index
}

// place sorts an address by the elements it stands in.
func place(path []string, address string, pages, index []string) ([]string, []string) {
	if len(path) < 2 {
		return pages, index
	}
	switch path[len(path)-2] + ">" + path[len(path)-1] {
	case "url>loc", "item>link", "entry>id":
		pages = append(pages, address)
	case "sitemap>loc":
		index = append(index, address)
	}
	return pages, index
}

func addressLines(text []byte) (addresses []string) {
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); isHTTP(line) && len(addresses) < maxSitemapURLs {
			addresses = append(addresses, line)
		}
	}
	return addresses
}
