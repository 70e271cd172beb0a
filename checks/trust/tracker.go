package trust

import (
	"fmt"
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// Standards about readers' data.
const (
	libert2015     = "Libert: Privacy implications of health information seeking on the web, CACM 58(3), 2015"
	cnilDoctissimo = "https://www.cnil.fr/en/health-data-and-use-cookies-doctissimo-fined-eu380000"
	ocrBulletin    = "HHS OCR bulletin on online tracking technologies (March 2024; vacated in part for public pages in June 2024)"
	gdpr9          = "GDPR Art. 9 (health data), ePrivacy Directive Art. 5(3)"
)

// TrackerAdPixel reports pixels of advertising networks.
var TrackerAdPixel = &checks.Check{
	ID:       "trust/tracker-ad-pixel",
	Title:    "a health page reports its readers to advertisers",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "The page's own HTML loads a pixel or script by which an advertising network learns who reads the page: Meta, TikTok, LinkedIn, Pinterest, Snap, Microsoft, X, Google Ads, Criteo, Taboola, Outbrain. " +
			"Where the page also asks for health data in a form the finding is an error: the answers travel beside the reader's identity. Whom the law binds to ask first, such as a hospital, sets the level of the rule to error. Code that waits for consent is left out.",
		Why: "The address of a health page tells a condition. Nine in ten health pages were found to call third parties, and most told them what the reader looked up.",
		Example: "<script>fbq('init', '123')</script>                                     on /depression/\n" +
			"<script type=\"text/plain\" data-category=\"marketing\">…</script>           good: waits for consent",
		Fix:     "remove the pixel from health content, or load it only after the reader has agreed",
		Sources: []string{libert2015, gdpr9, cnilDoctissimo, ocrBulletin},
	},
	Page: func(p *checks.Pass) {
		f := checks.Finding{Severity: checks.Warning}
		if asksForHealth(p.Page.Facts) {
			f.Severity = checks.Error
			f.Evidence.Code = "health-form"
		}
		reportTrackers(p, "ad-pixel", f, "the page tells %s who reads it")
	},
}

// asksForHealth reports whether a form of the page asks for health data.
func asksForHealth(f *page.Facts) bool {
	return slices.ContainsFunc(f.Forms, func(form page.Form) bool { return len(form.Health) > 0 && !form.Search && !form.Hidden })
}

// TrackerSessionReplay reports code that records what readers do.
var TrackerSessionReplay = &checks.Check{
	ID:       "trust/tracker-session-replay",
	Title:    "a health page records what its readers do",
	Severity: checks.Warning,
	Doc: checks.Doc{
		What:    "The page's own HTML loads a service that records pointer, scrolling and typing of each visit: Hotjar, Clarity, FullStory, Mouseflow, Lucky Orange, LogRocket, Smartlook. Code that waits for consent is left out.",
		Why:     "A recording of somebody reading about a condition, and of what they type into a search box or a quiz, is health data in the hands of a third party.",
		Example: "<script src=\"https://static.hotjar.com/c/hotjar-1.js\"></script>",
		Fix:     "remove the recorder from health content, or load it only after the reader has agreed",
		Sources: []string{gdpr9, cnilDoctissimo},
	},
	Page: func(p *checks.Pass) {
		reportTrackers(p, "session-replay", checks.Finding{}, "%s records what readers do on the page")
	},
}

// reportTrackers files a finding for each vendor of a class that does not wait for consent.
func reportTrackers(p *checks.Pass, class string, f checks.Finding, message string) {
	var seen []string
	for i := range p.Page.Facts.Trackers {
		t := &p.Page.Facts.Trackers[i]
		if t.Class != class || t.Gated || slices.Contains(seen, t.Vendor) {
			continue
		}
		seen = append(seen, t.Vendor)
		f.Subject, f.Source = t.Vendor, checks.At(t.Line, t.Col)
		f.Message = fmt.Sprintf(message, t.Vendor)
		f.Evidence.Snippet = trackerAddress(p, t)
		p.Report(f)
	}
}

// trackerAddress is what the page loads of a tracker, "" for code that stands in the page.
func trackerAddress(p *checks.Pass, t *page.Tracker) string {
	if t.Link < 0 {
		return ""
	}
	return checks.Snippet(p.Page.Facts.Links[t.Link].Raw)
}

// TrackerBeforeConsent reports trackers that ask nobody.
var TrackerBeforeConsent = &checks.Check{
	ID:       "trust/tracker-before-consent",
	Title:    "trackers start before the reader has agreed",
	Severity: checks.Notice,
	Doc: checks.Doc{
		What: "The page's own HTML loads trackers (advertising, recording or analytics) that no attribute holds back, and shows no sign of a consent manager. " +
			"What a tag manager adds later cannot be seen in HTML: a tag manager alone is not reported.",
		Why:     "In the European Union a tracker that is not needed to show the page may start only after consent, and on a health page what it learns is sensitive.",
		Example: "<script src=\"https://www.googletagmanager.com/gtag/js?id=G-1\"></script>    and no consent manager\n<script type=\"text/plain\" data-cookieconsent=\"statistics\" …>    good",
		Fix:     "hold trackers back until the reader has agreed, or use an analysis that sets nothing and sends nothing to others",
		Sources: []string{gdpr9, cnilDoctissimo},
	},
	Page: func(p *checks.Pass) {
		f := p.Page.Facts
		if len(f.Consent) > 0 {
			return
		}
		var vendors []string
		for _, t := range f.Trackers {
			if !t.Gated && (t.Class == "ad-pixel" || t.Class == "session-replay" || t.Class == "analytics") && !slices.Contains(vendors, t.Vendor) {
				vendors = append(vendors, t.Vendor)
			}
		}
		if len(vendors) == 0 {
			return
		}
		p.Report(checks.Finding{
			Confidence: checks.Medium,
			Message:    fmt.Sprintf("%s in the page's own HTML without a sign of consent", starts(vendors)),
		})
	},
}

func starts(vendors []string) string {
	if len(vendors) == 1 {
		return vendors[0] + " starts"
	}
	return strings.Join(vendors[:len(vendors)-1], ", ") + " and " + vendors[len(vendors)-1] + " start"
}
