package crawler

import (
	"bytes"
	"io/fs"
	"net/http"
	"os"
	"path"
	"testing"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
)

// A worker reads the next body into the room of the last one: facts that held a part of it would change.
func TestFactsHoldNothingOfTheBody(t *testing.T) {
	pages := 0
	err := fs.WalkDir(os.DirFS("../testdata/sites"), ".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".html" {
			return err
		}
		body, err := os.ReadFile("../testdata/sites/" + file)
		if err != nil {
			return err
		}
		pages++
		in := page.Input{URL: "https://h.example/" + file, Status: 200, Header: http.Header{"Content-Type": {"text/html"}}, Body: body}
		facts := page.Extract(in, &page.Options{})
		blocks, err := facts.Blocks.MarshalMsg(nil)
		if err != nil {
			return err
		}
		before, err := facts.MarshalMsg(blocks)
		if err != nil {
			return err
		}
		for i := range body {
			body[i] = '#'
		}
		if blocks, err = facts.Blocks.MarshalMsg(nil); err != nil {
			return err
		}
		after, err := facts.MarshalMsg(blocks)
		if err != nil {
			return err
		}
		if !bytes.Equal(before, after) {
			t.Errorf("the facts of %s change with the bytes that they were taken from", file)
		}
		return nil
	})
	if err != nil || pages < 50 {
		t.Fatal(pages, "pages,", err)
	}
}

func TestWorkerKeepsTheLargestRoomButNoLargeOne(t *testing.T) {
	own := make([]byte, 0, 100)
	g := guest{own: &own}
	for _, c := range []struct{ body, room int }{{50, 100}, {200, 200}, {150, 200}, {fetch.LargeBody, fetch.LargeBody}, {fetch.LargeBody + 1, fetch.LargeBody}} {
		if g.keep(make([]byte, c.body)); cap(own) != c.room {
			t.Errorf("after a body of %d there is room for %d, want %d", c.body, cap(own), c.room)
		}
	}
}
