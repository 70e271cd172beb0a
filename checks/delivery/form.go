package delivery

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler/page"
)

// FormInsecure reports forms that give away what readers type.
var FormInsecure = &checks.Check{
	ID:       "delivery/form-insecure",
	Title:    "a form gives away what readers enter",
	Severity: checks.Error,
	Doc: checks.Doc{
		What: "A form that sends over http (sub-code `http`), or that asks for health or personal data and puts the answers into an address by the method GET (sub-code `get`; a warning where the form names no address and the page has scripts, one of which may send it). " +
			"A form that asks for health data and posts it to another host without a word about privacy beside it is a warning (sub-code `third-party`). Search boxes are left out, unless they send over http.",
		Why:     "Everybody on the way can read http, and an address stands in logs, histories and the referrers of other sites. What somebody tells a health site about themselves is among the most sensitive data there is.",
		Example: "<form action=\"http://health.example/quiz\"><input name=\"symptoms\">    \n<form action=\"https://health.example/quiz\" method=\"post\">              good",
		Fix:     "send forms over https by the method POST, to your own host or with a link to what becomes of the answers",
		Sources: []string{"GDPR Art. 9 and 32", "https://www.cnil.fr/en/health-data-and-use-cookies-doctissimo-fined-eu380000", "RFC 9110 9.3.1 (GET) and 17.9"},
	},
	Page: func(p *checks.Pass) {
		for i := range p.Page.Facts.Forms {
			judgeForm(p, &p.Page.Facts.Forms[i])
		}
	},
}

func judgeForm(p *checks.Pass, form *page.Form) {
	action := checks.Public(form.Action)
	f := checks.Finding{Subject: action, Source: checks.At(form.Line, form.Col),
		Evidence: checks.Evidence{Region: form.Region.String(), Selector: form.Selector.String(), Snippet: checks.Snippet(strings.Join(form.Fields, ", "))}}
	asked := append(append([]string{}, form.Health...), form.Personal...)
	switch {
	case form.Hidden || len(form.Fields) == 0:
		return
	case strings.HasPrefix(form.Action, "http://") && !unsent(form.Action):
		f.Message, f.Evidence.Code = fmt.Sprintf("the form sends what readers enter to %q over http", checks.Snippet(p.Site.Short(action))), "http"
	case form.Search:
		return
	case form.Method == "GET" && len(asked) > 0 && form.Scripted:
		f.Severity, f.Confidence, f.Evidence.Code = checks.Warning, checks.Medium, "get"
		f.Message = fmt.Sprintf("unless a script sends the form, it puts %q into an address (method GET)", checks.Snippet(strings.Join(asked, ", ")))
		f.Fix = "name the method POST in the form, for whoever the script does not reach"
	case form.Method == "GET" && len(asked) > 0:
		f.Message, f.Evidence.Code = fmt.Sprintf("the form puts %q into an address (method GET)", checks.Snippet(strings.Join(asked, ", "))), "get"
	case form.Third && len(form.Health) > 0 && !form.Privacy:
		f.Severity, f.Evidence.Code = checks.Warning, "third-party"
		f.Message = fmt.Sprintf("the form sends %q to another host without a link to what becomes of it", checks.Snippet(strings.Join(form.Health, ", ")))
	default:
		return
	}
	p.Report(f)
}

// unsent reports whether an http address is that of a machine of one's own: what stands on loopback or a private network goes over no wire of others.
func unsent(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	ip, err := netip.ParseAddr(u.Hostname())
	return err == nil && (ip.IsLoopback() || ip.IsPrivate()) || u.Hostname() == "localhost"
}
