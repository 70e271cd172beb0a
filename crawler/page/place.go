package page

import "bytes"

// place is where something begins in the source, counted from 1; zeros where it does not stand there.
type place struct{ line, col int32 }

func (e *element) place() (line, col int) { return int(e.at.line), int(e.at.col) }

// lines turns offsets in a source into places. They must be asked for from front to back.
type lines struct {
	src   []byte
	line  int32
	start int32 // offset of the line
	end   int32 // offset of the line feed that ends it
}

func newLines(src []byte) lines {
	l := lines{src: src}
	l.next(0)
	return l
}

// next goes to the line that begins at an offset.
func (l *lines) next(start int32) {
	l.line, l.start, l.end = l.line+1, start, int32(len(l.src))
	if length := bytes.IndexByte(l.src[start:], '\n'); length >= 0 {
		l.end = start + int32(length)
	}
}

// place is that of an offset, none of a negative one.
func (l *lines) place(offset int32) place {
	if offset < 0 {
		return place{}
	}
	for l.end < offset {
		l.next(l.end + 1)
	}
	return place{l.line, offset - l.start + 1}
}
