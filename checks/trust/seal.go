package trust

import (
	"fmt"

	"github.com/healthusias/rounds/checks"
)

// DefunctSeal reports seals that can no longer be true.
var DefunctSeal = &checks.Check{
	ID:       "trust/defunct-seal",
	Title:    "the page displays a seal that can no longer be valid",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What: "A mark of quality whose scheme has ended: HONcode (certification ended on 15 December 2022) or the NHS Information Standard (closed). " +
			"A mark of a living scheme that does not link to its issuer, so that nobody can verify it, is a notice (sub-code `unverifiable`).",
		Why:     "A seal claims that somebody else has looked. Where nobody does any more the claim is false, and readers who know it distrust the rest.",
		Example: "<a href=\"/about/\"><img src=\"/img/honcode.png\" alt=\"HONcode\"></a>",
		Fix:     "remove the seal; a living one links to the issuer's page about this site",
		Sources: []string{"https://en.wikipedia.org/wiki/Health_On_the_Net_Foundation", "https://piftick.org.uk/", "NHS standard for creating health content"},
	},
	Page: func(p *checks.Pass) {
		for _, s := range p.Page.Facts.Seals {
			f := checks.Finding{Subject: s.Name, Source: checks.At(s.Line, s.Col)}
			f.Evidence.Region = s.Region.String()
			if s.Link >= 0 {
				l := &p.Page.Facts.Links[s.Link]
				f.Evidence.Selector, f.Evidence.Snippet = l.Selector.String(), checks.Snippet(l.Raw)
			}
			switch {
			case s.Hidden:
				continue
			case s.Name == "honcode":
				f.Message = "the HONcode seal is shown, whose certification ended in December 2022"
			case s.Name == "information-standard":
				f.Message = "the mark of the NHS Information Standard is shown, a scheme that has closed"
			case !s.Verified:
				f.Severity, f.Evidence.Code = checks.Notice, "unverifiable"
				f.Message = fmt.Sprintf("the seal %q does not link to its issuer, so nobody can verify it", s.Name)
			default:
				continue
			}
			p.Report(f)
		}
	},
}
