package crawler

import (
	"strings"
	"testing"
	"time"

	"github.com/healthusias/rounds/crawler/store"
)

// TestTokensInAddresses: what is asked for keeps its query, what is known and stored has none of its secrets, and two tokens
// are two addresses.
func TestTokensInAddresses(t *testing.T) {
	w := serve(t, map[string]string{
		"/":                 `<a href="/a/?token=one">1</a><a href="/a/?token=two">2</a><a href="/a/?token=one#top">1 again</a><a href="/moved">m</a>`,
		"/a/?token=one":     `<title>One</title><a href="/a/?token=one">self</a>`,
		"/a/?token=two":     `<title>Two</title>`,
		"/moved":            "302 /b/?session=three",
		"/b/?session=three": `<title>Three</title>`,
	})
	s := crawlSite(t, Options{Target: w.URL})
	same(t, states(s), []string{"/ ok", "/a/?token=[secret-3fc4ccfe7458] ok", "/a/?token=[secret-7692c3ad3540] ok", "/b/?session=[secret-8b5b9db0c13d] ok", "/moved redirect"})
	for _, path := range []string{"/a/?token=one", "/a/?token=two", "/b/?session=three"} {
		if w.hits["GET "+path] != 1 {
			t.Errorf("%s was asked for %d times", path, w.hits["GET "+path])
		}
	}
	p, err := s.Load(s.Home)
	if err != nil {
		t.Fatal(err)
	}
	for i, l := range p.Facts.Links {
		if s.Lookup(l.URL) != p.Links[i] || strings.Contains(l.URL+l.Raw, "one") {
			t.Errorf("link %q leads to %v, its address is that of %v", l.URL, p.Links[i], s.Lookup(l.URL))
		}
	}
}

// TestLostSecretEndsTheTrust: an interrupted run has not stored the token, so what was left cannot be asked for, and the run says so.
func TestLostSecretEndsTheTrust(t *testing.T) {
	w := serve(t, map[string]string{"/": `<a href="/a/?token=one">1</a>`, "/a/?token=one": `<title>One</title>`})
	st := memory(t)
	run, err := st.Begin(store.RunInfo{Target: w.URL, Base: w.URL + "/", Started: time.Now()})
	if err != nil {
		t.Fatal(err)
	}
	left := store.URLRow{Address: w.URL + "/a/?token=[secret-7692c3ad3540]", Role: uint8(rolePage), Target: -1}
	if err := st.Write(run.Seq, &store.Batch{URLs: []store.URLRow{left}}); err != nil {
		t.Fatal(err)
	}
	s, err := Resume(t.Context(), st, run.ID, Options{Target: w.URL})
	if err != nil {
		t.Fatal(err)
	}
	if u := s.URL(0); u.State != OK { // the start page named it again
		t.Errorf("%s is %s %s", u.Address, u.State, u.Reason)
	}
	left.Address = w.URL + "/b/?token=[secret-000000000000]"
	run, _ = st.Begin(store.RunInfo{Target: w.URL, Base: w.URL + "/", Started: time.Now()})
	if err := st.Write(run.Seq, &store.Batch{URLs: []store.URLRow{left}}); err != nil {
		t.Fatal(err)
	}
	if s, err = Resume(t.Context(), st, run.ID, Options{Target: w.URL}); err != nil {
		t.Fatal(err)
	}
	if u := s.URL(0); u.State != Skipped || u.Reason != "secret" || len(s.Run.Untrusted) != 1 {
		t.Errorf("%s is %s %s; untrusted because %q", u.Address, u.State, u.Reason, s.Run.Untrusted)
	}
}
