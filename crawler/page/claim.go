package page

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// noClaim reports whether a sentence claims nothing: it asks, or is too short for a sentence.
func (s *speaker) noClaim(plain string) bool {
	plain = strings.TrimLeft(plain, ` "'(`)
	if asks(plain) || countWords(plain) < 6 || s.head != nil || headingElement(s.t.f.Blocks[s.block].Element) {
		return true
	}
	first, _, _ := strings.Cut(plain, " ")
	return slices.Contains(s.language.Questions, first)
}

// claims reports whether the words of a claim, at a place in its sentence, say that somebody has found something out.
func (s *speaker) claims(plain string, at int, phrase string) bool {
	before, after := plain[:at], plain[at+len(phrase):]
	if strings.HasSuffix(phrase, " who") && wordIndex(s.text, "WHO") < 0 {
		return false
	}
	return !broken(phrase, after) && !idle(before, phrase, after)
}

var (
	// nouns matches words of a claim that do not belong together: a verb that is a noun or an infinitive where it stands, the half of a compound, a
	// clause that begins between them.
	nouns = lazy.MustCompile(`\b(?:to|and|or|an?|the|of|for|this|each|\w+ous|\w+ine) (?:support|reports?|links?|find|questions?)$|\b(?:and|or) (?:connect|identify|predict|document|support)$|` +
		`^\w+-based\b|-\w+$|\b(?:how|which|where|when|if|because)\b|^(?:analys[ei]s|data|reviews?|surveys?) (?:that|which) |` +
		`\b(?:attempt\w*|aim\w*|tri(?:es|ed)|hop\w+|seek\w*|set out|designed|needed) to \w+$|\b(?:can|may|could|will) be found$|\b(?:is|are|was|were) described$|^(?:data|surveys?|literature|reviews?) \w.* to (?:indicate|identify|show|find|confirm|reveal|predict|link|connect|report)$`)
	noun = lazy.MustCompile(`\b(?:support|reports?|links?)$`)
)

// broken reports whether the words of a claim do not belong together: another clause or the next item of a list begins
// between them, or its verb is a noun. What stands between two commas is an insertion. After is the rest of the sentence.
func broken(phrase, after string) bool {
	return strings.Count(phrase, ", ") == 1 || strings.Contains(phrase, ": ") || strings.Contains(phrase, "; ") ||
		nouns.MatchString(phrase) || noun.MatchString(phrase) && strings.Trim(after, " .!)") == ""
}

var (
	// ownData matches what stands before data that somebody keeps, in an app or a drawer.
	ownData = lazy.MustCompile(`\b(?:your|own|my|our|their|his|her|user|users'?|personal|health|medical|lab|privacy|more|tracked|logged|uploaded|raw|app|wearable|cgm|phone|device|tracker|sleep|training|fitness|step|location|symptom|cycle|days? of|weeks? of|months? of) $`)
	// dataSay matches what data say in a claim.
	dataSay = lazy.MustCompile(`^data(?: (?:from|on|of|in|for|also|now|clearly|strongly|consistently|collected|published|gathered|do|does|are|is|have|has)\b.*)? (?:show(?:s|ed|n)?|suggest\w*|indicat\w+|support\w*|confirm\w*|reveal\w*|demonstrat\w+|` +
		`point(?:s|ed)? to|\w*acknowledg\w+|backs?|link\w*|tie[sd]?|found|associate\w*|impl(?:y|ies))$`)
	refusal = lazy.MustCompile(`\b(?:won't|don't|doesn't|can't|cannot|will not|do not|does not)\b`)
	whatOf  = lazy.MustCompile(`\b(?:what|than the) (?:\w+ ){0,4}$|\b(?:why|how) (?:(?:the|this|a|some|current|recent) ){0,2}$|\b(?:the(?: \w+)? number|lack|list) of $`)
)

// idle reports whether the noun of a claim says nothing of the world: data that somebody keeps, or "what the research shows".
func idle(before, phrase, after string) bool {
	if whatOf.MatchString(before) {
		return true
	}
	return strings.HasPrefix(phrase, "data") &&
		(ownData.MatchString(before) || !dataSay.MatchString(phrase) || refusal.MatchString(phrase) || strings.HasPrefix(after, " up") || strings.HasPrefix(after, " you "))
}
