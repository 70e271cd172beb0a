package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Tiers of Person.Tier: how far a title or occupation speaks for medical training.
const (
	tierClinician   = 1 // licensed to treat
	tierAcademic    = 2 // academic or adjacent
	tierSupport     = 3 // support, unlicensed, or a title that is not protected
	tierAlternative = 4
)

// credentials maps an abbreviation, upper case without dots and hyphens, to its tier. Many collide with ordinary words
// (MS, DO, PA, ND): they count only right after a person's name.
var credentials = credentialTiers(map[int]string{
	tierClinician: `MD DO MBBS MBCHB MBBCH BMBS BMBCH FRCS FRCP MRCP MRCGP FACS FACP FACC FAAD FAAFP FACOG FAAP DNB DM MCH MSURG
		PHARMD RPH BPHARM RN BSN MSN DNP NP FNP FNPBC FNPC APRN CNM CRNA PA PAC LPN LVN RD RDN LD LDN APD CDCES CDE PT DPT MCSP OT OTRL OTR SLP
		CCCSLP DDS DMD BDS DVM PSYD LCSW LMFT LPC LPCC LMHC BCBA DPM OD AUD`,
	tierAcademic:    `PHD SCD DRPH MPH MSC MS MA BSC BA MHA MBA CPH CNS CSCS NASMCPT ACECPT CHES MCHES ELS RYT EDD MED DPHIL DSC`,
	tierSupport:     `CMA RMA CNA EMT EMTB CHC NBCHWC`,
	tierAlternative: `DC ND LAC DACM DOM BAMS BHMS DHOM`,
})

func credentialTiers(lists map[int]string) map[string]int {
	tiers := map[string]int{}
	for tier, list := range lists {
		for code := range strings.FieldsSeq(list) {
			tiers[code] = tier
		}
	}
	return tiers
}

var undotted = strings.NewReplacer(".", "", "-", "", "/", "")

// credentialTier is the tier of an abbreviation that stands after a name, 0 where it is none. A token in lower case, as
// in "do" or "ms", is a word; two letters need the comma or the dots that set them apart from places and verbs.
func credentialTier(token string, afterComma bool) int {
	token = strings.Trim(token, " ,;()[]|")
	upper := 0
	for i := range len(token) {
		if c := token[i]; c >= 'A' && c <= 'Z' {
			upper++
		}
	}
	if upper < 2 || len(token) > 12 || !isASCII(token) {
		return 0
	}
	bare := undotted.Replace(token)
	if len(bare) == 2 && !afterComma && bare != "MD" && !strings.Contains(token, ".") {
		return 0
	}
	return credentials[strings.ToUpper(bare)]
}

// readCredentials takes credentials from the start of what follows a name, as in ", MD, PhD" or ", Registered Dietitian".
// It returns them as written and what follows them.
func readCredentials(after string, packs []*language) (found []string, tier int, rest string) {
	rest = strings.TrimSpace(after)
	for rest != "" {
		comma := rest[0] == ',' || rest[0] == '('
		part := strings.TrimLeft(rest, ",( ")
		chunk := cut(part, maxCredential)
		if end := strings.IndexFunc(chunk, endsCredential); end >= 0 {
			chunk = chunk[:end]
		}
		chunk = strings.TrimSpace(chunk)
		code, n := leadingCredential(chunk, comma)
		if n == 0 && comma {
			code, n = leadingRole(chunk, packs)
		}
		if n == 0 {
			return found, tier, rest
		}
		found = append(found, chunk[:n])
		tier = BetterTier(tier, code)
		rest = strings.TrimLeft(part[strings.Index(part, chunk)+n:], " )")
	}
	return found, tier, rest
}

// maxCredential is more characters than any title or occupation has.
const maxCredential = 80

func endsCredential(r rune) bool {
	switch r {
	case ',', ';', '|', '(', ')', '·', '•':
		return true
	}
	return false
}

// leadingCredential is the tier and length of an abbreviation that begins the text.
func leadingCredential(text string, afterComma bool) (tier, length int) {
	token, _, _ := strings.Cut(text, " ")
	if tier = credentialTier(token, afterComma); tier == 0 {
		return 0, 0
	}
	return tier, len(token)
}

// leadingRole is the tier and length of an occupation that begins the text.
func leadingRole(text string, packs []*language) (tier, length int) {
	low := lowerCase(text)
	if len(low) != len(text) {
		return 0, 0
	}
	for _, p := range packs {
		for _, r := range p.Roles {
			for _, name := range r.Names {
				if len(name) > length && len(name) <= len(low) && name[0] == low[0] && strings.HasPrefix(low, name) && boundary(low, len(name)) {
					tier, length = r.Tier, len(name)
				}
			}
		}
	}
	return tier, length
}

// roleIn finds the occupation with the best tier that a text names as a whole phrase; among equals the longest.
func roleIn(text string, packs []*language) (name string, tier int) {
	low := lowerCase(text)
	for _, p := range packs {
		held := p.occupations.in(low)
		for i := range p.roles {
			r := &p.roles[i]
			if !held.has(r.clue) {
				continue
			}
			at := wordIndex(low, r.name)
			if at < 0 || insideLonger(low, r, at) {
				continue
			}
			if name == "" || BetterTier(tier, r.tier) != tier || r.tier == tier && len(r.name) > len(name) {
				name, tier = r.name, r.tier
				if len(low) == len(text) {
					name = text[at : at+len(r.name)]
				}
			}
		}
	}
	return name, tier
}

// occupation is the bit of a role's name in language.occupations. There are more names than bits: a bit says that one of
// several may stand in a text.
func occupation(name string) clues {
	sum := 0
	for i := range len(name) {
		sum += int(name[i])
	}
	return 1 << (sum % 32)
}

// insideLonger reports whether a role is part of a longer one at the same place: "doctor" in "naturopathic doctor".
func insideLonger(low string, r *role, at int) bool {
	for _, longer := range r.longer() {
		if i := wordIndex(low, longer); i >= 0 && i <= at && at < i+len(longer) {
			return true
		}
	}
	return false
}

// longerNames are the names of roles that hold another one.
func (p *Pack) longerNames(name string) (all []string) {
	for _, r := range p.Roles {
		for _, longer := range r.Names {
			if len(longer) > len(name) && strings.Contains(longer, name) {
				all = append(all, longer)
			}
		}
	}
	return all
}

// BetterTier is the one of two tiers (Person.Tier) that speaks more for medical training: 1, 2, 4, 3, then 0.
func BetterTier(a, b int) int {
	rank := [...]int{9, 1, 2, 4, 3}
	if rank[b] < rank[a] {
		return b
	}
	return a
}

// wordIndex finds word in text where neither neighbor is a letter or digit, -1 where it does not stand there.
func wordIndex(text, word string) int {
	for from := 0; ; {
		i := strings.Index(text[from:], word)
		if i < 0 || word == "" {
			return -1
		}
		i += from
		if boundaryBefore(text, i) && boundary(text, i+len(word)) {
			return i
		}
		from = i + len(word)
	}
}

// boundary reports whether no letter or digit begins at i.
func boundary(text string, i int) bool {
	for _, r := range text[i:] {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}
	return true
}

// boundaryBefore reports whether no letter or digit ends at i.
func boundaryBefore(text string, i int) bool {
	last, size := utf8.DecodeLastRuneInString(text[:i])
	return size == 0 || !unicode.IsLetter(last) && !unicode.IsDigit(last)
}
