package checks

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

// Retractions are papers about which a journal published a notice: that it retracts, doubts or corrects them. They are found by the
// identifiers of the paper, never by those of the notice. A nil list knows of none.
type Retractions struct {
	papers  map[string]int32 // "doi 10.1000/x" and "pmid 123" to their place in records
	records []record
}

// Retraction is what a journal said about a paper. Of several the gravest counts.
type Retraction struct {
	Nature Nature
	Date   time.Time // zero where the list gives none
	DOI    string    // of the notice, "" where the list gives none
}

// Nature orders notices by what they mean for who cites the paper.
type Nature uint8

// Natures of a notice, mildest first.
const (
	Corrected Nature = iota + 1
	Doubted          // an expression of concern
	Retracted
)

// record is what is known of one paper.
type record struct {
	notice     Retraction
	reinstated bool
	back       time.Time // of the last reinstatement
}

// natures are the words of the list. Anything else, such as an announcement, says nothing about a paper.
var natures = map[string]Nature{"retraction": Retracted, "expression of concern": Doubted, "correction": Corrected}

// Columns of Retraction Watch's list that are read; they may stand in any order among others.
const (
	columnNature    = "RetractionNature"
	columnDate      = "RetractionDate"
	columnNotice    = "RetractionDOI"
	columnPaper     = "OriginalPaperDOI"
	columnPaperPMID = "OriginalPaperPubMedID"
)

// ReadRetractions reads a list with the columns of Retraction Watch (CSV, UTF-8), line by line. An error says what is no such list.
func ReadRetractions(r io.Reader) (*Retractions, error) {
	in := csv.NewReader(r)
	in.LazyQuotes, in.FieldsPerRecord, in.ReuseRecord = true, -1, true
	columns, err := retractionColumns(in)
	if err != nil {
		return nil, err
	}
	list := &Retractions{papers: map[string]int32{}}
	for {
		row, err := in.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, err
		}
		list.add(func(column string) string {
			if i, ok := columns[column]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		})
	}
}

// retractionColumns reads the first line.
func retractionColumns(in *csv.Reader) (map[string]int, error) {
	row, err := in.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	columns := make(map[string]int, len(row))
	for i, name := range row {
		columns[strings.TrimSpace(strings.TrimPrefix(name, "\ufeff"))] = i
	}
	for _, name := range []string{columnNature, columnPaper, columnPaperPMID} {
		if _, ok := columns[name]; !ok {
			return nil, fmt.Errorf("it has no column %s; give the file retraction_watch.csv of https://gitlab.com/crossref/retraction-watch-data", name)
		}
	}
	return columns, nil
}

// add takes one row.
func (l *Retractions) add(value func(column string) string) {
	word := strings.ToLower(value(columnNature))
	nature, known := natures[word]
	if !known && word != "reinstatement" {
		return
	}
	at := l.record(paperKeys(value(columnPaper), value(columnPaperPMID)))
	if at == nil {
		return
	}
	date := retractionDate(value(columnDate))
	switch {
	case !known:
		at.reinstated = true
		if date.After(at.back) {
			at.back = date
		}
	case nature > at.notice.Nature, nature == at.notice.Nature && date.After(at.notice.Date):
		at.notice = Retraction{Nature: nature, Date: date, DOI: strings.Clone(bareDOI(value(columnNotice)))}
	}
}

// record is that of the paper with these keys, a new one where none of them is known; nil without keys.
func (l *Retractions) record(keys []string) *record {
	place := int32(-1)
	for _, key := range keys {
		if at, ok := l.papers[key]; ok {
			place = at
		}
	}
	if place < 0 && len(keys) > 0 {
		place = int32(len(l.records))
		l.records = append(l.records, record{})
	}
	for _, key := range keys {
		l.papers[key] = place
	}
	if place < 0 {
		return nil
	}
	return &l.records[place]
}

// paperKeys are the identifiers of a paper that are one: the list writes "unavailable" and 0 where it knows none.
func paperKeys(doi, pmid string) []string {
	var keys []string
	if doi = bareDOI(doi); doi != "" {
		keys = append(keys, "doi "+doi)
	}
	if pmid = strings.TrimLeft(pmid, "0"); pmid != "" && strings.Trim(pmid, "0123456789") == "" {
		keys = append(keys, "pmid "+pmid)
	}
	return keys
}

// bareDOI is a DOI in lower case without the address of a resolver, "" for what is none.
func bareDOI(text string) string {
	text = strings.ToLower(text)
	if at := strings.Index(text, "10."); at >= 0 {
		return text[at:]
	}
	return ""
}

func retractionDate(text string) time.Time {
	text, _, _ = strings.Cut(text, " ")
	for _, layout := range []string{"1/2/2006", time.DateOnly} {
		if date, err := time.Parse(layout, text); err == nil {
			return date
		}
	}
	return time.Time{}
}

// Find is the notice about the paper of an identifier, as page.Identifier names kinds and values. A paper that was reinstated
// after its notice has none.
func (l *Retractions) Find(kind, value string) (Retraction, bool) {
	if l == nil {
		return Retraction{}, false
	}
	if kind == "cochrane" {
		kind = "doi"
	}
	at, ok := l.papers[kind+" "+strings.ToLower(value)]
	if !ok {
		return Retraction{}, false
	}
	r := &l.records[at]
	cleared := r.reinstated && !(r.notice.Date.After(r.back) && !r.back.IsZero())
	return r.notice, r.notice.Nature > 0 && !cleared
}

// Len is the number of papers in the list.
func (l *Retractions) Len() int { return len(l.records) }
