package fetch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"
)

// failure says why there is no answer. Who canceled comes first: what the network says after that is an echo.
func (x *exchange) failure(ctx context.Context, err error) Failure {
	if ctx.Err() != nil {
		return Failure{Class: "canceled"}
	}
	if x.clock.rang() != "" {
		return Failure{Class: "timeout", Detail: phaseHeader}
	}
	f := classify(err)
	x.answer.Certificate = cmp.Or(x.http.refused(err), x.answer.Certificate)
	if f.Class != "blocked" && x.http.proxied(x.target) {
		f.Certain = false // it may be the fault of the proxy
	}
	f.Detail, f.Text = x.http.clean(f.Detail), x.http.clean(f.Text)
	return f
}

// broken says what an error while reading the body means: an incomplete answer, or none.
func (x *exchange) broken(ctx context.Context, got content, err error, w *wire) (partial string, f Failure) {
	coding := (*codingError)(nil)
	switch {
	case err == nil:
		return "", Failure{}
	case ctx.Err() != nil:
		return "", Failure{Class: "canceled"}
	case w.capped || errors.Is(err, errCapped):
		return "truncated", Failure{}
	case errors.As(err, &coding):
		return "", Failure{Class: "encoding", Detail: x.http.clean(coding.text), Certain: coding.certain}
	case w.err != nil:
		return x.cut(w.err, len(got.data))
	case len(got.data) == 0:
		return "", Failure{Class: "encoding", Detail: x.http.clean(err.Error()), Certain: true}
	}
	return "truncated", Failure{} // the compressed body ends too early or is damaged
}

// cut says how the network ended a body after n bytes of it.
func (x *exchange) cut(err error, n int) (partial string, f Failure) {
	switch phase := x.clock.rang(); {
	case phase == phaseTotal:
		return "deadline", Failure{}
	case phase != "":
		return "idle", Failure{}
	case strings.Contains(err.Error(), "too much non-data"): // net/http's own limit on chunk extensions
		return "truncated", Failure{}
	case n > 0 || isReset(err) || errors.Is(err, io.ErrUnexpectedEOF):
		return "reset", Failure{}
	}
	return "", Failure{Class: "protocol", Detail: x.http.clean(err.Error()), Certain: true}
}

func isReset(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, syscall.ECONNABORTED)
}

// classify names the failure of a request that got no header.
func classify(err error) Failure {
	if f, ok := classifyConnect(err); ok {
		return f
	}
	text := err.Error()
	switch {
	case strings.Contains(text, "server response headers exceeded"), strings.Contains(text, "read limit of"):
		return Failure{Class: "headers-too-large", Certain: true}
	case isReset(err):
		return Failure{Class: "reset", Detail: phaseHeader}
	case errors.Is(err, io.ErrUnexpectedEOF):
		return Failure{Class: "reset", Detail: phaseHeader, Text: "the connection ended within the header"}
	case errors.Is(err, io.EOF), strings.Contains(text, "server closed idle connection"):
		return Failure{Class: "empty-reply"}
	}
	return Failure{Class: "protocol", Detail: strings.TrimPrefix(text, "net/http: HTTP/1.x transport connection broken: "), Certain: true}
}

// classifyConnect names what went wrong before HTTP began.
func classifyConnect(err error) (Failure, bool) {
	var phase *phaseError
	var dns *net.DNSError
	var secure *tlsError
	var unverified *tls.CertificateVerificationError
	switch {
	case errors.Is(err, ErrBlocked):
		return Failure{Class: "blocked", Certain: true}, true
	case errors.As(err, &phase):
		return Failure{Class: "timeout", Detail: phase.phase}, true
	case errors.As(err, &dns) && dns.IsNotFound:
		return Failure{Class: "dns", Detail: "no such host", Certain: true}, true
	case errors.As(err, &dns):
		return Failure{Class: "dns", Detail: dns.Err}, true
	case errors.As(err, &secure):
		return classifyTLS(secure.err), true
	case errors.As(err, &unverified): // through a proxy
		return classifyTLS(unverified), true
	case errors.Is(err, syscall.ECONNREFUSED):
		return Failure{Class: "refused", Certain: true}, true
	}
	if op := (*net.OpError)(nil); errors.As(err, &op) && op.Op == "dial" {
		return Failure{Class: "unreachable", Detail: op.Err.Error()}, true
	}
	return Failure{}, false
}

// classifyTLS names the fault of a certificate or of the handshake.
func classifyTLS(err error) Failure {
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	f := Failure{Class: "tls", Certain: true}
	switch {
	case errors.As(err, &host):
		f.Detail, f.Text = "issued-for", "certificate issued for "+names(host.Certificate)
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		f.Detail, f.Text = validity(invalid.Cert)
	case errors.As(err, &unknown) && selfSigned(unknown.Cert):
		f.Detail = "self-signed"
	case errors.As(err, &unknown):
		f.Detail, f.Text = "unknown-issuer", "certificate issued by "+issuer(unknown.Cert)
	case errors.As(err, &record):
		f.Detail, f.Text = "not-tls", "the server does not speak TLS on this port"
	case weak(err):
		f.Detail, f.Text = "weak-key", err.Error()
	default:
		f.Detail, f.Text = "handshake", err.Error()
		f.Certain = !isReset(err) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF)
	}
	return f
}

func validity(c *x509.Certificate) (detail, text string) {
	if time.Now().Before(c.NotBefore) {
		return "not-yet-valid", "certificate valid from " + c.NotBefore.Format(time.DateOnly)
	}
	return "expired", "certificate expired on " + c.NotAfter.Format(time.DateOnly)
}

// weak reports keys and signatures that can be forged: RSA of less than 1024 bits, MD5, SHA-1. The packages below tell it by text alone.
func weak(err error) bool {
	var insecure x509.InsecureAlgorithmError
	return errors.As(err, &insecure) || strings.Contains(err.Error(), "keys are insecure") || strings.Contains(err.Error(), "insecure algorithm")
}

func selfSigned(c *x509.Certificate) bool {
	return c != nil && bytes.Equal(c.RawIssuer, c.RawSubject)
}

func issuer(c *x509.Certificate) string {
	if c == nil {
		return "nobody known"
	}
	return fmt.Sprintf("%q", c.Issuer.CommonName)
}

// names lists the first few names of a certificate.
func names(c *x509.Certificate) string {
	list := certificateNames(c)
	if len(list) == 0 {
		return "no host"
	}
	if len(list) > 3 {
		list = append(list[:3:3], "…")
	}
	return strings.Join(list, ", ")
}
