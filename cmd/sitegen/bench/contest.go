//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"syscall"
	"text/tabwriter"
	"time"
)

// contestant is a program that is let at a site.
type contestant struct {
	name string
	args []string
	dir  string // working directory; "" is ours
	// report reads what the contestant measured itself, nil where its process is measured from outside.
	report func(stdout []byte) (sample, error)
}

// sample is one run.
type sample struct {
	wall time.Duration
	cpu  time.Duration // user and system
	rss  float64       // peak, megabytes
}

// contest runs the contestants in turn, so that a busy moment of the machine hits all of them, and returns the median of each.
func (b *bench) contest(ctx context.Context, contestants []contestant) ([]sample, error) {
	samples := make([][]sample, len(contestants))
	for range b.runs {
		for k, c := range contestants {
			one, err := b.measure(ctx, c)
			if err != nil {
				return nil, err
			}
			samples[k] = append(samples[k], one)
		}
	}
	medians := make([]sample, len(contestants))
	for k := range samples {
		medians[k] = median(samples[k])
	}
	return medians, nil
}

// measure runs one contestant once. STATE in its arguments is a directory of its own. An exit status of 1 is that of a checker that
// found the faults which were planted; wget says 8.
func (b *bench) measure(ctx context.Context, c contestant) (sample, error) {
	state, err := os.MkdirTemp(b.dir, "state-")
	if err != nil {
		return sample{}, err
	}
	defer os.RemoveAll(state)
	args := slices.Clone(c.args)
	for i := range args {
		if args[i] == "STATE" {
			args[i] = state
		}
	}
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	var stdout, stderr bytes.Buffer
	cmd.Dir, cmd.Stderr = c.dir, &stderr
	if c.report != nil {
		cmd.Stdout = &stdout
	}
	begin := time.Now()
	err = cmd.Run()
	wall := time.Since(begin)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1 && exit.ExitCode() != 8) {
		return sample{}, fmt.Errorf("%s: %w\n%s", cmd, err, stderr.Bytes())
	}
	if c.report != nil {
		return c.report(stdout.Bytes())
	}
	used := cmd.ProcessState
	return sample{wall: wall, cpu: used.UserTime() + used.SystemTime(), rss: peak(used)}, nil
}

// peak is the largest resident set in megabytes. Linux and the BSDs count kilobytes, macOS bytes.
func peak(p *os.ProcessState) float64 {
	size := float64(p.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS == "darwin" {
		return size / (1 << 20)
	}
	return size / (1 << 10)
}

// median takes the median of each column.
func median(samples []sample) sample {
	wall, cpu, rss := make([]time.Duration, 0), make([]time.Duration, 0), make([]float64, 0)
	for _, s := range samples {
		wall, cpu, rss = append(wall, s.wall), append(cpu, s.cpu), append(rss, s.rss)
	}
	slices.Sort(wall)
	slices.Sort(cpu)
	slices.Sort(rss)
	middle := len(samples) / 2
	return sample{wall: wall[middle], cpu: cpu[middle], rss: rss[middle]}
}

func perThousand(m sample, pages int) float64 { return m.cpu.Seconds() * 1000 / float64(pages) }

// printTable writes a row for each contestant, with its times as multiples of a unit's.
func printTable(w io.Writer, pages int, contestants []contestant, results []sample, unit sample) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "wall s\tCPU s\tCPU s per 1,000 pages\tpeak MB\twall ratio\tCPU ratio\t contestant")
	for k, m := range results {
		rss := "-"
		if m.rss > 0 {
			rss = fmt.Sprintf("%.0f", m.rss)
		}
		fmt.Fprintf(table, "%.2f\t%.2f\t%.2f\t%s\t%.2f\t%.2f\t %s\n", m.wall.Seconds(), m.cpu.Seconds(), perThousand(m, pages), rss,
			m.wall.Seconds()/unit.wall.Seconds(), m.cpu.Seconds()/unit.cpu.Seconds(), contestants[k].name)
	}
	return table.Flush()
}
