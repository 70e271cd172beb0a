package page

import (
	"strings"

	"golang.org/x/net/html"
)

// meta takes a meta element: description, robots, refresh, or a property.
func (w *walker) meta(n *html.Node, s *scope) {
	if s.inert {
		return
	}
	content := attr(n, "content")
	if strings.EqualFold(attr(n, "http-equiv"), "refresh") {
		w.metaRefresh(n, s, content)
	}
	name := strings.ToLower(strings.TrimSpace(attr(n, "name")))
	property := strings.ToLower(strings.TrimSpace(attr(n, "property")))
	switch {
	case name == "description":
		w.f.Descriptions = append(w.f.Descriptions, Text{Text: foldSpace(content), InBody: s.inBody})
		w.at.descriptions = append(w.at.descriptions, s.self)
	case name != "" && robotsAgent(name):
		w.f.Robots = appendDirectives(w.f.Robots, Directive{Source: "meta", Agent: name, InBody: s.inBody}, content)
	}
	for _, key := range [...]string{property, name} {
		if key != "" && keptProperty(key) {
			w.f.OpenGraph = append(w.f.OpenGraph, Property{Name: key, Content: foldSpace(content)})
			break
		}
	}
}

func (w *walker) metaRefresh(n *html.Node, s *scope, content string) {
	address, seconds, ok := parseRefresh(content)
	if !ok || address == "" {
		return
	}
	if w.link(n, s, "content", address, "") >= 0 && !s.hidden && w.refresh == "" && w.f.Refresh == "" {
		w.refresh, w.f.RefreshDelay = address, seconds
	}
}

// robotsAgent reports whether a meta of this name speaks to crawlers.
func robotsAgent(name string) bool {
	switch name {
	case "robots", "googlebot", "googlebot-news", "googlebot-image", "googlebot-video", "bingbot", "msnbot", "slurp",
		"yandex", "baiduspider", "duckduckbot", "applebot", "otherbot":
		return true
	}
	return strings.HasSuffix(name, "bot") && !strings.Contains(name, ":")
}

// appendDirectives adds one directive for each part of a comma-separated list, like the given one.
func appendDirectives(list []Directive, like Directive, content string) []Directive {
	for part := range strings.SplitSeq(strings.ToLower(content), ",") {
		name, value, hasValue := strings.Cut(part, ":")
		if like.Value = strings.TrimSpace(name); hasValue {
			like.Value += ":" + strings.TrimSpace(value)
		}
		if like.Value != "" {
			list = append(list, like)
		}
	}
	return list
}

// headerDirectives reads X-Robots-Tag. A directive may name the crawler that it and those after it are for.
func headerDirectives(list []Directive, values []string) []Directive {
	for _, value := range values {
		agent := "robots"
		for part := range strings.SplitSeq(strings.ToLower(value), ",") {
			if name, rest, ok := strings.Cut(part, ":"); ok && !valued(strings.TrimSpace(name)) {
				agent, part = strings.TrimSpace(name), rest
			}
			list = appendDirectives(list, Directive{Source: "header", Agent: agent}, part)
		}
	}
	return list
}

// valued reports whether a directive takes a value after a colon.
func valued(directive string) bool {
	switch directive {
	case "max-snippet", "max-image-preview", "max-video-preview", "unavailable_after":
		return true
	}
	// the time of an unavailable_after date is parted by colons too
	return directive == "" || directive[0] >= '0' && directive[0] <= '9'
}

// keptProperty reports whether a meta belongs in Facts.OpenGraph: social previews, and who wrote the page and when.
func keptProperty(name string) bool {
	prefix, _, _ := strings.Cut(name, ":")
	switch prefix {
	case "og", "article", "twitter", "profile", "book":
		return true
	}
	for _, word := range [...]string{"author", "creator", "date", "publish", "modified", "review", "issued", "created", "revis", "lastmod"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return name == "byl" || name == "last-updated"
}
