package page

import (
	"bufio"
	"flag"
	"fmt"
	"hash/crc32"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
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
	dateFloor      = 0.95
)

// TestAuthorAccuracy compares the authors that the cascade finds with those that people read on the same pages. A page is
// right when every labeled author is among those found; the names are compared folded, without order, titles and marks.
func TestAuthorAccuracy(t *testing.T) {
	var s score
	for _, l := range readLabels(t, *bylines) {
		f := l.read(t)
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
	date          string // as 2006-01-02, "" where the page has none
}

// read extracts a labeled page.
func (l *label) read(t *testing.T) *Facts {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(*bylines, "pages", l.file))
	if err != nil {
		t.Fatal(err)
	}
	return Extract(Input{URL: l.address, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: body}, nil)
}

// half is which half of the labels a page is in, by its name: a detector is made with one and measured with both.
func (l *label) half() int {
	return int(crc32.ChecksumIEEE([]byte(l.file)) >> 7 & 1)
}

// TestDateAccuracy compares the day on which a page says it was written with the one that people read there.
func TestDateAccuracy(t *testing.T) {
	var halves [2]dateScore
	sources := map[string][2]int{} // right and all answers
	for _, l := range readLabels(t, *bylines) {
		f := l.read(t)
		d := f.Written()
		got := ""
		if !d.Time.IsZero() {
			got = d.Time.Format(time.DateOnly)
		}
		verdict := halves[l.half()].add(l.date, got)
		if l.date != "" && got != "" {
			n := sources[d.Source+" "+d.Label]
			n[1]++
			if verdict == "right" {
				n[0]++
			}
			sources[d.Source+" "+d.Label] = n
		}
		if verdict != "right" && *misses {
			fmt.Printf("%d %-8s %-9s %-10s %s  want %q got %q %s\n", l.half(), verdict, d.Source, d.Label, l.file, l.date, got, l.address)
		}
	}
	all := dateScore{halves[0].right + halves[1].right, halves[0].wrong + halves[1].wrong, halves[0].missed + halves[1].missed, halves[0].invented + halves[1].invented}
	t.Logf("date, all pages:   %s", all)
	t.Logf("date, first half:  %s", halves[0])
	t.Logf("date, second half: %s", halves[1])
	for _, source := range slices.Sorted(maps.Keys(sources)) {
		t.Logf("  %-20s %d of %d", source, sources[source][0], sources[source][1])
	}
	if *bylines == flag.Lookup("bylines").DefValue && share(all.right, all.right+all.wrong+all.missed) < dateFloor {
		t.Errorf("%s: below the floor of %.2f", all, dateFloor)
	}
}

// dateScore counts pages with a labeled date (right, wrong, missed) and those without one that were given one.
type dateScore struct{ right, wrong, missed, invented int }

func (s *dateScore) add(want, got string) string {
	switch {
	case want == got:
		if want != "" {
			s.right++
		}
		return "right"
	case want == "":
		s.invented++
		return "invented"
	case got == "":
		s.missed++
		return "missed"
	}
	s.wrong++
	return "wrong"
}

func (s dateScore) String() string {
	answers, labeled := s.right+s.wrong, s.right+s.wrong+s.missed
	return fmt.Sprintf("exact %.3f, precision %.3f (%d right, %d wrong, %d missed of %d; %d more were given one)",
		share(s.right, labeled), share(s.right, answers), s.right, s.wrong, s.missed, labeled, s.invented)
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
		l := label{file: column[0], address: column[1], date: column[3]}
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
