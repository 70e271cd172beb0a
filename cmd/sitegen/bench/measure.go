//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/healthusias/rounds/cmd/sitegen/generate"
)

// bench holds what one measurement needs. dir is thrown away at the end.
type bench struct {
	settings
	dir string
}

// sample is one audit.
type sample struct {
	wall time.Duration
	cpu  time.Duration // user and system
	rss  float64       // peak, megabytes
}

// build builds the generator and, unless programs are given, rounds as it is released: without cgo.
func (b *bench) build(ctx context.Context) error {
	packages := map[string]string{"sitegen": "./cmd/sitegen"}
	if len(b.programs) == 0 {
		packages["rounds"] = "./cmd/rounds"
		b.programs = list{filepath.Join(b.dir, "rounds")}
	}
	for name, from := range packages {
		cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-o", filepath.Join(b.dir, name), from)
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("building %s: %w\n%s", from, err, out)
		}
	}
	return os.WriteFile(b.config(), []byte(generate.Config), 0o644)
}

func (b *bench) config() string { return filepath.Join(b.dir, "config.yaml") }

// serve starts the generator as a server and returns its address. It is a process of its own for two reasons: its CPU time
// does not count, and Linux counts the memory of the parent as the child's before the child's program is loaded.
func (b *bench) serve(ctx context.Context) (url string, stop func(), err error) {
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, "sitegen"),
		"-pages", strconv.Itoa(b.pages), "-seed", strconv.FormatUint(b.seed, 10), "-serve", "127.0.0.1:0")
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", nil, err
	}
	if err := cmd.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		cmd.Process.Kill()
		cmd.Wait()
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		stop()
		return "", nil, fmt.Errorf("the server gave no address: %w", err)
	}
	return strings.TrimSpace(line), stop, nil
}

// audit runs one program once, with a state directory of its own. Findings (status 1) are what the site is made for.
func (b *bench) audit(ctx context.Context, program, url string) (sample, error) {
	state, err := os.MkdirTemp(b.dir, "state-")
	if err != nil {
		return sample{}, err
	}
	defer os.RemoveAll(state)
	args := []string{"audit", url, "-c", b.config(), "-f", "json=/dev/null", "--state", state, "--max-pages", "0", "--progress", "none"}
	cmd := exec.CommandContext(ctx, program, append(args, b.extra...)...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	begin := time.Now()
	err = cmd.Run()
	wall := time.Since(begin)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) {
		return sample{}, fmt.Errorf("%s: %w\n%s", cmd, err, stderr.Bytes())
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
