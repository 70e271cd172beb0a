package page

import (
	bytecode "encoding/binary"
	"strings"
)

// Links are the links of a page, in document order. They are a third of what is stored of it and read back whenever it is judged, so that
// their codec is written by hand: a row for each, which is
//
//   - a byte with the region, and whether the link is hidden, in a breadcrumb, and written as the end of its address;
//   - how many kinds back its kind stands, or 0 and the kind: element, attribute, rel, target, problem and scheme;
//   - address, address as written (its length alone where it is the end of the address), text and selector;
//   - by how much block and line differ from those of the row before;
//   - its group: 0 for none, 1 for the last one, or 2 and the hash; and the column.
//
// Links that were read back share one string.
type Links []Link

// Bits of the first byte, above the region.
const (
	linkRegion  = 0x0f
	linkHidden  = 1 << 4
	linkCrumb   = 1 << 5
	linkRawEnds = 1 << 6
)

// What stands before a group.
const (
	noGroup = iota
	lastGroup
	newGroup
)

// linkKind is what links have in common with many others of their page.
type linkKind struct{ element, attr, rel, target, problem, scheme string }

const (
	kindsBack = 32 // how many kinds a link may look back for its own
	minLink   = 9  // bytes of the shortest row
	maxLink   = 70 // bytes of a row besides its texts, at most
)

// Msgsize is an upper bound of the size of stored links.
func (links Links) Msgsize() int {
	size := emptyRows
	for i := range links {
		l := &links[i]
		size += maxLink + bytecode.MaxVarintLen32*10 + len(l.URL) + len(l.Raw) + len(l.Text) + len(l.Selector) +
			len(l.Element) + len(l.Attr) + len(l.Rel) + len(l.Target) + len(l.Problem) + len(l.Scheme)
	}
	return size
}

// MarshalMsg implements msgp.Marshaler.
func (links Links) MarshalMsg(b []byte) ([]byte, error) {
	b, begin := beginRows(b, links.Msgsize(), len(links))
	w := linkWriter{kinds: make([]linkKind, 0, usual)}
	before := new(Link)
	for i := range links {
		b = w.link(b, &links[i], before)
		before = &links[i]
	}
	return endRows(b, begin), nil
}

// linkWriter knows what the rows before have.
type linkWriter struct {
	kinds []linkKind
	group uint64
}

// link appends the row of a link.
func (w *linkWriter) link(b []byte, l, before *Link) []byte {
	flags, ends := byte(l.Region), l.Raw != "" && strings.HasSuffix(l.URL, l.Raw)
	if l.Hidden {
		flags |= linkHidden
	}
	if l.Crumb {
		flags |= linkCrumb
	}
	if ends {
		flags |= linkRawEnds
	}
	b = w.kind(append(b, flags), l)
	b = appendText(b, l.URL)
	if ends {
		b = appendNumber(b, len(l.Raw))
	} else {
		b = appendText(b, l.Raw)
	}
	b = appendText(b, l.Text)
	b = appendText(b, string(l.Selector))
	b = appendDistance(b, int(l.Block)-int(before.Block))
	b = appendDistance(b, l.Line-before.Line)
	switch l.Group {
	case 0:
		b = append(b, noGroup)
	case w.group:
		b = append(b, lastGroup)
	default:
		w.group = l.Group
		b = bytecode.LittleEndian.AppendUint64(append(b, newGroup), l.Group)
	}
	return appendNumber(b, l.Col)
}

func (w *linkWriter) kind(b []byte, l *Link) []byte {
	for back := 1; back <= min(kindsBack, len(w.kinds)); back++ {
		if w.kinds[len(w.kinds)-back].of(l) {
			return appendNumber(b, back)
		}
	}
	kind := linkKind{l.Element, l.Attr, l.Rel, l.Target, l.Problem, l.Scheme}
	w.kinds = append(w.kinds, kind)
	b = appendNumber(b, 0)
	for _, s := range [...]string{kind.element, kind.attr, kind.rel, kind.target, kind.problem, kind.scheme} {
		b = appendText(b, s)
	}
	return b
}

// of reports whether a link is of the kind.
func (k *linkKind) of(l *Link) bool {
	return same(k.element, l.Element) && same(k.rel, l.Rel) && same(k.attr, l.Attr) && same(k.target, l.Target) && same(k.scheme, l.Scheme) && same(k.problem, l.Problem)
}

// same compares texts that most often differ in length or are both empty.
func same(a, b string) bool { return len(a) == len(b) && (a == "" || a == b) }

// UnmarshalMsg implements msgp.Unmarshaler. Room that there is for links is used.
func (links *Links) UnmarshalMsg(b []byte) ([]byte, error) {
	rows, n, b, err := newRowReader(b, minLink)
	if err != nil {
		return b, err
	}
	r := linkReader{rowReader: rows}
	switch {
	case n == 0:
		*links = nil
	case n <= cap(*links):
		*links = (*links)[:n]
	default:
		*links = make(Links, n)
	}
	var before Link
	for i := range *links {
		l := &(*links)[i]
		r.link(l, before.Block, before.Line)
		before.Block, before.Line = l.Block, l.Line
	}
	return b, r.err
}

type linkReader struct {
	rowReader
	kinds []linkKind
	group uint64
}

func (r *linkReader) link(l *Link, block int32, line int) {
	flags := r.byte()
	l.Region, l.Hidden, l.Crumb = Region(flags&linkRegion), flags&linkHidden != 0, flags&linkCrumb != 0
	k := r.kind()
	l.Element, l.Attr, l.Rel, l.Target, l.Problem, l.Scheme = k.element, k.attr, k.rel, k.target, k.problem, k.scheme
	l.URL = r.text()
	if flags&linkRawEnds != 0 {
		l.Raw = l.URL[len(l.URL)-r.upTo(len(l.URL)):]
	} else {
		l.Raw = r.text()
	}
	l.Text, l.Selector = r.text(), Selector(r.text())
	l.Block, l.Line = block+int32(r.distance()), line+r.distance()
	l.Group = 0
	switch r.byte() {
	case lastGroup:
		l.Group = r.group
	case newGroup:
		var hash [8]byte
		for i := range hash {
			hash[i] = r.byte()
		}
		r.group = bytecode.LittleEndian.Uint64(hash[:])
		l.Group = r.group
	}
	l.Col = r.number()
}

func (r *linkReader) kind() *linkKind {
	back := r.upTo(len(r.kinds))
	if back == 0 {
		back = 1
		r.kinds = append(r.kinds, linkKind{r.text(), r.text(), r.text(), r.text(), r.text(), r.text()})
	}
	return &r.kinds[len(r.kinds)-back]
}
