package page

import "regexp"

func german() *language {
	return &language{
		code: "de",
		stop: words("der|die|das|und|ist|nicht|ein|eine|mit|zu|den|auf|sich|von|für"),

		writtenBy:  words("geschrieben von|verfasst von|veröffentlicht von|gespeichert von|eingestellt von|redaktion:|ein beitrag von|ein gastbeitrag von|ein artikel von|beitrag von|artikel von|text von|text:|autor:|autorin:|autoren:|autor/in:|autor/-in:|verfasser:|von:"),
		by:         words("von"),
		reviewedBy: words("medizinisch geprüft von|medizinisch überprüft von|fachlich geprüft von|ärztlich geprüft von|geprüft von|überprüft von|fachliche prüfung:|fachliche prüfung durch|medizinische prüfung:"),
		negation:   regexp.MustCompile(`\b(?:nicht|kein|keine|nie|niemals|ohne|noch|ausstehend|statt)\b`),

		nextReview: words("nächste prüfung|nächste überprüfung"),
		reviewed:   words("zuletzt geprüft|letzte prüfung|medizinisch geprüft|geprüft am|letzte überprüfung"),
		updated:    words("zuletzt aktualisiert|aktualisiert am|aktualisiert|letzte aktualisierung|letzte änderung|geändert am|stand"),
		published:  words("veröffentlicht am|veröffentlicht|erschienen am|erstellt am|publiziert am"),
		months: [12][]string{
			words("januar|jänner|jan"), words("februar|feb"), words("märz|mär"), words("april|apr"), words("mai"), words("juni|jun"),
			words("juli|jul"), words("august|aug"), words("september|sept|sep"), words("oktober|okt"), words("november|nov"), words("dezember|dez"),
		},

		aboutAuthor: words("über den autor|über die autorin|über die autoren|über den verfasser|zum autor|zur autorin|zur person|der autor|die autorin|autorenprofil|autoreninfo"),
		bioVerbs:    words("ist|war|hat|arbeitet|schreibt|leitet|studierte|absolvierte|gründete|lebt|verfasst"),
		writing:     words("schreib|redakteur|autor|journalist|blogger|texter"),
		expertise:   words("speziali|erfahrung|jahre|studi|universität|klinik|krankenhaus|zertifiziert|leidenschaft|fachgebiet|promov"),
		roles: []role{
			{1, words("fachärztin|facharzt|ärztin|arzt|apothekerin|apotheker|krankenschwester|krankenpfleger|pflegefachkraft|physiotherapeutin|physiotherapeut|psychologin|psychologe|psychotherapeutin|psychotherapeut|hebamme|zahnärztin|zahnarzt|diätassistentin|kardiologe|kardiologin|chirurg|chirurgin|kinderarzt|kinderärztin")},
			{2, words("wissenschaftlerin|wissenschaftler|biologin|biologe|forscherin|forscher|professorin|professor|medizinredakteurin|medizinredakteur|medizinjournalistin|medizinjournalist")},
			{3, words("medizinische fachangestellte|ernährungsberaterin|ernährungsberater|gesundheitscoach|fitnesstrainerin|fitnesstrainer|yogalehrerin|yogalehrer|medizinstudentin|medizinstudent|journalistin|journalist|redakteurin|redakteur|autorin|autor|bloggerin|blogger")},
			{4, words("heilpraktikerin|heilpraktiker|homöopathin|homöopath|naturheilkundler")},
		},
		generic: words("redaktion|die redaktion|redaktionsteam|team|das team|admin|administrator|autor|autorin|gast|gastautor|gastbeitrag|unbekannt|webmaster|pressestelle|webteam|onlineredaktion|online-redaktion|presse"),

		forms: []form{
			{"S1", [][]string{words("ersetz|ersatz")}, regexp.MustCompile(`(?:ersetz|ersatz)[^.\n]{0,60}(?:nicht|kein)[^.\n]{0,100}(?:arzt|ärzt|beratung|diagnos|behandlung|medizin)|(?:nicht|kein)[^.\n]{0,60}(?:ersetz|ersatz)[^.\n]{0,100}(?:arzt|ärzt|beratung|diagnos|behandlung|medizin)|(?:arzt|ärzt|beratung|diagnos|behandlung|medizin)[^.\n]{0,100}(?:nicht|kein)[^.\n]{0,40}(?:ersetz|ersatz)`), false},
			{"S3", [][]string{words("kein")}, regexp.MustCompile(`kein(?:e|en|er)? (?:medizinisch|ärztlich)[a-zä]*[^.\n]{0,20}(?:\brat\b|beratung|diagnos|empfehlung)`), false},
			{"S2", [][]string{words("informationszweck|dien|informativ"), words("inform|aufklärung")}, regexp.MustCompile(`informationszweck|dien[a-z]*[^.\n]{0,50}(?:information|aufklärung)|rein informativ`), true},
		},
		soft: form{"soft", [][]string{words("arzt|ärzt|apotheker|fachperson|fachkraft")},
			regexp.MustCompile(`(?:fragen sie|wenden sie sich|sprechen sie|konsultieren sie|suchen sie|lassen sie sich|gehen sie|frag|sprich|wende dich|such|geh)[^.\n]{0,60}(?:arzt|ärzt|apotheker|fachperson|fachkraft)`), false},
		medical:    words("medizin|arzt|ärzt|gesundheit|diagnos|behandlung|therapie|krank|patient"),
		disclaimer: words("haftungsausschluss|medizinischer hinweis|medizinischer-hinweis|wichtiger hinweis|disclaimer"),
	}
}

func dutch() *language {
	return &language{
		code: "nl",
		stop: words("het|een|van|dat|niet|zijn|voor|met|ook|aan|maar|wordt|bij|deze|naar"),

		writtenBy:  words("geschreven door|gepubliceerd door|geplaatst door|tekst:|auteur:|auteurs:|door:"),
		by:         words("door"),
		reviewedBy: words("medisch beoordeeld door|medisch gecontroleerd door|beoordeeld door|gecontroleerd door|nagelezen door"),
		negation:   regexp.MustCompile(`\b(?:niet|geen|nooit|zonder|nog)\b`),

		nextReview: words("volgende herziening|volgende controle"),
		reviewed:   words("laatst herzien|laatst beoordeeld|laatst gecontroleerd"),
		updated:    words("laatst bijgewerkt|bijgewerkt op|bijgewerkt|gewijzigd op"),
		published:  words("gepubliceerd op|gepubliceerd|geplaatst op"),
		months: [12][]string{
			words("januari|jan"), words("februari|feb"), words("maart|mrt"), words("april|apr"), words("mei"), words("juni|jun"),
			words("juli|jul"), words("augustus|aug"), words("september|sep"), words("oktober|okt"), words("november|nov"), words("december|dec"),
		},

		aboutAuthor: words("over de auteur|over de auteurs|over de schrijver|de auteur"),
		bioVerbs:    words("is|was|heeft|werkt|schrijft|leidt|studeerde"),
		writing:     words("schrijf|redacteur|auteur|journalist|blogger"),
		expertise:   words("speciali|ervaring|jaar|universiteit|kliniek|ziekenhuis|gediplomeerd|gepassioneerd"),
		roles: []role{
			{1, words("huisarts|arts|apotheker|verpleegkundige|fysiotherapeut|diëtist|psycholoog|psychiater|cardioloog|chirurg|kinderarts|dermatoloog|verloskundige|tandarts")},
			{2, words("onderzoeker|bioloog|hoogleraar|wetenschapper")},
			{3, words("doktersassistent|voedingscoach|gezondheidscoach|personal trainer|journalist|redacteur|yogadocent|mantelzorger")},
			{4, words("natuurgeneeskundige|homeopaat|chiropractor")},
		},
		generic: words("redactie|de redactie|team|beheerder|admin|auteur|gast|anoniem"),

		forms: []form{
			{"S1", [][]string{words("vervang")}, regexp.MustCompile(`vervang[^.\n]{0,60}(?:geen|niet)[^.\n]{0,80}(?:arts|medisch|advies|behandeling|consult|diagnose)|(?:geen|niet)[^.\n]{0,60}vervang[^.\n]{0,80}(?:arts|medisch|advies|behandeling|consult|diagnose)`), false},
			{"S3", [][]string{words("geen medisch")}, regexp.MustCompile(`geen medisch(?:e)? (?:advies|diagnose)`), false},
			{"S2", [][]string{words("informati|educati")}, regexp.MustCompile(`(?:informatieve|educatieve|informatie) ?doeleinden|(?:alleen|uitsluitend|enkel)[^.\n]{0,30}(?:ter informatie|informatief)`), true},
		},
		soft: form{"soft", [][]string{words("arts|apotheker|zorgverlener|specialist")},
			regexp.MustCompile(`(?:raadpleeg|vraag|overleg|neem contact|bespreek|ga naar)[^.\n]{0,30}(?:arts|apotheker|zorgverlener|specialist)`), false},
		medical:    words("medisch|gezondheid|huisarts|diagnose|behandeling|ziekte|patiënt"),
		disclaimer: words("disclaimer"),
	}
}

func indonesian() *language {
	return &language{
		code: "id",
		stop: words("yang|dan|di|untuk|dengan|ini|adalah|pada|dari|tidak|dapat|atau|anda|juga|bisa"),

		writtenBy:  words("ditulis oleh|diposting oleh|penulis:|oleh:"),
		by:         words("oleh"),
		reviewedBy: words("ditinjau secara medis oleh|ditinjau oleh|direview oleh|diperiksa oleh|peninjau:"),
		negation:   regexp.MustCompile(`\b(?:belum|tidak|tanpa|bukan)\b`),

		nextReview: words("tinjauan berikutnya"),
		reviewed:   words("terakhir ditinjau|ditinjau pada"),
		updated:    words("terakhir diperbarui|diperbarui pada|diperbarui"),
		published:  words("diterbitkan pada|dipublikasikan pada|diterbitkan|dipublikasikan|tanggal publikasi"),
		months: [12][]string{
			words("januari|jan"), words("februari|feb"), words("maret|mar"), words("april|apr"), words("mei"), words("juni|jun"),
			words("juli|jul"), words("agustus|agu|ags"), words("september|sep"), words("oktober|okt"), words("november|nov"), words("desember|des"),
		},

		aboutAuthor: words("tentang penulis|profil penulis|penulis"),
		bioVerbs:    words("adalah|merupakan|bekerja|menulis|memiliki|lulus|bertugas"),
		writing:     words("penulis|menulis|editor|jurnalis|blogger"),
		expertise:   words("spesialis|pengalaman|tahun|lulusan|universitas|klinik|rumah sakit|bersertifikat|berdedikasi"),
		roles: []role{
			{1, words("dokter spesialis|dokter|apoteker|perawat|bidan|fisioterapis|ahli gizi|psikolog|psikiater|dokter gigi")},
			{2, words("peneliti|dosen|profesor")},
			{3, words("asisten medis|pelatih kebugaran|jurnalis|penulis kesehatan|penulis|editor")},
			{4, words("herbalis|terapis akupunktur|naturopat")},
		},
		generic: words("redaksi|tim redaksi|tim|tim medis|admin|penulis|tamu|anonim"),

		forms: []form{
			{"S1", [][]string{words("pengganti|menggantikan|mengganti")}, regexp.MustCompile(`(?:tidak|bukan)[^.\n]{0,60}(?:pengganti|menggantikan|mengganti)[^.\n]{0,80}(?:medis|dokter|profesional|diagnosis|konsultasi)`), false},
			{"S3", [][]string{words("bukan")}, regexp.MustCompile(`bukan(?: merupakan)? (?:nasihat|saran|anjuran) (?:medis|dokter|kesehatan)`), false},
			{"S2", [][]string{words("informasi|edukasi|informatif|edukatif|pendidikan")}, regexp.MustCompile(`(?:tujuan|keperluan|bersifat)(?: hanya)? (?:informasi|edukasi|informatif|edukatif|pendidikan)`), true},
		},
		soft: form{"soft", [][]string{words("dokter|tenaga medis|tenaga kesehatan|apoteker")},
			regexp.MustCompile(`(?:konsultasi|konsultasikan|tanyakan|hubungi|bicarakan|temui)[^.\n]{0,30}(?:dokter|tenaga medis|tenaga kesehatan|apoteker)`), false},
		medical:    words("medis|kesehatan|dokter|diagnosis|pengobatan|penyakit|pasien"),
		disclaimer: words("sanggahan medis|penafian|disclaimer"),
	}
}
