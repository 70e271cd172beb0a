package crawler

import (
	"errors"
	"slices"
	"testing"
)

// Every part is met once, and the last one ends where the list does.
func TestInParts(t *testing.T) {
	for _, n := range []int{0, 1, partSize, 3*partSize + 1} {
		seen := make([]int, n)
		last := make([]int, countParts(n))
		inParts(n, func(part, lo, hi int) {
			for i := lo; i < hi; i++ {
				seen[i]++
			}
			last[part] = hi
		})
		if slices.ContainsFunc(seen, func(times int) bool { return times != 1 }) || n > 0 && last[len(last)-1] != n || !slices.IsSorted(last) {
			t.Errorf("of %d, parts end at %d", n, last)
		}
	}
}

// What is read ahead comes in order and as a whole, and then why there is no more.
func TestAhead(t *testing.T) {
	const n = 2*aheadAtOnce + 1
	end := errors.New("the end")
	var got []int
	err := ahead(func(give func(int)) error {
		for i := range n {
			give(i)
		}
		return end
	}, func(i *int) { got = append(got, *i) })
	if err != end || len(got) != n || !slices.IsSorted(got) {
		t.Errorf("%d of %d, %v", len(got), n, err)
	}
}
