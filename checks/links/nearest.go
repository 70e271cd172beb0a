package links

import (
	"math/bits"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// nearest is the path of the page that a broken address most likely meant, "" where none is near.
func nearest(p *checks.Pass, address string) string {
	return checks.Shared(p, "links/paths", indexPaths).nearest(p.Site.Short(address))
}

// paths finds pages by a path that is almost theirs. It is built once per run and answers from small buckets, so that
// thousands of broken links on thousands of pages cost little.
type paths struct {
	all      []spelling       // in the order of addresses
	byLength map[int][]int    // indexes in all
	byName   map[string][]int // by last segment, without its extension
	byWord   map[string][]int // by words of the last segment; words on many pages lead nowhere
}

// spelling is a path as it is compared.
type spelling struct {
	path   string // as the page has it
	plain  string // lower case, without slash or extension at its end
	parent string
	name   string // last segment of plain
	words  []string
	set    uint64 // the characters in it, hashed: paths with very different sets are far apart
}

func indexPaths(site *crawler.Site) *paths {
	x := &paths{byLength: map[int][]int{}, byName: map[string][]int{}, byWord: map[string][]int{}}
	for i, id := range site.Pages() {
		s := spell(site.Short(site.URL(id).Address))
		x.all = append(x.all, s)
		x.byLength[len(s.plain)] = append(x.byLength[len(s.plain)], i)
		x.byName[s.name] = append(x.byName[s.name], i)
		for _, word := range s.words {
			x.byWord[word] = append(x.byWord[word], i)
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
	s := spelling{path: path, plain: plain, parent: plain[:cut], name: plain[cut:]}
	for word := range strings.FieldsFuncSeq(s.name, func(r rune) bool { return r == '-' || r == '_' || r == '.' }) {
		if len(word) > 2 {
			s.words = append(s.words, word)
		}
	}
	for _, c := range []byte(plain) {
		s.set |= 1 << (c % 64)
	}
	return s
}

// crowd is how many pages may share a word or a name before it tells nothing.
const crowd = 200

// nearest tries, in this order: the same path but for case, slash or extension; a slip of the hand; the same name in
// another place; a name that shares most of its words.
func (x *paths) nearest(path string) string {
	s := spell(path)
	if s.name == "" {
		return ""
	}
	if i := x.slip(s); i >= 0 {
		return x.all[i].path
	}
	if same := x.byName[s.name]; len(same) > 0 && len(same) <= 3 {
		return x.all[same[0]].path
	}
	if i := x.kin(s); i >= 0 {
		return x.all[i].path
	}
	return ""
}

// slip finds the page whose path differs by the fewest characters, -1 without one.
func (x *paths) slip(s spelling) int {
	limit := 1 + min(2, len(s.name)/6)
	best, found := limit+1, -1
	for length := len(s.plain) - limit; length <= len(s.plain)+limit; length++ {
		for _, i := range x.byLength[length] {
			other := &x.all[i]
			if bits.OnesCount64(s.set^other.set) > 2*limit {
				continue
			}
			if d := distance(s.plain, other.plain, min(limit, best)); d < best || d == best && found >= 0 && i < found {
				best, found = d, i
			}
		}
	}
	return found
}

// kin finds the page whose last segment shares the largest part of its words, at least half; pages below the same
// parent come first. -1 without one.
func (x *paths) kin(s spelling) int {
	shared := make(map[int]int)
	for _, word := range s.words {
		if pages := x.byWord[word]; len(pages) <= crowd {
			for _, i := range pages {
				shared[i]++
			}
		}
	}
	best, found := 0, -1
	for i, n := range shared {
		other := &x.all[i]
		union := len(s.words) + len(other.words) - n
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
