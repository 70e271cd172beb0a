package hostile

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"

	"github.com/healthusias/rounds/crawler"
)

// bombHeap is what a body beyond the limit may cost, be it decoded or not: the part that is read, the tree of it, and facts.
const bombHeap = 40_000_000

// compression is what servers do to the coding of a body.
var compression = []Case{
	{
		Number: "41", Title: "1 GiB of text, gzipped",
		Serve: func(s *Server) { s.Handle("/case", encoded("text/html", "gzip", s.Limits.bomb("gzip"))) },
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "42", Title: "the sitemap is a bomb: 1 GiB, gzipped as a file", Home: true,
		Note: "what it lists before the limit is read, and a finding says that the rest is not",
		Serve: func(s *Server) {
			s.Page("/case", Good("/case"))
			start, rest := strings.TrimSuffix(urlset(entry("/case")), "</urlset>"), strings.Repeat("<!-- "+strings.Repeat("and so on ", 6_000)+"-->\n", 17)
			if s.Limits.Many < Real.Many { // a list as text, which takes little time to read
				start, rest = "SITE/case\n", strings.Repeat(strings.Repeat(" ", 1000)+"\n", 1<<10)
			}
			start = strings.ReplaceAll(start, "SITE", s.Origin())
			bomb := append(bytes.Clone(packed("gzip", []byte(start))), bytes.Repeat(packed("gzip", []byte(rest)), 1024)...)
			s.Handle("/sitemap.xml", encoded("application/gzip", "", bomb))
		},
		State: crawler.OK, Finding: "index/sitemap-too-large", Heap: 80_000_000, Time: 5 * time.Second, Alone: "sitemaps are read of the host that the crawl starts at",
	},
	{
		Number: "43", Title: "a bomb that is sent as a file of gzip",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("application/x-gzip", "", s.Limits.bomb("gzip")))
			s.Never("/kept")
		},
		State: crawler.OK, Heap: 16 << 20, Quiet: "trust/",
		Site: func(site *crawler.Site, s *Server) error {
			if site.URL(site.Lookup(s.Origin() + "/case")).Page {
				return errors.New("it was read as a page")
			}
			return nil
		},
	},
	{
		Number: "44", Title: "a bomb of text that says nothing of its coding",
		Note:  "the crawler always asks for codings by itself, which case 41 covers",
		Serve: func(s *Server) { s.Handle("/case", encoded("text/html; charset=utf-8", "", s.Limits.bomb("gzip"))) },
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "45", Title: "robots.txt is a bomb: its first 512 KiB count",
		Serve: func(s *Server) {
			filler := packed("gzip", bytes.Repeat([]byte("# and so on\n"), 1<<20/12))
			late := packed("gzip", []byte("\nDisallow: /kept\n"))
			bomb := slices.Concat(packed("gzip", []byte("User-agent: *\nDisallow: /forbidden\n")), filler, late, bytes.Repeat(filler, 1024))
			s.Handle("/robots.txt", encoded("text/plain", "gzip", bomb))
			s.Page("/case", Good("/case", "/kept", "/forbidden"))
			s.Never("/forbidden")
		},
		State: crawler.OK, Reaches: kept, Heap: 16 << 20,
	},
	{
		Number: "46", Title: "a bomb of Brotli",
		Serve: func(s *Server) { s.Handle("/case", encoded("text/html", "br", s.Limits.bomb("br"))) },
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "46b", Title: "a bomb of Zstandard",
		Serve: func(s *Server) { s.Handle("/case", encoded("text/html", "zstd", s.Limits.bomb("zstd"))) },
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "46c", Title: "Zstandard with a window of 2 GiB",
		Serve: func(s *Server) {
			// A frame header (RFC 8878 3.1.1.1) whose window descriptor asks for 2 GiB, and a raw block.
			s.Handle("/case", encoded("text/html", "zstd", []byte("\x28\xb5\x2f\xfd\x00\xa8\x29\x00\x00hello")))
		},
		State: crawler.Broken, Reason: "encoding",
	},
	{
		Number: "47", Title: "gzip in gzip in gzip",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html", "gzip, gzip, gzip", packed("gzip", packed("gzip", packed("gzip", []byte(wholePage))))))
		},
		State: crawler.Broken, Reason: "encoding",
	},
	{
		Number: "47b", Title: "gzip in Brotli, which is as much as there may be",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "gzip, br", packed("br", packed("gzip", []byte(wholePage)))))
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "47c", Title: "a bomb in a bomb",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html", "gzip, gzip", packed("gzip", s.Limits.bomb("gzip"))))
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept, Heap: bombHeap,
	},
	{
		Number: "48", Title: "says gzip, sends plain text",
		Serve: func(s *Server) { s.Handle("/case", encoded("text/html; charset=utf-8", "gzip", []byte(wholePage))) },
		State: crawler.OK, Reaches: kept, Finding: "delivery/odd-answer",
	},
	{
		Number: "48b", Title: "says nothing, sends gzip",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "", packed("gzip", []byte(wholePage))))
		},
		State: crawler.OK, Reaches: kept, Finding: "delivery/odd-answer",
	},
	{
		Number: "49", Title: "gzip that ends too early",
		Serve: func(s *Server) {
			whole := packed("gzip", []byte(wholePage+noise))
			s.Handle("/case", encoded("text/html; charset=utf-8", "gzip", whole[:len(whole)/2]))
		},
		State: crawler.Partial, Reason: "truncated", Reaches: kept,
	},
	{
		Number: "49b", Title: "gzip with a wrong checksum",
		Serve: func(s *Server) {
			whole := bytes.Clone(packed("gzip", []byte(wholePage)))
			whole[len(whole)-8] ^= 0xff
			s.Handle("/case", encoded("text/html; charset=utf-8", "gzip", whole))
		},
		State: crawler.OK, Reaches: kept, Finding: "delivery/odd-answer",
	},
	{
		Number: "49c", Title: "garbage after the end of gzip",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "gzip", append(bytes.Clone(packed("gzip", []byte(wholePage))), "garbage"...)))
		},
		State: crawler.OK, Reaches: kept, Finding: "delivery/odd-answer",
	},
	{
		Number: "49d", Title: "gzip in several members",
		Serve: func(s *Server) {
			half := len(wholePage) / 2
			s.Handle("/case", encoded("text/html; charset=utf-8", "gzip",
				append(bytes.Clone(packed("gzip", []byte(wholePage[:half]))), packed("gzip", []byte(wholePage[half:]))...)))
		},
		State: crawler.OK, Reaches: kept, Quiet: "delivery/",
	},
	{
		Number: "50", Title: "deflate as the standard has it, with a zlib header",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "deflate", packed("zlib", []byte(wholePage))))
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "50b", Title: "deflate as some servers send it, raw",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "deflate", packed("flate", []byte(wholePage))))
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "50c", Title: "says gzip, sends Zstandard",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "gzip", packed("zstd", []byte(wholePage))))
		},
		State: crawler.OK, Reaches: kept, Finding: "delivery/odd-answer",
	},
	{
		Number: "50d", Title: "Brotli, as it is asked for",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "br", packed("br", []byte(wholePage))))
		},
		State: crawler.OK, Reaches: kept, Quiet: "delivery/",
	},
	{
		Number: "50e", Title: "Zstandard, as it is asked for",
		Serve: func(s *Server) {
			s.Handle("/case", encoded("text/html; charset=utf-8", "zstd", packed("zstd", []byte(wholePage))))
		},
		State: crawler.OK, Reaches: kept, Quiet: "delivery/",
	},
	{
		Number: "51", Title: "a coding that nobody knows",
		Serve: func(s *Server) { s.Handle("/case", encoded("text/html", "x-foo", []byte(wholePage))) },
		State: crawler.Unverified, Reason: "encoding",
	},
}

// wholePage is a page with a link to /kept and an end.
const wholePage = linkPage + "</main></body></html>"

// noise does not compress, so that half of a compressed page is about half of the page.
var noise = func() string {
	var b strings.Builder
	x := uint32(1)
	for range 4 << 10 {
		x = x*1664525 + 1013904223
		b.WriteByte('a' + byte(x>>24)%26)
	}
	return b.String()
}()

// encoded serves bytes as what type and coding say.
func encoded(contentType, coding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		if coding != "" {
			w.Header().Set("Content-Encoding", coding)
		}
		w.Write(body)
	}
}

// packers compress.
var packers = map[string]func(io.Writer) io.WriteCloser{
	"gzip":  func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
	"zlib":  func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
	"flate": func(w io.Writer) io.WriteCloser { z, _ := flate.NewWriter(w, flate.DefaultCompression); return z },
	"br":    func(w io.Writer) io.WriteCloser { return brotli.NewWriterLevel(w, brotli.BestSpeed) },
	"zstd": func(w io.Writer) io.WriteCloser {
		z, _ := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
		return z
	},
}

func packed(coding string, body []byte) []byte {
	var b bytes.Buffer
	w := packers[coding](&b)
	w.Write(body)
	w.Close()
	return b.Bytes()
}

// bomb is a page with a link to /kept and then a hundred times more text than the limit, which is 1 GiB in real life. Gzip
// and Zstandard may be put together from parts.
func (l Limits) bomb(coding string) []byte {
	text := bytes.Repeat([]byte("and so on "), 1<<20/10)
	parts := int(100 * l.Body >> 20)
	if coding == "br" {
		return packed(coding, append([]byte(linkPage), bytes.Repeat(text, parts/5)...)) // all of it has to be compressed
	}
	return append(bytes.Clone(packed(coding, []byte(linkPage))), bytes.Repeat(packed(coding, text), parts)...)
}
