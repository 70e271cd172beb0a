package page

import (
	"strconv"
	"sync"

	"github.com/cespare/xxhash/v2"
)

// Print is a hash of all that Extract takes facts from: answers of one address with the same print have the same facts under the same
// options. It is never 0. Header is the HeaderPrint of the answer.
func Print(in Input) (print, header uint64) {
	header = HeaderPrint(in)
	h := xxhash.New()
	h.WriteString(strconv.Itoa(in.Status) + "\n" + in.Partial + "\n" + in.Header.Get("Content-Type") + "\n" + strconv.FormatUint(header, 16) + "\n")
	for _, notice := range in.Notices {
		h.WriteString(notice + "\n")
	}
	h.Write(in.Body)
	return max(h.Sum64(), 1), header
}

// HeaderPrint is a hash of the facts that come from the header alone. An answer that says "not modified" has a header too: where its print
// is another, the page has changed without its body.
func HeaderPrint(in Input) uint64 {
	if silent(in.Header) {
		return noHeader()
	}
	page, err := NewResolver(in.URL)
	if err != nil {
		return 0
	}
	var f Facts
	takeHeader(&f, in.Header, page)
	return printOf(&f)
}

// noHeader is the HeaderPrint of most answers.
var noHeader = sync.OnceValue(func() uint64 { return printOf(new(Facts)) })

func printOf(f *Facts) uint64 {
	b, err := f.MarshalMsg(nil)
	if err != nil {
		return 0
	}
	return xxhash.Sum64(b)
}
