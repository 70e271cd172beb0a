package checks

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"testing"

	"github.com/healthusias/rounds/crawler"
)

// TestFingerprint holds version 1 to its definition: a change here loses every baseline in the world.
func TestFingerprint(t *testing.T) {
	findings := []Finding{
		{Rule: "links/broken", Page: "/heart/", Subject: "/gone/", Message: "one"},
		{Rule: "links/broken", Page: "/heart/", Subject: "/gone/", Message: "two"},
		{Rule: "links/broken", Page: "/heart/", Subject: "Ada Okafor"},
	}
	setFingerprints(&crawler.Site{}, findings)
	for i, text := range []string{"links/broken|/heart/|/gone/|1", "links/broken|/heart/|/gone/|2", "links/broken|/heart/|Ada Okafor|1"} {
		sum := sha256.Sum256([]byte(text))
		if want := hex.EncodeToString(sum[:])[:32]; findings[i].Fingerprint != want {
			t.Errorf("fingerprint of %s is %s, want %s", text, findings[i].Fingerprint, want)
		}
	}
}

// However the findings are dealt out, those of one page are counted together.
func TestFingerprintsSideBySide(t *testing.T) {
	var findings []Finding
	for page := range 40 {
		for i := range 1 + 90*(page%3) {
			findings = append(findings, Finding{Rule: "links/broken", Page: fmt.Sprintf("/%02d/", page), Subject: fmt.Sprint(i / 7)})
		}
	}
	want := slices.Clone(findings)
	setFingerprints(&crawler.Site{}, want)
	setAllFingerprints(&crawler.Site{}, findings, 3)
	for i := range findings {
		if findings[i].Fingerprint != want[i].Fingerprint {
			t.Fatalf("fingerprint %d of %d is %s, want %s", i, len(findings), findings[i].Fingerprint, want[i].Fingerprint)
		}
	}
}
