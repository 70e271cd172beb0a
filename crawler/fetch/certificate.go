package fetch

import (
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"time"
)

// Certificate is what a host shows of itself by TLS, whether it was accepted or not. Its texts hold no control characters.
type Certificate struct {
	Names    []string // hosts that it was issued for, the first few
	Issuer   string   // common name
	From     time.Time
	Until    time.Time
	Key      string // such as "RSA 2048" or "ECDSA P-256"
	Protocol string // such as "TLS 1.3"; "" where the handshake failed
}

const maxNames = 5 // of a certificate that are kept

// shown is the certificate of a connection, nil for one without TLS.
func (h *HTTP) shown(c net.Conn) *Certificate {
	secure, ok := c.(*tls.Conn)
	if !ok {
		return nil
	}
	state := secure.ConnectionState()
	if len(state.PeerCertificates) == 0 {
		return nil
	}
	cert := h.certificate(state.PeerCertificates[0])
	cert.Protocol = tls.VersionName(state.Version)
	return cert
}

// refused is the certificate that ended a handshake, nil where that was something else.
func (h *HTTP) refused(err error) *Certificate {
	var unverified *tls.CertificateVerificationError
	if !errors.As(err, &unverified) || len(unverified.UnverifiedCertificates) == 0 {
		return nil
	}
	return h.certificate(unverified.UnverifiedCertificates[0])
}

func (h *HTTP) certificate(c *x509.Certificate) *Certificate {
	cert := &Certificate{Issuer: h.clean(c.Issuer.CommonName), From: c.NotBefore.UTC(), Until: c.NotAfter.UTC(), Key: keyOf(c)}
	for _, name := range certificateNames(c) {
		if len(cert.Names) == maxNames {
			break
		}
		cert.Names = append(cert.Names, h.clean(name))
	}
	return cert
}

func certificateNames(c *x509.Certificate) []string {
	list := c.DNSNames[:len(c.DNSNames):len(c.DNSNames)]
	for _, ip := range c.IPAddresses {
		list = append(list, ip.String())
	}
	return list
}

func keyOf(c *x509.Certificate) string {
	switch key := c.PublicKey.(type) {
	case *rsa.PublicKey:
		return fmt.Sprintf("RSA %d", key.N.BitLen())
	case *ecdsa.PublicKey:
		return "ECDSA " + key.Params().Name
	case ed25519.PublicKey:
		return "Ed25519"
	}
	return c.PublicKeyAlgorithm.String()
}
