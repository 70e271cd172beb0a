package hostile

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// polish is a title that tells character sets apart.
const polish = "Zażółć gęślą jaźń"

// charsets is what servers say about the type and the characters of a body.
var charsets = []Case{
	{
		Number: "73", Title: "windows-1250, which only a meta element says",
		Serve: func(s *Server) { s.Type("/case", "text/html", windows(polishPage("windows-1250"))) },
		State: crawler.OK, Reaches: kept, Facts: titled(polish),
	},
	{
		Number: "74", Title: "header and page name different character sets, and the header is right",
		Serve: func(s *Server) { s.Type("/case", "text/html; charset=windows-1250", windows(polishPage("utf-8"))) },
		State: crawler.OK, Reaches: kept, Facts: titled(polish), Finding: "delivery/odd-answer",
	},
	{
		Number: "74b", Title: "byte order mark and header name different character sets",
		Serve: func(s *Server) {
			s.Type("/case", "text/html; charset=windows-1250", "\xEF\xBB\xBF"+polishPage("windows-1250"))
		},
		State: crawler.OK, Reaches: kept, Facts: titled(polish), Finding: "delivery/odd-answer",
	},
	{
		Number: "75", Title: "a character set that does not exist, and bytes that may be several",
		Serve: func(s *Server) { s.Type("/case", "text/html; charset=x-nonsense", windows(polishPage("utf-nine"))) },
		State: crawler.Partial, Reason: "charset-guessed", Reaches: kept,
	},
	{
		Number: "75b", Title: "a character set that does not exist, and plain UTF-8",
		Serve: func(s *Server) { s.Type("/case", "text/html; charset=x-nonsense", polishPage("utf-nine")) },
		State: crawler.OK, Reaches: kept, Facts: titled(polish), Finding: "delivery/odd-answer",
	},
	{
		Number: "76", Title: "UTF-16 LE with byte order mark",
		Serve: func(s *Server) { s.Type("/case", "text/html", wide("\uFEFF"+polishPage("utf-16"), 0)) },
		State: crawler.OK, Reaches: kept, Facts: titled(polish),
	},
	{
		Number: "76b", Title: "UTF-16 BE with byte order mark",
		Serve: func(s *Server) { s.Type("/case", "text/html", wide("\uFEFF"+polishPage("utf-16"), 1)) },
		State: crawler.OK, Reaches: kept, Facts: titled(polish),
	},
	{
		Number: "76c", Title: "UTF-16 LE that nothing announces",
		Serve: func(s *Server) { s.Type("/case", "text/html", wide(polishPage("utf-16"), 0)) },
		State: crawler.OK, Reaches: kept, Facts: titled(polish),
	},
	{
		Number: "76d", Title: "UTF-16 BE that nothing announces",
		Serve: func(s *Server) { s.Type("/case", "text/html", wide(polishPage("utf-16"), 1)) },
		State: crawler.OK, Reaches: kept, Facts: titled(polish),
	},
	{
		Number: "77", Title: "invalid UTF-8, overlong forms and lone surrogates",
		Note:  "the bytes are read and not kept: what is kept of a page are its facts",
		Serve: func(s *Server) { s.Page("/case", titledPage("a\xffb \xc0\xaf \xed\xa0\x80 end")) },
		State: crawler.OK, Reaches: kept,
		Facts: func(f *page.Facts) error {
			if got := title(f); !strings.HasPrefix(got, "a\uFFFDb ") || !strings.HasSuffix(got, " end") {
				return fmt.Errorf("title %q", got)
			}
			return nil
		},
	},
	{
		Number: "78", Title: "NUL in the title, in a tag and in an address",
		Serve: func(s *Server) {
			s.Page("/case", "<!doctype html><html lang=en><head><title>No\x00 end</title></head><body><main><p><a href=/kept>a</a><a href=\"/ke\x00pt2\">b</a><b\x00>c</b></main></body></html>")
		},
		State: crawler.OK, Reaches: kept,
		Facts: func(f *page.Facts) error {
			if text := fmt.Sprintf("%+v", f); strings.ContainsRune(text, 0) {
				return fmt.Errorf("facts with NUL: %q", text)
			}
			return nil
		},
	},
	{
		Number: "79", Title: "HTML as text/plain",
		Serve: func(s *Server) { s.Type("/case", "text/plain", wholePage) },
		State: crawler.OK, Reaches: kept, Finding: "delivery/content-type",
	},
	{
		Number: "79b", Title: "HTML as application/octet-stream",
		Serve: func(s *Server) { s.Type("/case", "application/octet-stream", wholePage) },
		State: crawler.OK, Reaches: kept, Finding: "delivery/content-type",
	},
	{
		Number: "79c", Title: "HTML without a type",
		Serve: func(s *Server) { s.Type("/case", "", wholePage) },
		State: crawler.OK, Reaches: kept, Finding: "delivery/content-type",
	},
	{
		Number: "79d", Title: "HTML with two types",
		Serve: func(s *Server) {
			s.Say("/case", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n"+wholePage)
		},
		State: crawler.OK, Reaches: kept, Finding: "delivery/odd-answer", Says: "two types",
	},
	{
		Number: "79e", Title: "HTML in capitals, with empty parameters",
		Serve: func(s *Server) {
			s.Type("/case", "TEXT/HTML;;Charset=windows-1250", windows(polishPage("windows-1250")))
		},
		State: crawler.OK, Reaches: kept, Facts: titled(polish), Quiet: "delivery/",
	},
	{
		Number: "80", Title: "a PDF as text/html",
		Serve: func(s *Server) {
			s.Type("/case", "text/html", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj <a href=/never>")
			s.Never("/never")
		},
		State: crawler.OK, Finding: "delivery/content-type", Quiet: "trust/",
	},
	{
		Number: "80b", Title: "an image as text/html",
		Serve: func(s *Server) {
			s.Type("/case", "text/html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR<a href=/never>")
			s.Never("/never")
		},
		State: crawler.OK, Finding: "delivery/content-type", Quiet: "trust/",
	},
	{
		Number: "80c", Title: "an archive as text/html",
		Serve: func(s *Server) { s.Type("/case", "text/html", "PK\x03\x04\x14\x00<a href=/never>"); s.Never("/never") },
		State: crawler.OK, Finding: "delivery/content-type", Quiet: "trust/",
	},
	{
		Number: "80d", Title: "a feed as text/html",
		Serve: func(s *Server) {
			s.Type("/case", "text/html", `<?xml version="1.0"?><rss><channel><item><a href="/never">x</a></item></channel></rss>`)
			s.Never("/never")
		},
		State: crawler.OK, Finding: "delivery/content-type", Quiet: "trust/",
	},
	{
		Number: "80e", Title: "JSON as text/html",
		Serve: func(s *Server) { s.Type("/case", "text/html", `{"html": "<a href='/never'>x</a>"}`); s.Never("/never") },
		State: crawler.OK, Finding: "delivery/content-type", Quiet: "trust/",
	},
	{
		Number: "81", Title: "a page that is to be saved as ../../etc/passwd",
		Serve: func(s *Server) {
			s.Handle("/case", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "text/html; charset=utf-8")
				w.Header().Set("Content-Disposition", `attachment; filename="../../etc/passwd"`)
				w.Header().Set("X-Content-Type-Options", "nosniff")
				w.Write([]byte(wholePage))
			})
		},
		State: crawler.OK, Reaches: kept,
		Facts: func(f *page.Facts) error {
			if strings.Contains(fmt.Sprintf("%+v", f), "passwd") {
				return fmt.Errorf("the name of the file is a fact")
			}
			return nil
		},
	},
}

// titledPage is a whole page of a title, with a link to /kept.
func titledPage(title string) string {
	return `<!doctype html><html lang=pl><head><title>` + title + `</title></head><body><main><p><a href="/kept">` + title + `</a></p></main></body></html>`
}

func polishPage(charset string) string {
	return strings.Replace(titledPage(polish), "<head>", "<head><meta charset="+charset+">", 1)
}

// windows encodes as windows-1250.
func windows(text string) string {
	out, _ := charmap.Windows1250.NewEncoder().String(text) // has every letter of Polish
	return out
}

// wide encodes as UTF-16, little endian where high is 0.
func wide(text string, high int) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(text)) {
		pair := []byte{byte(u), byte(u >> 8)}
		if high == 1 {
			slices.Reverse(pair)
		}
		b = append(b, pair...)
	}
	return string(b)
}

func title(f *page.Facts) string {
	if len(f.Titles) == 0 {
		return ""
	}
	return f.Titles[0].Text
}

// titled wants a title.
func titled(want string) func(*page.Facts) error {
	return func(f *page.Facts) error {
		if got := title(f); got != want {
			return fmt.Errorf("title %q, want %q", got, want)
		}
		return nil
	}
}
