package schema

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// ProfileMissing reports author pages that do not say to machines whom they are about.
var ProfileMissing = &checks.Check{
	ID:       "schema/profile-missing",
	Title:    "an author's page has no ProfilePage",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Author},
	Text:     true,
	Doc: checks.Doc{
		What: "The page about an author has no ProfilePage node, or one whose mainEntity is no Person with a name (sub-code `no-person`). A Person that names the ProfilePage as its mainEntityOfPage is as good. " +
			"Lists of authors are left alone.",
		Why:     "A ProfilePage ties name, training and the same person's pages elsewhere together. Search engines use it to tell one Jane Roe from another.",
		Example: "{\"@type\": \"ProfilePage\", \"mainEntity\": {\"@type\": \"Person\", \"name\": \"Jane Roe\", \"sameAs\": [\"https://orcid.org/…\"]}}    good",
		Fix:     "add a ProfilePage whose mainEntity is a Person with name, description, image and sameAs",
		Sources: []string{"https://developers.google.com/search/docs/appearance/structured-data/profile-page", "https://schema.org/ProfilePage"},
	},
	Page: func(p *checks.Pass) {
		if len(p.Page.Facts.DataFault) > 0 || listsAuthors(p) {
			return
		}
		i := slices.IndexFunc(itemsOf(p), func(it item) bool { return is(it.Node, "ProfilePage") })
		if i < 0 {
			p.Report(checks.Finding{Message: "no structured data says that this is an author's profile"})
			return
		}
		if profile := itemsOf(p)[i].Node; !presents(p, profile) {
			p.Report(checks.Finding{Message: "the ProfilePage has no mainEntity that is a person with a name", Evidence: place(profile, "no-person")})
		}
	},
}

// listsAuthors reports whether the page leads to several authors in its content.
func listsAuthors(p *checks.Pass) bool {
	seen := map[crawler.ID]bool{}
	for i := range p.Page.Facts.Links {
		l := &p.Page.Facts.Links[i]
		if to := p.Page.Links[i]; to != crawler.None && l.Navigates() && l.Region.Content() {
			if h := p.Site.Head(p.Site.End(to)); h != nil && h.Kind == crawler.Author && h.ID != p.Page.Head.ID {
				seen[h.ID] = true
			}
		}
	}
	nobody := len(p.Page.Facts.People)+len(p.Page.Facts.Bios) == 0
	return len(seen) > 1 || nobody && checks.HoldsAuthors(p.Page.URL.Address)
}

// presents reports whether a profile says whom it is about, or refers to somebody whom another page may describe.
func presents(p *checks.Pass, profile *page.Node) bool {
	items := itemsOf(p)
	for _, node := range whole(profile, items) {
		for _, entity := range values(node, "mainEntity") {
			if entity.Node == nil {
				continue
			}
			if all := whole(entity.Node, items); has(all, "name", "alternateName") || entity.Node.ID != "" && len(all) == 1 {
				return true
			}
		}
	}
	return slices.ContainsFunc(items, func(it item) bool {
		return is(it.Node, "Person", "Physician") && has([]*page.Node{it.Node}, "name") && slices.ContainsFunc(values(it.Node, "mainEntityOfPage"), func(v *page.Prop) bool {
			return v.Node == nil && sameAddress(v.Text, p.Page.URL.Address) || v.Node != nil && (is(v.Node, "ProfilePage") || v.Node.ID == profile.ID)
		})
	})
}

func sameAddress(a, b string) bool {
	a, _, _ = strings.Cut(a, "#")
	return strings.TrimSuffix(a, "/") == strings.TrimSuffix(b, "/")
}
