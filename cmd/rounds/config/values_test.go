package config

import "testing"

func TestNearest(t *testing.T) {
	candidates := []string{"start", "ignore", "include", "url"}
	for word, want := range map[string]string{
		"strat": "start", "ignroe": "ignore", "incl": "", "urls": "url", "uri": "url", "x": "", "zz": "", "start": "start",
	} {
		if got := Nearest(word, candidates); got != want {
			t.Errorf("Nearest(%q) = %q, want %q", word, got, want)
		}
	}
}

func TestScalarsRoundTrip(t *testing.T) {
	for _, text := range []string{"30s", "5m", "1h30m", "2h", "1m30s", "500ms"} {
		if d, err := ParseDuration(text); err != nil || d.String() != text {
			t.Errorf("duration %s reads as %v (%v)", text, d, err)
		}
	}
	for text, want := range map[string]string{"5/s": "5/s", "0": "0", "0.5/s": "0.5/s", "30/m": "0.5/s", "0/s": "0"} {
		if r, err := ParseRate(text); err != nil || r.String() != want {
			t.Errorf("rate %s reads as %v (%v)", text, r, err)
		}
	}
	for _, text := range []string{"5%", "0.5%", "100%", "0%", "7%", "29%"} {
		if p, err := ParsePercent(text); err != nil || p.String() != text {
			t.Errorf("percentage %s reads as %v (%v)", text, p, err)
		}
	}
	for _, text := range []string{"", "5", "s", "-1s", "0s"} {
		if d, err := ParseDuration(text); err == nil {
			t.Errorf("duration %q reads as %v", text, d)
		}
	}
	for _, text := range []string{"", "5", "-1/s", "5/h", "NaN/s", "1e9/s"} {
		if r, err := ParseRate(text); err == nil {
			t.Errorf("rate %q reads as %v", text, r)
		}
	}
	for _, text := range []string{"", "5", "-1%", "101%", "NaN%"} {
		if p, err := ParsePercent(text); err == nil {
			t.Errorf("percentage %q reads as %v", text, p)
		}
	}
}

func TestExpand(t *testing.T) {
	env := func(name string) (string, bool) { return "v", name == "SET" }
	if got, err := Expand("Bearer ${env:SET}", env); err != nil || got != "Bearer v" {
		t.Errorf("got %q, %v", got, err)
	}
	if _, err := Expand("${env:UNSET}", env); err == nil {
		t.Error("an unset variable expands")
	}
}
