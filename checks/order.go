package checks

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/healthusias/rounds/crawler"
)

// sortFindings orders findings by page, rule, subject, place and message. Whatever else differs decides last, so that the
// order never depends on who was judged first.
func sortFindings(findings []Finding) {
	slices.SortStableFunc(findings, func(a, b Finding) int { return compareFindings(&a, &b) })
}

func compareFindings(a, b *Finding) int {
	if n := cmp.Or(strings.Compare(a.Page, b.Page), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Subject, b.Subject)); n != 0 {
		return n
	}
	return cmp.Or(
		compareSource(a.Source, b.Source),
		strings.Compare(a.Message, b.Message),
		strings.Compare(a.Evidence.Selector, b.Evidence.Selector),
		strings.Compare(a.Evidence.Code, b.Evidence.Code),
		strings.Compare(a.Evidence.Snippet, b.Evidence.Snippet),
		slices.Compare(a.Evidence.Path, b.Evidence.Path),
	)
}

// merge joins sorted findings, from the back, so that the longer list stays where it is.
func merge(findings, more []Finding) []Finding {
	i, k := len(findings)-1, len(more)-1
	if len(findings)+len(more) > cap(findings) {
		findings = append(make([]Finding, 0, len(findings)+len(more)), findings...)
	}
	findings = append(findings, more...)
	for at := len(findings) - 1; k >= 0; at-- {
		if i >= 0 && compareFindings(&more[k], &findings[i]) < 0 {
			findings[at] = findings[i]
			i--
			continue
		}
		findings[at] = more[k]
		k--
	}
	return findings
}

func compareSource(a, b *Source) int {
	var none Source
	if a == nil {
		a = &none
	}
	if b == nil {
		b = &none
	}
	return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}

// setFingerprints gives sorted findings their identity across runs, version 1: the SHA-256 of rule, page without host,
// target (without host where it belongs to the site) and occurrence, counted from 1 among the findings that share the
// other three, joined by "|"; the first 32 hex digits. Neither line, message, status, host nor time is part of it.
func setFingerprints(site *crawler.Site, findings []Finding) {
	occurrence, page := 0, ""
	for i := range findings {
		f := &findings[i]
		if i == 0 || f.Page != findings[i-1].Page {
			page = withoutHost(site, f.Page)
		}
		if occurrence++; i == 0 || !f.sameAs(&findings[i-1]) {
			occurrence = 1
		}
		f.Fingerprint = fingerprint(f.Rule, page, withoutHost(site, f.Subject), occurrence)
	}
}

// setAllFingerprints is setFingerprints by as many goroutines as there are workers, each for all findings of some pages.
func setAllFingerprints(site *crawler.Site, findings []Finding, workers int) {
	var group errgroup.Group
	group.SetLimit(workers) // at work: hashing waits for nothing
	for len(findings) > 0 {
		n := min(1024, len(findings))
		for n < len(findings) && findings[n].Page == findings[n-1].Page {
			n++
		}
		some := findings[:n]
		group.Go(func() error { setFingerprints(site, some); return nil })
		findings = findings[n:]
	}
	group.Wait()
}

func (f *Finding) sameAs(g *Finding) bool {
	return f.Page == g.Page && f.Rule == g.Rule && f.Subject == g.Subject
}

func fingerprint(rule, page, target string, n int) string {
	sum := sha256.Sum256([]byte(strings.Join([]string{rule, page, target, strconv.Itoa(n)}, "|")))
	return hex.EncodeToString(sum[:16])
}

// withoutHost is an address of the site from its path on; anything else stays as it is.
func withoutHost(site *crawler.Site, address string) string {
	if short := site.Short(address); short != address {
		return short
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || !site.Own(u.Host) {
		return address
	}
	_, rest, _ := strings.Cut(address, "://")
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		return rest[i:]
	}
	return "/"
}
