package links

import (
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// nearest is the path of the page that a broken address most likely meant, "" where none is near.
func nearest(p *checks.Pass, address string) string {
	return checks.Shared(p, "links/paths", indexPaths).nearest(p.Site.Short(address))
}

// paths finds pages by a path that is almost theirs. It is built once per run and compares an address only with pages
// that share its parent, its name or a rare word of it, so that thousands of broken links on thousands of pages cost little.
type paths struct {
	all      []spelling         // in the order of addresses
	byParent map[string][]int32 // indexes in all
	byName   map[string][]int32 // fewNames and one more at most
	byWord   map[string][]int32 // fewWords and one more at most
}

// spelling is a path as it is compared: in lower case, without a slash or extension at its end.
type spelling struct {
	path   string // as the page has it
	parent string // up to the last slash
	name   string // behind it
}

func indexPaths(site *crawler.Site) *paths {
	var all []string
	for _, id := range site.Pages() {
		all = append(all, site.Short(site.URL(id).Address))
	}
	return newPaths(all)
}

func newPaths(all []string) *paths {
	x := &paths{all: make([]spelling, len(all)), byParent: map[string][]int32{}, byName: map[string][]int32{}, byWord: map[string][]int32{}}
	for i, path := range all {
		s, at := spell(path), int32(i)
		x.all[i] = s
		x.byParent[s.parent] = append(x.byParent[s.parent], at)
		if same := x.byName[s.name]; len(same) <= fewNames {
			x.byName[s.name] = append(same, at)
		}
		for word := range s.words {
			if same := x.byWord[word]; len(same) <= fewWords {
				x.byWord[word] = append(same, at)
			}
		}
	}
	return x
}

func spell(path string) spelling {
	bare, _, _ := strings.Cut(path, "?")
	plain := strings.TrimSuffix(strings.ToLower(decoded(bare)), "/")
	for _, end := range []string{"/index.html", "/index.php", ".html", ".htm", ".php"} {
		plain = strings.TrimSuffix(plain, end)
	}
	cut := strings.LastIndexByte(plain, '/') + 1
	return spelling{path: path, parent: plain[:cut], name: plain[cut:]}
}

// words calls yield for each word of the name that is long enough to tell something.
func (s *spelling) words(yield func(string) bool) {
	for word := range strings.FieldsFuncSeq(s.name, func(r rune) bool { return r == '-' || r == '_' || r == '.' }) {
		if len(word) > 2 && !yield(word) {
			return
		}
	}
}

func (s *spelling) countWords() int {
	n := 0
	for range s.words {
		n++
	}
	return n
}

// A name or word that more pages share tells nothing.
const (
	fewNames = 3
	fewWords = 200
)

// nearest tries, in this order: a slip of the hand in the last segment (none at all counts: case, slash, extension); the
// same name in another place; a name that shares most of its words.
func (x *paths) nearest(path string) string {
	s := spell(path)
	if len(s.name) == 0 {
		return ""
	}
	if i := x.slip(s); i >= 0 {
		return x.all[i].path
	}
	if same := x.byName[s.name]; len(same) > 0 && len(same) <= fewNames {
		return x.all[same[0]].path
	}
	if i := x.kin(s); i >= 0 {
		return x.all[i].path
	}
	return ""
}

// slip finds the page below the same parent whose name differs by the fewest characters, -1 without one: one in a short
// name, three in a long one.
func (x *paths) slip(s spelling) int {
	name := []rune(s.name)
	best, found := 1+min(2, len(name)/6), -1
	for _, at := range x.byParent[s.parent] {
		i := int(at)
		if d := slips(name, []rune(x.all[i].name), best); d < best || d == best && found < 0 {
			best, found = d, i
		}
	}
	return found
}

// kin finds the page whose last segment shares the largest part of its words, at least half; pages below the same
// parent come first. -1 without one.
func (x *paths) kin(s spelling) int {
	shared := make(map[int]int)
	for word := range s.words {
		if pages := x.byWord[word]; len(pages) <= fewWords {
			for _, i := range pages {
				shared[int(i)]++
			}
		}
	}
	words := s.countWords()
	best, found := 0, -1
	for i, n := range shared {
		other := &x.all[i]
		union := words + other.countWords() - n
		if 2*n < union {
			continue
		}
		score := 200 * n / union
		if other.parent == s.parent {
			score++
		}
		if score > best || score == best && i < found {
			best, found = score, i
		}
	}
	return found
}
