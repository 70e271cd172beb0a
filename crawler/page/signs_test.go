package page

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// What only spares a closer look never hides what that finds.
func TestFirstLooks(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	names := words("Jane|Roe|de|la|Dr.|dr|prof.|von|A|In|is|a|nurse|MD,|Roe,|O'Neil|Éva|van:|der|M.|and|The|Work")
	folders := words("go|recommends|recommend|out|refer|aff|buy|gone|health|o|r|reference|a")
	befores, behinds := strings.Split(";Leeds, ;Leeds (;– ;In ", ";"), strings.Split(";) ; | ;: ;. – ; is;|", ";")
	dates := strings.Split("3 May 2024;May 3, 2024;2024-05-03;3.5.2024;27/5/24;3. May 2024;May 2024;12 May;760;2024;24/5/760", ";")
	for range 20_000 {
		var text []string
		for range 1 + r.IntN(5) {
			text = append(text, names[r.IntN(len(names))])
		}
		line := strings.Join(text, " ")
		if name, _ := leadingName(line); strings.Contains(dropTitles(name), " ") && !opensAsName(line) {
			t.Fatalf("%q begins with the name %q", line, name)
		}
		path := ""
		for range r.IntN(4) {
			path += "/" + folders[r.IntN(len(folders))]
		}
		path += []string{"", "/", "/?x"}[r.IntN(3)]
		if got, want := redirecting(path), slices.ContainsFunc(redirects, func(folder string) bool { return strings.Contains(path, folder) }); got != want {
			t.Fatalf("%q redirects: %v", path, got)
		}
		digits := randomText(r, []rune("1290 -.,;()/aé"), r.IntN(20))
		if got, want := mayHoldDate(digits), plainHoldsDate(digits); got != want {
			t.Fatalf("%q may hold a date: %v", digits, got)
		}
		head := befores[r.IntN(len(befores))] + dates[r.IntN(len(dates))] + behinds[r.IntN(len(behinds))]
		if found := opening.FindString(head); plainHoldsDate(found) && !mayHoldDay(head) {
			t.Fatalf("%q holds the date %q", head, found)
		}
	}
}

// plainHoldsDate is mayHoldDate, a byte at a time.
func plainHoldsDate(text string) bool {
	for i := 0; i+1 < len(text); i++ {
		if digit(text[i]) && digit(text[i+1]) && (i+2 == len(text) || !digit(text[i+2])) {
			return true
		}
	}
	return false
}

// Of the years in an entry of the sources, the one in brackets counts, else the last that stands before the day when it was read.
func TestYearOf(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "2019": 2019, "12019": 0, "2019a": 0, "1959": 0, "1960": 1960, "2049": 2049, "2050": 0,
		"Roe J. (2018) A trial of 2020 people.": 2018, "BMJ 2017;358:j2019": 2017, "Spine 2015, 40, 1999": 1999, "20 2 201 2011. 19": 2011, "1998 1999": 1999, "p 1 2011": 2011,
		"A page of 2016. Accessed 3 May 2022": 2016, "Lancet 1998 351 1999. Retrieved 2024": 1999, "no year at all, volume 3020": 0,
	} {
		if got := yearOf(text); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}
