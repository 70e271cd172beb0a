package crawler

import (
	"slices"
	"strings"
)

// heads are the Heads of all pages, one after the other.
type heads struct {
	all     []Head
	at      []uint32 // by ID: 1 more than where the Head is, 0 for a URL that is no walked page
	classes map[classKey]*Class
	texts   texts // titles and headings
}

// classKey tells classes apart.
type classKey struct {
	kind, by, lang, partial, types          string
	guess, noIndex, shell, hollow, fragment bool
}

func newHeads(urls, pages int) heads {
	return heads{all: make([]Head, 0, pages), at: make([]uint32, urls), classes: map[classKey]*Class{}}
}

// of is the Head of a page, nil for another URL. It is valid until the next add.
func (h *heads) of(id ID) *Head {
	if int(id) < len(h.at) && h.at[id] > 0 { // None is not
		return &h.all[h.at[id]-1]
	}
	return nil
}

// add adds a page. The memory of the class may be used again.
func (h *heads) add(id ID, head Head, c Class) {
	title := h.texts.keep(head.Title)
	if head.H1 == head.Title {
		head.H1 = title
	} else {
		head.H1 = h.texts.keep(head.H1)
	}
	head.ID, head.Class, head.Title = id, h.class(c), title
	h.all = append(h.all, head)
	h.at[id] = uint32(len(h.all))
}

// class is the one copy of a class.
func (h *heads) class(c Class) *Class {
	key := classKey{string(c.Kind), c.KindBy, c.Lang, c.Partial, strings.Join(c.Types, "\n"), c.Guess, c.NoIndex, c.Shell, c.Hollow, c.Fragment}
	one, ok := h.classes[key]
	if !ok {
		c.Types = slices.Clone(c.Types)
		one = &c
		h.classes[key] = one
	}
	return one
}

// decide says what a page is, by what, and whether that is a guess.
func (h *heads) decide(id ID, kind Kind, by string, guess bool) {
	head := h.of(id)
	c := *head.Class
	c.Kind, c.KindBy, c.Guess = kind, by, guess
	head.Class = h.class(c)
}
