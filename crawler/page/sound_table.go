package page

import "golang.org/x/net/html/atom"

// inTable reports whether text and most elements may not stand directly in an element.
func inTable(a atom.Atom) bool {
	switch a {
	case atom.Table, atom.Tbody, atom.Thead, atom.Tfoot, atom.Tr, atom.Colgroup:
		return true
	}
	return false
}

// tbody is the element that authors leave out.
var tbody = newKind("tbody")

func (b *soundBuilder) startTablePart(k *kind) bool {
	for {
		switch top := b.top().DataAtom; top {
		case atom.Table:
			switch k.atom {
			case atom.Tr:
				scratch := b.scratch
				b.scratch = nil
				b.push(&tbody, 0, 0)
				b.scratch = scratch
				return b.push(k, 0, 0)
			case atom.Td, atom.Th, atom.Col:
				return false
			}
			return b.push(k, special|inP, 0)
		case atom.Tbody, atom.Thead, atom.Tfoot:
			switch k.atom {
			case atom.Tr:
				return b.push(k, 0, 0)
			case atom.Td, atom.Th:
				return false
			}
		case atom.Tr:
			if k.atom == atom.Td || k.atom == atom.Th {
				return b.push(k, special|inP, 0)
			}
		case atom.Colgroup:
			if k.atom == atom.Col {
				b.add(k)
				return true
			}
		case atom.Td, atom.Th:
		default:
			return false
		}
		b.pop()
	}
}

func (b *soundBuilder) endTablePart(name string, a atom.Atom) bool {
	switch a {
	case atom.Td, atom.Th:
		b.popIf(atom.P)
	case atom.Tr:
		b.popIf(atom.Td, atom.Th)
	case atom.Tbody, atom.Thead, atom.Tfoot:
		b.popIf(atom.Td, atom.Th)
		b.popIf(atom.Tr)
	case atom.Table:
		b.popIf(atom.Td, atom.Th)
		b.popIf(atom.Tr)
		b.popIf(atom.Tbody, atom.Thead, atom.Tfoot, atom.Colgroup)
	}
	return b.popName(name)
}
