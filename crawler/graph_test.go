package crawler

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"testing"
)

// A graph says of each edge what went in, from both ends, whether it is packed, whether rows are empty, short, or so long that they have marks, and
// whether one processor makes it or several.
func TestGraph(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, processors := range []int{1, 3} {
		runtime.GOMAXPROCS(processors)
		testGraph(t, processors, 0)
		testGraph(t, processors, plainEdges)
	}
}

func testGraph(t *testing.T, turners, plain int) {
	const nodes = 600
	r := rand.New(rand.NewPCG(1, 2))
	var draft drafted
	want := make([]map[ID]EdgeFlag, nodes)
	for from := range want {
		want[from] = map[ID]EdgeFlag{}
		n := []int{0, 1, 3, 40, 2 * markEvery, 5 * markEvery}[r.IntN(6)]
		if from == nodes/2 {
			n = 2 * pieceEdges
		}
		var targets []ID
		var flags []byte
		for range n {
			to, f := ID(r.IntN(nodes)), EdgeFlag(1+r.IntN(31))
			if r.IntN(3) == 0 {
				to = ID(7 + r.IntN(3)) // has marks as a target
			}
			targets, flags = append(targets, to), append(flags, byte(f))
			want[from][to] |= f
		}
		draft.add(targets, &digest{Flags: flags})
	}
	g, err := draft.pack(plain)
	if err != nil {
		t.Fatal(err)
	}
	if len(draft.pieces) < 2 {
		t.Errorf("%d pieces", len(draft.pieces))
	}
	in, err := g.transpose(turners)
	if err != nil {
		t.Fatal(err)
	}
	if packed := plain == 0; packed && (len(g.marks) == 0 || len(in.marks) == 0) || packed != (g.plain == nil) || packed != (in.plain == nil) {
		t.Errorf("%d rows out and %d rows in have marks", len(g.marks), len(in.marks))
	}
	back := make([]map[ID]EdgeFlag, nodes)
	for to := range back {
		back[to] = map[ID]EdgeFlag{}
	}
	for from := range want {
		for to, flags := range want[from] {
			back[to][ID(from)] = flags
		}
	}
	for id := range ID(nodes) {
		sameRow(t, fmt.Sprintf("out of %d", id), &g, id, want[id])
		sameRow(t, fmt.Sprintf("in to %d", id), &in, id, back[id])
	}
	if got := g.edge(nodes, 0); got != 0 {
		t.Errorf("a node that is not there has an edge of %d", got)
	}
}

// sameRow compares a row with what it should be, read as a whole and edge by edge.
func sameRow(t *testing.T, what string, g *graph, id ID, want map[ID]EdgeFlag) {
	t.Helper()
	var targets []ID
	g.each(id, func(to ID, flags EdgeFlag) bool {
		targets = append(targets, to)
		if want[to] != flags {
			t.Errorf("%s: the edge of %d is %d, want %d", what, to, flags, want[to])
		}
		return true
	})
	if len(targets) != len(want) || !slices.IsSorted(targets) {
		t.Errorf("%s: %d edges, sorted %v, want %d", what, len(targets), slices.IsSorted(targets), len(want))
	}
	for to := range ID(len(g.first) - 1) {
		if got := g.edge(id, to); got != want[to] {
			t.Fatalf("%s: edge of %d alone is %d, want %d", what, to, got, want[to])
		}
	}
}
