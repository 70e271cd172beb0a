package crawler

import (
	"runtime/debug"
	"sync"
)

const (
	hugePage      = 2 << 20 // bytes of a page from which on memory is dearer than time
	savingPercent = 25      // by how much the heap may grow meanwhile before it is collected
)

// saving is how many huge pages this process has in hand, and how it collects garbage when there is none.
var saving struct {
	sync.Mutex
	pages   int
	percent int
}

// SaveMemory has garbage collected early until done is called. Tree, texts and facts of a page of 10 MiB are a hundred megabytes; without
// this their garbage would be twice as much again.
func SaveMemory() (done func()) {
	saving.Lock()
	defer saving.Unlock()
	if saving.pages++; saving.pages == 1 {
		saving.percent = debug.SetGCPercent(savingPercent)
	}
	return spendMemory
}

func spendMemory() {
	saving.Lock()
	defer saving.Unlock()
	if saving.pages--; saving.pages == 0 {
		debug.FreeOSMemory() // else the page that is gone counts as needed, and three times as much is granted
		debug.SetGCPercent(saving.percent)
	}
}

// Huge reports whether the page takes so much memory that no two of its kind should be in hand at once.
func (p *Page) Huge() bool { return p.Facts.Size > hugePage }
