package page

import (
	"iter"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// usual is how many headings and images many pages have at most.
const usual = 16

// collect takes from one element what it says of itself. It may narrow s for what stands inside. Outer is the record of the element whose text
// block takes what stands beside it.
func (w *walker) collect(n *html.Node, s *scope, outer int32) {
	if n.Namespace == "svg" {
		w.svgLink(n, s)
		return
	}
	switch n.DataAtom {
	case atom.A:
		w.anchor(n, s, outer)
	case atom.Title:
		if !s.inert {
			w.f.Titles = append(w.f.Titles, Text{Text: foldSpace(rawContent(n)), InBody: s.inBody})
			w.at.titles = append(w.at.titles, s.self)
		}
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if w.f.Headings == nil {
			w.f.Headings = make([]Heading, 0, usual)
		}
		w.f.Headings = append(w.f.Headings, Heading{Level: int(n.Data[1] - '0')})
		w.at.headings = append(w.at.headings, s.self)
	case atom.Meta:
		w.meta(n, s)
	case atom.Base:
		if href, ok := lookup(n, "href"); ok && !w.baseFound && !s.inert {
			w.base, w.baseFound = href, true
		}
	case atom.Script:
		w.script(n, s)
	case atom.Style:
		w.styleLinks(n, "text", rawContent(n), s)
	case atom.Html:
		if lang, ok := lookup(n, "lang"); ok && w.f.Lang == "" {
			w.f.Lang = strings.TrimSpace(lang)
		}
	case atom.Div, atom.Main, atom.Section:
		w.appRoot = w.appRoot || applicationRoot(n)
		w.frame(n, s)
	case atom.Header, atom.Nav, atom.Footer:
		w.frame(n, s)
	case 0: // no element of HTML
		w.frame(n, s)
		w.load(n, s)
	default:
		w.load(n, s)
	}
}

// anchor records a link that readers follow.
func (w *walker) anchor(n *html.Node, s *scope, outer int32) {
	name, textual := w.accessibleName(n)
	href, ok := lookup(n, "href")
	if !ok && (name == "" || placeholder(n)) {
		return
	}
	if last := w.lastAnchor; last >= 0 && w.f.Links[last].Raw == href && w.aligner.invented(w.d.elements[s.self].at) {
		s.link = last // the parser split what the author wrote as one link
		return
	}
	at := w.link(n, s, "href", href, name)
	if at < 0 {
		return
	}
	w.lastAnchor = at
	link := &w.f.Links[at]
	link.Rel, link.Target = attr(n, "rel"), attr(n, "target")
	if !ok {
		link.Problem = "missing"
	}
	w.at.holders[at] = outer
	s.link, s.sole = at, !textual
}

// placeholder reports whether an a element without href is meant to have none: a target, or a button by its script.
func placeholder(n *html.Node) bool {
	for i := range n.Attr {
		switch key := n.Attr[i].Key; key {
		case "id", "name", "role", "onclick", "tabindex":
			return true
		default:
			if strings.HasPrefix(key, "data-") || strings.HasPrefix(key, "@") || strings.Contains(key, "click") {
				return true
			}
		}
	}
	return false
}

// load records what the other elements load or lead to.
func (w *walker) load(n *html.Node, s *scope) {
	switch n.DataAtom {
	case atom.Area:
		if at := w.attribute(n, s, "href", foldSpace(attr(n, "alt"))); at >= 0 {
			w.f.Links[at].Rel, w.f.Links[at].Target = attr(n, "rel"), attr(n, "target")
		}
	case atom.Link:
		w.linkElement(n, s)
	case atom.Img:
		w.image(n, s)
	case atom.Source:
		w.attribute(n, s, "src", "")
		w.sourceSet(n, s, "srcset", "")
	case atom.Iframe, atom.Frame:
		w.attribute(n, s, "src", foldSpace(attr(n, "title")))
		w.framed(attr(n, "srcdoc"), s)
	case atom.Video:
		w.attribute(n, s, "src", "")
		w.attribute(n, s, "poster", "")
	case atom.Audio, atom.Track, atom.Embed:
		w.attribute(n, s, "src", "")
	case atom.Object:
		w.attribute(n, s, "data", "")
	case atom.Input:
		if strings.EqualFold(attr(n, "type"), "image") {
			w.attribute(n, s, "src", foldSpace(attr(n, "alt")))
		}
		w.action(n, s, "formaction")
	case atom.Button:
		w.action(n, s, "formaction")
	case atom.Form:
		w.action(n, s, "action")
	}
}

// attribute records the address in one attribute and returns its index in Facts.Links, -1 where there is none.
func (w *walker) attribute(n *html.Node, s *scope, name, text string) int32 {
	value, ok := lookup(n, name)
	if !ok {
		return -1
	}
	return w.link(n, s, name, value, text)
}

// action records where a form goes. An empty action is the page itself.
func (w *walker) action(n *html.Node, s *scope, name string) {
	value := attr(n, name)
	if blank(value) {
		return
	}
	method := strings.ToUpper(strings.TrimSpace(attr(n, strings.TrimSuffix(name, "action")+"method")))
	if method == "" {
		method = "GET"
	}
	if at := w.link(n, s, name, value, foldSpace(attr(n, "aria-label"))); at >= 0 {
		w.f.Links[at].Rel = method
	}
}

func (w *walker) linkElement(n *html.Node, s *scope) {
	rel := attr(n, "rel")
	if at := w.attribute(n, s, "href", foldSpace(attr(n, "title"))); at >= 0 {
		w.f.Links[at].Rel = rel
	}
	w.sourceSet(n, s, "imagesrcset", rel)
	if href := attr(n, "href"); hasToken(rel, "canonical") && !s.inert && !blank(href) {
		w.f.Canonicals = append(w.f.Canonicals, Canonical{Raw: href, Source: "html", InBody: s.inBody})
	}
}

// framed records the links of a document that an iframe has in its srcdoc. Readers follow them from where the frame stands.
func (w *walker) framed(document string, s *scope) {
	if !strings.Contains(document, "<") {
		return
	}
	nodes, err := parseFragment(document)
	if err != nil {
		return
	}
	for _, root := range nodes {
		for n := range withDescendants(root) {
			if href, ok := lookup(n, "href"); ok && n.DataAtom == atom.A {
				name, _ := w.accessibleName(n)
				w.link(n, s, "srcdoc", href, name)
			}
		}
	}
}

// withDescendants is a node and all that stands in it.
func withDescendants(root *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		if !yield(root) {
			return
		}
		for n := range root.Descendants() {
			if !yield(n) {
				return
			}
		}
	}
}

// sourceSet records every candidate of a srcset attribute.
func (w *walker) sourceSet(n *html.Node, s *scope, name, rel string) {
	value := attr(n, name)
	for rest := value; rest != ""; {
		var candidate string
		if candidate, rest = nextCandidate(rest); candidate == "" {
			continue
		}
		at := w.link(n, s, name, candidate, "")
		if at < 0 {
			return
		}
		w.f.Links[at].Rel = rel
	}
}

func (w *walker) script(n *html.Node, s *scope) {
	if src, ok := lookup(n, "src"); ok {
		w.loads = true
		w.link(n, s, "src", src, "")
		return
	}
	if strings.EqualFold(mediaType(attr(n, "type")), "application/ld+json") && !s.inert {
		w.scripts = append(w.scripts, n)
		return
	}
	w.loads = w.loads || n.FirstChild != nil
	if w.sends == "" && !s.inert {
		w.sends = scriptTarget(rawContent(n))
	}
}

func (w *walker) image(n *html.Node, s *scope) {
	alt, hasAlt := textAlternative(n)
	if w.f.Images == nil {
		w.f.Images = make([]Image, 0, usual)
	}
	w.f.Images = append(w.f.Images, Image{Link: int(w.attribute(n, s, "src", alt)), Alt: alt, HasAlt: hasAlt,
		InLink: s.link >= 0 && s.sole, Width: attr(n, "width"), Height: attr(n, "height"), Loading: attr(n, "loading")})
	w.at.images = append(w.at.images, s.self)
	w.sourceSet(n, s, "srcset", "")
}

// textAlternative is what is read out in place of an image: its alt, else its aria-label. One that takes no part needs none.
func textAlternative(n *html.Node) (alt string, has bool) {
	if alt, has = lookup(n, "alt"); has {
		return foldSpace(alt), true
	}
	role := strings.ToLower(strings.TrimSpace(attr(n, "role")))
	alt = foldSpace(attr(n, "aria-label"))
	return alt, alt != "" || role == "presentation" || role == "none"
}

// svgLink records what svg elements refer to. A fragment alone names a part of the drawing.
func (w *walker) svgLink(n *html.Node, s *scope) {
	switch n.Data {
	case "a", "use", "image":
	case "style":
		w.styleLinks(n, "text", rawContent(n), s)
		return
	default:
		return
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		if a.Key != "href" || n.Data != "a" && strings.HasPrefix(a.Val, "#") {
			continue
		}
		name := "href"
		if a.Namespace != "" {
			name = a.Namespace + ":href"
		}
		text := ""
		if n.Data == "a" {
			text, _ = w.accessibleName(n)
		}
		w.link(n, s, name, a.Val, text)
		return
	}
}

// styleLinks records the addresses in CSS.
func (w *walker) styleLinks(n *html.Node, name, css string, s *scope) {
	for address := range cssAddresses(css) {
		if strings.HasPrefix(address, "#") {
			continue
		}
		if w.link(n, s, name, address, "") < 0 {
			return
		}
	}
}

// rawContent is the text child of an element that holds nothing else.
func rawContent(n *html.Node) string {
	if n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
		return n.FirstChild.Data
	}
	return ""
}

// hasToken reports whether a space-separated list holds a token, in any case.
func hasToken(list, token string) bool {
	for t := range strings.FieldsSeq(list) {
		if strings.EqualFold(t, token) {
			return true
		}
	}
	return false
}
