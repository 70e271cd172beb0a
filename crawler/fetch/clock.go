package fetch

import (
	"context"
	"sync"
	"time"
)

// Phases that a clock bounds; phaseTotal is the end of the whole request while its body arrives.
const (
	phaseHeader = "header"
	phaseIdle   = "idle"
	phaseTotal  = "deadline"
)

// clock cancels a request whose current phase takes too long and remembers which phase that was.
type clock struct {
	cancel context.CancelFunc
	idle   time.Duration

	mu      sync.Mutex
	timer   *time.Timer
	rings   time.Time // when the timer does, at the latest
	phase   string
	due     time.Time // end of the phase
	end     time.Time // end of the request
	expired string
	held    bool
}

func newClock(o HTTPOptions, cancel context.CancelFunc) *clock {
	return &clock{cancel: cancel, idle: o.Idle}
}

// start sets the end of the request.
func (c *clock) start(total time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.end = time.Now().Add(total)
}

// enter begins a phase that may take d. A timer that rings too early finds more time: it is set anew only where it would ring too late.
func (c *clock) enter(phase string, d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	c.extend(phase, now, d)
	switch wait := c.due.Sub(now); {
	case c.timer == nil:
		wait = min(wait, c.idle)
		c.rings = now.Add(wait)
		c.timer = time.AfterFunc(wait, c.ring)
	case c.due.Before(c.rings):
		c.rings = c.due
		c.timer.Reset(wait)
	}
}

// touch begins the idle phase anew: a byte of the body has come.
func (c *clock) touch() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.extend(phaseIdle, time.Now(), c.idle)
}

func (c *clock) extend(phase string, now time.Time, d time.Duration) {
	c.phase, c.due = phase, now.Add(d)
	if c.due.After(c.end) {
		c.due = c.end
		if phase == phaseIdle {
			c.phase = phaseTotal
		}
	}
}

func (c *clock) ring() {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := time.Now()
	left := c.due.Sub(now)
	if c.held {
		left = c.idle
	}
	if left > 0 {
		c.rings = now.Add(left)
		c.timer.Reset(left)
		return
	}
	if c.expired == "" {
		c.expired = c.phase
	}
	c.cancel()
}

// hold stops the clock while wait runs: what we wait for by ourselves is no fault of the host.
func (c *clock) hold(wait func()) {
	c.mu.Lock()
	c.held = true
	c.mu.Unlock()
	began := time.Now()
	wait()
	waited := time.Since(began)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.held, c.due, c.end = false, c.due.Add(waited), c.end.Add(waited)
}

// rang is the phase that took too long, "" for none.
func (c *clock) rang() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.expired
}

func (c *clock) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.timer != nil {
		c.timer.Stop()
	}
}
