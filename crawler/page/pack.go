package page

//go:generate go tool msgp -file pack.go -o pack_codec.go -io=false -tests=false

//msgp:tuple Pack Role DisclaimerForm Lexicon Wording

// Pack is what the text detectors know of one language: the phrases that authors, dates, disclaimers, claims and advice are
// worded in. All of them are in lower case, as PlainText leaves text. A phrase stands for whole words; one that ends with
// an asterisk is the beginning of a word (speciali*), one that begins with an asterisk may be the end of one (*n't). The files
// below packs are what is built in; the configuration adds to them.
type Pack struct {
	Language string   `yaml:"language" json:"language" format:"language" required:"true" doc:"Language as a two-letter code, such as es."`
	Replace  bool     `yaml:"replace" json:"replace,omitempty" doc:"Whether the built-in pack of the language is forgotten instead of added to."`
	Stop     []string `yaml:"stop" json:"stop,omitempty" doc:"Frequent words that tell the language from its neighbors, at least ten; a new language needs them."`

	WrittenBy  []string `yaml:"written_by" json:"written_by,omitempty" doc:"Opens a byline whatever follows: written by."`
	By         []string `yaml:"by" json:"by,omitempty" doc:"Opens a byline where nothing but a name follows: by."`
	ReviewedBy []string `yaml:"reviewed_by" json:"reviewed_by,omitempty" doc:"Opens a reviewer's line: medically reviewed by."`
	ApprovedBy []string `yaml:"approved_by" json:"approved_by,omitempty" doc:"Opens a reviewer's line where a person with a credential or title follows: approved by."`
	ReviewThis []string `yaml:"reviewed_this" json:"reviewed_this,omitempty" doc:"Follows the name of a reviewer: reviewed this article."`
	Negation   []string `yaml:"negation" json:"negation,omitempty" doc:"Words that turn what follows into its opposite."`
	Questions  []string `yaml:"questions" json:"questions,omitempty" doc:"Words that open a question; a sentence that begins with one claims nothing."`
	Hedges     []string `yaml:"hedges" json:"hedges,omitempty" doc:"Words that make a claim a possibility: may, might."`

	Published  []string   `yaml:"published" json:"published,omitempty" doc:"Stands before the date of publication."`
	Updated    []string   `yaml:"updated" json:"updated,omitempty" doc:"Stands before the date of the last change."`
	Reviewed   []string   `yaml:"reviewed" json:"reviewed,omitempty" doc:"Stands before the date of the last review."`
	NextReview []string   `yaml:"next_review" json:"next_review,omitempty" doc:"Stands before the date on which the next review is due."`
	Months     [][]string `yaml:"months" json:"months,omitempty" doc:"Names and abbreviations of the twelve months."`

	AboutAuthor []string `yaml:"about_author" json:"about_author,omitempty" doc:"Headings above a biography."`
	BioVerbs    []string `yaml:"bio_verbs" json:"bio_verbs,omitempty" doc:"Follows the name in the first sentence of a biography."`
	Writing     []string `yaml:"writing" json:"writing,omitempty" doc:"Beginnings of words for who writes."`
	Expertise   []string `yaml:"expertise" json:"expertise,omitempty" doc:"Beginnings of words for what qualifies."`
	Roles       []Role   `yaml:"roles" json:"roles,omitempty" doc:"Occupations by their tier."`
	Generic     []string `yaml:"generic" json:"generic,omitempty" doc:"Bylines that name nobody: editorial team."`
	FieldOpens  []string `yaml:"field_opens" json:"field_opens,omitempty" doc:"Opens the list of what an author covers: specializes in."`
	Generalist  []string `yaml:"generalist" json:"generalist,omitempty" doc:"Fields that cover every topic: family medicine."`

	Strong          []DisclaimerForm `yaml:"strong" json:"strong,omitempty" doc:"Wordings of a medical disclaimer."`
	Soft            *DisclaimerForm  `yaml:"soft" json:"soft,omitempty" doc:"Wording that sends readers to a clinician."`
	Medical         []string         `yaml:"medical" json:"medical,omitempty" doc:"Parts of words that tell a medical notice from a financial one."`
	DisclaimerLinks []string         `yaml:"disclaimer_links" json:"disclaimer_links,omitempty" doc:"Texts of links to a disclaimer page."`

	References []string  `yaml:"references" json:"references,omitempty" doc:"Headings of a list of sources."`
	Source     []string  `yaml:"source" json:"source,omitempty" doc:"Begins a line that names a source: source:."`
	Privacy    []string  `yaml:"privacy" json:"privacy,omitempty" doc:"Words of a link to the privacy policy or of a field of consent."`
	Emergency  []string  `yaml:"emergency_numbers" json:"emergency_numbers,omitempty" doc:"Numbers to call in an emergency."`
	Dial       []string  `yaml:"dial" json:"dial,omitempty" doc:"Words that stand before such a number: call, dial."`
	SubKinds   []Lexicon `yaml:"subkinds" json:"subkinds,omitempty" doc:"Words of titles and headings by the kind of article."`
	Systems    []Lexicon `yaml:"systems" json:"systems,omitempty" doc:"Words by body system."`
	Wordings   []Wording `yaml:"wordings" json:"wordings,omitempty" doc:"What else a page may say."`
}

// Role is a list of occupations of one tier (see Person.Tier).
type Role struct {
	Tier  int      `yaml:"tier" json:"tier" min:"1" required:"true" doc:"1 licensed clinician, 2 academic, 3 support or unlicensed, 4 alternative."`
	Names []string `yaml:"names" json:"names" required:"true" doc:"Occupations."`
}

// DisclaimerForm is one wording of a disclaimer. A sentence has it if it contains a part of a word of each list of needs (a cheap test), matches
// the expression, which crosses no full stop, and, where guarded, has a medical word within 200 characters.
type DisclaimerForm struct {
	Form    string     `yaml:"form" json:"form" required:"true" doc:"Its name in Disclaimer.Form, such as S1."`
	Needs   [][]string `yaml:"needs" json:"needs" required:"true" doc:"Lists of which the sentence holds one phrase each."`
	Match   string     `yaml:"match" json:"match" format:"re2" required:"true" doc:"Regular expression over the sentence."`
	Guarded bool       `yaml:"guarded" json:"guarded,omitempty" doc:"Whether a medical word must stand near."`
}

// Lexicon is a list of phrases under a name.
type Lexicon struct {
	Name  string   `yaml:"name" json:"name" required:"true" doc:"What they stand for."`
	Words []string `yaml:"words" json:"words" required:"true" doc:"Phrases."`
}

// Wording is one way to say what a Statement of a kind says.
type Wording struct {
	Kind   StatementKind `yaml:"kind" json:"kind" format:"statement" required:"true" doc:"Kind of the statement, such as affiliate."`
	Code   string        `yaml:"code" json:"code,omitempty" doc:"Its code; * is the phrase itself."`
	Words  []string      `yaml:"words" json:"words" required:"true" doc:"Phrases, one of which must be there."`
	Then   []string      `yaml:"then" json:"then,omitempty" doc:"Phrases, one of which must follow in the same sentence."`
	Within int           `yaml:"within" json:"within,omitempty" min:"0" doc:"How many bytes may stand between the two; 0: 40."`
	Either bool          `yaml:"either" json:"either,omitempty" doc:"Whether the second may stand before the first as well."`
	With   []string      `yaml:"with" json:"with,omitempty" doc:"Phrases, one of which must stand anywhere in the sentence."`
	Unless []string      `yaml:"unless" json:"unless,omitempty" doc:"Phrases that must not stand in the sentence."`
	Number bool          `yaml:"number" json:"number,omitempty" doc:"Whether a number must stand right before the first phrase."`
	Begins bool          `yaml:"begins" json:"begins,omitempty" doc:"Whether the phrase must begin its block."`
	In     string        `yaml:"in" json:"in,omitempty" enum:"heading,text" doc:"Where alone it counts; unset: anywhere."`
	Hosts  []string      `yaml:"hosts" json:"hosts,omitempty" doc:"Hosts of the body that is named: a link there is its source."`
	Match  string        `yaml:"match" json:"match,omitempty" format:"re2" doc:"Regular expression that the sentence must match as well."`
}
