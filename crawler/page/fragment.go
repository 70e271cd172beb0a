package page

import (
	"net/url"
	"slices"
	"strings"
)

// Indicates reports whether a fragment indicates a part of a document with these sorted ids (HTML Standard 7.4.6.4: as written,
// percent-decoded, or "top"; a text directive is no part of it).
func Indicates(ids []string, fragment string) bool {
	fragment, _, _ = strings.Cut(fragment, ":~:")
	if fragment == "" || strings.EqualFold(fragment, "top") {
		return true
	}
	if _, ok := slices.BinarySearch(ids, fragment); ok {
		return true
	}
	decoded, err := url.PathUnescape(fragment)
	if err != nil {
		return false
	}
	_, ok := slices.BinarySearch(ids, decoded)
	return ok
}
