package trap

import (
	"net/http"
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

// BenchmarkPrint is what comparing costs a page of a thousand words beside reading it.
func BenchmarkPrint(b *testing.B) {
	body := "<!doctype html><title>x</title><main>" + strings.Repeat("<p>What to do about chest pain, as known on 17 May 2024. <a href=/a/b/c>one</a> <a href=/2024/05/x>two</a>", 60)
	in := page.Input{URL: "https://h.example/2024/05/x", Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: []byte(body)}
	facts := page.Extract(in, &page.Options{})
	b.Run("print", func(b *testing.B) {
		for b.Loop() {
			Print(facts)
		}
	})
	b.Run("extract", func(b *testing.B) {
		for b.Loop() {
			page.Extract(in, &page.Options{})
		}
	})
}
