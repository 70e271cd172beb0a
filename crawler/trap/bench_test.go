package trap

import (
	"net/http"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

// BenchmarkPrint is what comparing costs a page of a thousand words, whose address has a date or a number, beside reading it.
func BenchmarkPrint(b *testing.B) {
	body := "<!doctype html><title>x</title><main>" + strings.Repeat("<p>What to do about chest pain, as known on 17 May 2024. <a href=/a/b/c>one</a> <a href=/2024/05/x>two</a>", 60)
	in := page.Input{URL: "https://h.example/2024/05/x", Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(body)}
	facts := page.Extract(in, &page.Options{})
	for name, address := range map[string]string{"dates": in.URL, "numbers": "https://h.example/page/7"} {
		facts.URL = address
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Print(facts)
			}
		})
	}
	b.Run("extract", func(b *testing.B) {
		for b.Loop() {
			page.Extract(in, &page.Options{})
		}
	})
}
