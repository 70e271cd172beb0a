package page

import "testing"

// The classes of a block are its own and those of three elements around it below body.
func TestClassPaths(t *testing.T) {
	d := readDocument(t, Input{URL: "https://clinic.example/", Body: []byte(`<!doctype html><html><body class="far"><div class="out"><div class="three"><div class="two" id="b">
		<div class="one"><p class=" x  y " id="z">First</p><p class="x y" id="z">Second</p><p>Third</p></div><p>Fourth</p></div></div></div><p id="top">Fifth</p>`)})
	classes := classPaths{d: d}
	for i, want := range []string{"x y z one two b three", "x y z one two b three", "one two b three", "two b three out", "top"} {
		if got := classes.of(i); got != want {
			t.Errorf("%q has the classes %q, want %q", d.facts.Blocks[i].Text, got, want)
		}
	}
}
