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
var oddPaths = []string{"/100%-natural/", "/%zz", "/%00", "/a%2Fb", "/a%2fb", "/%C3%A4", "/%c3%a4"}

// urls is how pages write addresses.
var urls = []Case{
	{
		Number: "98", Title: "paths with a bare percent sign, with %00 and with encoded slashes",
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
		Serve: func(s *Server) {
			s.Page("/case", links("HTTP://"+s.Host()+"/kept", "http://127.1:"+port(s)+"/kept", "//"+s.Host()+"/./a/../kept", "http://127.0.0.1.:"+port(s)+"/kept",
				"http://"+s.Host()+":99999/x", "http:///x", "http://127.0.0.1:99999/"))
		},
		State: crawler.OK, Finding: "links/malformed", Reaches: kept,
		Site: func(site *crawler.Site, s *Server) error {
			known := 0
			for id := range crawler.ID(site.Len()) {
				if strings.HasSuffix(site.URL(id).Address, "/kept") {
					known++
				}
			}
			if known != 1 {
				return fmt.Errorf("/kept is %d addresses", known)
			}
			return nil
		},
	},
	{
		Number: "101", Title: "a link to a host in invalid punycode",
		Serve: func(s *Server) { s.Page("/case", links("http://xn--a-ecp.ru:x/", "http://xn--/")) },
		State: crawler.OK, Finding: "links/malformed",
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
		Number: "103", Title: "addresses of 8,193 bytes and of half a megabyte",
		Serve: func(s *Server) { s.Page("/case", links(long(s, 8193), long(s, 8192), long(s, 500<<10))) },
		State: crawler.OK,
		Site: func(site *crawler.Site, s *Server) error {
			if err := each(site, "broken: 404", long(s, 8192)); err != nil {
				return err
			}
			return each(site, "skipped: url-too-long", long(s, 8193), long(s, 500<<10))
		},
	},
}

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
		io.WriteString(c, sized(links(oddPaths...)))
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
