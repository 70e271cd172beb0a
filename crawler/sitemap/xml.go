package sitemap

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// maxDepth is how deep elements may stand; a sitemap has five levels.
const maxDepth = 16

const protocol = "http://www.sitemaps.org/schemas/sitemap/0.9"

// namespaces are those of the protocol and of what it grew from.
var namespaces = map[string]bool{protocol: true, "http://www.google.com/schemas/sitemap/0.84": true}

// roots are the forms by their root element.
var roots = map[string]Form{"urlset": URLSet, "sitemapindex": Index, "rss": RSS, "RDF": RSS, "feed": Atom}

// entries are the elements that stand for one address, by form.
var entries = map[Form]string{URLSet: "url", Index: "sitemap", RSS: "item", Atom: "entry"}

// parser builds a File from the tokens of its XML, holding one entry at a time.
type parser struct {
	file  *File
	d     *xml.Decoder
	path  []string
	text  strings.Builder // of the innermost element
	entry *Entry          // nil outside
	id    string          // of an Atom entry
}

var errStop = errors.New("nothing more to read")

func newParser(f *File, in io.Reader, strict bool) *parser {
	p := &parser{file: f, d: xml.NewDecoder(in)}
	p.d.Strict = strict
	p.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil } // it is UTF-8 by now
	return p
}

func (p *parser) parse() {
	var err error
	for err == nil {
		err = p.token()
	}
	switch {
	case err == errStop:
		return
	case err != io.EOF:
		p.file.fault(FaultXML, p.line(), reason(err))
	}
	if p.entry != nil && p.entry.Loc != "" {
		p.finish()
	}
	if p.file.Count == 0 && p.file.Form != Unknown {
		p.file.fault(FaultEmpty, 0, "")
	}
}

// reason is an error of the parser without the line that it repeats.
func reason(err error) string {
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		return syntax.Msg
	}
	return err.Error()
}

func (p *parser) line() int {
	line, _ := p.d.InputPos()
	return line
}

func (p *parser) token() error {
	t, err := p.d.Token()
	if err != nil {
		return err
	}
	switch t := t.(type) {
	case xml.StartElement:
		return p.start(t)
	case xml.EndElement:
		p.end(t.Name.Local)
	case xml.CharData:
		if p.entry != nil && p.text.Len() < longest {
			p.text.Write(t[:min(len(t), longest)])
		}
	case xml.Directive:
		return p.doctype(string(t[:min(len(t), 64)]))
	}
	return nil
}

// doctype refuses a file that may declare entities. What they stand for is neither expanded nor fetched.
func (p *parser) doctype(text string) error {
	fields := strings.Fields(strings.ToLower(text) + " ? ?")
	if fields[0] != "doctype" {
		return nil
	}
	if fields[1] == "html" {
		p.file.fault(FaultHTML, p.line(), "")
	} else {
		p.file.fault(FaultDTD, p.line(), "")
	}
	return errStop
}

func (p *parser) start(t xml.StartElement) error {
	if len(p.path) == 0 {
		if err := p.root(t.Name); err != nil {
			return err
		}
	}
	if len(p.path) >= maxDepth {
		p.file.fault(FaultNesting, p.line(), t.Name.Local)
		return errStop
	}
	if prefix := t.Name.Space; prefix != "" && !strings.ContainsAny(prefix, ":/") {
		p.file.fault(FaultNamespace, p.line(), "undeclared prefix "+prefix)
	}
	p.path = append(p.path, t.Name.Local)
	p.text.Reset()
	switch name := t.Name.Local; {
	case name == entries[p.file.Form] && p.entry == nil && len(p.path) > 1:
		p.entry, p.id = &Entry{Line: p.line()}, ""
	case name == "link" && p.entry != nil:
		p.link(t.Attr)
	}
	return nil
}

// root tells the form.
func (p *parser) root(name xml.Name) error {
	form, ok := roots[name.Local]
	switch {
	case strings.EqualFold(name.Local, "html"):
		p.file.fault(FaultHTML, p.line(), "")
		return errStop
	case !ok:
		p.file.fault(FaultForm, p.line(), name.Local)
		return errStop
	case (form == URLSet || form == Index) && !namespaces[name.Space]:
		p.file.fault(FaultNamespace, p.line(), name.Space)
	}
	p.file.Form = form
	return nil
}

// link reads a link element: of a sitemap a translation, of an Atom entry its address.
func (p *parser) link(attrs []xml.Attr) {
	var rel, lang, href string
	for _, a := range attrs {
		switch value := strings.TrimSpace(a.Value); a.Name.Local {
		case "rel":
			rel = value
		case "hreflang":
			lang = value
		case "href":
			href = value
		}
	}
	switch {
	case href == "":
	case p.file.Form == Atom && p.entry.Loc == "" && (rel == "" || rel == "alternate"):
		p.entry.Loc = href
	case p.file.Form == URLSet && lang != "" && len(p.entry.Alternates) < 1000:
		p.entry.Alternates = append(p.entry.Alternates, Alternate{lang, href})
	}
}

func (p *parser) end(name string) {
	if len(p.path) > 0 {
		p.path = p.path[:len(p.path)-1]
	}
	if p.entry == nil || len(p.path) == 0 {
		return
	}
	if name == entries[p.file.Form] {
		p.finish()
	} else {
		p.value(p.path[len(p.path)-1], name, strings.TrimSpace(p.text.String()))
	}
	p.text.Reset()
}

// value takes the text of an element in an entry.
func (p *parser) value(parent, name, text string) {
	switch {
	case parent == "image" && name == "loc":
		if text != "" && len(p.entry.Images) < 1000 {
			p.entry.Images = append(p.entry.Images, text)
		}
	case parent != entries[p.file.Form]:
	case name == "loc", name == "link" && p.file.Form == RSS:
		p.entry.Loc = cmp.Or(p.entry.Loc, text)
	case name == "id" && p.file.Form == Atom:
		p.id = text
	case name == "lastmod", name == "pubDate" && p.file.Form == RSS, name == "updated" && p.file.Form == Atom:
		p.entry.LastMod = text
	}
}

// finish takes an entry and says what is wrong with it.
func (p *parser) finish() {
	e := *p.entry
	p.entry = nil
	if e.Loc == "" && absolute(p.id) {
		e.Loc = p.id
	}
	if e.Loc == "" {
		p.file.fault(FaultNoLoc, e.Line, "")
		return
	}
	if !absolute(e.Loc) {
		p.file.fault(FaultRelative, e.Line, e.Loc)
	}
	if _, ok := Date(e.LastMod, p.file.Form); e.LastMod != "" && !ok {
		p.file.fault(FaultLastMod, e.Line, e.LastMod)
	}
	p.file.add(e)
}
