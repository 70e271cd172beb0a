package trust

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// AuthorProfileLinkMissing reports author names that lead nowhere.
var AuthorProfileLinkMissing = &checks.Check{
	ID:       "trust/author-profile-link-missing",
	Title:    "the author's name links to no profile",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "The name in the byline or in the biography is no link to a page of this site about the author, and structured data gives no address of one. " +
			"A link to a social network or another site only is a notice, sub-code `external`; so is a link to a page that several people share and that does not name the author, sub-code `shared`.",
		Why:     "A profile collects what an article has no room for: training, registration, other work. Readers and search engines use it to tell one Jane Roe from another.",
		Example: "<p>By Ada Okafor, MD</p>\n<p>By <a rel=\"author\" href=\"/authors/ada-okafor/\">Ada Okafor, MD</a></p>    good",
		Fix:     "link the author's name to a page of this site about the author, and give that address as the author's url in structured data",
		Sources: []string{googlePeople, googleArticle},
	},
	Page: func(p *checks.Pass) {
		if !judgeable(p.Page.Facts) {
			return
		}
		for _, a := range shown(p.Page.Facts) {
			reportProfileLink(p, a)
		}
	},
}

func reportProfileLink(p *checks.Pass, a *page.Person) {
	f := checks.Finding{Evidence: evidence(a.Region, a.Selector, a.Snippet), Source: checks.At(a.Line, a.Col)}
	name := checks.Snippet(a.Name)
	switch {
	case a.Profile == "":
		f.Message = fmt.Sprintf("the name %q links to no profile", name)
	case !internal(p.Site, a.Profile):
		f.Severity, f.Evidence.Code = checks.Notice, "external"
		f.Message = fmt.Sprintf("the name %q links to another site only: %q", name, checks.Snippet(a.Profile))
	case sharedPage(p, a):
		f.Severity, f.Evidence.Code = checks.Notice, "shared"
		f.Message = fmt.Sprintf("the name %q links to %q, which does not name this author", name, checks.Snippet(p.Site.Short(a.Profile)))
	default:
		return
	}
	p.Report(f)
}

// internal reports whether an address belongs to the site.
func internal(site *crawler.Site, address string) bool {
	if host, ok := plainHost(address); ok {
		return site.Own(host)
	}
	if site.Short(address) != address {
		return true
	}
	u, err := url.Parse(address)
	return err == nil && site.Own(strings.ToLower(u.Host))
}

// profileID is the page that an address leads to, None for one that the run never met or that is not the site's.
func profileID(site *crawler.Site, address string) crawler.ID {
	bare, _, _ := strings.Cut(address, "#")
	if bare == "" || !internal(site, bare) {
		return crawler.None
	}
	return site.Lookup(bare)
}

// ownProfile matches paths that hold one person each; a folder alone, such as /team/, is shared.
var ownProfile = lazy.MustCompile(`(?i)/(?:authors?|autor(?:es)?|auteurs?|people|persons?|experts?|reviewers|writers?|contributors?|team|medical-team|our-team|staff|profiles?)/[^/?#]+`)

// sharedPage reports whether a profile is a page for everybody that says nothing of this author: neither its title and
// heading nor the link's fragment has the name, nor does its content.
func sharedPage(p *checks.Pass, a *page.Person) bool {
	id := profileID(p.Site, a.Profile)
	if id == crawler.None || id == p.Page.Head.ID {
		return false
	}
	end, _, loop := p.Site.Final(id)
	h := p.Site.Head(end)
	if loop || h == nil || end == p.Site.Home || ownProfile.MatchString(a.Profile) || namedIn(h, a.Name) {
		return false
	}
	if checks.Shared(p, "trust/names/"+strconv.Itoa(int(end))+"/"+a.Name, func(site *crawler.Site) bool { return speaksOf(site, end, a.Name) }) {
		return false
	}
	_, fragment, _ := strings.Cut(a.Profile, "#")
	return !namedInText(strings.NewReplacer("-", " ", "_", " ").Replace(fragment), a.Name)
}

// speaksOf reports whether the content of a page has a name, true where the page cannot be read.
func speaksOf(site *crawler.Site, id crawler.ID, name string) bool {
	shared, err := site.Load(id)
	return err != nil || slices.ContainsFunc(shared.Blocks(), func(b page.Block) bool {
		return !b.Hidden && (b.Region.Content() || b.Region == page.RegionAside) && strings.Contains(page.PlainText(b.Text), page.PlainText(name))
	})
}

// namedIn reports whether a page's title or heading has the name.
func namedIn(h *crawler.Head, name string) bool {
	return namedInText(h.H1, name) || namedInText(h.Title, name)
}

// namedInText reports whether a text has every word of the name, or a first name and the name is no more.
func namedInText(text, name string) bool {
	return text != "" && (page.SameName(text, name) || sharesName(text, name))
}

// AuthorProfileBroken reports profile links that lead to no profile.
var AuthorProfileBroken = &checks.Check{
	ID:       "trust/author-profile-broken",
	Title:    "the link to the author's profile leads to no profile",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article, crawler.Author},
	Doc: checks.Doc{
		What: "The author's name, on an article or on the author's own page, links to an address of this site that is no usable profile. Sub-codes: `status` (answers 4xx or 5xx, or not at all), `loop` (redirects in a circle), " +
			"`home` (redirects to the home page, as content systems do that switch author archives off), `noindex` (kept from search engines), `robots` (robots.txt forbids it), " +
			"`not-found` (answers 200 with a page that says not found), `empty` (an author's address whose title and heading do not have the name).",
		Why:     "The link promises to say who the author is. A reader who follows it and finds nothing trusts the article less than without it.",
		Example: "<a rel=\"author\" href=\"/author/jroe/\">Jane Roe</a>    and /author/jroe/ redirects to /",
		Fix:     "publish a page about the author at that address, or link the name to the one there is",
		Sources: []string{googlePeople, googleArticle, qualityRaters},
	},
	Page: func(p *checks.Pass) {
		seen := map[string]bool{}
		for i := range p.Page.Facts.Authors {
			a := &p.Page.Facts.Authors[i]
			listed := p.Page.Head.Kind == crawler.Author && !namedIn(p.Page.Head, a.Name)
			if a.Profile == "" || seen[a.Profile] || listed {
				continue
			}
			seen[a.Profile] = true
			reportProfile(p, a)
		}
	},
}

func reportProfile(p *checks.Pass, a *page.Person) {
	id := profileID(p.Site, a.Profile)
	if id == crawler.None || id == p.Page.Head.ID {
		return
	}
	end, hops, loop := p.Site.Final(id)
	code, what := profileFault(p, a, id, end, loop)
	if code == "" {
		return
	}
	e := evidence(a.Region, a.Selector, a.Snippet)
	e.Code, e.HTTP = code, p.Site.URL(end).Status
	if len(hops) > 1 {
		for _, hop := range hops {
			e.Path = append(e.Path, p.Site.URL(hop).Address)
		}
	}
	subject, _, _ := strings.Cut(a.Profile, "#")
	p.Report(checks.Finding{
		Subject: subject, Evidence: e, Source: checks.At(a.Line, a.Col),
		Message: fmt.Sprintf("the profile of %q at %q %s", checks.Snippet(a.Name), checks.Snippet(p.Site.Short(subject)), what),
	})
}

// notFound matches titles of pages that say what their status does not.
var notFound = lazy.MustCompile(`(?i)\b(?:404|(?:page |seite )?not found|nicht gefunden|introuvable|no encontrad[ao])\b`)

// profileFault says what is wrong with a profile: a sub-code and a clause, empty where nothing is certain.
func profileFault(p *checks.Pass, a *page.Person, id, end crawler.ID, loop bool) (code, what string) {
	u, h := p.Site.URL(end), p.Site.Head(end)
	switch {
	case loop:
		return "loop", "redirects in a circle"
	case u.State == crawler.Broken && u.Status > 0:
		return "status", fmt.Sprintf("answers %d", u.Status)
	case u.State == crawler.Broken:
		return "status", fmt.Sprintf("does not answer (%s)", u.Reason)
	case u.State == crawler.Skipped && u.Reason == "robots":
		return "robots", "is closed to crawlers by robots.txt"
	case end == p.Site.Home && end != id:
		return "home", "redirects to the home page"
	case h == nil || u.State != crawler.OK:
		return "", ""
	case h.NoIndex:
		return "noindex", "is kept from search engines by noindex"
	case namedIn(h, a.Name):
		return "", ""
	case notFound.MatchString(h.Title) || notFound.MatchString(h.H1):
		return "not-found", "answers 200 with a page that says not found"
	case ownProfile.MatchString(a.Profile):
		return "empty", "has the name neither in its title nor in its heading"
	}
	return "", ""
}
