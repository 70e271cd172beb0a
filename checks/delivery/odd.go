package delivery

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
)

// OddAnswer reports answers that contradict themselves.
var OddAnswer = &checks.Check{
	ID:       "delivery/odd-answer",
	Title:    "the answer contradicts itself",
	Severity: checks.Notice,
	Partial:  true,
	Doc: checks.Doc{
		What: "The page could be read, but not as its header asks: it is not compressed as `Content-Encoding` says, its checksum is wrong, bytes follow its end, " +
			"header, byte order mark and page name different character sets, or it is a part (206) of something that nobody asked for in parts. " +
			"With --cookies, also cookies that were dropped: too many, too large, for other hosts, or not as Secure as their name says.",
		Why:     "Each program guesses differently what is meant: browsers, search engines and assistive technology may see other text, or none.",
		Example: "Content-Encoding: gzip    and the body is plain text",
		Fix:     "let one place only, the server or what stands before it, compress and label pages",
		Sources: []string{"RFC 9110 8.4", "https://encoding.spec.whatwg.org/#bom-sniff"},
	},
	Page: func(p *checks.Pass) {
		for _, notice := range p.Page.Facts.Notices {
			p.Report(checks.Finding{Subject: notice, Message: fmt.Sprintf("the answer is odd: %s", notice), Evidence: checks.Evidence{HTTP: p.Page.Facts.Status}})
		}
	},
}
