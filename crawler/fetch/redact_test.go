package fetch

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestRedactorKnowsPlaces(t *testing.T) {
	r := new(Redactor)
	for text, want := range map[string]string{
		"https://h.example/a?b=1&token=abc":                      "https://h.example/a?b=1&token=[secret-ba7816bf8f01]",
		"/a?access_token=abc&x=1#top":                            "/a?access_token=[secret-ba7816bf8f01]&x=1#top",
		"?apiKey=0123456789":                                     "?apiKey=[secret-84d89877f0d4]",
		"?x=1&amp;X-Amz-Credential=abc":                          "?x=1&amp;X-Amz-Credential=[secret-ba7816bf8f01]",
		"see https://h.example/?jwt=abc for more":                "see https://h.example/?jwt=[secret-ba7816bf8f01] for more",
		"#access_token=abc":                                      "#access_token=[secret-ba7816bf8f01]",
		"/a?code=M54.5&key=title":                                "/a?code=M54.5&key=title",
		"/a?token=&sid":                                          "/a?token=&sid",
		"/a?author=Ada&keyword=x&design=y&tokens=3&token_type=z": "/a?author=Ada&keyword=x&design=y&tokens=3&token_type=z",
		"token=abc":                            "token=abc",
		"https://me:word@h.example/":           "https://[secret]@h.example/",
		"https://me@h.example/a@b":             "https://[secret]@h.example/a@b",
		"//me:w@rd@h.example":                  "//[secret]@h.example",
		"https://health.example@evil.example/": "https://health.example@evil.example/",
		"https://a.b:word@evil.example/":       "https://[secret]@evil.example/",
		"https://h.example/?to=me@h.example":   "https://h.example/?to=me@h.example",
		"mailto:me@h.example":                  "mailto:me@h.example",
		"// me@h.example":                      "// me@h.example",
	} {
		got := r.Text(text)
		if got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
		if again := r.Text(got); again != got {
			t.Errorf("%s: the second time %s", text, again)
		}
		if Redacted(got) != (got != text) {
			t.Errorf("%s: Redacted(%s) is %v", text, got, Redacted(got))
		}
	}
}

func TestRedactorKnowsValues(t *testing.T) {
	const header, password, query = "c4n&ry/head+er==", "pä55 word&more", "q-canary~7f3a/ü"
	basic := "Basic " + base64.StdEncoding.EncodeToString([]byte("nurse:"+password))
	r := NewRedactor([]Secret{{Value: "Bearer " + header}, {Value: basic}}, "https://h.example/?a=1&sig="+url.QueryEscape(query))
	for _, secret := range []string{header, password, query} {
		encoded := url.QueryEscape(secret)
		for _, text := range []string{
			secret, encoded, url.PathEscape(secret), strings.ToLower(encoded), strings.ReplaceAll(secret, "&", "&amp;"),
			base64.StdEncoding.EncodeToString([]byte(secret)), base64.URLEncoding.EncodeToString([]byte(secret)),
			base64.StdEncoding.EncodeToString([]byte("user:" + secret + ":end")), base64.StdEncoding.EncodeToString([]byte("x" + secret)),
		} {
			got := r.Text("before " + text + " after")
			if rest := strings.TrimSuffix(strings.TrimPrefix(got, "before "), " after"); !strings.Contains(rest, withheld) || len(rest) > len(withheld)+20 {
				t.Errorf("%q: %q", text, got)
			}
		}
	}
	if got := r.Text("the nurse gave more"); got != "the nurse gave more" {
		t.Errorf("words: %q", got)
	}
	short := NewRedactor([]Secret{{Value: "true"}, {Value: "staging"}}, "https://user:test@h.example/")
	if got := short.Text("a true blood test in the staging of cancer"); strings.Contains(got, withheld) {
		t.Errorf("short words: %q", got)
	}
}

func TestRedactorStrings(t *testing.T) {
	type inner struct {
		Text string
		list []string
	}
	v := struct {
		A     string
		Inner *inner
		List  []inner
		Any   any
		Bytes []byte
	}{"?sid=1", &inner{Text: "?sid=2"}, []inner{{Text: "?sid=3", list: []string{"?sid=4"}}}, &inner{Text: "?sid=5"}, []byte("x")}
	new(Redactor).Strings(&v)
	for _, s := range []string{v.A, v.Inner.Text, v.List[0].Text, v.Any.(*inner).Text} {
		if !Redacted(s) {
			t.Errorf("%q was left", s)
		}
	}
}

func TestRedactorOfCutTexts(t *testing.T) {
	r := NewRedactor([]Secret{{Value: "canary-value-7"}})
	texts := []string{"the canary-va", "the canary-value-", "the canar", "canary-value-7 of the canary"}
	want := []string{"the [secret]", "the [secret]", "the canar", "[secret] of the [secret]"}
	r.Strings(&texts)
	if !slices.Equal(texts, want) {
		t.Errorf("%q", texts)
	}
}

func FuzzRedactor(f *testing.F) {
	f.Add("https://u:p@h/?token=a&x=b#sid=c;password=d")
	f.Add("//@//@?=&token==")
	r := NewRedactor([]Secret{{Value: "canary-value"}})
	f.Fuzz(func(t *testing.T, s string) {
		got := r.Text(s)
		if strings.Contains(got, "canary-value") || r.Text(got) != got {
			t.Errorf("%q: %q, then %q", s, got, r.Text(got))
		}
	})
}
