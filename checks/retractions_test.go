package checks_test

import (
	"strings"
	"testing"

	"github.com/healthusias/rounds/checks"
)

const retractionList = "\ufeffRecord ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Notes\n" +
	`1,"A ""quoted"" title, with a comma",1/15/2020 0:00,10.1000/notice1,900,10.1000/Paper1,101,Retraction,` + "\n" +
	"2,Doubted,2021-03-01,unavailable,0,https://doi.org/10.1000/paper2,0,Expression of concern,\n" +
	"3,Corrected,3/1/2021 0:00,10.1000/notice3,0,unavailable,303,Correction,\n" +
	"4,Back,5/1/2019 0:00,10.1000/notice4,0,10.1000/paper4,404,Retraction,\n" +
	"5,Back,5/1/2020 0:00,10.1000/notice5,0,10.1000/paper4,404,Reinstatement,\n" +
	"6,Twice,5/1/2019 0:00,,0,10.1000/paper6,0,Expression of concern,\n" +
	"7,Twice,5/1/2020 0:00,10.1000/notice7,0,10.1000/paper6,0,Retraction,\n" +
	"8,Twice,5/1/2021 0:00,,0,10.1000/paper6,0,Correction,\n" +
	"9,Gone again,5/1/2019 0:00,,0,10.1000/paper9,0,Reinstatement,\n" +
	"10,Gone again,5/1/2022 0:00,,0,10.1000/paper9,0,Retraction,\n" +
	"11,Nobody,5/1/2022 0:00,,0,unavailable,0,Retraction,\n" +
	"12,Short row\n"

func TestRetractions(t *testing.T) {
	list, err := checks.ReadRetractions(strings.NewReader(retractionList))
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		kind, value string
		nature      checks.Nature // 0: none
	}{
		{"doi", "10.1000/paper1", checks.Retracted},
		{"pmid", "101", checks.Retracted},
		{"doi", "10.1000/notice1", 0},
		{"pmid", "900", 0},
		{"doi", "10.1000/paper2", checks.Doubted},
		{"pmid", "0", 0},
		{"pmid", "303", checks.Corrected},
		{"doi", "10.1000/paper4", 0},
		{"pmid", "404", 0},
		{"cochrane", "10.1000/paper6", checks.Retracted},
		{"doi", "10.1000/paper9", checks.Retracted},
		{"doi", "unavailable", 0},
		{"nct", "101", 0},
	} {
		notice, found := list.Find(test.kind, test.value)
		if found != (test.nature > 0) || found && notice.Nature != test.nature {
			t.Errorf("%s %s: %v, found %t; want %v", test.kind, test.value, notice, found, test.nature)
		}
	}
	if notice, _ := list.Find("doi", "10.1000/paper1"); notice.Date.Format("2006-01-02") != "2020-01-15" || notice.DOI != "10.1000/notice1" {
		t.Errorf("notice %+v", notice)
	}
	if list.Len() != 6 {
		t.Errorf("%d papers, want 6", list.Len())
	}
}

func TestRetractionsWithoutColumns(t *testing.T) {
	for _, text := range []string{"", "DOI,Title\n10.1000/x,A title\n"} {
		if _, err := checks.ReadRetractions(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), "RetractionNature") {
			t.Errorf("%q: error %v does not name the column", text, err)
		}
	}
}

func FuzzRetractions(f *testing.F) {
	f.Add(retractionList)
	f.Fuzz(func(t *testing.T, text string) {
		list, err := checks.ReadRetractions(strings.NewReader(text))
		if err == nil {
			list.Find("doi", "10.1000/paper1")
		}
	})
}
