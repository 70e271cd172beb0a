//go:build unix

package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// Versions of the peers that are installed for a comparison.
const (
	htmltest   = "github.com/wjdp/htmltest v0.17.0"
	linkinator = "linkinator@7.6.1"
)

// small is the largest site that the slow peers are let at.
const small = 300

// notOurs matches addresses that are not of the served site: no contestant may leave it.
const notOurs = `^https?://(?:[^1]|1[^2])`

// comparePeers lets rounds and other link checkers at sites of each size. Peers that cannot be installed here are named and left out.
func (b *bench) comparePeers(ctx context.Context, stdout io.Writer) error {
	for _, pages := range b.sizes {
		if err := b.compareAt(ctx, pages, stdout); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) compareAt(ctx context.Context, pages int, stdout io.Writer) error {
	s, err := b.serve(ctx, pages)
	if err != nil {
		return err
	}
	defer s.stop()
	dir, err := b.write(ctx, pages)
	if err != nil {
		return err
	}
	contestants := b.audits(s)[:1]
	program := b.programs[0]
	contestants = append(contestants,
		contestant{name: "rounds crawl", args: []string{program, "crawl", s.url, "-c", b.config(), "--state", "STATE", "--max-pages", "0", "-qq"}},
		contestant{name: "rounds audit, directory", args: []string{program, "audit", dir, "-c", b.config(), "-f", "json=/dev/null", "--state", "STATE", "--max-pages", "0", "--progress", "none"}})
	for _, peer := range []func(context.Context, *site, string) (contestant, error){b.muffet, b.htmltest, b.wget, b.linkchecker, b.linkinator} {
		c, err := peer(ctx, s, dir)
		switch {
		case errors.Is(err, errTooSlow):
		case err != nil:
			fmt.Fprintf(stdout, "left out: %v\n", err)
		default:
			contestants = append(contestants, c)
		}
	}
	contestants = append(contestants, b.floors(s)...)
	results, err := b.contest(ctx, contestants)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\n%d pages, seed %d, median of %d runs in turn; ratios to rounds audit\n", pages, b.seed, b.runs)
	return printTable(stdout, pages, contestants, results, results[0])
}

// errTooSlow leaves a peer out of sizes that it would take hours over.
var errTooSlow = errors.New("only for small sites")

// write writes the site as a directory.
func (b *bench) write(ctx context.Context, pages int) (string, error) {
	dir := filepath.Join(b.dir, "site-"+strconv.Itoa(pages))
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, "sitegen"), "-pages", strconv.Itoa(pages), "-seed", strconv.FormatUint(b.seed, 10), "-out", dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		return "", fmt.Errorf("%s: %w\n%s", cmd, err, out)
	}
	return dir, nil
}

// muffet is a fast link checker. Its binary is built outside this project and named by MUFFET.
func (b *bench) muffet(_ context.Context, s *site, _ string) (contestant, error) {
	program := os.Getenv("MUFFET")
	if program == "" {
		return contestant{}, errors.New("muffet: set MUFFET to a binary of it")
	}
	return contestant{name: "muffet", args: []string{program, "--buffer-size", "16384", "--exclude", notOurs, s.url}}, nil
}

// htmltest checks a directory.
func (b *bench) htmltest(ctx context.Context, _ *site, dir string) (contestant, error) {
	program := filepath.Join(b.dir, "htmltest")
	if _, err := os.Stat(program); err != nil {
		if err := b.buildHtmltest(ctx, program); err != nil {
			return contestant{}, fmt.Errorf("htmltest: %w", err)
		}
	}
	config := filepath.Join(b.dir, "htmltest.yml")
	if err := os.WriteFile(config, []byte("CheckExternal: false\nOutputDir: "+b.dir+"\nLogLevel: 3\n"), 0o644); err != nil {
		return contestant{}, err
	}
	return contestant{name: "htmltest, directory", args: []string{program, "-c", config, dir}}, nil
}

// buildHtmltest builds it as the only requirement of a module made for that.
func (b *bench) buildHtmltest(ctx context.Context, program string) error {
	module := filepath.Join(b.dir, "htmltest.module")
	if err := os.Mkdir(module, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(module, "go.mod"), []byte("module bench\n\ngo 1.26\n\nrequire "+htmltest+"\n"), 0o644); err != nil {
		return err
	}
	cmd := exec.CommandContext(ctx, "go", "build", "-mod=mod", "-o", program, "github.com/wjdp/htmltest")
	cmd.Dir = module
	cmd.Env = append(os.Environ(), "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: %s", err, out)
	}
	return nil
}

func (b *bench) wget(_ context.Context, s *site, _ string) (contestant, error) {
	program, err := exec.LookPath("wget")
	if err != nil {
		return contestant{}, fmt.Errorf("wget: %w (apt install wget)", err)
	}
	return contestant{name: "wget --spider", args: []string{program, "--spider", "--recursive", "--level=inf", "--page-requisites", "--quiet", s.url},
		dir: b.dir}, nil
}

func (b *bench) linkchecker(_ context.Context, s *site, _ string) (contestant, error) {
	if s.pages > small {
		return contestant{}, errTooSlow
	}
	program, err := exec.LookPath("linkchecker")
	if err != nil {
		return contestant{}, fmt.Errorf("linkchecker: %w (apt install linkchecker)", err)
	}
	config := filepath.Join(b.dir, "linkcheckerrc")
	if err := os.WriteFile(config, []byte("[checking]\nmaxrequestspersecond=100000\nthreads=16\n"), 0o644); err != nil {
		return contestant{}, err
	}
	return contestant{name: "linkchecker", args: []string{program, "--config", config, "--no-status", "--output", "none", s.url}}, nil
}

func (b *bench) linkinator(ctx context.Context, s *site, _ string) (contestant, error) {
	if s.pages > small {
		return contestant{}, errTooSlow
	}
	program := filepath.Join(b.dir, "node_modules", ".bin", "linkinator")
	if _, err := os.Stat(program); err != nil {
		cmd := exec.CommandContext(ctx, "npm", "install", "--no-audit", "--no-fund", "--prefix", b.dir, linkinator)
		if out, err := cmd.CombinedOutput(); err != nil {
			return contestant{}, fmt.Errorf("linkinator: %w: %s", err, out)
		}
	}
	return contestant{name: "linkinator", args: []string{program, s.url, "--recurse", "--concurrency", "25", "--skip", notOurs, "--format", "csv"}}, nil
}
