package page

import (
	"bytes"

	"golang.org/x/net/html"
)

// Extract takes the facts of one answer.
func Extract(in Input, opt *Options) *Facts {
	f := &Facts{URL: in.URL, Status: in.Status, Size: len(in.Body), Partial: in.Partial}
	root, err := html.Parse(bytes.NewReader(in.Body))
	if err != nil {
		return f
	}
	r, _ := NewResolver(in.URL)
	d := &document{url: in.URL, root: root, facts: f, resolver: r, ids: map[string]int32{}}
	detectTrust(d, f, opt)
	return f
}
