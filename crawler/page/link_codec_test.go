package page

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// scatter sets every field of a link to one of few values, as the links of a page repeat them.
func scatter(l *Link, r *rand.Rand) {
	v := reflect.ValueOf(l).Elem()
	for i := range v.NumField() {
		switch at := v.Field(i); at.Kind() {
		case reflect.String:
			at.SetString([...]string{"", "a", "ab", "https://h.example/a", "https://h.example/a/b#c", "main > p > a", strings.Repeat("long ", 100)}[r.IntN(7)])
		case reflect.Bool:
			at.SetBool(r.IntN(2) == 0)
		case reflect.Int, reflect.Int32:
			at.SetInt([...]int64{-1, 0, 1, 127, 128, 1 << 20}[r.IntN(6)])
		case reflect.Uint8:
			at.SetUint(uint64(r.IntN(int(RegionForm) + 1)))
		case reflect.Uint64:
			at.SetUint([...]uint64{0, 0, 5, 1 << 63}[r.IntN(4)])
		default:
			panic("scatter knows no " + v.Type().Field(i).Name)
		}
	}
	if r.IntN(2) == 0 {
		l.Raw = l.URL[len(l.URL)/2:]
	}
}

func scattered(n int, seed uint64) Links {
	links, r := make(Links, n), rand.New(rand.NewPCG(seed, 0))
	for i := range links {
		scatter(&links[i], r)
	}
	return links
}

func TestEveryFieldOfALinkComesBack(t *testing.T) {
	for seed := range uint64(20) {
		want := scattered(300, seed)
		packed, err := want.MarshalMsg([]byte("before"))
		if err != nil || len(packed) > len("before")+want.Msgsize() {
			t.Fatalf("%d bytes, at most %d were foretold; %v", len(packed), want.Msgsize(), err)
		}
		var got Links
		rest, err := got.UnmarshalMsg(append(packed[len("before"):], "after"...))
		if err != nil || string(rest) != "after" {
			t.Fatalf("%.20q is left, %v", rest, err)
		}
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("seed %d, link %d\ngot  %+v\nwant %+v", seed, i, got[i], want[i])
			}
		}
	}
	packed, _ := Links(nil).MarshalMsg(nil)
	got := scattered(1, 1)
	if _, err := got.UnmarshalMsg(packed); err != nil || got != nil {
		t.Errorf("no links come back as %v, %v", got, err)
	}
}

// A damaged database must not take the process down.
func TestDamagedLinksAreErrors(t *testing.T) {
	packed, err := scattered(12, 1).MarshalMsg(nil)
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, b []byte) (err error) {
		defer func() {
			if fault := recover(); fault != nil {
				t.Errorf("%s: %v", what, fault)
			}
		}()
		_, err = new(Links).UnmarshalMsg(b)
		return err
	}
	for n := range packed {
		if err := try(fmt.Sprint("cut at ", n), packed[:n]); err == nil {
			t.Errorf("cut at %d it is read", n)
		}
		for _, v := range []byte{0, 0x7f, 0xff} {
			b := bytes.Clone(packed)
			b[n] = v
			try(fmt.Sprintf("%d is %x", n, v), b)
		}
	}
	short := bytes.Clone(packed[:len(packed)-1])
	short[3], short[4] = byte((len(short)-5)>>8), byte(len(short)-5)
	if err := try("short", short); err == nil {
		t.Error("links without their last byte are read")
	}
}
