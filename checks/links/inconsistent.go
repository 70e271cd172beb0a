package links

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// TextInconsistent reports hubs and pillars that go by two names.
var TextInconsistent = &checks.Check{
	ID:       "links/text-inconsistent",
	Title:    "a hub or pillar is linked under unlike names",
	Severity: checks.Notice,
	Partial:  true,
	Options: []checks.Option{
		{Name: "similarity", Default: 0.8, Doc: "share of content words that the two most used names must have in common, 0 to 1"},
	},
	Doc: checks.Doc{
		What: "Links in the content of pages name one hub or pillar in two ways: of the two most used texts less than the given share of content words is common. " +
			"It is reported once for each target, where the less used name stands first.",
		Why:     "Readers take two names for two pages, and search engines learn no clear name for the page that should stand for the topic.",
		Example: "\"Back Pain Hub\" and \"Back Pain Resource Hub\" for one page",
		Fix:     "choose one name for the page and use it in every link",
		Sources: []string{"WCAG 3.2.4", "https://developers.google.com/search/docs/crawling-indexing/links-crawlable#anchor-text"},
	},
	Gather: func(p *checks.Pass) any {
		var found []mention
		labels, own := checks.OfPage(p, "links/labels", labels), checks.ContentTargets(p)
		each(p, func(i int, l *page.Link) {
			if m, ok := mentioned(p, i, l, labels[i].name, own); ok {
				found = append(found, m)
			}
		})
		if found == nil {
			return nil
		}
		return slices.Clip(found)
	},
	Site: func(p *checks.Pass) {
		named := make(map[crawler.ID][]*mention)
		for _, g := range p.Gathered {
			mentions := g.Value.([]mention)
			for i := range mentions {
				m := &mentions[i]
				named[m.to] = append(named[m.to], m)
			}
		}
		for _, to := range slices.Sorted(maps.Keys(named)) {
			compareNames(p, to, named[to])
		}
	},
}

// mention is a link in content to a hub or pillar. Large sites have millions: what the link looks like is read again where it is reported.
type mention struct {
	from, to crawler.ID
	link     int32  // of the page from
	name     string // in plain form
}

// mentioned describes link i, of that name, if it stands for a hub or pillar in content. Own is what the page's own text leads to.
func mentioned(p *checks.Pass, i int, l *page.Link, name string, own []crawler.ID) (mention, bool) {
	id := p.Page.Links[i]
	if id == crawler.None || name == "" || !l.Region.Content() {
		return mention{}, false
	}
	to := final(p.Site, id)
	head := p.Site.Head(to)
	if head == nil || to == p.Page.Head.ID || head.Kind != crawler.Hub && head.Kind != crawler.Pillar {
		return mention{}, false
	}
	if _, content := slices.BinarySearch(own, id); !content || translates(p.Page.Head, head) {
		return mention{}, false
	}
	return mention{from: p.Page.Head.ID, to: to, link: int32(i), name: oneCopy(p, name)}, true
}

// translates reports whether two pages are in different languages: a link between them is named for the language.
func translates(a, b *crawler.Head) bool {
	one, _, _ := strings.Cut(a.Lang, "-")
	other, _, _ := strings.Cut(b.Lang, "-")
	return one != "" && other != "" && !strings.EqualFold(one, other)
}

// oneCopy is the same text for all pages: hubs and pillars have few names, and every page has them.
func oneCopy(p *checks.Pass, name string) string {
	names := checks.Shared(p, "links/names", func(*crawler.Site) *sync.Map { return new(sync.Map) })
	if one, ok := names.Load(name); ok {
		return one.(string)
	}
	name = strings.Clone(name)
	one, _ := names.LoadOrStore(name, name)
	return one.(string)
}

// compareNames reports the second most used name of a target if it is unlike the most used one. Mentions are in the
// order of pages.
func compareNames(p *checks.Pass, to crawler.ID, mentions []*mention) {
	uses := make(map[string]int)
	for _, m := range mentions {
		uses[m.name]++
	}
	names := slices.SortedFunc(maps.Keys(uses), func(a, b string) int {
		return cmp.Or(cmp.Compare(uses[b], uses[a]), strings.Compare(a, b))
	})
	if len(names) < 2 || jaccard(contentWords(names[0]), contentWords(names[1])) >= p.On(to).Float("similarity") {
		return
	}
	first := func(name string) *mention {
		return mentions[slices.IndexFunc(mentions, func(m *mention) bool { return m.name == name })]
	}
	usual, other := first(names[0]), first(names[1])
	link, known := linkOf(p.Site, other), linkOf(p.Site, usual)
	if link == nil || known == nil {
		return
	}
	p.ReportAt(other.from, checks.Finding{
		Subject: p.Site.URL(to).Address,
		Message: fmt.Sprintf("%s is called %q (%s) and %q (%s)", quote(p.Site, p.Site.URL(to).Address),
			checks.Snippet(link.Text), times(uses[names[1]]), checks.Snippet(known.Text), times(uses[names[0]])),
		Evidence: checks.Evidence{
			Region: link.Region.String(), Selector: link.Selector.String(), Snippet: link.Text,
			Path: []string{p.Site.URL(usual.from).Address, p.Site.URL(other.from).Address},
		},
		Source: checks.At(link.Line, link.Col),
	})
}

// linkOf reads the link of a mention back, nil where that fails.
func linkOf(site *crawler.Site, m *mention) *page.Link {
	pg, err := site.Load(m.from)
	if err != nil || int(m.link) >= len(pg.Facts.Links) {
		return nil
	}
	return &pg.Facts.Links[m.link]
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}
