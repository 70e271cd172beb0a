// Package schema holds the rules about structured data: whether it can be read, whether it says what such a page has to say, and whether
// readers can see it too. JSON-LD, microdata and RDFa are judged alike: package page makes one forest of them.
package schema

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// Checks is the family.
var Checks = []*checks.Check{JSONInvalid, DanglingID, ArticleIncomplete, AuthorInvalid, ReviewUnbacked, ProfileMissing, OrganizationMissing,
	BreadcrumbInvalid, NotVisible, FAQNotVisible, Retired}

// Standards that several rules rest on.
const (
	googleArticle  = "https://developers.google.com/search/docs/appearance/structured-data/article"
	googlePolicies = "https://developers.google.com/search/docs/appearance/structured-data/sd-policies"
)

// maxNodes bounds how much structured data of one page is looked at.
const maxNodes = 5000

// usualNodes is how many of them most pages have at most.
const usualNodes = 32

// item is one node with the property that holds it, "" for a root.
type item struct {
	*page.Node
	held string
}

// itemsOf are all nodes of the page, outer ones first.
func itemsOf(p *checks.Pass) []item {
	if len(p.Page.Facts.Data) == 0 {
		return nil
	}
	return checks.OfPage(p, "schema/items", func(p *checks.Pass) []item {
		list := make([]item, 0, usualNodes)
		for i := range p.Page.Facts.Data {
			list = appendItems(list, &p.Page.Facts.Data[i], "")
		}
		return list
	})
}

func appendItems(list []item, n *page.Node, held string) []item {
	if len(list) == maxNodes {
		return list
	}
	list = append(list, item{n, held})
	for i := range n.Props {
		if child := n.Props[i].Node; child != nil {
			list = appendItems(list, child, n.Props[i].Name)
		}
	}
	return list
}

// whole is a node with all others of the page that have its id: what is said of one thing is often spread.
func whole(n *page.Node, items []item) []*page.Node {
	all := []*page.Node{n}
	if n.ID == "" {
		return all
	}
	for _, it := range items {
		if it.ID == n.ID && it.Node != n {
			all = append(all, it.Node)
		}
	}
	return all
}

// is reports whether a node has one of the types.
func is(n *page.Node, types ...string) bool {
	return slices.ContainsFunc(n.Types, func(t string) bool { return slices.Contains(types, t) })
}

// has reports whether any of the nodes has a value for one of the properties.
func has(nodes []*page.Node, names ...string) bool {
	return slices.ContainsFunc(nodes, func(n *page.Node) bool {
		return slices.ContainsFunc(n.Props, func(p page.Prop) bool {
			return slices.Contains(names, p.Name) && (p.Node != nil || strings.TrimSpace(p.Text) != "")
		})
	})
}

// text is the first text of a property of the nodes.
func text(nodes []*page.Node, name string) string {
	for _, n := range nodes {
		for i := range n.Props {
			if p := &n.Props[i]; p.Name == name && strings.TrimSpace(p.Text) != "" {
				return p.Text
			}
		}
	}
	return ""
}

// values are the values of a property of a node, in order.
func values(n *page.Node, name string) []*page.Prop {
	var list []*page.Prop
	for i := range n.Props {
		if n.Props[i].Name == name {
			list = append(list, &n.Props[i])
		}
	}
	return list
}

// reference reports whether a node says nothing but whom it means.
func reference(n *page.Node) bool { return n.ID != "" && len(n.Types) == 0 && len(n.Props) == 0 }

// script is the evidence of what stands in JSON-LD, for which there is no closer place.
func script(code string) checks.Evidence {
	return checks.Evidence{Selector: `script[type="application/ld+json"]`, Code: code}
}

// place is where a node stands, as far as that is known.
func place(n *page.Node, code string) checks.Evidence {
	if n.Source == "json-ld" {
		return script(code)
	}
	return checks.Evidence{Code: code}
}
