package checks

import "testing"

func TestOwnership(t *testing.T) {
	for address, want := range map[string]bool{
		"https://a.example/google0123456789abcdef.html": true, "https://a.example/section/pinterest-1ba62%20(1).html": true, "https://a.example/yandex_0123456789abcdef": true,
		"https://a.example/googleglasses.html": false, "https://a.example/": false, "https://a.example/google0123456789abcdef/": false, "https://a.example/pinterest-1ba62-tips.html": false,
	} {
		if got := Ownership(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
