// Command rounds audits health websites: it crawls a site or a directory of built pages, judges every page and link,
// and prints what is wrong. This package is flags, configuration, wiring, signals and exit codes; nothing else.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"strings"
	"sync/atomic"
	"syscall"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/fetch"
)

func main() {
	if os.Getenv("GOGC") == "" {
		crawler.TendHeap()
	}
	heedLimit()
	log.SetOutput(io.Discard) // net/http tells it what servers say out of turn
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Environ()))
}

// app is one call of the command: its streams and its environment.
type app struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	env            map[string]string
	flags          flags
	origins        map[string]string // by flag: "--rate" or "ROUNDS_RATE", of those that were set
	redactor       *fetch.Redactor   // of what goes to stderr; knows the secrets of the plan once there is one
	inFlight       atomic.Int64      // requests under way
}

// run is the command as a function: its streams are fields, its result is the exit code. A panic is exit code 2 and
// one sentence; whatever was crawled by then is stored.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, env []string) (code int) {
	a := &app{stdin: stdin, stdout: stdout, stderr: stderr, env: environment(env), origins: map[string]string{}, redactor: new(fetch.Redactor)}
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintf(stderr, "rounds: internal error: %v; please report it with the command that led to it\n", fault)
			code = exitError
		}
	}()
	signal.Ignore(syscall.SIGPIPE) // a closed stdout is an error of Write, not the end of the process
	root := a.root()
	root.SetArgs(args)
	return a.code(root.ExecuteContext(ctx))
}

func environment(list []string) map[string]string {
	env := make(map[string]string, len(list))
	for _, entry := range list {
		if name, value, ok := strings.Cut(entry, "="); ok {
			env[name] = value
		}
	}
	return env
}

func (a *app) lookup(name string) (string, bool) {
	value, ok := a.env[name]
	return value, ok
}
