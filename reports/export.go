package reports

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/reports/safe"
)

// ExportLinks writes one row per link occurrence, pages sorted by address and links in document order, as "csv",
// "json" or "jsonl". Only one page is in memory at a time. The fields are those of Link.
func ExportLinks(w io.Writer, format string, site *crawler.Site) error {
	rows, err := newRows(w, format, linkColumns)
	if err != nil {
		return err
	}
	err = eachLink(site, func(l *Link) error { return rows.write(l, l.cells) })
	return rows.end(err)
}

// ExportPages writes one row per page, sorted by address, as "csv" (the fields of Page side by side), "json" or "jsonl" (Page).
// In CSV credentials are joined by "; ", and depth is empty where no link leads to the page.
func ExportPages(w io.Writer, format string, site *crawler.Site) error {
	rows, err := newRows(w, format, pageColumns)
	if err != nil {
		return err
	}
	err = eachPage(site, func(p *Page) error { return rows.write(p, p.cells) })
	return rows.end(err)
}

var pageColumns = []string{"url", "kind", "status", "state", "depth", "in", "out", "words", "title",
	"author", "author_credentials", "author_tier", "author_profile", "author_bio", "reviewer",
	"published", "updated", "reviewed", "disclaimer", "pillar", "hub"}

func (p *Page) cells() []string {
	depth := ""
	if p.Depth >= 0 {
		depth = strconv.Itoa(p.Depth)
	}
	author := make([]string, 5)
	if a := p.Author; a != nil {
		author = []string{a.Name, strings.Join(a.Credentials, "; "), strconv.Itoa(a.Tier), a.Profile, strconv.FormatBool(a.Bio)}
	}
	reviewer := ""
	if p.Reviewer != nil {
		reviewer = p.Reviewer.Name
	}
	cells := []string{p.URL, p.Kind, strconv.Itoa(p.Status), p.State, depth, strconv.Itoa(p.In), strconv.Itoa(p.Out), strconv.Itoa(p.Words), p.Title}
	cells = append(cells, author...)
	return append(cells, reviewer, p.Published, p.Updated, p.Reviewed, p.Disclaimer, p.Pillar, p.Hub)
}

// rows writes the rows of one export: CSV with a header, JSON lines, or one JSON array.
type rows struct {
	csv   *safe.CSV
	json  *jsonWriter
	array bool
	first bool // nothing was written yet
}

func newRows(w io.Writer, format string, columns []string) (*rows, error) {
	switch format {
	case "csv":
		out := &rows{csv: safe.NewCSV(w)}
		return out, out.csv.Write(columns...)
	case "jsonl":
		return &rows{json: newJSONWriter(w)}, nil
	case "json":
		out := &rows{json: newJSONWriter(w), array: true, first: true}
		return out, out.json.text("[")
	}
	return nil, fmt.Errorf("no export format %q: use csv, json or jsonl", format)
}

func (r *rows) write(value any, cells func() []string) error {
	if r.csv != nil {
		return r.csv.Write(cells()...)
	}
	if !r.array {
		r.json.value(value)
		return r.json.text("\n")
	}
	separator := ",\n"
	if r.first {
		separator, r.first = "\n", false
	}
	err := r.json.text(separator)
	r.json.value(value)
	return err
}

func (r *rows) end(err error) error {
	if err != nil {
		return err
	}
	if r.csv != nil {
		return r.csv.Flush()
	}
	if r.array {
		r.json.text("\n]\n")
	}
	return r.json.flush()
}
