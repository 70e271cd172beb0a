package page

import (
	"net/http"
	"testing"
)

func TestPrintTellsAnswersApart(t *testing.T) {
	base := func() Input {
		return Input{URL: "https://h.example/a/", Status: 200, Header: http.Header{"Content-Type": {"text/html"}, "Date": {"now"}}, Body: []byte("<p>One")}
	}
	want, _ := Print(base())
	same := base()
	same.Header.Set("Date", "later")
	same.Header.Set("X-Request-Id", "7")
	if got, _ := Print(same); got != want {
		t.Error("header fields without facts change it")
	}
	same.Header.Set("Link", `<https://h.example/2/>; rel="next"`)
	if got, _ := Print(same); got != want {
		t.Error("a link that is no fact changes it")
	}
	for name, change := range map[string]func(*Input){
		"body":      func(in *Input) { in.Body = []byte("<p>Two") },
		"cut":       func(in *Input) { in.Partial = "reset" },
		"type":      func(in *Input) { in.Header.Set("Content-Type", "text/html; charset=koi8-r") },
		"robots":    func(in *Input) { in.Header.Set("X-Robots-Tag", "noindex") },
		"canonical": func(in *Input) { in.Header.Set("Link", `<https://h.example/b/>; rel="canonical"`) },
		"refresh":   func(in *Input) { in.Header.Set("Refresh", "0; url=/b/") },
		"notice":    func(in *Input) { in.Notices = []string{"says plain, sends gzip"} },
		"status":    func(in *Input) { in.Status = 203 },
	} {
		in := base()
		change(&in)
		got, header := Print(in)
		if header != HeaderPrint(in) {
			t.Errorf("%s: the print of the header is %x, and with that of the whole %x", name, HeaderPrint(in), header)
		}
		if got == want {
			t.Errorf("another %s has the same print", name)
		}
		if ofHeader := name == "robots" || name == "canonical" || name == "refresh"; (HeaderPrint(in) != HeaderPrint(base())) != ofHeader {
			t.Errorf("%s: the print of the header differs: %t", name, !ofHeader)
		}
	}
}
