package crawler

import (
	"slices"
	"strings"
	"testing"
	"unsafe"
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
