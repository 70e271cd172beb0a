package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/cmd/rounds/config"
)

// retractionSample is how much of a list is read to see whether it is one, in bytes.
const retractionSample = 64 << 10

// settleRetractions looks at the beginning of the list of retractions, before a long crawl rather than behind it, and makes
// its path absolute: a stored run may be judged from another directory.
func settleRetractions(t *config.Trust) error {
	if t.Retractions == "" {
		return nil
	}
	path, err := filepath.Abs(t.Retractions)
	if err != nil {
		return err
	}
	t.Retractions = path
	_, err = readRetractions(path, retractionSample)
	return err
}

// readRetractions reads a list of retractions, or up to so many bytes of it; nil without a path.
func readRetractions(path string, most int64) (*checks.Retractions, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("reading the list of retractions: %w", err)
	}
	defer f.Close()
	list, err := checks.ReadRetractions(io.LimitReader(f, most))
	if err != nil {
		return nil, fmt.Errorf("reading the list of retractions %s: %w", path, err)
	}
	return list, nil
}
