package page

import (
	"html"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// maxNameRunes and maxNameWords bound what can be a person's name.
const (
	maxNameRunes = 60
	maxNameWords = 7
)

// titles stand before a name and are no part of it; lower case, without dots.
var titles = map[string]bool{
	"dr": true, "dra": true, "prof": true, "professor": true, "professorin": true, "mr": true, "mrs": true, "ms": true, "med": true,
	"dent": true, "phil": true, "rer": true, "nat": true, "ing": true, "dipl": true, "dipl-ing": true, "dipl-psych": true, "pd": true, "priv-doz": true, "hc": true,
	"dott": true, "dottssa": true, "drs": true, "doktor": true, "docteur": true, "doctor": true, "sir": true, "dame": true, "apt": true, "ns": true,
	"herr": true, "frau": true, "univ-prof": true, "mag": true, "pr": true, "m": true, "mme": true,
}

// particles are lower-case words inside a name.
var particles = map[string]bool{
	"de": true, "la": true, "las": true, "los": true, "del": true, "della": true, "di": true, "da": true, "dos": true, "das": true, "do": true,
	"van": true, "von": true, "der": true, "den": true, "zu": true, "zur": true, "ten": true, "ter": true, "le": true, "du": true, "des": true,
	"al": true, "el": true, "bin": true, "ibn": true, "af": true, "av": true, "st": true, "'t": true,
}

// capitalized are words in capitals that end a name in running text.
var capitalized = map[string]bool{
	"on": true, "in": true, "at": true, "for": true, "updated": true, "published": true, "posted": true, "last": true, "reviewed": true, "medically": true,
	"min": true, "read": true, "photo": true, "foto": true, "bild": true, "und": true, "and": true, "am": true, "um": true, "aktualisiert": true, "the": true,
	"veröffentlicht": true, "publicado": true, "actualizado": true, "publié": true, "le": true, "january": true, "february": true, "march": true, "april": true,
	"june": true, "july": true, "august": true, "september": true, "october": true, "november": true, "december": true, "monday": true, "tuesday": true,
	"wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true, "montag": true, "dienstag": true, "mittwoch": true, "donnerstag": true,
	"freitag": true, "samstag": true, "sonntag": true, "januar": true, "februar": true, "märz": true, "juni": true, "juli": true, "oktober": true, "dezember": true,
	"comments": true, "comment": true, "kommentare": true, "share": true, "written": true, "by": true, "about": true, "this": true, "fact": true, "checked": true,
}

var (
	loginSlug   = lazy.MustCompile(`^(?:[a-z0-9]+[._-][a-z0-9._-]*\d*|user\d*|\w*admin\w*)$`)
	webAddress  = lazy.MustCompile(`(?i)^https?://\S+$`)
	addressLike = lazy.MustCompile(`(?i)@|^https?:|^www\.|\.(?:com|org|net|de|ch|at|fr|es|it|uk|info|io|eu)\b`)
)

// photoCredits begin what credits an image.
var photoCredits = words("©|(c)|photo|foto|image|bild|picture|credit|getty|shutterstock|istock|unsplash|illustration|quelle")

// photoCredit reports whether a text credits an image.
func photoCredit(text string) bool {
	begins := func(w string) bool { return len(text) >= len(w) && lowersTo(text[:len(w)], w) }
	return slices.ContainsFunc(photoCredits, begins) || begins("source") && boundary(text, len("source"))
}

// nameParts is one name read from a string.
type nameParts struct {
	name        string
	credentials []string
	tier        int
}

// readNames reads the names of one field, such as "Dr. Jane Roe, MD, PhD and John Poe".
func readNames(raw string, packs []*language) []nameParts {
	raw = strings.Join(strings.Fields(html.UnescapeString(raw)), " ")
	var all []nameParts
	for _, part := range splitPeople(raw, packs) {
		if n := readOne(part, packs); n.name != "" {
			all = append(all, n)
		}
	}
	return all
}

// readNames is readNames in the languages of the page. The same few names stand in a page's byline, its box and its structured data.
func (t *trust) readNames(raw string) []nameParts {
	all, ok := t.names[raw]
	if !ok {
		all = readNames(raw, t.packs)
		for i := range all {
			all[i].credentials = slices.Clip(all[i].credentials)
		}
		t.names[raw] = all
	}
	return all
}

// splitPeople cuts a list of people. A comma separates people only where what follows is neither a credential nor a single
// word, so that "Roe, Jane" and "Jane Roe, MD" stay whole.
func splitPeople(raw string, packs []*language) []string {
	raw = listWords.Replace(raw)
	var people []string
	for part := range strings.SplitSeq(raw, ";") {
		people = append(people, splitCommas(part, packs)...)
	}
	return people
}

var listWords = strings.NewReplacer(" and ", ";", " und ", ";", " & ", ";", " y ", ";", " et ", ";", " dan ", ";", " / ", ";", " AND ", ";", " UND ", ";")

func splitCommas(part string, packs []*language) []string {
	fields := strings.Split(part, ",")
	people := []string{fields[0]}
	for _, field := range fields[1:] {
		bare := strings.TrimSpace(field)
		_, tier, _ := readCredentials(", "+bare, packs)
		if tier == 0 && strings.Contains(strings.TrimSpace(people[len(people)-1]), " ") && looksLikeName(bare) {
			people = append(people, bare)
			continue
		}
		people[len(people)-1] += "," + field
	}
	return people
}

// looksLikeName reports whether a whole string is two or more capitalized words.
func looksLikeName(s string) bool {
	name, rest := leadingName(s)
	return rest == "" && strings.Contains(name, " ")
}

// readOne reads one person. The comma form "Roe, Jane" is turned round.
func readOne(raw string, packs []*language) nameParts {
	raw = strings.Trim(raw, " \t,;:|·•-–—()\"“”")
	head, tail, comma := strings.Cut(raw, ",")
	n := nameParts{name: dropTitles(head)}
	titled := n.name != strings.TrimSpace(head)
	if comma {
		n.credentials, n.tier, tail = readCredentials(", "+strings.TrimSpace(tail), packs)
		first := strings.Trim(tail, " ,")
		if n.tier == 0 && !strings.Contains(n.name, " ") && first != "" && !strings.Contains(first, ",") && len(strings.Fields(first)) <= 2 {
			n.name = dropTitles(first) + " " + n.name
		}
	}
	n.takeTrailing()
	if titled && medicalTitle(raw) {
		n.credentials = append([]string{"Dr."}, n.credentials...)
		n.tier = BetterTier(n.tier, tierAcademic)
		if strings.Contains(strings.ToLower(raw), "dr. med") {
			n.tier = tierClinician
		}
	}
	return n
}

func medicalTitle(raw string) bool {
	low := strings.ToLower(raw)
	return strings.HasPrefix(low, "dr") || strings.HasPrefix(low, "dott") || strings.Contains(low, " dr.") || strings.Contains(low, "dr. med")
}

// takeTrailing moves credentials that follow a name without a comma.
func (n *nameParts) takeTrailing() {
	for {
		i := strings.LastIndexByte(n.name, ' ')
		if i < 0 {
			return
		}
		tier := credentialTier(n.name[i+1:], false)
		if tier == 0 {
			return
		}
		n.credentials = append([]string{n.name[i+1:]}, n.credentials...)
		n.tier = BetterTier(n.tier, tier)
		n.name = strings.TrimRight(n.name[:i], " ,")
	}
}

// dropTitles removes leading titles, and folds white space.
func dropTitles(s string) string {
	if !isASCII(s) || foldSpace(s) != s {
		s = strings.Join(strings.Fields(s), " ")
	}
	for {
		first, rest, more := strings.Cut(s, " ")
		if !more || !isTitle(first) {
			return s
		}
		s = rest
	}
}

func isTitle(word string) bool {
	bare := word
	if strings.IndexByte(word, '.') >= 0 {
		bare = strings.ReplaceAll(word, ".", "")
	}
	return lowerIn(titles, bare) && (strings.HasSuffix(word, ".") || len(bare) > 1)
}

// lowerIn reports whether a word is in a set once it is in lower case.
func lowerIn(set map[string]bool, word string) bool {
	var low [32]byte
	if len(word) > len(low) {
		return set[strings.ToLower(word)]
	}
	for i := range len(word) {
		switch c := word[i]; {
		case c >= utf8.RuneSelf:
			return set[strings.ToLower(word)]
		case letter(c):
			low[i] = c | 0x20
		default:
			low[i] = c
		}
	}
	return set[string(low[:len(word)])]
}

// leadingName reads a person's name from the start of running text: titles, then up to five capitalized words, initials and
// particles. The name keeps its titles; rest begins where it ends. Without a name both are the text.
func leadingName(text string) (name, rest string) {
	end, count := 0, 0
	for i := 0; i < len(text); {
		for i < len(text) && text[i] == ' ' {
			i++
		}
		stop := strings.IndexByte(text[i:], ' ')
		if stop < 0 {
			stop = len(text) - i
		}
		word := text[i : i+stop]
		i += stop
		bare := strings.TrimRight(word, nameMarks)
		switch {
		case count == 0 && isTitle(bare):
			continue
		case count > 0 && count < 5 && particles[bare]:
			continue
		case count == 5 || !nameWord(bare) || count > 0 && strings.HasSuffix(word, ":"):
			return strings.TrimSpace(text[:end]), text[end:]
		}
		count++
		end = i - (len(word) - len(bare))
		if bare != word {
			break
		}
		if trimmed := strings.TrimRight(bare, "."); trimmed != bare && utf8.RuneCountInString(trimmed) > 2 {
			return strings.TrimSpace(text[:end-1]), text[end-1:]
		}
	}
	return strings.TrimSpace(text[:end]), text[end:]
}

// nameMarks stand behind the words of a name.
const nameMarks = ",;:)|"

// nameWord reports whether a word can be part of a name: capitalized, letters with apostrophes, hyphens and dots.
func nameWord(w string) bool {
	if w == "" || lowerIn(capitalized, w) || utf8.RuneCountInString(w) > 25 {
		return false
	}
	first, size := utf8.DecodeRuneInString(w)
	if !unicode.IsUpper(first) && !unicode.Is(unicode.Lo, first) {
		return false
	}
	for _, r := range w[size:] {
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mn, r) && !strings.ContainsRune("'’.-‐‑", r) {
			return false
		}
	}
	return credentialTier(w, false) == 0
}

// rejectName says why a string names no author, "" where it may.
func rejectName(name string) string {
	words := 0
	for range strings.FieldsSeq(name) {
		words++
	}
	switch {
	case name == "":
		return "empty"
	case utf8.RuneCountInString(name) > maxNameRunes || words > maxNameWords:
		return "too long for a name"
	case photoCredit(name):
		return "image credit"
	case utf8.RuneCountInString(name) <= 2 && isASCII(name), lowerIn(notNames, name), containsFold(name, notInNames), !strings.ContainsFunc(name, unicode.IsLetter),
		name[0] >= '0' && name[0] <= '9':
		return "not a name"
	}
	return ""
}

// notNames are texts of author elements that are something else.
var notNames = set("by|von|par|por|read more|more|share|follow|subscribe|menu|home|blog|post|posts|all posts|view all|profile|author|authors|autor|autorin|website|" +
	"twitter|facebook|instagram|linkedin|youtube|email|contact|about|login|log in|comment|comments|posted|published|veröffentlicht|publié|publicado|pubblicato|" +
	"aktualisiert|lesezeit|stand|artikel von|written|no author|not available|n/a|null|publisher|agencies|agenturen|" +
	"prepared|edited|updated|reviewed|compiled|created|presented|provided|produced|sponsored|erstellt|preparado|préparé|preparato")

var notInNames = words(": |all rights reserved|profil complet|http:|https:|©")

// genericName reports whether a byline names nobody: a role, a body, the site itself, an address or a login.
func (t *trust) genericName(name string) bool {
	generic, ok := t.generic[name]
	if !ok {
		generic = t.namesNobody(name)
		t.generic[name] = generic
	}
	return generic
}

func (t *trust) namesNobody(name string) bool {
	low := strings.Trim(PlainText(name), " .:-")
	if !strings.Contains(name, " ") && loginSlug.MatchString(name) || strings.ContainsAny(name, "@./") && addressLike.MatchString(name) {
		return true
	}
	bare := low
	for _, article := range [...]string{"the ", "die ", "la "} {
		bare = strings.TrimPrefix(bare, article)
	}
	for _, p := range t.packs {
		if slices.Contains(p.Generic, low) || slices.Contains(p.Generic, bare) {
			return true
		}
	}
	for w := range strings.FieldsFuncSeq(low, func(r rune) bool { return r == ',' || r == '/' || unicode.IsSpace(r) }) {
		if bodies[w] || strings.HasSuffix(w, "redaktion") {
			return true
		}
	}
	if strings.HasPrefix(low, "guest ") { // as a last name it is one
		return true
	}
	folded := strings.ReplaceAll(foldName(name), " ", "")
	return folded == "" || folded == t.site || folded == t.label || bodies[low]
}

// bodies are words that only the names of institutions and departments have.
var bodies = set("admin|administrator|webmaster|user|team|staff|redaktion|redaktionsteam|redacción|rédaction|redazione|redactie|redaksi|redação|editorial|editor|editors|board|department|expert|experts|specialist|specialists|writers|contributors|clinicians|physicians|professionals|" +
	"foundation|association|institute|university|hospital|clinic|gmbh|inc|inc.|ltd|llc|e.v.|newsdesk|newsroom|agentur|verlag|verband|ministerium|stiftung|magazin|magazine|centre|consumer|consumers")
