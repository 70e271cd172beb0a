package hostile

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"strings"
	"time"
)

// okHead begins an answer that goes on with further header fields.
const okHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"

// linkPage is the beginning of a page with a link to /kept, which whatever follows must not lose.
const linkPage = `<!doctype html><html lang=en><head><title>Case</title></head><body><main><p><a href="/kept">a page that must be found</a></p>`

// kept is what a case reaches whose body begins with linkPage.
var kept = []string{"/kept"}

// sized answers with a body of known length.
func sized(body string) string {
	return okHead + fmt.Sprintf("Content-Length: %d\r\nConnection: close\r\n\r\n%s", len(body), body)
}

// stall holds a connection open until the client hangs up.
func stall(c net.Conn) { io.Copy(io.Discard, c) }

// drip writes text again and again, with a pause each time, until the client has had enough.
func drip(c net.Conn, text string, pause time.Duration) {
	for {
		if _, err := io.WriteString(c, text); err != nil {
			return
		}
		time.Sleep(pause)
	}
}

// pour writes text as fast as it is read, until the client has had enough.
func pour(c net.Conn, text string) {
	chunk := strings.Repeat(text, 1+(32<<10)/len(text))
	for {
		if _, err := io.WriteString(c, chunk); err != nil {
			return
		}
	}
}

// flood writes n lines that format makes of their numbers.
func flood(c net.Conn, n int, format string) {
	w := bufio.NewWriter(c)
	for i := range n {
		fmt.Fprintf(w, format, i)
	}
	w.Flush()
}

// abort ends a connection with RST, once the client has had time to read what came before.
func abort(c net.Conn, pause time.Duration) {
	time.Sleep(pause)
	if tcp, ok := c.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	c.Close()
}
