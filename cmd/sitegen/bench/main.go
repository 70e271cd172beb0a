//go:build unix

// Command bench measures Rounds on generated sites. It builds the program and the generator, serves a site from a process of
// its own, lets each contestant at it in turn and prints medians of wall time, CPU time and peak memory.
//
//	go run ./cmd/sitegen/bench                              rounds audit within its limits; status 1 above them
//	go run ./cmd/sitegen/bench -pages 10000 -runs 3         a larger site
//	go run ./cmd/sitegen/bench -rounds old -rounds new      two builds
//	go run ./cmd/sitegen/bench -peers                       beside other link checkers, at 300, 2,000 and 10,000 pages
//	go run ./cmd/sitegen/bench -scale -pages 1000000        crawl, kill half-way, resume and judge a site of tiny pages, stage by stage
//	go run ./cmd/sitegen/bench -scale -real -pages 100000   the same with pages of 40 KB
//
// Seconds differ from machine to machine, and on a busy one from minute to minute. The limit of CPU time is therefore given
// for a machine that parses 1,000 of the pages (html.Parse, nothing else) in 0.41 s, and moves with what parsing takes here:
// a contestant of its own measures that in the same rounds.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"math"
	"os"
	"os/signal"
	"strings"
	"time"
)

// referenceParse is the CPU time, in seconds per 1,000 pages, that html.Parse takes on the machine that limits are given for.
const referenceParse = 0.41

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	ok, err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

// settings are the flags.
type settings struct {
	programs list
	pages    int
	seed     uint64
	runs     int
	maxCPU   float64 // seconds per 1,000 pages on the reference machine
	maxRSS   float64 // megabytes
	peers    bool
	scale    bool
	real     bool
	limit    time.Duration // of -scale, like the next three
	every    time.Duration
	bounds   bounds
	state    string
	sizes    []int // of -peers
	floor    string
	extra    []string
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

func parse(args []string) settings {
	s := settings{sizes: []int{300, 2000, 10000}}
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	flags.Var(&s.programs, "rounds", "`program` to measure; may be repeated (default: build this tree)")
	flags.IntVar(&s.pages, "pages", 2000, "pages of the site; with -peers the only size, if given")
	flags.Uint64Var(&s.seed, "seed", 1, "seed of the site")
	flags.IntVar(&s.runs, "runs", 5, "runs of each contestant")
	flags.Float64Var(&s.maxCPU, "max-cpu", 1.5, "CPU `seconds` (user and system) per 1,000 pages on the reference machine; 0: no limit")
	flags.Float64Var(&s.maxRSS, "max-rss", 150, "peak resident memory in `MB`, 3072 with -scale; 0: no limit")
	flags.BoolVar(&s.peers, "peers", false, "compare with other link checkers; MUFFET names a muffet binary")
	flags.BoolVar(&s.scale, "scale", false, "crawl, resume and judge a site of tiny pages with 100 links each, stage by stage")
	flags.BoolVar(&s.real, "real", false, "-scale with pages as they are on the web, of 40 KB with 60 to 120 links, in place of tiny ones")
	flags.DurationVar(&s.limit, "limit", 3*time.Hour, "`time` after which -scale gives up")
	flags.DurationVar(&s.every, "every", 30*time.Second, "how often -scale prints how far it is")
	flags.Float64Var(&s.bounds.room, "room", 5, "-scale ends when the disk has fewer `GB` left")
	flags.StringVar(&s.state, "state", "", "`directory` for the state of -scale, which stays; \"\": one that is thrown away")
	flags.StringVar(&s.floor, "floor", "", "fetch the addresses in `file` and parse what is HTML; for the program's own use")
	flags.Parse(args)      // ends the program on an error
	s.extra = flags.Args() // handed to rounds audit as they are
	given := map[string]bool{}
	flags.Visit(func(f *flag.Flag) {
		if f.Name == "pages" {
			s.sizes = []int{s.pages}
		}
		given[f.Name] = true
	})
	if s.bounds.rss = s.maxRSS; !given["max-rss"] {
		s.bounds.rss = 3 << 10
	} else if s.maxRSS == 0 {
		s.bounds.rss = math.Inf(1)
	}
	return s
}

func run(ctx context.Context, args []string, stdout io.Writer) (bool, error) {
	s := parse(args)
	if s.floor != "" {
		return true, runFloor(ctx, s.floor, stdout)
	}
	if s.runs < 1 {
		return false, errors.New("-runs must be at least 1")
	}
	dir, err := os.MkdirTemp("", "rounds-bench-")
	if err != nil {
		return false, err
	}
	defer os.RemoveAll(dir)
	b := &bench{settings: s, dir: dir}
	if err := b.build(ctx); err != nil {
		return false, err
	}
	if s.scale {
		return true, b.measureScale(ctx, stdout)
	}
	if s.peers {
		return true, b.comparePeers(ctx, stdout)
	}
	return b.checkLimits(ctx, stdout)
}

// checkLimits audits one site with each program and says whether all stay within the limits.
func (b *bench) checkLimits(ctx context.Context, stdout io.Writer) (bool, error) {
	site, err := b.serve(ctx, b.pages)
	if err != nil {
		return false, err
	}
	defer site.stop()
	contestants := b.audits(site)
	contestants = append(contestants, b.floors(site)...)
	results, err := b.contest(ctx, contestants)
	if err != nil {
		return false, err
	}
	parsing := results[len(results)-1]
	limit := b.maxCPU * parsing.cpu.Seconds() * 1000 / float64(b.pages) / referenceParse
	fmt.Fprintf(stdout, "%d pages, seed %d, median of %d runs\n", b.pages, b.seed, b.runs)
	if err := printTable(stdout, b.pages, contestants, results, parsing); err != nil {
		return false, err
	}
	within := true
	for _, m := range results[:len(b.programs)] {
		within = within && (b.maxCPU == 0 || perThousand(m, b.pages) <= limit) && (b.maxRSS == 0 || m.rss <= b.maxRSS)
	}
	verdict := "within"
	if !within {
		verdict = "above"
	}
	fmt.Fprintf(stdout, "%s the limits: %.2f s of CPU per 1,000 pages where parsing takes %.2f s, which is %.2f s here; %.0f MB\n",
		verdict, b.maxCPU, referenceParse, limit, b.maxRSS)
	return within, nil
}
