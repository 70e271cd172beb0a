package page

import (
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

func TestDecode(t *testing.T) {
	latin2, _ := charmap.Windows1250.NewEncoder().String("<meta charset=windows-1250><title>Źdźbło</title>")
	wide, _ := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().String("<!doctype html><title>Rücken</title>")
	big, _ := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().String("<title>Rücken</title>")
	cyrillic, _ := charmap.Windows1251.NewEncoder().String("<title>Боль в спине</title><p>Утром спина бывает скованной, и это обычно проходит в течение получаса после подъёма с постели.</p>")
	late := "<title>x</title>" + spaces(20_000) + "é"
	for _, test := range []struct {
		name, body, contentType string
		want, charset, source   string
		guessed                 bool
	}{
		{"ascii", "<title>a</title>", "text/html", "<title>a</title>", "utf-8", "valid-utf8", false},
		{"late utf-8", late, "text/html", late, "utf-8", "valid-utf8", false},
		{"cut in a character", "<p>é\xc3", "text/html", "<p>é\uFFFD", "utf-8", "valid-utf8", false},
		{"header", "<p>\xe9", "text/html; charset=ISO-8859-1", "<p>é", "windows-1252", "header", false},
		{"odd header", "<p>\xe9", "text/html;;charset='latin1'", "<p>é", "windows-1252", "header", false},
		{"header before meta", "<meta charset=windows-1251><p>é", "text/html; charset=utf-8", "<meta charset=windows-1251><p>é", "utf-8", "header", false},
		{"mark before header", "\xEF\xBB\xBF<p>é", "text/html; charset=latin1", "<p>é", "utf-8", "bom", false},
		{"meta", latin2, "text/html", "<meta charset=windows-1250><title>Źdźbło</title>", "windows-1250", "meta", false},
		{"http-equiv", "<meta http-equiv=Content-Type content='text/html; charset=latin1'>\xe9", "text/html",
			"<meta http-equiv=Content-Type content='text/html; charset=latin1'>é", "windows-1252", "meta", false},
		{"meta that says UTF-16", "<meta charset=utf-16><p>é", "", "<meta charset=utf-16><p>é", "utf-8", "meta", false},
		{"unknown name", "<meta charset=klingon><p>é", "text/html; charset=x-none", "<meta charset=klingon><p>é", "utf-8", "valid-utf8", false},
		{"UTF-16 without mark", wide, "text/html", "<!doctype html><title>Rücken</title>", "utf-16le", "sniffed", false},
		{"UTF-16 with mark", big, "text/html", "<title>Rücken</title>", "utf-16be", "bom", false},
		{"one broken character", "<p>äöüäöüäöüäöü\xff", "", "<p>äöüäöüäöüäöü\uFFFD", "utf-8", "sniffed", false},
		{"guess", cyrillic, "text/html", "<title>Боль в спине</title><p>Утром спина бывает скованной, и это обычно проходит в течение получаса после подъёма с постели.</p>", "windows-1251", "sniffed", true},
		{"NUL", "<p>a\x00b", "", "<p>a\uFFFDb", "utf-8", "valid-utf8", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, e := decode([]byte(test.body), test.contentType)
			if string(got) != test.want {
				t.Errorf("decoded %.80q, want %.80q", got, test.want)
			}
			if want := (encoding{test.charset, test.source, test.guessed}); e != want {
				t.Errorf("charset %+v, want %+v", e, want)
			}
		})
	}
}

func spaces(n int) string {
	b := make([]byte, n)
	for i := range b {
		b[i] = ' '
	}
	return string(b)
}
