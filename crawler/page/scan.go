package page

import (
	"bytes"

	"golang.org/x/net/html"
)

const (
	maxTag        = 1 << 20 // bytes of one start tag
	maxAttributes = 512     // of one start tag; the tokenizer pays for the largest number at every later tag
	maxTangle     = 1e6     // elements that unclosed formatting may make the parser repeat
	maxTags       = 120_000 // start tags that are read: more than the links that are kept, less than what fills a machine
	maxDepth      = 512     // open elements, of which the parser takes no more
	maxSteps      = 5e6     // open elements that the parser may look at, over all tags: some tenths of a second
)

// startTag is a start tag in the source.
type startTag struct {
	at, nameEnd int32      // offset of its < and of the end of its name
	node        *html.Node // the element that it made, nil where that is not known
}

// scan is one pass over the source that knows tags, comments and raw text but builds nothing. It gives the places of
// the start tags, which the parser does not keep, and foretells what would make the parser run away.
type scan struct {
	src  []byte
	tags []startTag

	links   int      // start tags that mostly have an address
	fat     [][2]int // start tags past a limit, as offsets
	tangle  tangle
	nesting nesting
	cut     bool   // src was cut behind the last tag that is read
	within  string // what the source ends in the middle of
	foreign int    // depth of svg and math, where CDATA is text and raw-text elements are ordinary
}

// scanTags scans a document.
func scanTags(src []byte) *scan {
	s := &scan{src: src, tags: make([]startTag, 0, bytes.Count(src, []byte{'<'})/2+8)}
	for at := 0; ; {
		next := bytes.IndexByte(src[at:], '<')
		if next < 0 || at+next+1 >= len(src) {
			return s
		}
		at = s.markup(at + next)
		if len(s.tags) == maxTags {
			s.src, s.cut = s.src[:at], true
			return s
		}
	}
}

// tangled reports whether parsing would take beyond measure. It multiplies formatting elements: x/net/html opens every
// unclosed <font x> anew in each block that follows, as the standard asks. And every tag costs as much as it stands deep.
func (s *scan) tangled() bool {
	return s.tangle.most*len(s.tags) > maxTangle || s.nesting.steps > maxSteps
}

// markup reads what begins with the < at at and returns where to go on.
func (s *scan) markup(at int) int {
	switch c := s.src[at+1]; {
	case letter(c):
		return s.start(at)
	case c == '/':
		return s.end(at)
	case c == '!':
		return s.declaration(at)
	case c == '?':
		return after(s.src, at+2, ">")
	}
	return at + 1
}

func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func (s *scan) start(at int) int {
	nameEnd := nameEnd(s.src, at+1)
	end, attributes, ok := tagEnd(s.src, nameEnd)
	if !ok {
		s.within = "tag"
		return len(s.src)
	}
	if end-at > maxTag || attributes > maxAttributes {
		s.fat = append(s.fat, [2]int{at, end})
		return end
	}
	s.tags = append(s.tags, startTag{at: int32(at), nameEnd: int32(nameEnd)})
	var buf [12]byte
	name := lowerName(&buf, s.src[at+1:nameEnd])
	s.tangle.open(name, attributes > 0)
	s.nesting.start(name, s.src[end-2] == '/' && (s.foreign > 0 || string(name) == "svg" || string(name) == "math"))
	switch string(name) {
	case "a", "img", "link":
		s.links++
	case "svg", "math":
		if s.src[end-2] != '/' {
			s.foreign++
		}
	case "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes":
		if s.foreign == 0 {
			return s.rawText(end, name)
		}
	case "plaintext":
		return len(s.src)
	}
	return end
}

func (s *scan) end(at int) int {
	if at+2 >= len(s.src) || !letter(s.src[at+2]) {
		return after(s.src, at+2, ">")
	}
	nameEnd := nameEnd(s.src, at+2)
	var buf [12]byte
	name := lowerName(&buf, s.src[at+2:nameEnd])
	s.tangle.close(name)
	s.nesting.end(name)
	if s.foreign > 0 && (string(name) == "svg" || string(name) == "math") {
		s.foreign--
	}
	end, _, ok := tagEnd(s.src, nameEnd)
	if !ok {
		s.within = "tag"
	}
	return end
}

// declaration skips a comment, a doctype, CDATA or what the standard calls a bogus comment.
func (s *scan) declaration(at int) int {
	end := s.declarationEnd(at)
	if end == len(s.src) && s.src[end-1] != '>' {
		s.within = "comment"
	}
	return end
}

func (s *scan) declarationEnd(at int) int {
	rest := s.src[at:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!-->")), bytes.HasPrefix(rest, []byte("<!--->")):
		return after(s.src, at, ">")
	case bytes.HasPrefix(rest, []byte("<!--")):
		plain, bang := after(s.src, at+4, "-->"), after(s.src, at+4, "--!>")
		return min(plain, bang)
	case s.foreign > 0 && bytes.HasPrefix(rest, []byte("<![CDATA[")):
		return after(s.src, at, "]]>")
	}
	return after(s.src, at, ">")
}

// rawText returns the offset of the end tag that closes a raw-text element. A script may hold <!-- <script> </script>,
// which does not close it.
func (s *scan) rawText(at int, name []byte) int {
	escaped := false // within <!-- <script> of a script
	for {
		next := bytes.IndexByte(s.src[at:], '<')
		if next < 0 {
			s.within = string(name)
			return len(s.src)
		}
		at += next
		switch rest := s.src[at+1:]; {
		case len(rest) > 0 && rest[0] == '/' && hasName(rest[1:], name):
			if !escaped {
				return at
			}
			escaped = false
		case string(name) == "script" && bytes.HasPrefix(rest, []byte("!--")):
			escaped = opensScript(rest)
		}
		at++
	}
}

// opensScript reports whether a comment in a script holds a script start tag before its end and before the next script
// end tag.
func opensScript(comment []byte) bool {
	comment = comment[:after(comment, 0, "-->")]
	for {
		next := bytes.IndexByte(comment, '<')
		if next < 0 {
			return false
		}
		comment = comment[next+1:]
		if hasName(comment, []byte("script")) {
			return true
		}
		if len(comment) > 0 && comment[0] == '/' && hasName(comment[1:], []byte("script")) {
			return false
		}
	}
}

// hasName reports whether s begins with a tag name, in any case.
func hasName(s, name []byte) bool {
	return len(s) > len(name) && bytes.EqualFold(s[:len(name)], name) && bytes.IndexByte([]byte(" \t\n\f\r/>"), s[len(name)]) >= 0
}

func after(s []byte, from int, mark string) int {
	if from > len(s) {
		return len(s)
	}
	if i := bytes.Index(s[from:], []byte(mark)); i >= 0 {
		return from + i + len(mark)
	}
	return len(s)
}

func nameEnd[T string | []byte](s T, at int) int {
	for at < len(s) && !space(s[at]) && s[at] != '/' && s[at] != '>' {
		at++
	}
	return at
}

func lowerName(buf *[12]byte, name []byte) []byte {
	n := copy(buf[:], name)
	if n < len(name) {
		return nil
	}
	for i, c := range buf[:n] {
		if c >= 'A' && c <= 'Z' {
			buf[i] = c | 0x20
		}
	}
	return buf[:n]
}

func space(c byte) bool {
	return c <= ' ' && (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f')
}

// tagEnd returns the offset after the > of a tag whose attributes begin at at, and how many it has.
func tagEnd(s []byte, at int) (end, attributes int, ok bool) {
	for at < len(s) {
		switch c := s[at]; {
		case c == '>':
			return at + 1, attributes, true
		case space(c) || c == '/':
			at++
		default:
			attributes++
			at = attributeEnd(s, at)
		}
	}
	return len(s), attributes, false
}

func attributeEnd(s []byte, at int) int {
	at++ // an equals sign may begin a name
	for at < len(s) && !space(s[at]) && s[at] != '=' && s[at] != '/' && s[at] != '>' {
		at++
	}
	value := skipSpace(s, at)
	if value >= len(s) || s[value] != '=' {
		return at
	}
	at = skipSpace(s, value+1)
	if at >= len(s) || s[at] == '>' {
		return at
	}
	if q := s[at]; q == '"' || q == '\'' {
		if end := bytes.IndexByte(s[at+1:], q); end >= 0 {
			return at + 1 + end + 1
		}
		return len(s)
	}
	for at < len(s) && !space(s[at]) && s[at] != '>' {
		at++
	}
	return at
}

func skipSpace[T string | []byte](s T, at int) int {
	for at < len(s) && space(s[at]) {
		at++
	}
	return at
}

// without returns the source with the start tags past a limit blanked out; lines and columns stay.
func (s *scan) without() []byte {
	if len(s.fat) == 0 {
		return s.src
	}
	out := bytes.Clone(s.src)
	for _, tag := range s.fat {
		for i := tag[0]; i < tag[1]; i++ {
			if out[i] != '\n' {
				out[i] = ' '
			}
		}
	}
	return out
}
