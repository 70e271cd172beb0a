package store

import (
	"strings"
	"testing"

	"github.com/healthusias/rounds/crawler/page"
)

// Facts in a form that this program does not read are told by their first byte, not by what goes wrong with them.
func TestFactsOfAnotherForm(t *testing.T) {
	packed, err := PackFacts(&page.Facts{URL: "https://h.example/"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := UnpackFacts(packed, new(page.Facts)); err != nil {
		t.Fatal(err)
	}
	for _, other := range [][]byte{nil, packed[1:], append([]byte{factsForm - 1}, packed[1:]...)} {
		if _, err := UnpackFacts(other, new(page.Facts)); err == nil || !strings.Contains(err.Error(), "of another version of rounds") {
			t.Errorf("%.8x…: %v", other, err)
		}
	}
}
