package trust

import (
	"slices"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Tiers of page.Person.Tier that need no second pair of eyes.
const (
	tierClinician = 1
	tierAcademic  = 2
)

// unresolved is page.Person.Rejected of somebody whom structured data names by an identifier that the page itself does not describe.
const unresolved = "not on this page"

// standing is what the site says of a person's training, on the page, on the profile that the name links to and in the structured data
// of other pages together.
type standing struct {
	credentials []string
	tier        int
	told        bool   // at least an occupation or a role is told
	profile     string // address that the name leads to, "" for none
	unread      bool   // the profile may tell more, and the run did not read it
}

// standingOf gathers what the site says of an author or reviewer of the page.
func standingOf(p *checks.Pass, who *page.Person) standing {
	s := standing{credentials: who.Credentials, tier: who.Tier, profile: who.Profile}
	if b := bioOf(p.Page.Facts, who); b != nil {
		s.add(b)
	}
	for _, other := range elsewhere(p, who) {
		s.join(other.Credentials, other.Tier)
		if s.profile == "" {
			s.profile = other.Profile
		}
	}
	id := profileID(p.Site, s.profile)
	s.unread = unread(p.Site, id)
	for _, b := range profileBios(p, id) {
		if page.SameName(b.Name, who.Name) || sharesName(b.Name, who.Name) {
			s.add(&b)
		}
	}
	s.told = s.told || len(s.credentials) > 0
	return s
}

// elsewhere are the descriptions that structured data of the site has of somebody: under the identifier that this page gives them, or of
// whom it names as author or reviewer by an identifier alone, if the name is the same.
func elsewhere(p *checks.Pass, who *page.Person) []*page.Person {
	var found []*page.Person
	if other := described(p, who.ID); other != nil {
		found = append(found, other)
	}
	for _, list := range [][]page.Person{p.Page.Facts.AuthorFinds, p.Page.Facts.ReviewFinds} {
		for i := range list {
			if list[i].Rejected != unresolved {
				continue
			}
			if other := described(p, list[i].ID); other != nil && page.SameName(other.Name, who.Name) {
				found = append(found, other)
			}
		}
	}
	return found
}

// add takes what a text about the person says.
func (s *standing) add(b *page.Bio) {
	s.join(b.Credentials, b.Tier)
	s.told = s.told || len(s.credentials) > 0 || roleTold.MatchString(b.Text)
	if s.profile == "" {
		s.profile = b.Profile
	}
}

// roleTold matches roles that are no credentials, in the languages with packs.
var roleTold = lazy.MustCompile(`(?i)\b(?:is|as|was|est|ist|es|è|é|adalah) (?:an?|the|une?|eine?|una?|um|uma)? ?[\pL -]{0,40}(?:doctor|physician|nurse|pharmacist|dietitian|therapist|psychologist|researcher|journalist|editor|writer|trainer|coach|assistant|student|patient|caregiver|carer|mother|father|parent|autor|médico|journaliste|rédacteur|rédactrice|journalistin?|giornalista|jornalista|penulis|schrijver|schrijfster)`)

func (s *standing) join(credentials []string, tier int) {
	for _, c := range credentials {
		if !slices.ContainsFunc(s.credentials, func(have string) bool { return strings.EqualFold(have, c) }) {
			s.credentials = append(slices.Clip(s.credentials), c)
		}
	}
	s.tier = page.BetterTier(s.tier, tier)
}

// called names the person's standing in a message: "Medical Assistant", or that there is none.
func (s *standing) called() string {
	if len(s.credentials) == 0 {
		return "no credential"
	}
	return strconv.Quote(checks.Snippet(strings.Join(s.credentials, ", ")))
}

// profileBios are the texts about people on a page of the site that a profile link leads to, none where it was not read.
func profileBios(p *checks.Pass, id crawler.ID) []page.Bio {
	if id == crawler.None {
		return nil
	}
	end, _, loop := p.Site.Final(id)
	if loop || p.Site.Head(end) == nil || p.Page != nil && end == p.Page.Head.ID {
		return nil
	}
	return checks.Shared(p, "trust/bios/"+strconv.Itoa(int(end)), func(site *crawler.Site) []page.Bio {
		read, err := site.Load(end)
		if err != nil {
			return nil
		}
		return read.Facts.Bios
	})
}

// people are persons by the identifier that structured data gives them.
type people map[string]*page.Person

// described finds whom an identifier of structured data names: on this page, on those where sites describe their people (the home page,
// profiles and the pages about the site), else on any page. It is nil where no page that was read describes them.
func described(p *checks.Pass, id string) *page.Person {
	if id == "" {
		return nil
	}
	for i := range p.Page.Facts.People {
		if who := &p.Page.Facts.People[i]; who.ID == id {
			return who
		}
	}
	if who := checks.Shared(p, "trust/people/near", nearPeople)[id]; who != nil {
		return who
	}
	return checks.Shared(p, "trust/people/all", func(site *crawler.Site) people { return peopleOn(site, site.Pages()) })[id]
}

func nearPeople(site *crawler.Site) people {
	var near []crawler.ID
	for _, id := range site.Pages() {
		if kind := site.Head(id).Kind; aboutSite(kind) || kind == crawler.Home || id == site.Home {
			near = append(near, id)
		}
	}
	return peopleOn(site, near)
}

// aboutSite reports whether pages of a kind tell of the site and its people.
func aboutSite(kind crawler.Kind) bool { return kind == crawler.Author || kind == crawler.Legal }

// describedOn are the profiles and pages about the site on which structured data describes somebody under an identifier.
func describedOn(p *checks.Pass, id string) []crawler.ID {
	if id == "" {
		return nil
	}
	return checks.Shared(p, "trust/people/where", func(site *crawler.Site) map[string][]crawler.ID {
		where := map[string][]crawler.ID{}
		for _, of := range site.Pages() {
			if !aboutSite(site.Head(of).Kind) {
				continue
			}
			read, err := site.Load(of)
			if err != nil {
				continue
			}
			for i := range read.Facts.People {
				who := read.Facts.People[i].ID
				where[who] = append(where[who], of)
			}
		}
		return where
	})[id]
}

// peopleOn reads whom some pages describe. Of several descriptions the one that says more is kept, the first of equals.
func peopleOn(site *crawler.Site, pages []crawler.ID) people {
	found := people{}
	for _, id := range pages {
		read, err := site.Load(id)
		if err != nil {
			continue
		}
		for i := range read.Facts.People {
			who := &read.Facts.People[i]
			if have := found[who.ID]; have == nil || len(who.Credentials) > len(have.Credentials) || have.Profile == "" && who.Profile != "" {
				found[who.ID] = who
			}
		}
	}
	return found
}

// reviews is who reviewed a page.
type reviews struct {
	people  []page.Person // by name
	strange []page.Person // by an identifier that no page describes
	bodies  []page.Person // boards and organizations
}

// reviewsOf resolves who the page says reviewed it.
func reviewsOf(p *checks.Pass) reviews {
	return checks.OfPage(p, "trust/reviews", func(p *checks.Pass) (r reviews) {
		r.people = slices.Clone(p.Page.Facts.Reviewers)
		for _, found := range p.Page.Facts.ReviewFinds {
			switch found.Rejected {
			case "organization", "generic":
				r.bodies = append(r.bodies, found)
			case unresolved:
				who := described(p, found.ID)
				switch {
				case who == nil:
					r.strange = append(r.strange, found)
				case !slices.ContainsFunc(r.people, func(have page.Person) bool { return page.SameName(have.Name, who.Name) }):
					r.people = append(r.people, *who)
				}
			}
		}
		return r
	})
}

// about reports whether the article is of one of the sub-kinds.
func about(f *page.Facts, subkinds ...string) bool {
	return slices.ContainsFunc(f.SubKinds, func(k string) bool { return slices.Contains(subkinds, k) })
}
