package trust

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// AuthorProfileIncomplete reports profiles that leave out what a reader wants to know.
var AuthorProfileIncomplete = &checks.Check{
	ID:       "trust/author-profile-incomplete",
	Title:    "an author's profile lacks what identifies the author",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Author},
	Text:     true,
	Options: []checks.Option{
		{Name: "words", Default: 40, Doc: "a profile with fewer is no text about the author, in words outside links"},
		{Name: "require", Default: []string{"name", "text", "credential", "identity", "articles", "photo"}, Doc: "what a profile must have, of name, text, credential, identity, articles and photo"},
	},
	Doc: checks.Doc{
		What: "An author's page lacks one or more of: the name in title or heading; 40 words about the person; a credential or an occupation; " +
			"a link to where the person can be looked up (a register, ORCID, LinkedIn, Google Scholar, PubMed, a university or an employer); links to the person's articles on this site. " +
			"Sub-code `photo` (a notice): no photograph with an alternative text. Pages that list several authors, and later pages of an archive such as /author/jane-roe/page/2/, are left alone.",
		Why:     "The profile is where readers, journalists and search engines verify that an author exists and knows the field.",
		Example: "<h1>Ada Okafor, MD</h1><p>Ada Okafor is a rheumatologist in Leeds …</p><a href=\"https://orcid.org/0000-0002-1825-0097\">ORCID</a><h2>Articles</h2> …    good",
		Fix:     "complete the profile with what is missing",
		Sources: []string{googlePeople, "https://developers.google.com/search/docs/appearance/structured-data/profile-page", "Google Search Quality Rater Guidelines, 3.3.4"},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) || directory(p) || laterPage.MatchString(p.Page.URL.Address) {
			return
		}
		w := profileWants{p: p, require: p.Strings("require"), name: profileName(f)}
		if w.name == "" && checks.HoldsAuthors(p.Page.URL.Address) {
			return
		}
		w.look()
		if len(w.lacking) > 0 {
			p.Report(checks.Finding{Message: fmt.Sprintf("the profile%s lacks %s", w.of(), strings.Join(w.lacking, ", "))})
		}
		if w.wants("photo") && !slices.ContainsFunc(f.Images, portrait) {
			p.Report(checks.Finding{Severity: checks.Notice, Message: fmt.Sprintf("the profile%s has no photograph with an alternative text", w.of()),
				Evidence: checks.Evidence{Code: "photo"}, Fix: "show a photograph of the author, with the name as its alternative text"})
		}
	},
}

// laterPage matches addresses of the second and later pages of an archive: the first is the profile.
var laterPage = lazy.MustCompile(`(?i)/(?:page|seite|pagina|página|p)[/-]?\d+(?:/|\.html?)?$|[?&](?:page|paged|pg|seite|pagina)=\d+`)

// directory reports whether the page lists authors instead of being about one.
func directory(p *checks.Pass) bool {
	others := map[crawler.ID]bool{}
	for i, id := range p.Page.Links {
		l := &p.Page.Facts.Links[i]
		if id == crawler.None || !l.Navigates() || !l.Region.Content() {
			continue
		}
		if h := p.Site.Head(p.Site.End(id)); h != nil && h.Kind == crawler.Author && h.ID != p.Page.Head.ID {
			others[h.ID] = true
		}
	}
	return len(others) > 2
}

// profileName is whom the page is about, "" where that is not told.
func profileName(f *page.Facts) string {
	for i := range f.Bios {
		if f.Bios[i].Source == "profile" {
			return f.Bios[i].Name
		}
	}
	if len(f.People) == 1 {
		return f.People[0].Name
	}
	if len(f.Bios) == 1 {
		return f.Bios[0].Name
	}
	return ""
}

// profileWants collects what a profile lacks.
type profileWants struct {
	p       *checks.Pass
	require []string
	name    string
	lacking []string
}

func (w *profileWants) wants(what string) bool { return slices.Contains(w.require, what) }

func (w *profileWants) of() string {
	if w.name == "" {
		return ""
	}
	return fmt.Sprintf(" of %q", checks.Snippet(w.name))
}

func (w *profileWants) look() {
	f := w.p.Page.Facts
	need := func(what string, has bool, words string) {
		if w.wants(what) && !has {
			w.lacking = append(w.lacking, words)
		}
	}
	need("name", w.name != "" && namedIn(w.p.Page.Head, w.name), "the author's name in title or heading")
	need("text", f.Words-f.LinkWords >= w.p.Int("words"), fmt.Sprintf("a text of at least %d words", w.p.Int("words")))
	need("credential", qualified(f), "a credential or an occupation")
	need("identity", w.identified(), "a link to where the author can be looked up")
	need("articles", w.articles(), "links to the author's articles")
}

// qualified reports whether the page gives anybody a credential or an occupation.
func qualified(f *page.Facts) bool {
	told := func(b page.Bio) bool { return len(b.Credentials) > 0 || roleTold.MatchString(b.Text) }
	with := func(a page.Person) bool { return len(a.Credentials) > 0 }
	return slices.ContainsFunc(f.Bios, told) || slices.ContainsFunc(f.People, with) || slices.ContainsFunc(f.Authors, with)
}

// channels are hosts where everybody is whoever they say, and shops: being there proves nothing.
var channels = lazy.MustCompile(`(?i)^(?:[\w-]+\.)*(?:facebook|twitter|x|instagram|pinterest|youtube|tiktok|threads|reddit|whatsapp|t|wa|medium|substack|amazon|linktr|gravatar|wordpress)\.[a-z.]{2,6}$`)

// identified reports whether the page links to another site, or names one in structured data, where the person may be verified.
func (w *profileWants) identified() bool {
	f := w.p.Page.Facts
	for i := range f.Links {
		if l := &f.Links[i]; l.Navigates() && !l.Hidden && l.Region != page.RegionFooter && l.Region != page.RegionNav && w.proves(l.URL) {
			return true
		}
	}
	return slices.ContainsFunc(f.Data, func(n page.Node) bool { return w.sameAs(&n, 6) })
}

// proves reports whether an address is of another site that is no channel.
func (w *profileWants) proves(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" && !w.p.Site.Own(strings.ToLower(u.Host)) && !channels.MatchString(u.Hostname())
}

func (w *profileWants) sameAs(n *page.Node, depth int) bool {
	for i := range n.Props {
		prop := &n.Props[i]
		if prop.Name == "sameAs" && w.proves(prop.Text) || prop.Node != nil && depth > 0 && w.sameAs(prop.Node, depth-1) {
			return true
		}
	}
	return false
}

// articles reports whether the page links to something that readers read.
func (w *profileWants) articles() bool {
	for i, id := range w.p.Page.Links {
		l := &w.p.Page.Facts.Links[i]
		if id == crawler.None || !l.Navigates() || l.Region == page.RegionNav || l.Region == page.RegionFooter || l.Region == page.RegionHeader {
			continue
		}
		end := w.p.Site.End(id)
		if h := w.p.Site.Head(end); h != nil && (h.Kind == crawler.Article || h.Kind == crawler.Pillar) || h == nil && unread(w.p.Site, end) {
			return true
		}
	}
	return false
}

// portrait reports whether an image of the content has an alternative text.
func portrait(i page.Image) bool {
	return !i.Hidden && strings.TrimSpace(i.Alt) != "" && i.Region != page.RegionFooter && i.Region != page.RegionNav && i.Region != page.RegionHeader
}
