package crawler

import (
	"context"
	"fmt"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/crawler/trap"
)

// result is what a worker made of a job. It holds no body.
type result struct {
	job      job
	answer   fetch.Answer
	location string      // identity of a redirect's target
	walked   *walkedPage // set for a page whose facts were read
	ids      []string    // of a target that was read
	mistyped bool        // sent as HTML, and plainly something else
}

// walkedPage is a page ready to be stored.
type walkedPage struct {
	facts   []byte
	digest  []byte
	partial string
	links   []reference // of each link, in order
	text    uint64      // page.Facts.Hash
	print   uint64      // trap.Print
}

// worker turns jobs into results. Workers share nothing that changes.
type worker struct {
	fetcher fetch.Fetcher
	scope   *scope
	options page.Options
	watched bool // pages are compared to find traps
}

// do asks for one URL and reads what its role wants of the answer.
func (w *worker) do(ctx context.Context, j job) (r result) {
	r.job = j
	defer func() {
		if p := recover(); p != nil {
			r.answer = fetch.Answer{Failure: fetch.Failure{Class: "internal", Detail: fmt.Sprint("reading the page failed: ", p)}}
		}
	}()
	r.answer = w.fetch(ctx, j)
	if w.respelled(j, r.answer.Location) {
		j.address = r.answer.Location
		r.answer = w.fetch(ctx, j)
	}
	if r.answer.Location != "" {
		r.location = w.scope.identity(r.answer.Location)
	}
	if j.role >= roleTarget && r.answer.Status >= 200 && r.answer.Status < 300 {
		w.read(&r, j)
	}
	r.answer.Body = nil
	return r
}

// respelled reports whether a redirect leads to another spelling of the very URL, such as one with the slash that
// Options.Normalize removes: to this run that is no redirect, and no loop.
func (w *worker) respelled(j job, location string) bool {
	return location != "" && location != j.address && sameOrigin(location, j.address) && w.scope.identity(location) == w.scope.identity(j.address)
}

// fetch asks as the role demands. HEAD is believed only where it says that all is well.
func (w *worker) fetch(ctx context.Context, j job) fetch.Answer {
	if j.probe {
		return w.fetcher.Fetch(ctx, fetch.Request{URL: j.address, MaxBody: -1})
	}
	if j.role >= roleTarget {
		return w.fetcher.Fetch(ctx, fetch.Request{URL: j.address})
	}
	a := w.fetcher.Fetch(ctx, fetch.Request{URL: j.address, Method: "HEAD"})
	if a.Failed() && a.Failure.Certain && a.Failure.Class != "protocol" || !a.Failed() && a.Status < 400 || a.Status == 429 || a.Status == 503 && a.Header.Get("Retry-After") != "" {
		return a
	}
	if ctx.Err() != nil {
		return a
	}
	return w.fetcher.Fetch(ctx, fetch.Request{URL: j.address, MaxBody: -1})
}

// read extracts the facts of an answer to j, at the address that relative links are resolved against.
func (w *worker) read(r *result, j job) {
	in := page.Input{URL: w.placeOf(j), Status: r.answer.Status, Header: r.answer.Header, Body: r.answer.Body, Partial: r.answer.Partial, Notices: r.answer.Notices}
	facts := page.Extract(in, &w.options)
	if !facts.HTML {
		r.mistyped = len(r.answer.Body) > 0 && facts.Partial == "" && (facts.MediaType == "text/html" || facts.MediaType == "application/xhtml+xml")
		return
	}
	r.ids = facts.IDs
	if j.role != rolePage {
		return
	}
	p := &walkedPage{partial: facts.Partial, links: make([]reference, len(facts.Links)), text: facts.Hash}
	if w.watched {
		p.print = trap.Print(facts)
	}
	for i := range facts.Links {
		p.links[i] = w.scope.refer(&facts.Links[i])
	}
	packed, err := store.PackFacts(facts)
	if err != nil {
		panic(err)
	}
	p.facts = packed
	if p.digest, err = digestOf(facts).MarshalMsg(nil); err != nil {
		panic(err)
	}
	r.walked = p
}

// placeOf is where the page that a job asks for stands in production.
func (w *worker) placeOf(j job) string {
	if w.scope.target == "" {
		return j.address
	}
	return w.scope.toBase(j.address)
}
