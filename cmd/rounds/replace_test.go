package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// writeHalf replaces the file that it is given, says so when half of it is written, and waits.
func writeHalf() {
	replaceFile(os.Args[1], func(w io.Writer) error {
		for range 1 << 16 {
			fmt.Fprintln(w, "half of a new report")
		}
		fmt.Println("half")
		time.Sleep(time.Minute)
		return nil
	})
}

// Case 142: a process that is ended while it writes a report leaves the old one as it was.
func TestOldReportSurvivesTheEndOfTheProcess(t *testing.T) {
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt, os.Kill} {
		path := filepath.Join(t.TempDir(), "report.json")
		if err := os.WriteFile(path, []byte("old"), 0o644); err != nil {
			t.Fatal(err)
		}
		cmd := exec.Command("write-half", path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if line, err := bufio.NewReader(out).ReadString('\n'); line != "half\n" {
			t.Fatalf("heard %q, %v", line, err)
		}
		if err := cmd.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if cmd.Wait(); cmd.ProcessState.Success() {
			t.Errorf("%v: it went on", signal)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != "old" {
			t.Errorf("%v: the old report is %.40q, %v", signal, got, err)
		}
	}
}
