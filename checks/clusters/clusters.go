// Package clusters holds the rules about the contract between hubs, pillars and articles: a hub leads to its pillars, a
// pillar to its articles, and each of them back up. Who belongs to whom is decided in package crawler; these rules say
// which half of a pair is missing, and which link of a pair does not do its work.
package clusters

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
)

// Checks is the family.
var Checks = []*checks.Check{
	ArticleToPillar, PillarToArticle, PillarToHub, HubToPillar, ArticleToHub, Siblings, Stray, LinkBroken,
}

// bond is one promise of the page under judgement: it links to another page.
type bond struct {
	to       crawler.ID
	kind     crawler.Kind // of to
	down     bool         // to belongs to the page; else the page belongs to it
	primary  bool
	evidence string // why the two belong together, as crawler.Member has it
}

// up are the promises of an article to its pillars or of a pillar to its hub.
func up(p *checks.Pass) []bond {
	c, id := &p.Site.Contract, p.Page.Head.ID
	if spec, hub, ok := c.Pillar(id); ok && hub != crawler.None {
		return []bond{{to: hub, kind: crawler.Hub, primary: true, evidence: spec.Evidence}}
	}
	var bonds []bond
	for _, claim := range c.Pillars(id) {
		bonds = append(bonds, bond{to: claim.Pillar, kind: crawler.Pillar, primary: claim.Primary, evidence: claim.Evidence.String()})
	}
	return bonds
}

// down are the promises of a hub to its pillars or of a pillar to its articles.
func down(p *checks.Pass) []bond {
	c, id := &p.Site.Contract, p.Page.Head.ID
	var bonds []bond
	if spec, _, ok := c.Pillar(id); ok {
		for _, m := range spec.Members {
			bonds = append(bonds, bond{to: m.ID, kind: crawler.Article, down: true, primary: m.Primary, evidence: m.Evidence.String()})
		}
	} else if spec, ok := c.Hub(id); ok {
		for _, pillar := range spec.Pillars {
			bonds = append(bonds, bond{to: pillar.ID, kind: crawler.Pillar, down: true, primary: true, evidence: pillar.Evidence})
		}
	}
	return bonds
}

// clause is what the contract demands for a bond; ok is false where it demands nothing.
func clause(p *checks.Pass, b bond) (crawler.LinkRule, bool) {
	return p.Site.Contract.Clause(p.Page.Head.Kind, b.kind)
}

// finding is the frame of every finding about a bond. An inferred contract and a secondary pillar count one severity less
// each.
func (b bond) finding(p *checks.Pass) checks.Finding {
	f := checks.Finding{
		Severity: p.Check.Severity,
		Subject:  p.Site.URL(b.to).Address,
		Evidence: checks.Evidence{Inferred: p.Site.Guessed(p.Page.Head.ID, b.to)},
	}
	if f.Evidence.Inferred {
		f.Severity, f.Confidence = checks.Lower(f.Severity), checks.Medium
	}
	if !b.primary {
		f.Severity = checks.Lower(f.Severity)
	}
	return f
}

// name is the page at the other end, such as: pillar "/heart/cholesterol/".
func (b bond) name(p *checks.Pass) string {
	return fmt.Sprintf("%s %q", b.kind, p.Site.Short(p.Site.URL(b.to).Address))
}

// because says why the two belong together, to follow "belongs to it".
func (b bond) because() string {
	switch b.evidence {
	case "":
		return ""
	case "declared":
		return " as declared"
	case "links both ways":
		return " by links both ways"
	case "pillar links it":
		return " because the pillar links to it"
	case "it links the pillar":
		return " because it links to the pillar"
	case "hub links it":
		return " because the hub links to it"
	case "it links the hub":
		return " because it links to the hub"
	}
	return " by " + b.evidence
}
