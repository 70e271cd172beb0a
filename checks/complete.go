package checks

import (
	"fmt"
	"net/http"

	"github.com/healthusias/rounds/crawler"
)

// complete fills in what a rule leaves out of a finding. It reports false where the configuration or the rule's own
// bounds say that there is to be none.
func (j *judge) complete(r *rule, page *crawler.Page, f *Finding) bool {
	if f.Rule == ruleCrash.ID {
		r = &rule{Check: ruleCrash, base: j.config.Rules[ruleCrash.ID]}
	}
	f.Rule = r.ID
	if page != nil {
		f.Page, f.Kind = page.URL.Address, string(page.Head.Kind)
	} else if !j.concerns(r, f) {
		return false
	}
	setting := r.at(j.site, f.Page)
	if r.ignored(setting) || Match(j.site, setting.Ignore, f.Page) || f.Subject != "" && Match(j.site, setting.Ignore, f.Subject) {
		return false
	}
	f.Severity = graded(r.Severity, setting.Level, f.Severity)
	if setting.Level == "" {
		if len(r.Kinds) > 0 && !f.Evidence.Inferred && j.guesses(page, f.Page) { // what is inferred was lowered already
			f.doubt(r.Kinds)
		}
		if f.Severity == Error && j.fragment(page, f.Page) {
			f.Severity, f.Confidence = Warning, Medium
		}
		j.rewritten(f)
	}
	if f.Confidence == "" {
		f.Confidence = High
	}
	if f.Fix == "" {
		f.Fix = r.Doc.Fix
	}
	f.Status = "open"
	f.Evidence.Snippet = Snippet(f.Evidence.Snippet)
	f.detach()
	return true
}

// detach copies what may be a part of the string that all links of a page share: a finding outlives its page. One copy of all is one thing for the
// garbage collector to look at.
func (f *Finding) detach() {
	subject, selector, snippet := &f.Subject, &f.Evidence.Selector, &f.Evidence.Snippet
	all := *subject + *selector + *snippet + " " // with the blank it is a copy even where two of them are empty
	n, m := len(*subject), len(*subject)+len(*selector)
	*subject, *selector, *snippet = all[:n], all[n:m], all[m:len(all)-1]
}

// rewritten lowers a finding about an address that a directory has no file for, where the directory holds rules for its host that were not
// followed: one of them may serve it.
func (j *judge) rewritten(f *Finding) {
	if unread := j.site.Hosting.Unread; len(unread) > 0 && f.Evidence.HTTP == http.StatusNotFound && f.Severity == Error {
		f.Severity, f.Confidence = Warning, Medium
		f.Message += fmt.Sprintf(" (the rules in %s were not followed: one of them may serve it)", unread[0])
	}
}

// concerns completes where a Site check's finding stands and reports whether the rule may judge that page.
func (j *judge) concerns(r *rule, f *Finding) bool {
	if f.Page == "" {
		f.Page = j.address()
	}
	if Ownership(f.Page) {
		return false
	}
	head := j.head(f.Page)
	if head == nil {
		return true
	}
	if f.Kind == "" {
		f.Kind = string(head.Kind)
	}
	return r.judges(r.at(j.site, f.Page), head.Kind) && (r.Partial || head.Partial == "") && !(r.Text && head.Shell)
}

// doubt lowers a finding about a page of which nothing but its shape makes one of the kinds that a rule judges. Few such pages turn out to be
// articles, so what articles alone owe is a hint at most.
func (f *Finding) doubt(kinds []crawler.Kind) {
	switch {
	case f.Severity != Notice && len(kinds) == 1 && kinds[0] == crawler.Article:
		f.Severity, f.Confidence = Notice, Low
	case f.Severity == Error:
		f.Severity, f.Confidence = Warning, Medium
	}
}

// guesses reports whether nothing but the shape of a page makes it one of the kind that a rule judges: what an article lacks is no error of a
// page that may be none.
func (j *judge) guesses(page *crawler.Page, address string) bool {
	if page != nil {
		return page.Head.Guess
	}
	head := j.head(address)
	return head != nil && head.Guess
}

// fragment reports whether a finding is about a file that is but a part of pages: what is wrong in it alone may be right where it is included.
func (j *judge) fragment(page *crawler.Page, address string) bool {
	if page != nil {
		return page.Head.Fragment
	}
	head := j.head(address)
	return head != nil && head.Fragment
}

func (j *judge) head(address string) *crawler.Head {
	if id := j.site.Lookup(address); id != crawler.None {
		return j.site.Head(id)
	}
	return nil
}

// address stands for the site as a whole.
func (j *judge) address() string {
	if j.site.Run.Base != "" {
		return j.site.Run.Base
	}
	return j.site.Run.Target
}
