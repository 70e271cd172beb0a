package index

import (
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/sitemap"
)

// place is where a sitemap lists an address.
type place struct {
	file *crawler.Sitemap
	line int
}

// source is the place as evidence.
func (at place) source() *checks.Source { return checks.At(at.line, 1) }

// listed is what all sitemaps of a site list, read once for all rules.
type listed struct {
	order    []crawler.ID // of the site's addresses, each once
	first    map[crawler.ID]place
	repeated []repetition       // each address once
	repeats  map[crawler.ID]int // by address, its place in repeated
	foreign  []stranger
	dates    []dates
	whole    bool // there is a sitemap, and all of them were read to their ends
	err      error
}

// repetition is an address that is listed more than once.
type repetition struct {
	id    crawler.ID
	again place // the second time
	times int
}

// stranger is an entry that is no address of the site.
type stranger struct {
	address string
	at      place
}

// listing reads all sitemaps. What cannot be read back from the store is a crash of the rule that asks.
func listing(p *checks.Pass) *listed {
	l := checks.Shared(p, "index/listed", readListed)
	if l.err != nil {
		panic(l.err)
	}
	return l
}

func readListed(site *crawler.Site) *listed {
	l := &listed{first: map[crawler.ID]place{}, repeats: map[crawler.ID]int{}, whole: true}
	read := false
	for _, m := range site.Sitemaps() {
		switch {
		case m.Guessed && m.Unread == "" && (gone(m) || fallback(m)):
			continue
		case !m.Whole():
			l.whole = false
		}
		if !m.Read() || sitemap.Form(m.Form) == sitemap.Index {
			continue
		}
		read = true
		entries, err := site.SitemapEntries(m)
		if err != nil {
			l.err = err
			return l
		}
		l.take(m, entries)
	}
	l.whole = l.whole && read
	return l
}

func (l *listed) take(m *crawler.Sitemap, entries []crawler.SitemapEntry) {
	d := dates{file: m, days: map[string]int{}}
	for i := range entries {
		e := &entries[i]
		id, at := crawler.ID(e.ID), place{m, e.Line}
		d.add(e)
		switch _, twice := l.first[id]; {
		case id == crawler.None:
			l.foreign = append(l.foreign, stranger{e.Address, at})
		case twice:
			l.repeat(id, at)
		default:
			l.first[id] = at
			l.order = append(l.order, id)
		}
	}
	l.dates = append(l.dates, d)
}

// repeat counts an address that was listed before.
func (l *listed) repeat(id crawler.ID, at place) {
	i, ok := l.repeats[id]
	if !ok {
		i = len(l.repeated)
		l.repeats[id] = i
		l.repeated = append(l.repeated, repetition{id: id, again: at, times: 1})
	}
	l.repeated[i].times++
}

// report files a finding about an address of the site where a sitemap first lists it.
func (l *listed) report(p *checks.Pass, id crawler.ID, f checks.Finding) {
	at, u := l.first[id], p.Site.URL(id)
	f.Page, f.Subject, f.Source = at.file.Address, u.Address, at.source()
	f.Evidence.HTTP = u.Status
	p.Report(f)
}

// web reports whether an entry is at least an address with a host on the web.
func web(address string) bool {
	return (strings.HasPrefix(address, "http://") || strings.HasPrefix(address, "https://")) && hostOf(address) != ""
}

// hostOf is the host of an address on the web, with its port.
func hostOf(address string) string {
	_, rest, _ := strings.Cut(checks.Public(address), "://")
	if end := strings.IndexAny(rest, "/?#"); end >= 0 {
		rest = rest[:end]
	}
	return strings.ToLower(rest)
}
