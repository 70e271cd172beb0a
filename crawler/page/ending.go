package page

import "bytes"

// containers are elements without which no author closes a page. The end tags of html and body may be left out.
var containers = []string{"main", "article", "section", "div"}

// ending names what the source ends within, "" where it ends as a page does. An end that no html or body end tag marks is
// looked at more closely: there an open container says that the rest is missing.
func (s *scan) ending() string {
	if s.within != "" {
		return s.within
	}
	tail := s.src[max(0, len(s.src)-4<<10):]
	if bytes.LastIndex(tail, []byte("</html")) >= 0 {
		return ""
	}
	tail = bytes.ToLower(tail)
	if bytes.Contains(tail, []byte("</html")) || bytes.Contains(tail, []byte("</body")) {
		return ""
	}
	for _, name := range containers {
		open := 0
		for _, t := range s.tags {
			if bytes.EqualFold(s.src[t.at+1:t.nameEnd], []byte(name)) {
				open++
			}
		}
		if open > 0 && open > endTags(s.src, []byte(name)) {
			return "element"
		}
	}
	return ""
}

// endTags counts end tags whose name begins with name.
func endTags(src, name []byte) int {
	for n := 0; ; {
		next := bytes.Index(src, []byte("</"))
		if next < 0 {
			return n
		}
		src = src[next+2:]
		if len(src) >= len(name) && bytes.EqualFold(src[:len(name)], name) {
			n++
		}
	}
}
