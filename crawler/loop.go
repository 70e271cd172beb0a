package crawler

import (
	"context"
	"slices"
	"time"
)

// grace is how long requests under way may take to end after the crawl was told to stop.
const grace = 2 * time.Second

// loop hands out jobs and takes results until nothing is left to do or ctx ends.
func (c *crawl) loop(ctx context.Context) {
	hard, kill := context.WithCancel(context.WithoutCancel(ctx))
	defer kill()
	n := c.workers()
	jobs, results := make(chan job, n), make(chan result, n)
	w := &worker{fetcher: c.fetcher, room: newRoom(), scope: c.scope, options: c.opt.Page, watched: c.dir == nil, earlier: c.earlier, redactor: c.frontier.redactor}
	for range n {
		go func() {
			var own []byte
			for j := range jobs {
				results <- w.do(hard, j, &own)
			}
		}()
	}
	defer close(jobs)
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for {
		c.readWanted(ctx)
		wait := c.dispatch(ctx, jobs, n)
		if len(c.inflight)+c.reading == 0 && wait < 0 {
			if ctx.Err() != nil || !c.more(ctx) {
				return
			}
			continue
		}
		timer.Reset(c.nap(wait))
		select {
		case r := <-results:
			c.take(ctx, r)
			for range len(results) {
				c.take(ctx, <-results)
			}
		case r := <-c.read:
			c.permitHeld(ctx, r)
		case <-timer.C:
		case <-ctx.Done():
			c.drain(results, kill)
			return
		}
		c.tick()
	}
}

// nap is how long the loop may sleep: until a job is due, but not past the next flush.
func (c *crawl) nap(wait time.Duration) time.Duration {
	if wait < 0 || wait > flushInterval {
		return flushInterval
	}
	return wait
}

func (c *crawl) tick() {
	due := len(c.frontier.dirty) >= 512 || time.Since(c.flushed) >= flushInterval
	if due && (len(c.writes) < cap(c.writes) || c.unwritten > mostUnwritten || len(c.frontier.dirty) > mostDirty) {
		c.flush()
	}
	c.report()
}

// drain waits for requests under way, for as long as grace allows. What did not end stays queued.
func (c *crawl) drain(results <-chan result, kill context.CancelFunc) {
	timer := time.AfterFunc(grace, kill)
	defer timer.Stop()
	for len(c.inflight)+c.reading > 0 {
		select {
		case r := <-c.read:
			c.permitHeld(context.Background(), r)
		case r := <-results:
			if r.answer.Failure.Class == "canceled" {
				delete(c.inflight, flight{r.job.id, r.job.role})
				continue
			}
			c.take(context.Background(), r)
		}
	}
}

// dispatch hands out what may be asked for now. It returns how long until more may be, negative where only an answer can change that.
func (c *crawl) dispatch(ctx context.Context, jobs chan<- job, n int) time.Duration {
	if ctx.Err() != nil {
		return -1
	}
	c.release()
	for c.turnAway() {
		c.release() // what was turned away left room
	}
	for len(c.inflight) < n {
		j, wait, ok := c.pacer.pop(time.Now())
		if !ok {
			return wait
		}
		c.inflight[flight{j.id, j.role}] = j.asked
		jobs <- j
	}
	return -1
}

// release gives the pacer the next pages of the wave, as many as the page limit leaves room for, and every URL to verify.
func (c *crawl) release() {
	limit := c.maxPages()
	for len(c.wave) > 0 && (limit == 0 || c.walked+c.walking < limit) {
		id := c.wave[0]
		c.wave = c.wave[1:]
		c.walking++
		c.pacer.push(c.job(id))
	}
	if len(c.wave) > 0 && limit > 0 && c.walked >= limit {
		c.leaveOut()
	}
	for _, id := range c.frontier.checks {
		if !c.frontier.tracks[id].done && !c.holdsBack(id) {
			c.pacer.push(c.job(id))
		}
	}
	c.frontier.checks = c.frontier.checks[:0]
}

// leaveOut ends what the page limit cut off.
func (c *crawl) leaveOut() {
	for _, id := range slices.Concat(c.wave, c.frontier.pages) {
		if !c.frontier.tracks[id].done {
			c.frontier.skip(id, "limit")
			c.limited = true
		}
	}
	c.wave, c.frontier.pages = nil, nil
}

func (c *crawl) job(id ID) job {
	address, t := c.frontier.urls[id].Address, &c.frontier.tracks[id]
	j := job{id: id, address: c.scope.fetchAddress(c.frontier.target(id)), role: t.role, alone: t.alone}
	if j.role == rolePage {
		j.known = c.earlier.known(address)
	}
	return j
}

func (c *crawl) maxPages() int {
	if c.opt.MaxPages == nil {
		return DefaultMaxPages
	}
	return *c.opt.MaxPages
}

// more finds further work when all that was handed out is answered: the next wave, the seeds, the second pass.
func (c *crawl) more(ctx context.Context) bool {
	if c.nextWave(ctx) {
		return true
	}
	if !c.seeded {
		c.seeded = true
		c.seedListed(ctx)
		return true
	}
	if found, err := c.seedFiles(ctx); found || err != nil {
		c.fault = err
		return err == nil
	}
	if !c.again {
		c.again = true
		return c.secondPass()
	}
	return false
}

// secondPass asks once more for what may have been a passing fault, and for what a cookie may change that was not there yet.
func (c *crawl) secondPass() bool {
	now := time.Now()
	for _, h := range c.pacer.hosts {
		c.secondChance(h, now)
	}
	var again []ID
	for id := range c.frontier.urls {
		u, t := &c.frontier.urls[id], &c.frontier.tracks[id]
		if t.passes > 0 || !t.done || c.dir != nil || c.hostOf(u.Address).closed != "" || c.frontier.target(ID(id)) == "" {
			continue
		}
		if passing(u) || c.astray(ID(id)) {
			again = append(again, ID(id))
		}
	}
	for _, id := range again {
		u, t := &c.frontier.urls[id], &c.frontier.tracks[id]
		t.passes, t.done, t.failed = 1, false, u.State != Redirect
		c.stats.states[u.State]--
		u.State, u.Reason, u.To = Pending, "", None
		c.frontier.queue(id)
	}
	return len(again) > 0
}
