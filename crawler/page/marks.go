package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mark says what an element's attributes promise about its content.
type mark uint8

const (
	markMicro  mark = 1 << iota // itemprop=author, rel=author, hcard
	markAuthor                  // class of a byline
	markBio                     // class of a box about the author
	markTime                    // time element, itemprop of a date, or a day as title
	markLink                    // link to where sites keep their authors
	markCard                    // hcard, of whomever
)

// marked is an element with a mark, by its index in document.elements.
type marked struct {
	element int32
	mark    mark
}

// mark notes what the detectors look at again: elements with a mark by their attributes or name, and those that hold code or fields.
func (w *walker) mark(n *html.Node, self int32, m mark) {
	switch n.DataAtom {
	case atom.Script, atom.Form, atom.Ins:
		w.d.devices = append(w.d.devices, self)
	case atom.Sup, atom.Cite:
		w.d.raised = true
	case atom.Time:
		m |= markTime
	}
	if m != 0 && bearsMarks(n.DataAtom) {
		w.d.marks = append(w.d.marks, marked{self, m})
	}
}

// bearsMarks reports whether the attributes of an element can tell what a part of the text is.
func bearsMarks(a atom.Atom) bool {
	switch a {
	case atom.Script, atom.Form, atom.Body, atom.Html, atom.Head, atom.Main, atom.Article, atom.Link, atom.Img:
		return false
	}
	return true
}

// attributeMark is what an attribute other than class, id and itemprop promises.
func attributeMark(n *html.Node, a *html.Attribute) mark {
	switch a.Key {
	case "data-testid", "data-component", "data-qa":
		return classMark(a.Val)
	case "href":
		if n.DataAtom == atom.A && authorArchive(a.Val) {
			return markLink
		}
	case "title":
		if stamped(a.Val) {
			return markTime
		}
	case "rel":
		if hasToken(a.Val, "author") {
			return markMicro
		}
	}
	return 0
}

// finishMarks puts what mark noted into the order of document.elements.
func (w *walker) finishMarks() {
	slices.SortFunc(w.d.marks, func(a, b marked) int { return cmp.Compare(a.element, b.element) })
	w.d.marks = w.d.marks[:min(len(w.d.marks), maxMarks)]
	slices.Sort(w.d.devices)
}

// authorArchives are the folders that hold a page for each author.
var authorArchives = set("author|authors|autor|autoren|autorin|autores|auteur|auteurs|autori|writer|writers|contributor|contributors|penulis")

// archiveInitials are the letters that those begin with.
const archiveInitials = "acpw"

// authorArchive reports whether an address is that of one author's page: the last segment but one is such a folder.
func authorArchive(address string) bool {
	address = strings.TrimSuffix(address, "/")
	name := strings.LastIndexByte(address, '/')
	if name < 0 || name+1 == len(address) {
		return false
	}
	folder := name
	for folder > 0 && address[folder-1] != '/' {
		folder--
	}
	if folder == 0 || name-folder < len("autor") || name-folder > len("contributors") || strings.IndexByte(archiveInitials, address[folder]|0x20) < 0 {
		return false
	}
	return lowerIn(authorArchives, address[folder:name]) && !strings.ContainsAny(address[name+1:], "?#")
}

func itempropMark(value string) mark {
	switch {
	case hasToken(value, "author"):
		return markMicro
	case strings.HasPrefix(value, "date"):
		return markTime
	}
	return 0
}

var (
	authorHints = mustPhrases(map[clues][]string{1: words("author|autor|byline|writer|contributor|posted|vcard|card|sabox|a-box|et_pb|verfasser|auteur|bio|expert|member|multiple")})

	authorWords = set("author|authors|autor|autorin|autoren|byline|bylines|writer|writers|contributor|contributors|verfasser|auteur|auteurs|autore|authorname|bylinename|authorlink|authorurl|authorcard")
	creditWords = set("image|photo|foto|credit|credits|caption|figure|avatar|img|pic|picture|thumb|thumbnail|gravatar|icon|comment|comments|commentauthor|reply|social|follow|related|archive|count|widget|date|time|posts|list|quote|testimonial|review|reviews|twitter|book|video|copyright")
	bioWords    = set("bio|biography|box|card|info|profile|desc|description|about|block|section|details|panel|abox|text|content")
	bioTokens   = words("about-author|about-the-author|author-box|authorbox|author-bio|authorbio|post-author-bio|bio-box|biobox|writer-bio|contributor-bio|expert-card|team-member|saboxplugin-desc|saboxplugin-wrap|m-a-box|pp-author-boxes-description|pp-multiple-authors-boxes|ubio|et_pb_author|jeg_authorbox|td-author-box|tdb-author-box|nv-author-biography|entry-author-info|wp-block-post-author__bio|wp-block-post-author-biography|author-description|author-info|author-card|author-profile|author-about|author-desc|author-details|about_author|author_bio|author_box|author_info|author_desc|author__bio|author-section|author-block")
)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range words(list) {
		m[w] = true
	}
	return m
}

// classMark judges a class or id list by its tokens.
func classMark(class string) mark {
	if len(class) > 400 || authorHints.in(class) == 0 {
		return 0
	}
	var m mark
	vcard, author := false, false
	for token := range strings.FieldsSeq(class) {
		tm := tokenMark(token)
		m |= tm
		lt := strings.ToLower(token)
		vcard = vcard || lt == "vcard" || lt == "h-card"
		author = author || tm&markAuthor != 0
		if lt == "p-author" || lt == "dt-author" {
			m |= markMicro
		}
	}
	switch {
	case vcard && author:
		m |= markMicro
	case vcard:
		m |= markCard
	}
	return m
}

// tokenMark judges one class: "byline__name" is a byline, "author-photo" is not, "author-box" is about the author.
func tokenMark(token string) mark {
	if authorHints.in(token) == 0 {
		return 0
	}
	low := strings.ToLower(token)
	if low == "posted-by" || low == "post-by" || low == "posted_by" {
		return markAuthor
	}
	parts := splitToken(token)
	author, name, credit, box := false, false, false, false
	for _, p := range parts {
		author = author || authorWords[p]
		name = name || p == "name" || p == "title" || p == "link"
		credit = credit || creditWords[p]
		box = box || bioWords[p]
	}
	switch {
	case credit && !name, credit && containsAny(low, creditContexts):
		return 0
	case containsAny(low, bioTokens) && !name:
		return markBio
	case author && box && !name:
		return markBio
	case author:
		return markAuthor
	}
	return 0
}

var creditContexts = words("image|photo|foto|credit|caption|comment|testimonial|quote")

// splitToken cuts a class at hyphens, underscores and capitals, in lower case.
func splitToken(token string) []string {
	var parts []string
	start := 0
	flush := func(end int) {
		if end > start {
			parts = append(parts, strings.ToLower(token[start:end]))
		}
	}
	lower := false
	for i, r := range token {
		switch {
		case r == '-' || r == '_':
			flush(i)
			start, lower = i+1, false
			continue
		case unicode.IsUpper(r) && lower:
			flush(i)
			start = i
		}
		lower = unicode.IsLower(r)
	}
	flush(len(token))
	return parts
}
