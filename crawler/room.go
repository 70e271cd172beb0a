package crawler

import (
	"context"

	"github.com/healthusias/rounds/crawler/fetch"
)

// largePages is how many large bodies are held at once. A body of 10 MiB becomes a tree and facts of ten times that: one at a
// time, so that what a process needs does not depend on how many workers meet such bodies.
const largePages = 1

// room is where large bodies stay, from the moment they turn out to be large until their facts are taken.
type room chan struct{}

func newRoom() room { return make(room, largePages) }

// guest is one job that may need room. It belongs to one goroutine.
type guest struct {
	room room
	own  *[]byte // of the worker, for bodies that are not large
	in   bool
}

// keep has the next body read into the room of this one, where that is more than there was.
func (g *guest) keep(body []byte) {
	if cap(body) > cap(*g.own) && cap(body) <= fetch.LargeBody {
		*g.own = body
	}
}

// enter waits for room, until ctx ends.
func (g *guest) enter(ctx context.Context) {
	if g.in || g.room == nil {
		return
	}
	select {
	case g.room <- struct{}{}:
		g.in = true
	case <-ctx.Done():
	}
}

func (g *guest) leave() {
	if g.in {
		<-g.room
		g.in = false
	}
}
