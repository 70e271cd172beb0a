package hostile

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/http2"

	"github.com/healthusias/rounds/crawler"
)

// transport2 is what servers do to the frames of HTTP/2.
var transport2 = []Case{
	{
		Number: "23", Title: "HTTP/2: the stream is reset after half of the body",
		Serve: func(s *Server) {
			s.Often("/case", 2)
			s.Frames(nil, func(st stream) bool {
				return st.page() && st.WriteRSTStream(st.id, http2.ErrCodeInternal) == nil
			})
		},
		State: crawler.Partial, Reason: "reset", Reaches: kept, Time: 15 * time.Second,
	},
	{
		Number: "24", Title: "HTTP/2: the server goes away and answers on the next connection",
		Serve: func(s *Server) {
			s.Frames(nil, func(st stream) bool {
				if s.Asked("/case") == 1 {
					st.WriteGoAway(0, http2.ErrCodeNo, nil)
					return false
				}
				return st.page() && st.WriteData(st.id, true, []byte("</main></body></html>")) == nil
			})
		},
		State: crawler.OK, Reaches: kept,
	},
	{
		Number: "25", Title: "HTTP/2: CONTINUATION frames never end",
		Serve: func(s *Server) {
			s.Frames(nil, func(st stream) bool {
				st.WriteHeaders(http2.HeadersFrameParam{StreamID: st.id, BlockFragment: block(200, nil)})
				fields := block(0, http.Header{"X-Flood": {strings.Repeat("x", 100)}})
				for st.WriteContinuation(st.id, false, fields) == nil {
				}
				return false
			})
		},
		State: crawler.Broken, Reason: "protocol",
	},
	{
		Number: "25d", Title: "HTTP/2: many fields, 300 KB of them",
		Serve: func(s *Server) {
			s.Frames(nil, func(st stream) bool {
				fields := block(200, http.Header{"X-Long": slices.Repeat([]string{strings.Repeat("x", 3_000)}, 100)})
				first, rest := fields[:1<<14], fields[1<<14:]
				st.WriteHeaders(http2.HeadersFrameParam{StreamID: st.id, BlockFragment: first})
				for len(rest) > 0 {
					n := min(1<<14, len(rest))
					if st.WriteContinuation(st.id, n == len(rest), rest[:n]) != nil {
						return false
					}
					rest = rest[n:]
				}
				return true
			})
		},
		State: crawler.Broken, Reason: "protocol", Heap: 8 << 20,
	},
	{
		Number: "25b", Title: "HTTP/2: SETTINGS frames never end",
		Serve: func(s *Server) {
			s.Frames(nil, func(st stream) bool {
				for st.WriteSettings(http2.Setting{ID: http2.SettingMaxFrameSize, Val: 1 << 14}) == nil {
				}
				return false
			})
		},
		Waits: forHeader, State: crawler.Unverified, Reason: "timeout(header)", Time: 80 * time.Second,
	},
	{
		Number: "25c", Title: "HTTP/2: PING frames never end",
		Serve: func(s *Server) {
			s.Frames(nil, func(st stream) bool {
				for st.WritePing(false, [8]byte{}) == nil {
				}
				return false
			})
		},
		Waits: forHeader, State: crawler.Unverified, Reason: "timeout(header)", Time: 80 * time.Second,
	},
	{
		Number: "26", Title: "HTTP/2: one stream at a time, and this one never goes on",
		Serve: func(s *Server) {
			s.Frames([]http2.Setting{{ID: http2.SettingMaxConcurrentStreams, Val: 1}, {ID: http2.SettingInitialWindowSize, Val: 0}}, func(st stream) bool {
				return st.page()
			})
		},
		Waits: forBytes, State: crawler.Partial, Reason: "idle", Reaches: kept, Time: 15 * time.Second,
	},
}
