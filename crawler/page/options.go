package page

import (
	"net/http"
	"regexp"

	"github.com/PuerkitoBio/goquery"
)

// Input is one answer, as it was fetched.
type Input struct {
	URL     string // absolute
	Status  int
	Header  http.Header
	Body    []byte   // decoded; may be cut
	Partial string   // why Body is incomplete, "" where it is whole
	Notices []string // what the fetch found odd about it
}

// Options add what a site's configuration knows to the detectors. The zero value finds what is found by itself.
type Options struct {
	SiteName       string            // an author of this name is generic
	Packs          *Packs            // language packs; nil: the built-in ones
	Language       string            // of pages that declare none, as a BCP 47 tag; "" leaves it to the text
	Match          []goquery.Matcher // selectors whose presence is recorded in order, as Facts.Matches
	AuthorCSS      []goquery.Matcher // elements that name the author
	BioCSS         []goquery.Matcher
	DisclaimerCSS  []goquery.Matcher
	DisclaimerText []*regexp.Regexp // further wording that is a strong disclaimer
}

// packs are the language packs to use.
func (o *Options) packs() *Packs {
	if o.Packs == nil {
		return builtIn()
	}
	return o.Packs
}
