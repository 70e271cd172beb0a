package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// stopped is why a context ended: a signal.
type stopped struct{ signal os.Signal }

func (s *stopped) Error() string { return "stopped by signal: " + s.signal.String() }

// code is the exit code of an interrupted run.
func (s *stopped) code() int {
	if s.signal == os.Interrupt {
		return exitInterrupt
	}
	return exitTerminated
}

// untilSignal is ctx that ends with the first signal: the crawl stops, what is known is reported. The second signal ends
// the process at once: every URL that the crawl acknowledged is stored, so the run can still be resumed.
func (a *app) untilSignal(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, stop := context.WithCancelCause(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	done := make(chan struct{})
	go func() {
		var first *stopped
		for {
			select {
			case s := <-signals:
				if first != nil {
					a.say(levelHint, "aborted without a report; rounds resume%s continues", a.stateArgument())
					os.Exit(first.code())
				}
				first = &stopped{s}
				a.say(levelHint, "Stopping: finishing %s (2 s). Report follows. Ctrl-C again to abort.", counted(a.inFlight.Load(), "request"))
				stop(first)
			case <-done:
				return
			}
		}
	}()
	return ctx, func() {
		signal.Stop(signals)
		close(done)
		stop(nil)
	}
}

// stateArgument repeats the state directory for a command that the user is told to run.
func (a *app) stateArgument() string {
	if a.flags.state == "" {
		return ""
	}
	return " --state " + a.flags.state
}

func counted[N int | int64](n N, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
