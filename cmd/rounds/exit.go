package main

import (
	"errors"
	"io"
	"syscall"
)

// Exit codes. 130 and 143 are those of an interrupted shell command.
const (
	exitClean      = 0
	exitFindings   = 1
	exitError      = 2
	exitUntrusted  = 3
	exitInterrupt  = 130
	exitTerminated = 143
)

// exits explains the codes of commands that judge a site.
const exits = `Exit codes:
  0         clean
  1         findings at or above --fail-on
  2         usage, configuration, state or internal error
  3         the result cannot be trusted: start unreachable, too few pages, a default limit or the deadline hit
  130, 143  interrupted; a partial report was written
`

// crawlExits explains the codes of a crawl without a judgement.
const crawlExits = `Exit codes:
  0         crawled
  2         usage, configuration, state or internal error
  3         the crawl cannot be trusted: start unreachable, too few pages, a default limit or the deadline hit
  130, 143  interrupted; what was read is kept
`

// plainExits explains the codes of all other commands.
const plainExits = `Exit codes:
  0  done
  2  usage, configuration, state or internal error
`

// status is an exit code on its way up. What there was to say has been said.
type status int

func (s status) Error() string { return "exit status" }

// patient is a writer that takes what nobody reads any more: cobra would complain.
type patient struct{ io.Writer }

func (p patient) Write(b []byte) (int, error) {
	n, err := p.Writer.Write(b)
	if errors.Is(err, syscall.EPIPE) {
		return len(b), nil
	}
	return n, err
}

// code ends a command: it prints the error, if that is one, and finds the exit code.
func (a *app) code(err error) int {
	var code status
	switch {
	case err == nil:
		return exitClean
	case errors.As(err, &code):
		return int(code)
	case errors.Is(err, syscall.EPIPE):
		return exitClean // the reader of stdout has seen enough
	}
	a.say(levelError, "%v", err)
	return exitError
}
