package fetch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

const (
	maxCodings = 2       // stacked encodings
	maxWindow  = 8 << 20 // of zstd, in bytes; RFC 9659 sets this limit for the web
	maxTail    = 4 << 10 // what is read after the end of a compressed body, so that its connection can be used again
)

// codingError is an encoding that cannot be undone.
type codingError struct {
	text    string
	certain bool
}

func (e *codingError) Error() string { return e.text }

// contentCodings lists what was applied to a body, in that order.
func contentCodings(h http.Header) ([]string, error) {
	values := h["Content-Encoding"]
	if len(values) == 0 {
		return nil, nil
	}
	var list []string
	for coding := range strings.SplitSeq(strings.Join(values, ","), ",") {
		switch coding = strings.ToLower(strings.TrimSpace(coding)); coding {
		case "", "identity":
		case "x-gzip":
			list = append(list, "gzip")
		case "gzip", "zstd", "br", "deflate":
			list = append(list, coding)
		default:
			return nil, &codingError{text: "unknown: " + coding}
		}
	}
	if len(list) > maxCodings {
		return nil, &codingError{fmt.Sprintf("%d encodings stacked", len(list)), true}
	}
	return list, nil
}

// decode undoes the codings, the last one first. What was decoded before an error is kept.
func decode(src io.Reader, codings []string, b bounds) (content, error) {
	var c content
	r := buffers.Get().(*bufio.Reader)
	r.Reset(src)
	defer func(first *bufio.Reader) { first.Reset(nil); buffers.Put(first) }(r)
	var d decoder
	for _, coding := range slices.Backward(codings) {
		if d.Reader != nil {
			r = bufio.NewReader(d)
		}
		var notice string
		var err error
		if d, notice, err = open(coding, r); err != nil {
			return c, err
		}
		defer d.release()
		if notice != "" {
			c.notices = append(c.notices, notice)
		}
	}
	c, err := finish(c, d, b)
	if err == nil {
		io.CopyN(io.Discard, src, maxTail)
	}
	return c, err
}

// finish reads the innermost decoder. A whole body with a wrong end is a whole body.
func finish(c content, d decoder, b bounds) (content, error) {
	var err error
	c.data, err = readAll(d, b)
	switch {
	case len(c.data) == 0:
	case errors.Is(err, gzip.ErrChecksum), errors.Is(err, zlib.ErrChecksum), errors.Is(err, zstd.ErrCRCMismatch):
		c.notices, err = append(c.notices, "wrong checksum"), nil
	case errors.Is(err, errTail), errors.Is(err, zstd.ErrMagicMismatch):
		c.notices, err = append(c.notices, errTail.Error()), nil
	}
	return c, err
}

// decoder undoes one coding; release gives it back to its pool.
type decoder struct {
	io.Reader
	release func()
}

var (
	buffers   = sync.Pool{New: func() any { return bufio.NewReaderSize(nil, 32<<10) }}
	gzips     = sync.Pool{New: func() any { return new(members) }}
	inflaters = sync.Pool{New: func() any { return flate.NewReader(nil) }}
	brotlis   = sync.Pool{New: func() any { return brotli.NewReader(nil) }}
	zstds     = sync.Pool{New: func() any {
		// No goroutine of its own with concurrency 1, so a decoder that the pool drops is garbage.
		d, _ := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		return d
	}}
)

// errTail says that something else follows the last member of a gzip.
var errTail = errors.New("bytes after the compressed body")

// members reads a gzip member after member (RFC 1952 2.2). Unlike gzip.Reader it tells the start of a member that is cut off
// from bytes that are none.
type members struct {
	gzip gzip.Reader
	src  *bufio.Reader
}

func (m *members) reset(r *bufio.Reader) error {
	m.src = r
	err := m.gzip.Reset(r)
	m.gzip.Multistream(false)
	return err
}

func (m *members) Read(p []byte) (int, error) {
	n, err := m.gzip.Read(p)
	if err != io.EOF {
		return n, err
	}
	switch head, _ := m.src.Peek(3); {
	case len(head) == 0:
		return n, io.EOF
	case !isGzip(head):
		return n, errTail
	}
	return n, m.reset(m.src)
}

// open starts to undo one coding. The first bytes decide where they contradict what the header says.
func open(says string, r *bufio.Reader) (d decoder, notice string, err error) {
	head, err := r.Peek(4)
	if err != nil && len(head) == 0 {
		return decoder{r, func() {}}, "", nil // nothing was encoded; reading it will tell why
	}
	coding := says
	switch {
	case isGzip(head):
		coding = "gzip"
	case isZstd(head):
		coding = "zstd"
	case says == "gzip" || says == "zstd":
		coding = "plain"
	case says == "deflate" && isZlib(head):
		coding = "zlib"
	}
	if coding != says && coding != "zlib" {
		notice = "says " + says + ", sends " + coding
	}
	d, err = openers[coding](r)
	return d, notice, err
}

var openers = map[string]func(*bufio.Reader) (decoder, error){
	"plain": func(r *bufio.Reader) (decoder, error) { return decoder{r, func() {}}, nil },
	"gzip": func(r *bufio.Reader) (decoder, error) {
		d := gzips.Get().(*members)
		return decoder{d, func() { gzips.Put(d) }}, d.reset(r)
	},
	"zlib": func(r *bufio.Reader) (decoder, error) {
		d, err := zlib.NewReader(r)
		return decoder{d, func() {}}, err
	},
	"deflate": func(r *bufio.Reader) (decoder, error) {
		d := inflaters.Get().(io.ReadCloser)
		return decoder{d, func() { inflaters.Put(d) }}, d.(flate.Resetter).Reset(r, nil)
	},
	"br": func(r *bufio.Reader) (decoder, error) {
		d := brotlis.Get().(*brotli.Reader)
		return decoder{d, func() { brotlis.Put(d) }}, d.Reset(r)
	},
	"zstd": func(r *bufio.Reader) (decoder, error) {
		d := zstds.Get().(*zstd.Decoder)
		return decoder{d, func() { _ = d.Reset(nil); zstds.Put(d) }}, d.Reset(r)
	},
}

func isGzip(b []byte) bool { return len(b) > 2 && b[0] == 0x1f && b[1] == 0x8b && b[2] == 8 }

// isZstd also knows skippable frames (RFC 8878 3.1.2), which may come first.
func isZstd(b []byte) bool {
	return len(b) > 3 && (b[0] == 0x28 && b[1] == 0xb5 && b[2] == 0x2f && b[3] == 0xfd ||
		b[0]&0xf0 == 0x50 && b[1] == 0x2a && b[2] == 0x4d && b[3] == 0x18)
}

// isZlib reports the header of RFC 1950; without it "deflate" is a raw stream, as some servers send it.
func isZlib(b []byte) bool {
	return len(b) > 1 && b[0]&0x0f == 8 && (int(b[0])<<8|int(b[1]))%31 == 0
}

// isText reports media types whose readers expect text, so that gzip under one of them is a mistake.
func isText(contentType string) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil && t == "" {
		return false
	}
	return strings.HasPrefix(t, "text/") || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "+json") ||
		t == "application/xml" || t == "application/json" || t == "application/javascript"
}
