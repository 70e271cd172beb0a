package trust

import "testing"

func TestTiers(t *testing.T) {
	for host, want := range map[string]tier{
		"pubmed.ncbi.nlm.nih.gov": {rank: 1},
		"www.cdc.gov":             {rank: 1},
		"health.gov.example":      {},
		"www.gov.uk":              {rank: 1},
		"saude.gov.br":            {rank: 1},
		"salud.gob.mx":            {rank: 1},
		"kemkes.go.id":            {rank: 1},
		"notgov.com":              {},
		"gov.com":                 {},
		"my-nih.gov.com":          {},
		"doi.org":                 {rank: 1},
		"link.springer.com":       {rank: 2},
		"www.medrxiv.org":         {rank: 2, preprint: true},
		"med.stanford.edu":        {rank: 3},
		"ox.ac.uk":                {rank: 3},
		"patient.info":            {rank: 3},
		"en.wikipedia.org":        {rank: 4},
		"someone.blogspot.de":     {rank: 4},
		"spine.example":           {},
		"":                        {},
	} {
		if got := tierOf(host); got != want {
			t.Errorf("%s: %+v, want %+v", host, got, want)
		}
	}
}
