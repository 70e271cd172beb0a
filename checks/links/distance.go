package links

// distance is the number of slips of the hand between two texts: a character more, less or other, or two neighbors
// swapped (Damerau-Levenshtein, optimal string alignment). It stops above limit, where it returns limit+1.
func distance(a, b string, limit int) int { return slips([]rune(a), []rune(b), limit) }

// slips is distance for texts that are compared often. It looks only at the cells of the matrix that are at most limit
// off the diagonal, and ends with the first row that has none within limit.
func slips(s, t []rune, limit int) int {
	if len(s)-len(t) > limit || len(t)-len(s) > limit {
		return limit + 1
	}
	var space [3][64]int16 // long enough for most names, so that nothing is allocated; addresses have 8,192 characters at most
	before, last, row := space[0][:], space[1][:], space[2][:]
	if len(t) >= len(row) {
		before, last, row = make([]int16, len(t)+1), make([]int16, len(t)+1), make([]int16, len(t)+1)
	}
	beyond := int16(limit + 1)
	for j := range min(len(t), limit) + 1 {
		last[j] = int16(j)
	}
	for i := 1; i <= len(s); i++ {
		from, to := max(1, i-limit), min(len(t), i+limit)
		row[from-1] = beyond
		if from == 1 {
			row[0] = int16(i)
		}
		if i+limit <= len(t) {
			last[to] = beyond // the band has moved on: nothing was counted there
		}
		least := row[from-1]
		for j := from; j <= to; j++ {
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differ(s[i-1], t[j-1]))
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least >= beyond {
			return limit + 1
		}
		before, last, row = last, row, before
	}
	return int(min(last[len(t)], beyond))
}

func differ(a, b rune) int16 {
	if a == b {
		return 0
	}
	return 1
}
