package crawler

import (
	"context"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/sitemap"
)

// Bounds of reading sitemaps.
const (
	maxSitemapFiles = 500
	maxSitemapDepth = 2 // indexes on the way to a file
	maxSitemapHops  = 5
)

// usualPlaces are where sitemaps stand that nobody names. The second is asked for only where the first is not there.
var usualPlaces = []string{"/sitemap.xml", "/sitemap_index.xml"}

// namedSitemap is a sitemap to be read, and who names it.
type namedSitemap struct {
	address string
	by      string
	line    int
	depth   int
	guessed bool
}

// sitemaps reads sitemap files and what they index. Pages that they list are seeds.
type sitemaps struct {
	*crawl
	notes notes
	queue []namedSitemap
	seen  map[string]bool
	files int
}

// readSitemaps reads the sitemaps that the start addresses and robots.txt name, else those at the usual places.
func (c *crawl) readSitemaps(ctx context.Context) {
	m := &sitemaps{crawl: c, notes: notes{crawl: c}, seen: map[string]bool{}}
	m.named(ctx)
	if len(m.queue) > 0 {
		m.drain(ctx)
		return
	}
	for _, place := range usualPlaces {
		m.queue = append(m.queue, namedSitemap{address: c.scope.identity(originOf(c.scope.base.String()) + place), guessed: true})
		if m.drain(ctx) {
			return
		}
	}
}

// named queues what start addresses and robots.txt name.
func (m *sitemaps) named(ctx context.Context) {
	base := m.scope.base.String()
	resolve, err := page.NewResolver(base)
	if err != nil {
		return // newScope has parsed it
	}
	for _, s := range m.opt.Start {
		if abs, _ := resolve.Resolve(s); isSitemap(abs) {
			m.queue = append(m.queue, namedSitemap{address: m.scope.identity(abs)})
		}
	}
	r := m.robotsOf(ctx, base)
	if r.fact == nil || r.fact.File == nil {
		return
	}
	for _, line := range r.fact.File.Sitemaps {
		if abs, problem := resolve.Resolve(line.Value); problem == "" {
			m.queue = append(m.queue, namedSitemap{address: m.scope.identity(abs), by: r.fact.Address, line: line.Number})
		}
	}
}

// drain reads the queue and what it leads to. It reports false where all that it asked for is certain not to exist.
func (m *sitemaps) drain(ctx context.Context) (found bool) {
	defer m.notes.write()
	for len(m.queue) > 0 {
		next := m.queue[0]
		m.queue = m.queue[1:]
		if m.seen[next.address] {
			continue
		}
		m.seen[next.address] = true
		s := &Sitemap{Address: next.address, By: next.by, Line: next.line, Guessed: next.guessed}
		switch s.Unread = m.barred(ctx, next); s.Unread {
		case "":
			m.files++
			m.read(ctx, next, s)
		case "limit": // one stands for all that are left
			s.Count, m.queue = 1+len(m.queue), nil
		}
		m.notes.add(keptSitemap, s.Address, s)
		found = found || s.Unread != "" || s.Status != 404 && s.Status != 410
	}
	return found
}

// barred says why a sitemap is not asked for.
func (m *sitemaps) barred(ctx context.Context, next namedSitemap) string {
	switch {
	case ctx.Err() != nil:
		return "canceled"
	case !m.scope.internal(next.address):
		return "foreign"
	case m.files >= maxSitemapFiles:
		return "limit"
	case next.depth > maxSitemapDepth:
		return "depth"
	case !m.allowed(ctx, next.address):
		return "robots"
	case m.deferred(originOf(next.address)):
		return reasonDelay
	}
	return m.hostOf(next.address).closed
}

// read asks for a sitemap and takes what it lists.
func (m *sitemaps) read(ctx context.Context, next namedSitemap, s *Sitemap) {
	a, ok := m.fetchSitemap(ctx, s)
	if !ok {
		return
	}
	file := sitemap.Read(a.Body, a.Partial != "")
	if a.Partial == "truncated" {
		file.Faults = append(file.Faults, sitemap.Fault{Code: sitemap.FaultSize, Count: 1})
	} else {
		s.Partial = a.Partial
	}
	s.Form, s.Size, s.Count = string(file.Form), file.Size, file.Count
	for _, f := range file.Faults {
		s.Faults = append(s.Faults, SitemapFault(f))
	}
	resolve, err := page.NewResolver(s.Address)
	if err != nil {
		return
	}
	if file.Form == sitemap.Index {
		m.index(file, s, resolve, next.depth)
		return
	}
	m.notes.add(keptEntries, s.Address, m.list(ctx, file, s, resolve))
}

// fetchSitemap asks for a sitemap and for what it redirects to.
func (m *sitemaps) fetchSitemap(ctx context.Context, s *Sitemap) (fetch.Answer, bool) {
	for at := s.Address; ; {
		a := m.fetchNow(ctx, fetch.Request{URL: at, MaxBody: sitemap.MaxSize, Long: true})
		if a.Failed() {
			s.Unread = reasonOf(a.Failure)
			return a, false
		}
		s.Status = a.Status
		if a.Location == "" {
			return a, a.Status/100 == 2
		}
		at = a.Location
		s.Hops = append(s.Hops, at)
		switch {
		case !m.scope.internal(at):
			s.Unread = "foreign"
		case len(s.Hops) > maxSitemapHops:
			s.Unread = "redirects"
		case !m.allowed(ctx, at):
			s.Unread = "robots"
		}
		if s.Unread != "" {
			return a, false
		}
	}
}

// index queues the files that an index lists.
func (m *sitemaps) index(file *sitemap.File, s *Sitemap, resolve *page.Resolver, depth int) {
	for _, e := range file.Entries {
		if abs, problem := resolve.Resolve(e.Loc); problem == "" {
			m.queue = append(m.queue, namedSitemap{address: m.scope.identity(abs), by: s.Address, line: e.Line, depth: depth + 1})
		}
	}
}

// list queues the pages that a sitemap lists and returns its entries. Each knows its URL.
func (m *sitemaps) list(ctx context.Context, file *sitemap.File, s *Sitemap, resolve *page.Resolver) *entryList {
	l := &entryList{Entries: make([]SitemapEntry, len(file.Entries))}
	for i, e := range file.Entries {
		kept := &l.Entries[i]
		*kept = SitemapEntry{ID: uint32(None), Address: e.Loc, Line: e.Line, LastMod: e.LastMod, Images: e.Images}
		for _, alternate := range e.Alternates {
			kept.Alternates = append(kept.Alternates, Alternate(alternate))
		}
		abs, problem := resolve.Resolve(e.Loc)
		if problem != "" {
			continue
		}
		kept.Address = m.scope.identity(abs)
		if m.scope.internal(kept.Address) {
			kept.ID, kept.Address = uint32(m.addListed(ctx, kept.Address)), ""
		}
	}
	return l
}
