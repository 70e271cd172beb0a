package crawler

import (
	"strings"
	"testing"
)

// Texts stay as they were when others follow, in the same block and in later ones.
func TestTextsKeep(t *testing.T) {
	var all texts
	var want, got []string
	for i := range 5000 {
		text := strings.Repeat(string(rune('a'+i%26)), i%97)
		if i%1000 == 0 {
			text = strings.Repeat("long ", textBlock/8)
		}
		want, got = append(want, text), append(got, all.keep(text))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("text %d became %.40q", i, got[i])
		}
	}
	if n := testing.AllocsPerRun(1000, func() { all.keep("a text of some length") }); n > 0.1 {
		t.Errorf("a text takes %v allocations", n)
	}
}
