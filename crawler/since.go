package crawler

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/crawler/trap"
)

// maxTag is the longest ETag that is kept and sent back, in bytes.
const maxTag = 512

// earlier is a run whose facts are taken over where a page has not changed. It is immutable.
type earlier struct {
	store *store.Store
	run   int64
	pages map[string]*store.Known // by address
}

// shape names all that shapes facts besides the pages. Runs of different shapes share none.
func (c *crawl) shape() string {
	if c.opt.Shape == "" {
		return ""
	}
	origin := c.scope.target
	if origin == "" && c.dir == nil {
		origin = originOf(c.scope.base.String())
	}
	return c.opt.Shape + " " + origin + " " + c.opt.UserAgent
}

// chooseEarlier finds the run to take facts over from: the latest complete one of this site, else the latest that came to an end. Where
// there is none, anew says why.
func (c *crawl) chooseEarlier() (since, anew string, err error) {
	runs, err := c.store.Runs()
	if err != nil {
		return "", "", err
	}
	var best *store.RunInfo
	for i := range runs {
		r := &runs[i]
		ended := r.State == "complete" || r.State == "incomplete" && (best == nil || best.State != "complete")
		if ended && r.Base == c.base() {
			best = r
		}
	}
	switch {
	case best == nil:
		return "", "no earlier run of this site is stored: every page is read", nil
	case best.Shape == "" || best.Shape != c.shape():
		return "", fmt.Sprintf("rounds itself, or settings that shape what it reads of a page, have changed since run %s: every page is read anew", best.ID), nil
	}
	return best.ID, "", nil
}

// lookBack reads what the earlier run knows of its pages. One that was removed meanwhile is as if there were none.
func (c *crawl) lookBack() error {
	if c.run.Since == "" {
		return nil
	}
	run, err := c.store.Run(c.run.Since)
	if err != nil || run.Shape != c.shape() {
		return nil
	}
	e := &earlier{store: c.store, run: run.Seq, pages: map[string]*store.Known{}}
	c.earlier = e
	return c.store.Known(run.Seq, func(address string, k *store.Known) { e.pages[address] = k })
}

// known is what the earlier run knows of a page, nil for nothing. It may be asked of no earlier run at all.
func (e *earlier) known(address string) *store.Known {
	if e == nil {
		return nil
	}
	return e.pages[address]
}

// unmodified takes over the facts of a page whose server says that it has not changed. Where they do not fit, the page is asked for again,
// in full.
func (w *worker) unmodified(ctx context.Context, r *result, j job) {
	in := page.Input{URL: w.placeOf(j), Header: r.answer.Header}
	if page.HeaderPrint(in) == j.known.Header && w.takeOver(r, j) {
		r.answer.Header.Set("Content-Type", j.known.Media)
		v := validatorOf(r.answer.Header)
		if v.ETag == "" && v.Modified == "" {
			v = j.known.Validator
		}
		v.Print, v.Header = j.known.Print, j.known.Header
		r.walked.validator = v
		return
	}
	j.known = nil
	r.answer = w.fetcher.Fetch(ctx, fetch.Request{URL: j.address})
}

// takeOver makes the stored facts of a page the result of a job. It reports whether they could be read and are those of this address.
func (w *worker) takeOver(r *result, j job) bool {
	row, err := w.earlier.store.Page(w.earlier.run, j.known.ID)
	if err != nil {
		return false
	}
	facts := new(page.Facts)
	blocks, err := store.UnpackFacts(row.Facts, facts)
	if err != nil || facts.URL != w.placeOf(j) {
		return false
	}
	if w.watched && !j.alone && trap.Family(facts.URL) != "" {
		if facts.Blocks, err = store.UnpackBlocks(blocks); err != nil {
			return false
		}
	}
	r.answer.Status, r.ids, r.walked = facts.Status, facts.IDs, w.walk(facts, j.alone)
	r.walked.facts, r.walked.digest, r.walked.unchanged = row.Facts, row.Digest, true
	return true
}

// validatorOf takes the validators of an answer. A date of less than a second before the answer is none: the page may have changed once
// more in that second (RFC 9110 8.8.2.2).
func validatorOf(h http.Header) (v store.Validator) {
	if tag := h.Get("ETag"); len(tag) <= maxTag {
		v.ETag = tag
	}
	modified := h.Get("Last-Modified")
	if modified == "" {
		return v
	}
	changed, err := http.ParseTime(modified)
	sent, err2 := http.ParseTime(h.Get("Date"))
	if err == nil && err2 == nil && sent.Sub(changed) >= time.Second {
		v.Modified = modified
	}
	return v
}

// stamp is what tells later whether the page of an answer has changed. Facts of a body that was cut are not taken over; those of an
// answer that was odd are, but only from the same bytes.
func stamp(in page.Input, print, header uint64) (v store.Validator) {
	if in.Partial != "" {
		return v
	}
	if len(in.Notices) == 0 {
		v = validatorOf(in.Header)
	}
	v.Print, v.Header = print, header
	return v
}

// countUnchanged counts the pages whose facts were taken over.
func (f *frontier) countUnchanged() int {
	n := 0
	for i := range f.tracks {
		if f.tracks[i].unchanged && f.urls[i].Page {
			n++
		}
	}
	return n
}
