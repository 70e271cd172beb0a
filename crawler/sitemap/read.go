package sitemap

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"io"
	"slices"
	"strings"
)

// Read understands a file as it was sent, compressed or not, whatever its name says. Cut tells that the end is missing: that it breaks
// off is then no fault of the file.
func Read(body []byte, cut bool) *File { return read(body, cut, standard) }

func read(body []byte, cut bool, l limits) *File {
	f := &File{limits: l}
	f.read(body, true)
	if i := f.index(FaultXML); i >= 0 { // what a strict parser says is the fault; a lenient one reads on
		said := f.Faults[i]
		f = &File{limits: l}
		f.read(body, false)
		f.drop(FaultXML)
		f.Faults = slices.Insert(f.Faults, 0, said)
	}
	if cut || f.Has(FaultSize, FaultGzip) {
		f.drop(FaultXML)
		f.drop(FaultEmpty)
	}
	return f
}

// read understands the file as a strict parser does or as a lenient one.
func (f *File) read(body []byte, strict bool) {
	src := &source{file: f, from: unpacked(f, body), room: f.limits.size}
	text, in := utf8Text(f, src)
	head, _ := in.Peek(1024)
	trimmed := bytes.TrimLeft(head, " \t\r\n")
	switch {
	case len(trimmed) == 0 && len(head) < 1024:
		f.fault(FaultEmpty, 0, "")
	case bytes.HasPrefix(trimmed, []byte("<")):
		text.markup = true
		if len(trimmed) < len(head) && bytes.HasPrefix(trimmed, []byte("<?xml")) {
			f.fault(FaultXML, 1, "text before the XML declaration")
		}
		newParser(f, in, strict).parse()
	default:
		f.lines(in)
	}
	f.Size = src.n
}

// drop removes a fault.
func (f *File) drop(code string) {
	f.Faults = slices.DeleteFunc(f.Faults, func(fault Fault) bool { return fault.Code == code })
}

// unpacked undoes gzip, which the first bytes tell.
func unpacked(f *File, body []byte) io.Reader {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return bytes.NewReader(body)
	}
	r, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		f.fault(FaultGzip, 0, err.Error())
		return strings.NewReader("")
	}
	return r
}

// source counts and bounds what is read. An error of decompression ends the file; what came before it counts.
type source struct {
	file *File
	from io.Reader
	n    int64
	room int64
}

func (s *source) Read(p []byte) (int, error) {
	n, err := s.from.Read(p)
	if int64(n) > s.room {
		s.file.fault(FaultSize, 0, "")
		n, err = int(s.room), io.EOF
	}
	s.n, s.room = s.n+int64(n), s.room-int64(n)
	if err != nil && err != io.EOF {
		s.file.fault(FaultGzip, 0, err.Error())
		err = io.EOF
	}
	return n, err
}

// lines reads a list of addresses, one a line.
func (f *File) lines(in *bufio.Reader) {
	for number := 1; ; number++ {
		line, long, err := readLine(in)
		switch text := strings.TrimSpace(line); {
		case long || text != "" && !absolute(text):
			f.fault(FaultLine, number, text)
		case text != "":
			f.add(Entry{Loc: text, Line: number})
		}
		if err != nil {
			break
		}
	}
	if f.Form = Text; f.Count == 0 {
		f.Form = Unknown
		f.drop(FaultLine)
		f.fault(FaultForm, 0, "")
	}
}

// readLine reads a line up to the length that an address may have; of a longer one the beginning.
func readLine(in *bufio.Reader) (line string, long bool, err error) {
	for {
		part, e := in.ReadSlice('\n')
		if room := longest - len(line); len(part) > room {
			part, long = part[:room], true
		}
		line += string(part)
		if e != bufio.ErrBufferFull {
			return line, long, e
		}
	}
}

// absolute reports whether an address has scheme and host.
func absolute(loc string) bool {
	scheme, rest, ok := strings.Cut(loc, "://")
	return ok && rest != "" && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https"))
}
