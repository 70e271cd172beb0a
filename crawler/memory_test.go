package crawler

import (
	"runtime/debug"
	"testing"
)

// Garbage is collected early while huge pages are in hand, however many, and as before when the last of them is gone.
func TestSaveMemory(t *testing.T) {
	before := debug.SetGCPercent(150)
	defer debug.SetGCPercent(before)
	one, two := SaveMemory(), SaveMemory()
	one()
	if got := debug.SetGCPercent(savingPercent); got != savingPercent {
		t.Errorf("with a huge page in hand the collector waits for %d %%", got)
	}
	two()
	if got := debug.SetGCPercent(150); got != 150 {
		t.Errorf("afterwards the collector waits for %d %%", got)
	}
}
