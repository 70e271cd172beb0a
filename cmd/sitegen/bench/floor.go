//go:build unix

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"
)

// floors are what no auditor can do without: asking for the same addresses through a bare net/http client, and parsing the pages that
// came back. One process does both and measures each; the last contestant is the parsing.
func (b *bench) floors(s *site) []contestant {
	program, err := os.Executable()
	if err != nil {
		program = os.Args[0]
	}
	args := []string{program, "-floor", s.addresses}
	return []contestant{
		{name: "the same requests, net/http alone", args: args, report: phase("fetch")},
		{name: "the same pages, html.Parse alone", args: args, report: phase("parse")},
	}
}

// phase reads one phase of what runFloor prints.
func phase(name string) func([]byte) (sample, error) {
	return func(stdout []byte) (sample, error) {
		var phases map[string]struct{ Wall, CPU time.Duration }
		if err := json.Unmarshal(stdout, &phases); err != nil {
			return sample{}, fmt.Errorf("reading what the floor measured: %w", err)
		}
		return sample{wall: phases[name].Wall, cpu: phases[name].CPU}, nil
	}
}

// runFloor fetches the addresses in a file, then parses what was HTML, and prints wall and CPU time of both as JSON, in nanoseconds.
func runFloor(ctx context.Context, file string, stdout io.Writer) error {
	list, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	addresses := strings.Split(string(list), "\n")
	pages := make([][]byte, len(addresses))
	phases := map[string]map[string]time.Duration{}
	phases["fetch"], err = timed(func() error { return fetchAll(ctx, addresses, pages) })
	if err != nil {
		return err
	}
	phases["parse"], err = timed(func() error { return parseAll(pages) })
	if err != nil {
		return err
	}
	return json.NewEncoder(stdout).Encode(phases)
}

func timed(work func() error) (map[string]time.Duration, error) {
	begin, before := time.Now(), cpuTime()
	err := work()
	return map[string]time.Duration{"wall": time.Since(begin), "cpu": cpuTime() - before}, err
}

// cpuTime is the CPU time of this process so far, user and system.
func cpuTime() time.Duration {
	var used syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &used) // cannot fail for the process itself
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// fetchAll asks for the addresses, eight at a time over kept connections, following no redirects, and keeps the bodies of 200 HTML answers.
func fetchAll(ctx context.Context, addresses []string, pages [][]byte) error {
	client := &http.Client{
		Transport:     &http.Transport{MaxIdleConnsPerHost: 8},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(8) // connections
	for i, address := range addresses {
		group.Go(func() error {
			request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
			if err != nil {
				return err
			}
			answer, err := client.Do(request)
			if err != nil {
				return err
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if answer.StatusCode == http.StatusOK && strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
				pages[i] = body
			}
			return err
		})
	}
	return group.Wait()
}

func parseAll(pages [][]byte) error {
	var group errgroup.Group
	group.SetLimit(2) // processors that the limits are given for
	for _, body := range pages {
		group.Go(func() error {
			_, err := html.Parse(bytes.NewReader(body))
			return err
		})
	}
	return group.Wait()
}
