package page

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// scatter sets every stored field of a row to one of few values, as the rows of a page repeat them.
func scatter(row any, r *rand.Rand) {
	v := reflect.ValueOf(row).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Tag.Get("msg") == "-" {
			continue
		}
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
}

// bringBack reads rows back as they are stored, between other values, in no more room than they foretold.
func bringBack(t *testing.T, want interface {
	MarshalMsg([]byte) ([]byte, error)
	Msgsize() int
}, got interface {
	UnmarshalMsg([]byte) ([]byte, error)
}) {
	t.Helper()
	packed, err := want.MarshalMsg([]byte("before"))
	if err != nil || len(packed) > len("before")+want.Msgsize() {
		t.Fatalf("%d bytes, at most %d were foretold; %v", len(packed), want.Msgsize(), err)
	}
	rest, err := got.UnmarshalMsg(append(packed[len("before"):], "after"...))
	if err != nil || string(rest) != "after" {
		t.Fatalf("%.20q is left, %v", rest, err)
	}
}

func scattered(n int, seed uint64) Links {
	links, r := make(Links, n), rand.New(rand.NewPCG(seed, 0))
	for i := range links {
		l := &links[i]
		scatter(l, r)
		if r.IntN(2) == 0 {
			l.Raw = l.URL[len(l.URL)/2:]
		}
	}
	return links
}

func TestEveryFieldOfALinkComesBack(t *testing.T) {
	for seed := range uint64(20) {
		want := scattered(300, seed)
		var got Links
		bringBack(t, want, &got)
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

func scatteredBlocks(n int, seed uint64) Blocks {
	blocks, r := make(Blocks, n), rand.New(rand.NewPCG(seed, 0))
	for i := range blocks {
		scatter(&blocks[i], r)
	}
	return blocks
}

func TestEveryFieldOfABlockComesBack(t *testing.T) {
	for seed := range uint64(20) {
		want := scatteredBlocks(300, seed)
		for i := range 2 * fewElements { // more than are remembered, and each again
			want[i].Element = fmt.Sprint("x-", i)
			want[100+i].Element = want[i].Element
		}
		var got Blocks
		bringBack(t, want, &got)
		for i := range want {
			if got[i] != want[i] {
				t.Fatalf("seed %d, block %d\ngot  %+v\nwant %+v", seed, i, got[i], want[i])
			}
		}
	}
	packed, _ := Blocks(nil).MarshalMsg(nil)
	got := scatteredBlocks(1, 1)
	if _, err := got.UnmarshalMsg(packed); err != nil || len(got) != 0 {
		t.Errorf("no blocks come back as %v, %v", got, err)
	}
}

func scatteredImages(n int, seed uint64) Images {
	images, r := make(Images, n), rand.New(rand.NewPCG(seed, 0))
	for i := range images {
		scatter(&images[i], r)
	}
	return images
}

func TestEveryFieldOfAnImageComesBack(t *testing.T) {
	var got Images
	for seed := range uint64(20) { // into the room of those before
		want := scatteredImages(300-int(seed), seed)
		bringBack(t, want, &got)
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d\ngot  %+v\nwant %+v", seed, got, want)
		}
	}
	packed, _ := Images(nil).MarshalMsg(nil)
	if _, err := got.UnmarshalMsg(packed); err != nil || len(got) != 0 {
		t.Errorf("no images come back as %v, %v", got, err)
	}
}

// A damaged database must not take the process down.
func TestDamagedRowsAreErrors(t *testing.T) {
	for _, rows := range []interface {
		MarshalMsg([]byte) ([]byte, error)
		UnmarshalMsg([]byte) ([]byte, error)
	}{new(scattered(12, 1)), new(scatteredBlocks(12, 1)), new(scatteredImages(12, 1))} {
		packed, err := rows.MarshalMsg(nil)
		if err != nil {
			t.Fatal(err)
		}
		try := func(what string, b []byte) (err error) {
			defer func() {
				if fault := recover(); fault != nil {
					t.Errorf("%T, %s: %v", rows, what, fault)
				}
			}()
			_, err = rows.UnmarshalMsg(b)
			return err
		}
		for n := range packed {
			if err := try(fmt.Sprint("cut at ", n), packed[:n]); err == nil {
				t.Errorf("%T cut at %d is read", rows, n)
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
			t.Errorf("%T without the last byte are read", rows)
		}
	}
}
