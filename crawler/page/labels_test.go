package page

import (
	"fmt"
	"html"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// labelDir holds what people labeled: sentences, pages, and the floors below which no detector may fall.
const labelDir = "../../testdata/labels"

// labelSets are the folders below labelDir and what their measures are called: the labels that the detectors have grown with, those that were
// written before anybody looked at what the detectors say of them, and sentences of odd wordings that were written so later.
var labelSets = []struct {
	dir, prefix string
	pages       bool
}{{"", "", true}, {"held-out", "held-out ", true}, {"held-out/second", "second held-out ", false}}

// sentenceDetectors are the detectors of wordings, each with its labeled sentences and with what it says of a page that holds one of them:
// a label, "none", and what belongs to it, such as the name of a reviewer.
var sentenceDetectors = []struct {
	name, file string
	found      func(f *Facts) (label, detail string)
}{
	{"claim", "claims.tsv", says("claim", Claim)},
	{"strong disclaimer", "disclaimers.tsv", disclaimerLevel},
	{"soft disclaimer", "disclaimers.tsv", disclaimerLevel},
	{"sensational", "promises.tsv", says("sensational", Sensational)},
	{"cure", "promises.tsv", says("cure", Cure)},
	{"reviewer", "reviewers.tsv", reviewerNamed},
	{"emergency action", "emergency.tsv", says("action", EmergencyCare)},
}

// says finds the statements of a kind that a page makes in its own words, without a hedge where it is a promise.
func says(label string, kind StatementKind) func(*Facts) (string, string) {
	return func(f *Facts) (string, string) {
		for _, s := range f.Said(kind) {
			if s.Asserted() && s.Code != "mention" && !(s.Hedged && headKinds[kind]) {
				return label, s.Code
			}
		}
		return "none", ""
	}
}

func disclaimerLevel(f *Facts) (string, string) {
	if len(f.Disclaimers) == 0 {
		return "none", ""
	}
	level := map[Strength]string{DisclaimerStrong: "strong", DisclaimerSoft: "soft", DisclaimerLink: "link"}
	return level[f.Disclaimers[0].Strength], ""
}

func reviewerNamed(f *Facts) (string, string) {
	if len(f.Reviewers) == 0 {
		return "none", ""
	}
	return "named", f.Reviewers[0].Name
}

// TestSentenceAccuracy measures the detectors of wordings on labeled sentences, and on decoys from finance, law and shopping.
func TestSentenceAccuracy(t *testing.T) {
	for _, set := range labelSets {
		measureSentences(t, set.dir, set.prefix, readSentences(t, "decoys.tsv"))
	}
}

func measureSentences(t *testing.T, dir, prefix string, decoys []sentence) {
	t.Helper()
	if dir != "" {
		decoys = nil // counted once, with the first set
	}
	floors := readFloors(t)
	for _, d := range sentenceDetectors {
		wanted := d.name[:strings.IndexByte(d.name+" ", ' ')]
		switch d.name {
		case "reviewer":
			wanted = "named"
		case "emergency action":
			wanted = "action"
		}
		var m measure
		for _, s := range append(readSentences(t, filepath.Join(dir, d.file)), decoys...) {
			label, detail := d.found(sentencePage(s.text))
			right := label == wanted && (wanted != "named" || SameName(dropTitles(detail), dropTitles(s.detail)))
			if verdict := m.add(s.label == wanted || s.label == "both" && headKinds[StatementKind(wanted)], label == wanted, right); verdict != "" && *misses {
				fmt.Printf("%-33s %-8s %s\n", prefix+d.name, verdict, s.text)
			}
		}
		floors.check(t, prefix+d.name, &m)
	}
}

// TestDisclaimerLevelAccuracy measures how often the level of a disclaimer, strong, soft or none, is the one that people gave it.
func TestDisclaimerLevelAccuracy(t *testing.T) {
	for _, set := range labelSets {
		sentences := readSentences(t, filepath.Join(set.dir, "disclaimers.tsv"))
		if set.dir == "" {
			sentences = append(sentences, readSentences(t, "decoys.tsv")...)
		}
		right := 0
		for _, s := range sentences {
			if level, _ := disclaimerLevel(sentencePage(s.text)); level == s.label {
				right++
			}
		}
		readFloors(t).share(t, set.prefix+"disclaimer level", right, len(sentences))
	}
}

// sentencePage is what is read from a page that says nothing but a sentence.
func sentencePage(sentence string) *Facts {
	body := `<!doctype html><html lang="en"><title>A note</title><main><article><h1>A note</h1><p>` + html.EscapeString(sentence) + `</p></article></main>`
	return Extract(Input{
		URL: "https://labels.example/note", Status: 200, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(body),
	}, nil)
}

// TestPageAccuracy measures on whole pages who wrote, who reviewed, when, how strong the disclaimer is, and whether scripts fill the page.
func TestPageAccuracy(t *testing.T) {
	for _, set := range labelSets {
		if set.pages {
			measurePages(t, set.dir, set.prefix)
		}
	}
}

func measurePages(t *testing.T, dir, prefix string) {
	t.Helper()
	floors := readFloors(t)
	var presence, authors, reviewers, published, updated measure
	levels, shells, all := 0, 0, 0
	for _, row := range readTable(t, filepath.Join(dir, "pages.tsv"), 7) {
		p := readPage(t, dir, row[0])
		names, _ := signedBy(p)
		level, _ := disclaimerLevel(p)
		all++
		presence.add(row[1] != "", len(p.Authors) > 0, true)
		verdicts := []string{
			authors.add(row[1] != "", len(p.Authors) > 0, allNamed(row[1], names)),
			reviewers.add(row[2] != "", len(p.Reviewers) > 0, allNamed(row[2], peopleNames(p.Reviewers))),
			published.add(row[3] != "", writtenOn(p) != "", writtenOn(p) == row[3]),
			updated.add(row[4] != "", dated(p, "updated") != "", dated(p, "updated") == row[4]),
		}
		if level == row[5] {
			levels++
		} else {
			verdicts = append(verdicts, "level "+level)
		}
		if p.Shell == (row[6] == "shell") {
			shells++
		}
		if verdict := strings.Join(verdicts, " "); *misses && strings.TrimSpace(verdict) != "" {
			fmt.Printf("%-24s %q want %q got %q\n", row[0], verdicts, row[1:], names)
		}
	}
	floors.check(t, prefix+"author presence", &presence)
	floors.check(t, prefix+"page author", &authors)
	floors.check(t, prefix+"page reviewer", &reviewers)
	floors.check(t, prefix+"published date", &published)
	floors.check(t, prefix+"updated date", &updated)
	floors.share(t, prefix+"page disclaimer", levels, all)
	floors.share(t, prefix+"shell", shells, all)
}

func readPage(t *testing.T, dir, file string) *Facts {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(labelDir, dir, "pages", file))
	if err != nil {
		t.Fatal(err)
	}
	address := "https://labels.example/" + strings.TrimSuffix(file, ".html")
	return Extract(Input{URL: address, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: body}, nil)
}

// allNamed reports whether every name of a list with semicolons is among those found.
func allNamed(want string, got []string) bool {
	for _, name := range strings.Split(want, "; ") {
		if !slices.ContainsFunc(got, func(g string) bool { return sameLabel(g, name) }) {
			return false
		}
	}
	return true
}

func peopleNames(people []Person) []string {
	var names []string
	for i := range people {
		names = append(names, people[i].Name)
	}
	return names
}

// writtenOn is the day on which a page says it was written, "" where it says only when it changed.
func writtenOn(f *Facts) string {
	d := f.Written()
	if d.Time.IsZero() || d.Label != "published" && d.Label != "" {
		return ""
	}
	return d.Time.Format(time.DateOnly)
}

// dated is the day of the first date with a label, "" without one.
func dated(f *Facts, label string) string {
	for i := range f.Dates {
		if f.Dates[i].Label == label {
			return f.Dates[i].Time.Format(time.DateOnly)
		}
	}
	return ""
}

// sentence is a labeled sentence; detail is the code that its wording has, or the name in it.
type sentence struct{ label, text, detail string }

func readSentences(t *testing.T, file string) []sentence {
	t.Helper()
	var all []sentence
	for _, column := range readTable(t, file, 2) {
		s := sentence{label: column[0], text: column[1]}
		if len(column) > 2 {
			s.detail = column[2]
		}
		if filepath.Base(file) == "emergency.tsv" && (s.label == "emergency" || s.label == "urgent") {
			s.label = "action"
		}
		all = append(all, s)
	}
	return all
}

// readTable reads a file of tab-separated columns, of which a line must have at least so many.
func readTable(t *testing.T, file string, least int) [][]string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(labelDir, file))
	if err != nil {
		t.Fatal(err)
	}
	var rows [][]string
	for i, line := range strings.Split(strings.TrimRight(string(content), "\n"), "\n") {
		row := strings.Split(line, "\t")
		if len(row) < least {
			t.Fatalf("%s:%d: %d columns, want at least %d", file, i+1, len(row), least)
		}
		rows = append(rows, row)
	}
	return rows
}

// measure counts the answers of a detector: wrong are answers where there is nothing, or the wrong thing.
type measure struct{ right, wrong, missed, silent int }

// add takes in an answer and says what is wrong with it, "" for nothing.
func (m *measure) add(wanted, got, right bool) string {
	switch {
	case wanted && got && right:
		m.right++
		return ""
	case got:
		m.wrong++
		if wanted {
			m.missed++
		}
		return "wrong"
	case wanted:
		m.missed++
		return "missed"
	}
	m.silent++
	return ""
}

func (m *measure) precision() float64 { return share(m.right, m.right+m.wrong) }
func (m *measure) recall() float64    { return share(m.right, m.right+m.missed) }

func (m *measure) f1() float64 {
	p, r := m.precision(), m.recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(part, whole int) float64 { return float64(part) / float64(max(1, whole)) }

// floors are the least values of each detector's measures: precision, recall, f1 or exact.
type floors map[string]map[string]float64

func readFloors(t *testing.T) floors {
	t.Helper()
	f := floors{}
	for _, row := range readTable(t, "floors.tsv", 3) {
		least, err := strconv.ParseFloat(row[2], 64)
		if err != nil {
			t.Fatal(err)
		}
		if f[row[0]] == nil {
			f[row[0]] = map[string]float64{}
		}
		f[row[0]][row[1]] = least
	}
	return f
}

// check prints the measures of a detector and fails where one lies under its floor.
func (f floors) check(t *testing.T, detector string, m *measure) {
	t.Helper()
	t.Logf("%-33s precision %.3f  recall %.3f  F1 %.3f  (%d right, %d wrong, %d missed, %d rightly silent)",
		detector, m.precision(), m.recall(), m.f1(), m.right, m.wrong, m.missed, m.silent)
	for name, value := range map[string]float64{"precision": m.precision(), "recall": m.recall(), "f1": m.f1()} {
		f.hold(t, detector, name, value)
	}
}

// share is check for a detector that is right or not.
func (f floors) share(t *testing.T, detector string, right, all int) {
	t.Helper()
	t.Logf("%-33s exact %.3f  (%d of %d)", detector, share(right, all), right, all)
	f.hold(t, detector, "exact", share(right, all))
}

func (f floors) hold(t *testing.T, detector, measure string, value float64) {
	t.Helper()
	if least := f[detector][measure]; value < least {
		t.Errorf("%s: %s %.3f is below its floor of %.3f in %s", detector, measure, value, least, filepath.Join(labelDir, "floors.tsv"))
	}
}
