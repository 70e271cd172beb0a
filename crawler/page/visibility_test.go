package page

import "testing"

func TestStyleHides(t *testing.T) {
	for style, want := range map[string]bool{
		"display: none":                                  true,
		"margin: 0; DISPLAY:none !important":             true,
		"visibility:hidden":                              true,
		"background: #FFF; color: white !important":      true,
		"color:#000000;background-color:black":           true,
		"background: #000; color: #fff":                  false,
		"color: white; background: white url(paper.png)": false,
		"background: white; margin: 0":                   false,
		"color: var(--paper); background: var(--paper)":  false,
		"display: inline-block":                          false,
	} {
		if got := styleHides(style); got != want {
			t.Errorf("%q hides: %v", style, got)
		}
	}
}
