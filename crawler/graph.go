package crawler

import (
	bytecode "encoding/binary"
	"math/bits"
	"sort"
)

// graph is a directed graph in compressed rows: the edges of node i are in packed[first[i]:first[i+1]], targets ascending, one after the other as
//
//   - five bits with the length of the distance from the target before it in bits, at least 1: a row ends at a 0, or where less than five are left;
//   - the distance without its highest bit;
//   - two bits with its flags, an index in usualFlags or 3 for others, which follow.
//
// Of a million pages with a hundred links each an edge takes twenty bits. A small graph has its edges in plain[first[i]:first[i+1]] instead.
type graph struct {
	first  []uint32
	plain  []edge
	packed []byte        // and spare bytes, so that an edge is read at once
	marks  map[ID][]mark // of rows so long that nobody should read them from their beginning to find one edge
}

// mark is a place in a row to begin at: the edges from bit on follow the target to.
type mark struct {
	to  ID
	bit uint32
}

// markEvery is how many edges stand between two marks. Shorter rows have none.
const markEvery = 256

// edge is a target and how it is referred to, in one word.
type edge uint32

// flagBits is how many bits of an edge are its flags, maxURLs how many targets the others tell apart.
const (
	flagBits = 5
	maxURLs  = 1 << (32 - flagBits)
)

func edgeTo(id ID, flags EdgeFlag) edge { return edge(id)<<flagBits | edge(flags) }

func (e edge) to() ID          { return ID(e >> flagBits) }
func (e edge) flags() EdgeFlag { return EdgeFlag(e & (1<<flagBits - 1)) }

// usualFlags are those of most edges.
var usualFlags = [...]EdgeFlag{EdgeFollow | EdgePass, EdgeFollow | EdgePass | EdgeContent, EdgeAsset}

const (
	lengthBits  = 5
	usualBits   = 2
	otherFlags  = EdgeFlag(len(usualFlags))
	spare       = 8 // bytes: an edge is less than that, wherever it begins
	beforeFirst = None
)

// flagCode is how the flags of an edge are written.
type flagCode struct {
	code uint64
	bits uint32
}

var flagCodes = func() (codes [1 << flagBits]flagCode) {
	for flags := range codes {
		codes[flags] = flagCode{uint64(flags)<<usualBits | uint64(otherFlags), usualBits + flagBits}
	}
	for i, flags := range usualFlags {
		codes[flags] = flagCode{uint64(i), usualBits}
	}
	return codes
}()

// code is an edge behind the target before, and how many bits that takes.
func (e edge) code(before ID) (code uint64, size uint32) {
	distance := uint32(e.to() - before)
	n := uint32(bits.Len32(distance))
	flags := &flagCodes[e.flags()]
	size = lengthBits + n - 1
	return uint64(n) | uint64(distance-1<<(n-1))<<lengthBits | flags.code<<size, size + flags.bits
}

// size is how many bits an edge behind the target before takes.
func (e edge) size(before ID) uint32 {
	return lengthBits + uint32(bits.Len32(uint32(e.to()-before))) - 1 + flagCodes[e.flags()].bits
}

// decode reads an edge behind the target before. Its size is 0 at the end of a row.
func decode(code uint64, before ID) (to ID, flags EdgeFlag, size uint32) {
	size = uint32(code) % (1 << lengthBits)
	if size == 0 {
		return None, 0, 0
	}
	high := uint64(1) << ((size - 1) % 32)
	to = before + ID(high|code>>lengthBits&(high-1))
	size += lengthBits + usualBits - 1
	code >>= (size - usualBits) % 64
	if flags = EdgeFlag(code % (1 << usualBits)); flags < otherFlags {
		return to, usualFlags[flags], size
	}
	return to, EdgeFlag(code >> usualBits % (1 << flagBits)), size + flagBits
}

// bytesOf is how many bytes so many bits take.
func bytesOf(bits uint32) uint32 { return (bits + 7) / 8 }

// sizeOf is how many bytes a row takes, whose edges ascend and have a target each.
func sizeOf(row []edge) uint32 {
	sum, before := uint32(0), beforeFirst
	for _, e := range row {
		sum += e.size(before)
		before = e.to()
	}
	return bytesOf(sum)
}

// put writes an edge into a row, where nothing but zeros is, and returns its size in bits.
func (g *graph) put(begin, bit uint32, e edge, before ID) uint32 {
	code, size := e.code(before)
	word := g.packed[begin+bit/8:]
	bytecode.LittleEndian.PutUint64(word, bytecode.LittleEndian.Uint64(word)|code<<(bit%8))
	return size
}

// each reads the edges of a row.
func (g *graph) each(id ID, yield func(ID, EdgeFlag) bool) {
	if int(id)+1 >= len(g.first) {
		return
	}
	if g.plain != nil {
		for _, e := range g.plainRow(id) {
			if !yield(e.to(), e.flags()) {
				return
			}
		}
		return
	}
	row, end := g.row(id)
	to := beforeFirst
	for bit := uint32(0); bit+lengthBits <= end; {
		next, flags, size := decode(bytecode.LittleEndian.Uint64(row[bit/8:])>>(bit%8), to)
		if size == 0 || !yield(next, flags) {
			return
		}
		to, bit = next, bit+size
	}
}

// row is the bytes of a row and the spare ones behind it, and how many bits the former are.
func (g *graph) row(id ID) (row []byte, end uint32) {
	row = g.packed[g.first[id] : g.first[id+1]+spare]
	return row, uint32(len(row)-spare) * 8
}

// edge is the flags of the edge between two nodes, 0 where there is none.
func (g *graph) edge(from, to ID) EdgeFlag {
	if int(from)+1 >= len(g.first) {
		return 0
	}
	if g.plain != nil {
		return g.plainEdge(from, to)
	}
	begin := mark{to: beforeFirst}
	marks := g.marks[from]
	if i := sort.Search(len(marks), func(i int) bool { return marks[i].to >= to }); i > 0 {
		begin = marks[i-1]
	}
	row, end := g.row(from)
	at := begin.to
	for bit := begin.bit; bit+lengthBits <= end; {
		next, flags, size := decode(bytecode.LittleEndian.Uint64(row[bit/8:])>>(bit%8), at)
		if size == 0 || next > to {
			return 0
		}
		if next == to {
			return flags
		}
		at, bit = next, bit+size
	}
	return 0
}
