package crawler

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/crawler/trap"
)

// nextWave takes the pages to be walked next, without those that the server seems to make up. It comes when every page of the
// wave before is read, so that what it leaves out does not depend on who answers first.
func (c *crawl) nextWave(ctx context.Context) bool {
	c.askHosts(ctx)
	for {
		wave := c.frontier.wave()
		if len(wave) == 0 {
			return c.admitHosts()
		}
		c.admitHosts()
		if c.dir == nil { // a directory ends somewhere
			wave = c.sift(wave)
		}
		if c.wave = wave; len(wave) > 0 {
			return true
		}
	}
}

// sift ends the addresses of a wave that are part of a trap, and puts back those that have to wait.
func (c *crawl) sift(wave []ID) []ID {
	kept := wave[:0]
	candidates := c.candidates(wave)
	for i, v := range c.traps.Sift(candidates) {
		c.frontier.tracks[wave[i]].alone = v.Alone
		switch {
		case v.Kind != "":
			c.frontier.skip(wave[i], v.Kind.Reason())
		case v.Later:
			c.frontier.pages = append(c.frontier.pages, wave[i])
		default:
			kept = append(kept, wave[i])
		}
	}
	return kept
}

func (c *crawl) candidates(ids []ID) []trap.Candidate {
	list := make([]trap.Candidate, len(ids))
	for i, id := range ids {
		u, t := &c.frontier.urls[id], &c.frontier.tracks[id]
		list[i] = trap.Candidate{Address: u.Address, Depth: t.depth, Free: u.Listed || t.passes > 0, Copied: !t.genuine}
	}
	return list
}

// revive asks for a page that was taken for part of a trap and is listed after all.
func (c *crawl) revive(id ID) {
	u, t := &c.frontier.urls[id], &c.frontier.tracks[id]
	if u.State == Skipped && t.role == rolePage && trap.Of(u.Reason) != "" {
		t.done = false
		u.State, u.Reason = Pending, ""
		c.frontier.queue(id)
	}
}

// look is what a page is compared by. The start page is what it is, even where a host answers anything with it.
func (c *crawl) look(id ID, w *walkedPage) trap.Look {
	look := trap.Look{Text: w.text, Print: w.print, Unseen: w.unseen}
	if m := c.missing[originOf(c.frontier.urls[id].Address)]; m != nil && c.frontier.tracks[id].depth > 0 {
		look.Copy = m.Status == http.StatusOK && m.Hash != 0 && m.Hash == w.text
	}
	return look
}

// recall tells the watch of traps what the run has seen before it was interrupted.
func (c *crawl) recall() error {
	if c.dir != nil {
		return nil
	}
	if err := c.recallCertificates(); err != nil {
		return err
	}
	if err := c.recallMissing(); err != nil {
		return err
	}
	var telling []ID // of pages whose look matters
	for id := range c.frontier.urls {
		if u := &c.frontier.urls[id]; u.Page {
			c.noteHost(ID(id))
			if trap.Tells(u.Address) || c.wildcard() {
				telling = append(telling, ID(id))
			}
		}
	}
	c.recallWaves()
	for ids := range slices.Chunk(telling, recalledAtOnce) {
		if err := c.recallPages(ids); err != nil {
			return err
		}
	}
	return nil
}

// recalledAtOnce is of how many pages it is known at once how they look and where they link to.
const recalledAtOnce = 8 * partSize

// recallPages reads stored pages again, side by side, and tells the watch of them in their order.
func (c *crawl) recallPages(ids []ID) error {
	pages, faults := make([]recalled, len(ids)), make([]error, len(ids))
	inParts(len(ids), func(_, lo, hi int) {
		for i := lo; i < hi; i++ {
			pages[i], faults[i] = c.recallPage(ids[i])
		}
	})
	for i, id := range ids {
		if faults[i] != nil {
			return faults[i]
		}
		look := c.look(id, &pages[i].walkedPage)
		c.traps.Read(c.frontier.urls[id].Address, c.frontier.tracks[id].depth, look)
		if look.Copy {
			continue
		}
		for _, to := range pages[i].targets {
			if to != None {
				c.frontier.tracks[to].genuine = true
			}
		}
	}
	return nil
}

// recalled is a stored page as the watch of traps sees it, and where its links lead.
type recalled struct {
	walkedPage
	targets []ID
}

func (c *crawl) recallPage(id ID) (recalled, error) {
	row, err := c.store.Page(c.run.Seq, uint32(id))
	if err != nil {
		return recalled{}, err
	}
	facts := new(page.Facts)
	blocks, err := store.UnpackFacts(row.Facts, facts)
	if err != nil {
		return recalled{}, err
	}
	r := recalled{walkedPage{text: facts.Hash}, store.UnpackLinks[ID](row.Links, nil)}
	if r.unseen = c.traps.Alone(c.frontier.urls[id].Address); r.unseen {
		return r, nil
	}
	if facts.Blocks, err = store.UnpackBlocks(blocks); err != nil {
		return recalled{}, err
	}
	r.print = trap.Print(facts)
	return r, nil
}

// recallWaves judges the waves of the run so far again, to know how many addresses of each path went through.
func (c *crawl) recallWaves() {
	var ids []ID
	least := int32(1<<31 - 1)
	for id := range c.frontier.urls {
		t := &c.frontier.tracks[id]
		if t.role == rolePage && c.frontier.urls[id].Internal {
			ids = append(ids, ID(id))
			if !t.done {
				least = min(least, t.depth)
			}
		}
	}
	slices.SortFunc(ids, func(a, b ID) int {
		if d := cmp.Compare(c.frontier.tracks[a].depth, c.frontier.tracks[b].depth); d != 0 {
			return d
		}
		return strings.Compare(c.frontier.urls[a].Address, c.frontier.urls[b].Address)
	})
	for len(ids) > 0 && c.frontier.tracks[ids[0]].depth <= least {
		depth := c.frontier.tracks[ids[0]].depth
		n := slices.IndexFunc(ids, func(id ID) bool { return c.frontier.tracks[id].depth != depth })
		if n < 0 {
			n = len(ids)
		}
		wave := c.candidates(ids[:n])
		for i, id := range ids[:n] {
			wave[i].Asked = c.frontier.tracks[id].done && c.frontier.urls[id].State != Skipped
		}
		c.traps.Recall(wave)
		ids = ids[n:]
	}
}
