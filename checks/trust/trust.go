// Package trust holds the rules about what a health page owes its reader: who wrote it, who that person is, and a plain
// word that it replaces no medical advice. What stands on the page is found by package page; here it is judged.
package trust

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// Checks is the family, subject by subject.
var Checks = slices.Concat(authorship, review, disclaimers, safety, evidenceRules, claims, transparency, privacy)

// The rules by subject. Each subject has a list of its own, in the order in which a reader meets it.
var (
	authorship = []*checks.Check{AuthorBylineMissing, AuthorBylineGeneric, AuthorBioMissing, AuthorProfileLinkMissing, AuthorProfileBroken,
		AuthorProfileIncomplete, AuthorCredentialMissing, AuthorUnlicensedUnreviewed, AuthorTopicMismatch, AuthorIdentityConflict, AuthorAIListed}
	review = []*checks.Check{ReviewerMissing, ReviewerUnidentified, ReviewerSelf,
		DateMissing, ContentStale, ReviewOverdue, DateConflict, DateBumpedUnchanged}
	disclaimers = []*checks.Check{MedicalDisclaimerMissing, MedicalDisclaimerWeak, MedicalDisclaimerPageMissing, AffiliateDisclosureMissing, AffiliateDisclosureLate,
		AffiliateLinkUnqualified, SupplementDisclaimerMissing, SponsoredContentUnlabeled, AITextResidue, TestimonialAsEvidence}
	safety        = []*checks.Check{RedFlagGuidanceMissing, EmergencyActionMissing, CrisisLineMissing, StopTreatmentAdvice, DosageWithoutCaution}
	evidenceRules = []*checks.Check{
		ReferencesMissing, ClaimUnsourced, AuthorityNameDropped, CitationLowQuality, CitationIdentifierMalformed, CitationBroken, DOIUnresolved,
		CitationRetracted, CitationOutdated, CitationMarkerOrphan,
	}
	claims       = []*checks.Check{CureClaim, SensationalClaim, ProvenClaimUnsourced, SensationalHeadline, TreatmentRiskMissing}
	transparency = []*checks.Check{AboutPageMissing, ContactMissing, EditorialPolicyMissing, PrivacyPolicyMissing, FundingUndisclosed, DefunctSeal, ReadabilityHard, LanguageUnsupported, ContentNeedsJavaScript}
	privacy      = []*checks.Check{TrackerAdPixel, TrackerSessionReplay, TrackerBeforeConsent}
)

// Standards that several rules rest on.
const (
	googlePeople  = "https://developers.google.com/search/docs/fundamentals/creating-helpful-content"
	googleArticle = "https://developers.google.com/search/docs/appearance/structured-data/article"
	qualityRaters = "Google Search Quality Rater Guidelines, 2.5.2"
	jama          = "Silberg, Lundberg, Musacchio: Assessing, controlling, and assuring the quality of medical information on the Internet, JAMA 1997;277:1244"
	honAuthority  = "HONcode principle 1 (authoritative)"
	honComplement = "HONcode principle 2 (complementarity)"

	nationalAcademy = "Kington et al.: Identifying credible sources of health information in social media, NAM Perspectives 2021, https://doi.org/10.31478/202107a"
	nhsStandard     = "NHS standard for creating health content, https://service-manual.nhs.uk/content"
	pifTick         = "PIF TICK criteria, https://pifonline.org.uk/pif-tick/about/"
	googleDates     = "https://developers.google.com/search/docs/appearance/publication-dates"
	nhsDates        = "https://service-manual.nhs.uk/design-system/patterns/know-that-a-page-is-up-to-date"
	urac            = "URAC Health Web Site Accreditation, WS-15: author or source, and date of the latest review"

	dataSelector = `script[type="application/ld+json"]`
)

// judgeable reports whether the text of a page can be called wanting: its language is one whose phrases are known.
func judgeable(f *page.Facts) bool { return f.Phrases != "" }

// shown are the authors whose names readers can see.
func shown(f *page.Facts) []*page.Person {
	var authors []*page.Person
	for i := range f.Authors {
		if f.Authors[i].Visible {
			authors = append(authors, &f.Authors[i])
		}
	}
	return authors
}

// bioOf finds text about an author, nil for none. Of several, one that readers can see wins. Text that names nobody is the
// author's where there is but one.
func bioOf(f *page.Facts, author *page.Person) *page.Bio {
	var found *page.Bio
	for i := range f.Bios {
		b := &f.Bios[i]
		about := page.SameName(b.Name, author.Name) || sharesName(b.Name, author.Name) || b.Name == "" && len(f.Authors) == 1
		if about && (found == nil || b.Visible && !found.Visible) {
			found = b
		}
	}
	return found
}

// ofAuthor reports whether a statement stands in text about an author: what somebody writes about is not what the page says.
func ofAuthor(f *page.Facts, s *page.Statement) bool {
	return slices.ContainsFunc(f.Bios, func(b page.Bio) bool {
		return s.Selector.In(b.Selector)
	})
}

// sharesName reports whether a byline of one word, such as a first name, is part of a name.
func sharesName(name, byline string) bool {
	return !strings.Contains(byline, " ") && containsWord(page.PlainText(name), page.PlainText(byline))
}

func containsWord(text, word string) bool {
	for w := range strings.FieldsSeq(text) {
		if w == word {
			return true
		}
	}
	return false
}

// evidence is a place on the page.
func evidence(region page.Region, selector page.Selector, snippet string) checks.Evidence {
	return checks.Evidence{Region: region.String(), Selector: selector.String(), Snippet: checks.Snippet(snippet)}
}

// unread reports whether an address leads to what may be a page of the site that the run did not read, or not to its end:
// a limit came first, it was left out, or it could not be verified. What it says or lacks nobody can tell.
func unread(site *crawler.Site, id crawler.ID) bool {
	if id == crawler.None {
		return false
	}
	end, _, loop := site.Final(id)
	u := site.URL(end)
	if loop || !u.Internal {
		return false
	}
	switch u.State {
	case crawler.Skipped:
		return u.Reason != "robots"
	case crawler.Pending, crawler.Unverified, crawler.Partial:
		return true
	}
	return u.State == crawler.OK && !u.Page && strings.Contains(u.MediaType, "html")
}

// articles reports whether the site has at least one article.
func articles(site *crawler.Site) bool {
	for _, id := range site.Pages() {
		if site.Head(id).Kind == crawler.Article {
			return true
		}
	}
	return false
}
