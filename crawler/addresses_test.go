package crawler

import (
	"strconv"
	"testing"
)

func TestAddresses(t *testing.T) {
	a := newAddresses()
	var urls []URL
	for i := range 5000 {
		address := "https://health.example/" + strconv.Itoa(i)
		if id, ok := a.find(address, urls); ok {
			t.Fatalf("%s is found as %d before it is added", address, id)
		}
		urls = append(urls, URL{Address: address})
		a.add(ID(i), urls)
	}
	for i := range urls {
		if id, ok := a.find(urls[i].Address, urls); !ok || id != ID(i) {
			t.Fatalf("%s is %d, %v", urls[i].Address, id, ok)
		}
	}
	if len(a.slots) > 4*len(urls) {
		t.Errorf("%d slots for %d addresses", len(a.slots), len(urls))
	}
}
