package page

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// What the names of fields say about what is asked.
var (
	healthFields   = words("symptom|condition|diagnos|medic|gender|pregnan|disease|illness|treatment|allerg|weight|birth|krankheit|beschwerden|embaraz|maladie|malattia|doença|penyakit|ziekte")
	personalFields = words("email|e-mail|phone|telefon|telephone|mobile|first_name|last_name|firstname|lastname|full_name|fullname|your-name|vorname|nachname|correo")
	searchFields   = words("q|s|query|search|suche|buscar|keyword|keywords|k")
)

// form records a form with its fields.
func (t *trust) form(i int32, n *html.Node) {
	if len(t.f.Forms) == maxForms {
		return
	}
	e := &t.d.elements[i]
	f := Form{Action: t.f.URL, Method: "GET", Region: e.region, Hidden: e.unseen, Selector: t.d.path(i)}
	if action := attr(n, "action"); !blank(action) {
		if address := t.d.resolve(action); address != "" {
			f.Action = address
		}
	}
	if strings.EqualFold(strings.TrimSpace(attr(n, "method")), "post") {
		f.Method = "POST"
	}
	f.Scripted = t.d.scripted && blank(attr(n, "action"))
	f.Line, f.Col = e.place()
	t.fields(&f, n, 0)
	if len(f.Fields) > 1 && !submits(n) { // a single field is sent by the return key
		f.Health, f.Personal = nil, nil
	}
	f.Search = f.Search || attr(n, "role") == "search" || len(f.Fields) == 1 && slices.Contains(searchFields, f.Fields[0])
	host := hostOf(f.Action)
	f.Third = host != "" && trimHost(host) != trimHost(t.host)
	f.Privacy = f.Privacy || t.privacyNear(n)
	t.f.Forms = append(t.f.Forms, f)
}

// submits reports whether a form has a button that sends it. Without one a script may read what readers enter, and browsers send nothing of
// several fields.
func submits(n *html.Node) bool {
	for c := range n.Descendants() {
		kind := strings.ToLower(attr(c, "type"))
		switch c.DataAtom {
		case atom.Button:
			if kind != "button" && kind != "reset" {
				return true
			}
		case atom.Input:
			if kind == "submit" || kind == "image" {
				return true
			}
		}
	}
	return false
}

// fields collects what a form asks for, and whether it tells of privacy.
func (t *trust) fields(f *Form, n *html.Node, depth int) {
	for c := n.FirstChild; c != nil && depth < 60; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		switch c.DataAtom {
		case atom.Input, atom.Select, atom.Textarea:
			t.field(f, c)
		case atom.A:
			f.Privacy = f.Privacy || t.speaksOfPrivacy(attr(c, "href")) || t.speaksOfPrivacy(bylineText(c))
		}
		t.fields(f, c, depth+1)
	}
}

func (t *trust) field(f *Form, n *html.Node) {
	kind := strings.ToLower(attr(n, "type"))
	switch kind {
	case "hidden", "submit", "button", "image", "reset":
		return
	case "search":
		f.Search = true
	}
	name := strings.ToLower(firstNonEmpty(attr(n, "name"), attr(n, "id")))
	if name == "" || len(f.Fields) == maxFields {
		return
	}
	f.Fields = append(f.Fields, cut(name, 60))
	asked := name + " " + strings.ToLower(attr(n, "placeholder")+" "+attr(n, "aria-label"))
	switch {
	case containsAny(asked, healthFields) || name == "age" || strings.HasSuffix(name, "_age"):
		f.Health = append(f.Health, cut(name, 60))
	case kind == "email" || kind == "tel" || containsAny(asked, personalFields):
		f.Personal = append(f.Personal, cut(name, 60))
	}
	f.Privacy = f.Privacy || kind == "checkbox" && t.speaksOfPrivacy(name)
}

// speaksOfPrivacy reports whether a text or address has a word of a privacy policy.
func (t *trust) speaksOfPrivacy(text string) bool {
	if containsFold(text, privacyWords) {
		return true
	}
	return slices.ContainsFunc(t.packs, func(p *language) bool { return len(p.Privacy) > 0 && containsFold(PlainText(text), p.Privacy) })
}

var privacyWords = words("privacy|gdpr|datenschutz|consent")

// privacyNear reports whether a link beside a form, in the element around it, leads to a privacy policy.
func (t *trust) privacyNear(n *html.Node) bool {
	if n.Parent == nil {
		return false
	}
	left := 200
	var look func(*html.Node) bool
	look = func(n *html.Node) bool {
		for c := n.FirstChild; c != nil && left > 0; c = c.NextSibling {
			left--
			if c.DataAtom == atom.A && (t.speaksOfPrivacy(attr(c, "href")) || t.speaksOfPrivacy(bylineText(c))) || look(c) {
				return true
			}
		}
		return false
	}
	if n.Parent.DataAtom != atom.Body && n.Parent.DataAtom != atom.Main {
		return look(n.Parent)
	}
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n != nil && look(n) // and not what else the page has
}
