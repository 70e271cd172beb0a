package checks

import (
	"fmt"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/healthusias/rounds/crawler"
)

// Pass is what a rule gets to see and the only way to report. It is valid for one call.
type Pass struct {
	Check    *Check
	Site     *crawler.Site
	Page     *crawler.Page // nil in a Site check
	Gathered []Gathered    // in a Site check: what Check.Gather kept, in the order of Site.Pages

	Retractions *Retractions // as configured, nil without a list

	judge   *judge
	rule    *rule
	setting *Setting
	ofPage  map[string]any
	shift   *shift
	said    int // how many findings the rule has reported
}

// Gathered is what a rule kept of one page.
type Gathered struct {
	Page  crawler.ID
	Value any
}

// Report files a finding about Pass.Page, or in a Site check about f.Page. It fills in what the rule, the page and the
// configuration know: Rule, Severity, Page, Kind, Confidence (High) and Fix where they are empty.
func (p *Pass) Report(f Finding) { p.report(&f) }

func (p *Pass) report(f *Finding) {
	if !p.judge.complete(p.rule, p.Page, f) {
		return
	}
	p.shift.write(func(to *sheet) {
		if p.said++; p.Page == nil || p.said <= maxFindings || f.Rule == ruleCrash.ID {
			to.findings = append(to.findings, *f)
			return
		}
		last := &to.findings[len(to.findings)-1]
		last.Message = strings.TrimSuffix(last.Message, more(p.said-1)) + more(p.said)
	})
}

// maxFindings is how often a rule is heard about one page. Nobody reads more, and a page of 100,000 broken links is memory for nothing.
const maxFindings = 1000

// more says how many findings of a rule about a page are left out.
func more(said int) string {
	return fmt.Sprintf(" (and %d more like it on this page)", said-maxFindings)
}

// ReportLink files a finding about one link of the page: its place, text and target are the evidence.
func (p *Pass) ReportLink(i int, f Finding) {
	l := &p.Page.Facts.Links[i]
	if f.Subject == "" {
		f.Subject = Public(l.URL)
		if f.Subject == "" {
			f.Subject = l.Raw
		}
	}
	f.Evidence.Region, f.Evidence.Selector = l.Region.String(), l.Selector.String()
	if f.Evidence.Snippet == "" {
		f.Evidence.Snippet = l.Text
	}
	f.Source = At(l.Line, l.Col)
	p.report(&f)
}

// ReportAt files a finding about the page of id: the way for a Site check.
func (p *Pass) ReportAt(id crawler.ID, f Finding) {
	f.Page = p.Site.URL(id).Address
	p.report(&f)
}

// On is the pass as configured for the page of id: a Site check asks it for options, which overrides set by path.
func (p *Pass) On(id crawler.ID) *Pass {
	on := *p
	on.setting = p.rule.at(p.Site, p.Site.URL(id).Address)
	return &on
}

// Now is the present as rules know it: what the configuration says it is, else when the crawl began. No rule asks the clock.
func (p *Pass) Now() time.Time { return p.judge.now() }

// At is the place in the page as served; nil where the line is unknown.
func At(line, column int) *Source {
	if line == 0 {
		return nil
	}
	return &Source{Line: line, Column: column, Method: "html"}
}

// Public is an absolute address without user name and password, which no report shows.
func Public(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		return address
	}
	at := -1
	for i := 0; i < len(rest) && rest[i] != '/' && rest[i] != '?' && rest[i] != '#'; i++ {
		if rest[i] == '@' {
			at = i
		}
	}
	if at < 0 {
		return address
	}
	return scheme + "://" + rest[at+1:]
}

// Snippet cuts text to the length of evidence: 120 characters.
func Snippet(text string) string {
	if utf8.RuneCountInString(text) <= 120 {
		return text
	}
	return string([]rune(text)[:119]) + "…"
}

// Shared is a value that rules compute once per run and need on many pages, such as an index of all paths. The first
// caller of a key builds it, everybody else waits for that one. It must not be changed afterwards, but for what Gather adds to it, under a lock
// of its own and so that the order of pages makes no difference, for the time when all pages are seen.
func Shared[T any](p *Pass, key string, build func(*crawler.Site) T) T {
	j := p.judge
	j.sharing.RLock()
	once, ok := j.shared[key]
	j.sharing.RUnlock()
	if !ok {
		once = j.share(key, sync.OnceValue(func() T { return build(j.site) }))
	}
	return once.(func() T)()
}

// share keeps the value of a key, unless another one was kept meanwhile, and returns that which is kept.
func (j *judge) share(key string, once any) any {
	j.sharing.Lock()
	defer j.sharing.Unlock()
	if kept, ok := j.shared[key]; ok {
		return kept
	}
	if j.shared == nil {
		j.shared = make(map[string]any)
	}
	j.shared[key] = once
	return once
}

// OfPage is a value that several rules need of the page under judgement, such as what becomes of each of its links. The
// first rule that asks for a key builds it. It must follow from page and site alone, not from how the rule is set, and must
// not be changed afterwards.
func OfPage[T any](p *Pass, key string, build func(*Pass) T) T {
	if value, ok := p.ofPage[key]; ok {
		return value.(T)
	}
	value := build(p)
	p.ofPage[key] = value
	return value
}

// Room is memory that a value of OfPage may use again, from page to page. It is as the page before left it.
func Room[T any](p *Pass, key string) *T {
	if room, ok := p.shift.rooms[key]; ok {
		return room.(*T)
	}
	room := new(T)
	if p.shift.rooms == nil {
		p.shift.rooms = make(map[string]any)
	}
	p.shift.rooms[key] = room
	return room
}

// ContentTargets are the URLs that the page links to in its own text and not only in lists that half the site repeats, in the order of IDs.
func ContentTargets(p *Pass) []crawler.ID {
	return OfPage(p, "checks/content", func(p *Pass) []crawler.ID {
		room := Room[[]crawler.ID](p, "checks/content")
		*room = (*room)[:0]
		p.Site.Out(p.Page.Head.ID, func(to crawler.ID, flags crawler.EdgeFlag) bool {
			if flags&crawler.EdgeContent != 0 {
				*room = append(*room, to)
			}
			return true
		})
		return *room
	})
}

// Int is an option of the rule as configured for the page.
func (p *Pass) Int(name string) int { return option[int](p, name) }

// Float is an option of the rule as configured for the page.
func (p *Pass) Float(name string) float64 { return option[float64](p, name) }

// Bool is an option of the rule as configured for the page.
func (p *Pass) Bool(name string) bool { return option[bool](p, name) }

// String is an option of the rule as configured for the page.
func (p *Pass) String(name string) string { return option[string](p, name) }

// Strings is an option of the rule as configured for the page.
func (p *Pass) Strings(name string) []string { return option[[]string](p, name) }

// option finds a setting. A rule that asks for what it does not declare is a mistake in the rule: its panic becomes
// the finding run/rule-crash.
func option[T any](p *Pass, name string) T {
	v, ok := p.option(name).(T)
	if !ok {
		panic(fmt.Sprintf("rule %s declares no option %s of type %T", p.Check.ID, name, v))
	}
	return v
}

func (p *Pass) option(name string) any {
	if v, ok := p.setting.Options[name]; ok {
		return v
	}
	if o := p.Check.option(name); o != nil {
		return o.Default
	}
	return nil
}
