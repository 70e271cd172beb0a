package reports

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Contributor is one row of the export of authors: a person whom the site names as author or reviewer, or whose profile it has.
type Contributor struct {
	Name         string   `json:"name"`
	Credentials  []string `json:"credentials"`   // from bylines, biographies, structured data and the profile together
	Tier         int      `json:"tier"`          // of the best credential: 1 licensed clinician, 2 academic, 3 support, 4 alternative, 0 none
	Profile      string   `json:"profile"`       // address that the name links to; "" for none
	ProfileState string   `json:"profile_state"` // what became of it, such as ok, redirect or broken; "" where the run never met it
	Bio          bool     `json:"bio"`           // some page has a visible text about the person
	Pages        []string `json:"pages"`         // addresses of what the person wrote, sorted
	Reviews      []string `json:"reviews"`       // addresses of what the person reviewed, sorted
}

// ExportAuthors writes one row per person, sorted by name, as "csv", "json" or "jsonl" (Contributor). In CSV credentials are joined by "; ",
// addresses by spaces. Two spellings of a name are one person; so are two names with one profile. Two profiles are two people.
func ExportAuthors(w io.Writer, format string, site *crawler.Site) error {
	rows, err := newRows(w, format, contributorColumns)
	if err != nil {
		return err
	}
	list, err := contributors(site)
	for _, c := range list {
		if err == nil {
			err = rows.write(c, c.cells)
		}
	}
	return rows.end(err)
}

var contributorColumns = []string{"name", "credentials", "tier", "profile", "profile_state", "bio", "pages", "reviews", "page_addresses", "review_addresses"}

func (c *Contributor) cells() []string {
	return []string{c.Name, strings.Join(c.Credentials, "; "), strconv.Itoa(c.Tier), c.Profile, c.ProfileState, strconv.FormatBool(c.Bio),
		strconv.Itoa(len(c.Pages)), strconv.Itoa(len(c.Reviews)), strings.Join(c.Pages, " "), strings.Join(c.Reviews, " ")}
}

// roster gathers the people of a site, page by page.
type roster struct {
	site      *crawler.Site
	all       []*Contributor
	byName    map[string][]*Contributor
	byProfile map[string]*Contributor
	byID      map[string]*page.Person // whom structured data describes
	open      []mention               // people named by identifiers
}

// mention is a person whom a page names by an identifier of structured data.
type mention struct {
	id, page string
	review   bool
}

func contributors(site *crawler.Site) ([]*Contributor, error) {
	r := &roster{site: site, byName: map[string][]*Contributor{}, byProfile: map[string]*Contributor{}, byID: map[string]*page.Person{}}
	if err := load(site, func(p *crawler.Page) error { r.read(p); return nil }); err != nil {
		return nil, err
	}
	for _, m := range r.open {
		if who := r.byID[m.id]; who != nil {
			r.person(who).sign(m.page, m.review)
		}
	}
	for _, c := range r.all {
		c.close(site)
	}
	slices.SortFunc(r.all, func(a, b *Contributor) int {
		return cmp.Or(cmp.Compare(page.NameKey(a.Name), page.NameKey(b.Name)), cmp.Compare(a.Profile, b.Profile))
	})
	return r.all, nil
}

// read takes the people of one page. Authors' own pages, the home page and those about the site are nobody's work.
func (r *roster) read(p *crawler.Page) {
	f, address := p.Facts, p.URL.Address
	for i := range f.People {
		if who := &f.People[i]; r.byID[who.ID] == nil || len(r.byID[who.ID].Credentials) < len(who.Credentials) {
			r.byID[who.ID] = who
		}
	}
	if kind := p.Head.Kind; kind != crawler.Author && kind != crawler.Legal && kind != crawler.Home {
		for i := range f.Authors {
			r.person(&f.Authors[i]).sign(address, false)
		}
		for i := range f.Reviewers {
			r.person(&f.Reviewers[i]).sign(address, true)
		}
		r.wait(f.AuthorFinds, address, false)
		r.wait(f.ReviewFinds, address, true)
	}
	for i := range f.Bios {
		if b := &f.Bios[i]; b.Source == "profile" {
			c := r.person(&page.Person{Name: b.Name, Credentials: b.Credentials, Tier: b.Tier, Profile: address})
			c.Bio = true
		} else if found := r.byName[page.NameKey(b.Name)]; b.Visible && len(found) > 0 {
			found[0].learn(b.Credentials, b.Tier)
			found[0].Bio = true
		}
	}
}

// wait keeps people whom the page names by identifier until all pages are read.
func (r *roster) wait(list []page.Person, address string, review bool) {
	for i := range list {
		if who := &list[i]; who.Name == "" && who.ID != "" {
			r.open = append(r.open, mention{who.ID, address, review})
		}
	}
}

// person is the row of somebody, a new one for a new name or a namesake with another profile.
func (r *roster) person(who *page.Person) *Contributor {
	profile := r.profile(who.Profile)
	key := page.NameKey(who.Name)
	c := r.byProfile[profile]
	if c != nil && !page.SameName(c.Name, who.Name) { // a page of several people
		c = nil
	}
	for _, known := range r.byName[key] {
		if c == nil && (profile == "" || known.Profile == "" || r.profile(known.Profile) == profile) {
			c = known
		}
	}
	if c == nil {
		c = &Contributor{Name: who.Name, Credentials: []string{}, Pages: []string{}, Reviews: []string{}}
		r.all = append(r.all, c)
		r.byName[key] = append(r.byName[key], c)
	}
	if c.Profile == "" && profile != "" {
		c.Profile, _, _ = strings.Cut(who.Profile, "#")
		if r.byProfile[profile] == nil {
			r.byProfile[profile] = c
		}
	}
	c.learn(who.Credentials, who.Tier)
	return c
}

// profile is where an address leads in the end, without its fragment.
func (r *roster) profile(address string) string {
	address, _, _ = strings.Cut(address, "#")
	if id := r.site.Lookup(address); address != "" && id != crawler.None {
		return r.site.URL(r.site.End(id)).Address
	}
	return address
}

func (c *Contributor) learn(credentials []string, tier int) {
	for _, credential := range credentials {
		if !slices.ContainsFunc(c.Credentials, func(have string) bool { return strings.EqualFold(have, credential) }) {
			c.Credentials = append(c.Credentials, credential)
		}
	}
	c.Tier = page.BetterTier(c.Tier, tier)
}

// sign records what the person wrote or reviewed.
func (c *Contributor) sign(address string, review bool) {
	if review {
		c.Reviews = append(c.Reviews, address)
	} else {
		c.Pages = append(c.Pages, address)
	}
}

// close sorts what was gathered and looks up what became of the profile.
func (c *Contributor) close(site *crawler.Site) {
	for _, list := range []*[]string{&c.Pages, &c.Reviews} {
		slices.Sort(*list)
		*list = slices.Compact(*list)
	}
	if id := site.Lookup(c.Profile); c.Profile != "" && id != crawler.None {
		c.ProfileState = site.URL(id).State.String()
	}
}
