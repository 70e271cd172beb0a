package main

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"github.com/healthusias/rounds/reports/safe"
)

const (
	levelError  = slog.LevelError
	levelHint   = slog.LevelWarn
	levelNote   = slog.LevelInfo
	levelDetail = slog.LevelDebug
)

// say writes one message to stderr, as a line or with --log-format json as an object. Details appear with -v, notes
// unless -q, hints unless -qq, errors always.
func (a *app) say(level slog.Level, format string, args ...any) {
	text := a.redactor.Text(fmt.Sprintf(format, args...))
	switch {
	case level == levelDetail && !a.flags.verbose, level == levelNote && a.flags.quiet > 0, level == levelHint && a.flags.quiet > 1:
		return
	case a.flags.logFormat == "json":
		handler := slog.NewJSONHandler(a.stderr, &slog.HandlerOptions{Level: levelDetail})
		slog.New(handler).Log(context.Background(), level, inert(text))
	default:
		fmt.Fprintln(a.stderr, "rounds: "+inert(text))
	}
}

// inert keeps the line breaks of a message and makes all else that it quotes harmless.
func inert(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = safe.Line(line)
	}
	return strings.Join(lines, "\n")
}
