package sitemap

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

var declared = regexp.MustCompile(`^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._:-]+)["']`)

// utf8Text gives the text of a file in UTF-8 that an XML parser takes, whatever it is in.
func utf8Text(f *File, from io.Reader) (*cleaner, *bufio.Reader) {
	in := bufio.NewReaderSize(from, 32<<10)
	head, _ := in.Peek(512)
	label := ""
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		in.Discard(3)
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		in.Discard(2)
		label = "utf-16le"
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		in.Discard(2)
		label = "utf-16be"
	default:
		if m := declared.FindSubmatch(head); m != nil {
			label = strings.ToLower(string(m[1]))
		}
	}
	var src io.Reader = in
	if label != "" && label != "utf-8" && label != "us-ascii" {
		f.fault(FaultEncoding, 1, label)
		if r, err := charset.NewReaderLabel(label, in); err == nil {
			src = r
		}
	}
	c := &cleaner{file: f, in: bufio.NewReaderSize(src, 32<<10), line: 1}
	return c, bufio.NewReaderSize(c, 32<<10)
}

var errRun = errors.New("a megabyte without an element")

// cleaner replaces what no XML parser takes: bytes that are not UTF-8 are read as windows-1252, control characters become spaces.
type cleaner struct {
	file   *File
	in     *bufio.Reader
	line   int
	markup bool   // it is XML: the limit of run holds
	run    int    // bytes since the last "<"
	rest   []byte // of a character that did not fit
	room   [utf8.UTFMax]byte
}

func (c *cleaner) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(c.rest) > 0 {
			k := copy(p[n:], c.rest)
			n, c.rest = n+k, c.rest[k:]
			continue
		}
		if n > 0 && c.in.Buffered() == 0 {
			return n, nil
		}
		if k := c.plain(p[n:]); k > 0 {
			n += k
			continue
		}
		r, size, err := c.in.ReadRune()
		if err != nil {
			return n, err
		}
		if c.run += size; c.markup && c.run > c.file.limits.run {
			return n, errRun
		}
		c.rest = utf8.AppendRune(c.room[:0], c.clean(r, size))
	}
	return n, nil
}

// plain copies what needs no thought, and returns how much that was.
func (c *cleaner) plain(p []byte) (n int) {
	most := min(c.in.Buffered(), len(p))
	if c.markup {
		most = min(most, c.file.limits.run-c.run)
	}
	ahead, _ := c.in.Peek(most)
	for n < len(ahead) && ahead[n] >= ' ' && ahead[n] < utf8.RuneSelf && ahead[n] != '<' {
		n++
	}
	copy(p, ahead[:n])
	c.in.Discard(n)
	c.run += n
	return n
}

// clean is the character to read in place of r.
func (c *cleaner) clean(r rune, size int) rune {
	switch {
	case r == '<':
		c.run = 0
	case r == '\n':
		c.line++
	case r == utf8.RuneError && size == 1:
		return c.stray()
	case r < ' ' && r != '\t' && r != '\r', r == 0xfffe, r == 0xffff:
		c.file.fault(FaultXML, c.line, "control character")
		return ' '
	}
	return r
}

// stray reads the last byte as windows-1252.
func (c *cleaner) stray() rune {
	c.in.UnreadRune()
	b, _ := c.in.ReadByte()
	c.file.fault(FaultEncoding, c.line, "bytes that are not UTF-8")
	return charmap.Windows1252.DecodeByte(b)
}
