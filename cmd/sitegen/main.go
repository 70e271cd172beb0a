// Command sitegen makes a health site of any size out of a seed, writes it to a directory or serves it from memory, and
// tells which faults it planted. The same flags give the same bytes on every machine.
//
//	sitegen -pages 2000 -out DIR            write DIR and the planted faults to DIR.truth.tsv
//	sitegen -pages 1000000 -tiny -serve 127.0.0.1:0    serve, print the address, until interrupted
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/healthusias/rounds/cmd/sitegen/generate"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "sitegen:", err)
		os.Exit(2)
	}
}

func run(ctx context.Context, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("sitegen", flag.ExitOnError)
	pages := flags.Int("pages", 2000, "number of pages")
	seed := flags.Uint64("seed", 1, "seed of everything that is random")
	tiny := flags.Bool("tiny", false, "bodies of few kilobytes, for tests of scale")
	links := flags.Int("links", 0, "with -tiny, links that each page has at least")
	dir := flags.String("out", "", "directory to write; the planted faults go to DIR.truth.tsv")
	address := flags.String("serve", "", "address to serve on, such as 127.0.0.1:0")
	keep := flags.Int64("keep", 0, "with -serve, megabytes of pages kept once they were made, so that the server takes little time from whom it serves")
	flags.Parse(args) // ends the program on an error
	if (*dir == "") == (*address == "") {
		return errors.New("give either -out DIR or -serve ADDRESS")
	}
	site, err := generate.New(generate.Options{Pages: *pages, Seed: *seed, Tiny: *tiny, Links: *links, Keep: *keep << 20})
	if err != nil {
		return err
	}
	if *dir != "" {
		return write(site, filepath.Clean(*dir))
	}
	return serve(ctx, site, *address, stdout)
}

// write writes the site and beside it the truth.
func write(site *generate.Site, dir string) error {
	if err := site.WriteDir(dir); err != nil {
		return err
	}
	f, err := os.Create(dir + ".truth.tsv")
	if err != nil {
		return err
	}
	defer f.Close()
	if err := site.WriteTruth(f); err != nil {
		return err
	}
	return f.Close()
}

// serve prints the address of the site and serves it until ctx ends.
func serve(ctx context.Context, site *generate.Site, address string, stdout io.Writer) error {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "http://%s/\n", listener.Addr())
	server := &http.Server{Handler: site, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { server.Close() })
	defer stop()
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
