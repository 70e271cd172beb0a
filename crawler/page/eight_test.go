package page

import (
	"math/rand/v2"
	"strings"
	"testing"
	"unicode"
)

// randomText is made of the given characters, some of them more than once in a row.
func randomText(r *rand.Rand, characters []rune, length int) string {
	var b strings.Builder
	for range length {
		b.WriteString(strings.Repeat(string(characters[r.IntN(len(characters))]), 1+r.IntN(3)*r.IntN(2)))
	}
	return b.String()
}

func TestWordsAndSpacesByEights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	plain := []rune("abzAZ059    -.,!@[`{/:~\x00\x1f\x7f\t\n")
	for i := range 200_000 {
		characters := plain
		switch i % 8 {
		case 0:
			characters = append(plain[:len(plain):len(plain)], 'é', '\u00a0', '\u00ad', '水', '–')
		case 1:
			characters = []rune("ab- ")
		case 2:
			characters = []rune("abcdefghijklmnopqrstuvwxyz ") // few spaces stand side by side
		}
		text := randomText(r, characters, r.IntN(40))
		if got, want := countWords(text), wordByWord(text); got != want {
			t.Fatalf("%q: %d words, want %d", text, got, want)
		}
		if got, want := folded(text), plainFolded(text); got != want {
			t.Fatalf("%q: folded %v, want %v", text, got, want)
		}
	}
}

// wordByWord is countWords, a character at a time.
func wordByWord(text string) (n int) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r <= ' ' || unicode.IsSpace(r) }) {
		counted := false
		for _, r := range word {
			switch {
			case dense(r):
				n++
				counted = false
			case (unicode.IsLetter(r) || unicode.IsDigit(r)) && !counted:
				n++
				counted = true
			}
		}
	}
	return n
}

// plainFolded is folded, a character at a time.
func plainFolded(text string) bool {
	for _, r := range text {
		if r < ' ' || r > ' ' && unicode.IsSpace(r) || invisible(r) {
			return false
		}
	}
	return !strings.HasPrefix(text, " ") && !strings.HasSuffix(text, " ") && !strings.Contains(text, "  ")
}

func TestTextsByEights(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 20_000 {
		characters := []rune("aezAEZ0189    .,-'()@[`{/:\x00\x10\x19\x7f")
		if i%4 == 0 {
			characters = append(characters, 'é', 'ß', '中', '’')
		}
		text := randomText(r, characters, r.IntN(60))
		if got, want := isASCII(text), !strings.ContainsFunc(text, func(r rune) bool { return r > 0x7f }); got != want {
			t.Fatalf("%q: ASCII %v", text, got)
		}
		if got, want := hasDigit(text), strings.ContainsAny(text, "0123456789"); got != want {
			t.Fatalf("%q: digits %v", text, got)
		}
		if got, want := smallLetters(text), strings.Map(smallASCII, text); got != want {
			t.Fatalf("%q: in small letters %q, want %q", text, got, want)
		}
		for i := range len(text) {
			n := 0
			for n < 8 && i+n < len(text) && lowered[text[i+n]] != 0 {
				n++
			}
			if got := lettersOf(eightAt(text, i)); got != n {
				t.Fatalf("%q: %d letters, want %d", text[i:], got, n)
			}
		}
	}
}

func smallASCII(r rune) rune {
	if r >= 'A' && r <= 'Z' {
		return r | 0x20
	}
	return r
}

// Each byte, wherever it stands among eight, is told from those that stand for themselves.
func TestPlainEights(t *testing.T) {
	for c := range 256 {
		for i := range 8 {
			text := []byte("aZ09-/zA")
			text[i] = byte(c)
			x := eight(string(text))
			if got, want := plainestEight(x), lowered[c] != 0 || c == '-' || c == '/'; got != want {
				t.Errorf("%q is plain in an address: %v", text, got)
			}
			want := 8
			if c < ' ' || c == '"' || c == '\\' {
				want = i
			}
			if got := plainJSON(x); got != want {
				t.Errorf("%q: %d characters are plain in JSON, want %d", text, got, want)
			}
		}
	}
}
