package fetch

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"html"
	"net/url"
	"slices"
	"strings"
)

// parts are the forms of a header's value that are a secret each: the whole, without its scheme ("Bearer", "Basic"), and of
// Basic credentials (RFC 7617) the password.
func parts(value string) []string {
	list := []string{value}
	scheme, rest, ok := strings.Cut(value, " ")
	if !ok {
		return list
	}
	list = append(list, strings.TrimSpace(rest))
	if pair, err := base64.StdEncoding.DecodeString(rest); err == nil && strings.EqualFold(scheme, "basic") {
		user, password, _ := strings.Cut(string(pair), ":")
		if password == "" {
			password = user
		}
		list = append(list, string(pair), password)
	}
	return list
}

// secretsIn are the secrets of an address that the user gave: password, or user name where it stands alone, and the values of
// parameters that are secret by their name.
func secretsIn(address string) []string {
	var list []string
	b := []byte(address)
	if start, end := nextUser(b, 0); end > 0 {
		user, password, has := strings.Cut(address[start:end], ":")
		if !has || password == "" {
			password = user
		}
		list = append(list, plainSpelling(password))
	}
	for from := 0; ; {
		start, end := nextParameter(b, from)
		if end == 0 {
			return list
		}
		list = append(list, plainSpelling(address[start:end]))
		from = end
	}
}

// plainSpelling is a part of an address without percent-encoding.
func plainSpelling(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// guessable reports values that are no secret by themselves: short, or a short word. They stand in any text.
func guessable(value string) bool {
	plainWord := !strings.ContainsFunc(value, func(r rune) bool { return r < 'a' || r > 'z' })
	return len(value) < 6 || len(value) < 8 && plainWord
}

// spellings are the forms in which a value may come back: as it is, encoded for addresses, HTML and JSON, in small letters, and in base64 with whatever
// else was encoded around it.
func spellings(value string) [][]byte {
	if guessable(value) {
		return nil
	}
	query, path := url.QueryEscape(value), url.PathEscape(value)
	list := []string{value, query, path, lowerHex(query), lowerHex(path), html.EscapeString(value), strings.ToLower(value), strings.ToLower(query)}
	if text, err := json.Marshal(value); err == nil {
		list = append(list, string(text[1:len(text)-1]), strings.ReplaceAll(value, "/", `\/`))
	}
	for offset := range 3 {
		list = append(list, base64Core(base64.RawStdEncoding, value, offset), base64Core(base64.RawURLEncoding, value, offset))
	}
	slices.Sort(list)
	var out [][]byte
	for _, s := range slices.Compact(list) {
		if len(s) >= 6 {
			out = append(out, []byte(s))
		}
	}
	return out
}

// base64Core is what base64 makes of a value that stands offset bytes into what is encoded: the characters that
// depend on the value alone.
func base64Core(coding *base64.Encoding, value string, offset int) string {
	padded := append(make([]byte, offset), value...)
	text := coding.EncodeToString(padded)
	first := (8*offset + 5) / 6 // characters before it share bits with what stands before the value
	last := 8 * len(padded) / 6 // the one after it shares bits with what follows
	return text[first:last]
}

func lowerHex(s string) string {
	b := []byte(s)
	for i := 0; i+2 < len(b); i++ {
		if b[i] == '%' {
			copy(b[i+1:i+3], bytes.ToLower(b[i+1:i+3]))
		}
	}
	return string(b)
}

// sortLongestFirst puts a spelling before those that it contains.
func sortLongestFirst(list [][]byte) {
	slices.SortFunc(list, func(a, b []byte) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return bytes.Compare(a, b)
	})
}
