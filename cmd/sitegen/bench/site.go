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
	"strings"

	"github.com/healthusias/rounds/cmd/sitegen/generate"
)

// bench holds what measuring needs. dir is thrown away at the end.
type bench struct {
	settings
	dir string
}

// site is a generated site that is being served.
type site struct {
	pages     int
	url       string
	addresses string // file of the addresses that an audit asks for, one a line
	stop      func()
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

// keptPages is enough, in megabytes, for 10,000 pages of 40 KB.
const keptPages = "512"

// serve starts the generator as a server. It is a process of its own for two reasons: its CPU time does not count, and Linux
// counts the memory of the parent as the child's before the child's program is loaded. Listing the addresses has it make every page
// once; what it keeps of them it only sends to those who are measured beside it.
func (b *bench) serve(ctx context.Context, pages int) (*site, error) {
	s, err := b.start(ctx, pages, "-keep", keptPages)
	if err == nil {
		if err = b.list(ctx, s); err != nil {
			s.stop()
		}
	}
	return s, err
}

// start is serve without a list of the addresses.
func (b *bench) start(ctx context.Context, pages int, more ...string) (*site, error) {
	args := []string{"-pages", strconv.Itoa(pages), "-seed", strconv.FormatUint(b.seed, 10), "-serve", "127.0.0.1:0"}
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, "sitegen"), append(args, more...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &site{pages: pages, stop: func() {
		cmd.Process.Kill()
		cmd.Wait()
	}}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		s.stop()
		return nil, fmt.Errorf("the server gave no address: %w", err)
	}
	s.url = strings.TrimSpace(line)
	return s, nil
}

// audits are the programs, each auditing the site with everything on.
func (b *bench) audits(s *site) []contestant {
	contestants := make([]contestant, len(b.programs))
	for k, program := range b.programs {
		contestants[k] = contestant{name: "rounds audit", args: append([]string{program, "audit", s.url, "-c", b.config(), "-f", "json=/dev/null",
			"--state", "STATE", "--max-pages", "0", "--progress", "none"}, b.extra...)}
		if len(b.programs) > 1 {
			contestants[k].name = program + " audit"
		}
	}
	return contestants
}

// list writes down the addresses that an audit of the site asks for.
func (b *bench) list(ctx context.Context, s *site) error {
	state, err := os.MkdirTemp(b.dir, "list-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(state)
	crawl := exec.CommandContext(ctx, b.programs[0], "crawl", s.url, "-c", b.config(), "--state", state, "--max-pages", "0", "-qq")
	if out, err := crawl.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", crawl, err, out)
	}
	export := exec.CommandContext(ctx, b.programs[0], "export", "links", "--state", state, "-f", "jsonl")
	out, err := export.StdoutPipe()
	if err != nil {
		return err
	}
	if err := export.Start(); err != nil {
		return err
	}
	addresses, err := internalAddresses(out)
	if err := errors.Join(err, export.Wait()); err != nil {
		return fmt.Errorf("%s: %w", export, err)
	}
	s.addresses = filepath.Join(b.dir, "addresses-"+strconv.Itoa(s.pages))
	return os.WriteFile(s.addresses, []byte(strings.Join(addresses, "\n")), 0o644)
}

// internalAddresses are the distinct addresses of the site in an export of links, without fragments.
func internalAddresses(export io.Reader) ([]string, error) {
	var addresses []string
	seen := map[string]bool{}
	for rows := json.NewDecoder(export); ; {
		var link struct {
			URL      string
			Internal bool
		}
		if err := rows.Decode(&link); errors.Is(err, io.EOF) {
			return addresses, nil
		} else if err != nil {
			return nil, err
		}
		address, _, _ := strings.Cut(link.URL, "#")
		if link.Internal && address != "" && !seen[address] {
			seen[address] = true
			addresses = append(addresses, address)
		}
	}
}
