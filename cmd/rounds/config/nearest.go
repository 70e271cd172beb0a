package config

// Nearest is the candidate closest to word within two edits (insertion, deletion, substitution, swap of neighbors),
// "" where there is none. Of equally close ones the first wins.
func Nearest(word string, candidates []string) string {
	best, distance := "", 3
	for _, candidate := range candidates {
		if d := edits(word, candidate); d < distance {
			best, distance = candidate, d
		}
	}
	if distance >= len([]rune(word)) {
		return ""
	}
	return best
}

// edits is the Damerau-Levenshtein distance in its optimal string alignment form.
func edits(from, to string) int {
	a, b := []rune(from), []rune(to)
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 3
	}
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
