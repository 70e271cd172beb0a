package hostile

import (
	"io"
	"net"
	"time"

	"github.com/healthusias/rounds/crawler"
)

// transport is what servers do to the bytes of HTTP.
var transport = []Case{
	{
		Number: "1", Title: "the header drips, one field at a time, and never ends",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead)
				drip(c, "X: y\r\n", s.Limits.Drip)
			})
		},
		State: crawler.Unverified, Reason: "timeout(header)", Time: 80 * time.Second,
	},
	{
		Number: "2", Title: "the body drips and never ends",
		Serve: func(s *Server) {
			s.Raw("/case", func(c net.Conn) {
				io.WriteString(c, okHead+"\r\n"+linkPage)
				drip(c, "x", s.Limits.Drip)
			})
		},
		State: crawler.Partial, Reason: "deadline", Reaches: kept, Time: 35 * time.Second,
	},
}
