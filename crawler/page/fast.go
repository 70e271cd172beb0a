package page

import (
	"net/netip"
	"strconv"
	"strings"
)

// fastBase resolves the references that make up nearly all of the web without parsing: those of plain characters that
// every step of the standard's algorithm leaves as they are. It must agree with the parser or decline; FuzzResolve
// holds it to that.
type fastBase struct {
	scheme string // "https:"; "" where nothing can be resolved fast
	origin string // "https://host:port"
	dir    string // of the path, with origin and closing slash
	path   string // with origin
	whole  string // without fragment
}

// newFastBase takes a normalized http or https address without user and password.
func newFastBase(address string) fastBase {
	scheme := address[:strings.IndexByte(address, ':')+1]
	host := len(scheme) + len("//")
	b := fastBase{scheme: scheme, origin: address[:host+strings.IndexByte(address[host:], '/')]}
	b.whole, _, _ = strings.Cut(address, "#")
	b.path, _, _ = strings.Cut(b.whole, "?")
	b.dir = b.path[:strings.LastIndexByte(b.path, '/')+1]
	return b
}

// plainAddress reports whether an absolute address is surely normalized.
func plainAddress(address string) bool {
	for _, scheme := range [...]string{"https:", "http:"} {
		if rest, found := strings.CutPrefix(address, scheme); found {
			missing, ok := plainAuthority(scheme, rest)
			return ok && missing == ""
		}
	}
	return false
}

// resolve returns the two parts of the absolute address of a reference. The first is empty where the second is all of it.
func (b *fastBase) resolve(ref string) (base, rest string, ok bool) {
	if ref == "" || b.scheme == "" {
		return "", "", false
	}
	switch c := ref[0]; {
	case c == '#':
		return b.whole, ref, len(ref) > 1 && plainRest(ref[1:], "")
	case c == '?':
		return b.path, ref, plainRest(ref[1:], "#")
	case c == '/' && len(ref) > 1 && ref[1] == '/':
		missing, ok := plainAuthority(b.scheme, ref)
		return b.scheme, ref + missing, ok
	case c == '/':
		return b.origin, ref, plainPath(ref)
	case c == '.':
		return b.climb(ref)
	}
	if path, own := strings.CutPrefix(ref, b.origin); own && path != "" && path[0] == '/' {
		return "", ref, plainPath(path)
	}
	for _, scheme := range [...]string{"https:", "http:"} {
		if rest, found := strings.CutPrefix(ref, scheme); found {
			missing, ok := plainAuthority(scheme, rest)
			return "", ref + missing, ok
		}
	}
	return below(b.dir, ref)
}

// climb resolves leading dot segments.
func (b *fastBase) climb(ref string) (base, rest string, ok bool) {
	dir := b.dir
	for {
		if rest, found := strings.CutPrefix(ref, "./"); found {
			ref = rest
		} else if rest, found := strings.CutPrefix(ref, "../"); found {
			ref = rest
			if up := strings.LastIndexByte(dir[:len(dir)-1], '/'); up >= len(b.origin) {
				dir = dir[:up+1]
			}
		} else {
			break
		}
	}
	if ref == "" {
		return "", dir, true
	}
	return below(dir, ref)
}

// below resolves a path without dot segments against a directory. A colon may end a scheme.
func below(dir, ref string) (base, rest string, ok bool) {
	first := ref
	if i := strings.IndexAny(ref, "/?#"); i >= 0 {
		first = ref[:i]
	}
	if first == "" && ref[0] != '/' || strings.IndexByte(first, ':') >= 0 || ref[0] == '.' || !plainPath(ref) {
		return "", "", false
	}
	return dir, ref, true
}

// plainAuthority reports whether "//host/path" is left as it is, but for a slash that is missing at its end.
func plainAuthority(scheme, ref string) (missing string, ok bool) {
	if !strings.HasPrefix(ref, "//") {
		return "", false
	}
	host, path := ref[2:], ""
	if i := strings.IndexByte(host, '/'); i >= 0 {
		host, path = host[:i], host[i:]
	}
	name, port, hasPort := strings.Cut(host, ":")
	if !plainHost(name) && !plainIPv4(name) || hasPort && !plainPort(scheme, port) {
		return "", false
	}
	if path == "" {
		return "/", true
	}
	return "", plainPath(path)
}

// plainHost reports whether a host is a lower-case ASCII domain that is neither an IPv4 address nor punycode.
func plainHost(host string) bool {
	if host == "" || len(host) > 253 || strings.Contains(host, "--") {
		return false
	}
	label := 0
	for i := 0; i < len(host); i++ {
		switch c := host[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			label++
		case c == '-' && label > 0:
			label++
		case c == '.' && label > 0 && host[i-1] != '-':
			label = 0
		default:
			return false
		}
		if label > 63 {
			return false
		}
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	return last != "" && letter(last[0]) && host[len(host)-1] != '-'
}

func plainIPv4(host string) bool {
	address, err := netip.ParseAddr(host)
	return err == nil && address.Is4()
}

// plainPort reports whether a port is written as the standard does. It leaves out the scheme's own.
func plainPort(scheme, port string) bool {
	n, err := strconv.ParseUint(port, 10, 16)
	return err == nil && port[0] != '0' && !(scheme == "http:" && n == 80) && !(scheme == "https:" && n == 443)
}

// plainPath reports whether a path with its query and fragment is left as it is: plain characters, no dot segment.
func plainPath(ref string) bool {
	i := 0
	for i+8 <= len(ref) && plainestEight(eight(ref[i:i+8])) {
		i += 8
	}
	for ; i < len(ref); i++ {
		c := ref[i]
		if plainest[c] {
			continue
		}
		switch {
		case c == '?':
			return plainRest(ref[i+1:], "#")
		case c == '#':
			return plainRest(ref[i+1:], "")
		case c == '.' && (i == 0 || ref[i-1] == '/'):
			return false
		case c == '%' && i+2 < len(ref) && ref[i+1] == '2' && ref[i+2]|0x20 == 'e':
			return false
		case !plain[c]:
			return false
		}
	}
	return true
}

// plainestEight reports whether eight characters are letters, digits, hyphens and slashes.
func plainestEight(x uint64) bool {
	low, dot := x|' '*ones, x^'.'*ones
	letters := (low + (0x80-'a')*ones) ^ (low + (0x80-'z'-1)*ones)
	others := (x + (0x80-'-')*ones) ^ (x + (0x80-'9'-1)*ones) // and dots
	return ((letters|others)&^x&^((dot-ones)&^dot))&highs == highs
}

// plainRest reports whether a query or fragment is left as it is. The byte in end begins the fragment of a query.
func plainRest(s, end string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; end != "" && c == end[0] {
			return plainRest(s[i+1:], "")
		} else if !plain[c] && c != '?' {
			return false
		}
	}
	return true
}

// plain are the characters that no part of an address escapes. The apostrophe is none: queries escape it.
var plain = func() (set [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&()*+,;=:@%/") {
		set[c] = true
	}
	return set
}()

// plainest are those of them that stand for themselves wherever they are in a path.
var plainest = func() (set [256]bool) {
	set = plain
	set['.'], set['%'] = false, false
	return set
}()
