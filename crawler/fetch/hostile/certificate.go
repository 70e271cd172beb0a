package hostile

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"sync"
	"time"
)

// certificateOf makes a certificate that signs itself, valid from one number of days from now to another.
func certificateOf(host string, from, to int) func() tls.Certificate {
	return sync.OnceValue(func() tls.Certificate {
		key := newKey()
		template := templateOf(host, from, to)
		return tls.Certificate{Certificate: [][]byte{signed(template, template, key, key)}, PrivateKey: key}
	})
}

// issuedBy makes a certificate that an authority signs whom nobody knows.
func issuedBy(issuer, host string) func() tls.Certificate {
	return sync.OnceValue(func() tls.Certificate {
		authority, key := newKey(), newKey()
		parent := templateOf(issuer, -30, 30)
		parent.IsCA, parent.BasicConstraintsValid = true, true
		return tls.Certificate{Certificate: [][]byte{signed(templateOf(host, -30, 30), parent, key, authority)}, PrivateKey: key}
	})
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		panic(err) // no random numbers
	}
	return key
}

func templateOf(name string, from, to int) *x509.Certificate {
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().AddDate(0, 0, from), NotAfter: time.Now().AddDate(0, 0, to),
	}
	if ip := net.ParseIP(name); ip != nil {
		template.IPAddresses = []net.IP{ip}
	} else {
		template.DNSNames = []string{name}
	}
	return template
}

// signed is the certificate of key, signed by that of its parent.
func signed(template, parent *x509.Certificate, key, parentKey *ecdsa.PrivateKey) []byte {
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, parentKey)
	if err != nil {
		panic(err) // the templates are fixed
	}
	return der
}
