package page

import (
	"cmp"
	"slices"
)

// lexicon counts in a text the words of several lists.
type lexicon struct {
	names []string
	set   *wordSet
	owner []int32 // of each pattern, the list
}

func newLexicon(lists []Lexicon) (*lexicon, error) {
	l := &lexicon{set: newWordSet()}
	for i, list := range lists {
		l.names = append(l.names, list.Name)
		for _, w := range list.Words {
			id, err := l.set.add(w)
			if err != nil {
				return nil, err
			}
			if int(id) == len(l.owner) {
				l.owner = append(l.owner, int32(i))
			}
		}
	}
	l.set.finish()
	return l, nil
}

// count adds the words of a plain text, each as often as it weighs, to the scores of the lists. Room may be used again.
func (l *lexicon) count(scores []int, text string, weight int, room []hit) {
	for _, h := range l.set.appendHits(room[:0], text) {
		scores[l.owner[h.pattern]] += weight
	}
}

// strongest are the lists with the highest scores, at most three.
func (l *lexicon) strongest(scores []int) []Topic {
	var all []Topic
	for i, score := range scores {
		if score > 0 {
			all = append(all, Topic{l.names[i], score})
		}
	}
	slices.SortFunc(all, func(a, b Topic) int { return cmp.Or(cmp.Compare(b.Score, a.Score), cmp.Compare(a.System, b.System)) })
	return all[:min(len(all), 3)]
}
