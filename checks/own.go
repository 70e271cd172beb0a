package checks

import "fmt"

// Own are the rules of the engine itself: they judge the run and its configuration, not pages, so they have no function.
var Own = []*Check{ruleCrash, suppressionExpired, suppressionUnused}

var ruleCrash = &Check{
	ID:       "run/rule-crash",
	Title:    "a rule broke down on a page",
	Severity: Error,
	Partial:  true,
	Doc: Doc{
		What:    "A rule met something on this page that it was not written for and stopped, or did not come to an end within 10 seconds and was cut off. What it would have found there is not known; all other rules and pages were judged. A rule that was cut off on three pages is not asked about the rest.",
		Why:     "A page that was not judged must not look like a page without faults.",
		Fix:     "report the message with the page to the makers of Rounds, and skip the rule with --skip until it is mended",
		Sources: []string{"https://github.com/healthusias/rounds/issues"},
	},
}

var suppressionExpired = &Check{
	ID:       "run/suppression-expired",
	Title:    "a suppression has expired",
	Severity: Error,
	Partial:  true,
	Doc: Doc{
		What:    "An entry of `suppressions` in the configuration is past its date. It holds no longer: the findings it covered are reported again.",
		Why:     "A fault was accepted for a while, not for ever. The date is the promise to look again.",
		Example: "expires: 2026-01-31   # and today is 2026-02-01",
		Fix:     "mend the fault and remove the entry, or set a new date with a reason",
		Sources: []string{"configuration: suppressions"},
	},
}

var suppressionUnused = &Check{
	ID:       "run/suppression-unused",
	Title:    "a suppression covers nothing",
	Severity: Warning,
	Partial:  true,
	Doc: Doc{
		What:    "An entry of `suppressions` in the configuration matches no finding of a complete run.",
		Why:     "The fault it covered is gone. Left in place, the entry would hide the same fault when it comes back.",
		Example: "- {rule: links/broken, where: /old/}   # /old/ has no broken link any more",
		Fix:     "remove the entry",
		Sources: []string{"configuration: suppressions"},
	},
}

// crash is the finding about a rule that panicked.
func crash(c *Check, fault any) Finding {
	what := Snippet(fmt.Sprint(fault))
	return Finding{
		Rule:     ruleCrash.ID,
		Subject:  c.ID,
		Message:  fmt.Sprintf("rule %s broke down: %q", c.ID, what),
		Evidence: Evidence{Snippet: what},
	}
}
