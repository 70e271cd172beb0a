package page

import "golang.org/x/net/html/atom"

// rule is how the standard opens and closes an element in the body. Elements that share a rule are told apart by nothing here.
type rule uint8

const (
	ruleOther rule = iota
	ruleBlock
	ruleHeading
	ruleForm
	ruleItem
	ruleTerm
	ruleButton
	ruleAnchor
	ruleFormatting
	ruleObject
	ruleTable
	ruleTablePart
	ruleVoid
	ruleMeta // void, in the head too
	ruleInput
	ruleLine
	ruleRaw
	ruleHeadRaw // in the head too
	ruleSelect
	ruleOption
	ruleGroup
	ruleDrawing
	ruleFrame // html, head, body
	ruleRefused
)

// lastPlain is the last of the rules by which an end tag needs no more than that its element is the last open one.
const lastPlain = ruleObject

func ruleOf(a atom.Atom) rule {
	switch a {
	case atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Center, atom.Details, atom.Dialog, atom.Dir, atom.Div, atom.Dl,
		atom.Fieldset, atom.Figcaption, atom.Figure, atom.Footer, atom.Header, atom.Hgroup, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.P,
		atom.Search, atom.Section, atom.Summary, atom.Ul, atom.Pre, atom.Listing:
		return ruleBlock
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return ruleHeading
	case atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U:
		return ruleFormatting
	case atom.Area, atom.Br, atom.Embed, atom.Img, atom.Keygen, atom.Wbr, atom.Param, atom.Source, atom.Track:
		return ruleVoid
	case atom.Base, atom.Basefont, atom.Bgsound, atom.Link, atom.Meta:
		return ruleMeta
	case atom.Script, atom.Style, atom.Title, atom.Noscript, atom.Noframes:
		return ruleHeadRaw
	case atom.Textarea, atom.Iframe, atom.Noembed:
		return ruleRaw
	case atom.Caption, atom.Col, atom.Colgroup, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead, atom.Tr:
		return ruleTablePart
	case atom.A:
		return ruleAnchor
	case atom.Li:
		return ruleItem
	case atom.Dd, atom.Dt:
		return ruleTerm
	case atom.Form:
		return ruleForm
	case atom.Button:
		return ruleButton
	case atom.Object:
		return ruleObject
	case atom.Table:
		return ruleTable
	case atom.Input:
		return ruleInput
	case atom.Hr:
		return ruleLine
	case atom.Select:
		return ruleSelect
	case atom.Option:
		return ruleOption
	case atom.Optgroup:
		return ruleGroup
	case atom.Svg:
		return ruleDrawing
	case atom.Html, atom.Head, atom.Body:
		return ruleFrame
	case atom.Applet, atom.Frame, atom.Frameset, atom.Image, atom.Marquee, atom.Math, atom.Nobr, atom.Plaintext, atom.Rb, atom.Rp, atom.Rt,
		atom.Rtc, atom.Template, atom.Xmp:
		return ruleRefused
	}
	return ruleOther
}

// implied reports whether an element is closed by the end tag of what it stands in.
func implied(a atom.Atom) bool {
	switch a {
	case atom.Dd, atom.Dt, atom.Li, atom.Optgroup, atom.Option, atom.P:
		return true
	}
	return false
}

// start handles a start tag whose attributes are read.
func (b *soundBuilder) start(k *kind) bool {
	switch b.phase {
	case initial, beforeHTML:
		b.quirks = b.quirks || b.phase == initial
		b.phase = beforeHead
		return k.atom == atom.Html && b.push(k, 0, 0)
	case beforeHead:
		b.phase = inHead
		return k.atom == atom.Head && b.push(k, 0, 0)
	case inHead:
		switch k.rule {
		case ruleMeta:
			b.add(k)
			return true
		case ruleHeadRaw:
			return b.rawText(b.add(k))
		}
		return false
	case afterHead:
		b.phase = inBody
		return k.atom == atom.Body && b.push(k, 0, 0)
	}
	b.phase = inBody
	if top := b.top().DataAtom; inTable(top) && k.rule != ruleTablePart && (top == atom.Colgroup || k.atom != atom.Script && k.atom != atom.Style) {
		return false
	}
	return b.startInBody(k)
}

// hidden from what stands in an element that the standard calls special: the list item around it.
const special = inItem | inTerm

func (b *soundBuilder) startInBody(k *kind) bool {
	switch k.rule {
	case ruleOther:
		return b.push(k, 0, 0)
	case ruleBlock:
		if !b.endParagraph() {
			return false
		}
		switch k.atom {
		case atom.P:
			return b.push(k, 0, inP)
		case atom.Address, atom.Div, atom.Dialog, atom.Search:
			return b.push(k, 0, 0)
		}
		return b.push(k, special, 0)
	case ruleHeading:
		return b.endParagraph() && b.stack[len(b.stack)-1].rule != ruleHeading && b.push(k, special, 0)
	case ruleForm:
		return b.around()&inForm == 0 && b.endParagraph() && b.push(k, special, inForm)
	case ruleItem:
		return b.endItem(inItem, atom.Li) && b.endParagraph() && b.push(k, special, inItem)
	case ruleTerm:
		return b.endItem(inTerm, atom.Dd, atom.Dt) && b.endParagraph() && b.push(k, special, inTerm)
	case ruleButton:
		return b.around()&inButton == 0 && b.push(k, special|inP, inButton)
	case ruleAnchor:
		sortAttributes(b.scratch)
		return b.around()&inA == 0 && b.push(k, 0, inA)
	case ruleFormatting:
		sortAttributes(b.scratch)
		return b.push(k, 0, 0)
	case ruleObject:
		return b.push(k, special|inP, 0)
	case ruleTable:
		if b.around()&inP != 0 && b.quirks {
			return false
		}
		return b.endParagraph() && b.push(k, special|inP, 0)
	case ruleTablePart:
		return b.startTablePart(k)
	case ruleVoid, ruleMeta:
		b.add(k)
		return true
	case ruleInput:
		b.add(k)
		return b.around()&inSelect == 0
	case ruleLine:
		if b.around()&inSelect != 0 || !b.endParagraph() {
			return false
		}
		b.add(k)
		return true
	case ruleRaw, ruleHeadRaw:
		return b.rawText(b.add(k))
	case ruleDrawing:
		return b.drawing()
	}
	return b.startChoice(k)
}

func (b *soundBuilder) startChoice(k *kind) bool {
	switch k.rule {
	case ruleSelect:
		return b.around()&inSelect == 0 && b.push(k, special|inP, inSelect)
	case ruleOption:
		b.popIf(atom.Option)
		top := b.top().DataAtom
		return (top == atom.Optgroup || !implied(top) || b.around()&inSelect == 0) && b.push(k, 0, 0)
	case ruleGroup:
		b.popIf(atom.Option)
		b.popIf(atom.Optgroup)
		return b.around()&inSelect != 0 && !implied(b.top().DataAtom) && b.push(k, 0, 0)
	}
	return false
}

// endParagraph closes the open paragraph for a block.
func (b *soundBuilder) endParagraph() bool {
	return b.around()&inP == 0 || b.popIf(atom.P)
}

// endItem closes the open list item for the next one.
func (b *soundBuilder) endItem(in around, names ...atom.Atom) bool {
	if b.around()&in == 0 {
		return true
	}
	b.popIf(atom.P)
	return b.popIf(names...)
}

// end handles an end tag.
func (b *soundBuilder) end(name string, a atom.Atom, r rule) bool {
	switch b.phase {
	case inHead:
		b.phase = afterHead
		return b.popIf(atom.Head) && a == atom.Head
	case inBody, afterBody, afterHTML:
		if a == atom.Body || a == atom.Html {
			return b.endBody(a)
		}
		b.phase = inBody
		return b.endInBody(name, a, r)
	}
	return false
}

func (b *soundBuilder) endBody(a atom.Atom) bool {
	b.phase = afterBody
	if a == atom.Html {
		b.phase = afterHTML
	}
	return b.top().DataAtom == atom.Body
}

func (b *soundBuilder) endInBody(name string, a atom.Atom, r rule) bool {
	switch r {
	case ruleBlock, ruleForm, ruleButton, ruleSelect:
		if a != atom.P {
			for implied(b.top().DataAtom) {
				b.pop()
			}
		}
		return b.popName(name)
	case ruleItem, ruleTerm, ruleObject:
		b.popIf(atom.P)
		return b.popName(name)
	case ruleGroup:
		b.popIf(atom.Option)
		return b.popName(name)
	case ruleTable, ruleTablePart:
		return b.endTablePart(name, a)
	case ruleOther, ruleHeading, ruleAnchor, ruleFormatting, ruleOption:
		return b.popName(name)
	}
	return false
}
