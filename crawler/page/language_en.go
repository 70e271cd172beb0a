package page

import "regexp"

// notEnglish is a negation; \bn't would never match inside "isn't".
const notEnglish = `(?:\b(?:not|never|cannot)|n't)\b`

// upTo80 and upTo40 are [^.\n]{0,80} and [^.\n]{0,40}, written so that the compiled expressions stay below the 500
// instructions up to which package regexp backtracks, which is several times faster.
const (
	upTo80 = `(?:[^.\n]{4}){0,19}[^.\n]{0,4}`
	upTo40 = `(?:[^.\n]{4}){0,9}[^.\n]{0,4}`
)

func english() *language {
	return &language{
		code: "en",
		stop: words("the|and|of|to|is|that|with|for|are|you|was|this|it|have|be"),

		writtenBy:  words("written or reviewed by|written and reviewed by|medically written by|article written by|written by|words by|posted by|story by|article by|post by|text by|published by|authored by|author:|authors:|writer:|contributor:|by:"),
		by:         words("by"),
		reviewedBy: words("written or reviewed by|medically reviewed by|clinically reviewed by|medical review by|scientifically reviewed by|fact checked by|fact-checked by|medically checked by|expert reviewed by|reviewed by|medical reviewer:|reviewer:|checked by"),
		negation:   regexp.MustCompile(`n't|\b(?:not|no|never|without|yet|pending|awaiting|planned|avoid|instead of|rather than|beware|myth|claims? (?:like|such as)|phrases? like|no such)\b`),

		nextReview: words("next review due|next review|review due|next medical review"),
		reviewed:   words("page last reviewed|last medically reviewed|last reviewed|medically reviewed|last review|reviewed on|reviewed:|reviewed"),
		updated:    words("last updated|last modified|updated on|updated at|updated|modified"),
		published:  words("first published|published on|published|posted on|posted|date published|publication date"),
		months: [12][]string{
			words("january|jan"), words("february|feb"), words("march|mar"), words("april|apr"), words("may"), words("june|jun"),
			words("july|jul"), words("august|aug"), words("september|sept|sep"), words("october|oct"), words("november|nov"), words("december|dec"),
		},

		aboutAuthor: words("about the author|about the authors|about our author|about the writer|about the contributor|about this author|meet the author|meet the writer|author bio|author biography|author profile|the author|about the expert"),
		bioVerbs:    words("is|was|has|works|serves|holds|brings|writes|specializes|specialises|graduated|earned|practices|practises|joined|covers"),
		writing:     words("writer|writes|writing|editor|author|contributor|blogger|journalist"),
		expertise:   words("speciali|expertise|experience|years|passionate|certified|licensed|degree|university|clinic|hospital|she writes|he writes|they write|she enjoys|he enjoys|they enjoy|she lives|he lives|they live|dedicated"),
		roles: []role{
			{1, words("physician assistant|nurse practitioner|registered nurse|registered dietitian nutritionist|registered dietitian|registered dietician|dietitian|dietician|board-certified physician|physician|medical doctor|surgeon|nurse midwife|midwife|nurse|clinical pharmacist|pharmacist|psychologist|psychiatrist|psychotherapist|physical therapist|physiotherapist|occupational therapist|speech therapist|speech-language pathologist|cardiologist|dermatologist|neurologist|pediatrician|paediatrician|gynecologist|gynaecologist|oncologist|urologist|radiologist|orthopedist|rheumatologist|endocrinologist|gastroenterologist|family doctor|general practitioner|dentist|optometrist|podiatrist|audiologist|paramedic|licensed clinical social worker|doctor")},
			{2, words("public health researcher|researcher|scientist|professor|epidemiologist|biologist|medical editor|health educator|medical writer|science journalist")},
			{3, words("certified medical assistant|medical assistant|nursing assistant|health coach|wellness coach|life coach|nutritionist|fitness trainer|personal trainer|yoga teacher|yoga instructor|caregiver|patient advocate|medical student|nursing student|health writer|health journalist|wellness writer|wellness expert|freelance writer|content writer|blogger|health editor|journalist|writer|editor|emt")},
			{4, words("chiropractor|naturopathic doctor|naturopath|homeopath|acupuncturist|herbalist")},
		},
		generic: words("admin|administrator|editorial|editorial team|editorial staff|editorial board|editor|editors|the editors|staff|staff writer|staff writers|staff report|staff reporter|team|the team|content team|content|guest|guest author|guest post|guest writer|contributor|contributing writer|user|webmaster|support|author|unknown|anonymous|news desk|newsdesk|newsroom|web team|webteam|medical team|health team|writer|default|none|press release"),

		forms: []form{
			{"S1", [][]string{words("substitute|replacement")}, regexp.MustCompile(notEnglish + upTo80 + `\b(?:substitute|replacement)\b` + upTo40 + `\b(?:for|of)\b` + upTo80 + `\b(?:medical|professional|doctor|physician|health|clinic\w*|treatment|diagnos\w*|care|consultation|examination|evaluation|surgeon|specialist|advice)`), false},
			{"S3", [][]string{words("advice")}, regexp.MustCompile(notEnglish + `[^.\n]{0,60}\b(?:medical|health|clinical|professional)\s+advice\b`), false},
			{"S3", [][]string{words("recommendation")}, regexp.MustCompile(notEnglish + `[^.\n]{0,40}\b(?:an?|any|as|be|give|provide|constitute)\s+(?:personal\s+)?(?:medical|health|clinical)\s+recommendations?\b`), false},
			{"S3", [][]string{words("advice|recommendation|diagnosis"), words("nothing|none of")}, regexp.MustCompile(`\b(?:nothing|none of)\b[^.\n]{0,60}\b(?:is|be|as|constitutes?|represents?|provides?|gives?|offers?)\s+(?:(?:intended|meant|to|be|taken|as|an?|any|personal|professional|individual)\s+){0,5}(?:medical|health|clinical)\s+(?:advice|recommendations?|diagnosis)\b`), false},
			{"S4", [][]string{words("take the place of|takes the place of")}, regexp.MustCompile(notEnglish + `[^.\n]{0,40}\btakes? the place of\b[^.\n]{0,80}\b(?:medical|doctor|physician|clinician|nurse|health|diagnos\w*|treatment)`), false},
			{"S4", [][]string{words("replace|substitute|constitute|provide"), words("do not|does not|don't|doesn't")}, regexp.MustCompile(`\bdo(?:es)?(?:n't| not)\s+(?:replace|substitute|constitute|provide)\b[^.\n]{0,80}\b(?:medical|doctor|physician|professional|consultation|examination|diagnos\w*)`), false},
			{"S5", [][]string{words("intended"), words("not intended to")}, regexp.MustCompile(`\bnot intended to (?:diagnose|treat|cure|prevent|replace|be a substitute|substitute)`), false},
			{"S6", [][]string{words("educat|inform|commentary"), words("diagnos|prescription|treatment|medical|substitute|personal")}, regexp.MustCompile(`\b(?:education(?:al)?|informational?|information|commentary)\b(?: only)?[^.\n]{0,50}` + notEnglish + ` (?:an? |as )?(?:medical |personal(?:i[sz]ed)? )?(?:diagnos\w*|prescription|treatment|medical|substitute|personal)`), false},
			{"S2", [][]string{words("informational|information|education"), words("purpose|only")}, regexp.MustCompile(`\bfor\b[^.\n]{0,40}\b(?:informational?|information|education(?:al)?)\b(?:[^.\n]{0,30}\bpurposes?\b|\s+only\b)`), true},
		},
		soft: form{"soft", [][]string{
			words("doctor|physician|gp|health care|healthcare|medical|qualified|pharmacist|clinician|specialist|pediatrician|dermatologist|therapist|dietitian|midwife"),
			words("consult|talk to|speak|ask|see|check with|seek the advice of|contact"),
		}, regexp.MustCompile(`\b(?:consult|talk to|speak (?:to|with)|ask|see|check with|seek the advice of|contact)\b[^.\n]{0,40}\b(?:doctor|physician|gp\b|health ?care (?:professional|provider|practitioner)|healthcare team|health professional|medical (?:professional|practitioner|provider)|qualified (?:professional|clinician)|pharmacist|clinician|specialist|pediatrician|dermatologist|physical therapist|dietitian|midwife)`), false},
		medical:    words("medic|health|doctor|physician|diagnos|treatment|clinic|patient|disease|symptom|therap"),
		disclaimer: words("disclaimer"),
	}
}
