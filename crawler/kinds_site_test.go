package crawler

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

const origin = "https://health.example"

// plot is a page of a site that a test draws by hand. Addresses are paths.
type plot struct {
	path      string
	title     string // also its h1; the path where empty
	words     int    // 400 where zero
	linkWords int
	cells     int    // words that stand in cells of tables
	types     string // structured-data types, space-separated
	trail     string // BreadcrumbList, from the top, space-separated
	whole     string // isPartOf
	links     string // targets of links in content, space-separated
	nav       string // targets of other links
	lang      string
	noindex   bool
	canonical string
	partial   string
	matches   []bool
	to        string // the path is a redirect to this one
}

// draw makes a site of the plots. IDs are dealt out by the seed: nothing may depend on them.
func draw(plots []plot, seed uint64) (*Site, []*hint) {
	sc := &scope{opt: &Options{}, own: map[string]bool{hostOf(origin): true}}
	s := &Site{Home: None, known: newAddresses(), heads: newHeads(len(plots), len(plots)), origin: origin, scope: sc}
	for _, i := range rand.New(rand.NewPCG(seed, 1)).Perm(len(plots)) {
		u := URL{Address: origin + plots[i].path, State: OK, Page: true, Internal: true, To: None}
		s.urls = append(s.urls, u)
		s.known.add(ID(len(s.urls)-1), s.urls)
	}
	hints := make([]*hint, len(plots))
	for i := range plots {
		p := &plots[i]
		id := s.Lookup(origin + p.path)
		if p.to != "" {
			s.urls[id].State, s.urls[id].Page, s.urls[id].To = Redirect, false, s.Lookup(origin+p.to)
			continue
		}
		f := p.facts()
		s.pages = append(s.pages, id)
		s.heads.add(id, Head{Title: p.title, H1: p.title, Words: int32(f.Words), Canonical: None}, Class{Lang: p.lang, NoIndex: p.noindex, Partial: p.partial})
		if p.canonical != "" {
			s.Head(id).Canonical = s.Lookup(origin + p.canonical)
		}
		c := clueOf(f, p.path)
		hints[id] = c.hint(id, s.Lookup)
	}
	slices.SortFunc(s.pages, func(a, b ID) int { return strings.Compare(s.urls[a].Address, s.urls[b].Address) })
	s.Home = s.Lookup(origin + "/")
	s.connect(plots)
	return s, hints
}

// connect builds the graph.
func (s *Site) connect(plots []plot) {
	rows := make([]map[ID]EdgeFlag, len(s.urls))
	for i := range plots {
		row := map[ID]EdgeFlag{}
		for list, flags := range map[string]EdgeFlag{plots[i].links: EdgeFollow | EdgeContent | EdgePass, plots[i].nav: EdgeFollow | EdgePass} {
			for path := range strings.FieldsSeq(list) {
				if to := s.Lookup(origin + path); to != None {
					row[to] |= flags
				}
			}
		}
		rows[s.Lookup(origin+plots[i].path)] = row
	}
	var draft drafted
	for _, row := range rows {
		var flags []byte
		targets := slices.Sorted(maps.Keys(row))
		for _, to := range targets {
			flags = append(flags, byte(row[to]))
		}
		draft.add(targets, &digest{Flags: flags})
	}
	var err error
	if s.out, err = draft.pack(plainEdges); err == nil {
		s.in, err = s.out.transpose(1)
	}
	if err != nil {
		panic(err)
	}
}

// facts are what a parser would have found on the page.
func (p *plot) facts() *page.Facts {
	if p.words == 0 {
		p.words = 400
	}
	if p.title == "" {
		p.title = p.path
	}
	f := &page.Facts{URL: origin + p.path, Base: origin + p.path, Words: p.words, LinkWords: p.linkWords, Lang: p.lang, Matches: p.matches,
		Titles: []page.Text{{Text: p.title}}, H1s: []page.Text{{Text: p.title}},
		Headings: []page.Heading{{Level: 1, Text: p.title, Region: page.RegionMain}}}
	for left := p.cells; left > 0; left -= 20 {
		f.Blocks = append(f.Blocks, page.Block{Element: "td", Region: page.RegionMain, Words: min(left, 20)})
	}
	if p.types != "" || p.whole != "" {
		n := page.Node{Types: strings.Fields(p.types)}
		if p.whole != "" {
			n.Props = []page.Prop{{Name: "isPartOf", Node: &page.Node{ID: origin + p.whole}}}
		}
		f.Data = append(f.Data, n)
	}
	if p.trail != "" {
		list := page.Node{Types: []string{"BreadcrumbList"}}
		for path := range strings.FieldsSeq(p.trail) {
			item := &page.Node{Types: []string{"ListItem"}, Props: []page.Prop{{Name: "item", Text: path}}}
			list.Props = append(list.Props, page.Prop{Name: "itemListElement", Node: item})
		}
		f.Data = append(f.Data, list)
	}
	return f
}

// settle decides kinds and contract of a drawn site.
func settle(plots []plot, st Structure, seed uint64) *Site {
	s, hints := draw(plots, seed)
	decideKinds(s, hints, &st)
	s.Contract = buildContract(s, hints, &st)
	return s
}

// kindsOf lists "path kind by" of every page, in the order of addresses.
func kindsOf(s *Site) []string {
	var list []string
	for _, id := range s.pages {
		h := s.Head(id)
		list = append(list, s.Short(s.urls[id].Address)+" "+string(h.Kind)+" "+h.KindBy)
	}
	return list
}

// contractOf lists the contract: "hub > pillar (evidence)", "pillar > article (evidence)", secondary ones in brackets, and
// "stray article".
func contractOf(s *Site) []string {
	name := func(id ID) string {
		if id == None {
			return "-"
		}
		return s.Short(s.urls[id].Address)
	}
	var list []string
	for _, hub := range s.Contract.Hubs {
		for _, p := range hub.Pillars {
			list = append(list, name(hub.ID)+" > "+name(p.ID)+" ("+p.Evidence+")")
			for _, m := range p.Members {
				line := name(p.ID) + " > " + name(m.ID) + " (" + m.Evidence.String() + ")"
				if !m.Primary {
					line = "[" + line + "]"
				}
				list = append(list, line)
			}
		}
	}
	for _, id := range s.Contract.Stray {
		list = append(list, "stray "+name(id))
	}
	return list
}

func wantLines(t *testing.T, got []string, want string) {
	t.Helper()
	var lines []string
	for line := range strings.Lines(want) {
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	if !slices.Equal(got, lines) {
		t.Errorf("got\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(lines, "\n\t"))
	}
}
