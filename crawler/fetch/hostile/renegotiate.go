package hostile

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"crypto/tls"
	"encoding/binary"
	"encoding/hex"
	"net"
	"strings"
)

// renegotiating gives every connection to a server that shakes hands by TLS 1.2 and at once asks to do so again. The standard library has no
// server that does, so the record that asks is made here, of what the server writes to its key log.
func renegotiating(c net.Conn) {
	said, keys := &overheard{Conn: c}, new(bytes.Buffer)
	secure := tls.Server(said, &tls.Config{
		MaxVersion: tls.VersionTLS12, CipherSuites: []uint16{tls.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256}, SessionTicketsDisabled: true,
		Certificates: []tls.Certificate{ownCertificate()}, KeyLogWriter: keys,
	})
	if secure.Handshake() != nil {
		return
	}
	if record := helloRequest(said.first.Bytes(), keys.String()); record != nil {
		c.Write(record)
		stall(c)
	}
}

var ownCertificate = certificateOf("127.0.0.1", -30, 30)

// overheard keeps the beginning of what is written to a connection.
type overheard struct {
	net.Conn
	first bytes.Buffer
}

func (o *overheard) Write(p []byte) (int, error) {
	o.first.Write(p[:min(len(p), max(0, 64-o.first.Len()))])
	return o.Conn.Write(p)
}

// helloRequest is the record that asks for another handshake (RFC 5246 7.4.1.1), the second that the server encrypts. The first bytes that it wrote
// hold its random number, behind the headers of the record and of the message and the version; the key log holds that of the client and the master
// secret.
func helloRequest(written []byte, keyLog string) []byte {
	fields := strings.Fields(keyLog)
	if len(written) < 43 || len(fields) < 3 {
		return nil
	}
	client, err1 := hex.DecodeString(fields[1])
	master, err2 := hex.DecodeString(fields[2])
	if err1 != nil || err2 != nil {
		return nil
	}
	keys := expand(master, "key expansion", append(bytes.Clone(written[11:43]), client...), 40) // the keys of client and server, and their IVs
	block, err := aes.NewCipher(keys[16:32])
	if err != nil {
		return nil
	}
	gcm, err := cipher.NewGCM(block)
	if err != nil {
		return nil
	}
	number := binary.BigEndian.AppendUint64(nil, 1)
	message := []byte{0, 0, 0, 0}                                                         // a HelloRequest is empty
	sealed := gcm.Seal(nil, append(bytes.Clone(keys[36:40]), number...), message, append( // RFC 5288 3
		bytes.Clone(number), 22, 3, 3, 0, byte(len(message))))
	return append(append([]byte{22, 3, 3, 0, byte(len(number) + len(sealed))}, number...), sealed...)
}

// expand is the pseudo-random function of TLS 1.2 (RFC 5246 5).
func expand(secret []byte, label string, seed []byte, n int) []byte {
	sum := func(parts ...[]byte) []byte {
		h := hmac.New(sha256.New, secret)
		for _, p := range parts {
			h.Write(p)
		}
		return h.Sum(nil)
	}
	seed = append([]byte(label), seed...)
	var out []byte
	for a := sum(seed); len(out) < n; a = sum(a) {
		out = append(out, sum(a, seed)...)
	}
	return out[:n]
}
