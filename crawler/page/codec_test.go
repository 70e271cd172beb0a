package page

import (
	"reflect"
	"testing"
	"time"
)

// TestCodecKeepsEveryField fills every field of Facts, so that one added without "make generate" is missed here.
func TestCodecKeepsEveryField(t *testing.T) {
	var want Facts
	fill(reflect.ValueOf(&want).Elem(), 3)
	packed, err := want.MarshalMsg(nil)
	if err != nil {
		t.Fatal(err)
	}
	fill(reflect.ValueOf(&want.Blocks).Elem(), 1)
	if packed, err = want.Blocks.MarshalMsg(packed); err != nil {
		t.Fatal(err)
	}
	var got Facts
	rest, err := got.UnmarshalMsg(packed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := got.Blocks.UnmarshalMsg(rest); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("facts change on their way through the store: run make generate\ngot  %+v\nwant %+v", got, want)
	}
}

// fill sets v and what it holds to values other than zero, down to depth.
func fill(v reflect.Value, depth int) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		v.Set(reflect.ValueOf(time.Unix(1e9, 0).Local()))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int32:
		v.SetInt(7)
	case reflect.Uint8, reflect.Uint32, reflect.Uint64:
		v.SetUint(5)
	case reflect.Slice:
		if depth > 0 {
			v.Set(reflect.MakeSlice(v.Type(), 1, 1))
			fill(v.Index(0), depth-1)
		}
	case reflect.Pointer:
		if depth > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(v.Elem(), depth-1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("msg") != "-" { // what is not stored
				fill(v.Field(i), depth)
			}
		}
	default:
		panic("fill knows no " + v.Kind().String())
	}
}
