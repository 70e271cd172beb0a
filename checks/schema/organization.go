package schema

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// OrganizationMissing reports home pages that do not say to machines who publishes the site.
var OrganizationMissing = &checks.Check{
	ID:       "schema/organization-missing",
	Title:    "the home page does not present who publishes the site",
	Severity: checks.Notice,
	Kinds:    []crawler.Kind{crawler.Home},
	Text:     true,
	Doc: checks.Doc{
		What: "The home page has no Organization node (or one of its kinds, such as MedicalOrganization, Hospital or NGO; for the site of one person a Person who publishes it), or the node lacks name, url, logo, sameAs or contactPoint (sub-code `incomplete`). " +
			"An e-mail address, telephone number or postal address counts as contact.",
		Why:     "Search engines take the name, mark and contact of a site from here. For a health site the publisher is half of the answer to who is talking.",
		Example: "{\"@type\": \"Organization\", \"name\": \"Back Notes\", \"url\": \"https://health.example/\", \"logo\": \"https://health.example/logo.png\", \"sameAs\": […], \"contactPoint\": {…}}    good",
		Fix:     "add an Organization with name, url, logo, sameAs and contactPoint to the home page",
		Sources: []string{"https://developers.google.com/search/docs/appearance/structured-data/organization", "https://schema.org/Organization"},
	},
	Page: func(p *checks.Pass) {
		if len(p.Page.Facts.DataFault) > 0 {
			return
		}
		publisher, unknown := publisherOf(p)
		switch {
		case publisher != nil:
			judgePublisher(p, publisher)
		case !unknown:
			p.Report(checks.Finding{Message: "no structured data presents the organization behind the site"})
		}
	},
}

// bodies are endings of the types of organizations.
var bodies = []string{"Organization", "Corporation", "Business", "Hospital", "Clinic", "NGO", "Physician", "Pharmacy", "Dentist", "Project", "Consortium", "Cooperative", "School", "University", "Library"}

func organized(n *page.Node) bool {
	return slices.ContainsFunc(n.Types, func(t string) bool {
		return slices.ContainsFunc(bodies, func(b string) bool { return strings.HasSuffix(t, b) })
	})
}

// publisherOf is what the page says of the body or person behind the site; unknown where it refers to one that another page may describe.
func publisherOf(p *checks.Pass) (nodes []*page.Node, unknown bool) {
	items := itemsOf(p)
	for _, it := range items {
		publishes := it.held == "publisher" || it.held == "copyrightHolder" || it.held == "creator"
		if organized(it.Node) && (it.held == "" || it.held == "about" || it.held == "mainEntity" || publishes) || publishes && is(it.Node, "Person") {
			return whole(it.Node, items), false
		}
		unknown = unknown || publishes && reference(it.Node) && len(whole(it.Node, items)) == 1
	}
	i := slices.IndexFunc(items, func(it item) bool { return it.held == "" && is(it.Node, "Person") })
	if i >= 0 {
		return whole(items[i].Node, items), false
	}
	return nil, unknown
}

func judgePublisher(p *checks.Pass, nodes []*page.Node) {
	wanted := [][]string{{"name", "legalName"}, {"url"}, {"logo", "image"}, {"sameAs"}, {"contactPoint", "email", "telephone", "address"}}
	if !slices.ContainsFunc(nodes, organized) {
		wanted = wanted[:4] // a person need not be called
	}
	var missing []string
	for _, w := range wanted {
		if !has(nodes, w...) {
			missing = append(missing, w[0])
		}
	}
	if len(missing) > 0 {
		p.Report(checks.Finding{Message: "the node of the publisher has no " + strings.Join(missing, ", "), Evidence: place(nodes[0], "incomplete")})
	}
}
