package fetch

import (
	"crypto"
	"crypto/rsa"
	"errors"
	"math/big"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
)

// A certificate is a fact of the connection that it came with, and of no request that follows on it.
func TestCertificate(t *testing.T) {
	s := httptest.NewTLSServer(http.NotFoundHandler())
	defer s.Close()
	h := NewHTTP(HTTPOptions{Insecure: []string{s.Listener.Addr().String()}})
	defer h.Close()
	first := h.Fetch(t.Context(), Request{URL: s.URL})
	c, real := first.Certificate, s.Certificate()
	if c == nil {
		t.Fatalf("no certificate: %+v", first.Failure)
	}
	if c.Protocol != "TLS 1.3" || c.Key != "RSA 2048" || !c.Until.Equal(real.NotAfter) || !c.From.Equal(real.NotBefore) || !slices.Contains(c.Names, "127.0.0.1") {
		t.Errorf("%+v", c)
	}
	if again := h.Fetch(t.Context(), Request{URL: s.URL}); again.Certificate != nil {
		t.Error("the connection was kept, and has its certificate once more")
	}
	strict := NewHTTP(HTTPOptions{})
	defer strict.Close()
	refused := strict.Fetch(t.Context(), Request{URL: s.URL})
	if c := refused.Certificate; c == nil || refused.Failure.Class != "tls" || !c.Until.Equal(real.NotAfter) || c.Protocol != "" {
		t.Errorf("%+v of %+v", c, refused.Failure)
	}
}

// The standard library refuses keys that can be forged, in words of its own.
func TestWeakKey(t *testing.T) {
	short := &rsa.PublicKey{N: new(big.Int).SetBit(big.NewInt(1), 511, 1), E: 65537}
	err := rsa.VerifyPSS(short, crypto.SHA256, make([]byte, 32), make([]byte, 64), nil)
	if err == nil {
		t.Fatal("a key of 512 bits is taken for a good one")
	}
	f := classifyTLS(errors.New("tls: invalid signature by the server certificate: " + err.Error()))
	if f.Detail != "weak-key" || !f.Certain {
		t.Errorf("%v is %+v", err, f)
	}
	if f := classifyTLS(errors.New("tls: invalid signature by the server certificate: crypto/rsa: verification error")); f.Detail != "handshake" {
		t.Errorf("a wrong signature is %+v", f)
	}
}
