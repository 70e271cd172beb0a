package page

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/healthusias/rounds/crawler/page/lazy"
)

// Bounds of what is kept of a page that sells.
const (
	maxAffiliates = 200
	maxOffers     = 20
)

// networks are hosts that do nothing but count who sent a buyer.
var networks = set("amzn.to|shareasale.com|shareasale-analytics.com|skimresources.com|redirectingat.com|rstyle.me|linksynergy.com|awin1.com|anrdoezrs.net|dpbolvw.net|jdoqocy.com|tkqlhce.com|kqzyfj.com|sjv.io|pxf.io|impact.com|hop.clickbank.net|clickbank.net|digistore24.com|tradedoubler.com|zanox.com|avantlink.com|pntra.com|pjtra.com|ojrq.net|7eer.net|evyy.net|flexlinks.com|narrativ.com|howl.me|shop-links.co|go.magik.ly|partnerize.com|prf.hn")

// shops are hosts, or beginnings of hosts, where ref= and src= say who sent a buyer. Elsewhere they count visits, however many pages have them.
var shops = words("amazon.|iherb.com|ebay.|etsy.com|walmart.com|target.com|shop.|store.")

// affiliateParams are parameters that name who is paid.
var affiliateParams = words("aff|affid|aff_id|affiliate|affiliate_id|affiliateid|partnerid|rcode|awc|afftrack|clickref")

// redirects are folders of the site's own that lead to shops.
var redirects = words("/go/|/recommends/|/recommend/|/out/|/refer/|/aff/|/buy/")

// links tells what links lead to: publications, shops, what chat programs found.
func (t *trust) links() {
	for k := range t.f.Links {
		l := &t.f.Links[k]
		if !l.Navigates() {
			continue
		}
		external := t.external(l)
		if external {
			t.identified(k, l)
		}
		t.linkResidue(l)
		t.affiliated(k, l, external)
		t.cart(l)
	}
}

// affiliated keeps a link that readers may follow if it is paid for.
func (t *trust) affiliated(k int, l *Link, external bool) {
	if l.Scheme != "" || l.URL == "" || len(t.f.Affiliates) == maxAffiliates {
		return
	}
	switch l.Region {
	case RegionNav, RegionComments, RegionCookie, RegionHead:
		return
	}
	if kind, key := t.affiliate(l, external); kind != "" {
		t.f.Affiliates = append(t.f.Affiliates, AffiliateLink{Link: int32(k), Kind: kind, Key: key})
	}
}

// redirecting reports whether one of redirects is among the folders of a path.
func redirecting(path string) bool {
	for {
		slash := strings.IndexByte(path, '/')
		if slash < 0 || len(path)-slash < len("/go/") {
			return false
		}
		path = path[slash+1:]
		switch path[:2] { // how they begin
		case "go", "re", "ou", "af", "bu":
			for _, folder := range redirects {
				if strings.HasPrefix(path, folder[1:]) {
					return true
				}
			}
		}
	}
}

// inDomains reports whether a host is one of the domains or below one.
func inDomains(host string, domains map[string]bool) bool {
	for below := true; below; _, host, below = strings.Cut(host, ".") {
		if domains[host] {
			return true
		}
	}
	return false
}

// affiliate is how a link is paid for, "" where nothing says so.
func (t *trust) affiliate(l *Link, external bool) (kind, key string) {
	if !external {
		if redirecting(t.pathOf(l.URL)) {
			return "redirect", ""
		}
		return "", ""
	}
	if l.Rel != "" && hasToken(l.Rel, "sponsored") {
		return "sponsored", ""
	}
	host := hostOf(l.URL)
	if inDomains(host, networks) || strings.HasPrefix(host, "refer.") || strings.HasPrefix(host, "track.") && strings.Contains(l.URL, "aff") {
		return "network", ""
	}
	_, query, ok := strings.Cut(l.URL, "?")
	if !ok {
		return "", ""
	}
	query, _, _ = strings.Cut(query, "#")
	return affiliateQuery(host, query)
}

func affiliateQuery(host, query string) (kind, key string) {
	shop := slices.ContainsFunc(shops, func(s string) bool {
		return strings.HasPrefix(host, s) || strings.Contains(host, "."+s) || strings.HasSuffix(host, s)
	})
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		name = strings.ToLower(name)
		switch {
		case value == "":
		case name == "tag" && strings.Contains(host, "amazon."):
			return "amazon", pair
		case slices.Contains(affiliateParams, name):
			return "parameter", pair
		case (name == "ref" || name == "src" || name == "tag" || name == "partner") && shop:
			return "shop-ref", pair
		}
	}
	return "", ""
}

// pathOf is an address without scheme and host.
func (t *trust) pathOf(address string) string {
	if strings.HasPrefix(address, t.origin) {
		return address[len(t.origin)-1:]
	}
	_, rest, _ := strings.Cut(address, "://")
	slash := strings.IndexByte(rest, '/')
	if slash < 0 {
		return ""
	}
	return rest[slash:]
}

var priceShape = lazy.MustCompile(`(?:[$€£]\s?\d{1,5}(?:[.,]\d{2})?|\b\d{1,5}(?:[.,]\d{2})?\s?(?:€|USD|EUR|GBP))(?:\s|$|[^\d])`)

// cartWords are what buttons and links say that put into a cart.
var cartWords = words("add to cart|add to basket|add to bag|buy now|in den warenkorb|jetzt kaufen|añadir al carrito|comprar ahora|ajouter au panier|acheter maintenant|aggiungi al carrello|acquista ora|adicionar ao carrinho|comprar agora|tambahkan ke keranjang|beli sekarang|in winkelwagen")

var cartSet = mustWordSet(cartWords)

// mayBePrice reports whether a currency may stand beside a number of a text, as in each match of priceShape.
func mayBePrice(text string) bool {
	for at := digitIn(text, 0); at < len(text); at = digitIn(text, at) {
		before := at - 1
		if before > 0 && text[before] <= ' ' {
			before--
		}
		for at < len(text) && digit(text[at]) {
			at++
		}
		after := at
		if after < len(text) && text[after] <= ' ' {
			after++
		}
		if before >= 0 && ofCurrency(text[before]) || after < len(text) && ofCurrency(text[after]) {
			return true
		}
	}
	return false
}

// ofCurrency reports whether a byte may be one of a currency's sign, or the first of its code.
func ofCurrency(c byte) bool {
	return c == '$' || c == 'U' || c == 'E' || c == 'G' || c >= utf8.RuneSelf
}

// dataOffers are products with a price in structured data.
func (t *trust) dataOffers() {
	for _, n := range t.nodes {
		if slices.ContainsFunc(n.Types, offerType) && (n.text("price") != "" || n.text("lowPrice") != "") {
			t.offer(Offer{Kind: "schema", Text: cut(firstNonEmpty(n.text("name"), n.text("price"), n.text("lowPrice")), maxExcerpt), Block: -1, Region: RegionHead})
		}
	}
}

// cart keeps a link that puts into a cart.
func (t *trust) cart(l *Link) {
	if len(l.Text) >= len("buy now") && len(l.Text) < 60 && l.Region != RegionNav && l.Region != RegionComments && len(cartSet.appendHits(t.hits[:0], l.Text)) > 0 {
		t.offer(Offer{Kind: "cart", Text: l.Text, Block: l.Block, Region: l.Region, Line: l.Line, Col: l.Col})
	}
}

// prices are those that stand in short blocks.
func (t *trust) prices() {
	for i := range t.f.Blocks {
		b := &t.f.Blocks[i]
		if len(b.Text) >= 60 || !t.said(i) && b.Region != RegionForm {
			continue
		}
		if mayBePrice(b.Text) && priceShape.MatchString(b.Text) {
			t.offer(Offer{Kind: "price", Text: cut(b.Text, maxExcerpt), Block: int32(i), Region: b.Region, Line: b.Line, Col: b.Col})
		}
	}
}

func (t *trust) offer(o Offer) {
	if len(t.f.Offers) < maxOffers {
		t.f.Offers = append(t.f.Offers, o)
	}
}

func offerType(name string) bool { return name == "Offer" || name == "AggregateOffer" }

// linkResidue reports a link whose address was made by a chat program.
func (t *trust) linkResidue(l *Link) {
	if strings.IndexByte(l.URL, '?') < 0 || !strings.Contains(l.URL, "utm_source=") {
		return
	}
	u, err := url.Parse(l.URL)
	if err != nil {
		return
	}
	source := strings.ToLower(u.Query().Get("utm_source"))
	if slices.ContainsFunc(chatSources, func(s string) bool { return strings.HasPrefix(source, s) }) {
		st := Statement{Kind: AIResidue, Code: "link", Text: cut(l.URL, maxExcerpt), Phrase: "utm_source=" + cut(source, 40), Block: -1, Section: -1,
			Region: l.Region, Hidden: l.Hidden, Confidence: "high", Selector: l.Selector, Line: l.Line, Col: l.Col}
		if t.room(&st) {
			t.f.Statements = append(t.f.Statements, st)
		}
	}
}

var chatSources = words("chatgpt|openai|perplexity|copilot|claude|gemini")
