package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// emergencyNumbers are the numbers that reach help, by the country in a page's lang.
var emergencyNumbers = map[string][]string{
	"us": {"911", "988"}, "ca": {"911", "988", "811"}, "mx": {"911"}, "gb": {"999", "112", "111"}, "ie": {"112", "999"}, "au": {"000", "112"}, "nz": {"111"},
	"hk": {"999"}, "my": {"999"}, "sg": {"995", "999"}, "in": {"112", "108", "102"}, "za": {"112", "10111", "10177"},
	"de": {"112", "116117"}, "at": {"112", "144"}, "ch": {"112", "144"}, "fr": {"112", "15", "18"}, "be": {"112"}, "es": {"112", "061"}, "it": {"112", "118"},
	"nl": {"112"}, "pt": {"112"}, "br": {"192", "193"}, "id": {"112", "118", "119"},
}

// dialed finds a number that a sentence says to call.
var dialed = lazy.MustCompile(`\b(911|9-1-1|999|995|112|111|000|108|102|119|118|144|192)\b`)

// foreignNumbers are the statements that name emergency numbers, where none of them is one of the country that the page's lang
// names. Pages that name no country, or one without a list, are left alone.
func foreignNumbers(f *page.Facts) []*page.Statement {
	_, country, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(f.Lang, "_", "-")), "-")
	own := emergencyNumbers[country]
	if own == nil {
		return nil
	}
	var found []*page.Statement
	for _, s := range f.Said(page.EmergencyCare) {
		number := dialed.FindString(s.Phrase)
		if number == "" || s.Hidden {
			continue
		}
		if slices.Contains(own, strings.ReplaceAll(number, "-", "")) {
			return nil
		}
		found = append(found, s)
	}
	return found
}

func reportForeign(p *checks.Pass, numbers []*page.Statement) {
	s := numbers[0]
	number := dialed.FindString(s.Phrase)
	f := checks.Finding{
		Severity: checks.Notice, Confidence: checks.Medium,
		Message:  fmt.Sprintf("the page says to call %s, and its lang is %q, where that number is not the one to call", number, checks.Snippet(p.Page.Facts.Lang)),
		Fix:      "name the number of the readers' country, or several with their countries",
		Evidence: evidence(s.Region, s.Selector, s.Text), Source: checks.At(s.Line, s.Col),
	}
	f.Evidence.Code = "foreign-number"
	p.Report(f)
}
