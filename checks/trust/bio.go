package trust

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// AuthorBioMissing reports authors of whom the reader learns nothing but a name.
var AuthorBioMissing = &checks.Check{
	ID:       "trust/author-bio-missing",
	Title:    "an author has no biography",
	Severity: checks.Error,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Options: []checks.Option{
		{Name: "bio", Default: "either", Doc: "where a biography must stand: inline (on the article), profile (on the author's page) or either"},
		{Name: "profile_words", Default: 40, Doc: "an author's page with fewer is no biography, in words of running text"},
	},
	Doc: checks.Doc{
		What: "An article names an author and neither says who that is nor links the name to a page of this site that does. " +
			"A biography is found in an author box, under a heading such as \"About the author\", or as a closing paragraph that begins with the name. " +
			"An author's page counts if it answers, may be indexed, has the name in its title or heading and at least 40 words. " +
			"A link from the name elsewhere on the article counts like one from the byline, and so do a page about the team with a text about the author and a page about " +
			"the site or its people whose structured data has the author's identifier. " +
			"Of several authors each needs one. Sub-codes, both warnings: `not-visible` (the biography stands in structured data only), " +
			"`one-line` (half a sentence behind the name says what the author is, and that is all). " +
			"An article that has nothing to do with health gets a warning, unless the configuration calls it an article. " +
			"An article without any author is reported by `trust/author-byline-missing` alone.",
		Why: "A name tells a reader nothing. Training, experience and position tell whether this person can know, " +
			"and saying plainly that the author is no clinician is just as honest.",
		Example: "<p>By Ada Okafor</p> … end of the page\n\n" +
			"<section class=\"author-box\"><h2>About the author</h2><p>Ada Okafor, MD, is a rheumatologist in Leeds who has treated back pain for twenty years …</p></section>    good",
		Fix:     "add two or three sentences about the author's training and experience to the article, or link the byline to a profile page that has them",
		Sources: []string{googlePeople, qualityRaters, honAuthority, jama},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if !judgeable(f) {
			return
		}
		var without, invisible []string
		for _, a := range shown(f) {
			switch bioState(p, a) {
			case "":
				if line := apposition(p.Page, a.Name); line != nil {
					reportOneLine(p, a, line)
				} else {
					without = append(without, a.Name)
				}
			case "not-visible":
				invisible = append(invisible, a.Name)
			case "profile":
				reportOnlyProfile(p, a)
			}
		}
		reportWithoutBio(p, without, invisible)
	},
}

// bioState says where the article has a biography of the author in a place that the configuration accepts: "found",
// "not-visible", "profile" where only the profile page has it and it should be inline, "unread" where the profile page may
// have it and was not read, "" for nowhere.
func bioState(p *checks.Pass, a *page.Person) string {
	where := p.String("bio")
	b := bioOf(p.Page.Facts, a)
	switch {
	case where != "profile" && b != nil && b.Visible:
		return "found"
	case describes(p, a):
		if where == "inline" {
			return "profile"
		}
		return "found"
	case where != "inline" && slices.ContainsFunc(profilesOf(p, a), func(id crawler.ID) bool { return unread(p.Site, id) }):
		return "unread"
	case where != "profile" && b != nil:
		return "not-visible"
	}
	return ""
}

// describes reports whether a page of the site that the author's name leads to tells readers about this person.
func describes(p *checks.Pass, a *page.Person) bool {
	return slices.ContainsFunc(profilesOf(p, a), func(id crawler.ID) bool {
		end, _, loop := p.Site.Final(id)
		h := p.Site.Head(end)
		if loop || h == nil || p.Site.URL(end).State != crawler.OK || end == p.Page.Head.ID || h.NoIndex || int(h.Words) < p.Int("profile_words") {
			return false
		}
		return namedIn(h, a.Name) || slices.ContainsFunc(profileBios(p, id), func(b page.Bio) bool { return b.Visible && page.SameName(b.Name, a.Name) }) ||
			introduces(p, end, a.Name)
	})
}

// introduces reports whether a page that a name leads to says who that is: "Ada Okafor is a rheumatologist" among other things about the site.
func introduces(p *checks.Pass, id crawler.ID, name string) bool {
	return checks.Shared(p, "trust/introduces/"+strconv.Itoa(int(id))+"/"+name, func(site *crawler.Site) bool {
		about, err := site.Load(id)
		return err == nil && apposition(about, name) != nil
	})
}

// profilesOf are the addresses that the author's name leads to, in the byline, as a reviewer or anywhere else on the page, and the pages on which
// structured data describes who has the author's identifier.
func profilesOf(p *checks.Pass, a *page.Person) []crawler.ID {
	f := p.Page.Facts
	ids := append([]crawler.ID{profileID(p.Site, a.Profile)}, describedOn(p, a.ID)...)
	for i := range f.Reviewers {
		if r := &f.Reviewers[i]; page.SameName(r.Name, a.Name) {
			ids = append(ids, profileID(p.Site, r.Profile))
		}
	}
	for i := range f.Links {
		if l := &f.Links[i]; l.Navigates() && !l.Hidden && len(l.Text) < 80 && (strings.HasPrefix(l.Text, a.Name) || speaksAbout(l.Text, a.Name)) {
			ids = append(ids, p.Page.Links[i])
		}
	}
	slices.Sort(ids)
	return slices.DeleteFunc(slices.Compact(ids), func(id crawler.ID) bool { return id == crawler.None || !p.Site.URL(id).Internal })
}

// speaksAbout reports whether a short text such as "About Ada Okafor" or "More from Ada" ends with a name.
func speaksAbout(text, name string) bool {
	before, ok := strings.CutSuffix(text, " "+name)
	return ok && len(strings.Fields(before)) <= 2
}

// appositive begins what may stand behind a name: "Ada Okafor, MD, a rheumatologist in Leeds".
var appositive = lazy.MustCompile(`^(?:, ?[A-Z][\pL.]{0,9})*(?:,| –| —| -| is| ist| est| es| è| é| adalah) (?:an?|the|our|eine?|une?|una?|uma?|uno|een|seorang|founder|editor|author) \pL{3,}`)

// apposition finds a visible block that says in half a sentence who somebody is, nil for none.
func apposition(p *crawler.Page, name string) *page.Block {
	blocks := p.Blocks()
	for i := range blocks {
		b := &blocks[i]
		if b.Hidden || b.Region == page.RegionComments || b.Region == page.RegionRelated {
			continue
		}
		for rest := b.Text; ; {
			_, after, found := strings.Cut(rest, name)
			if !found {
				break
			}
			if appositive.MatchString(after) {
				return b
			}
			rest = after
		}
	}
	return nil
}

func reportOneLine(p *checks.Pass, a *page.Person, line *page.Block) {
	e := evidence(line.Region, line.Selector, line.Text)
	e.Code = "one-line"
	p.Report(checks.Finding{
		Severity: checks.Warning, Evidence: e, Source: checks.At(line.Line, line.Col),
		Message: fmt.Sprintf("half a sentence is all that says who %q is", checks.Snippet(a.Name)),
	})
}

func reportOnlyProfile(p *checks.Pass, a *page.Person) {
	p.Report(checks.Finding{
		Severity: checks.Warning,
		Message:  fmt.Sprintf("only the profile page says who %q is", checks.Snippet(a.Name)),
		Evidence: evidence(a.Region, a.Selector, a.Snippet),
		Source:   checks.At(a.Line, a.Col),
	})
}

func reportWithoutBio(p *checks.Pass, without, invisible []string) {
	if len(without) > 0 {
		a := authorNamed(p.Page.Facts, without[0])
		p.Report(owed(p, checks.Finding{
			Message:  fmt.Sprintf("no biography of %s, neither here nor where the name leads", quoted(without)),
			Evidence: evidence(a.Region, a.Selector, a.Snippet),
			Source:   checks.At(a.Line, a.Col),
		}))
	}
	if len(invisible) > 0 {
		p.Report(checks.Finding{
			Severity: checks.Warning,
			Message:  fmt.Sprintf("only structured data says who %s is", quoted(invisible)),
			Fix:      "show the description of the author on the page",
			Evidence: checks.Evidence{Code: "not-visible"},
		})
	}
}

func authorNamed(f *page.Facts, name string) *page.Person {
	for i := range f.Authors {
		if f.Authors[i].Name == name {
			return &f.Authors[i]
		}
	}
	return &page.Person{}
}

func quoted(names []string) string {
	list := make([]string, len(names))
	for i, n := range names {
		list[i] = fmt.Sprintf("%q", checks.Snippet(n))
	}
	return strings.Join(list, " or ")
}
