package hostile

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"io"
	"math/big"
)

// shortKey is an RSA key of 512 bits, which the standard library neither makes nor signs with.
type shortKey struct {
	public  rsa.PublicKey
	private *big.Int
}

func newShortKey() *shortKey {
	one := big.NewInt(1)
	for {
		p, q := prime(), prime()
		k := &shortKey{public: rsa.PublicKey{N: new(big.Int).Mul(p, q), E: 65537}}
		order := new(big.Int).Mul(p.Sub(p, one), q.Sub(q, one))
		if k.private = new(big.Int).ModInverse(big.NewInt(65537), order); k.private != nil && k.public.N.BitLen() == 512 {
			return k
		}
	}
}

func prime() *big.Int {
	p, err := rand.Prime(rand.Reader, 256)
	if err != nil {
		panic(err) // no random numbers
	}
	return p
}

func (k *shortKey) Public() crypto.PublicKey { return &k.public }

// Sign signs a SHA-256 digest (RFC 8017 8.2).
func (k *shortKey) Sign(_ io.Reader, digest []byte, _ crypto.SignerOpts) ([]byte, error) {
	info := append([]byte{0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20}, digest...)
	padded := []byte{0, 1}
	for len(padded) < k.public.Size()-len(info)-1 {
		padded = append(padded, 0xff)
	}
	message := new(big.Int).SetBytes(append(append(padded, 0), info...))
	return message.Exp(message, k.private, k.public.N).FillBytes(make([]byte, k.public.Size())), nil
}

// weakly is a server whose key anybody can find out within hours.
func weakly() *tls.Config {
	key, authority := newShortKey(), newKey()
	template := templateOf("127.0.0.1", -30, 30)
	der, err := x509.CreateCertificate(rand.Reader, template, templateOf("issuer", -30, 30), &key.public, authority)
	if err != nil {
		panic(err) // the templates are fixed
	}
	return &tls.Config{MaxVersion: tls.VersionTLS12, Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}}
}
