package page

import (
	"strings"
	"testing"
	"unsafe"
)

// partOf reports whether a string stands in the memory of another.
func partOf(s, whole string) bool {
	at, start := uintptr(unsafe.Pointer(unsafe.StringData(s))), uintptr(unsafe.Pointer(unsafe.StringData(whole)))
	return at >= start && at < start+uintptr(len(whole))
}

// TestBooks: what is handed from page to page does not keep the source of a page.
func TestBooks(t *testing.T) {
	source := strings.Repeat("x", 100) + "author-bio" + strings.Repeat("x", 100)
	class := source[100:110]
	if !partOf(class, source) {
		t.Fatal("the class is a copy to begin with")
	}
	classes := newClassBook()
	classes.meaning(class)
	for value, m := range classes.meanings {
		if partOf(value, source) || partOf(m.value, source) {
			t.Errorf("the book of classes keeps the source: %q", value)
		}
	}
	var names kinds
	if k := names.of(class); partOf(k.written, source) || partOf(k.name, source) {
		t.Errorf("the names of tags keep the source: %q", k.written)
	}
	re, err := newAlternatives("x")
	if err != nil {
		t.Fatal(err)
	}
	f := form{re: func() *alternatives { return re }}
	b := trustBook{}
	b.find(&f, class)
	for in := range b {
		if partOf(in.sentence, source) {
			t.Errorf("the detectors' book keeps the source: %q", in.sentence)
		}
	}
	if len(classes.meanings) != 1 || len(b) != 1 {
		t.Errorf("%d classes and %d sentences are noted", len(classes.meanings), len(b))
	}
}
