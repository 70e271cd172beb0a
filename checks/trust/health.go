package trust

import (
	"strings"

	"github.com/healthusias/rounds/checks"
	"github.com/healthusias/rounds/crawler"
	"github.com/healthusias/rounds/crawler/page"
	"github.com/healthusias/rounds/crawler/page/lazy"
)

// aboutHealth reports whether the content of a page has to do with health: three different words of the field, in a language with a pack, and one
// for every 100 words; or two of them, and one for every 50. Sites have other pages too, about their software, their offices or a fair.
func aboutHealth(p *checks.Pass) bool {
	return checks.OfPage(p, "trust/health", ofHealth)
}

// heldToHealth reports whether an article may be held to what health articles owe: it is about health, or the configuration calls it an article.
func heldToHealth(p *checks.Pass) bool {
	return p.Page.Head.Kind != crawler.Article || p.Page.Head.KindBy == "config" || aboutHealth(p)
}

// owed lowers a finding about what an article lacks where that has nothing to do with health: nobody acts on it as on medical advice.
func owed(p *checks.Pass, f checks.Finding) checks.Finding {
	if f.Severity == "" && !heldToHealth(p) {
		f.Severity, f.Confidence = checks.Warning, checks.Medium
	}
	return f
}

func ofHealth(p *checks.Pass) bool {
	different, all, insured := map[string]bool{}, 0, 0
	for _, b := range p.Page.Blocks() {
		if b.Hidden || !b.Region.Content() {
			continue
		}
		insured += len(insuranceWords.FindAllStringIndex(b.Text, -1))
		for _, w := range healthWords.FindAllStringSubmatch(healthBrands.Replace(b.Text), -1) {
			different[strings.ToLower(w[1])] = true
			all++
		}
	}
	title := titleOf(p.Page.Facts)
	if healthBrands.Replace(title) != title || insuranceWords.MatchString(title) && 4*insured >= all {
		return false
	}
	few := len(different) == 2 && 50*all >= p.Page.Facts.Words
	return (few || len(different) > 2) && 100*all >= p.Page.Facts.Words && insured < all
}

// titleOf is the main heading of a page, else its title.
func titleOf(f *page.Facts) string {
	switch {
	case len(f.H1s) > 0:
		return f.H1s[0].Text
	case len(f.Titles) > 0:
		return f.Titles[0].Text
	}
	return ""
}

// healthBrands takes the names of programs and of insurances out of a text: what one does with them is no matter of health.
var healthBrands = strings.NewReplacer("Apple Health", "Apple", "Google Health", "Google", "Samsung Health", "Samsung", "Health Connect", "Connect", "HealthKit", "Kit", "Health app", "app", "Apple Santé", "Apple",
	"Medicare", "", "Medicaid", "", "Medi-Cal", "", "Medigap", "", "health insurance", "insurance", "Health Insurance", "Insurance", "health plan", "plan", "Health Plan", "Plan")

// insuranceWords matches what texts about insurances and about billing say more often than words of health, which these cannot do without.
var insuranceWords = lazy.MustCompile(`(?i)(?:^|[^\pL])(?:medicare|medicaid|medi-cal|medigap|cpt|icd-10|rvus?\b|wrvus?\b|billing|billed|reimburs|coders?\b|coding|codes? \d{4,5}|modifiers?\b|payers?\b|insur(?:ance|er|ed)|premiums?\b|deductibles?\b|copay|coinsurance|enroll?ment|coverage|policyholder|` +
	`seguros?\b|aseguranza|asegurad|primas?\b|deducible|copago|cobertura|inscripci|versicherung|krankenkasse|assurance|mutuelle|cotisation|assicurazion|asuransi|verzeker)`)

// healthWords matches beginnings of words about bodies, illness and care.
var healthWords = lazy.MustCompile(`(?i)(?:^|[^\pL])(health|wellness|medic|médic|médec|medizin|medis|doctor|dokter|docteur|physician|arzt|ärzt|patient|pacient|pazient|paciente|pasien|disease|illness|krank|` +
	`enferm|maladie|malatti|doenç|penyakit|ziekte|symptom|síntoma|symptôm|sintom|gejala|klacht|therap|terap|thérap|diagnos|clinic|klinik|hospital|surger|surgeon|pains?\b|painful|aches?\b|aching|` +
	`schmerz|dolor|douleur|dores?\b|nyeri|pijn|sore\b|swell|swollen|stiff|numb(?:ness)?\b|tingl|fever|fieb|cough|itch|rash\b|wound|injur|fractur|infect|inflamm|virus|bacteri|vaccin|impf|vacun|cancer|krebs|` +
	`tumor|tumour|diabet|asthma|arthrit|allerg|migraine|stroke|cholesterol|blood|blut|sangre|sang\b|sangue|darah|bloed|heart|herz|coraz|cœur|cuore|coraç|jantung|knee|knie|rodill|genou|ginocch|joelh|lutut|` +
	`joint|gelenk|articul|bone|knoch|huesos?|muscle|muskel|spine|spinal|rücken|espalda|skin|haut\b|liver|kidney|lung|brain|stomach|bowel|gut\b|nerve|tendon|ligament|hormon|insulin|estrogen|testosteron|` +
	`pregnan|schwanger|embaraz|enceinte|gravid|hamil|zwanger|menstru|menopaus|period pain|sleep|insomni|anxi|depress|stress|mental|psych|suicid|drug|dose|dosage|dosis|tablet|pills?\b|capsule|injection|` +
	`antibiotic|supplement|vitamin|nutrition|diet|protein|calorie|weight loss|exercise|physio|rehab|recover|headache|dizz|nausea|vomit|overdose|side effect|peptide|treatment|behandlung|tratamient|traitement|trattament|tratament|pengobatan)`)
