package hostile

import (
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
)

// Server is one host on loopback that does as a case scripts it. Its methods that script are called before it is asked
// for anything.
type Server struct {
	Limits Limits

	origin   string
	insecure bool // its certificate is not to be verified
	either   bool // it speaks plain HTTP as well
	listener net.Listener
	http     *http.Server
	scripts  map[string]http.HandlerFunc
	other    http.HandlerFunc
	conn     func(net.Conn)
	tls      *tls.Config
	verify   []func() error
	seconds  []*Server

	mu     sync.Mutex
	open   map[net.Conn]bool
	asked  map[string]int
	closed bool
	work   sync.WaitGroup // the listener and whole-connection scripts
}

// Start opens the server of a case.
func Start(c Case, l Limits) (*Server, error) {
	return start(l, func(s *Server) {
		for _, path := range c.Reaches {
			s.Page(path, Good(path))
		}
		if c.Serve != nil {
			c.Serve(s)
		}
	})
}

func start(l Limits, script func(*Server)) (*Server, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Server{
		Limits: l, listener: listener, scripts: map[string]http.HandlerFunc{}, open: map[net.Conn]bool{}, asked: map[string]int{},
		origin: "http://" + listener.Addr().String(),
	}
	s.Page("/", Good("/"))
	script(s)
	s.http = &http.Server{Handler: s, ErrorLog: log.New(io.Discard, "", 0), MaxHeaderBytes: 4 << 20}
	s.work.Go(func() { s.serve() })
	return s, nil
}

// Second opens another host, which does not belong to the site. It closes with the first.
func (s *Server) Second(script func(*Server)) *Server {
	second, err := start(s.Limits, script)
	if err != nil {
		panic(err) // no port left on loopback
	}
	s.seconds = append(s.seconds, second)
	return second
}

// Close ends the server and all its connections, which ends the scripts.
func (s *Server) Close() {
	for _, second := range s.seconds {
		second.Close()
	}
	s.listener.Close()
	s.http.Close()
	s.mu.Lock()
	s.closed = true
	for c := range s.open {
		c.Close()
	}
	s.mu.Unlock()
	s.work.Wait()
}

// Origin is scheme, host and port.
func (s *Server) Origin() string { return s.origin }

// Host is host and port.
func (s *Server) Host() string { return s.listener.Addr().String() }

// Hosts are this host and those that Second opened.
func (s *Server) Hosts() []string {
	hosts := []string{s.Host()}
	for _, second := range s.seconds {
		hosts = append(hosts, second.Host())
	}
	return hosts
}

// Insecure reports whether the crawl is to be told not to verify the server's certificate.
func (s *Server) Insecure() bool { return s.insecure }

// Handle scripts a path (with its query, where it has one) by an ordinary handler.
func (s *Server) Handle(path string, h http.HandlerFunc) { s.scripts[path] = h }

// Rest scripts all other paths, but for robots.txt and the sitemap.
func (s *Server) Rest(h http.HandlerFunc) { s.other = h }

// Page serves HTML at a path.
func (s *Server) Page(path, html string) { s.Type(path, "text/html; charset=utf-8", html) }

// Type serves a body as what contentType says; "" says nothing.
func (s *Server) Type(path, contentType, body string) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Content-Type"] = nil
		if contentType != "" {
			w.Header().Set("Content-Type", contentType)
		}
		io.WriteString(w, body)
	})
}

// Redirect answers a path with a status and a Location as it stands.
func (s *Server) Redirect(path string, status int, location string) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header()["Location"] = []string{location}
		w.WriteHeader(status)
	})
}

// Raw gives the connection of whoever asks for a path to script, after the request header was read. It is closed
// when script returns.
func (s *Server) Raw(path string, script func(net.Conn)) {
	s.Handle(path, func(w http.ResponseWriter, _ *http.Request) {
		c, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		defer c.Close()
		script(c)
	})
}

// Say answers a path with bytes as they stand and closes the connection.
func (s *Server) Say(path, bytes string) {
	s.Raw(path, func(c net.Conn) { io.WriteString(c, bytes) })
}

// Conn gives every connection to script, from its first byte.
func (s *Server) Conn(script func(net.Conn)) { s.conn = script }

// TLS makes the server speak TLS as config says, and https of its origin. Nil is a certificate for the address that
// nobody signed, which the crawl is told to accept.
func (s *Server) TLS(config *tls.Config) {
	if config == nil {
		config = &tls.Config{Certificates: []tls.Certificate{certificate()}}
		s.insecure = true
	}
	s.tls = config
	s.Secure()
}

// Secure makes links to the server say https, whatever it speaks.
func (s *Server) Secure() { s.origin = "https://" + s.Host() }

// certificate is a valid one for 127.0.0.1, of httptest.
var certificate = sync.OnceValue(func() tls.Certificate {
	s := httptest.NewUnstartedServer(nil)
	s.StartTLS()
	defer s.Close()
	return s.TLS.Certificates[0]
})

// Verify adds a question about what the server saw, asked when the crawl is over.
func (s *Server) Verify(question func() error) { s.verify = append(s.verify, question) }

// Verdict is the answer to all questions.
func (s *Server) Verdict() error {
	var errs []error
	for _, question := range s.verify {
		errs = append(errs, question())
	}
	for _, second := range s.seconds {
		errs = append(errs, second.Verdict())
	}
	return errors.Join(errs...)
}

// Asked is how often a path was asked for, by any method.
func (s *Server) Asked(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.asked[path]
}

func (s *Server) count(path string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked[path]++
}

// Often adds the question whether a path was asked for at least n times.
func (s *Server) Often(path string, n int) {
	s.Verify(func() error {
		if asked := s.Asked(path); asked < n {
			return fmt.Errorf("%s was asked for %d times, want %d", path, asked, n)
		}
		return nil
	})
}

// Never adds the question whether a path was left alone.
func (s *Server) Never(path string) {
	s.Verify(func() error {
		if n := s.Asked(path); n > 0 {
			return fmt.Errorf("%s was asked for %d times", path, n)
		}
		return nil
	})
}

// ServeHTTP answers a request by its script.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.count(r.RequestURI)
	switch h := s.scripts[r.RequestURI]; {
	case h != nil:
		h(w, r)
	case s.other != nil && r.RequestURI != "/robots.txt" && r.RequestURI != "/sitemap.xml":
		s.other(w, r)
	default:
		http.NotFound(w, r)
	}
}

// serve accepts connections until the listener closes.
func (s *Server) serve() {
	l := &tracked{Listener: s.listener, server: s}
	if s.conn == nil {
		switch {
		case s.either:
			s.http.Serve(&both{l, s.tls})
		case s.tls != nil:
			s.http.Serve(tls.NewListener(l, s.tls))
		default:
			s.http.Serve(l)
		}
		return
	}
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		s.work.Go(func() {
			defer c.Close()
			if s.tls != nil {
				c = tls.Server(c, s.tls)
			}
			s.conn(c)
		})
	}
}

// tracked is a listener whose connections end with the server, also those that a handler took over.
type tracked struct {
	net.Listener
	server *Server
}

func (t *tracked) Accept() (net.Conn, error) {
	c, err := t.Listener.Accept()
	if err != nil {
		return nil, err
	}
	t.server.mu.Lock()
	defer t.server.mu.Unlock()
	if t.server.closed {
		c.Close()
		return nil, net.ErrClosed
	}
	t.server.open[c] = true
	return c, nil
}

// Good is a page without any fault that a hostile case is about, with links to further paths.
func Good(title string, links ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!doctype html><html lang=en><head><meta charset=utf-8><title>Good page %s</title></head><body><main><h1>Good page</h1>", title)
	for i, link := range slices.Compact(links) {
		fmt.Fprintf(&b, "<p><a href=\"%s\">page %d</a></p>", link, i)
	}
	return b.String() + "</main></body></html>"
}

// Front opens the well-behaved host of a crawl: its home page links to all addresses and to n good pages.
func Front(l Limits, n int, addresses []string) (*Server, error) {
	return start(l, func(s *Server) {
		links := slices.Clone(addresses)
		for i := range n {
			path := fmt.Sprintf("/good/%d", i)
			s.Page(path, Good(path, "/", fmt.Sprintf("/good/%d", (i+1)%n)))
			links = append(links, path)
		}
		s.Page("/", Good("/", links...))
	})
}
