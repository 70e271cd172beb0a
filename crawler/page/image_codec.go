package page

import "slices"

// Images are the images of a page, in document order. Each is stored as a row:
//
//   - a byte with the region, and whether the image is hidden, has a text alternative, and is alone in a link;
//   - by how much its link and line differ from those of the row before, and the column;
//   - text alternative, width, height, loading and selector.
//
// Images that were read back share one string: who keeps a text keeps a copy.
type Images []Image

// Bits of the first byte, above the region.
const (
	imageRegion = 0x0f
	imageHidden = 1 << 4
	imageHasAlt = 1 << 5
	imageInLink = 1 << 6
)

const (
	minImage = 9  // bytes of the shortest row
	maxImage = 81 // bytes of a row besides its texts, at most
)

// Msgsize is an upper bound of the size of stored images.
func (images Images) Msgsize() int {
	size := emptyRows
	for i := range images {
		im := &images[i]
		size += maxImage + len(im.Alt) + len(im.Width) + len(im.Height) + len(im.Loading) + len(im.Selector)
	}
	return size
}

// MarshalMsg implements msgp.Marshaler.
func (images Images) MarshalMsg(b []byte) ([]byte, error) {
	b, begin := beginRows(b, images.Msgsize(), len(images))
	before := new(Image)
	for i := range images {
		im := &images[i]
		flags := byte(im.Region)
		if im.Hidden {
			flags |= imageHidden
		}
		if im.HasAlt {
			flags |= imageHasAlt
		}
		if im.InLink {
			flags |= imageInLink
		}
		b = appendDistance(append(b, flags), im.Link-before.Link)
		b = appendDistance(b, im.Line-before.Line)
		b = appendNumber(b, im.Col)
		for _, s := range [...]string{im.Alt, im.Width, im.Height, im.Loading, string(im.Selector)} {
			b = appendText(b, s)
		}
		before = im
	}
	return endRows(b, begin), nil
}

// UnmarshalMsg implements msgp.Unmarshaler. Room that there is for images is used.
func (images *Images) UnmarshalMsg(b []byte) ([]byte, error) {
	r, n, b, err := newRowReader(b, minImage)
	if err != nil {
		return b, err
	}
	*images = slices.Grow((*images)[:0], n)[:n]
	before := new(Image)
	for i := range *images {
		im, flags := &(*images)[i], r.byte()
		im.Region, im.Hidden, im.HasAlt, im.InLink = Region(flags&imageRegion), flags&imageHidden != 0, flags&imageHasAlt != 0, flags&imageInLink != 0
		im.Link, im.Line, im.Col = before.Link+r.distance(), before.Line+r.distance(), r.number()
		im.Alt, im.Width, im.Height, im.Loading, im.Selector = r.text(), r.text(), r.text(), r.text(), Selector(r.text())
		before = im
	}
	return b, r.err
}
