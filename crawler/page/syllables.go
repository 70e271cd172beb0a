package page

import "strings"

// syllables counts the syllables of an English word: its groups of vowels, less the silent ones at its end, with the
// exceptions that this rule is known for.
func syllables(w string) int {
	if len(w) <= 3 { // these have one, but for very few
		return 1
	}
	if irregularLengths[w[0]&0x1f]>>len(w)&1 != 0 {
		for _, other := range irregularShapes[w[0]&0x1f][len(w)] {
			if lowersTo(w, other.word) {
				return other.syllables
			}
		}
	}
	n := groups(w)
	low := func(back int) byte {
		if back > len(w) {
			return 0
		}
		return w[len(w)-back] | 0x20
	}
	last := low(1)
	switch {
	case last == 'e' && !vowel(low(2)) && !(low(2) == 'l' && !vowel(low(3))):
		n-- // time, but table
	case last == 's' && low(2) == 'e' && !vowel(low(3)) && !hissing(low(3), low(4)) && !(low(3) == 'l' && !vowel(low(4))):
		n-- // times, but tables and boxes
	case last == 'd' && low(2) == 'e' && !vowel(low(3)) && low(3) != 't' && low(3) != 'd' && !(low(3) == 'l' && !vowel(low(4))):
		n-- // walked, but wanted
	}
	return max(1, n)
}

// hissing reports whether the letter before a plural's "es" makes it a syllable of its own.
func hissing(c, before byte) bool {
	switch c {
	case 's', 'x', 'z', 'c', 'g':
		return true
	case 'h':
		return before == 'c' || before == 's'
	}
	return false
}

// groups counts the vowel groups of an English word, with those pairs apart that are two syllables. A vowel behind a letter that is not ASCII belongs to
// its group.
func groups(w string) (n int) {
	before := uint8(0)
	for i := range len(w) {
		kind := vowelKinds[w[i]]
		if kind&before&isVowel != 0 && apart(w[i-1]|0x20, w[i]|0x20, w, i) {
			before = 0
			n++
			continue
		}
		n += int(kind & isVowel &^ before)
		before = kind | kind>>1
	}
	return n
}

// What a byte is in a group of vowels.
const (
	isVowel = 1 << iota // a vowel of ASCII
	likeOne             // of another letter: the group may go on behind it
)

var vowelKinds = func() (kinds [256]uint8) {
	for c := range kinds {
		switch {
		case vowel(lowered[c]):
			kinds[c] = isVowel
		case c >= 0x80:
			kinds[c] = likeOne
		}
	}
	return kinds
}()

// apart reports whether two vowels in a row are two syllables: "io" in "biology", but not in "-tion" and "-cious".
func apart(a, b byte, w string, i int) bool {
	switch {
	case a == 'i' && (b == 'a' || b == 'o' || b == 'u'):
		return i < 2 || strings.IndexByte("tcsgx", w[i-2]|0x20) < 0
	case a == 'e' && b == 'o', a == 'u' && b == 'a' && i >= 2 && w[i-2]|0x20 != 'q' && w[i-2]|0x20 != 'g', a == 'i' && b == 'e' && i+1 < len(w) && w[i+1]|0x20 == 't' && i > 2:
		return true
	}
	return false
}

// vowels are the vowels of ASCII in lower case, as bits from a, the lowest, on.
const vowels = 1 | 1<<('e'-'a') | 1<<('i'-'a') | 1<<('o'-'a') | 1<<('u'-'a') | 1<<('y'-'a')

// vowel reports whether a letter in lower case is a vowel.
func vowel(c byte) bool { return c-'a' < 26 && vowels>>(c-'a')&1 != 0 }

// irregular are frequent words that the rules miscount.
var irregular = map[string]int{
	"people": 2, "area": 3, "areas": 3, "idea": 3, "ideas": 3, "being": 2, "doing": 2, "going": 2, "seeing": 2, "something": 2, "sometimes": 2, "someone": 2,
	"everyone": 3, "everything": 3, "every": 2, "different": 3, "disease": 2, "diseases": 3, "science": 2, "quiet": 2, "diet": 2, "diets": 2, "dietary": 4, "patient": 2,
	"patients": 2, "create": 2, "created": 3, "creates": 2, "business": 2, "evening": 2, "usually": 4, "client": 2, "clients": 2, "therefore": 2, "movement": 2,
	"statement": 2, "treatment": 2, "treatments": 2, "lifetime": 2, "lifestyle": 2, "safely": 2, "likely": 2, "careful": 2, "carefully": 3, "hopefully": 3, "medicine": 3,
	"medicines": 3, "whole": 1, "hour": 1, "hours": 1, "fire": 1, "our": 1, "poem": 2, "heart": 1, "year": 1, "years": 1, "great": 1, "react": 2, "reaction": 3, "reactions": 3,
	"theory": 3, "fluid": 2, "fluids": 2, "ruin": 2, "radius": 3, "video": 3, "society": 4, "variety": 4, "anxiety": 4, "people's": 2, "clothes": 1, "minute": 2, "else": 1,
	"simile": 3, "recipe": 3, "acne": 2, "apnea": 3, "syncope": 3, "diabetes": 4, "herpes": 2, "rabies": 2, "series": 2, "species": 2, "used": 1, "unused": 2,
}

// countedWord is a word with its syllables.
type countedWord struct {
	word      string
	syllables int
}

// irregularShapes are the irregular words by first letter and length: few others share both.
var irregularShapes = func() (shapes [32][16][]countedWord) {
	for w, n := range irregular {
		list := &shapes[w[0]&0x1f][len(w)]
		*list = append(*list, countedWord{w, n})
	}
	return shapes
}()

// irregularLengths are the lengths of the irregular words by first letter, as bits: most words need no more than this look.
var irregularLengths = func() (lengths [32]uint16) {
	for w := range irregular {
		lengths[w[0]&0x1f] |= 1 << len(w)
	}
	return lengths
}()

// vowelGroups counts the vowel groups of a word of any language in Latin letters.
func vowelGroups(w string) int {
	n, before := 0, false
	for _, r := range w {
		v := r < 0x80 && vowel(byte(r)|0x20) || r >= 0x80 && strings.ContainsRune("äöüéèêëáàâãåíìîïóòôõúùûœæøÄÖÜÉÈÁÀÍÓÚ", r)
		if v && !before {
			n++
		}
		before = v
	}
	return max(1, n)
}
