package main

import (
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

// buildPrint is a hash of the running program. It costs some milliseconds.
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
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return fmt.Sprintf("%016x", h.Sum64()), nil
}
