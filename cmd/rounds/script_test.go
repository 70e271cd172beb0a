package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/healthusias/rounds/cmd/sitegen/generate"
	"github.com/healthusias/rounds/crawler/store"
)

// TestMain lets scripts run this test binary as rounds: nothing is built for them. Some hundred processes shall not each sleep for a
// second at their end, as the race detector has it.
func TestMain(m *testing.M) {
	os.Setenv("GORACE", "atexit_sleep_ms=0")
	testscript.Main(m, map[string]func(){"rounds": main, "write-half": writeHalf})
}

func TestScripts(t *testing.T) {
	t.Parallel()
	within := newInside(t)
	testscript.Run(t, testscript.Params{
		Dir: within.scripts,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("GORACE", os.Getenv("GORACE"))
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"serve":   serve,
			"status":  within.status,
			"process": exitStatus,
			"signal":  sendSignals,
			"hold":    holdState,
			"damage":  damage,
			"equal":   equalReports,
		},
	})
}

// serve KIND VARIABLE [DIR] starts a server on loopback and sets the variable to its address:
// `dir` serves a directory, `generated` a generated site, `slow` a chain of pages without end, 200 ms each, `hang` nothing for 5 s, `gate` a site
// behind a password, `busy` answers 503 to everything, `gone` 404, `away` redirects to another site.
func serve(ts *testscript.TestScript, _ bool, args []string) {
	handlers := map[string]func() http.Handler{
		"dir": func() http.Handler { return http.FileServer(http.Dir(ts.MkAbs(args[2]))) },
		"generated": func() http.Handler {
			site, err := generate.New(generate.Options{Pages: 80, Seed: 5, Tiny: true})
			ts.Check(err)
			return site
		},
		"slow": func() http.Handler { return http.HandlerFunc(slow) },
		"hang": func() http.Handler { return http.HandlerFunc(hang) },
		"gone": http.NotFoundHandler,
		"away": func() http.Handler { return http.RedirectHandler("http://elsewhere.example/", http.StatusFound) },
		"gate": func() http.Handler { return http.HandlerFunc(gate) },
		"busy": func() http.Handler { return http.HandlerFunc(busy) },
	}
	handler, asked := handlers[args[0]](), new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			asked.Add(1)
		}
		handler.ServeHTTP(w, r)
	}))
	ts.Defer(server.Close)
	traffic.Store(server.URL+"/", asked)
	ts.Setenv(args[1], server.URL)
	ts.Setenv(args[1]+"_HOST", strings.TrimPrefix(server.URL, "http://"))
}

// traffic counts what each server was asked for, by its address: *atomic.Int64.
var traffic sync.Map

func slow(w http.ResponseWriter, r *http.Request) {
	n, err := strconv.Atoi(strings.Trim(r.URL.Path, "/"))
	if err != nil && r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	time.Sleep(200 * time.Millisecond)
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprintf(w, `<!doctype html><title>Page %d</title><a href="/%d/">next</a>`, n, n+1)
}

func hang(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path == "/robots.txt" {
		http.NotFound(w, r)
		return
	}
	select {
	case <-time.After(5 * time.Second):
	case <-r.Context().Done():
	}
}

func busy(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) }

func gate(w http.ResponseWriter, r *http.Request) {
	user, password, _ := r.BasicAuth()
	if !(user == "nurse" && password == "opensesame") && r.Header.Get("X-Gate") != "opensesame" {
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(w, `<!doctype html><title>Staging</title><p>Behind the gate.</p>`)
}

// inside runs the command within this process, one call at a time, for the working directory is one for all: a process of its own costs
// four times as much.
type inside struct {
	scripts   string   // their directory, the working directory between calls
	variables []string // all that a script sets
	mu        sync.Mutex
}

func newInside(t *testing.T) *inside {
	t.Helper()
	dir, err := filepath.Abs("testdata/script")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	in := &inside{scripts: dir, variables: []string{"HOME"}}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range regexp.MustCompile(`(?m)^env (\w+)=`).FindAllSubmatch(text, -1) {
			in.variables = append(in.variables, string(set[1]))
		}
	}
	return in
}

// status CODE rounds ARG... runs rounds within this process, in the directory and with the variables of the script. It must end with the code.
func (in *inside) status(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	if args[1] != "rounds" {
		ts.Fatalf("status runs rounds alone; process runs %s", args[1])
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer os.Chdir(in.scripts)
	var env []string
	for _, name := range in.variables {
		env = append(env, name+"="+ts.Getenv(name))
	}
	if got := run(context.Background(), args[2:], strings.NewReader(""), ts.Stdout(), ts.Stderr(), env); got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// exitStatus: process CODE PROGRAM ARG... runs a program as a process of its own. It must end with the code.
func exitStatus(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// sendSignals SIGNAL[,SIGNAL] CODE PROGRAM ARG... starts a program that audits a server, sends it the first signal when some requests have
// come in and the next when it has answered the first, and expects the code, -1 where a signal ended it. Its output is in the files stdout.txt and stderr.txt.
func sendSignals(ts *testscript.TestScript, _ bool, args []string) {
	numbers := map[string]os.Signal{"INT": os.Interrupt, "TERM": syscall.SIGTERM, "KILL": os.Kill}
	cmd := exec.Command(lookPath(ts, args[2]), args[3:]...)
	cmd.Dir = ts.MkAbs(".")
	cmd.Env = []string{"HOME=" + ts.Getenv("HOME"), "PATH=" + ts.Getenv("PATH"), "GORACE=" + ts.Getenv("GORACE")}
	var stdout, stderr heard
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	counter, _ := traffic.Load(args[4])
	asked := counter.(*atomic.Int64)
	enough := asked.Load() + 6 // some of its pages are stored by then
	if args[4] == ts.Getenv("HANG")+"/" {
		enough = asked.Load() + 1 // no more will come
	}
	ts.Check(cmd.Start())
	for i, name := range strings.Split(args[0], ",") {
		if i == 0 {
			await(ts, "requests", func() bool { return asked.Load() >= enough })
		} else {
			await(ts, "an answer to the first signal", func() bool { return strings.Contains(stderr.String(), "Stopping") })
		}
		ts.Check(cmd.Process.Signal(numbers[name]))
	}
	cmd.Wait()
	ts.Check(os.WriteFile(ts.MkAbs("stdout.txt"), []byte(stdout.String()), 0o600))
	ts.Check(os.WriteFile(ts.MkAbs("stderr.txt"), []byte(stderr.String()), 0o600))
	if got := strconv.Itoa(cmd.ProcessState.ExitCode()); got != args[1] {
		ts.Fatalf("exit code %s, want %s\n%s%s", got, args[1], &stdout, &stderr)
	}
}

// await looks every few milliseconds until something has happened, for half a minute at most.
func await(ts *testscript.TestScript, what string, happened func() bool) {
	for range 3000 {
		if happened() {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("no %s in half a minute", what)
}

// heard is what a process has written, for readers while it writes.
type heard struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (h *heard) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.Write(b)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.text.String()
}

func lookPath(ts *testscript.TestScript, name string) string {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if path := filepath.Join(dir, name); isFile(path) {
			return path
		}
	}
	ts.Fatalf("%s is not in the path", name)
	return ""
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// holdState DIR takes the state directory, as another run would.
func holdState(ts *testscript.TestScript, _ bool, args []string) {
	st, err := store.Open(filepath.Join(ts.MkAbs(args[0]), database))
	ts.Check(err)
	ts.Defer(func() { st.Close() })
}

// damage FILE makes every page of a database but the first unreadable.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	content, err := os.ReadFile(path)
	ts.Check(err)
	for at := 4096; at < len(content); at += 4096 {
		content[at] = 0xff // no page of any kind
	}
	ts.Check(os.WriteFile(path, content, 0o600))
}

// equalReports FILE FILE demands the same JSON report but for times, the name of the run and what was taken over from an earlier one.
func equalReports(ts *testscript.TestScript, _ bool, args []string) {
	a, err := normalReport(ts.MkAbs(args[0]))
	ts.Check(err)
	b, err := normalReport(ts.MkAbs(args[1]))
	ts.Check(err)
	if a != b {
		ts.Fatalf("the reports differ\n%.2000s\n%.2000s", a, b)
	}
}
