package schema

import (
	"slices"
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// articleTypes are the types of a page that is an article.
var articleTypes = []string{"Article", "BlogPosting", "NewsArticle", "MedicalWebPage", "MedicalScholarlyArticle", "ScholarlyArticle", "TechArticle", "Report",
	"AdvertiserContentArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "SocialMediaPosting", "HealthTopicContent"}

// articlesOf are the nodes about the article that the page is: not those of cards and lists, nor those that say they are another page.
func articlesOf(p *checks.Pass) []*page.Node {
	var list []*page.Node
	for _, it := range itemsOf(p) {
		if is(it.Node, articleTypes...) && (it.held == "" || it.held == "mainEntity" || it.held == "mainEntityOfPage" || it.held == "about" || it.held == "subjectOf") && !elsewhere(p, it.Node) {
			list = append(list, whole(it.Node, itemsOf(p))...)
		}
	}
	return list
}

// elsewhere reports whether a node gives the address of another page of the site.
func elsewhere(p *checks.Pass, n *page.Node) bool {
	url, _, _ := strings.Cut(text([]*page.Node{n}, "url"), "#")
	if url == "" {
		return false
	}
	id := p.Site.Lookup(url)
	return id != crawler.None && p.Site.End(id) != p.Page.Head.ID && p.Site.Head(p.Site.End(id)) != nil
}

// ArticleIncomplete reports articles that structured data does not present.
var ArticleIncomplete = &checks.Check{
	ID:       "schema/article-incomplete",
	Title:    "structured data does not say what the article is",
	Severity: checks.Warning,
	Kinds:    []crawler.Kind{crawler.Article},
	Text:     true,
	Doc: checks.Doc{
		What: "An article has no Article, BlogPosting, NewsArticle or MedicalWebPage node (sub-code `no-node`), or the node lacks a headline, an author or the date of publication (sub-code `incomplete`). " +
			"Where only the date of change or an image is missing it is a notice, sub-code `recommended`. Several nodes about the page are read as one. Google requires none of these properties and recommends all.",
		Why:     "Search engines take author and dates from here before they guess them from the page, and guesses are wrong about one time in five.",
		Example: "{\"@type\": \"Article\", \"headline\": \"Back pain\"}\n{\"@type\": \"Article\", \"headline\": \"Back pain\", \"author\": {\"@type\": \"Person\", \"name\": \"Jane Roe\"}, \"datePublished\": \"2026-03-01\"}    good",
		Fix:     "give the page one Article node with headline, author, datePublished, dateModified and image",
		Sources: []string{googleArticle, "https://schema.org/Article"},
	},
	Page: func(p *checks.Pass) {
		if len(p.Page.Facts.DataFault) > 0 {
			return
		}
		nodes := articlesOf(p)
		if len(nodes) == 0 {
			p.Report(checks.Finding{Message: "no structured data presents the article", Evidence: checks.Evidence{Code: "no-node"}})
			return
		}
		judgeArticle(p, nodes)
	},
}

// parts are the properties of an article, each with others that do its work.
var parts = []struct {
	name        string
	others      []string
	recommended bool
}{
	{"headline", []string{"name"}, false}, {"author", []string{"creator"}, false}, {"datePublished", []string{"dateCreated"}, false},
	{"dateModified", []string{"lastReviewed"}, true}, {"image", []string{"thumbnailUrl", "primaryImageOfPage"}, true},
}

func judgeArticle(p *checks.Pass, nodes []*page.Node) {
	var missing, wished []string
	for _, part := range parts {
		switch {
		case has(nodes, append(part.others, part.name)...):
		case part.recommended:
			wished = append(wished, part.name)
		default:
			missing = append(missing, part.name)
		}
	}
	f := checks.Finding{Evidence: place(nodes[0], "incomplete")}
	if len(missing) == 0 {
		f.Severity, f.Evidence.Code = checks.Notice, "recommended"
	}
	if missing = append(missing, wished...); len(missing) > 0 {
		f.Message = "the " + kindName(nodes) + " node has no " + strings.Join(missing, ", ")
		p.Report(f)
	}
}

// kindName is the type by which the article is known.
func kindName(nodes []*page.Node) string {
	for _, n := range nodes {
		if i := slices.IndexFunc(n.Types, func(t string) bool { return slices.Contains(articleTypes, t) }); i >= 0 {
			return n.Types[i]
		}
	}
	return "Article"
}
