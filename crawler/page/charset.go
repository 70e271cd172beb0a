package page

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// prescan is how much of a document is searched for a declaration of its character set. The standard looks at 1,024
// bytes, browsers reparse when they meet one later.
const prescan = 8 << 10

// encoding is what was decided about the character set of a body.
type encoding struct {
	name    string // by the WHATWG Encoding Standard
	source  string // bom, header, meta, valid-utf8 or sniffed
	guessed bool   // other character sets would have read the bytes as well
}

// decode returns the body in UTF-8, without byte order mark and NUL, and how it was encoded. What cannot be decoded
// becomes U+FFFD.
func decode(body []byte, contentType string) ([]byte, encoding) {
	body, e := detect(body, contentType)
	if e.name == "utf-8" {
		if !utf8.Valid(body) {
			body = bytes.ToValidUTF8(body, []byte("\uFFFD"))
		}
	} else if decoder, _ := charset.Lookup(e.name); decoder != nil {
		if decoded, err := decoder.NewDecoder().Bytes(body); err == nil {
			body = decoded
		}
	}
	if bytes.IndexByte(body, 0) >= 0 {
		body = bytes.ReplaceAll(body, []byte{0}, []byte("\uFFFD"))
	}
	return body, e
}

// detect decides the character set in the order of the HTML Standard, but for one thing: before anything is guessed,
// the whole body is tried as UTF-8. It returns the body without its byte order mark.
func detect(body []byte, contentType string) ([]byte, encoding) {
	for _, bom := range [...]struct{ mark, name string }{
		{"\xEF\xBB\xBF", "utf-8"}, {"\xFE\xFF", "utf-16be"}, {"\xFF\xFE", "utf-16le"},
	} {
		if rest, ok := bytes.CutPrefix(body, []byte(bom.mark)); ok {
			return rest, encoding{name: bom.name, source: "bom"}
		}
	}
	if name := known(charsetParameter(contentType)); name != "" {
		return body, encoding{name: name, source: "header"}
	}
	if name := declared(body[:min(len(body), prescan)]); name != "" {
		return body, encoding{name: name, source: "meta"}
	}
	if name := wide(body); name != "" {
		return body, encoding{name: name, source: "sniffed"}
	}
	if utf8.Valid(withoutTail(body)) {
		return body, encoding{name: "utf-8", source: "valid-utf8"}
	}
	return body, sniff(body)
}

// conflicts lists, in words, the declarations of a body that what was decided overrules.
func (e *encoding) conflicts(body []byte, contentType string) []string {
	var list []string
	label := charsetParameter(contentType)
	switch name := known(label); {
	case label != "" && name == "":
		list = append(list, fmt.Sprintf("the header names the character set %q, which is none", label[:min(len(label), 40)]))
	case name != "" && name != e.name:
		list = append(list, fmt.Sprintf("the header says %s, the byte order mark %s", name, e.name))
	}
	if e.source == "header" || e.source == "bom" && e.name == "utf-8" {
		head := body[:min(len(body), prescan)]
		if agrees(head, e.name) {
			return list
		}
		if name := declared(head); name != "" && name != e.name {
			list = append(list, fmt.Sprintf("the page says %s, the %s %s", name, sources[e.source], e.name))
		}
	}
	return list
}

var sources = map[string]string{"header": "header", "bom": "byte order mark"}

// agrees reports whether nothing in the head can declare another character set: each "charset" is followed by an equals sign and this one's own
// name. It spares most pages the tokenizer.
func agrees(head []byte, name string) bool {
	for at := 0; ; {
		next := bytes.IndexByte(head[at:], '=')
		if next < 0 {
			return true
		}
		end := at + next
		for end > at && space(head[end-1]) {
			end--
		}
		before := head[at:end]
		at += next + 1
		if word := before[max(0, len(before)-len("charset")):]; len(word) != len("charset") || word[0]|0x20 != 'c' || !bytes.EqualFold(word, []byte("charset")) {
			continue
		}
		value := bytes.TrimLeft(head[at:], `"'`)
		if len(value) <= len(name) || !bytes.EqualFold(value[:len(name)], []byte(name)) {
			return false
		}
		if c := value[len(name)]; lowered[c] != 0 || c == '-' || c == '_' {
			return false
		}
	}
}

// known returns the standard's name for a label, "" for an unknown one.
func known(label string) string {
	if label == "" {
		return ""
	}
	_, name := charset.Lookup(label)
	if name == "replacement" {
		return ""
	}
	return name
}

// declared returns the character set that a meta element declares, "" without one. A meta that could be read is proof
// that the bytes are not UTF-16, whatever it says.
func declared(head []byte) string {
	if !bytes.Contains(bytes.ToLower(head), []byte("charset")) {
		return ""
	}
	z := html.NewTokenizer(bytes.NewReader(head))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return ""
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			if token.Data != "meta" {
				continue
			}
			if name := known(metaCharset(token.Attr)); name != "" {
				if strings.HasPrefix(name, "utf-16") {
					return "utf-8"
				}
				return name
			}
		}
	}
}

func metaCharset(attributes []html.Attribute) string {
	declares, content := false, ""
	for _, a := range attributes {
		switch a.Key {
		case "charset":
			return strings.TrimSpace(a.Val)
		case "http-equiv":
			declares = strings.EqualFold(a.Val, "content-type")
		case "content":
			content = charsetParameter(a.Val)
		}
	}
	if !declares {
		return ""
	}
	return content
}

// wide recognizes UTF-16 without a byte order mark by the NULs of its ASCII characters.
func wide(body []byte) string {
	head := body[:min(len(body), 512)]
	var nul [2]int
	for i, c := range head {
		if c == 0 {
			nul[i&1]++
		}
	}
	switch most := len(head) / 4; {
	case len(head) < 8:
	case nul[0] == 0 && nul[1] > most:
		return "utf-16le"
	case nul[1] == 0 && nul[0] > most:
		return "utf-16be"
	}
	return ""
}

// withoutTail drops a character that a cut body ends within.
func withoutTail(body []byte) []byte {
	for i := 1; i < utf8.UTFMax && i <= len(body); i++ {
		if c := body[len(body)-i]; utf8.RuneStart(c) {
			if !utf8.FullRune(body[len(body)-i:]) {
				return body[:len(body)-i]
			}
			break
		}
	}
	return body
}

// sniff guesses. UTF-8 with a few broken characters is no guess: nine in ten sequences do not come out valid by chance.
func sniff(body []byte) encoding {
	valid, invalid, first := 0, 0, 0
	for i := 0; i < len(body); {
		r, size := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && size == 1 {
			if invalid++; invalid == 1 {
				first = i
			}
		} else if size > 1 {
			valid++
		}
		i += size
	}
	if valid > 9*invalid {
		return encoding{name: "utf-8", source: "sniffed"}
	}
	e := encoding{name: "windows-1252", source: "sniffed", guessed: true}
	from := max(0, first-4<<10)
	best, err := chardet.NewHtmlDetector().DetectBest(body[from:min(len(body), from+64<<10)])
	if err == nil && best.Confidence >= 30 {
		if name := known(best.Charset); name != "" && !strings.HasPrefix(name, "utf-") {
			e.name = name
		}
	}
	return e
}
