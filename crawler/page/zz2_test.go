package page

import (
	"bytes"
	"testing"
	"time"
	"runtime/debug"

	"golang.org/x/net/html"
)

func TestZZRatio(t *testing.T) {
	debug.SetGCPercent(400)
	pages := zzPages(100)
	minP, minR := make([]time.Duration, len(pages)), make([]time.Duration, len(pages))
	for round := range 40 {
		for i, p := range pages {
			a := time.Now()
			html.Parse(bytes.NewReader(p.body))
			b := time.Now()
			zzRead(p)
			c := time.Now()
			if round == 0 || b.Sub(a) < minP[i] { minP[i] = b.Sub(a) }
			if round == 0 || c.Sub(b) < minR[i] { minR[i] = c.Sub(b) }
		}
	}
	var sp, sr time.Duration
	for i := range pages { sp += minP[i]; sr += minR[i] }
	t.Logf("parse %v read %v ratio %.3f", sp, sr, float64(sr-sp)/float64(sp))
}
