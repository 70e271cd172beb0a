package hostile

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"strconv"
	"strings"

	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
)

// stream is one request on an HTTP/2 connection, to be answered frame by frame.
type stream struct {
	*http2.Framer
	conn net.Conn
	id   uint32
}

// Frames makes the server speak HTTP/2 and nothing else, and gives the requests for /case to script, which runs on the
// connection's only goroutine. It reports whether the connection goes on. Other paths are answered as the server's
// scripts say.
func (s *Server) Frames(settings []http2.Setting, script func(stream) bool) {
	s.TLS(&tls.Config{Certificates: []tls.Certificate{certificate()}, NextProtos: []string{"h2"}})
	s.insecure = true
	s.Conn(func(c net.Conn) {
		preface := make([]byte, len(http2.ClientPreface))
		if _, err := io.ReadFull(c, preface); err != nil {
			return
		}
		f := http2.NewFramer(c, c)
		f.ReadMetaHeaders = hpack.NewDecoder(4096, nil)
		if f.WriteSettings(settings...) != nil {
			return
		}
		for s.frame(f, c, script) {
		}
	})
}

// frame reads one frame and answers it.
func (s *Server) frame(f *http2.Framer, c net.Conn, script func(stream) bool) bool {
	frame, err := f.ReadFrame()
	if err != nil {
		return false
	}
	switch frame := frame.(type) {
	case *http2.SettingsFrame:
		return frame.IsAck() || f.WriteSettingsAck() == nil
	case *http2.MetaHeadersFrame:
		path := frame.PseudoValue("path")
		st := stream{f, c, frame.StreamID}
		if path == "/case" {
			s.count(path)
			return script(st)
		}
		return st.answer(s, path)
	}
	return true
}

// answer sends what an ordinary handler says.
func (st stream) answer(s *Server, path string) bool {
	w := &recorder{header: http.Header{}, status: 200}
	s.ServeHTTP(w, &http.Request{Method: "GET", RequestURI: path})
	return st.head(w.status, w.header) && st.WriteData(st.id, true, w.Bytes()) == nil
}

// head sends status and header.
func (st stream) head(status int, header http.Header) bool {
	return st.WriteHeaders(http2.HeadersFrameParam{StreamID: st.id, BlockFragment: block(status, header), EndHeaders: true}) == nil
}

// page begins an answer with a page that has a link to /kept.
func (st stream) page() bool {
	return st.head(200, http.Header{"Content-Type": {"text/html; charset=utf-8"}}) && st.WriteData(st.id, false, []byte(linkPage)) == nil
}

// block encodes header fields without a table, so that blocks do not depend on each other.
func block(status int, header http.Header) []byte {
	var b bytes.Buffer
	e := hpack.NewEncoder(&b)
	e.SetMaxDynamicTableSize(0)
	e.WriteField(hpack.HeaderField{Name: ":status", Value: strconv.Itoa(status)})
	for name, values := range header {
		for _, v := range values {
			e.WriteField(hpack.HeaderField{Name: strings.ToLower(name), Value: v})
		}
	}
	return b.Bytes()
}

// recorder keeps what a handler says.
type recorder struct {
	bytes.Buffer
	header http.Header
	status int
}

func (r *recorder) Header() http.Header    { return r.header }
func (r *recorder) WriteHeader(status int) { r.status = status }
