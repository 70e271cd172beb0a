package page

import (
	"regexp"
	"strings"
)

// ReadWithout is the Readability of English text without some words, such as the name of a medicine that an article cannot do without. blocks are
// those of the page that f describes.
func ReadWithout(f *Facts, blocks Blocks, terms []string) Readability {
	var r Readability
	quoted := make([]string, len(terms))
	for i, term := range terms {
		quoted[i] = regexp.QuoteMeta(term)
	}
	drop := regexp.MustCompile(`(?i)\b(?:` + strings.Join(quoted, "|") + `)\b`)
	book := syllableBooks.Get().(*syllableBook)
	defer syllableBooks.Put(book)
	for b := range readBlocks(f, blocks) {
		r.add(drop.ReplaceAllString(b.Text, ""), book)
	}
	return r
}
