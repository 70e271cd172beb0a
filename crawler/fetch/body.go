package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"sync"
)

const (
	wireSlack = 64 << 10 // what a compressed body may be longer than its text before it is cut
	presize   = 1 << 20  // a Content-Length up to here is believed; above, memory follows what arrives
	smallBody = 16 << 10 // an unwanted body up to here is read to keep the connection
)

var errCapped = errors.New("body exceeds its limit")

// wire reads a body as it comes from the network: counted, bounded, and pushing the clock on.
type wire struct {
	src    io.Reader
	clock  *clock
	n      int64
	limit  int64
	capped bool
	err    error // the first error that is not the end; decoders hide it
}

func (w *wire) Read(p []byte) (int, error) {
	left := w.limit - w.n
	if left <= 0 {
		w.capped = true
		return 0, errCapped
	}
	n, err := w.src.Read(p[:min(int64(len(p)), left)])
	if n > 0 {
		w.n += int64(n)
		w.clock.touch()
	}
	if err != nil && err != io.EOF && w.err == nil {
		w.err = err
	}
	return n, err
}

// drain reads an unwanted body of known, small length, so that its connection can be used again.
func (w *wire) drain(length int64) {
	if length >= 0 && length <= smallBody {
		io.Copy(io.Discard, w.src) // an error only costs the connection
	}
}

// content is a body as far as it could be read.
type content struct {
	data    []byte
	notices []string
}

// bounds are how much of a body is read, and what is to be told when it is much.
type bounds struct {
	into  []byte // room that is used where it is large enough
	limit int64  // decoded bytes
	large func() // called before more than LargeBody bytes are held, any number of times
}

// readBody reads and decodes a body within bounds. With an error, content is what came before it.
func readBody(w *wire, resp *http.Response, b bounds) (content, error) {
	codings, err := contentCodings(resp.Header)
	if err != nil {
		return content{}, err
	}
	if len(codings) > 0 {
		return decode(w, codings, b)
	}
	var c content
	if resp.ContentLength >= 0 && resp.ContentLength <= min(b.limit, presize) {
		if resp.ContentLength > LargeBody {
			b.large()
		}
		if c.data = b.into[:0]; int64(cap(c.data)) < resp.ContentLength {
			c.data = make([]byte, resp.ContentLength)
		}
		n, readErr := io.ReadFull(w, c.data[:resp.ContentLength])
		c.data, err = c.data[:n], readErr
	} else {
		c.data, err = readAll(w, b)
	}
	if isGzip(c.data) && isText(resp.Header.Get("Content-Type")) {
		return unannounced(c.data, err, b)
	}
	return c, err
}

// unannounced decodes a text that was gzipped without saying so. An error of the reading outweighs one of the decoding.
func unannounced(raw []byte, readErr error, b bounds) (content, error) {
	b.into = nil // raw may lie there
	c, err := decode(bytes.NewReader(raw), []string{"gzip"}, b)
	if len(c.data) == 0 && err != nil {
		return content{data: raw}, readErr
	}
	c.notices = append(c.notices, "says plain, sends gzip")
	if readErr != nil {
		err = readErr
	}
	return c, err
}

// scratch holds buffers for bodies of unknown length.
var scratch = sync.Pool{New: func() any { b := make([]byte, 0, 64<<10); return &b }}

// readAll reads up to the limit and reports more as errCapped. The result belongs to the caller.
func readAll(r io.Reader, b bounds) ([]byte, error) {
	if cap(b.into) > 0 {
		return readInto(r, b.into, b)
	}
	pooled := scratch.Get().(*[]byte)
	buf, err := readInto(r, *pooled, b)
	if cap(buf) > presize {
		return buf[:len(buf):len(buf)], err
	}
	data := bytes.Clone(buf)
	*pooled = buf
	scratch.Put(pooled)
	return data, err
}

// readInto reads into buf, or into more where that does not do.
func readInto(r io.Reader, buf []byte, b bounds) ([]byte, error) {
	buf, err := buf[:0], error(nil)
	for err == nil && int64(len(buf)) <= b.limit {
		if len(buf) >= LargeBody {
			b.large()
		}
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		var n int
		n, err = r.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
	}
	if int64(len(buf)) > b.limit {
		buf, err = buf[:b.limit], errCapped
	}
	if err == io.EOF {
		err = nil
	}
	return buf, err
}
