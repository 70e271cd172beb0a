package schema

import (
	"strconv"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// ReviewUnbacked reports reviews that structured data claims and the page does not show.
var ReviewUnbacked = &checks.Check{
	ID:       "schema/review-unbacked",
	Title:    "structured data claims a review that the page does not show",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "An article's structured data gives lastReviewed without reviewedBy (sub-code `no-reviewer`), a reviewer whose name stands nowhere in the visible text (`reviewer-not-visible`), or a date of review that is visible nowhere (`date-not-visible`). " +
			"A reviewer who is referred to by `@id` is looked up on the other pages of the site.",
		Why:     "A review is the strongest claim a health page can make. One that only machines are told of, or that nobody signs, is a claim that no reader can hold anybody to.",
		Example: "{\"@type\": \"MedicalWebPage\", \"lastReviewed\": \"2026-03-01\"}\n{…, \"lastReviewed\": \"2026-03-01\", \"reviewedBy\": {\"@type\": \"Person\", \"name\": \"Jane Roe\"}}    good, with \"Reviewed by Jane Roe on March 1, 2026\" on the page",
		Fix:     "say on the page who reviewed it and when, and give the same in reviewedBy and lastReviewed; without a review remove both",
		Sources: []string{"https://schema.org/lastReviewed", "https://schema.org/reviewedBy", googlePolicies},
	},
	Gather: func(p *checks.Pass) any { return reviewOf(p) },
	Site: func(p *checks.Pass) {
		x := indexFor(p)
		for _, g := range p.Gathered {
			n := g.Value.(*reviewNotes)
			for _, f := range n.faults {
				p.ReportAt(g.Page, f)
			}
			judgeReferences(p, x, g.Page, n.refs)
		}
	},
}

// reviewNotes are what one page says of its review.
type reviewNotes struct {
	faults []checks.Finding
	refs   []string // ids of reviewers that the page does not describe
}

// reviewOf is nil for a page that says nothing wrong of a review, and names no reviewer by id.
func reviewOf(p *checks.Pass) any {
	learn(p)
	var n reviewNotes
	if p.Page.Head.Kind == crawler.Article {
		n.judge(p)
	}
	if len(n.faults)+len(n.refs) == 0 {
		return nil
	}
	return &n
}

func (n *reviewNotes) judge(p *checks.Pass) {
	var holder *page.Node
	reviewed := false
	for _, it := range itemsOf(p) {
		if it.held == "reviewedBy" {
			n.reviewer(p, it.Node)
		}
		if has([]*page.Node{it.Node}, "lastReviewed") {
			holder = it.Node
		}
		reviewed = reviewed || has([]*page.Node{it.Node}, "reviewedBy")
	}
	if holder == nil {
		return
	}
	if !reviewed {
		n.fault(holder, "no-reviewer", "", "structured data gives a date of review and no reviewer")
	}
	dates := statedDates(p.Page.Facts, "reviewed")
	if len(dates) > 0 && !showsDate(p.Page, dates[0]) {
		n.fault(holder, "date-not-visible", "", "structured data says the page was reviewed on "+strconv.Quote(dates[0].Format(time.DateOnly))+", which the page does not show")
	}
}

// reviewer looks for one reviewer in what readers see.
func (n *reviewNotes) reviewer(p *checks.Pass, node *page.Node) {
	name := text(whole(node, itemsOf(p)), "name")
	switch {
	case name == "" && node.ID != "":
		n.refs = append(n.refs, node.ID)
	case name != "" && !showsName(p.Page, name):
		n.fault(node, "reviewer-not-visible", name, unseenReviewer(name))
	}
}

func (n *reviewNotes) fault(node *page.Node, code, subject, message string) {
	n.faults = append(n.faults, checks.Finding{Subject: subject, Message: message, Evidence: place(node, code)})
}

func unseenReviewer(name string) string {
	return "structured data names the reviewer " + strconv.Quote(checks.Snippet(name)) + ", whom the page does not show"
}

// judgeReferences looks for reviewers whom another page of the site names.
func judgeReferences(p *checks.Pass, x *index, id crawler.ID, refs []string) {
	for _, ref := range refs {
		name := x.name(p.Site, ref)
		if name == "" {
			continue // schema/dangling-id tells of it
		}
		if pg, err := p.Site.Load(id); err == nil && !showsName(pg, name) {
			p.ReportAt(id, checks.Finding{Subject: name, Message: unseenReviewer(name), Evidence: script("reviewer-not-visible")})
		}
	}
}
