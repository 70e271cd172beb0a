package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/cespare/xxhash/v2"
)

// shape names all that shapes what is read of a page besides the page: the settings of the detectors, what is sent along with a request, and
// this very build, whose detectors may see more than those of another. "" where the build cannot be told: nothing is taken over then.
func (p *plan) shape() (string, error) {
	build, err := buildPrint()
	if err != nil {
		return "", nil
	}
	var sent []string
	for _, h := range p.Config.Network.Headers {
		sent = append(sent, h.Name+" for "+h.Origin)
	}
	settings, err := json.Marshal([]any{build, p.Config.Detectors(), p.Cookies, append(sent, p.Withheld...)})
	if err != nil {
		return "", fmt.Errorf("naming the settings of the run: %w", err)
	}
	return fmt.Sprintf("%016x", xxhash.Sum64(settings)), nil
}

// buildPrint names the running program by the build ID that Go puts at its beginning, of which a part is a hash of all the rest. A program without
// one is read as a whole, which costs some ten milliseconds.
func buildPrint() (string, error) {
	path, err := os.Executable()
	if err != nil {
		return "", err
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := xxhash.New()
	head, err := io.ReadAll(io.LimitReader(f, buildHead))
	if err != nil {
		return "", err
	}
	if id := buildID(head); len(id) > 0 {
		h.Write(id)
	} else if _, err := io.Copy(h, io.MultiReader(bytes.NewReader(head), f)); err != nil {
		return "", err
	}
	return fmt.Sprintf("%016x", h.Sum64()), nil
}

// buildHead is how much of a program is looked through for its build ID, as the go command does.
const buildHead = 32 << 10

// buildID finds the build ID in the beginning of a program; nil for one without, or built with an empty one.
func buildID(head []byte) []byte {
	for _, around := range [...][2]string{
		{"\x04\x00\x00\x00Go\x00\x00", "\x00"}, // a note of an ELF file: its type and its name stand before it
		{"\xff Go build ID: \"", "\"\n \xff"},  // other files
	} {
		_, rest, _ := bytes.Cut(head, []byte(around[0]))
		if id, _, ok := bytes.Cut(rest, []byte(around[1])); ok {
			return id
		}
	}
	return nil
}
