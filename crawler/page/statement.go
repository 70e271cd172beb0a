package page

//go:generate go tool msgp -file statement.go -o statement_codec.go -io=false -tests=false

//msgp:tuple Statement

// Statement is a wording of the page that a rule may judge: what was said, where, and what surrounds it. The detectors
// report it whether or not it is a fault; negated, quoted and hedged wordings are kept and marked. Statements stand in the
// order of their blocks, those of the title and the description first; of each kind at most maxOfKind are kept.
type Statement struct {
	Kind    StatementKind
	Code    string // which of its kind: see each kind
	Text    string // the sentence as the page writes it, at most 120 characters, cut so that the wording stays in it
	Phrase  string // the words that gave it away, in lower case, at most 60 characters
	Block   int32  // index in Facts.Blocks; -1 for one in a title, a meta description or a link's address
	Section int32  // index in Facts.Blocks of the h1 or h2 that it stands under, -1 for none: statements with the same one share a section
	Region  Region // RegionHead for titles and descriptions
	Hidden  bool   // readers cannot see it
	Heading bool   // stands in a title, a description or a heading

	// Sourced is what gives a source within the block, or right after it in a line that begins with "Source:": link (to
	// another host that is no social network), ref (link to a fragment of this page), sup (superscript or cite element), marker
	// ("[12]" where there is a reference list), author-year ("(Roe et al., 2021)"), identifier (DOI, PMID …),
	// source-line, authority (link to the named body's own domain, in the block or the reference list). "" where nothing does.
	Sourced string

	Negated bool // a negation stands before it in its sentence, at most 60 characters away
	Quoted  bool // stands in quotation marks, in an element that quotes, or as an example behind "phrases like"
	Hedged  bool // its clause says may, might, could, can help
	Advised bool // its block sends readers to a clinician

	Confidence string   // high, medium or low
	Selector   Selector // of its block, or of the element in the head
	Line       int
	Col        int
}

// Asserted reports whether the page says it to its readers in its own words: visible, neither negated nor quoted, and
// in no comment, card about another page, navigation or cookie notice.
func (s *Statement) Asserted() bool {
	switch s.Region {
	case RegionHead, RegionHeader, RegionMain, RegionArticle, RegionAside, RegionFooter, RegionForm:
		return !s.Hidden && !s.Negated && !s.Quoted
	}
	return false
}

// StatementKind is what a Statement says.
type StatementKind string

// Kinds of statements, with their codes.
const (
	Claim         StatementKind = "claim"           // C1 … C5: a finding of research, of experts or in numbers, as if it had a source
	AuthorityName StatementKind = "authority"       // the body or journal that is said to say something, such as NIH
	Sensational   StatementKind = "sensational"     // miracle, guaranteed, no-side-effects, doctors-hate, secret, fat, detox
	Cure          StatementKind = "cure"            // the disease that is said to be cured
	Proven        StatementKind = "proven"          // proven, tested, doctor-recommended, fda-approved, fda-registered
	Testimonial   StatementKind = "testimonial"     // first person: relief or cure of one's own
	StopTreatment StatementKind = "stop-treatment"  // stop (a medication) or instead (of a treatment)
	Dosage        StatementKind = "dosage"          // instruction, plain (an amount without one) or study (what participants took)
	Caution       StatementKind = "caution"         // label, interaction, pregnancy, contraindication, clinician: what a dose needs beside it
	Benefit       StatementKind = "benefit"         // a verb that promises a good effect of a treatment
	Risk          StatementKind = "risk"            // side effects, risks, who should not
	EmergencyTerm StatementKind = "emergency-term"  // cauda-equina, back, cardiac, breathing, stroke, neuro, allergy, abdomen, pregnancy, mental, child, poisoning
	EmergencyCare StatementKind = "emergency-care"  // emergency (call a number, emergency room) urgent (same day, straight away) or mention (speaks of emergency care and sends nobody there)
	WeakCare      StatementKind = "weak-care"       // sends readers to a clinician without hurry
	CareHeading   StatementKind = "care-heading"    // heading or care card that announces when to get help: heading or card
	Crisis        StatementKind = "crisis"          // a word for suicide or self-harm
	CrisisLine    StatementKind = "crisis-line"     // a number or address of a crisis line; the code is its name or number
	Supplement    StatementKind = "supplement"      // structure or function claim: "supports immune health"
	Fda           StatementKind = "fda-disclaimer"  // evaluated, diagnose or both: which of the two statutory sentences stand in the block
	Affiliation   StatementKind = "affiliate"       // discloses affiliate links or commissions
	Sponsorship   StatementKind = "sponsored"       // labels the page, or a part of it, as paid for
	Funding       StatementKind = "funding"         // says who pays for the site, or that nobody does
	AIResidue     StatementKind = "ai-residue"      // text that a language model left behind: text or link
	AIDisclosure  StatementKind = "ai-disclosure"   // says how automation was used
	NotReviewed   StatementKind = "not-reviewed"    // says that nobody has reviewed the page
	ReviewClaim   StatementKind = "review-claim"    // a review phrase that names no person; the code is who is named instead, if anybody
	Correction    StatementKind = "corrections"     // how errors are corrected or reported
	ReviewCycle   StatementKind = "review-cycle"    // how often pages are reviewed
	SourcePolicy  StatementKind = "source-policy"   // which sources are used
	Postal        StatementKind = "postal-address"  // street, post code, box
	Archived      StatementKind = "archived"        // says that the page is kept as an archive or no longer updated
	Retracted     StatementKind = "retraction-news" // speaks of a retraction
)

// StatementKinds are all kinds.
var StatementKinds = []StatementKind{
	Claim, AuthorityName, Sensational, Cure, Proven, Testimonial, StopTreatment, Dosage, Caution, Benefit, Risk,
	EmergencyTerm, EmergencyCare, WeakCare, CareHeading, Crisis, CrisisLine, Supplement, Fda, Affiliation,
	Sponsorship, Funding, AIResidue, AIDisclosure, NotReviewed, ReviewClaim, Correction, ReviewCycle,
	SourcePolicy, Postal, Archived, Retracted,
}

// Statements of a kind, in document order.
func (f *Facts) Said(kind StatementKind) []*Statement {
	var found []*Statement
	for i := range f.Statements {
		if f.Statements[i].Kind == kind {
			found = append(found, &f.Statements[i])
		}
	}
	return found
}
