package page

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// kind is what the name of a tag says.
type kind struct {
	written string // the name in a source
	name    string // in lower case
	atom    atom.Atom
	rule    rule
}

// kinds remembers what names say: pages have few of them, again and again. It has room for one of those that begin, end and are long alike.
type kinds [128]kind

// longestKind is how long a name is at most that is remembered.
const longestKind = 32

// of is the kind of a tag by its name. It is good until the next is asked for.
func (all *kinds) of(written string) *kind {
	if len(written) > longestKind {
		k := newKind(written)
		return &k
	}
	k := &all[(uint(written[0])*11+uint(written[len(written)-1])+uint(len(written))*7)%uint(len(all))]
	if k.written != written {
		*k = newKind(strings.Clone(written)) // it may outlive the source
	}
	return k
}

func newKind(written string) kind {
	name := lowerASCII(written)
	a := atom.Lookup([]byte(name))
	if a != 0 {
		name = a.String()
	}
	return kind{written, name, a, ruleOf(a)}
}
