package crawler

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"strings"

	"github.com/healthusias/rounds/crawler/fetch"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/store"
	"github.com/healthusias/rounds/crawler/trap"
)

// result is what a worker made of a job. It holds no body, and of its texts only addresses, which go on as copies, share the memory of one.
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
	unseen  bool        // it was not taken

	validator store.Validator
	unchanged bool // its facts were taken over from an earlier run
}

// worker turns jobs into results. Workers share nothing that changes.
type worker struct {
	fetcher fetch.Fetcher
	scope   *scope
	options page.Options
	room    room     // nil: as much as anybody wants
	watched bool     // pages are compared to find traps
	earlier *earlier // nil for none

	redactor *fetch.Redactor
}

// do asks for one URL and reads what its role wants of the answer. The body may be read into room that the worker has; what is left of it
// in the result are copies.
func (w *worker) do(ctx context.Context, j job, own *[]byte) (r result) {
	r.job = j
	defer func() {
		if p := recover(); p != nil {
			r.answer = fetch.Answer{Failure: fetch.Failure{Class: "internal", Detail: fmt.Sprint("reading the page failed: ", p)}}
		}
	}()
	g := guest{room: w.room, own: own}
	defer g.leave()
	r.answer = w.fetch(ctx, j, &g)
	if w.respelled(j, r.answer.Location) {
		j.address = r.answer.Location
		r.answer = w.fetch(ctx, j, &g)
	}
	if r.answer.Status == http.StatusNotModified && j.known != nil {
		w.unmodified(ctx, &r, j)
	}
	if r.answer.Location != "" {
		r.location = w.scope.identity(r.answer.Location)
	}
	if r.walked == nil && j.role >= roleTarget && r.answer.Status >= 200 && r.answer.Status < 300 {
		if len(r.answer.Body) > hugePage {
			defer SaveMemory()()
		}
		w.read(&r, j)
	}
	g.keep(r.answer.Body)
	r.answer.Body = nil
	return r
}

// respelled reports whether a redirect leads to another spelling of the very URL, such as one with the slash that
// Options.Normalize removes: to this run that is no redirect, and no loop.
func (w *worker) respelled(j job, location string) bool {
	return location != "" && location != j.address && sameOrigin(location, j.address) && w.scope.identity(location) == w.scope.identity(j.address)
}

// fetch asks as the role demands. HEAD is believed only where it says that all is well.
func (w *worker) fetch(ctx context.Context, j job, g *guest) fetch.Answer {
	if j.probe {
		return w.fetcher.Fetch(ctx, fetch.Request{URL: j.address, MaxBody: -1})
	}
	if j.role >= roleTarget {
		q := fetch.Request{URL: j.address, Large: g.enter, Into: *g.own}
		if j.known != nil {
			q.ETag, q.Modified = j.known.ETag, j.known.Modified
		}
		return w.fetcher.Fetch(ctx, q)
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

// copies are texts that do not share the memory of a page's source, which would stay as long as they do.
func copies(texts []string) []string {
	if len(texts) == 0 {
		return texts
	}
	all := strings.Join(texts, "")
	copied := make([]string, len(texts))
	for i, t := range texts {
		copied[i], all = all[:len(t)], all[len(t):]
	}
	return copied
}

// read extracts the facts of an answer to j, at the address that relative links are resolved against.
func (w *worker) read(r *result, j job) {
	in := page.Input{URL: w.placeOf(j), Status: r.answer.Status, Header: r.answer.Header, Body: r.answer.Body, Partial: r.answer.Partial, Notices: r.answer.Notices}
	var print, header uint64
	if j.role == rolePage {
		print, header = page.Print(in)
	}
	if j.known != nil && j.known.Print == print && w.takeOver(r, j) {
		r.walked.validator = stamp(in, print, header)
		return
	}
	size := len(in.Body)
	facts := page.Extract(in, &w.options)
	defer facts.Free()
	if size > hugePage { // the facts hold texts of their own, and storing them takes as much memory again
		r.answer.Body, in.Body = nil, nil
		runtime.GC()
	}
	if !facts.HTML {
		r.mistyped = size > 0 && facts.Partial == "" && (facts.MediaType == "text/html" || facts.MediaType == "application/xhtml+xml")
		return
	}
	if j.role != rolePage {
		r.ids = copies(facts.IDs)
		w.redactor.Strings(&r.ids)
		return
	}
	p := w.walk(facts, j.alone)
	p.validator = stamp(in, print, header)
	packed, err := store.PackFacts(facts, func(encoded []byte) bool { return w.redact(facts, p, encoded) })
	if err != nil {
		panic(err)
	}
	p.facts, r.ids = packed, copies(facts.IDs)
	if p.digest, err = digestOf(facts).MarshalMsg(nil); err != nil {
		panic(err)
	}
	r.walked = p
}

// walk is what the crawl needs of a page besides its packed facts. One that is alone is compared with no other.
func (w *worker) walk(f *page.Facts, alone bool) *walkedPage {
	p := &walkedPage{partial: f.Partial, links: make([]reference, len(f.Links)), text: f.Hash, unseen: alone}
	for i := range f.Links {
		p.links[i] = w.scope.refer(&f.Links[i])
	}
	if w.watched && !alone {
		p.print = trap.Print(f)
	}
	return p
}

// redact takes secrets out of facts that hold any; few do, and their encoded form tells at once. Links were resolved before:
// what is asked for stays whole. Facts that lost something are never taken over by a later run, which could not ask for their links.
func (w *worker) redact(facts *page.Facts, p *walkedPage, encoded []byte) bool {
	if w.redactor.Finds([]byte(p.validator.ETag)) {
		p.validator.ETag = ""
	}
	if !w.redactor.Finds(encoded) {
		return false
	}
	w.redactor.Strings(facts)
	p.validator = store.Validator{}
	return true
}

// placeOf is where the page that a job asks for stands in production.
func (w *worker) placeOf(j job) string {
	if w.scope.target == "" {
		return j.address
	}
	return w.scope.toBase(j.address)
}
