package hostile_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch/hostile"
)

const (
	goodPages = 100
	maxMemory = 256 << 20 // bytes of a process that crawls all cases at once
	taskName  = "ROUNDS_HOSTILE_TASK"
)

// task is one crawl to all cases, for a process that does nothing else.
type task struct {
	Start   string
	State   string // file that it keeps the run in
	Real    bool
	Targets []target
}

// outcomes is what the process tells of its task.
type outcomes struct {
	Wrong []string
	Peak  int64 // bytes that it held at most
}

// peakMemory is VmHWM of this process. What wait reports of a child counts the parent that it was forked from.
func peakMemory() (int64, error) {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kib, err := strconv.ParseInt(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), "kB")), 10, 64)
			return kib << 10, err
		}
	}
	return 0, errors.New("/proc/self/status has no VmHWM")
}

// TestMain is also the process that crawls for TestTogether: its memory is that of the crawl alone.
func TestMain(m *testing.M) {
	if text := os.Getenv(taskName); text != "" {
		os.Exit(child(text))
	}
	flag.Parse()
	os.Setenv("HTTP_PROXY", "http://127.0.0.1:9") // case 69: nobody asks it
	if !*realLimits {
		flag.Set("test.parallel", "16") // most of the time they wait
	}
	os.Exit(m.Run())
}

// child does a task and prints what is wrong, as JSON.
func child(text string) int {
	crawler.TendHeap()
	var k task
	err := json.Unmarshal([]byte(text), &k)
	if err == nil {
		var out outcomes
		if out.Wrong, err = k.run(context.Background()); err == nil {
			out.Peak, err = peakMemory()
		}
		if err == nil {
			err = json.NewEncoder(os.Stdout).Encode(out)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

func (k *task) run(ctx context.Context) (wrong []string, err error) {
	l := limits(k.Real)
	for i := range k.Targets {
		k.Targets[i].c, _ = hostile.Find(k.Targets[i].Number)
	}
	opt := options(k.Start, l, k.Targets)
	err = audit(ctx, k.State, opt, func(site *crawler.Site, findings []checks.Finding) {
		for i := range k.Targets {
			t := &k.Targets[i]
			if t.c.Alone != "" {
				continue
			}
			_, errs := t.complaints(site, findings)
			for _, e := range errs {
				if e != nil {
					wrong = append(wrong, fmt.Sprintf("case %s: %v", t.Number, e))
				}
			}
		}
		for i := range goodPages {
			path := fmt.Sprintf("good/%d", i)
			if got := outcome(site, site.Lookup(k.Start+path)); got != "ok" {
				wrong = append(wrong, path+" is "+got)
			}
		}
	})
	return wrong, err
}

// TestTogether crawls all cases at once, beside good pages that nothing may harm, in a process of its own whose memory is
// measured.
func TestTogether(t *testing.T) {
	if !*realLimits {
		t.Parallel()
	}
	k := task{Real: *realLimits, State: filepath.Join(t.TempDir(), "rounds.db")}
	var addresses []string
	for _, c := range hostile.Cases() {
		server, err := hostile.Start(c, limits(*realLimits))
		if err != nil {
			t.Fatal(err)
		}
		defer server.Close()
		tgt := targetOf(c, server)
		k.Targets = append(k.Targets, tgt)
		if !c.Home {
			addresses = append(addresses, tgt.address())
		}
	}
	front, err := hostile.Front(limits(*realLimits), goodPages, addresses)
	if err != nil {
		t.Fatal(err)
	}
	defer front.Close()
	k.Start = front.Origin() + "/"
	wrong, peak := k.elsewhere(t)
	for _, w := range wrong {
		t.Error(w)
	}
	if peak > maxMemory && !raced {
		t.Errorf("the crawl held %d MiB, %d are allowed", peak>>20, maxMemory>>20)
	}
	t.Logf("%d cases and %d good pages: %d MiB", len(k.Targets), goodPages, peak>>20)
}

// elsewhere does the task in another process and returns the most memory that it held. No limit of the Go runtime is set there.
func (k *task) elsewhere(t *testing.T) (wrong []string, peak int64) {
	t.Helper()
	text, err := json.Marshal(k)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, os.Args[0])
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGQUIT) } // tells where it hangs
	cmd.Env = append(os.Environ(), taskName+"="+string(text), "GOMEMLIMIT=", "GOGC=")
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, stderr.String())
	}
	var out outcomes
	if err := json.Unmarshal(stdout.Bytes(), &out); err != nil {
		t.Fatalf("%v\n%s", err, stdout.String())
	}
	return out.Wrong, out.Peak
}
