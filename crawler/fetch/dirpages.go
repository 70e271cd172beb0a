package fetch

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// DirPage is an HTML file and the address under which a static host shows it.
type DirPage struct {
	File string // relative, with slashes
	URL  string
}

// Pages lists every HTML file, sorted by file: dotfiles and 404.html are none, directories behind symbolic links are
// not entered. A directory without any is an error.
func (d *Dir) Pages() ([]DirPage, error) {
	var files []string
	err := fs.WalkDir(d.root.FS(), ".", func(file string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case file == ".":
		case isHidden(file) && entry.IsDir():
			return fs.SkipDir
		case isHidden(file) || entry.IsDir() || !isHTML(file) || path.Base(file) == "404.html" || !entry.Type().IsRegular() && !d.isFile(file):
		default:
			files = append(files, file)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("reading directory %q: %w", d.name, err)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no HTML file in %q: build the site first, or name the directory that the build writes", d.name)
	}
	slices.Sort(files)
	pages := make([]DirPage, len(files))
	for i, file := range files {
		pages[i] = DirPage{File: file, URL: d.address(file)}
	}
	return pages, nil
}

// address is the canonical URL of a file.
func (d *Dir) address(file string) string {
	dir, base := path.Split(file)
	if base == "index.html" || base == "index.htm" && d.index(dir) == file {
		file = dir
	}
	return d.origin + d.prefix + escapeBytes(file, mustEscape)
}

// mustEscape is the path percent-encode set of the URL standard, and what would not be read back as the same file.
func mustEscape(c byte) bool {
	return c <= ' ' || c >= 0x7f || strings.IndexByte("\"#<>?^`{}%\\", c) >= 0
}
