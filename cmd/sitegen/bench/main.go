//go:build unix

// Command bench measures `rounds audit` on a generated site: it builds the program and the generator, serves the site from
// a process of its own, audits it a few times and prints the median wall time, CPU time and peak memory. It ends with
// status 1 where a median is above its limit.
//
//	go run ./cmd/sitegen/bench                              the limits that the project promises
//	go run ./cmd/sitegen/bench -pages 10000 -runs 3         a larger site
//	go run ./cmd/sitegen/bench -rounds old -rounds new      two builds, run in turn
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"text/tabwriter"
)

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
	maxCPU   float64 // seconds per 1,000 pages
	maxRSS   float64 // megabytes
	extra    []string
}

// list is a flag that may be given several times.
type list []string

func (l *list) String() string     { return strings.Join(*l, " ") }
func (l *list) Set(v string) error { *l = append(*l, v); return nil }

func parse(args []string) settings {
	var s settings
	flags := flag.NewFlagSet("bench", flag.ExitOnError)
	flags.Var(&s.programs, "rounds", "`program` to measure; may be repeated (default: build this tree)")
	flags.IntVar(&s.pages, "pages", 2000, "pages of the site")
	flags.Uint64Var(&s.seed, "seed", 1, "seed of the site")
	flags.IntVar(&s.runs, "runs", 5, "audits of each program")
	flags.Float64Var(&s.maxCPU, "max-cpu", 1.5, "CPU `seconds` (user and system) per 1,000 pages; 0: no limit")
	flags.Float64Var(&s.maxRSS, "max-rss", 150, "peak resident memory in `MB`; 0: no limit")
	flags.Parse(args)      // ends the program on an error
	s.extra = flags.Args() // handed to rounds audit as they are
	return s
}

func run(ctx context.Context, args []string, stdout io.Writer) (bool, error) {
	s := parse(args)
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
	url, stop, err := b.serve(ctx)
	if err != nil {
		return false, err
	}
	defer stop()
	results := make([][]sample, len(b.programs))
	for range s.runs { // in turn, so that a busy moment of the machine hits every program
		for k, program := range b.programs {
			one, err := b.audit(ctx, program, url)
			if err != nil {
				return false, err
			}
			results[k] = append(results[k], one)
		}
	}
	return b.print(stdout, results)
}

// print writes a row for each program and says whether all are within the limits.
func (b *bench) print(stdout io.Writer, results [][]sample) (bool, error) {
	fmt.Fprintf(stdout, "%d pages, seed %d, median of %d runs\n", b.pages, b.seed, b.runs)
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "program\twall s\tCPU s\tCPU s per 1,000 pages\tpeak MB\t")
	within := true
	for k, program := range b.programs {
		m := median(results[k])
		perThousand := m.cpu.Seconds() * 1000 / float64(b.pages)
		fmt.Fprintf(table, "%s\t%.2f\t%.2f\t%.2f\t%.0f\t\n", program, m.wall.Seconds(), m.cpu.Seconds(), perThousand, m.rss)
		within = within && (b.maxCPU == 0 || perThousand <= b.maxCPU) && (b.maxRSS == 0 || m.rss <= b.maxRSS)
	}
	if err := table.Flush(); err != nil {
		return false, err
	}
	if !within {
		fmt.Fprintf(stdout, "above the limit of %.2f s of CPU per 1,000 pages and %.0f MB\n", b.maxCPU, b.maxRSS)
	}
	return within, nil
}
