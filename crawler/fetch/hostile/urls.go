package hostile

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"

	"github.com/healthusias/rounds/crawler"
)

// oddPaths are what browsers ask for as it stands and net/http refuses or rewrites.
var oddPaths = []string{"/100%-natural/", "/%zz", "/%00", "/a%2Fb", "/a%2fb", "/%C3%A4", "/%c3%a4", "/up"}

// urls is how pages write addresses.
var urls = []Case{
	{
		Number: "98", Title: "paths with a bare percent sign, with %00, with encoded slashes and with encoded dots",
		Serve: func(s *Server) { s.Conn(onlyOdd) },
		State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error {
			var addresses []string
			for _, path := range oddPaths {
				addresses = append(addresses, s.Origin()+path)
			}
			return each(site, "ok", addresses...)
		},
	},
	{
		Number: "99", Title: "links with a user name and a password",
		Serve: func(s *Server) {
			s.Page("/case", links("http://nurse:opensesame@"+s.Host()+"/kept", "http://health.example@"+s.Host()+"/kept"))
		},
		State: crawler.OK, Finding: "links/confusable-host", Reaches: kept,
		Site: func(site *crawler.Site, _ *Server) error { return nowhere(site, "opensesame") },
	},
	{
		Number: "100", Title: "one address in many spellings, and some that are none",
		Note: "what is no address has no state: a finding tells of the link",
		Serve: func(s *Server) {
			s.Page("/case", links("HTTP://"+s.Host()+"/kept", "http://127.1:"+port(s)+"/kept", "//"+s.Host()+"/./a/../kept", "http://127.0.0.1.:"+port(s)+"/kept",
				"http://"+s.Host()+":99999/x", "http:///x", "http://127.0.0.1:99999/",
				"http://Twin.invalid:80/x", "http://twin.invalid./x", "http:/twin.invalid/x", "http://twin.invalid/x"))
		},
		State: crawler.OK, Finding: "links/malformed", Reaches: kept,
		Site: func(site *crawler.Site, s *Server) error {
			kept, twin := 0, []string{}
			for id := range crawler.ID(site.Len()) {
				switch address := site.URL(id).Address; {
				case strings.HasSuffix(address, "/kept"):
					kept++
				case strings.Contains(address, "twin.invalid"):
					twin = append(twin, address)
				}
			}
			if kept != 1 || len(twin) != 1 {
				return fmt.Errorf("/kept is %d addresses, /x is %q", kept, twin)
			}
			return nil
		},
	},
	{
		Number: "101", Title: "a link to a host in invalid punycode",
		Serve: func(s *Server) { s.Page("/case", links("http://xn--a-ecp.ru:x/", "http://xn--/")) },
		State: crawler.OK, Finding: "links/malformed",
	},
	lookalike("101b", "a link to the site's own name with a letter of another alphabet", "https://h\u0435alth.example/", "https://xn--halth-zwe.example/"),
	lookalike("101c", "a link to the site's own name, one slip of the hand away", "https://heatlh.example/", "https://heatlh.example/"),
	{
		Number: "101d", Title: "a link to a host in letters of its own language", Path: "/", Home: true,
		Serve: func(s *Server) { s.Page("/", links("https://bücher.example/", "https://xn--bcher-kva.example/")) },
		Tune:  asHealth, Alone: "the site stands under a name",
		State: crawler.OK, Quiet: "links/confusable-host",
		Site: func(site *crawler.Site, _ *Server) error {
			return each(site, "unverified: dns", "https://xn--bcher-kva.example/")
		},
	},
	{
		Number: "102", Title: "an address that turns the reading direction round",
		Serve: func(s *Server) {
			s.Page("/case", links("/kept?\u202egnp.exe", "/kept\u200b"))
			s.Page("/kept?%E2%80%AEgnp.exe", Good("turned"))
			s.Page("/kept%E2%80%8B", Good("hidden"))
		},
		State: crawler.OK, Finding: "links/confusable-host", Reaches: []string{"/kept?%E2%80%AEgnp.exe", "/kept%E2%80%8B"},
	},
	{
		Number: "103", Title: "addresses of 8,193 bytes and of a megabyte",
		Serve: func(s *Server) { s.Page("/case", links(long(s, 8193), long(s, 8192), long(s, s.megabyte()))) },
		State: crawler.OK, Heap: 24 << 20,
		Site: func(site *crawler.Site, s *Server) error {
			if err := each(site, "broken: 404", long(s, 8192)); err != nil {
				return err
			}
			return each(site, "skipped: url-too-long", long(s, 8193), long(s, s.megabyte()))
		},
	},
}

// lookalike is a site whose page links to a host that can be mistaken for its own.
func lookalike(number, title, link, address string) Case {
	return Case{
		Number: number, Title: title, Path: "/", Home: true,
		Serve: func(s *Server) { s.Page("/", links(link)) },
		Tune:  asHealth, Alone: "the site stands under a name",
		State: crawler.OK, Finding: "links/confusable-host", Says: "looks like this site's own",
		Site: func(site *crawler.Site, _ *Server) error { return each(site, "unverified: dns", address) },
	}
}

// megabyte is 1,000,000 bytes with real limits, and a tenth of the longest page otherwise.
func (s *Server) megabyte() int { return min(1_000_000, int(s.Limits.Body/10)) }

// long is an address of n bytes.
func long(s *Server, n int) string {
	return s.Origin() + "/" + strings.Repeat("a", n-len(s.Origin())-1)
}

// onlyOdd answers the odd paths as they stand, and a page that links to them.
func onlyOdd(c net.Conn) {
	line, err := bufio.NewReader(c).ReadString('\n')
	if err != nil {
		return
	}
	fields := strings.Fields(line)
	switch {
	case len(fields) > 1 && fields[1] == "/case":
		io.WriteString(c, sized(links(append(slices.Clone(oddPaths[:len(oddPaths)-1]), "/down/%2e%2e/up")...)))
	case len(fields) > 1 && slices.Contains(oddPaths, fields[1]):
		io.WriteString(c, sized(Good("odd")))
	default:
		io.WriteString(c, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
	}
}

// nowhere demands that no address and no link of the run holds a text.
func nowhere(site *crawler.Site, secret string) error {
	for id := range crawler.ID(site.Len()) {
		if strings.Contains(site.URL(id).Address, secret) {
			return fmt.Errorf("the address %s", site.URL(id).Address)
		}
	}
	for _, id := range site.Pages() {
		p, err := site.Load(id)
		if err != nil {
			return err
		}
		if text := fmt.Sprintf("%+v", p.Facts); strings.Contains(text, secret) {
			return fmt.Errorf("%q stands in the facts of %s", secret, p.URL.Address)
		}
	}
	return nil
}
