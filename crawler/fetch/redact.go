package fetch

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"reflect"
	"strings"
)

// withheld stands where a configured secret was.
const withheld = "[secret]"

// Redactor takes secrets out of what is stored and shown: the values it was made with, in every spelling in which a page
// may give them back, and in addresses what is a secret by its place: user name and password, and the values of query
// parameters such as token or signature.
//
// A parameter's value becomes "[secret-" with the beginning of a hash, so that two values stay two addresses, in every run
// and on every machine. The hash has no key: it is about values that the site itself has published. A value that the
// Redactor was made with leaves no trace. The zero value knows no secret by its value. Safe for concurrent use.
type Redactor struct{ values [][]byte }

// NewRedactor knows the values of the secrets and what is secret in the addresses.
func NewRedactor(secrets []Secret, addresses ...string) *Redactor {
	var values []string
	for _, s := range secrets {
		values = append(values, parts(s.Value)...)
	}
	for _, address := range addresses {
		values = append(values, secretsIn(address)...)
	}
	r := new(Redactor)
	for _, v := range values {
		r.values = append(r.values, spellings(v)...)
	}
	sortLongestFirst(r.values)
	return r
}

// Text is s without secrets.
func (r *Redactor) Text(s string) string {
	if !r.Finds([]byte(s)) {
		return s
	}
	b := []byte(s)
	for _, value := range r.values {
		b = bytes.ReplaceAll(b, value, []byte(withheld))
	}
	b = replace(b, nextUser, func([]byte) string { return withheld })
	return string(replace(b, nextParameter, mark))
}

// Finds reports whether Text would change anything in b, which may hold many texts one after the other.
func (r *Redactor) Finds(b []byte) bool {
	for _, value := range r.values {
		if bytes.Contains(b, value) {
			return true
		}
	}
	if _, end := nextUser(b, 0); end > 0 {
		return true
	}
	_, end := nextParameter(b, 0)
	return end > 0
}

// Strings redacts every string that a pointer leads to, in place: exported fields, elements, and what they lead to. Those
// may be texts that were cut, even in the middle of a secret.
func (r *Redactor) Strings(pointer any) { r.walk(reflect.ValueOf(pointer)) }

func (r *Redactor) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString(r.uncut(r.Text(v.String())))
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			r.walk(v.Elem())
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				r.walk(v.Field(i))
			}
		}
	case reflect.Slice, reflect.Array:
		if v.Type().Elem().Kind() == reflect.Uint8 {
			return
		}
		for i := range v.Len() {
			r.walk(v.Index(i))
		}
	}
}

// uncut takes the beginning of a value off the end of a text.
func (r *Redactor) uncut(s string) string {
	const least = 6 // bytes that are no chance
	for _, value := range r.values {
		for n := len(value) - 1; n >= least; n-- {
			if rest, ok := strings.CutSuffix(s, string(value[:n])); ok {
				return rest + withheld
			}
		}
	}
	return s
}

// Redacted reports whether something was taken out of an address: it can be named, but not asked for.
func Redacted(address string) bool { return strings.Contains(address, withheld[:len(withheld)-1]) }

// replace writes with(part) for each part of b that next finds.
func replace(b []byte, next func(b []byte, from int) (start, end int), with func([]byte) string) []byte {
	var out []byte
	done := 0
	for {
		start, end := next(b, done)
		if end == 0 {
			return append(out, b[done:]...)
		}
		out = append(append(out, b[done:start]...), with(b[start:end])...)
		done = end
	}
}

// mark names a value without saying it.
func mark(value []byte) string {
	sum := sha256.Sum256(value)
	return "[secret-" + hex.EncodeToString(sum[:6]) + "]"
}

// nextUser finds user name and password of an address in b: what stands between // and the last @ of the host's part. A
// name with a dot and no password is kept: it is there to be taken for the host, and readers must be told. End is 0 where
// there is none.
func nextUser(b []byte, from int) (start, end int) {
	for at := from; ; at++ {
		i := bytes.IndexByte(b[at:], '@')
		if i < 0 {
			return 0, 0
		}
		at += i
		begin := hostPart(b, from, at)
		if begin < 0 {
			continue
		}
		at = lastAt(b, at)
		user := b[begin:at]
		if len(user) == 0 || string(user) == withheld || bytes.IndexByte(user, '.') >= 0 && bytes.IndexByte(user, ':') < 0 {
			continue
		}
		return begin, at
	}
}

// hostPart is where the part of an address begins in which b[at] stands, -1 where that is no host's part.
func hostPart(b []byte, from, at int) int {
	const longest = 512 // of a user name with its password
	for i := at - 1; i >= from+1 && i > at-longest; i-- {
		switch c := b[i]; {
		case c == '/' && b[i-1] == '/':
			return i + 1
		case endsHostPart(c):
			return -1
		}
	}
	return -1
}

// nextParameter finds the value of a parameter that is secret by its name. End is 0 where there is none.
func nextParameter(b []byte, from int) (start, end int) {
	for at := from; ; at++ {
		i := bytes.IndexByte(b[at:], '=')
		if i < 0 {
			return 0, 0
		}
		at += i
		begin := at
		for begin > from && nameByte(b[begin-1]) {
			begin--
		}
		if begin == at || begin == 0 || !strings.ContainsRune("?&#;", rune(b[begin-1])) {
			continue
		}
		value := b[at+1:]
		if i := bytes.IndexFunc(value, endsValue); i >= 0 {
			value = value[:i]
		}
		if secretParameter(string(b[begin:at]), len(value)) && !bytes.HasPrefix(value, []byte("[secret")) {
			return at + 1, at + 1 + len(value)
		}
	}
}

// lastAt is the last @ of the host's part in which b[at] is one: browsers take what stands behind it for the host.
func lastAt(b []byte, at int) int {
	for i := at + 1; i < len(b); i++ {
		switch c := b[i]; {
		case c == '@':
			at = i
		case endsHostPart(c):
			return at
		}
	}
	return at
}

func endsHostPart(c byte) bool { return c <= ' ' || strings.IndexByte(`/\?#"<>`, c) >= 0 }

func nameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
}

func endsValue(r rune) bool { return r <= ' ' || r == 0xfffd || strings.ContainsRune(`&#"'<>`, r) }
