package main

import (
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"github.com/healthusias/rounds/crawler"
)

// lineInterval is how often a line is written where no terminal can repaint one.
const lineInterval = 10 * time.Second

// progress shows a crawl on stderr.
type progress struct {
	show func(crawler.Progress)
	end  func()
}

// announce says what is crawled with which limits, and begins to show progress.
func (a *app) announce(p *plan) progress {
	mode := a.flags.progress
	switch {
	case mode != "auto":
	case a.flags.cron || a.flags.quiet > 0:
		mode = "none"
	case isTerminal(a.stderr) && a.env["TERM"] != "dumb":
		mode = "bar"
	default:
		mode = "lines"
	}
	if mode == "bar" || mode == "lines" {
		fmt.Fprintln(a.stderr, a.redactor.Text(startLine(p)))
	}
	switch mode {
	case "bar":
		return bar(a.stderr, a.columns(a.stderr))
	case "lines":
		return progress{every(lineInterval, func(p crawler.Progress) { fmt.Fprintln(a.stderr, "  "+progressLine(p, math.MaxInt)) }), func() {}}
	case "json":
		encoder := json.NewEncoder(a.stderr)
		return everyAndLast(time.Second, func(p crawler.Progress) { encoder.Encode(progressObject(p)) })
	}
	return progress{func(crawler.Progress) {}, func() {}}
}

// startLine names the target and the limits in force.
func startLine(p *plan) string {
	own := p.Target.Dir != "" || isLocal(p.Target.URL)
	limits := []string{"10,000 pages"}
	if p.MaxPages != nil {
		limits[0] = counted(*p.MaxPages, "page")
		if *p.MaxPages == 0 {
			limits[0] = "no page limit"
		}
	}
	if p.MaxDepth != nil {
		limits = append(limits, counted(*p.MaxDepth, "click")+" deep")
	}
	if p.Deadline > 0 {
		limits = append(limits, "deadline "+p.Deadline.String())
	}
	network := &p.Config.Network
	switch {
	case network.Concurrency > 0:
		limits = append(limits, fmt.Sprintf("%d at a time", network.Concurrency))
	case !own:
		limits = append(limits, "4 at a time")
	}
	switch {
	case network.Rate != nil && *network.Rate > 0:
		limits = append(limits, network.Rate.String())
	case network.Rate != nil || own:
		limits = append(limits, "no rate limit")
	default:
		limits = append(limits, "5/s")
	}
	limits = append(limits, "external links: "+p.Config.Links.External.Check)
	if !network.RespectRobots {
		limits = append(limits, "robots.txt ignored")
	}
	return fmt.Sprintf("rounds %s  %s  limits: %s", version, p.name(), strings.Join(limits, ", "))
}

// name is the target as the user knows it.
func (p *plan) name() string {
	if p.Target.Dir != "" {
		return p.Target.Dir
	}
	return p.Target.URL
}

// every calls show at most once an interval, first after one has passed.
func every(interval time.Duration, show func(crawler.Progress)) func(crawler.Progress) {
	last := time.Now()
	return func(p crawler.Progress) {
		if now := time.Now(); now.Sub(last) >= interval {
			last = now
			show(p)
		}
	}
}

// everyAndLast is every, and at the end shows what was told last.
func everyAndLast(interval time.Duration, show func(crawler.Progress)) progress {
	var last *crawler.Progress
	now := every(interval, show)
	return progress{
		show: func(p crawler.Progress) {
			last = &p
			now(p)
		},
		end: func() {
			if last != nil {
				show(*last)
			}
		},
	}
}

// bar repaints one line, no wider than the terminal.
func bar(w io.Writer, columns int) progress {
	const width = 12
	text := max(0, columns-width-len("100% || ")-1)
	b := progressbar.NewOptions(1, progressbar.OptionSetWriter(w), progressbar.OptionSetWidth(width), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish(),
		progressbar.OptionSetElapsedTime(false), progressbar.OptionSetPredictTime(false), progressbar.OptionShowDescriptionAtLineEnd())
	return progress{
		show: func(p crawler.Progress) {
			done := p.OK + p.Partial + p.Broken + p.Unverified + p.Skipped
			b.ChangeMax(max(1, done+p.Queue))
			b.Describe(progressLine(p, text))
			b.Set(min(done, done+p.Queue-1)) // a full bar would end: there may be more to find
		},
		end: func() { b.Clear() },
	}
}

// progressLine is what a crawl has come to: the kinds of outcome that there are, and as many of the later fields as the width has room for.
func progressLine(p crawler.Progress, width int) string {
	line := fmt.Sprintf("pages %d", p.Pages)
	add := func(format string, args ...any) {
		if field := fmt.Sprintf("  "+format, args...); len(line)+len(field) <= width {
			line += field
		}
	}
	for _, outcome := range []struct {
		name string
		n    int
	}{{"ok", p.OK}, {"partial", p.Partial}, {"broken", p.Broken}, {"unverified", p.Unverified}} {
		if outcome.n > 0 {
			add("%s %d", outcome.name, outcome.n)
		}
	}
	add("queue %d", p.Queue)
	add("%.1f/s", p.Rate)
	add("%s", p.Elapsed.Round(time.Second))
	if p.Slowest != "" && p.SlowFor > 2*time.Second {
		add("slowest %s (%s)", host(p.Slowest), p.SlowFor.Round(time.Second))
	}
	return line[:min(len(line), width)]
}

// host is the host of an address; a path in the terminal would be crawled text.
func host(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	name, _, _ := strings.Cut(rest, "/")
	return strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' {
			return '?'
		}
		return r
	}, name)
}

func progressObject(p crawler.Progress) map[string]any {
	return map[string]any{
		"pages": p.Pages, "ok": p.OK, "partial": p.Partial, "broken": p.Broken, "unverified": p.Unverified, "skipped": p.Skipped,
		"queue": p.Queue, "rate": p.Rate, "seconds": p.Elapsed.Seconds(), "slowest": p.Slowest,
	}
}
