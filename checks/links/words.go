package links

import (
	"strings"
	"unicode"
)

// vagueTexts are link texts that say nothing about the target, by language; whole texts in plain form.
var vagueTexts = map[string]map[string]bool{
	"en": textSet("click here", "click", "click this", "here", "right here", "over here", "read more", "learn more", "more", "see more", "show more", "view more",
		"find out more", "more info", "more information", "more details", "details", "continue", "continue reading", "keep reading", "read on",
		"read this", "read it here", "this", "this page", "this article", "this guide", "this resource", "this post", "this link", "this site", "this website", "this one", "link", "links",
		"page", "article", "website", "go", "go here", "see here", "check it out", "check this out", "download", "source", "info"),
	"de": textSet("hier", "hier klicken", "klicken sie hier", "klick hier", "mehr", "mehr lesen", "mehr erfahren", "mehr dazu", "mehr infos", "weiter", "weiterlesen",
		"weitere informationen", "details", "link", "dieser link", "diese seite", "dieser artikel", "zum artikel", "zur seite", "lesen sie mehr", "erfahren sie mehr"),
	"es": textSet("aquí", "aqui", "haga clic aquí", "haz clic aquí", "clic aquí", "pulse aquí", "pincha aquí", "más", "leer más", "ver más", "saber más", "más información",
		"seguir leyendo", "continuar leyendo", "enlace", "este enlace", "esta página", "este artículo", "detalles"),
	"fr": textSet("ici", "cliquez ici", "cliquer ici", "plus", "lire plus", "lire la suite", "en savoir plus", "savoir plus", "voir plus", "suite", "plus d'informations", "plus d'infos",
		"lien", "ce lien", "cette page", "cet article", "détails"),
	"it": textSet("qui", "clicca qui", "cliccare qui", "fai clic qui", "più", "leggi", "leggi di più", "leggi tutto", "scopri di più", "per saperne di più", "maggiori informazioni",
		"continua", "continua a leggere", "link", "questo link", "questa pagina", "questo articolo", "dettagli"),
	"pt": textSet("aqui", "clique aqui", "carregue aqui", "mais", "leia mais", "ler mais", "saiba mais", "saber mais", "ver mais", "mais informações", "continuar lendo", "continue lendo",
		"link", "este link", "esta página", "este artigo", "detalhes"),
	"nl": textSet("hier", "klik hier", "meer", "lees meer", "lees verder", "meer lezen", "meer weten", "meer informatie", "verder lezen", "link", "deze link", "deze pagina", "dit artikel", "details"),
	"id": textSet("di sini", "disini", "klik di sini", "klik disini", "klik", "selengkapnya", "baca selengkapnya", "baca lebih lanjut", "baca juga", "lebih lanjut", "lihat selengkapnya",
		"pelajari lebih lanjut", "info lebih lanjut", "tautan ini", "halaman ini", "artikel ini", "detail"),
}

// vagueStarts begin link texts that point at themselves and not at what is behind them.
var vagueStarts = map[string][]string{
	"en": {"here's", "here is", "here are"},
	"de": {"hier ist", "hier sind", "hier finden sie"},
	"es": {"aquí está", "aquí están", "aquí tienes"},
	"fr": {"voici"},
	"it": {"ecco"},
	"pt": {"aqui está", "aqui estão"},
	"nl": {"hier is", "hier zijn", "hier vindt u"},
	"id": {"berikut ini", "inilah"},
}

// vagueWords are those of vagueTexts and vagueStarts in one language.
type vagueWords struct {
	texts   map[string]bool
	longest int // of texts, in bytes: few texts of links are as short
	starts  []string
}

var vagueBy = func() map[string]vagueWords {
	by := map[string]vagueWords{}
	for language, texts := range vagueTexts {
		words := vagueWords{texts: texts, starts: vagueStarts[language]}
		for text := range texts {
			words.longest = max(words.longest, len(text))
		}
		by[language] = words
	}
	return by
}()

// lost are the words by which a page says that there is none, by language; in plain form.
var lost = map[string][]string{
	"en": {"page not found", "not found", "404 not found", "page does not exist", "page doesn't exist", "page cannot be found", "page can't be found", "page could not be found", "page no longer exists"},
	"de": {"seite nicht gefunden", "seite existiert nicht", "seite wurde nicht gefunden", "nicht gefunden"},
	"es": {"página no encontrada", "no se encontró la página", "no encontrado", "la página no existe"},
	"fr": {"page introuvable", "page non trouvée", "cette page n'existe pas"},
	"it": {"pagina non trovata", "la pagina non esiste"},
	"pt": {"página não encontrada", "a página não existe"},
	"nl": {"pagina niet gevonden", "pagina bestaat niet"},
	"id": {"halaman tidak ditemukan"},
}

// functionWords carry no meaning of their own: two names that differ in them are one name.
var functionWords = wordSet(
	"a an the and or of for to in on at by with from your you our my is are it its this that how what why when about " +
		"der die das ein eine und oder von für zu im in am mit ihr ihre " +
		"el la los las un una y o de del para en con su tu " +
		"le les une et ou du des pour dans avec votre vos " +
		"il lo gli i uno e di del della per con il tuo " +
		"os as um uma do da dos das para em com seu sua " +
		"het een en van voor in op met uw je " +
		"dan atau untuk di ke dari dengan anda yang")

func wordSet(words string) map[string]bool { return textSet(strings.Fields(words)...) }

func textSet(texts ...string) map[string]bool {
	set := make(map[string]bool, len(texts))
	for _, text := range texts {
		set[text] = true
	}
	return set
}

// plain is a text of the facts, whose white space is folded, as the lists have it: lower case, straight apostrophes, and neither arrows nor
// punctuation at its ends.
func plain(text string) string { return trimmed(folded(text)) }

func folded(text string) string {
	text = strings.ToLower(text)
	if strings.Contains(text, "’") {
		text = strings.ReplaceAll(text, "’", "'")
	}
	return text
}

func trimmed(text string) string {
	if n := len(text); n > 0 && wordByte(text[0]) && wordByte(text[n-1]) {
		return text
	}
	return strings.TrimFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// wordByte reports whether c is a letter in lower case or a digit, of ASCII.
func wordByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// languages are those whose lists apply to a page: its own, or all where it names none. A language without lists has none.
func languages(lang string) []string {
	primary, _, _ := strings.Cut(strings.ToLower(lang), "-")
	if _, ok := vagueTexts[primary]; ok {
		return []string{primary}
	}
	if primary != "" {
		return nil
	}
	return []string{"en", "de", "es", "fr", "it", "pt", "nl", "id"}
}

// contentWords are the words of a text that name something.
func contentWords(text string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsFuncSeq(plain(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '\'' }) {
		if !functionWords[word] {
			set[word] = true
		}
	}
	return set
}

// jaccard is the share of words that two sets have in common.
func jaccard(a, b map[string]bool) float64 {
	both := 0
	for word := range a {
		if b[word] {
			both++
		}
	}
	if union := len(a) + len(b) - both; union > 0 {
		return float64(both) / float64(union)
	}
	return 1
}
