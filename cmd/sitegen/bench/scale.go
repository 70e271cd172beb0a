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
	"time"
)

// linksPerPage is what each tiny page links to at least.
const linksPerPage = 100

// stage is a command of rounds in a test of scale.
type stage struct {
	name string
	args []string
	kill int // kill it once so many pages are read; 0: let it end
}

// Rows of the table: wall s, CPU s, MB, first page after s, state MB, pages, stage. They are printed as they come, so that a run that is cut
// off shows what it reached.
const (
	headFormat = "%9s %9s %9s %9s %9s %9s  %s\n"
	rowFormat  = "%9.1f %9.1f %9.0f %9s %9.0f %9d  %s\n"
)

// measureScale crawls a site, kills the crawl half-way, resumes it and judges the run, and prints what each of them took. It
// stops by itself.
func (b *bench) measureScale(ctx context.Context, stdout io.Writer) error {
	ctx, stop := context.WithTimeoutCause(ctx, b.limit, fmt.Errorf("the test of scale was stopped after %s (-limit)", b.limit))
	defer stop()
	pages, flags := fmt.Sprintf("tiny pages of %d links", linksPerPage), []string{"-tiny", "-links", strconv.Itoa(linksPerPage)}
	if b.real {
		pages, flags = "pages of 40 KB and 60 to 120 links", nil
	}
	s, err := b.start(ctx, b.pages, flags...)
	if err != nil {
		return err
	}
	defer s.stop()
	state := b.state
	if state == "" {
		state = filepath.Join(b.dir, "scale")
	}
	if err := os.MkdirAll(state, 0o700); err != nil {
		return err
	}
	stages := []stage{
		{name: "crawl, killed half-way", args: []string{"crawl", s.url, "-c", b.config(), "--state", state, "--max-pages", "0", "--progress", "json"}, kill: b.pages / 2},
		{name: "resume", args: []string{"resume", "--state", state, "--only", "run/*", "-qq", "--progress", "json"}},
		{name: "judge", args: []string{"check", "--state", state, "-c", b.config(), "-f", "json=/dev/null", "-qq"}},
	}
	fmt.Fprintf(stdout, "%d %s, seed %d; at most %s, %.0f MB of memory, %.0f GB of disk left\n", b.pages, pages, b.seed, b.limit,
		b.bounds.rss, b.bounds.room)
	fmt.Fprintf(stdout, headFormat, "wall s", "CPU s", "MB", "first s", "state MB", "pages", "stage (MB: now …, at most at its end)")
	for _, one := range stages {
		if err := b.stage(ctx, one, state, stdout); err != nil {
			return fmt.Errorf("%s: %w", one.name, err)
		}
	}
	return nil
}

// stage runs one command and prints what it took, and after what time it had read its first page.
func (b *bench) stage(ctx context.Context, s stage, state string, stdout io.Writer) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	cmd := exec.CommandContext(ctx, b.programs[0], s.args...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		return err
	}
	begin := time.Now()
	if err := cmd.Start(); err != nil {
		return err
	}
	w := &watch{process: cmd.Process.Pid, state: state, every: b.every, bounds: b.bounds}
	watched := make(chan struct{})
	watching, rest := context.WithCancel(ctx)
	go func() {
		defer close(watched)
		w.run(watching, stdout, s.name, stop)
	}()
	first, killed, last := follow(cmd, stderr, w, begin, s.kill)
	err = cmd.Wait()
	rest()
	<-watched
	used := cmd.ProcessState
	fmt.Fprintf(stdout, rowFormat, time.Since(begin).Seconds(), (used.UserTime() + used.SystemTime()).Seconds(), peak(used), fmt.Sprintf("%.1f", first.Seconds()),
		sizeOf(state), w.pages.Load(), s.name)
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case killed, err == nil, errors.As(err, &exit) && exit.ExitCode() == 1:
		return nil
	}
	return fmt.Errorf("%w: %s", err, last)
}

// follow reads the progress of a command until it ends, and kills it once it has read as many pages as kill says. It returns after what time
// there was a new page, whether the command was killed, and its last words.
func follow(cmd *exec.Cmd, progress io.Reader, w *watch, begin time.Time, kill int) (first time.Duration, killed bool, last string) {
	before := -1
	for lines := bufio.NewScanner(progress); lines.Scan(); {
		last = lines.Text()
		var now struct{ Pages int }
		if json.Unmarshal(lines.Bytes(), &now) != nil {
			continue
		}
		w.pages.Store(int64(now.Pages))
		if before < 0 {
			before = now.Pages
		}
		if first == 0 && now.Pages > before {
			first = time.Since(begin)
		}
		if kill > 0 && now.Pages >= kill && !killed {
			killed = true
			cmd.Process.Kill()
		}
	}
	return first, killed, last
}
