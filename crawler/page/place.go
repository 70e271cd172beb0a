package page

import "bytes"

// place is where something begins in the source, counted from 1; zeros where it does not stand there.
type place struct{ line, col int32 }

func (e *element) place() (line, col int) { return int(e.at.line), int(e.at.col) }

// lines turns offsets in a source into places. They must be asked for from front to back.
type lines struct {
	src   []byte
	line  int32 // of the last place, counted from 0
	start int32 // offset of that line
	at    int32 // offset of the last place
}

var lineFeed = []byte{'\n'}

// place is that of an offset, none of a negative one.
func (l *lines) place(offset int32) place {
	if offset < 0 {
		return place{}
	}
	between := l.src[l.at:offset]
	if n := bytes.Count(between, lineFeed); n > 0 {
		l.line += int32(n)
		l.start = l.at + int32(bytes.LastIndexByte(between, '\n')) + 1
	}
	l.at = offset
	return place{l.line + 1, offset - l.start + 1}
}
