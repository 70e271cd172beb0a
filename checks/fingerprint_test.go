package checks

import (
	"crypto/sha256"
	"encoding/hex"
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
