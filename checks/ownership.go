package checks

import (
	"regexp"
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler"
)

// ownership matches the files by which Google, Yandex, Baidu, Naver and Pinterest verify who owns a site: they stand in its
// root or where a site of several begins, perhaps as a copy "name (1).html".
var ownership = regexp.MustCompile(`^(?:google[0-9a-f]{16}|yandex_[0-9a-f]{16}|baidu_verify_[0-9A-Za-z-]{10,20}|naver[0-9a-f]{32}|pinterest-[0-9a-f]{5})(?:%20\([0-9]\))?(?:\.html?)?$`)

// Ownership reports whether an address is that of such a file. Nothing links to it, no reader should come, and nobody can write it better: it is
// not judged.
func Ownership(address string) bool {
	name := address[strings.LastIndexByte(address, '/')+1:]
	if name == "" || strings.IndexByte("gybnp", name[0]) < 0 { // nearly all
		return false
	}
	return ownership.MatchString(name)
}

// withoutOwnership are the pages that can be judged.
func withoutOwnership(site *crawler.Site) []crawler.ID {
	owned := func(id crawler.ID) bool { return Ownership(site.URL(id).Address) }
	if !slices.ContainsFunc(site.Pages(), owned) {
		return site.Pages()
	}
	return slices.DeleteFunc(slices.Clone(site.Pages()), owned)
}
