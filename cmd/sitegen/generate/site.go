// Package generate makes health sites of any size out of a seed: hubs, pillars and articles that link to each other as a
// good site does, and faults planted at known rates with the truth about them. Every page is made when it is asked for,
// from the seed and its number alone, so a million pages need no memory. It knows nothing of the auditor.
package generate

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// The shape of a site. After the fixed pages come blocks: a hub, then each of its pillars followed by its articles.
const (
	authors         = 12
	pillarsPerHub   = 8
	articlesPerPart = 24 // of one pillar
	hubsPerList     = 20 // that the home page, or a hub, leads on to

	partSize  = 1 + articlesPerPart
	blockSize = 1 + pillarsPerHub*partSize
	firstHub  = authorsIndex + 1 + authors
)

// Numbers of the fixed pages; the author profiles follow.
const (
	home = iota
	about
	contact
	privacy
	policy
	disclaimer
	authorsIndex
)

// MinPages is the size of the smallest site: the fixed pages, a hub, a pillar and its articles.
const MinPages = firstHub + 1 + partSize

var fixedPaths = [...]string{"/", "/about/", "/contact/", "/privacy/", "/editorial-policy/", "/medical-disclaimer/", "/authors/"}

// Options describe a site. Equal options give equal bytes.
type Options struct {
	Pages int
	Seed  uint64
	Tiny  bool  // bodies of few kilobytes with few links and few faults, for tests of scale
	Links int   // that each page of a tiny site has at least
	Keep  int64 // bytes of pages that ServeHTTP keeps once it has made them
}

// Site is a generated site. It holds no pages but those that Options.Keep has room for, and is safe for concurrent use.
type Site struct {
	options Options
	kept    sync.Map     // pages that ServeHTTP has made, by keptPage
	room    atomic.Int64 // bytes that may still be kept
}

// New checks the options.
func New(o Options) (*Site, error) {
	if o.Pages < MinPages {
		return nil, fmt.Errorf("a site has at least %d pages, not %d", MinPages, o.Pages)
	}
	s := &Site{options: o}
	s.room.Store(o.Keep)
	return s, nil
}

// Len is the number of pages. Pages are numbered from 0, the home page.
func (s *Site) Len() int { return s.options.Pages }

// kind is what a page is.
type kind int

const (
	kindHome kind = iota
	kindLegal
	kindAuthors
	kindAuthor
	kindHub
	kindPillar
	kindArticle
)

// place says where a page stands. hub, pillar and article count from 0 within their parent.
type place struct {
	kind                 kind
	hub, pillar, article int
}

func locate(i int) place {
	switch {
	case i == home:
		return place{kind: kindHome}
	case i < authorsIndex:
		return place{kind: kindLegal}
	case i == authorsIndex:
		return place{kind: kindAuthors}
	case i < firstHub:
		return place{kind: kindAuthor}
	}
	p := place{hub: (i - firstHub) / blockSize}
	rest := (i - firstHub) % blockSize
	if rest == 0 {
		p.kind = kindHub
		return p
	}
	p.pillar = (rest - 1) / partSize
	if rest = (rest - 1) % partSize; rest == 0 {
		p.kind = kindPillar
		return p
	}
	p.kind, p.article = kindArticle, rest-1
	return p
}

func hubNumber(hub int) int { return firstHub + hub*blockSize }

func pillarNumber(hub, pillar int) int { return hubNumber(hub) + 1 + pillar*partSize }

// hubs is the number of hubs that the site has room for; the last may lack pillars.
func (s *Site) hubs() int { return (s.Len() - firstHub + blockSize - 1) / blockSize }

// Path is the address of a page without its origin.
func (s *Site) Path(i int) string {
	if i <= authorsIndex {
		return fixedPaths[i]
	}
	p := locate(i)
	if p.kind == kindAuthor {
		return "/authors/" + slug(authorName(i)) + "/"
	}
	path := "/" + numbered(topics, p.hub) + "/"
	if p.kind == kindHub {
		return path
	}
	path += numbered(aspects, p.pillar) + "/"
	if p.kind == kindPillar {
		return path
	}
	return path + numbered(subjects, p.article) + "/"
}

// Lookup finds the page of a path.
func (s *Site) Lookup(path string) (i int, ok bool) {
	for i := range firstHub {
		if s.Path(i) == path {
			return i, true
		}
	}
	parts := strings.Split(strings.Trim(path, "/"), "/")
	numbers := [3]int{}
	if len(parts) > len(numbers) {
		return 0, false
	}
	for k, part := range parts {
		n, err := strconv.Atoi(part[strings.LastIndexByte(part, '-')+1:])
		if err != nil || n < 0 || n > s.Len() {
			return 0, false
		}
		numbers[k] = n
	}
	switch i = hubNumber(numbers[0]); len(parts) {
	case 2:
		i = pillarNumber(numbers[0], numbers[1])
	case 3:
		i = pillarNumber(numbers[0], numbers[1]) + 1 + numbers[2]
	}
	return i, i < s.Len() && s.Path(i) == path
}

// Streams keep what is random about a page apart: a changed sentence moves no fault.
const (
	streamFaults uint64 = iota
	streamLinks
	streamProse
	streamMore
)

func (s *Site) random(i int, stream uint64) *rand.Rand {
	return rand.New(rand.NewPCG(s.options.Seed, uint64(i)<<2|stream))
}
