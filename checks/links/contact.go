package links

import (
	"fmt"
	"net/mail"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// MailtoTel reports mail addresses and telephone numbers that nobody can use.
var MailtoTel = &checks.Check{
	ID:       "links/mailto-tel",
	Title:    "a mail or telephone link is malformed",
	Severity: checks.Warning,
	Partial:  true,
	Doc: checks.Doc{
		What: "A `mailto:` link whose address is none, or a `tel:` link whose number has letters, no digit, or more than the 15 digits of an international number. " +
			"A `mailto:` with only a subject, as share buttons have it, is good; so are spaces in a number.",
		Why:     "On a health page this may be the number of an emergency line.",
		Example: "<a href=\"tel:+1-555-HELP\">\n<a href=\"mailto:info(at)health.example\">",
		Fix:     "write mailto:name@host or tel: with the number in international form",
		Sources: []string{"RFC 6068 2", "RFC 3966 3", "ITU-T E.164"},
	},
	Page: func(p *checks.Pass) {
		each(p, func(i int, l *page.Link) {
			if fault := unusable(l); fault != "" && !l.Hidden {
				p.ReportLink(i, checks.Finding{Subject: l.Raw, Message: fmt.Sprintf("%q %s", checks.Snippet(l.Raw), fault)})
			}
		})
	},
}

// unusable says what is wrong with a mailto or tel link, "" where nothing is or it is neither.
func unusable(l *page.Link) string {
	switch l.Scheme {
	case "mailto":
		return badMail(withoutScheme(l.Raw))
	case "tel":
		return badNumber(withoutScheme(l.Raw))
	}
	return ""
}

func withoutScheme(raw string) string {
	_, rest, _ := strings.Cut(written(raw), ":")
	return rest
}

func badMail(rest string) string {
	to, fields, _ := strings.Cut(rest, "?")
	to = strings.TrimSpace(decoded(to))
	if to == "" && fields == "" {
		return "names nobody to write to"
	}
	if to == "" {
		return ""
	}
	for one := range strings.SplitSeq(to, ",") {
		if a, err := mail.ParseAddress(strings.TrimSpace(one)); err != nil || a.Name != "" {
			return "is no mail address"
		}
	}
	return ""
}

// longestNumber is the length of an international telephone number in digits (E.164).
const longestNumber = 15

func badNumber(rest string) string {
	number, _, _ := strings.Cut(decoded(rest), ";")
	digits := 0
	for i, r := range strings.TrimSpace(number) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case r == '+' && i == 0, strings.ContainsRune(" \u00a0-.()*#,pw/", r):
		default:
			return fmt.Sprintf("is no telephone number: %q cannot be dialed", r)
		}
	}
	switch {
	case digits == 0:
		return "has no number to dial"
	case digits > longestNumber && !strings.ContainsAny(number, ",pw"):
		return fmt.Sprintf("is no telephone number: it has %d digits", digits)
	}
	return ""
}
