// Package links holds the rules about single links: where they lead, how they are written and what they say.
// Rules about the graph that links form are in package graph, those about the hub, pillar and article contract in clusters.
package links

import (
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// Checks is the family.
var Checks = []*checks.Check{
	Broken, BrokenExternal, BrokenAsset, BrokenFragment, Unverified,
	Redirect, RedirectChain, RedirectLoop, RedirectBroken, RedirectDowngrade, RedirectHome, MetaRefresh, ScriptRedirect,
	Flaky, Soft404,
	Malformed, BaseElsewhere, Empty, Localhost, Insecure, MailtoTel, ConfusableHost,
	NoText, VagueText, TextInconsistent, TextAmbiguous,
	NofollowInternal, BlankNoOpener, TooMany,
	ServerRules,
}

// leads reports whether the link takes a reader somewhere: a, area, or the target of a meta refresh. A form is not followed.
func leads(f *page.Facts, l *page.Link) bool {
	return l.Navigates() || l.Element == "meta" && l.URL != "" && l.URL == f.Refresh
}

// assets are the elements that load what they refer to.
var assets = map[string]bool{
	"img": true, "source": true, "script": true, "iframe": true, "frame": true, "video": true, "audio": true, "track": true,
	"embed": true, "object": true, "style": true, "image": true, "use": true,
}

// assetRels are the relations by which a link element loads its target. All others declare something: their families judge them.
var assetRels = map[string]bool{
	"stylesheet": true, "icon": true, "apple-touch-icon": true, "apple-touch-icon-precomposed": true, "mask-icon": true,
	"manifest": true, "preload": true, "modulepreload": true,
}

// loads reports whether the page loads the link's target.
func loads(l *page.Link) bool {
	if l.Attr == "style" || assets[l.Element] || l.Element == "input" && l.Attr == "src" {
		return true
	}
	if l.Element != "link" {
		return false
	}
	for rel := range strings.FieldsSeq(strings.ToLower(l.Rel)) {
		if assetRels[rel] {
			return true
		}
	}
	return false
}

// aside reports whether most readers never meet the link: it is hidden, or a visitor wrote it in a comment.
func aside(l *page.Link) bool { return l.Hidden || l.Region == page.RegionComments }

// mild is the severity of a finding about the link: an error is a warning at most where the link stands aside.
func mild(l *page.Link, severity checks.Severity) checks.Severity {
	if aside(l) && severity == checks.Error {
		return checks.Warning
	}
	return severity
}

// each calls judge for every link of the page.
func each(p *checks.Pass, judge func(i int, l *page.Link)) {
	links := p.Page.Facts.Links
	for i := range links {
		judge(i, &links[i])
	}
}
