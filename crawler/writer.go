package crawler

import (
	"context"
	"time"

	"github.com/healthusias/rounds/crawler/store"
)

// flushInterval bounds what a crash can make us ask for again.
const flushInterval = 250 * time.Millisecond

// startWriter begins the one goroutine that writes to the store. Where writing fails it calls stop: what cannot be kept need not be
// asked for.
func (c *crawl) startWriter(stop context.CancelFunc) {
	c.writes, c.written = make(chan *store.Batch, 2), make(chan error, 1)
	run := c.run.Seq
	go func() {
		var err error
		for b := range c.writes {
			if err != nil {
				continue // drained, so that nobody waits
			}
			if err = c.store.Write(run, b); err != nil {
				stop()
			}
		}
		c.written <- err
	}()
}

// stopWriter writes what is left and returns the first error of writing.
func (c *crawl) stopWriter() error {
	c.flush()
	close(c.writes)
	return <-c.written
}

// flush hands what changed to the writer.
func (c *crawl) flush() {
	c.flushed = time.Now()
	if b := c.frontier.take(); b.Len() > 0 {
		c.writes <- b
	}
}
