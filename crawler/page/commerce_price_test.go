package page

import "testing"

func TestPrices(t *testing.T) {
	for text, want := range map[string]bool{
		"$5": true, "Now $ 12.99 only": true, "from €20": true, "£3 a day": true, "12,50 €": true, "19.99€": true, "20 USD": true, "30EUR": true, "5 GBP.": true,
		"Part 1453": false, "5 usd": false, "Euro 2024": false, "U 2": false, "€ and 20 more": false, "": false,
	} {
		if got := mayBePrice(text) && priceShape.MatchString(text); got != want {
			t.Errorf("%q is a price: %v, want %v", text, got, want)
		}
		if priceShape.MatchString(text) && !mayBePrice(text) {
			t.Errorf("%q is passed over", text)
		}
	}
}
