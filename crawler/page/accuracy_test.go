package page

import (
	"bufio"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// bylines is a folder with labels.tsv and pages/, as testdata/bylines; `make accuracy BYLINES=DIR` measures a larger one.
var (
	bylines = flag.String("bylines", filepath.Join("testdata", "bylines"), "folder of labeled pages to measure the author detector on")
	misses  = flag.Bool("misses", false, "list the pages on which the author detector is wrong")
)

// Floors of the author detector on testdata/bylines. They only rise.
const (
	recallFloor    = 0.95
	precisionFloor = 0.95
)

// TestAuthorAccuracy compares the authors that the cascade finds with those that people read on the same pages. A page is
// right when every labeled author is among those found; the names are compared folded, without order, titles and marks.
func TestAuthorAccuracy(t *testing.T) {
	var s score
	for _, l := range readLabels(t, *bylines) {
		body, err := os.ReadFile(filepath.Join(*bylines, "pages", l.file))
		if err != nil {
			t.Fatal(err)
		}
		f := Extract(Input{URL: l.address, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: body}, nil)
		got, source := signedBy(f)
		if verdict := s.add(l.authors, got, source); verdict != "right" && *misses {
			fmt.Printf("%-8s %-9s %s  want %q got %q\n", verdict, source, l.file, l.authors, got)
		}
	}
	t.Logf("%s", s)
	recall, precision := s.rates()
	if *bylines == flag.Lookup("bylines").DefValue && (recall < recallFloor || precision < precisionFloor) {
		t.Errorf("recall %.3f, precision %.3f: below the floor of %.2f and %.2f", recall, precision, recallFloor, precisionFloor)
	}
}

// signedBy is what the page says of its author: the winners of the cascade, else the body that signs in place of a person.
func signedBy(f *Facts) (names []string, source string) {
	for _, a := range f.Authors {
		names, source = append(names, a.Name), a.Source
	}
	for _, a := range f.AuthorFinds {
		if len(names) == 0 && (a.Rejected == "generic" || a.Rejected == "organization") && a.Source != "meta" {
			names, source = append(names, a.Name), "body"
		}
	}
	return names, source
}

type label struct {
	file, address string
	authors       []string
}

// readLabels reads the pages whose author people have looked for.
func readLabels(t *testing.T, dir string) []label {
	file, err := os.Open(filepath.Join(dir, "labels.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var labels []label
	for lines := bufio.NewScanner(file); lines.Scan(); {
		column := strings.Split(lines.Text(), "\t")
		if len(column) < 5 || column[4] != "True" {
			continue
		}
		l := label{file: column[0], address: column[1]}
		for _, name := range strings.FieldsFunc(column[2], func(r rune) bool { return r == ',' || r == ';' }) {
			if name = strings.TrimSpace(name); name != "Unknown" && len(name) > 1 && credentialTier(name, true) == 0 {
				l.authors = append(l.authors, name)
			}
		}
		labels = append(labels, l)
	}
	if len(labels) == 0 {
		t.Fatalf("%s has no labels", dir)
	}
	return labels
}

// score counts pages with a labeled author (right, wrong, missed) and, apart, pages without one that were given one.
type score struct {
	right, wrong, missed, unsigned, invented int

	bySource map[string][2]int // right and all answers
}

func (s *score) add(want, got []string, source string) string {
	if len(want) == 0 {
		s.unsigned++
		if len(got) > 0 {
			s.invented++
			return "invented"
		}
		return "right"
	}
	if len(got) == 0 {
		s.missed++
		return "missed"
	}
	if s.bySource == nil {
		s.bySource = map[string][2]int{}
	}
	n := s.bySource[source]
	n[1]++
	defer func() { s.bySource[source] = n }()
	for _, w := range want {
		if !slices.ContainsFunc(got, func(g string) bool { return sameLabel(g, w) }) {
			s.wrong++
			return "wrong"
		}
	}
	s.right++
	n[0]++
	return "right"
}

func sameLabel(got, want string) bool {
	return SameName(dropTitles(got), dropTitles(want)) || foldName(got) == foldName(want)
}

func (s *score) rates() (recall, precision float64) {
	return float64(s.right) / float64(max(1, s.right+s.wrong+s.missed)), float64(s.right) / float64(max(1, s.right+s.wrong))
}

func (s score) String() string {
	recall, precision := s.rates()
	text := fmt.Sprintf("author: recall %.3f, precision %.3f (%d right, %d wrong, %d missed); %d of %d unsigned pages were given one",
		recall, precision, s.right, s.wrong, s.missed, s.invented, s.unsigned)
	for _, source := range []string{"json-ld", "microdata", "class", "text", "bio", "meta", "body"} {
		if n := s.bySource[source]; n[1] > 0 {
			text += fmt.Sprintf("\n  %-10s %d of %d", source, n[0], n[1])
		}
	}
	return text
}
