package page

//go:generate go tool msgp -file evidence.go -o evidence_codec.go -io=false -tests=false

//msgp:tuple Reference Identifier Marker AffiliateLink Offer Ad Tracker Form Seal Topic Readability Headline

// Reference is one entry of the page's list of sources.
type Reference struct {
	Text     string  // at most 300 characters
	Number   int     // 1-based place in its list
	ID       string  // id of its element, "" without one
	Block    int32   // index in Facts.Blocks
	Links    []int32 // indices in Facts.Links
	Year     int     // of publication, 0 where none is given
	Preprint bool    // the entry says that it is a preprint
	Region   Region
	Hidden   bool
	Selector Selector
	Line     int
	Col      int
}

// Identifier is one identifier of a publication, a trial or a person, in a link or in text.
type Identifier struct {
	Kind    string // doi, pmid, pmcid, nct, isrctn, eudract, cochrane, orcid, npi, gmc
	Value   string // normalized: lower case for DOI, digits for PMID, PMC123, NCT01234567; "" where malformed
	Raw     string // as written, at most 120 characters
	Problem string // what is wrong with it: prefix, dash, trailing-punctuation, doubled-resolver, too-long, digits, check-digit; "" for nothing
	Link    int32  // index in Facts.Links, -1 for one in text
	Block   int32  // index in Facts.Blocks, -1 where its link stands in none
	Entry   int32  // index in Facts.References of the entry that it stands in, -1 outside the list
	About   string // retraction where the words around it speak of one
	Region  Region
	Line    int
	Col     int
}

// Marker is a citation mark in the text: "[3]", a superscript number, or a link to a fragment such as #ref3.
type Marker struct {
	Number int   // 0 where it has none
	Link   int32 // index in Facts.Links, -1 where it is no link
	Block  int32
}

// AffiliateLink is a link for which the site is paid.
type AffiliateLink struct {
	Link int32  // index in Facts.Links; a's in content, aside, header or footer only
	Kind string // sponsored (rel), amazon, network (host of a known network), parameter (aff=, tag= …), redirect (/go/ and the like: paid only if it leads off the site), shop-ref (ref= to a shop)
	Key  string // the parameter and its value, for those that repeat over a site
}

// Offer is a sign that the page sells something.
type Offer struct {
	Kind   string // schema (Product or Offer with a price), price (beside a buying word), cart (button or form that puts into a cart)
	Text   string // at most 120 characters
	Block  int32  // index in Facts.Blocks, -1 where it stands in none
	Region Region
	Line   int
	Col    int
}

// Ad is a sign of paid content: markup that serves an advertisement or marks a sponsored text.
type Ad struct {
	Kind     string // network (adsense, gam …) or sponsored (class of a paid text)
	Name     string // the network, or the part of the class
	Region   Region
	Hidden   bool
	Selector Selector
	Line     int
	Col      int
}

// Tracker is third-party code that follows readers, as the page's own HTML loads it. What a tag manager adds later cannot be seen.
type Tracker struct {
	Vendor string // facebook, tiktok, linkedin, pinterest, snapchat, bing, twitter, google-ads, criteo, taboola, outbrain, hotjar, clarity, google-analytics …
	Class  string // ad-pixel, session-replay, analytics, ads, tag-manager
	Link   int32  // index in Facts.Links of the script or pixel, -1 for inline code
	Gated  bool   // waits for consent: type=text/plain or an attribute of a consent manager
	Line   int
	Col    int
}

// Form is one form.
type Form struct {
	Action   string   // absolute; the page's own address without an action
	Method   string   // GET or POST
	Fields   []string // names of its fields, lower case, at most 40
	Health   []string // of those, the ones that ask for symptoms, diagnoses, age, gender …
	Personal []string // of those, the ones that ask for e-mail, phone or name
	Search   bool     // a search box
	Scripted bool     // has neither action nor method, on a page with scripts: one of them may send it
	Third    bool     // leads to another host
	Privacy  bool     // a privacy link or consent field in it or in the blocks beside it
	Region   Region
	Hidden   bool
	Selector Selector
	Line     int
	Col      int
}

// Seal is a mark of quality that the page displays.
type Seal struct {
	Name     string // honcode, information-standard, pif-tick, urac, afgis, medisuch
	Link     int32  // index in Facts.Links of where it leads or of its image, -1 for neither
	Verified bool   // links to the issuer
	Region   Region
	Hidden   bool
	Line     int
	Col      int
}

// Topic is a body system with its weight in a text.
type Topic struct {
	System string // musculoskeletal, neuro, cardio, respiratory, digestive, endocrine, renal, reproductive, skin, senses, mental, infectious, cancer, immune, nutrition, child
	Score  int
}

// Readability counts the running text of main and article: blocks of at least four words, without references, tables
// and hidden text. A list item is a sentence. Of a text of more than 1,000 words it counts evenly spread blocks. The formulas are
// methods.
type Readability struct {
	Words     int
	Sentences int
	Letters   int // letters and digits
	Syllables int
	Poly      int // words of three syllables or more
	Mono      int // words of one syllable
	Long      int // words of more than six letters
}

// Headline is the tone of the title (and h1) of a page.
type Headline struct {
	Exclaims int      // exclamation marks
	Capitals []string // words of four letters and more in capitals that are no abbreviation
	Hooks    []string // wordings of clickbait, in lower case
}
