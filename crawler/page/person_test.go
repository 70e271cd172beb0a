package page

import (
	"strings"
	"testing"
)

func TestReadNames(t *testing.T) {
	packs, _ := builtIn().languagesOf("en", nil)
	for _, test := range []struct{ raw, want string }{
		{"Jane Roe", "Jane Roe"},
		{"  Jane\n Roe ", "Jane Roe"},
		{"Jane Roe, MD", "Jane Roe [MD] 1"},
		{"Jane Roe, M.D., Ph.D.", "Jane Roe [M.D. Ph.D.] 1"},
		{"Jane Roe MD", "Jane Roe [MD] 1"},
		{"Dr. Jane Roe", "Jane Roe [Dr.] 2"},
		{"Dr. med. Jane Roe", "Jane Roe [Dr.] 1"},
		{"Prof. Jane Roe", "Jane Roe"},
		{"Jane Roe, Registered Dietitian", "Jane Roe [Registered Dietitian] 1"},
		{"Jane Roe, CMA", "Jane Roe [CMA] 3"},
		{"Jane Roe, ND", "Jane Roe [ND] 4"},
		{"Jane Roe and John Poe", "Jane Roe; John Poe"},
		{"Jane Roe, John Poe & Ann Lee", "Jane Roe; John Poe; Ann Lee"},
		{"Jane Roe, MD, John Poe, RN", "Jane Roe [MD] 1; John Poe [RN] 1"},
		{"Roe, Jane", "Jane Roe"},
		{"Ludwig van der Berg", "Ludwig van der Berg"},
		{"Redacci&oacute;n", "Redacción"},
		{"Jane Roe PA", "Jane Roe PA"},   // without a comma a place or a name
		{"John Do", "John Do"},           // no osteopath
		{"Mary MS Cole", "Mary MS Cole"}, // initials
	} {
		if got := describeNames(readNames(test.raw, packs)); got != test.want {
			t.Errorf("%q: %q, want %q", test.raw, got, test.want)
		}
	}
}

func describeNames(all []nameParts) string {
	var out []string
	for _, n := range all {
		s := n.name
		if n.tier > 0 {
			s += " [" + strings.Join(n.credentials, " ") + "] " + string(rune('0'+n.tier))
		}
		out = append(out, s)
	}
	return strings.Join(out, "; ")
}

func TestSameName(t *testing.T) {
	for _, test := range []struct {
		a, b string
		same bool
	}{
		{"Jane Roe", "jane roe", true},
		{"José Núñez", "Jose Nunez", true},
		{"Jane A. Roe", "Jane Roe", true},
		{"J. Roe", "Jane Roe", true},
		{"Roe, Jane", "Jane Roe", true},
		{"Jane Roe", "Jane Poe", false},
		{"Jane", "Jane Roe", false},
		{"", "Jane Roe", false},
		{"Jürgen Weiß", "JÜRGEN WEISS", true},
	} {
		if got := SameName(test.a, test.b); got != test.same {
			t.Errorf("%q and %q: %v", test.a, test.b, got)
		}
	}
}

// A name is folded the same way whether it is all ASCII or not.
func TestFoldName(t *testing.T) {
	for _, name := range []string{"", "Jane Roe", "  O'Neil-Roe, MD (42) ", "J. R.", "'", "--", "a_b"} {
		if got, want := foldName("Ö "+name), strings.TrimSpace("o "+foldName(name)); got != want {
			t.Errorf("%q behind a letter that is not ASCII is %q, want %q", name, got, want)
		}
	}
}

func TestGenericName(t *testing.T) {
	packs, _ := builtIn().languagesOf("de", nil)
	d := &trust{packs: packs, host: "www.joint-notes.example", label: "jointnotes", site: "thejointpaper"}
	for name, want := range map[string]bool{
		"admin": true, "Editorial Team": true, "the editors": true, "Staff Writer": true, "Redaktion": true, "Die Redaktion": true,
		"Online-Redaktion": true, "Guest Author": true, "user4711": true, "jroe_42": true, "jane.roe": true, "desk@health.example": true,
		"www.health.example": true, "Joint Notes": true, "The Joint Paper": true, "Joint Notes Health Education Team": true,
		"Clinical Coding Expert": true, "Our Sleep Specialists": true, "Medical Education Specialist": true, "Jane Roe": false, "Roe": false, "Dr. Staffan Lind": false, "Edith Boardman": false, "madonna": false,
	} {
		if got := d.namesNobody(name); got != want {
			t.Errorf("%q: %v, want %v", name, got, want)
		}
	}
}

func TestLeadingName(t *testing.T) {
	for text, want := range map[string]string{
		"Jane Roe is a nurse":                "Jane Roe",
		"Jane Roe, MD on April 3":            "Jane Roe",
		"Jane Roe on April 3":                "Jane Roe",
		"Dr. Jane A. Roe has":                "Dr. Jane A. Roe",
		"Jean-Luc d'Arc writes":              "Jean-Luc",
		"Maria de la Cruz works":             "Maria de la Cruz",
		"JANE ROE | May 3":                   "JANE ROE",
		"Christmas Eve most shoulders":       "Christmas Eve",
		"the nurse":                          "",
		"Jane Roe. She writes":               "Jane Roe",
		"Klaus Brandt Tags: 1907, 1931":      "Klaus Brandt",
		"":                                   "",
		"A B C D E F G":                      "A B C D E",
		strings.Repeat("A", 300) + " Person": "",
	} {
		if got, _ := leadingName(text); got != want {
			t.Errorf("%.40q: %q, want %q", text, got, want)
		}
	}
}

func TestWordIndex(t *testing.T) {
	for _, test := range []struct {
		text, word string
		want       int
	}{
		{"a nurse writes", "nurse", 2},
		{"nurses and a nurse", "nurse", 13},
		{"ärzte", "rzte", -1},
		{"nurse", "", -1}, // a name of nothing but apostrophes folds to this
		{"", "nurse", -1},
	} {
		if got := wordIndex(test.text, test.word); got != test.want {
			t.Errorf("%q in %q: %d, want %d", test.word, test.text, got, test.want)
		}
	}
	article("en", `<meta name="author" content="ʼʼʼ ʼʼʼ"><p>By <a class="author" href="/x">ʼʼʼ ʼʼ</a></p>`+filler)
}
