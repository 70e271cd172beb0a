package page

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// sameTree says how two trees differ, "" where they don't.
func sameTree(a, b *html.Node) string {
	if a.Type != b.Type || a.DataAtom != b.DataAtom || a.Data != b.Data || a.Namespace != b.Namespace || fmt.Sprint(a.Attr) != fmt.Sprint(b.Attr) {
		return fmt.Sprintf("%v %q %q %v, want %v %q %q %v", a.Type, a.Namespace, a.Data, a.Attr, b.Type, b.Namespace, b.Data, b.Attr)
	}
	c, d := a.FirstChild, b.FirstChild
	for ; c != nil && d != nil; c, d = c.NextSibling, d.NextSibling {
		if c.Parent != a || c.NextSibling != nil && c.NextSibling.PrevSibling != c {
			return fmt.Sprintf("%q in %q is not linked", c.Data, a.Data)
		}
		if difference := sameTree(c, d); difference != "" {
			return a.Data + " > " + difference
		}
	}
	switch {
	case c != nil:
		return fmt.Sprintf("%q has a %q too many", a.Data, c.Data)
	case d != nil:
		return fmt.Sprintf("%q lacks a %q", a.Data, d.Data)
	}
	return ""
}

// checkSound holds the tree of a sound document to that of the parser, and reports whether there is one.
func checkSound(t *testing.T, src string) bool {
	t.Helper()
	got, tags, ok := soundTree([]byte(src), &room{})
	if !ok {
		return false
	}
	scanned := scanTags([]byte(src))
	if !slices.EqualFunc(tags.tags, scanned.tags, samePlace) || tags.links != scanned.links || scanned.within != "" {
		t.Errorf("%q: start tags %v, want %v; ends within %q", src, tags.tags, scanned.tags, scanned.within)
	}
	want, err := html.Parse(strings.NewReader(src))
	if err != nil {
		t.Fatalf("%q: the parser refuses it: %v", src, err)
	}
	if difference := sameTree(got, want); difference != "" {
		t.Errorf("%q: %s", src, difference)
	}
	made := aligner{src: []byte(src), tags: tags.tags}
	for i, tag := range tags.tags {
		if tag.node != nil && !made.fits(i, tag.node) {
			t.Errorf("%q: the start tag at %d did not make <%s>", src, tag.at, tag.node.Data)
		}
	}
	return true
}

func samePlace(a, b startTag) bool { return a.at == b.at && a.nameEnd == b.nameEnd }

const soundHead = "<!DOCTYPE html>\n<html lang=en>\n<head><meta charset=utf-8><title>A &amp; B</title></head>\n<body>"

func TestSoundTree(t *testing.T) {
	for _, body := range sound {
		if src := soundHead + body; !checkSound(t, src) {
			t.Errorf("%q is not taken for sound", body)
		}
	}
	for _, body := range unsound {
		if checkSound(t, soundHead+body) {
			t.Errorf("%q is taken for sound", body)
		}
	}
}

var sound = []string{
	"", "</body>", "</body></html>", "</body>\n</html>\n", "<!-- a --></body><!-- b --></html><!-- c -->\n", "</body></html><script>late()</script> x",
	"<p>one<p>two<ul><li>a<li>b<p>c<li>d</ul><dl><dt>e<dd>f<p>g<dt>h</dl>", "<p>a<div>b</div>", "<div><p>unclosed",
	"<pre>\nfirst</pre><pre>\n\nsecond</pre><textarea>\n&lt;x</textarea>", "<a href=/x title='&quot;' class=z>t</a> <b id=2 class=1><i>x</i></b>",
	"<A HREF=\"?a=1&b=2&copy=3&amp;c&lt&notit;&not;&semi;&#39;&#x41b&&;&\">x</A>", "<p a b=c d='e' f=\"g\" a=2 =h / i=/j/>&nbsp;&notit; &amp &#0; &unknown;</p>",
	"<table>\n<caption>c</caption><colgroup><col><col></colgroup><thead><tr><th>a<td>b</thead><tbody><tr><td><p>c</td></tr><tr><td>d</table>",
	"<table><tr><td>x</td></tr></table>", "<table><tr><td><table><tr><td>inner</table></td></tr><script>1</script></table>", "<table><colgroup><tbody><tr><td></table>",
	"<select><option>a<option selected>b<optgroup label=g><option>c</optgroup><optgroup><option>d</select>", "<option>a<option>b</option>",
	"<form action=/x><input type=hidden><button type=submit><span>go</span></button></form><form></form>", "<img src=a><br/><hr><input><wbr>",
	"<svg viewbox='0 0 1 1' xlink:href=#a><title>t</title><lineargradient/><path d=m/></svg>", "<svg/><p>x", "<svg><g/></svg>", "<svg><a xlink:href=/x><text>y</text></a></svg>", "<p><svg width=1><use xlink:href='#x'></use></svg></p>",
	"<script>if (a < b && c) document.write('</p>')</script><style>a>b{}</style><noscript><p>x</noscript><iframe src=x></iframe>",
	"<script><!--\nx\n//--></script>", "<script><!-- </script> -->", "<?xml version='1.0'?><?php a &amp; b ?><??>", "<x-tab data-x>custom <b>in</b></x-tab>", "<h2>a</h2><h3>b</h3>", "1 < 2 <3 a<", "<section><article><h1>x</h1></article></section>", "<object data=x><p>y</object>",
	"a\r\nb\rc<p title='x\r\ny'>", "<b><b><b><b><b>x</b></b></b></b></b>", "<a><div>block</div></a>", "<p><button><p>in</p></button>out</p>", "<div/>still open",
	"<ul><li><div><ul><li>deep</ul></div></ul>", "<video><source src=a><track></video>", "<!---->\n<!-- &amp; - -- -->", "<noscript></noscript><title></title>",
}

var unsound = []string{
	"<b><p>x</b></p>", "<a>x<a>y</a></a>", "<p>a</div>", "</p>", "<br></br>", "<table><div>x</div></table>", "<table>x</table>", "<table><tr><b>x</table>", "<td>x", "<li><div><li>",
	"<h1>a<h2>b</h2></h1>", "<form><form></form></form>", "<button><button>", "<select><input></select>", "<select><select>", "<p><b>x<p>y", "<frameset>", "<template><p></template>",
	"<math><mi>x</mi></math>", "<svg><p>x</p></svg>", "<svg><foreignObject><p>x</p></foreignObject></svg>", "<svg><!-- </svg> -->", "<svg><path d='</svg>'>", "<ruby>x<rt>y</ruby>",
	"<script><!-- <script> </script>", "<title>x", "<p", "<p a='", "<!-->", "<!-- x", "<!-- --!> -->", "<?php", "</>", "</ x>", "<body class=x>", "<html id=x>", "<head>", "<image>", "<nobr>", "<plaintext>",
	"<![CDATA[x]]>", "<!doctype html>", "<marquee>", "<select><p><option>", "<optgroup>", "<table><td>x</table>", "<table><caption><tr></table>", "<div></body>", "</img>", "<table><form></form></table>",
	"<div><svg></div></svg>", "<svg></body></svg><!-- x -->", "<table><colgroup><script></script></table>", "<svg><", "<svg></", "<svg><a", "<svg></ >",
	"</body> </body> </body> </body> </body> </body> </body> </body> </body> ", strings.Repeat("<div>", 500),
	strings.Repeat("<svg></svg>", maxDrawings+1), "<p" + manyNames(maxSoundAttributes+1) + ">",
}

// manyNames are attributes with n names.
func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, " a%d", i)
	}
	return b.String()
}

func TestSoundHead(t *testing.T) {
	for src, want := range map[string]bool{
		"<html><head></head><body>x": true, " <!-- a --><!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Transitional//EN\" 'x'> <html> <!-- b --> <head> </head> <!-- c --> <body><p>x": true,
		"<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 3.2//EN\"><html><head></head><body><p><table></table>": false, "<!DOCTYPE HTML><html><head></head><body><p><table></table>": false,
		"<html><head></head><body><p><table></table>": false, soundHead + "<p><table></table>": true, "<!DOCTYPE html><p>x": false, "<!DOCTYPE html><html><body>x": false,
		"<!DOCTYPE html><html><head><p></head><body>": false, "<!DOCTYPE html><html><head>x</head><body>": false, "x<html><head></head><body>": false, "<html><head></head><link><body>": false,
		"<html><head><noscript><link></noscript><script>1</script><base href=/></head><body>": true, "<html><head></head>": false, "": false, "<!DOCTYPE html": false,
	} {
		if got := checkSound(t, src); got != want {
			t.Errorf("%q: sound %v", src, got)
		}
	}
}

// TestSoundPages: the pages of the sample site are sound, so that the tests of what stands in them see the trees that most sites have.
func TestSoundPages(t *testing.T) {
	pages, err := filepath.Glob("../../testdata/sites/spine/*/*/index.html")
	if err != nil || len(pages) < 10 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, name := range pages {
		src, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !checkSound(t, string(src)) {
			t.Errorf("%s is not taken for sound", name)
		}
	}
	if !checkSound(t, string(samplePage())) {
		t.Error("the sample page is not taken for sound")
	}
}

// FuzzSound: a tree that is built without the parser is the parser's.
func FuzzSound(f *testing.F) {
	for _, body := range append(sound, unsound...) {
		f.Add(body)
	}
	f.Fuzz(func(t *testing.T, body string) {
		body = strings.ReplaceAll(body, "\x00", "\uFFFD") // as decode does
		checkSound(t, body)
		checkSound(t, soundHead+body)
	})
}

func BenchmarkTree(b *testing.B) {
	src := samplePage()
	b.Run("parser", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := html.Parse(bytes.NewReader(src)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("sound", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, _, ok := soundTree(src, &room{}); !ok {
				b.Fatal("not sound")
			}
		}
	})
}

// soundPieces are what random documents are made of: tags that the standard has rules for, and texts between them.
var soundPieces = strings.Fields(`<p> </p> <div> </div> <ul> <ol> </ul> </ol> <li> </li> <dl> <dt> <dd> </dt> </dd> </dl> <a> <a_href=x> </a> <b> </b> <i> </i> <span> </span>
	<table> </table> <caption> </caption> <colgroup> <col> </colgroup> <tbody> <thead> </tbody> </thead> <tr> </tr> <td> <th> </td> </th> <form> </form> <button> </button>
	<select> </select> <option> </option> <optgroup> </optgroup> <input> <hr> <br> <img_src=a> <h1> <h2> </h1> </h2> <pre> </pre> <section> </section> <address> </address>
	<x-y> </x-y> <object> </object> <svg> </svg> <svg><path></svg> <script>x</script> <style>y</style> <title>z</title> <textarea>\n</textarea> <noscript>_</noscript> <iframe></iframe>
	x _ \n _y &amp; <!--c--> </body> </html> <body> <dialog> </dialog> <summary> </summary> <nobr> </nobr> <label> </label>`)

// randomDocument strings together pieces that mostly close what they open.
func randomDocument(random *rand.Rand) string {
	var b strings.Builder
	b.WriteString(soundHead)
	var open []string
	for range 1 + random.IntN(14) {
		if len(open) > 0 && random.IntN(2) == 0 {
			b.WriteString("</" + open[len(open)-1] + ">")
			open = open[:len(open)-1]
			continue
		}
		piece := soundPieces[random.IntN(len(soundPieces))]
		b.WriteString(strings.NewReplacer("_", " ", `\n`, "\n").Replace(piece))
		if name, isTag := strings.CutPrefix(piece, "<"); isTag && letter(name[0]) && strings.Count(piece, "<") == 1 {
			open = append(open, name[:strings.IndexAny(name, "_>")])
		}
	}
	return b.String()
}

func TestSoundRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	accepted := 0
	const documents = 30_000
	for range documents {
		if checkSound(t, randomDocument(random)) {
			accepted++
		}
	}
	if accepted < documents/20 {
		t.Errorf("%d of %d documents are sound, too few to tell", accepted, documents)
	}
}
