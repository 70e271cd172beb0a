package schema

import (
	"hash/fnv"
	"slices"
	"strings"
	"sync"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// trait is something that structured data says of a thing with an id.
type trait uint8

const (
	described trait = 1 << iota // more than its id
	named
	linked // has an address of its own: url or sameAs
)

// entity is what one page says of one thing. Its id is hashed: a site of a million pages describes millions.
type entity struct {
	id     uint64
	traits trait
}

// outline is what a page adds to the knowledge about ids.
type outline struct {
	entities []entity
	refs     []string // ids that it refers to and does not describe itself
}

// maxRefs bounds the references of one page that are looked up.
const maxRefs = 100

func key(id string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(id))
	return h.Sum64()
}

// outlineOf is the outline of the page, nil for one without ids.
func outlineOf(p *checks.Pass) *outline {
	return checks.OfPage(p, "schema/outline", func(p *checks.Pass) *outline {
		var o outline
		own := map[string]bool{}
		for _, it := range itemsOf(p) {
			if it.ID != "" && !reference(it.Node) {
				own[it.ID] = true
				o.entities = append(o.entities, entity{key(it.ID), traitsOf(it.Node)})
			}
		}
		for _, it := range itemsOf(p) {
			if reference(it.Node) && it.held != "" && !own[it.ID] && len(o.refs) < maxRefs {
				own[it.ID] = true
				o.refs = append(o.refs, it.ID)
			}
		}
		if len(o.entities)+len(o.refs) == 0 {
			return nil
		}
		return &o
	})
}

func traitsOf(n *page.Node) trait {
	t := described
	one := []*page.Node{n}
	if has(one, "name") {
		t |= named
	}
	if has(one, "url", "sameAs") {
		t |= linked
	}
	return t
}

// index is what the pages of the site together say of each id. It grows while pages are judged, in whatever order.
type index struct {
	mutex sync.Mutex
	all   map[uint64]entry
}

// entry is what they say of one.
type entry struct {
	traits trait
	namer  crawler.ID // of the pages that name it the first by address, None where none does
}

// indexFor is the index of all pages that a rule sees: all but shells, for rules about what pages say.
func indexFor(p *checks.Pass) *index {
	return checks.Shared(p, indexKey(p), func(*crawler.Site) *index {
		return &index{all: map[uint64]entry{}}
	})
}

func indexKey(p *checks.Pass) string {
	if p.Check.Text {
		return "schema/index of texts"
	}
	return "schema/index"
}

// learn adds the page to the index, once, and returns its outline: nil for one without ids.
func learn(p *checks.Pass) *outline {
	return checks.OfPage(p, indexKey(p), func(p *checks.Pass) *outline {
		o := outlineOf(p)
		if o != nil {
			indexFor(p).add(p.Site, p.Page.Head.ID, o)
		}
		return o
	})
}

func (x *index) add(site *crawler.Site, page crawler.ID, o *outline) {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	for _, e := range o.entities {
		known, ok := x.all[e.id]
		if !ok {
			known.namer = crawler.None
		}
		if known.traits |= e.traits; e.traits&named != 0 && (known.namer == crawler.None || site.URL(page).Address < site.URL(known.namer).Address) {
			known.namer = page
		}
		x.all[e.id] = known
	}
}

// traits are what the pages say of the thing with an id, 0 where none describes it.
func (x *index) traits(id string) trait { return x.all[key(id)].traits }

// name is what the site calls the thing with an id, "" where it has no name or cannot be read back.
func (x *index) name(site *crawler.Site, id string) string {
	known, ok := x.all[key(id)]
	if !ok || known.namer == crawler.None {
		return ""
	}
	pg, err := site.Load(known.namer)
	if err != nil {
		return ""
	}
	for i := range pg.Facts.Data {
		for _, it := range appendItems(nil, &pg.Facts.Data[i], "") {
			if name := text([]*page.Node{it.Node}, "name"); it.ID == id && name != "" {
				return name
			}
		}
	}
	return ""
}

// foreign reports whether an id is none that a page of this site has to explain: it stands for something elsewhere, or for a page that was met.
func foreign(site *crawler.Site, id string) bool {
	if !strings.HasPrefix(id, "http://") && !strings.HasPrefix(id, "https://") {
		return true
	}
	bare, fragment, _ := strings.Cut(id, "#")
	_, host, _ := strings.Cut(bare, "://")
	host, _, _ = strings.Cut(host, "/")
	if !site.Own(strings.ToLower(host)) {
		return true
	}
	to := site.Lookup(bare)
	if to == crawler.None {
		return false
	}
	u := site.URL(site.End(to))
	if fragment == "" {
		return u.State != crawler.Broken
	}
	return slices.Contains([]crawler.State{crawler.Skipped, crawler.Unverified, crawler.Partial, crawler.Pending}, u.State)
}
