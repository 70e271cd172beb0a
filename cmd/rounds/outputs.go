package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/healthusias/rounds/reports"
)

// output is one -f FORMAT[=FILE].
type output struct {
	format string
	file   string // "" is stdout
}

func formatNames() []string { return slices.Sorted(maps.Keys(reports.Formats)) }

// outputs reads -f and sees, before a long crawl, that the reports can be written.
func (a *app) outputs() ([]output, error) {
	var list []output
	onStdout := 0
	for _, text := range a.flags.formats {
		format, file, given := strings.Cut(text, "=")
		if reports.Formats[format] == nil {
			advice := didYouMean("", format, formatNames(), "it must be one of "+strings.Join(formatNames(), ", "))
			return nil, fmt.Errorf("-f %s: unknown format %q; %s", text, format, advice)
		}
		if given && file == "" {
			return nil, fmt.Errorf("-f %s: the file is missing after =", text)
		}
		if !given || file == "-" {
			file = ""
			onStdout++
		} else if info, err := os.Stat(filepath.Dir(file)); err != nil || !info.IsDir() {
			return nil, fmt.Errorf("-f %s: there is no directory %s; create it first", text, filepath.Dir(file))
		}
		list = append(list, output{format, file})
	}
	if onStdout > 1 {
		return nil, errors.New("only one report can go to stdout; give the others a file, as in -f json=report.json")
	}
	if len(list) == 0 {
		list = []output{{format: "text"}}
	}
	return list, nil
}

// write writes the reports, those into files first: a closed stdout must not cost them. Nor does a file that cannot be written cost the others.
func (a *app) write(list []output, v *verdict, opt reports.Options) error {
	var faults []error
	for _, o := range list {
		if o.file == "" {
			continue
		}
		plain := opt
		plain.Color, plain.Width = false, 0
		err := replaceFile(o.file, func(w io.Writer) error { return v.write(w, o.format, plain) })
		if err != nil {
			faults = append(faults, fmt.Errorf("writing the %s report: %w", o.format, err))
		}
	}
	err := a.writeStdout(list, v, opt)
	if len(faults) == 0 {
		return err
	}
	if errors.Is(err, syscall.EPIPE) { // a reader who has seen enough does not excuse the files
		err = nil
	}
	return errors.Join(append(faults, err)...)
}

// writeStdout writes the report that has no file, and the verdict where no text says it.
func (a *app) writeStdout(list []output, v *verdict, opt reports.Options) error {
	i := slices.IndexFunc(list, func(o output) bool { return o.file == "" })
	switch {
	case a.flags.quiet > 1:
		return nil
	case i >= 0 && list[i].format == "text" && a.flags.quiet > 0:
		_, err := fmt.Fprintln(a.stdout, reports.Verdict(v.report, opt))
		return stdoutError(err)
	case i >= 0 && list[i].format != "text" || i < 0:
		plain := opt
		plain.Color = false
		fmt.Fprintln(a.stderr, reports.Verdict(v.report, plain))
	}
	if i < 0 {
		return nil
	}
	return stdoutError(v.write(a.stdout, list[i].format, opt))
}

func stdoutError(err error) error {
	if err != nil {
		return fmt.Errorf("writing the report to stdout: %w", err)
	}
	return nil
}

// replaceFile writes beside the file, flushes to disk and renames: whoever reads the file sees the old report or the
// new one, whatever happens. What is no regular file (a pipe, /dev/null) is written to as it is.
func replaceFile(path string, write func(io.Writer) error) (err error) {
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() || strings.HasPrefix(filepath.Clean(path), "/dev/") {
			return writeThrough(path, write)
		}
		mode = info.Mode().Perm()
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	out := bufio.NewWriter(f)
	if err := write(out); err != nil {
		return err
	}
	for _, step := range []func() error{out.Flush, func() error { return f.Chmod(mode) }, f.Sync, f.Close} {
		if err := step(); err != nil {
			return err
		}
	}
	return os.Rename(f.Name(), path)
}

func writeThrough(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
