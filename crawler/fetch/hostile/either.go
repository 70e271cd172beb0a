package hostile

import (
	"crypto/tls"
	"net"
	"sync"
)

// Either makes the server speak TLS and plain HTTP on one port, as the client begins. Its origin is that of https.
func (s *Server) Either() {
	s.TLS(nil)
	s.either = true
}

// both are the connections of a listener, with TLS where the client begins so.
type both struct {
	net.Listener
	config *tls.Config
}

func (b *both) Accept() (net.Conn, error) {
	c, err := b.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return &begun{Conn: c, config: b.config}, nil
}

// begun decides at the first byte that the client sends.
type begun struct {
	net.Conn
	config *tls.Config
	once   sync.Once
	inner  net.Conn
	err    error
}

func (b *begun) Read(p []byte) (int, error) {
	b.once.Do(func() {
		first := make([]byte, 1)
		if _, b.err = b.Conn.Read(first); b.err != nil {
			return
		}
		if b.inner = net.Conn(&unread{b.Conn, first}); first[0] == 22 { // a handshake
			b.inner = tls.Server(b.inner, b.config)
		}
	})
	if b.err != nil {
		return 0, b.err
	}
	return b.inner.Read(p)
}

func (b *begun) Write(p []byte) (int, error) {
	if b.inner == nil {
		return b.Conn.Write(p)
	}
	return b.inner.Write(p)
}

// unread is a connection of which something was read already.
type unread struct {
	net.Conn
	first []byte
}

func (u *unread) Read(p []byte) (int, error) {
	if len(u.first) > 0 {
		n := copy(p, u.first)
		u.first = u.first[n:]
		return n, nil
	}
	return u.Conn.Read(p)
}
