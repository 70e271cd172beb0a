package trust_test

import (
	"path/filepath"
	"testing"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/checks/fixture"
	"github.com/healthusias/rounds/checks/trust"
)

// TestApprovedTextShowsWhatDiffers: whoever changed an approved text must see from the message alone what to restore.
func TestApprovedTextShowsWhatDiffers(t *testing.T) {
	site := fixture.Site(t, filepath.Join("testdata", "medical-disclaimer-missing-approved.txtar"))
	const approved = "This page is for information only. It does not replace the advice of your own doctor, and nobody at the foundation can judge your case."
	config := checks.Config{Rules: map[string]checks.Setting{trust.MedicalDisclaimerMissing.ID: {Options: map[string]any{"required": []string{approved}}}}}
	result, err := checks.Run(t.Context(), site, []*checks.Check{trust.MedicalDisclaimerMissing}, config, 1)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, f := range result.Findings {
		got[site.Short(f.Page)] = f.Message
	}
	for page, want := range map[string]string{
		"/a/same/":    "",
		"/a/split/":   "",
		"/a/near/":    `the disclaimer is 84 % like the approved text, missing: "of your own doctor"`,
		"/a/changed/": `the disclaimer is 96 % like the approved text, added: "always"`,
		"/a/none/":    "the approved disclaimer is not on the page",
		"/a/hidden/":  "the approved disclaimer is not on the page",
	} {
		if got[page] != want {
			t.Errorf("%s: %q, want %q", page, got[page], want)
		}
	}
}
