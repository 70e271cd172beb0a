package page

import (
	"errors"
	"slices"
)

// maxLetters bounds the different bytes that the phrases of one automaton have.
const maxLetters = 64

// maxStates bounds its states, which are numbered in 16 bits.
const maxStates = 1<<16 - 1

var errTooMany = errors.New("too many phrases, or too many different characters in them")

// automaton finds phrases in a text in one pass over its bytes, however many they are: Aho and Corasick (1975). What it means to
// have arrived in a state is up to its owner. ASCII letters match in either case.
type automaton struct {
	class   [256]uint8           // of each byte; 0 are those that no phrase has
	next    [][maxLetters]uint16 // state after a byte of a class; state 0 is the beginning
	classes uint8
	longest int // bytes of the longest phrase
}

func newAutomaton() automaton { return automaton{next: make([][maxLetters]uint16, 1)} }

// insert adds a phrase in lower case and returns the state at its end.
func (a *automaton) insert(phrase string) (state uint16, err error) {
	a.longest = max(a.longest, len(phrase))
	for i := range len(phrase) {
		c := phrase[i]
		if a.class[c] == 0 {
			if a.classes++; a.classes == maxLetters {
				return 0, errTooMany
			}
			a.class[c] = a.classes
		}
		if state, err = a.grow(state, a.class[c]); err != nil {
			return 0, err
		}
	}
	return state, nil
}

// grow is the state behind another, made where it is not there yet.
func (a *automaton) grow(state uint16, class uint8) (uint16, error) {
	if a.next[state][class] == 0 {
		if len(a.next) == maxStates {
			return 0, errTooMany
		}
		a.next[state][class] = uint16(len(a.next))
		a.next = append(a.next, [maxLetters]uint16{})
	}
	return a.next[state][class], nil
}

// settle numbers the classes by how many states they lead on from: the letters that texts mostly have come to stand in the first
// cache line of a state.
func (a *automaton) settle() {
	var ways [maxLetters]int
	for i := range a.next {
		for class, next := range a.next[i] {
			if next != 0 {
				ways[class]++
			}
		}
	}
	order := make([]uint8, a.classes) // old numbers
	for i := range order {
		order[i] = uint8(i + 1)
	}
	slices.SortStableFunc(order, func(x, y uint8) int { return ways[y] - ways[x] })
	var now [maxLetters]uint8
	for i, old := range order {
		now[old] = uint8(i + 1)
	}
	for c := range a.class {
		a.class[c] = now[a.class[c]]
	}
	for i := range a.next {
		row := a.next[i]
		for k, old := range order {
			a.next[i][k+1] = row[old]
		}
	}
}

// order renumbers the states by how far they are from the beginning, and returns the new numbers by the old ones. Texts mostly stay near the
// beginning, so what they need stands together.
func (a *automaton) order() (now []uint16) {
	queue := make([]uint16, 1, len(a.next))
	for i := 0; i < len(queue); i++ {
		for _, next := range a.next[queue[i]] {
			if next != 0 {
				queue = append(queue, next)
			}
		}
	}
	now = make([]uint16, len(a.next))
	for i, old := range queue {
		now[old] = uint16(i)
	}
	sorted := make([][maxLetters]uint16, len(a.next))
	for i, old := range queue {
		for class, next := range a.next[old] {
			sorted[i][class] = now[next]
		}
	}
	a.next = sorted
	return now
}

// fold ends the growing: it settles the classes and lets ASCII capitals count as their small letters.
func (a *automaton) fold() {
	a.settle()
	for c := 'A'; c <= 'Z'; c++ {
		a.class[c] = a.class[c|0x20]
	}
}

// link makes the tree of phrases an automaton: where no phrase goes on, the longest ending that begins one does. Inherit
// is called for each state with that ending, which was settled before.
func (a *automaton) link(inherit func(state, ending uint16)) {
	a.fold()
	fallback := make([]uint16, len(a.next))
	for queue := []uint16{0}; len(queue) > 0; queue = queue[1:] {
		state := queue[0]
		behind := fallback[state]
		for class, next := range a.next[state] {
			switch {
			case next == 0:
				a.next[state][class] = a.next[behind][class]
				continue
			case state != 0:
				fallback[next] = a.next[behind][class]
			}
			inherit(next, fallback[next])
			queue = append(queue, next)
		}
	}
}
