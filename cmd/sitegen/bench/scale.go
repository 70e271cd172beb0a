//go:build unix

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"text/tabwriter"
	"time"
)

// linksPerPage is what each page of a site of scale links to at least.
const linksPerPage = 100

// stage is a command of rounds in a test of scale.
type stage struct {
	name string
	args []string
	kill int // kill it once so many pages are read; 0: let it end
}

// measureScale crawls a site of tiny pages, kills the crawl half-way, resumes it and judges the run, and prints what each of them took. It
// stops by itself.
func (b *bench) measureScale(ctx context.Context, stdout io.Writer) error {
	ctx, stop := context.WithTimeout(ctx, b.limit)
	defer stop()
	s, err := b.start(ctx, b.pages, "-tiny", "-links", strconv.Itoa(linksPerPage))
	if err != nil {
		return err
	}
	defer s.stop()
	state := filepath.Join(b.dir, "scale")
	stages := []stage{
		{name: "crawl, killed half-way", args: []string{"crawl", s.url, "-c", b.config(), "--state", state, "--max-pages", "0", "--progress", "json"}, kill: b.pages / 2},
		{name: "resume", args: []string{"resume", "--state", state, "--only", "run/*", "-qq", "--progress", "json"}},
		{name: "judge", args: []string{"check", "--state", state, "-c", b.config(), "-f", "json=/dev/null", "-qq"}},
	}
	fmt.Fprintf(stdout, "%d pages of %d links, seed %d\n", b.pages, linksPerPage, b.seed)
	table := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "wall s\tCPU s\tpeak MB\tfirst page after s\tstate MB\t stage")
	for _, one := range stages {
		m, first, err := b.stage(ctx, one)
		if err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
		fmt.Fprintf(table, "%.1f\t%.1f\t%.0f\t%.1f\t%.0f\t %s\n", m.wall.Seconds(), m.cpu.Seconds(), m.rss, first.Seconds(), sizeOf(state), one.name)
	}
	return table.Flush()
}

// stage runs one command and says what it took, and after what time it had read its first page.
func (b *bench) stage(ctx context.Context, s stage) (m sample, first time.Duration, err error) {
	cmd := exec.CommandContext(ctx, b.programs[0], s.args...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return m, 0, err
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return m, 0, err
	}
	killed, before := false, -1
	var last string
	for lines := bufio.NewScanner(stderr); lines.Scan(); {
		last = lines.Text()
		var now struct{ Pages int }
		if json.Unmarshal(lines.Bytes(), &now) != nil {
			continue
		}
		if before < 0 {
			before = now.Pages
		}
		if first == 0 && now.Pages > before {
			first = time.Since(begin)
		}
		if s.kill > 0 && now.Pages >= s.kill && !killed {
			killed = true
			cmd.Process.Kill()
		}
	}
	err = cmd.Wait()
	m = sample{wall: time.Since(begin), cpu: cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), rss: peak(cmd.ProcessState)}
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return m, first, context.Cause(ctx)
	case killed, err == nil, errors.As(err, &exit) && exit.ExitCode() == 1:
		return m, first, nil
	}
	return m, first, fmt.Errorf("%w: %s", err, last)
}

// sizeOf is the size of a directory's files in megabytes.
func sizeOf(dir string) float64 {
	total := int64(0)
	entries, _ := os.ReadDir(dir) // one that is not there has no size
	for _, e := range entries {
		if info, err := e.Info(); err == nil {
			total += info.Size()
		}
	}
	return float64(total) / (1 << 20)
}
