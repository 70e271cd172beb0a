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
	w := linkWriter{rowWriter: newRowWriter(b, links.Msgsize(), len(links))}
	before := new(Link)
	for i := range links {
		w.link(&links[i], before)
		before = &links[i]
	}
	return w.end(), nil
}

type linkWriter struct {
	rowWriter
	kinds []linkKind
	group uint64
}

func (w *linkWriter) link(l, before *Link) {
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
	w.b = append(w.b, flags)
	w.kind(linkKind{l.Element, l.Attr, l.Rel, l.Target, l.Problem, l.Scheme})
	w.text(l.URL)
	if ends {
		w.number(len(l.Raw))
	} else {
		w.text(l.Raw)
	}
	w.text(l.Text)
	w.text(string(l.Selector))
	w.distance(int(l.Block) - int(before.Block))
	w.distance(l.Line - before.Line)
	switch l.Group {
	case 0:
		w.b = append(w.b, noGroup)
	case w.group:
		w.b = append(w.b, lastGroup)
	default:
		w.group = l.Group
		w.b = bytecode.LittleEndian.AppendUint64(append(w.b, newGroup), l.Group)
	}
	w.number(l.Col)
}

func (w *linkWriter) kind(kind linkKind) {
	for back := 1; back <= min(kindsBack, len(w.kinds)); back++ {
		if w.kinds[len(w.kinds)-back] == kind {
			w.number(back)
			return
		}
	}
	w.kinds = append(w.kinds, kind)
	w.number(0)
	for _, s := range [...]string{kind.element, kind.attr, kind.rel, kind.target, kind.problem, kind.scheme} {
		w.text(s)
	}
}

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
