package crawler

import (
	"context"
	"fmt"
	"time"

	"github.com/healthusias/rounds/crawler/store"
)

// flushInterval bounds what a crash can make us ask for again.
const flushInterval = 250 * time.Millisecond

// roomInterval is how often the disk is asked how much room it has left.
const roomInterval = 10 * time.Second

// StoppedError says that a run had to stop because it could not be written on. What was written before is kept: it can be opened, judged and
// resumed.
type StoppedError struct {
	Run string // ID
	Err error  // *store.FullError where the disk is full
}

func (e *StoppedError) Error() string { return e.Err.Error() }

func (e *StoppedError) Unwrap() error { return e.Err }

// startWriter begins the one goroutine that writes to the store. Where writing fails it calls stop: what cannot be kept need not be
// asked for.
func (c *crawl) startWriter(stop context.CancelFunc) {
	c.writes, c.written = make(chan *store.Batch, 2), make(chan error, 1)
	run := c.run.Seq
	go func() {
		var err error
		looked := time.Now() // Crawl and Resume have looked
		for b := range c.writes {
			if err != nil {
				continue // drained, so that nobody waits
			}
			if err = c.write(run, b, &looked); err != nil {
				stop()
			}
		}
		c.written <- err
	}()
}

// write stores one batch. Where room is scarce nothing more is written than that: it is what was asked for already.
func (c *crawl) write(run int64, b *store.Batch, looked *time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("writing the state broke down: %v; please report it", p)
		}
	}()
	if err := c.store.Write(run, b); err != nil {
		return err
	}
	if time.Since(*looked) < roomInterval {
		return nil
	}
	*looked = time.Now()
	return c.room()
}

// room returns an error where the disk has less room left than a run should find.
func (c *crawl) room() error {
	reserve := c.opt.Reserve
	if reserve == 0 {
		reserve = store.Reserve
	}
	return c.store.Room(reserve)
}

// stopWriter writes what is left and returns the first error of writing.
func (c *crawl) stopWriter() error {
	c.flush()
	close(c.writes)
	return <-c.written
}

// While the writer is busy, what is to be written is collected, up to so many bytes of pages or so many URLs: a disk takes its time to sync, and the
// crawl need not wait for it.
const (
	mostUnwritten = 4 << 20
	mostDirty     = 1 << 14
)

// flush hands what changed to the writer.
func (c *crawl) flush() {
	c.flushed, c.unwritten = time.Now(), 0
	if b := c.frontier.take(); b.Len() > 0 {
		c.writes <- b
	}
}
