package crawler

import (
	"slices"
	"strconv"
	"strings"

	"github.com/healthusias/rounds/crawler/fetch"
)

// reach is how far from the site a crawl may connect.
type reach struct {
	private []string        // host:port that may stand on private networks: the start addresses and what the options name
	ports   map[string]bool // that addresses found on pages may have
}

// newReach reads the start addresses and the options.
func newReach(opt *Options, baseHost string) reach {
	r := reach{ports: map[string]bool{"80": true, "443": true}}
	for _, port := range opt.Ports {
		r.ports[strconv.Itoa(port)] = true
	}
	starts := opt.Start
	if opt.Dir == "" {
		address, _ := startAddress(opt.Target) // newScope has read it
		starts = slices.Concat([]string{address}, starts)
	}
	for _, address := range starts {
		if hostPort := fetch.HostPort(address); hostPort != "" { // else a path
			r.private = append(r.private, hostPort)
			r.ports[portOf(hostPort)] = true
		}
	}
	r.ports[portOf(baseHost)] = true
	r.private = append(r.private, opt.HTTP.Private...)
	return r
}

// port reports whether an address that was found may be asked for, as far as its port says.
func (r *reach) port(address string) bool {
	host := hostOf(address)
	port := portOf(host)
	return port == "" || r.ports[port] || slices.Contains(r.private, host)
}

// portOf is the port in a host, "" where none is written.
func portOf(host string) string {
	i := strings.LastIndexByte(host, ':')
	if i < 0 || strings.HasSuffix(host, "]") {
		return ""
	}
	return host[i+1:]
}
