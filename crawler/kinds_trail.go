package crawler

import (
	"slices"
	"strconv"

	"github.com/healthusias/rounds/crawler/page"
)

// dataTrail are the addresses of the first BreadcrumbList, from the top.
func dataTrail(data []page.Node) []string {
	for i := range data {
		if list := findType(&data[i], "BreadcrumbList", 4); list != nil {
			return listAddresses(list)
		}
	}
	return nil
}

func findType(n *page.Node, name string, depth int) *page.Node {
	if slices.Contains(n.Types, name) {
		return n
	}
	if depth == 0 {
		return nil
	}
	for _, p := range n.Props {
		if p.Node != nil && p.Name == "breadcrumb" {
			return findType(p.Node, name, depth-1)
		}
	}
	return nil
}

func listAddresses(list *page.Node) []string {
	type item struct {
		position int
		address  string
	}
	var items []item
	for _, p := range list.Props {
		if p.Name != "itemListElement" || p.Node == nil {
			continue
		}
		it := item{position: len(items) + 1, address: nodeAddress(p.Node)}
		for _, q := range p.Node.Props {
			switch {
			case q.Name == "position":
				if n, err := strconv.Atoi(q.Text); err == nil {
					it.position = n
				}
			case q.Name == "item" && q.Node != nil:
				it.address = nodeAddress(q.Node)
			case q.Name == "item" && q.Text != "":
				it.address = q.Text
			}
		}
		items = append(items, it)
	}
	slices.SortStableFunc(items, func(a, b item) int { return a.position - b.position })
	var addresses []string
	for _, it := range items {
		if it.address != "" {
			addresses = append(addresses, it.address)
		}
	}
	return addresses
}

// visibleTrail are the addresses of the links that stand in the page's breadcrumb.
func visibleTrail(f *page.Facts) []string {
	var addresses []string
	for i := range f.Links {
		if l := &f.Links[i]; l.Crumb && !l.Hidden && l.URL != "" {
			addresses = append(addresses, l.URL)
		}
	}
	return addresses
}
