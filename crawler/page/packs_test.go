package page

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// TestPacksFile holds packs.msgp against the language packs that people edit; every key of theirs must be known.
func TestPacksFile(t *testing.T) {
	files, err := filepath.Glob("packs/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no packs: %v", err)
	}
	var want []byte
	for _, name := range files {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		p := &Pack{}
		if err := yaml.UnmarshalWithOptions(content, p, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		before := len(want)
		if p.Language+".yaml" != filepath.Base(name) {
			t.Errorf("%s is a pack of %q", name, p.Language)
		}
		if want, err = p.MarshalMsg(want); err != nil {
			t.Fatal(err)
		}
		read := &Pack{}
		if rest, err := read.UnmarshalMsg(want[before:]); err != nil || len(rest) > 0 || !reflect.DeepEqual(read, p) {
			t.Errorf("%s is not read back as it was written: %v", name, err)
		}
	}
	if *update {
		if err := os.WriteFile("packs.msgp", want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if have, err := os.ReadFile("packs.msgp"); err != nil || !bytes.Equal(have, want) {
		t.Errorf("packs.msgp is stale (%v): go test ./crawler/page -run TestPacksFile -update", err)
	}
}

// Each language that comes with Rounds knows at least what authors, dates, disclaimers and sources are called.
func TestPacksAreComplete(t *testing.T) {
	for _, code := range builtIn().codes {
		l := builtIn().language(code)
		for name, list := range map[string][]string{
			"written_by": l.WrittenBy, "by": l.By, "reviewed_by": l.ReviewedBy, "negation": l.Negation, "published": l.Published,
			"updated": l.Updated, "reviewed": l.Reviewed, "about_author": l.AboutAuthor, "medical": l.Medical,
			"references": l.References, "source": l.Source, "emergency_numbers": l.Emergency, "dial": l.Dial, "privacy": l.Privacy,
		} {
			if len(list) == 0 {
				t.Errorf("%s has no %s", code, name)
			}
		}
		if len(l.Months) != 12 || len(l.Roles) < 4 || len(l.Strong) < 3 || l.Soft == nil {
			t.Errorf("%s: %d months, %d roles, %d disclaimers, soft %v", code, len(l.Months), len(l.Roles), len(l.Strong), l.Soft)
		}
		kinds := map[StatementKind]bool{}
		for _, w := range l.Wordings {
			kinds[w.Kind] = true
		}
		for _, kind := range []StatementKind{Affiliation, EmergencyCare, WeakCare} {
			if !kinds[kind] {
				t.Errorf("%s has no wording of kind %s", code, kind)
			}
		}
	}
}

func TestNewPacks(t *testing.T) {
	swedish := Pack{Language: "sv", Stop: strings.Fields("och det att som en på är av för med den inte"), WrittenBy: []string{"skriven av"}}
	for name, test := range map[string]struct {
		own  []Pack
		want string // of the error; "" for none
	}{
		"a new language":        {[]Pack{swedish}, ""},
		"an addition":           {[]Pack{{Language: "de", Wordings: []Wording{{Kind: Affiliation, Words: []string{"Werbelinks"}}}}}, ""},
		"no frequent words":     {[]Pack{{Language: "sv"}}, "language pack sv: stop has 0 words"},
		"an unknown kind":       {[]Pack{{Language: "en", Wordings: []Wording{{Kind: "promise", Words: []string{"x"}}}}}, `"promise" is no kind of statement`},
		"a broken expression":   {[]Pack{{Language: "en", Strong: []DisclaimerForm{{Form: "S9", Match: "("}}}}, "disclaimer S9"},
		"a broken match":        {[]Pack{{Language: "en", Wordings: []Wording{{Kind: Claim, Words: []string{"x"}, Match: "("}}}}, "wording of kind claim"},
		"an empty phrase":       {[]Pack{{Language: "en", Wordings: []Wording{{Kind: Claim, Words: []string{"*"}}}}}, "a phrase is empty"},
		"a region":              {[]Pack{{Language: "pt-BR"}}, "code alone"},
		"replaced without stop": {[]Pack{{Language: "en", Replace: true}}, "stop has 0 words"},
	} {
		p, err := NewPacks(test.own)
		switch {
		case test.want == "" && err != nil, test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)):
			t.Errorf("%s: error %v, want %q", name, err, test.want)
		case err == nil && p.Version() == (*Packs)(nil).Version():
			t.Errorf("%s: the version is that of the built-in packs", name)
		}
	}
}

// Expressions that are built in are compiled only when they are needed: they must be some.
func TestBuiltInExpressions(t *testing.T) {
	packs, err := readPacks()
	if err != nil {
		t.Fatal(err)
	}
	for code, p := range packs {
		if err := p.compile(); err != nil {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// A pack of the user's is heard on pages of its language.
func TestOwnPack(t *testing.T) {
	packs, err := NewPacks([]Pack{
		{Language: "sv", Stop: strings.Fields("och det att som en på är av för med den inte"), WrittenBy: []string{"skriven av"}},
		{Language: "en", Wordings: []Wording{{Kind: Affiliation, Words: []string{"our shop pays us"}}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	f := extractWith(&Options{Packs: packs}, `<html lang="sv"><body><article><h1>Knäet</h1><p>Skriven av Ada Lind</p><p>Det är en led som är stel på morgonen och det är inte farligt.</p></article>`)
	if f.Phrases != "sv" || len(f.Authors) != 1 || f.Authors[0].Name != "Ada Lind" {
		t.Errorf("phrases %q, authors %v", f.Phrases, f.Authors)
	}
	f = extractWith(&Options{Packs: packs}, `<html lang="en"><body><article><p>Remember that our shop pays us for the pillows in this list.</p></article>`)
	if len(f.Said(Affiliation)) != 1 {
		t.Errorf("statements %+v", f.Statements)
	}
}

// Disclaimers may need more lists of words than there are clues.
func TestManyDisclaimers(t *testing.T) {
	var forms []DisclaimerForm
	for i := range 50 {
		word := fmt.Sprintf("notice%d", i)
		forms = append(forms, DisclaimerForm{Form: word, Match: word + " holds", Needs: [][]string{{word}, {"holds"}}})
	}
	packs, err := NewPacks([]Pack{{Language: "en", Strong: forms}})
	if err != nil {
		t.Fatal(err)
	}
	for _, form := range forms {
		f := extractWith(&Options{Packs: packs}, `<html lang="en"><body><article><p>As on every page, `+form.Form+` holds.</p></article>`)
		if len(f.Disclaimers) != 1 || f.Disclaimers[0].Form != form.Form {
			t.Errorf("%s: disclaimers %+v", form.Form, f.Disclaimers)
		}
	}
}

func extractWith(opt *Options, body string) *Facts {
	return Extract(Input{URL: "https://health.example/a/", Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(body)}, opt)
}
