package trap

import (
	"hash/fnv"
	"strconv"
	"strings"
)

// slot is a place in an address where an id may stand: a parameter, or a segment that looks random.
type slot struct {
	name   string // with the origin
	value  string
	form   uint64 // of the address without the value
	minted bool   // the value looks random, or the name is one that servers give to session ids
}

// form is an address without the value of one slot.
type form struct {
	slot string
	hash uint64
}

// parameter is what is known of a slot from the pages that were read.
type parameter struct {
	texts  map[uint64]uint64 // by form: the text of the first page that was read
	values map[uint64]bool
	same   int  // pages that read like another page of their form
	minted bool // all values look random
	waits  int  // waves in which addresses had to wait
	tells  bool // pages differ by its value: it says which page is meant
}

// Bounds of the proof that a slot says nothing.
const (
	proof    = 5 // pages like another of their form, and values, where they look like session ids
	maxWaits = 5 // waves in which addresses wait for the proof
)

// silent reports whether the value is proven to say nothing: every page that was read with several of them was the same.
func (p *parameter) silent(limit int) bool {
	need := limit
	if p.minted {
		need = min(limit, proof)
	}
	return !p.tells && p.same >= need && len(p.values) >= need
}

func (w *Watch) readSession(address string, text uint64) {
	for _, s := range slotsOf(address) {
		p := w.sessions[s.name]
		if p == nil {
			p = &parameter{texts: map[uint64]uint64{}, values: map[uint64]bool{}, minted: true}
			w.sessions[s.name] = p
		}
		if p.tells {
			continue
		}
		p.minted = p.minted && s.minted
		if len(p.values) < w.limits.Pages {
			p.values[hashOf(s.value)] = true
		}
		switch first, ok := p.texts[s.form]; {
		case !ok:
			p.texts[s.form] = text
		case first == text && text != 0:
			p.same++
		default:
			*p = parameter{tells: true}
		}
	}
}

// trials are the addresses of one wave that are let through to see whether a slot says anything.
type trials struct {
	forms  map[form]bool
	counts map[*parameter]int // trials of a form that was read before
	waited map[*parameter]bool
}

func (t *trials) end() {
	for p := range t.waited {
		p.waits++
	}
}

// note counts an address that goes through whatever it is.
func (w *Watch) note(c *Candidate, t *trials) {
	for _, s := range slotsOf(c.Address) {
		t.forms[form{s.name, s.form}] = true
	}
}

// session skips an address that differs by a silent slot alone from one that was read. While an id is only suspected, it lets a few
// addresses through to tell; the others wait.
func (w *Watch) session(c *Candidate, t *trials) Verdict {
	slots := slotsOf(c.Address)
	for _, s := range slots {
		p := w.sessions[s.name]
		if p == nil || p.tells {
			continue
		}
		_, read := p.texts[s.form]
		again := read || t.forms[form{s.name, s.form}]
		switch {
		case !again:
		case p.silent(w.limits.Pages) && p.minted:
			return Verdict{Kind: Session}
		case p.silent(w.limits.Pages):
			return Verdict{Kind: Facets}
		case s.minted && p.minted && p.waits < maxWaits && (!read || t.counts[p] >= proof):
			t.wait(p)
			return Verdict{Later: true}
		case read:
			t.counts[p]++
		}
	}
	w.note(c, t)
	return Verdict{}
}

func (t *trials) wait(p *parameter) {
	if t.waited == nil {
		t.waited = map[*parameter]bool{}
	}
	t.waited[p] = true
}

// slotsOf lists the slots of an address.
func slotsOf(address string) []slot {
	origin, path, query := cut(address)
	slots := pathSlots(origin, path, query)
	if query == "" {
		return slots
	}
	params := strings.Split(query, "&")
	for i, param := range params {
		name, value, _ := strings.Cut(param, "=")
		if value == "" {
			continue
		}
		h := fnv.New64a()
		h.Write([]byte(address[:len(origin)+len(path)]))
		for k, other := range params {
			if k != i {
				h.Write([]byte{'&'})
				h.Write([]byte(other))
			}
		}
		slots = append(slots, slot{name: origin + "?" + name, value: value, form: h.Sum64(), minted: sessionNames[strings.ToLower(name)] || random(value, 8)})
	}
	return slots
}

// pathSlots are "/page;jsessionid=1A2B", "/(S(1a2b))/page" and segments that look random.
func pathSlots(origin, path, query string) (slots []slot) {
	start := 0
	for n := 0; start < len(path); n++ {
		end := start + 1
		for end < len(path) && path[end] != '/' {
			end++
		}
		segment := path[start+1 : end]
		at, name := start+1, ""
		if before, param, ok := strings.Cut(segment, ";"); ok {
			key, _, _ := strings.Cut(param, "=")
			at, name = start+1+len(before), origin+";"+key
		} else if random(strings.Trim(segment, "()"), 12) || strings.HasPrefix(segment, "(S(") {
			name = origin + "/" + strconv.Itoa(n)
		}
		if name != "" {
			slots = append(slots, slot{name: name, value: path[at:end], form: hashOf(origin, path[:at], path[end:], query), minted: true})
		}
		start = end
	}
	return slots
}

// sessionNames are parameters that servers are known to keep a session in.
var sessionNames = map[string]bool{
	"sid": true, "session": true, "sessionid": true, "session_id": true, "sess": true, "phpsessid": true, "jsessionid": true, "aspsessionid": true,
	"oscsid": true, "zenid": true, "cfid": true, "cftoken": true, "xtcsid": true, "_sid": true, "s_id": true, "sesskey": true,
}

// random reports whether a value looks made by a machine: letters and digits mixed, without any separator.
func random(value string, least int) bool {
	if len(value) < least {
		return false
	}
	letters, digits := 0, 0
	for i := 0; i < len(value); i++ {
		switch c := value[i]; {
		case digit(c):
			digits++
		case 'a' <= c|0x20 && c|0x20 <= 'z':
			letters++
		default:
			return false
		}
	}
	return digits >= 2 && letters >= 1
}
