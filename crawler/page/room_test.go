package page

import (
	"strings"
	"testing"
)

// The facts of a page stay what they are while other pages take its room, and what the room held before does not show in them.
func TestRoomIsUsedAgain(t *testing.T) {
	bodies := []string{string(samplePage()), string(articlePages(t, 1)[0]), "<!DOCTYPE html><html><head><title>x</title></head><body><p>y</p><svg><path/></svg></body></html>", "<p><b>not sound</p>"}
	var facts []*Facts
	var want []string
	for _, body := range bodies {
		f := extract(body)
		facts, want = append(facts, f), append(want, describe(f))
	}
	for range 3 {
		for i, body := range bodies {
			if got := describe(extract(body)); got != want[i] {
				t.Error(firstDifference(got, want[i]))
			}
		}
	}
	for i, f := range facts {
		if got := describe(f); got != want[i] {
			t.Error(firstDifference(got, want[i]))
		}
	}
}

// A room that is given back keeps no source, and a large one is not kept.
func TestRoomIsLeftEmpty(t *testing.T) {
	d := readDocument(t, Input{URL: testURL, Body: samplePage()})
	r := d.room
	if len(r.nodes.chunks) == 0 || len(r.attributes.chunks) == 0 || len(r.tags) == 0 || len(r.pieces) == 0 {
		t.Fatal("the room is not used")
	}
	if !d.free() {
		t.Fatal("the room is not kept")
	}
	for _, chunk := range r.nodes.chunks {
		for i := range chunk {
			if n := &chunk[i]; n.Data != "" || n.Attr != nil || n.Parent != nil || n.FirstChild != nil || n.NextSibling != nil {
				t.Fatalf("a node is left: %+v", n)
			}
		}
	}
	for _, chunk := range r.attributes.chunks {
		for _, a := range chunk {
			if a.Val != "" {
				t.Fatalf("an attribute is left: %q", a.Val)
			}
		}
	}
	for _, p := range r.pieces {
		if p.text != "" {
			t.Fatalf("a text is left: %q", p.text)
		}
	}
	for _, e := range r.elements {
		if e.node != nil || e.selector != "" {
			t.Fatalf("an element is left: %+v", e)
		}
	}
	for _, tag := range r.tags {
		if tag.node != nil {
			t.Fatalf("a tag is left: %+v", tag)
		}
	}
	long := readDocument(t, Input{URL: testURL, Body: []byte(soundHead + strings.Repeat("<p>x</p>", maxRoom))})
	if long.free() {
		t.Error("a large room is kept")
	}
}

// A tree that was begun for a page that is not sound does not stay beside the one that the parser builds.
func TestRoomLeavesWhatIsNotSound(t *testing.T) {
	for _, paragraphs := range []int{3, maxRoom} {
		d := readDocument(t, Input{URL: testURL, Body: []byte(soundHead + strings.Repeat("<p>x</p>", paragraphs) + "<i><p></i>")})
		r := d.room
		if n := len(d.facts.Blocks); n < paragraphs {
			t.Fatalf("%d blocks of %d paragraphs", n, paragraphs)
		}
		if r.nodes.taken > 0 || r.nodes.next > 0 || r.large() {
			t.Errorf("%d paragraphs: the tree that was begun is left, of %d nodes", paragraphs, r.nodes.size())
		}
		for _, o := range r.stack[:cap(r.stack)] {
			if o.node != nil {
				t.Fatalf("%d paragraphs: an open element is left: %+v", paragraphs, o)
			}
		}
		for _, tag := range r.tags[:cap(r.tags)] {
			if tag.node != nil {
				t.Fatalf("%d paragraphs: a tag is left: %+v", paragraphs, tag)
			}
		}
	}
}
