package generate

import (
	"math/rand/v2"
	"strconv"
)

// Rates of planted faults: of articles, and below them of links in content.
const (
	rateOrphan       = 0.01
	rateUnlisted     = 0.01 // its pillar does not list it, its siblings link to it
	rateNoPillarLink = 0.02
	rateNoBio        = 0.02
	rateNoDisclaimer = 0.02

	rateBroken = 0.03
	rateMoved  = 0.04  // leads through one redirect
	rateMoved2 = 0.008 // leads through two
)

// faults are what is wrong with an article as a whole.
type faults struct {
	orphan, unlisted, noPillarLink, noBio, noDisclaimer bool
}

// faults are planted in articles only.
func (s *Site) faults(i int) faults {
	if locate(i).kind != kindArticle {
		return faults{}
	}
	r := s.random(i, streamFaults)
	hit := func(rate float64) bool { return r.Float64() < rate }
	return faults{
		orphan: hit(rateOrphan), unlisted: hit(rateUnlisted), noPillarLink: hit(rateNoPillarLink),
		noBio: hit(rateNoBio), noDisclaimer: hit(rateNoDisclaimer),
	}
}

// route is how a link in content gets to its target.
type route int

const (
	direct route = iota
	broken       // not at all
	moved        // through one redirect
	moved2       // through two
)

// contentLink is a link in the text of an article.
type contentLink struct {
	path   string
	text   string
	target int // meaningless where the route is broken
	route  route
}

// links are the links in the text of an article to other articles, each target once.
func (s *Site) links(i int) []contentLink {
	r := s.random(i, streamLinks)
	n := 16 + r.IntN(13)
	if s.options.Tiny {
		n = 3
	}
	seen := map[int]bool{i: true}
	list := make([]contentLink, 0, n)
	for k := range n {
		target, ok := s.pick(r, seen)
		if !ok {
			break
		}
		list = append(list, s.link(i, k, target, pickRoute(r)))
	}
	return list
}

func pickRoute(r *rand.Rand) route {
	switch x := r.Float64(); {
	case x < rateBroken:
		return broken
	case x < rateBroken+rateMoved:
		return moved
	case x < rateBroken+rateMoved+rateMoved2:
		return moved2
	}
	return direct
}

// pick draws an article that others may link to and that was not drawn before. On a very small site it gives up.
func (s *Site) pick(r *rand.Rand, seen map[int]bool) (int, bool) {
	for range 200 {
		i := firstHub + r.IntN(s.Len()-firstHub)
		if locate(i).kind == kindArticle && !seen[i] && !s.faults(i).orphan {
			seen[i] = true
			return i, true
		}
	}
	return 0, false
}

func (s *Site) link(i, k, target int, by route) contentLink {
	l := contentLink{target: target, route: by, text: s.Title(target)}
	switch by {
	case broken:
		l.path = "/gone/" + strconv.Itoa(i) + "-" + strconv.Itoa(k) + "/"
		l.text = "Leaflet " + strconv.Itoa(k+1)
	case moved:
		l.path = movedPath(target)
		l.text += " in its first edition"
	case moved2:
		l.path = moved2Path(target)
		l.text += " in its draft"
	default:
		l.path = s.Path(target)
	}
	return l
}

func movedPath(i int) string { return "/moved/" + strconv.Itoa(i) + "/" }

func moved2Path(i int) string { return "/moved-twice/" + strconv.Itoa(i) + "/" }

// listed are the articles that a pillar lists.
func (s *Site) listed(pillar int) []int {
	var list []int
	for i := pillar + 1; i <= pillar+articlesPerPart && i < s.Len(); i++ {
		if f := s.faults(i); !f.orphan && !f.unlisted {
			list = append(list, i)
		}
	}
	return list
}

// siblings are up to n articles of the same pillar that follow an article, in a ring.
func (s *Site) siblings(i, n int) []int {
	p := locate(i)
	first := pillarNumber(p.hub, p.pillar) + 1
	var list []int
	for k := 1; k < articlesPerPart && len(list) < n; k++ {
		j := first + (p.article+k)%articlesPerPart
		if j < s.Len() && !s.faults(j).orphan {
			list = append(list, j)
		}
	}
	return list
}
