package page

//go:generate go tool msgp -file facts.go -o facts_codec.go -io=false -tests=false

//msgp:tuple Facts Text Heading Directive Canonical Property Node Prop Fault Date Person Bio Disclaimer
//msgp:ignore Link Block Image

import "time"

// Facts is everything Rounds knows about one answer. It is a plain value: it holds no pointer into a
// document, it can be stored, sent and compared. Strings taken from the page are as the page wrote them,
// white space folded; whoever prints them escapes them (package reports/safe).
type Facts struct {
	URL       string // address that was asked, absolute
	Status    int    // HTTP status
	MediaType string // lower case, without parameters; "" where none was sent
	HTML      bool   // the body was parsed as HTML

	Charset       string // name by the WHATWG Encoding Standard, such as "utf-8"
	CharsetSource string // bom, header, meta, valid-utf8 or sniffed
	Lang          string // html[lang] as written
	Base          string // document base URL, absolute; equals URL without a base element

	// Partial says why the facts are incomplete: "" (complete), "truncated", "reset", "idle",
	// "deadline", "parse-degraded" or "charset-guessed". Nothing is reported missing on a partial page.
	Partial string
	// Ends names what a source that was transferred whole ends within, in the middle of it: "tag", "comment", "element", or a
	// raw-text element such as "script"; "" where it ends as it should.
	Ends    string
	Notices []string // what was odd about the answer but read all the same, such as "says gzip, sends plain"
	Size    int      // decoded body, bytes
	Hash    uint64   // of the main text, whatever its markup; 0 where there is none

	Titles       []Text
	Descriptions []Text
	H1s          []Text // also in Headings
	Headings     []Heading
	Robots       []Directive
	Canonicals   []Canonical
	Refresh      string // target of a meta refresh or Refresh header, absolute; "" where there is none
	RefreshDelay int    // seconds
	ScriptTarget string // where a script of a page with hardly a word sends its readers, absolute; "" where none plainly does

	Links  Links
	IDs    []string // values of id, and of a[name], sorted, without duplicates
	Images Images

	Data      []Node // JSON-LD, microdata and RDFa as one normalized forest
	DataFault []Fault
	OpenGraph []Property // og:, article:, twitter: and the author metas, in document order

	Blocks    Blocks `msg:"-"` // half of all facts: stored beside them, see Blocks
	Words     int    // words of running text in main and article blocks that are visible
	LinkWords int    // of those, words inside links
	Dates     []Date

	Authors     []Person // the byline cascade's winners, in order; empty where no author was found
	AuthorFinds []Person // every candidate the cascade saw, rejected ones included
	Bios        []Bio
	Reviewers   []Person     // who the page says reviewed it, by name
	ReviewFinds []Person     // every candidate, rejected ones included: bodies, references that the page does not resolve
	People      []Person     // whom structured data describes under an identifier (Person.ID), so that other pages may name it; at most 20
	Disclaimers []Disclaimer // strongest first, at most 12
	Phrases     string       // language of the phrases that the text detectors looked for, "" where they know none that fits

	// What the page says and shows beyond its people, dates and disclaimers. All of it is empty on ordinary pages.
	Statements    []Statement
	References    []Reference // entries of the list of sources, in order
	ReferenceList Text        // heading of that list; empty where there is none
	Markers       []Marker
	Identifiers   []Identifier
	Affiliates    []AffiliateLink
	Offers        []Offer
	Ads           []Ad
	Trackers      []Tracker
	Consent       []string // consent managers by their fingerprints, such as cookiebot; "consent-mode" where the page denies by default
	Forms         []Form
	Seals         []Seal
	Readability   Readability
	Headline      Headline
	SubKinds      []string // of an article, by title and headings: condition, treatment, nutrition-supplement, drug, mental-health, pregnancy, child, news, personal-story, product-review, lifestyle
	Topics        []Topic  // of the page, strongest first, at most 3; only where a bio names systems
	Undated       uint32   // hash of the content without the blocks that state dates; 0 where there is none
	DetectedLang  string   // of the text, by its frequent words; "" where it is short or in no language of ours
	LangShare     int      // percent of its words that are frequent ones of that language: a measure of confidence

	Matches []bool // of Options.Match, whether the page has such an element

	// Shell is set where the document is an empty application root that scripts fill:
	// its text cannot be judged without JavaScript.
	Shell bool
	// Hollow is set where the place of the page's header, navigation or footer is empty, and scripts may fill it:
	// what is missing on the page may stand there.
	Hollow bool
}

// Selector names an element of a page, by the way to it from the nearest ancestor with an id of its own, from main or from body. It is a short
// form, which String writes out: a page has hundreds, and hardly any is ever shown. A selector begins with those of the elements around its
// element. It is a step for each element on the way: a byte with its number in stepNames, for others 0, the name and 0; and where the byte
// says so, by stepNumbered, its number among its siblings of the name. Numbers are varints.
type Selector string

// Region is where on the page something stands.
type Region uint8

// Regions. Content (what the author wrote for this page) is Main and Article; a header or footer
// inside main or article belongs to it.
const (
	RegionHead Region = iota
	RegionNav
	RegionHeader
	RegionMain
	RegionArticle
	RegionAside
	RegionFooter
	RegionComments
	RegionRelated
	RegionCookie
	RegionForm
)

var regionNames = [...]string{"head", "nav", "header", "main", "article", "aside", "footer", "comments", "related", "cookie", "form"}

func (r Region) String() string { return regionNames[r] }

// Content reports whether the region holds what was written for this page.
func (r Region) Content() bool { return r == RegionMain || r == RegionArticle }

// Text is a string with its place.
type Text struct {
	Text     string
	Selector Selector
	InBody   bool // a head element that the parser found in body
	Line     int  // 1-based; 0 where the parser invented the element
	Col      int  // 1-based, in bytes
}

// Heading is one h1 to h6.
type Heading struct {
	Level    int
	Text     string
	Selector Selector
	Region   Region
	Hidden   bool
	Line     int
	Col      int
}

// Directive is one robots rule: from meta name=robots or a crawler's own meta, or X-Robots-Tag.
type Directive struct {
	Source string // meta or header
	Agent  string // robots, or the crawler it names, lower case
	Value  string // one directive, lower case, such as "noindex" or "max-snippet:20"
	InBody bool
}

// Canonical is one rel=canonical.
type Canonical struct {
	Raw    string
	URL    string // absolute, "" where Raw cannot be resolved
	Source string // html or header
	InBody bool
}

// Link is one occurrence of an address that the page loads or leads to, in document order.
type Link struct {
	URL     string // absolute, normalized as the WHATWG URL Standard does, with fragment; "" where there is none
	Raw     string // attribute value as written
	Element string // a, area, link, img, source, script, iframe, video, audio, track, embed, object, form, meta, style, svg names; lower case
	Attr    string // href, src, srcset, poster, data, action, formaction, content, style, xlink:href, text (CSS)
	Rel     string // rel attribute as written, for form the method in upper case
	Text    string // accessible name: text, else aria-label, alt of an image in it, title; at most 200 characters
	Region  Region
	Hidden  bool // hidden, display:none, aria-hidden, template or noscript
	Crumb   bool // stands in navigation that calls itself a breadcrumb
	Target  string
	Problem string // "" or why it is no address: missing, empty, hash or malformed; one that is malformed by spaces alone has a URL all the same
	Scheme  string // lower-case scheme where it is not http or https: mailto, tel, javascript, data …

	Selector Selector
	Block    int32  // index in Facts.Blocks of the text block that holds it, -1 where it stands in none
	Group    uint64 // hash of the link list it stands in (same container, 3 links or more), else 0: the same group on half the pages is template
	Line     int    // 1-based; 0 where unknown
	Col      int    // 1-based, in bytes
}

// Navigates reports whether a reader follows the link (a, area); the others load something or are declarations.
func (l *Link) Navigates() bool { return l.Element == "a" || l.Element == "area" }

// Image is one img.
type Image struct {
	Link     int    // index in Facts.Links of its src, -1 without one
	Alt      string // alt, else aria-label
	HasAlt   bool   // has one of them, or plays no part (role=presentation)
	InLink   bool   // the only content of a link
	Width    string
	Height   string
	Loading  string
	Region   Region
	Hidden   bool
	Selector Selector
	Line     int
	Col      int
}

// Property is a meta element's name and content.
type Property struct {
	Name    string // lower case
	Content string
}

// Node is one structured-data object. Values keep document order.
type Node struct {
	Source string   // json-ld, microdata or rdfa
	ID     string   // @id or itemid, absolute where it resolves
	Types  []string // without the schema.org prefix
	Props  []Prop
}

// Prop is one property of a Node: either Text or Node is set.
type Prop struct {
	Name string
	Text string
	Node *Node
}

// Fault is structured data that does not parse.
type Fault struct {
	Source string
	Detail string
	Line   int
}

// Block is one text block: p, li, td, th, dt, dd, blockquote, figcaption, caption, h1 to h6, summary, address, or a div or
// section with text of its own.
type Block struct {
	Element  string
	Text     string
	Region   Region
	Hidden   bool
	Selector Selector
	Words    int
	InLinks  int // words of it inside links
	Line     int
	Col      int
}

// Date is one date of the page.
type Date struct {
	Time   time.Time
	Day    bool   // the day is known; false for "May 2024"
	Label  string // published, updated, reviewed, next-review or ""
	Source string // json-ld, meta, time, text, microdata
	Raw    string
	Other  time.Time // the other reading of 03/04/2024; zero where there is but one
	Region Region

	Visible  bool // readers see it
	Selector Selector
	Line     int // 0 for dates in the head
	Col      int
}

// Person is an author or reviewer as one source names them.
type Person struct {
	Name        string   // without titles and credentials
	Raw         string   // as written
	ID          string   // @id in structured data, absolute; other pages may know more of it
	Credentials []string // as written, such as MD or "Medical Assistant"
	Tier        int      // 1 licensed clinician, 2 academic, 3 support or unlicensed, 4 alternative, 0 none found
	Profile     string   // absolute address the name links to, "" without one
	Source      string   // json-ld, meta, microdata, class, text, bio
	Visible     bool     // the name stands in visible text of header, main, aside or footer of the article
	Generic     bool     // admin, editorial team, the site's own name …
	Org         bool     // an organization by its markup
	Rejected    string   // why the cascade passed over it, "" for a winner
	Region      Region
	Selector    Selector
	Snippet     string
	Line        int
	Col         int
}

// Bio is text about an author.
type Bio struct {
	Name        string // whom it is about, "" where unsure
	Text        string // at most 600 characters
	Credentials []string
	Tier        int
	Profile     string
	Topics      []Topic // body systems that it names as its field, strongest first
	Generalist  bool    // names a general field instead, such as family medicine
	Source      string  // class, heading, shape, json-ld; profile: the text of a page about nobody else
	Confidence  string  // high, medium, low
	Visible     bool
	Region      Region
	Selector    Selector
	Line        int
	Col         int
}

// Strength orders what a page says in place of medical advice.
type Strength uint8

// Strengths of a disclaimer.
const (
	DisclaimerNone   Strength = iota
	DisclaimerSoft            // "always consult your doctor"
	DisclaimerLink            // link to a disclaimer page
	DisclaimerStrong          // "not a substitute for professional medical advice"
)

// Disclaimer is one candidate with its place.
type Disclaimer struct {
	Strength Strength
	Phrase   string // the words that matched, at most 120 characters
	Form     string // S1 … S6, soft, link, configured
	Region   Region
	Hidden   bool
	Position int // percent of the document's text before it

	BelowComments bool // stands after the first comment of readers
	InFooter      bool // stands in the page's footer, not just behind its content
	Link          string
	Selector      Selector
	Line          int
	Col           int
}
