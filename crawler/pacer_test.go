package crawler

import (
	"testing"
	"time"
)

func TestPacerKeepsLimitsPerHost(t *testing.T) {
	p := newPacer(func(string) terms { return terms{limit: 2} })
	for i := range 5 {
		p.push(job{id: ID(i), address: "https://a.example/"})
	}
	p.push(job{id: 9, address: "https://b.example/"})
	at := time.Unix(0, 0)
	var got []job
	for {
		j, _, ok := p.pop(at)
		if !ok {
			break
		}
		got = append(got, j)
	}
	if len(got) != 3 {
		t.Fatalf("%d jobs at once, want 2 of one host and 1 of the other", len(got))
	}
	p.done(got[0])
	if _, _, ok := p.pop(at); !ok {
		t.Error("a free place is not used")
	}
}

func TestPacerSpacesRequests(t *testing.T) {
	p := newPacer(func(string) terms { return terms{limit: 4, rate: 5} })
	at := time.Unix(0, 0)
	for i := range 3 {
		p.push(job{id: ID(i), address: "https://a.example/"})
	}
	if _, _, ok := p.pop(at); !ok {
		t.Fatal("the first job waits")
	}
	if _, wait, ok := p.pop(at.Add(50 * time.Millisecond)); ok || wait != 150*time.Millisecond {
		t.Errorf("second job: handed out %v, wait %v", ok, wait)
	}
	if _, _, ok := p.pop(at.Add(200 * time.Millisecond)); !ok {
		t.Error("the second job waits too long")
	}
}

func TestPacerPagesFirstAndDelays(t *testing.T) {
	p := newPacer(func(string) terms { return terms{limit: 4} })
	at := time.Unix(100, 0)
	p.push(job{id: 1, address: "https://a.example/x", role: roleHead})
	p.push(job{id: 2, address: "https://a.example/y", role: rolePage})
	p.push(job{id: 3, address: "https://a.example/z", role: rolePage, after: at.Add(time.Second)})
	for _, want := range []ID{2, 1} {
		if j, _, _ := p.pop(at); j.id != want {
			t.Errorf("got job %d, want %d", j.id, want)
		}
	}
	if _, wait, ok := p.pop(at); ok || wait != time.Second {
		t.Errorf("delayed job: handed out %v, wait %v", ok, wait)
	}
	if j, _, ok := p.pop(at.Add(time.Second)); !ok || j.id != 3 {
		t.Error("the delayed job is lost")
	}
	if p.waiting != 0 {
		t.Errorf("%d jobs are still counted", p.waiting)
	}
}
