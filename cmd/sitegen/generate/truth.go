package generate

import (
	"bufio"
	"fmt"
	"io"
)

// Fault is a planted fault: the rule that must report it, the page, and what the fault is about. Page and Subject are paths;
// Subject is empty where the fault is the page's own.
type Fault struct {
	Rule, Page, Subject string
}

// Faults calls yield for every planted fault, page by page.
func (s *Site) Faults(yield func(Fault) bool) {
	for i := firstHub; i < s.Len(); i++ {
		if locate(i).kind != kindArticle {
			continue
		}
		for _, f := range s.faultsOf(i) {
			if !yield(f) {
				return
			}
		}
	}
}

// faultsOf are the planted faults of an article. That a pillar does not list it is a fault of the pillar.
func (s *Site) faultsOf(i int) []Fault {
	var list []Fault
	page, f := s.Path(i), s.faults(i)
	p := locate(i)
	pillar := s.Path(pillarNumber(p.hub, p.pillar))
	add := func(planted bool, rule, page, subject string) {
		if planted {
			list = append(list, Fault{Rule: rule, Page: page, Subject: subject})
		}
	}
	add(f.orphan, "graph/orphan", page, "")
	add(f.orphan || f.unlisted, "clusters/pillar-to-article", pillar, page)
	add(f.noPillarLink, "clusters/article-to-pillar", page, pillar)
	add(f.noBio, "trust/author-bio-missing", page, "")
	add(f.noBio, "trust/author-profile-link-missing", page, "")
	add(f.noDisclaimer, "trust/medical-disclaimer-missing", page, "")
	for _, l := range s.links(i) {
		add(l.route == broken, "links/broken", page, l.path)
		add(l.route == moved, "links/redirect", page, l.path)
		add(l.route == moved2, "links/redirect-chain", page, l.path)
	}
	return list
}

// WriteTruth writes the planted faults as tab-separated rule, page and subject.
func (s *Site) WriteTruth(w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "# rule\tpage\tsubject")
	for f := range s.Faults {
		fmt.Fprintf(out, "%s\t%s\t%s\n", f.Rule, f.Page, f.Subject)
	}
	return out.Flush()
}
