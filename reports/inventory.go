package reports

import (
	"fmt"
	"strings"

	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
)

// eachPage calls yield for each page of the site, sorted by address. Only one page is in memory at a time.
func eachPage(site *crawler.Site, yield func(*Page) error) error {
	homes := placesOf(site)
	return load(site, func(p *crawler.Page) error {
		row := pageOf(p)
		home := homes[p.Head.ID]
		row.Pillar, row.Hub = home.pillar, home.hub
		return yield(&row)
	})
}

// load reads the facts of one page after the other.
func load(site *crawler.Site, yield func(*crawler.Page) error) error {
	for _, id := range site.Pages() {
		p, err := site.Load(id)
		if err != nil {
			return fmt.Errorf("reading the facts of %s: %w", site.URL(id).Address, err)
		}
		if err := yield(p); err != nil {
			return err
		}
	}
	return nil
}

func pageOf(p *crawler.Page) Page {
	f := p.Facts
	return Page{
		URL: p.URL.Address, Kind: string(p.Head.Kind), Status: p.URL.Status, State: p.URL.State.String(),
		Depth: int(p.URL.Depth), In: int(p.Head.In), Out: int(p.Head.Out), Words: int(p.Head.Words), Title: p.Head.Title,
		Author: authorOf(f), Reviewer: reviewerOf(f),
		Published: publishedOn(f), Updated: dateOf(f.Dates, "updated"), Reviewed: dateOf(f.Dates, "reviewed"),
		Disclaimer: disclaimerOf(f.Disclaimers),
	}
}

// authorOf is the first author of the byline cascade. A bio without a name is taken for theirs.
func authorOf(f *page.Facts) *Author {
	if len(f.Authors) == 0 {
		return nil
	}
	p := &f.Authors[0]
	a := &Author{Name: p.Name, Credentials: filled(p.Credentials), Tier: p.Tier, Profile: p.Profile}
	for i := range f.Bios {
		if b := &f.Bios[i]; b.Visible && (b.Name == "" || strings.EqualFold(b.Name, p.Name)) {
			a.Bio = true
		}
	}
	return a
}

// reviewerOf is the first reviewer that the page names.
func reviewerOf(f *page.Facts) *Reviewer {
	if len(f.Reviewers) == 0 {
		return nil
	}
	return &Reviewer{Name: f.Reviewers[0].Name}
}

// publishedOn is the day on which a page says it was written, "" where it says only when it changed.
func publishedOn(f *page.Facts) string {
	d := f.Written()
	if d.Time.IsZero() || d.Label != "published" && d.Label != "" {
		return ""
	}
	return dateOf([]page.Date{d}, d.Label)
}

// dateOf is the first date with the label, one with a day before one without: 2026-01-02, else 2026-01.
func dateOf(dates []page.Date, label string) string {
	month := ""
	for i := range dates {
		switch d := &dates[i]; {
		case d.Label != label:
		case d.Day:
			return d.Time.Format("2006-01-02")
		case month == "":
			month = d.Time.Format("2006-01")
		}
	}
	return month
}

var strengths = map[page.Strength]string{page.DisclaimerSoft: "soft", page.DisclaimerLink: "link", page.DisclaimerStrong: "strong"}

// disclaimerOf names the strongest disclaimer that readers see and its region.
func disclaimerOf(list []page.Disclaimer) string {
	for i := range list {
		if d := &list[i]; !d.Hidden && strengths[d.Strength] != "" {
			return strengths[d.Strength] + "-" + d.Region.String()
		}
	}
	return "none"
}

// place is where a page stands in the contract.
type place struct{ pillar, hub string }

func placesOf(site *crawler.Site) map[crawler.ID]place {
	address := func(id crawler.ID) string {
		if id == crawler.None {
			return ""
		}
		return site.URL(id).Address
	}
	places := map[crawler.ID]place{}
	for _, hub := range site.Contract.Hubs {
		for _, pillar := range hub.Pillars {
			for _, m := range pillar.Members {
				if m.Primary {
					places[m.ID] = place{address(pillar.ID), address(hub.ID)}
				}
			}
			places[pillar.ID] = place{hub: address(hub.ID)}
		}
	}
	return places
}
