package trust

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// role is a page that a site owes its readers once.
type role int

const (
	roleAbout role = iota
	roleContact
	roleEditorial
	rolePrivacy
	roleFunding
	roles
)

// sign is how a page of a role is known: by the text of a link to it, by a part of its address, by its title or heading.
// Words are as plain text has them, with spaces for hyphens.
type sign struct {
	whole  []string // the text as a whole
	begins []string // how it begins; does not make an about page of an article
	holds  []string // what it holds anywhere
	types  []string // structured-data types
}

func listed(list string) []string { return strings.Split(list, "|") }

var signs = [roles]sign{
	roleAbout: {
		whole: listed("about|about us|about me|about our team|who we are|our story|our mission|our team|meet the team|mission|imprint|legal notice|impressum|über uns|wer wir sind|ueber uns|" +
			"quiénes somos|quienes somos|sobre nosotros|acerca de|aviso legal|à propos|a propos|qui sommes nous|mentions légales|mentions legales|chi siamo|note legali|sobre|sobre nós|sobre nos|quem somos|" +
			"tentang|tentang kami|over ons|wie zijn wij|colofon"),
		begins: listed("about |über |acerca de |à propos |a propos |sobre |tentang |over "),
		types:  listed("AboutPage"),
	},
	roleContact: {
		whole:  listed("contact|contacts|contact us|contact me|get in touch|reach us|write to us|feedback|support|customer support|help and support|help & support|impressum|imprint|kontakt|contacto|contáctenos|contatti|contattaci|contato|fale conosco|kontak|hubungi kami"),
		begins: listed("contact |kontakt |contacto |contatti |contato |kontak "),
		holds:  listed("contact us|contactez|contáct"),
		types:  listed("ContactPage"),
	},
	roleEditorial: {
		holds: listed("editorial|how we write|how we review|how we research|how we create|how we work|content process|content integrity|content policy|fact check|medical review|review process|review policy|" +
			"review board|corrections policy|quality standards|redaktionelle|redaktionsrichtlinien|éditorial|redazional|redactionel|proses penyuntingan|kebijakan redaksi|metodología|revisión médica"),
	},
	rolePrivacy: {
		holds: listed("privacy|datenschutz|privacidad|privacidade|confidentialit|données personnelles|donnees personnelles|riservatezza|privasi|data protection|gdpr|persoonsgegevens"),
	},
	roleFunding: {
		holds: listed("funding|sponsor|advertis|how we make money|revenue|affiliate|conflict of interest|conflicts of interest|disclosure|support us|finanz|werbung|anzeigen|transparen|financ|publicidad|publicité|pubblicità|" +
			"publicidade|pendanaan|iklan|donat|spende|donaci|doaç|doações"),
	},
}

// fits reports whether a text names a page of the role; loose where a beginning is enough.
func (s *sign) fits(text string, loose bool) bool {
	begins := func(w string) bool { return strings.HasPrefix(text, w) }
	return text != "" && (slices.Contains(s.whole, text) || slices.ContainsFunc(s.holds, func(w string) bool { return strings.Contains(text, w) }) ||
		loose && slices.ContainsFunc(s.begins, begins))
}

// named is a text as signs are compared with it.
func named(text string) string {
	return strings.Join(strings.FieldsFunc(page.PlainText(text), func(r rune) bool { return strings.ContainsRune(" -_.:!?\t", r) }), " ")
}

// institution is what a site says of itself outside its articles.
type institution struct {
	at    crawler.ID // where findings about the site as a whole stand
	home  *page.Facts
	pages [roles]found
}

// found are the pages of one role.
type found struct {
	pages     []crawler.ID // that were read, sorted by address
	elsewhere bool         // there is one that cannot be judged: on another host, no HTML, not read, or a section of the home page
	broken    crawler.ID   // a link to one that leads nowhere, else None
}

// institutionOf finds the pages that the site owes its readers; nil where nobody can tell whether one is missing: the site has no
// articles, its language is not known, pages were left unread, or scripts put header, navigation or footer into the home page.
func institutionOf(p *checks.Pass) *institution {
	return checks.Shared(p, "trust/institution", func(site *crawler.Site) *institution {
		if !articles(site) || !site.Whole() {
			return nil
		}
		in := &institution{at: site.Home}
		if in.at == crawler.None || site.Head(in.at) == nil {
			in.at = site.Pages()[0]
		}
		home, err := site.Load(in.at)
		if err != nil || home.Facts.Partial != "" || home.Facts.Shell || home.Facts.Hollow || !judgeable(home.Facts) || leavesOut(site, in.at) {
			return nil
		}
		in.home = home.Facts
		for r := range in.pages {
			in.pages[r].broken = crawler.None
		}
		in.searchSite(site)
		in.searchHome(site, home)
		if slices.ContainsFunc(in.pages[:], func(f found) bool { return f.none() }) {
			in.searchClosed(site)
		}
		for r := range in.pages {
			slices.SortFunc(in.pages[r].pages, func(a, b crawler.ID) int { return strings.Compare(site.URL(a).Address, site.URL(b).Address) })
			in.pages[r].pages = slices.Compact(in.pages[r].pages)
		}
		return in
	})
}

// leavesOut reports whether a page leads readers to pages of the site that were not read, whatever the reason: any of them may be the one that
// seems to be missing.
func leavesOut(site *crawler.Site, home crawler.ID) (left bool) {
	site.Out(home, func(to crawler.ID, flags crawler.EdgeFlag) bool {
		left = flags&crawler.EdgeFollow != 0 && (unread(site, to) || closed(site, to))
		return !left
	})
	return left
}

// closed reports whether robots.txt keeps a page of the site from being read.
func closed(site *crawler.Site, id crawler.ID) bool {
	end, _, _ := site.Final(id)
	u := site.URL(end)
	return u.Internal && u.State == crawler.Skipped && u.Reason == "robots"
}

// searchSite looks at the addresses, titles and types of all pages, and at the addresses of those that were not read.
func (in *institution) searchSite(site *crawler.Site) {
	for id := range crawler.ID(site.Len()) {
		u := site.URL(id)
		if !u.Internal || id == in.at {
			continue
		}
		h := site.Head(id)
		if h == nil && !unread(site, id) && !closed(site, id) {
			continue
		}
		folder, last := pathNames(site.Short(u.Address))
		for r := range signs {
			switch s := &signs[r]; {
			case !s.addressed(folder, last, h == nil || !content(h)) && (h == nil || !s.headed(h)):
			case h == nil:
				in.pages[r].elsewhere = true
			default:
				in.pages[r].pages = append(in.pages[r].pages, id)
			}
		}
	}
}

// pathNames are the first and the last part of a path, as signs are compared with them.
func pathNames(path string) (folder, last string) {
	segments := strings.Split(strings.Trim(path, "/"), "/")
	last, _, _ = strings.Cut(segments[len(segments)-1], ".")
	return named(segments[0]), named(last)
}

// addressed reports whether a path is that of a page of the role: its last part names one, or the folder that it stands in.
func (s *sign) addressed(folder, last string, loose bool) bool {
	return s.fits(last, loose) || slices.Contains(s.whole, folder)
}

// headed reports whether structured data or the heading of a page says that it is one of the role.
func (s *sign) headed(h *crawler.Head) bool {
	return slices.ContainsFunc(h.Types, func(t string) bool { return slices.Contains(s.types, t) }) || !content(h) && s.fits(named(h.H1), true)
}

// content reports whether a page is about health and not about the site.
func content(h *crawler.Head) bool {
	return h.Kind == crawler.Article || h.Kind == crawler.Pillar || h.Kind == crawler.Hub || h.Kind == crawler.Product
}

// searchHome looks at where the links of the home page lead by their texts, and at its headings: a site of one page has sections.
func (in *institution) searchHome(site *crawler.Site, home *crawler.Page) {
	for i := range home.Facts.Links {
		l := &home.Facts.Links[i]
		if !l.Navigates() || home.Links[i] == crawler.None || len(l.Text) > 80 {
			continue
		}
		text := named(l.Text)
		for r := range signs {
			if s := &signs[r]; s.fits(text, false) || s.fits(text, true) && !leadsToContent(site, home.Links[i]) {
				in.pages[r].follow(site, home.Links[i], in.at, strings.Contains(l.URL, "#"))
			}
		}
	}
	for _, h := range home.Facts.Headings {
		for r := range signs {
			if signs[r].fits(named(h.Text), false) {
				in.pages[r].elsewhere = true
			}
		}
	}
}

func leadsToContent(site *crawler.Site, id crawler.ID) bool {
	h := site.Head(site.End(id))
	return h != nil && content(h)
}

// follow takes in where a link to a page of the role leads.
func (f *found) follow(site *crawler.Site, id, home crawler.ID, fragment bool) {
	end, _, loop := site.Final(id)
	u := site.URL(end)
	switch {
	case loop || u.State == crawler.Broken:
		f.broken = id
	case end == home:
		f.elsewhere = f.elsewhere || fragment
	case site.Head(end) != nil && site.Head(end).Partial == "":
		f.pages = append(f.pages, end)
	default:
		f.elsewhere = true
	}
}

// searchClosed looks at the words of links that lead to pages that robots.txt closes: what stands there nobody can tell, and one of them may be the
// page that seems to be missing, wherever it is linked.
func (in *institution) searchClosed(site *crawler.Site) {
	read := 0
	for id := range crawler.ID(site.Len()) {
		if !site.URL(id).Internal || !closed(site, id) {
			continue
		}
		site.In(id, func(from crawler.ID, _ crawler.EdgeFlag) bool {
			if read++; read > maxClosed {
				return false
			}
			if page, err := site.Load(from); err == nil {
				in.readLinks(page, id)
			}
			return true
		})
	}
	if read > maxClosed {
		for r := range in.pages {
			in.pages[r].elsewhere = true
		}
	}
}

// maxClosed bounds how many pages with links to closed ones are read; with more of them nothing is said to be missing.
const maxClosed = 200

// readLinks notes of which roles the links of a page to another one speak.
func (in *institution) readLinks(from *crawler.Page, to crawler.ID) {
	for i, id := range from.Links {
		l := &from.Facts.Links[i]
		if id != to || !l.Navigates() || len(l.Text) > 80 {
			continue
		}
		for r := range signs {
			if signs[r].fits(named(l.Text), true) {
				in.pages[r].elsewhere = true
			}
		}
	}
}

// none reports whether the site plainly has no page of the role.
func (f *found) none() bool { return len(f.pages) == 0 && !f.elsewhere }

// missing reports the absence of a page, once for the site. Where a link promises it, the link is the subject.
func (in *institution) missing(p *checks.Pass, r role, message string) {
	f := checks.Finding{Message: message}
	if broken := in.pages[r].broken; broken != crawler.None {
		f.Evidence.Code = "broken"
		f.Subject = p.Site.URL(broken).Address
		f.Message += ": the link to it is broken"
	}
	p.ReportAt(in.at, f)
}

// load reads pages of a role that can be judged: their text stands in the HTML and their language is known.
func load(site *crawler.Site, ids []crawler.ID) []*crawler.Page {
	var list []*crawler.Page
	for _, id := range ids[:min(len(ids), maxInstitution)] {
		if pg, err := site.Load(id); err == nil && !pg.Facts.Shell && pg.Facts.Partial == "" && judgeable(pg.Facts) {
			list = append(list, pg)
		}
	}
	return list
}

// maxInstitution bounds how many pages of a role are read: a site in twenty languages has twenty of each.
const maxInstitution = 40
