package crawler

import "hash/maphash"

// addresses finds the IDs of addresses. It holds numbers alone, the addresses stand in the URLs: a tenth of what a map of
// strings takes, and nothing for the garbage collector to follow.
type addresses struct {
	seed  maphash.Seed
	slots []ID // open addressing, None where free; at most three quarters are taken
	taken int
}

func newAddresses() addresses { return addresses{seed: maphash.MakeSeed()} }

// find is the ID of an address among the URLs.
func (a *addresses) find(address string, urls []URL) (ID, bool) {
	if len(a.slots) == 0 {
		return None, false
	}
	for i := a.home(address); ; i = (i + 1) & (len(a.slots) - 1) {
		switch id := a.slots[i]; {
		case id == None:
			return None, false
		case urls[id].Address == address:
			return id, true
		}
	}
}

// add notes the address of a URL that is not there yet.
func (a *addresses) add(id ID, urls []URL) {
	if 4*(a.taken+1) > 3*len(a.slots) {
		a.grow(urls)
	}
	a.put(id, urls[id].Address)
	a.taken++
}

func (a *addresses) put(id ID, address string) {
	i := a.home(address)
	for a.slots[i] != None {
		i = (i + 1) & (len(a.slots) - 1)
	}
	a.slots[i] = id
}

func (a *addresses) grow(urls []URL) {
	old := a.slots
	a.slots = make([]ID, max(64, 2*len(old)))
	for i := range a.slots {
		a.slots[i] = None
	}
	for _, id := range old {
		if id != None {
			a.put(id, urls[id].Address)
		}
	}
}

func (a *addresses) home(address string) int {
	return int(maphash.String(a.seed, address) & uint64(len(a.slots)-1))
}
