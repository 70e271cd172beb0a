package page

import (
	"net/url"
	"strings"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// maxIdentifiers bounds what is kept of a page.
const maxIdentifiers = 300

// identifierSigns are what stands in a text before or in an identifier, or in preprintWords; a text without one has neither.
var identifierSigns = []string{"10.", "pmid", "pmc", "nct0", "nct ", "nct#", "isrctn", "eudract", "orcid", "npi", "gmc", "preprint", "peer"}

// The shapes of identifiers. A DOI's suffix may hold almost anything; what a sentence puts behind it is cut off later. The
// sources are the registries' own rules: doi.org, NLM, ClinicalTrials.gov, ISRCTN, ORCID (ISO 7064), CMS (NPI, Luhn).
var (
	doiShape     = lazy.MustCompile(`(?i)\b10\.\d{4,9}/[-._;()/:a-z0-9<>\[\]+%]+`)
	doiAny       = lazy.MustCompile(`(?i)\bdoi(?:\.org/|:)\s?(10\S+)`)
	pmidShape    = lazy.MustCompile(`(?i)\bpmid:?\s?(\d+)`)
	pmcidShape   = lazy.MustCompile(`(?i)\bpmc\s?(\d+)(?:\.\d+)?`)
	nctShape     = lazy.MustCompile(`(?i)\bnct[ #]?(\d+)\b`)
	isrctnShape  = lazy.MustCompile(`(?i)\bisrctn ?(\d+)\b`)
	eudractShape = lazy.MustCompile(`(?i)\beudract[^\d]{0,20}(\d{4}-\d+-\d+)`)
	orcidShape   = lazy.MustCompile(`(?i)\borcid[^\d]{0,25}(\d{4}-\d{4}-\d{4}-\d{3}[\dx])\b`)
	npiShape     = lazy.MustCompile(`(?i)\bnpi(?: (?:number|no\.?))?[:#]? ?(\d{6,12})\b`)
	gmcShape     = lazy.MustCompile(`(?i)\bgmc(?: (?:number|no\.?))?[:#]? ?(\d{5,9})\b`)
	unicodeDash  = lazy.MustCompile(`10\.\d{4,9}/\S*[‐‑‒–—−]`)
)

// counted are the identifiers of digits alone.
var counted = [...]struct {
	kind     string
	sign     string // begins it, in lower case
	shape    *lazy.Regexp
	prefix   string
	min, max int
}{
	{"pmid", "pmid", pmidShape, "", 1, 8},
	{"pmcid", "pmc", pmcidShape, "PMC", 1, 8},
	{"nct", "nct", nctShape, "NCT", 8, 8},
	{"isrctn", "isrctn", isrctnShape, "ISRCTN", 8, 8},
	{"gmc", "gmc", gmcShape, "", 7, 7},
	{"npi", "npi", npiShape, "", 10, 10},
}

// namesOthers is the clue of registries for the identifiers that are not counted.
const namesOthers clues = 1 << len(counted)

// registries tells which of counted, by their place there, a text may hold before any expression looks at it.
var registries = func() *phraseSet {
	signs := map[clues][]string{namesOthers: {"eudract", "orcid"}}
	for i, c := range counted {
		signs[1<<i] = []string{c.sign}
	}
	return mustPhrases(signs)
}()

// textIdentifiers reads the identifiers that a text spells out.
func textIdentifiers(text string) []Identifier {
	found := doisIn(text)
	named := registries.in(text)
	for i, c := range counted {
		if !named.has(1 << i) {
			continue
		}
		for _, m := range c.shape.FindAllStringSubmatch(text, 20) {
			found = append(found, digits(c.kind, c.prefix, m[0], m[1], c.min, c.max))
		}
	}
	if !named.has(namesOthers) {
		return found
	}
	for _, m := range eudractShape.FindAllStringSubmatch(text, 20) {
		found = append(found, shaped("eudract", m[0], m[1], len("2004-000446-20") == len(m[1]), "digits"))
	}
	for _, m := range orcidShape.FindAllStringSubmatch(text, 20) {
		found = append(found, shaped("orcid", m[0], strings.ToUpper(m[1]), orcidCheck(m[1]), "check-digit"))
	}
	return found
}

// doisIn reads DOIs, and what is announced as one and is none.
func doisIn(text string) []Identifier {
	if !strings.Contains(text, "10.") && !strings.Contains(strings.ToLower(text), "doi") {
		return nil
	}
	var found []Identifier
	if m := dashed(text); m != "" {
		found = append(found, Identifier{Kind: "doi", Raw: cut(m, maxExcerpt), Problem: "dash"})
		text = strings.ReplaceAll(text, m, "")
	}
	plain, whole := plainDOIs(text)
	for _, m := range plain {
		found = append(found, doi(m))
	}
	if whole {
		return found
	}
	for _, m := range doiAny.FindAllStringSubmatch(text, 20) {
		if !doiShape.MatchString(m[1]) && !unicodeDash.MatchString(m[1]) {
			found = append(found, Identifier{Kind: "doi", Raw: cut(m[0], maxExcerpt), Problem: "prefix"})
		}
	}
	return found
}

// maxDOIs is how many DOIs of one text are read.
const maxDOIs = 20

// plainDOIs are what doiShape finds in a text, at most maxDOIs; whole where no other word begins with 10.
func plainDOIs(text string) (found []string, whole bool) {
	whole = true
	for from := 0; len(found) < maxDOIs; {
		at := strings.Index(text[from:], "10")
		if at < 0 {
			return found, whole
		}
		at += from
		from = at + len("10")
		if at > 0 && wordByte(text[at-1]) {
			continue
		}
		if end := doiEnd(text, from); end > from {
			found, from = append(found, text[at:end]), end
		} else {
			whole = false
		}
	}
	return found, false
}

// doiEnd is where the DOI ends whose 10 ends at i; i where there is none.
func doiEnd(text string, i int) int {
	digits := 0
	for digits < 10 && i+1+digits < len(text) && digit(text[i+1+digits]) {
		digits++
	}
	slash := i + 1 + digits
	if text[i:min(i+1, len(text))] != "." || digits < 4 || digits > 9 || slash >= len(text) || text[slash] != '/' {
		return i
	}
	end := slash + 1
	for end < len(text) && (lowered[text[end]] != 0 || strings.IndexByte("-._;()/:<>[]+%", text[end]) >= 0) {
		end++
	}
	if end == slash+1 {
		return i
	}
	return end
}

// dashed is a DOI with a typographic dash in it, "" where the text has none.
func dashed(text string) string {
	if isASCII(text) {
		return ""
	}
	return unicodeDash.FindString(text)
}

// doi normalizes a DOI: lower case, without what a sentence put behind it.
func doi(raw string) Identifier {
	bare := trimDOI(raw)
	id := Identifier{Kind: "doi", Raw: cut(raw, maxExcerpt), Value: strings.ToLower(bare)}
	if _, review, ok := strings.Cut(id.Value, "10.1002/14651858.cd"); ok && len(review) >= 6 {
		id.Kind = "cochrane"
	}
	return id
}

// trimDOI cuts off the punctuation behind a DOI; a closing bracket stays where the DOI opens it.
func trimDOI(s string) string {
	for s != "" {
		switch last := s[len(s)-1]; last {
		case '.', ',', ';', ':', '"', '\'', ']', '>':
			if last == '>' && strings.Contains(s, "<") {
				return s
			}
		case ')':
			if strings.Count(s, "(") >= strings.Count(s, ")") {
				return s
			}
		default:
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}

func digits(kind, prefix, raw, number string, fewest, most int) Identifier {
	id := Identifier{Kind: kind, Raw: cut(raw, maxExcerpt)}
	switch {
	case len(number) > most:
		id.Problem = "too-long"
	case len(number) < fewest || fewest == 1 && number[0] == '0':
		id.Problem = "digits"
	case kind == "npi" && !luhn("80840"+number):
		id.Problem = "check-digit"
	default:
		id.Value = prefix + number
	}
	return id
}

func shaped(kind, raw, value string, ok bool, problem string) Identifier {
	id := Identifier{Kind: kind, Raw: cut(raw, maxExcerpt)}
	if ok {
		id.Value = value
	} else {
		id.Problem = problem
	}
	return id
}

// orcidCheck verifies the check character by ISO 7064, mod 11-2.
func orcidCheck(id string) bool {
	id = strings.ReplaceAll(strings.ToUpper(id), "-", "")
	if len(id) != 16 {
		return false
	}
	total := 0
	for _, c := range []byte(id[:15]) {
		if c < '0' || c > '9' {
			return false
		}
		total = (total + int(c-'0')) * 2
	}
	check := (12 - total%11) % 11
	return id[15] == "0123456789X"[check]
}

// luhn verifies a number whose last digit is a check digit.
func luhn(number string) bool {
	sum := 0
	for i := range len(number) {
		d := int(number[len(number)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// linkIdentifier reads the identifier that an address leads to.
func linkIdentifier(l *Link) (Identifier, bool) {
	host := strings.TrimPrefix(hostOf(l.URL), "www.")
	at := strings.Index(l.URL, host) + len(host)
	path, _, _ := strings.Cut(l.URL[at:], "#")
	switch host {
	case "doi.org", "dx.doi.org":
		return linkDOI(l, path), strings.Trim(path, "/") != ""
	case "pubmed.ncbi.nlm.nih.gov":
		return pathDigits("pmid", "", l, path, "/", 8)
	case "ncbi.nlm.nih.gov", "pmc.ncbi.nlm.nih.gov":
		if strings.Contains(path, "/pubmed/") {
			return pathDigits("pmid", "", l, path, "/pubmed/", 8)
		}
		return pathDigits("pmcid", "PMC", l, path, "/articles/PMC", 8)
	case "clinicaltrials.gov", "classic.clinicaltrials.gov":
		if m := nctShape.FindStringSubmatch(path); m != nil {
			return digits("nct", "NCT", l.Raw, m[1], 8, 8), true
		}
	case "isrctn.com":
		if m := isrctnShape.FindStringSubmatch(path); m != nil {
			return digits("isrctn", "ISRCTN", l.Raw, m[1], 8, 8), true
		}
	case "orcid.org":
		if id := strings.Trim(path, "/"); len(id) > 8 && id[0] >= '0' && id[0] <= '9' {
			return shaped("orcid", l.Raw, strings.ToUpper(id), orcidCheck(id), "check-digit"), true
		}
	}
	return Identifier{}, false
}

// linkDOI judges the path of a resolver's address.
func linkDOI(l *Link, path string) Identifier {
	bare := strings.TrimPrefix(path, "/")
	if plain, err := url.PathUnescape(bare); err == nil {
		bare = plain
	}
	id := Identifier{Kind: "doi", Raw: cut(l.Raw, maxExcerpt)}
	switch trimmed := trimDOI(bare); {
	case strings.Contains(bare, "doi.org/"):
		id.Problem = "doubled-resolver"
	case strings.ContainsAny(bare, "‐‑‒–—−"):
		id.Problem = "dash"
	case doiShape.FindString(bare) == "" || !strings.HasPrefix(bare, "10."):
		id.Problem = "prefix"
	case trimmed != bare:
		id.Problem = "trailing-punctuation"
	default:
		return withRaw(doi(bare), l.Raw)
	}
	return id
}

func withRaw(id Identifier, raw string) Identifier {
	id.Raw = cut(raw, maxExcerpt)
	return id
}

// pathDigits reads the number behind a part of a path. What begins with no digit is another page of the host.
func pathDigits(kind, prefix string, l *Link, path, before string, most int) (Identifier, bool) {
	_, rest, ok := strings.Cut(path, before)
	n := 0
	for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	if !ok || n == 0 {
		return Identifier{}, false
	}
	return digits(kind, prefix, l.Raw, rest[:n], 1, most), true
}
