package lazy

import (
	"regexp"
	"slices"
	"sync"
	"testing"
)

// An expression finds what the one of the standard library finds, whoever asks first.
func TestRegexp(t *testing.T) {
	const source, text = `b(a+)`, "aba baaa ab"
	want, got := regexp.MustCompile(source), MustCompile(source)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			if !got.MatchString(text) || got.MatchString("ab") {
				t.Error("matches", got.MatchString(text), got.MatchString("ab"))
			}
		})
	}
	wait.Wait()
	if got.FindString(text) != want.FindString(text) || !slices.Equal(got.FindStringIndex(text), want.FindStringIndex(text)) ||
		!slices.Equal(got.FindStringSubmatch(text), want.FindStringSubmatch(text)) || !slices.Equal(got.FindAllString(text, -1), want.FindAllString(text, -1)) ||
		!slices.EqualFunc(got.FindAllStringSubmatch(text, 1), want.FindAllStringSubmatch(text, 1), slices.Equal) ||
		!slices.EqualFunc(got.FindAllStringIndex(text, -1), want.FindAllStringIndex(text, -1), slices.Equal) {
		t.Errorf("finds something else: %q", got.FindAllString(text, -1))
	}
}

func TestCheck(t *testing.T) {
	known := all
	defer func() { all = known }()
	if err := Check(); err != nil {
		t.Error(err)
	}
	MustCompile("(")
	if Check() == nil {
		t.Error("an expression that is none is not found")
	}
}
