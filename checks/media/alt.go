package media

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// AltMissing reports images without a text alternative.
var AltMissing = &checks.Check{
	ID:       "media/alt-missing",
	Title:    "an image has no text alternative",
	Severity: checks.Error,
	Partial:  true,
	Options: []checks.Option{
		{Name: "graphic_words", Default: 5, Doc: "fewest words of the text alternative of what looks like an information graphic"},
		{Name: "graphic_width", Default: 600, Doc: "width in pixels from which an image may be an information graphic"},
	},
	Doc: checks.Doc{
		What: "An `img` without an `alt` attribute (or an `aria-label`); `alt=\"\"` is right for decoration, and pixels that nobody sees are left out. An image that is a link's only content and has no text is an error: the link has no name. " +
			"A large image whose name speaks of a chart, a table, an infographic or exercises and whose text alternative has fewer than five words is a notice (sub-code `graphic`).",
		Why:     "Who listens to a page instead of seeing it hears a file name, or nothing. On a health page pictures often carry the advice itself: an exercise, a dose table.",
		Example: "<img src=\"/img/cat-stretch.jpg\">\n<img src=\"/img/cat-stretch.jpg\" alt=\"On hands and knees, the back is rounded toward the ceiling\">    good",
		Fix:     "describe what the image shows in its alt attribute, or set alt=\"\" where it only decorates",
		Sources: []string{"WCAG 2.2, 1.1.1 Non-text Content", "https://html.spec.whatwg.org/multipage/images.html#alt"},
	},
	Page: func(p *checks.Pass) {
		from := informing{width: p.Int("graphic_width"), words: p.Int("graphic_words")}
		for i := range p.Page.Facts.Images {
			judgeImage(p, &p.Page.Facts.Images[i], from)
		}
	},
}

// informing is from what width on an image may inform, and with how many words its text alternative does so too.
type informing struct{ width, words int }

func judgeImage(p *checks.Pass, im *page.Image, from informing) {
	if im.Hidden || speck(im.Width) && speck(im.Height) {
		return
	}
	source, address := "", ""
	if im.Link >= 0 {
		l := &p.Page.Facts.Links[im.Link]
		source, address = l.Raw, l.URL
	}
	bare := im.InLink && strings.TrimSpace(im.Alt) == "" && !named(p, im)
	if !bare && im.HasAlt && !graphic(im, source, from) {
		return
	}
	f := checks.Finding{Severity: checks.Warning, Subject: checks.Public(address), Source: checks.At(im.Line, im.Col),
		Evidence: checks.Evidence{Region: im.Region.String(), Selector: im.Selector.String(), Snippet: checks.Snippet(source)}}
	switch {
	case bare:
		f.Severity, f.Evidence.Code = checks.Error, "link"
		f.Message = fmt.Sprintf("the image %q is all that a link shows and has no text", checks.Snippet(path.Base(source)))
	case !im.HasAlt:
		f.Message = fmt.Sprintf("the image %q has no alt attribute", checks.Snippet(path.Base(source)))
	default:
		f.Severity, f.Confidence, f.Evidence.Code = checks.Notice, checks.Medium, "graphic"
		f.Message = fmt.Sprintf("the image %q looks like a graphic that informs, and its text alternative is %q", checks.Snippet(path.Base(source)), checks.Snippet(im.Alt))
	}
	p.Report(f)
}

// speck reports whether a length is that of a pixel that counts visits.
func speck(length string) bool {
	length = strings.TrimSuffix(length, "px")
	return length == "0" || length == "1"
}

// named reports whether the link around an image has a name by other means, such as aria-label.
func named(p *checks.Pass, im *page.Image) bool {
	for i := range p.Page.Facts.Links {
		l := &p.Page.Facts.Links[i]
		if l.Element == "a" && l.Text != "" && im.Selector != l.Selector && im.Selector.In(l.Selector) {
			return true
		}
	}
	return false
}

func countWords(text string) (n int) {
	for range strings.FieldsSeq(text) {
		n++
	}
	return n
}

// graphic reports whether an image seems to inform more than its text alternative says.
func graphic(im *page.Image, source string, from informing) bool {
	if im.Alt == "" || im.Width == "" {
		return false
	}
	width, err := strconv.Atoi(strings.TrimSuffix(im.Width, "px"))
	if err != nil || width < from.width || countWords(im.Alt) >= from.words {
		return false
	}
	name := strings.ToLower(path.Base(source) + " " + im.Alt)
	for _, word := range []string{"infographic", "chart", "exercise", "table", "diagram"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
