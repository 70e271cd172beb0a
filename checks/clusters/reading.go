package clusters

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// reading is the page's links as the contract sees them: those that a reader can follow, by where they end.
type reading struct {
	page   *crawler.Page
	site   *crawler.Site
	ends   []arrival    // in document order, until many were asked for
	asked  int          // how often ends were looked at
	broken []int        // content links whose end does not work
	own    []crawler.ID // what the page's own text leads to: see checks.ContentTargets
}

// arrival is the URL at which the redirects of a link end, and below it the link: their order is that of numbers.
type arrival uint64

func arriving(end crawler.ID, link int) arrival { return arrival(end)<<32 | arrival(link) }

// link is the index in Facts.Links.
func (a arrival) link() int { return int(uint32(a)) }

// read is the reading of the page under judgement, which is the same for all rules.
func read(p *checks.Pass) *reading { return checks.OfPage(p, "clusters/reading", newReading) }

func newReading(p *checks.Pass) *reading {
	r := &reading{page: p.Page, site: p.Site, ends: make([]arrival, 0, len(p.Page.Links)), own: checks.ContentTargets(p)}
	for i := range p.Page.Facts.Links {
		l, id := &p.Page.Facts.Links[i], p.Page.Links[i]
		if id == crawler.None || !l.Navigates() || l.Hidden {
			continue
		}
		end := p.Site.End(id)
		r.ends = append(r.ends, arriving(end, i))
		if p.Site.URL(end).State == crawler.Broken && r.content(i) {
			r.broken = append(r.broken, i)
		}
	}
	return r
}

// fewAsked is how many pages are looked for in links that are not sorted: articles belong to one or two.
const fewAsked = 8

// at are the links that end at a URL, in document order.
func (r *reading) at(end crawler.ID) (links []arrival) {
	switch r.asked++; {
	case r.asked <= fewAsked:
		for _, a := range r.ends {
			if a>>32 == arrival(end) {
				links = append(links, a)
			}
		}
		return links
	case r.asked == fewAsked+1:
		slices.Sort(r.ends)
	}
	from, _ := slices.BinarySearch(r.ends, arriving(end, 0))
	to := from
	for to < len(r.ends) && r.ends[to]>>32 == arrival(end) {
		to++
	}
	return r.ends[from:to]
}

// content reports whether link i stands in the page's own text: in main or article, and not in a list that half the site
// repeats.
func (r *reading) content(i int) bool {
	if !r.page.Facts.Links[i].Region.Content() {
		return false
	}
	_, own := slices.BinarySearch(r.own, r.page.Links[i])
	return own
}

// outcome is what became of a promised link.
type outcome uint8

const (
	kept   outcome = iota
	absent         // no link, or none where it counts
	late           // a link that works, but too far down
	faulty         // a link that does not do its work: for clusters/link-broken to say
	waived         // search engines leave the page or its counterpart out: nothing is promised
)

// verdict is the outcome with the link that decided it.
type verdict struct {
	outcome outcome
	link    int    // index in Facts.Links; -1 for absent without any link
	code    string // of faulty: redirect, nofollow, broken, noindex or canonicalized
}

// judge says how the page keeps one promise.
func (r *reading) judge(b bond, rule crawler.LinkRule) verdict {
	self, site := r.page.Head.ID, r.site
	v := r.links(b, rule)
	mine, other := site.LeftOut(self), site.LeftOut(b.to)
	switch {
	case v.outcome == kept && other && !mine:
		v.outcome, v.code = faulty, "canonicalized"
		if site.Head(b.to).NoIndex {
			v.code = "noindex"
		}
	case (v.outcome == absent || v.outcome == late) && mine != other:
		v.outcome = waived
	}
	return v
}

// links looks for the best link to the counterpart: one that works, then one that comes too late, then a faulty one.
func (r *reading) links(b bond, rule crawler.LinkRule) verdict {
	best := verdict{outcome: absent, link: -1}
	for _, arrival := range r.at(b.to) {
		i := arrival.link()
		if rule.In != "any" && !r.content(i) {
			if best.link < 0 {
				best.link = i
			}
			continue
		}
		v := verdict{outcome: kept, link: i}
		if code := r.fault(i, b.to); code != "" {
			v.outcome, v.code = faulty, code
		} else if rule.Within > 0 && r.position(i) > rule.Within {
			v.outcome = late
		}
		if best.outcome == absent || v.outcome < best.outcome {
			best = v
		}
		if v.outcome == kept {
			break
		}
	}
	if best.outcome == absent {
		if i := r.meant(b); i >= 0 {
			return verdict{outcome: faulty, link: i, code: "broken"}
		}
	}
	return best
}

// fault says why a link that leads to the counterpart does not do its work, "" where it does.
func (r *reading) fault(i int, to crawler.ID) string {
	if r.page.Links[i] != to {
		return "redirect"
	}
	for token := range strings.FieldsSeq(r.page.Facts.Links[i].Rel) {
		if strings.EqualFold(token, "nofollow") {
			return "nofollow"
		}
	}
	return ""
}

// meant finds a content link whose target is broken but was meant to be the counterpart: it has its name, or its address
// but for case, slash and extension. It returns -1 where there is none.
func (r *reading) meant(b bond) int {
	head := r.site.Head(b.to)
	address := plain(r.site.URL(b.to).Address)
	for _, i := range r.broken {
		l := &r.page.Facts.Links[i]
		if plain(l.URL) == address || len(l.Text) > 3 && (strings.EqualFold(l.Text, head.H1) || strings.EqualFold(l.Text, head.Title)) {
			return i
		}
	}
	return -1
}

// plain is an address without what people get wrong in it.
func plain(address string) string {
	address, _, _ = strings.Cut(strings.ToLower(address), "#")
	address = strings.TrimSuffix(address, "/")
	for _, end := range []string{".html", ".htm", ".php"} {
		address = strings.TrimSuffix(address, end)
	}
	return strings.TrimSuffix(strings.TrimSuffix(address, "/index"), "/")
}

// position is the percentage of the content's words that stand before the block of link i.
func (r *reading) position(i int) int {
	blocks := r.page.Blocks()
	at := int(r.page.Facts.Links[i].Block)
	if at < 0 {
		return 0
	}
	words := func(list []page.Block) (n int) {
		for i := range list {
			if b := &list[i]; b.Region.Content() && !b.Hidden {
				n += b.Words
			}
		}
		return n
	}
	all := words(blocks)
	if all == 0 || at >= len(blocks) {
		return 0
	}
	return 100 * words(blocks[:at]) / all
}

// unkept judges promises of one kind and returns those that are not kept for want of a link. Where a clause demands only
// some of them ("one" or "min" of several children), enough kept ones settle it.
func (r *reading) unkept(bonds []bond, rule crawler.LinkRule) (open []bond, verdicts []verdict) {
	linked := 0
	for _, b := range bonds {
		switch v := r.judge(b, rule); v.outcome {
		case absent, late:
			open, verdicts = append(open, b), append(verdicts, v)
		case kept, faulty:
			linked++
		}
	}
	if rule.Scope != "parent" && linked >= needed(rule, len(bonds)) {
		return nil, nil
	}
	return open, verdicts
}

// needed is how many of so many pages a clause wants linked.
func needed(rule crawler.LinkRule, all int) int {
	switch rule.Rule {
	case "one":
		return min(1, all)
	case "min":
		return min(rule.Count, all)
	}
	return all
}

// ofKind are the bonds to pages of one kind.
func ofKind(bonds []bond, kind crawler.Kind) []bond {
	return slices.DeleteFunc(bonds, func(b bond) bool { return b.kind != kind })
}
