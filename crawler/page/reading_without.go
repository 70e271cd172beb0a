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
	sources := map[int32]bool{}
	for i := range f.References {
		sources[f.References[i].Block] = true
	}
	book := syllableBooks.Get().(*syllableBook)
	defer syllableBooks.Put(book)
	stride, turn := 1+f.Words/maxRead, 0
	for i := range blocks {
		if b := &blocks[i]; b.Region.Content() && !b.Hidden && b.Text != "" && !sources[int32(i)] && b.running() {
			if turn++; turn%stride == 0 {
				r.add(drop.ReplaceAllString(b.Text, ""), book)
			}
		}
	}
	return r
}
