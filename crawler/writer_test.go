package crawler

import (
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/store"
)

// While the writer has enough to do, what comes meanwhile waits for it in one batch, and the crawl goes on: until that is too much.
func TestWriterIsNotWaitedFor(t *testing.T) {
	c := &crawl{frontier: newFrontier(new(fetch.Redactor)), writes: make(chan *store.Batch, 1), flushed: time.Now().Add(-time.Hour)}
	c.writes <- &store.Batch{}
	const pages = 3
	for range pages {
		c.frontier.batch.Pages = append(c.frontier.batch.Pages, store.PageRow{})
		c.tick() // nobody reads
	}
	c.unwritten = mostUnwritten + 1
	ticked := make(chan struct{})
	go func() {
		c.tick()
		close(ticked)
	}()
	<-c.writes
	if b := <-c.writes; len(b.Pages) != pages {
		t.Errorf("%d pages were written, want %d", len(b.Pages), pages)
	}
	<-ticked
	if c.unwritten != 0 {
		t.Errorf("%d bytes are still to be written", c.unwritten)
	}
	c.frontier.batch.Pages = append(c.frontier.batch.Pages, store.PageRow{})
	c.flushed = time.Time{}
	c.tick()
	if len(c.writes) != 1 {
		t.Error("a writer that is idle is given nothing")
	}
}
