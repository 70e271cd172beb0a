package crawler

import (
	"net"
	"strings"
	"sync"
	"syscall"
	"testing"

	"github.com/healthusias/rounds/crawler/fetch"
)

// TestPrivateHostsStayOutOfReach: a site on loopback, and one that is not, lead to no private host; nothing is sent there.
func TestPrivateHostsStayOutOfReach(t *testing.T) {
	other := serve(t, nil)
	var mu sync.Mutex
	var dialed []string
	dialer := &net.Dialer{Control: func(_, address string, _ syscall.RawConn) error {
		mu.Lock()
		defer mu.Unlock()
		dialed = append(dialed, address)
		if !strings.HasPrefix(address, "127.0.0.1:") {
			return syscall.EHOSTUNREACH // should the guard fail, nothing is sent all the same
		}
		return nil
	}}
	w := serve(t, map[string]string{
		"/": `<a href="/metadata">1</a><a href="/here">2</a><a href="http://127.0.0.2/">3</a><a href="http://[::]/">4</a><img src="http://2130706433/i.png">
			<a href="http://health.invalid:25/">5</a><a href="` + other.URL + `/x">6</a>`,
		"/metadata":   "302 http://169.254.169.254/latest/",
		"/here":       "302 http://0x7f.1/",
		"/robots.txt": "302 http://10.0.0.1/robots.txt",
	})
	s := crawlSite(t, Options{Target: w.URL, External: ExternalCheck, IgnoreRobots: true, Concurrency: 1, HTTP: fetch.HTTPOptions{Dialer: dialer}})
	same(t, states(s), []string{
		"/ ok", "/here redirect", "/metadata redirect", "http://127.0.0.1/ broken blocked-private", "http://127.0.0.1/i.png broken blocked-private",
		other.URL + "/x skipped port", "http://127.0.0.2/ broken blocked-private", "http://169.254.169.254/latest/ broken blocked-private", "http://[::]/ broken blocked-private",
		"http://health.invalid:25/ skipped port",
	})
	for _, address := range dialed {
		if "http://"+address != w.URL {
			t.Errorf("%s was dialed", address)
		}
	}
	if len(other.hits) > 0 {
		t.Errorf("the other host was asked: %v", other.hits)
	}
}

func TestPorts(t *testing.T) {
	s := testScope(t, Options{Target: "http://127.0.0.1:8080/", Base: "https://health.example:8443/", Start: []string{"/a/", "http://b.example:81/"},
		Ports: []int{8000}, HTTP: fetch.HTTPOptions{Private: []string{"intranet.example:9000"}}})
	for address, want := range map[string]bool{
		"https://x.example/": true, "http://x.example:443/": true, "http://x.example:8080/": true, "http://x.example:8443/": true, "http://x.example:81/": true,
		"http://x.example:8000/": true, "http://intranet.example:9000/": true, "http://x.example:9000/": false, "http://x.example:22/": false,
		"http://[2606:4700::1]/": true, "http://[2606:4700::1]:22/": false,
	} {
		if s.reach.port(address) != want {
			t.Errorf("%s: want %v", address, want)
		}
	}
	if got := s.reach.private; len(got) != 3 || got[0] != "127.0.0.1:8080" || got[1] != "b.example:81" {
		t.Errorf("private hosts: %q", got)
	}
}
