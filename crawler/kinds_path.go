package crawler

import (
	"slices"
	"strings"
)

// listing is the kind that hint.address gives to lists, searches and other pages that are no content of their own: they are
// never hub, pillar or article, whatever links to them.
const listing Kind = Other

// Words of paths. A word counts as a whole path segment, so that "/contact-dermatitis/" is no contact page.
var (
	authorFolders  = words("author authors team our-team contributors contributor people writers editors reviewers experts medical-team medical-reviewers profile profiles")
	productFolders = words("product products shop store")
	legalFolders   = words("about about-us contact privacy legal policies policy")
	legalPages     = words("about about-us about-me about-our-team our-story our-mission mission contact contact-us contact-me contacts" +
		" privacy cookies cookie-policy gdpr terms tos legal imprint impressum disclaimer disclaimers disclosure affiliate-disclosure" +
		" corrections accessibility accessibility-statement copyright dmca how-we-work how-we-review how-we-test how-we-write review-process refund-policy shipping-policy privacypolicy cookiepolicy refundpolicy termsandconditions termsofservice termsofuse aboutus contactus" +
		" disclosures methodology notice-of-privacy-practices sources our-sources bibliography references accountability ai-use use-of-ai editorial-team editorial-standards transparency" +
		" methodik quellen literatur metodologia fuentes bibliografia referencias methodologie bibliographie fonti bronnen daftar-pustaka" +
		" datenschutz datenschutzerklaerung haftungsausschluss nutzungsbedingungen agb kontakt ueber-uns uber-uns wer-wir-sind" +
		" aviso-legal aviso-medico politica-de-privacidad privacidad politica-de-cookies terminos terminos-y-condiciones condiciones contacto sobre-nosotros quienes-somos acerca-de nosotros sobre-mi afiliados" +
		" mentions-legales confidentialite politique-de-confidentialite cgu cgv a-propos qui-sommes-nous avertissement" +
		" note-legali informativa-privacy termini contatti chi-siamo avvertenze" +
		" politica-de-privacidade privacidade termos termos-de-uso contato sobre sobre-nos quem-somos isencao-de-responsabilidade" +
		" tentang tentang-kami kontak hubungi-kami kebijakan-privasi syarat-dan-ketentuan" +
		" over-ons privacybeleid privacyverklaring voorwaarden algemene-voorwaarden wie-zijn-wij")
	legalPrefixes = []string{"privacy-", "terms-", "editorial-", "medical-review-", "corrections-", "disclaimer-", "how-we-review-", "how-we-test-",
		"how-we-build-", "how-we-write-", "how-we-create-", "how-we-work-", "how-we-make-", "how-this-site-", "how-this-website-",
		"descargo-", "aviso-", "politica-de-", "politique-de-", "terminos-", "termos-", "mentions-", "informativa-", "kebijakan-"}
	legalSuffixes = []string{"-policy", "-disclaimer", "-disclosure", "-disclosures", "-guidelines-and-policies", "-methodology", "-terms"}
	listFolders   = words("tag tags category categories archive archives search page label labels topic-tag" +
		" partners partnerships press careers jobs advertise investors")
	listPages = words("search tag tags category categories archive archives sitemap site-map 404 404-page not-found login log-in signin" +
		" sign-in signup sign-up register cart checkout account my-account thank-you thanks newsletter subscribe unsubscribe feed index-of" +
		" blog news posts articles stories events press partners partnerships careers jobs advertise investors media videos podcasts webinars tools downloads shop store products" +
		" faq faqs frequently-asked-questions glossary locations our-locations standorte ubicaciones sedi filialen")
	pitchPages = words("how-it-works how-does-it-work features science our-science pricing plans appointment appointments book-appointment book-an-appointment book-now testimonials" +
		" so-funktionierts so-funktioniert-es funktionen wissenschaft preise termin como-funciona caracteristicas ciencia funcionalidades precios citas cita comment-ca-marche fonctionnalites tarifs rendez-vous come-funziona scienza prezzi" +
		" precos agendamento cara-kerja sains harga hoe-het-werkt hoe-werkt-het prijzen") // what sites say of their offer, at the top of the site
	toolSuffixes = []string{"-calculator", "-finder", "-checker", "-quiz", "-database", "-planner"} // of pages that readers use and do not read
	blankForms   = []string{"-template", "_template"}                                               // of files that pages are made from
	listQueries  = words("s q search query page paged tag sort filter replytocom")
)

func words(list string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(list) {
		m[w] = true
	}
	return m
}

// kindOfPath reads the kind from the words of a path (with its query): author, legal, product, listing, or "" where they
// say nothing.
func kindOfPath(path string) Kind {
	bare, query, _ := strings.Cut(path, "?")
	if listQuery(query) {
		return listing
	}
	segments := pathSegments(bare)
	if len(segments) > 1 && isLanguage(segments[0]) {
		segments = segments[1:]
	}
	if len(segments) == 0 {
		return ""
	}
	folders, last := segments[:len(segments)-1], segments[len(segments)-1]
	anyOf := func(set map[string]bool) bool {
		return slices.ContainsFunc(folders, func(f string) bool { return set[f] })
	}
	switch {
	case anyOf(authorFolders) || len(segments) == 1 && authorFolders[last]:
		return Author
	case len(folders) > 0 && legalFolders[folders[0]] || legalPage(last):
		return Legal
	case anyOf(productFolders):
		return Product
	case anyOf(listFolders) || listPages[last] || len(segments) == 1 && pitchPages[last] || dateArchive(segments) || ends(last, toolSuffixes) || ends(last, blankForms):
		return listing
	}
	return ""
}

// namedPage reports whether the last word of a path is, as a whole, the name of a page that sites have besides their articles.
func namedPage(path string) bool {
	bare, _, _ := strings.Cut(path, "?")
	segments := pathSegments(bare)
	if len(segments) == 0 {
		return false
	}
	if len(segments) > 1 && isLanguage(segments[0]) {
		segments = segments[1:]
	}
	last := segments[len(segments)-1]
	return legalPages[last] || listPages[last] || len(segments) == 1 && pitchPages[last]
}

func legalPage(segment string) bool {
	if legalPages[segment] {
		return true
	}
	return slices.ContainsFunc(legalPrefixes, func(p string) bool { return strings.HasPrefix(segment, p) }) || ends(segment, legalSuffixes)
}

func ends(segment string, suffixes []string) bool {
	return slices.ContainsFunc(suffixes, func(s string) bool { return strings.HasSuffix(segment, s) })
}

func listQuery(query string) bool {
	for part := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(part, "=")
		if listQueries[strings.ToLower(name)] {
			return true
		}
	}
	return false
}

// dateArchive recognizes "/2024/" and "/2024/05/": a list of what was written then.
func dateArchive(segments []string) bool {
	if len(segments) > 3 || len(segments[0]) != 4 {
		return false
	}
	return !slices.ContainsFunc(segments, func(s string) bool { return strings.Trim(s, "0123456789") != "" || len(s) > 4 })
}

// pathSegments are the parts of a path in lower case, without index file and file extension.
func pathSegments(path string) []string {
	var segments []string
	for s := range strings.SplitSeq(strings.ToLower(path), "/") {
		if s != "" {
			segments = append(segments, s)
		}
	}
	if n := len(segments); n > 0 {
		last := pageExtension(segments[n-1])
		if last == "index" {
			return segments[:n-1]
		}
		segments[n-1] = last
	}
	return segments
}

// pageExtension cuts the extension of a page's file.
func pageExtension(name string) string {
	for _, ext := range []string{".html", ".htm", ".php", ".aspx", ".xhtml"} {
		if base, ok := strings.CutSuffix(name, ext); ok {
			return base
		}
	}
	return name
}

// isLanguage recognizes a path segment that names a language, such as "de" or "pt-br".
func isLanguage(segment string) bool {
	primary, region, has := strings.Cut(segment, "-")
	if len(primary) != 2 || strings.Trim(primary, "abcdefghijklmnopqrstuvwxyz") != "" {
		return false
	}
	return !has || len(region) >= 2 && len(region) <= 4
}

// rootTraits tells whether a path may be the home page of a language, such as "/de/" of a page in German.
func rootTraits(path, lang string) trait {
	bare, _, _ := strings.Cut(path, "?")
	segments := pathSegments(bare)
	if len(segments) != 1 || lang == "" {
		return 0
	}
	of, _, _ := strings.Cut(segments[0], "-")
	if of == primaryLanguage(lang) {
		return traitRoot
	}
	if len(segments[0]) == 2 || len(segments[0]) == 3 {
		return traitCode
	}
	return 0
}

// primaryLanguage is the first part of a language tag, in lower case.
func primaryLanguage(tag string) string {
	if i := strings.IndexAny(tag, "-_"); i >= 0 {
		tag = tag[:i]
	}
	return strings.ToLower(tag)
}

// folderPages calls yield with the addresses that the pages above an address may have, nearest first: of
// "https://health.example/heart/statins.html" that is ".../heart/", ".../heart", ".../heart.html", ".../heart/index.html",
// and then those of the folder above, the root excepted.
func folderPages(address string, yield func(string) bool) {
	address, _, _ = strings.Cut(address, "?")
	root := len(originOf(address)) + 1
	if len(address) <= root {
		return
	}
	folder := strings.TrimSuffix(address, "/")
	if i := strings.LastIndexByte(folder, '/'); pageExtension(folder[i+1:]) == "index" {
		folder = folder[:i]
	}
	for {
		i := strings.LastIndexByte(folder, '/')
		if i < root {
			return
		}
		folder = folder[:i]
		for _, end := range []string{"/", "", ".html", "/index.html", ".htm", ".php"} {
			if !yield(folder + end) {
				return
			}
		}
	}
}
