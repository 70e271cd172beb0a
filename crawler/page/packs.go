package page

import (
	"crypto/sha256"
	_ "embed" // packs.msgp
	"encoding/hex"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

//go:embed packs.msgp
var packFile []byte

// Packs is a set of language packs. It is safe for concurrent use.
type Packs struct {
	codes    []string  // languages, English first; at most maxLanguages
	frequent *wordBits // of frequent words, the languages that have them, in the order of codes
	ready    map[string]func() *language
	months   map[string]time.Month // of all languages
	version  string
}

// maxLanguages is how many languages one set can have.
const maxLanguages = 64

// builtIn are the packs that come with Rounds, read on first use.
var builtIn = sync.OnceValue(func() *Packs {
	p, err := NewPacks(nil)
	if err != nil {
		panic(err) // the files are part of the program
	}
	return p
})

// NewPacks adds packs to those that are built in, or puts them in their place where they say so. The error names the pack that
// is at fault.
func NewPacks(own []Pack) (*Packs, error) {
	all, err := readPacks()
	if err != nil {
		return nil, err
	}
	changed := map[string]bool{}
	for i := range own {
		code := own[i].Language
		if len(code) < 2 || len(code) > 3 || strings.ToLower(code) != code {
			return nil, fmt.Errorf("language pack %q: the language must be its code alone in lower case, such as pt", code)
		}
		if have := all[code]; have != nil && !own[i].Replace {
			all[code] = have.with(&own[i])
		} else {
			all[code] = &own[i]
		}
		changed[code] = true
	}
	p := &Packs{ready: map[string]func() *language{}, months: map[string]time.Month{}, version: version(own)}
	if len(all) > maxLanguages {
		return nil, fmt.Errorf("%d language packs; at most %d can be told apart", len(all), maxLanguages)
	}
	for code := range all {
		p.codes = append(p.codes, code)
	}
	slices.SortFunc(p.codes, englishFirst)
	frequent := map[string]uint64{}
	for i, code := range p.codes {
		for _, w := range all[code].Stop {
			frequent[strings.ToLower(w)] |= 1 << i
		}
		for name, month := range all[code].monthNames() {
			p.months[name] = month
		}
		if err := p.add(all[code], changed[code]); err != nil {
			return nil, fmt.Errorf("language pack %s: %w", code, err)
		}
	}
	delete(frequent, "")
	p.frequent = newWordBits(frequent)
	return p, nil
}

func englishFirst(a, b string) int {
	switch {
	case a == b:
		return 0
	case a == "en":
		return -1
	case b == "en":
		return 1
	}
	return strings.Compare(a, b)
}

// monthNames are the names and abbreviations of the months.
func (p *Pack) monthNames() map[string]time.Month {
	names := map[string]time.Month{}
	for i := range p.Months {
		for _, name := range p.Months[i] {
			names[name] = time.Month(i + 1)
		}
	}
	return names
}

// minStop is how many frequent words tell a language from others.
const minStop = 10

// add takes a pack into the set. One of the user's is made ready at once, so that its faults show.
func (p *Packs) add(pack *Pack, own bool) error {
	if len(pack.Stop) < minStop {
		return fmt.Errorf("stop has %d words; give at least %d frequent words, by which its pages are recognized", len(pack.Stop), minStop)
	}
	p.ready[pack.Language] = sync.OnceValue(func() *language {
		l, err := newLanguage(pack)
		if err != nil {
			panic(err) // the files are part of the program
		}
		return l
	})
	if !own {
		return nil
	}
	if err := pack.compile(); err != nil {
		return err
	}
	l, err := newLanguage(pack)
	p.ready[pack.Language] = func() *language { return l }
	return err
}

// compile reports the first expression of a pack that is none. Those that are built in are compiled when they are first needed.
func (p *Pack) compile() error {
	forms := p.Strong
	if p.Soft != nil {
		forms = append(forms[:len(forms):len(forms)], *p.Soft)
	}
	for _, f := range forms {
		if _, err := newAlternatives(f.Match); err != nil {
			return fmt.Errorf("disclaimer %s: %w", f.Form, err)
		}
	}
	for _, w := range p.Wordings {
		if _, err := regexp.Compile(w.Match); err != nil {
			return fmt.Errorf("wording of kind %s: %w", w.Kind, err)
		}
	}
	return nil
}

// language is a pack made ready, nil where there is none.
func (p *Packs) language(code string) *language {
	if ready := p.ready[code]; ready != nil {
		return ready()
	}
	return nil
}

// Prepare makes built-in English ready, which nearly every page is read with, so that the first page need not wait for it. It takes some milliseconds.
func Prepare() { builtIn().language("en") }

// Version identifies what the packs say: facts that were taken with the same version rest on the same phrases.
func (p *Packs) Version() string {
	if p == nil {
		return builtIn().version
	}
	return p.version
}

// Languages are the codes of the languages in the set, English first.
func (p *Packs) Languages() []string {
	if p == nil {
		return slices.Clone(builtIn().codes)
	}
	return slices.Clone(p.codes)
}

// version tells what is built in, with the packs of the user, from what is not the same.
func version(own []Pack) string {
	sum := sha256.New()
	sum.Write(packFile)
	for i := range own {
		content, err := own[i].MarshalMsg(nil)
		if err != nil {
			panic(err) // a Pack holds nothing that cannot be written
		}
		sum.Write(content)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6])
}

// readPacks reads what is built in: the files in packs, which a test writes into one that is read several hundred times faster.
func readPacks() (map[string]*Pack, error) {
	all := map[string]*Pack{}
	for rest := packFile; len(rest) > 0; {
		p := &Pack{}
		var err error
		if rest, err = p.UnmarshalMsg(rest); err != nil {
			return nil, fmt.Errorf("packs.msgp: %w", err)
		}
		all[p.Language] = p
	}
	return all, nil
}

// with is a pack with what another adds to it. Months and the soft disclaimer, of which there is one, are replaced.
func (p *Pack) with(more *Pack) *Pack {
	sum := *p
	for _, list := range [...]struct{ have, add *[]string }{
		{&sum.Stop, &more.Stop}, {&sum.WrittenBy, &more.WrittenBy}, {&sum.By, &more.By}, {&sum.ReviewedBy, &more.ReviewedBy}, {&sum.ApprovedBy, &more.ApprovedBy}, {&sum.ReviewThis, &more.ReviewThis},
		{&sum.Negation, &more.Negation}, {&sum.Questions, &more.Questions}, {&sum.Hedges, &more.Hedges}, {&sum.Published, &more.Published}, {&sum.Updated, &more.Updated},
		{&sum.Reviewed, &more.Reviewed}, {&sum.NextReview, &more.NextReview}, {&sum.AboutAuthor, &more.AboutAuthor},
		{&sum.BioVerbs, &more.BioVerbs}, {&sum.Writing, &more.Writing}, {&sum.Expertise, &more.Expertise}, {&sum.Generic, &more.Generic},
		{&sum.FieldOpens, &more.FieldOpens}, {&sum.Generalist, &more.Generalist}, {&sum.Medical, &more.Medical},
		{&sum.DisclaimerLinks, &more.DisclaimerLinks}, {&sum.References, &more.References}, {&sum.Source, &more.Source},
		{&sum.Privacy, &more.Privacy}, {&sum.Emergency, &more.Emergency}, {&sum.Dial, &more.Dial},
	} {
		*list.have = slices.Concat(*list.have, *list.add)
	}
	sum.Roles = slices.Concat(sum.Roles, more.Roles)
	sum.Strong = slices.Concat(sum.Strong, more.Strong)
	sum.SubKinds = slices.Concat(sum.SubKinds, more.SubKinds)
	sum.Systems = slices.Concat(sum.Systems, more.Systems)
	sum.Wordings = slices.Concat(sum.Wordings, more.Wordings)
	if more.Soft != nil {
		sum.Soft = more.Soft
	}
	if len(more.Months) > 0 {
		sum.Months = more.Months
	}
	return &sum
}
