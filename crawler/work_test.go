package crawler

import (
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
)

func TestCopies(t *testing.T) {
	source := strings.Repeat("abc", 100)
	texts := []string{source[:3], "", source[10:20]}
	got := copies(texts)
	if !slices.Equal(got, texts) {
		t.Errorf("%q, want %q", got, texts)
	}
	start := uintptr(unsafe.Pointer(unsafe.StringData(source)))
	for _, s := range got {
		if at := uintptr(unsafe.Pointer(unsafe.StringData(s))); at >= start && at < start+uintptr(len(source)) {
			t.Errorf("%q is part of the source", s)
		}
	}
	if copies(nil) != nil {
		t.Error("no texts became some")
	}
}

// The lists of a page's facts go on to the next page once it is packed: what is kept of the first must be whole, and must stay so.
func TestReadKeepsNoFacts(t *testing.T) {
	scope, err := newScope(&Options{Target: "https://health.example"})
	if err != nil {
		t.Fatal(err)
	}
	w := &worker{scope: scope, watched: true, redactor: fetch.NewRedactor(nil)}
	answerOf := func(name string) fetch.Answer {
		row := "<p id=%s-%d>Text of %[1]s <a href=/%[1]s/%[2]d/#part rel=nofollow>link %[1]s</a> and <a href=https://%[1]s.example/>%[1]s</a></p>"
		var body strings.Builder
		fmt.Fprintf(&body, "<!DOCTYPE html><html lang=en><title>%s</title><h1>%[1]s</h1><main>", name)
		for i := range 60 {
			fmt.Fprintf(&body, row, name, i)
		}
		return fetch.Answer{Status: 200, Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}}, Body: []byte(body.String())}
	}
	read := func(name string) result {
		r := result{answer: answerOf(name)}
		w.read(&r, job{address: "https://health.example/" + name + "/?page=2", role: rolePage})
		return r
	}
	kept := read("first")
	for range 10 {
		read("second")
	}

	a := answerOf("first")
	facts := page.Extract(page.Input{URL: "https://health.example/first/?page=2", Status: a.Status, Header: a.Header, Body: a.Body}, nil)
	want := w.walk(facts, false)
	want.validator = kept.walked.validator
	if want.facts, err = store.PackFacts(facts, func([]byte) bool { return false }); err != nil {
		t.Fatal(err)
	}
	if want.digest, err = digestOf(facts).MarshalMsg(nil); err != nil {
		t.Fatal(err)
	}
	if len(want.links) != 120 || len(facts.Blocks) < 60 {
		t.Fatalf("the page has %d links and %d blocks", len(want.links), len(facts.Blocks))
	}
	if !slices.Equal(kept.ids, facts.IDs) {
		t.Errorf("ids %q, want %q", kept.ids, facts.IDs)
	}
	if !slices.Equal(kept.walked.links, want.links) {
		t.Errorf("links %+v, want %+v", kept.walked.links, want.links)
	}
	if !reflect.DeepEqual(kept.walked, want) {
		t.Errorf("%d bytes of facts and %d of digest, or what else is kept, are not those of the page, which has %d and %d",
			len(kept.walked.facts), len(kept.walked.digest), len(want.facts), len(want.digest))
	}
}
