package page

import "regexp"

func spanish() *language {
	return &language{
		code: "es",
		stop: words("el|los|las|una|del|que|con|por|para|como|más|pero|está|y|su"),

		writtenBy:  words("escrito por|redactado por|publicado por|texto de|autor:|autora:|autores:|por:"),
		by:         words("por"),
		reviewedBy: words("revisado médicamente por|revisión médica por|revisión médica:|revisado clínicamente por|verificado por|revisado por|revisor:|revisora:"),
		negation:   regexp.MustCompile(`\b(?:no|nunca|sin|pendiente|jamás|ningún|todavía)\b`),

		nextReview: words("próxima revisión"),
		reviewed:   words("última revisión|fecha de revisión|revisado el|revisado"),
		updated:    words("última actualización|actualizado el|actualizado|modificado"),
		published:  words("fecha de publicación|publicado el|publicado"),
		months: [12][]string{
			words("enero|ene"), words("febrero|feb"), words("marzo|mar"), words("abril|abr"), words("mayo|may"), words("junio|jun"),
			words("julio|jul"), words("agosto|ago"), words("septiembre|setiembre|sep"), words("octubre|oct"), words("noviembre|nov"), words("diciembre|dic"),
		},

		aboutAuthor: words("sobre el autor|sobre la autora|acerca del autor|acerca de la autora|sobre los autores|el autor|la autora"),
		bioVerbs:    words("es|fue|trabaja|ejerce|escribe|tiene|cuenta|estudió|dirige|se"),
		writing:     words("escrib|redact|autor|periodista|divulgador"),
		expertise:   words("especiali|experiencia|años|licenciad|graduad|universidad|clínica|hospital|máster|formación|apasionad"),
		roles: []role{
			{1, words("médico especialista|médica especialista|médico|médica|enfermero|enfermera|farmacéutico|farmacéutica|dietista-nutricionista|fisioterapeuta|psicólogo|psicóloga|cardiólogo|cardióloga|cirujano|cirujana|pediatra|dermatóloga|dermatólogo|matrona|odontólogo")},
			{2, words("investigador|investigadora|bióloga|biólogo|profesor|profesora")},
			{3, words("auxiliar de enfermería|nutricionista|entrenador personal|entrenadora personal|periodista|redactor|redactora|profesora de yoga|cuidador|cuidadora")},
			{4, words("naturópata|homeópata|quiropráctico|acupuntor")},
		},
		generic: words("redacción|la redacción|equipo|equipo editorial|equipo médico|administrador|admin|autor|invitado|colaborador|anónimo"),

		forms: []form{
			{"S1", [][]string{words("sustitu|reemplaz")}, regexp.MustCompile(`\bno\b[^.\n]{0,60}(?:sustitu|reemplaz)[^.\n]{0,80}(?:médic|consejo|consulta|opinión|profesional|diagnóstico|tratamiento)`), false},
			{"S3", [][]string{words("médic|profesional|clínic")}, regexp.MustCompile(`\bno (?:constitu|es |son |represent|ofrec|debe)[^.\n]{0,50}(?:consejo|asesoramiento|recomendación|opinión|asesoría)s? (?:médic|profesional|clínic)`), false},
			{"S2", [][]string{words("informativ|educativ|divulgativ")}, regexp.MustCompile(`(?:fines|propósitos?|carácter|finalidad)(?: [a-zéóú]+mente| solo| sólo)? (?:informativ|educativ|divulgativ)`), true},
		},
		soft: form{"soft", [][]string{words("médic|profesional|farmacéutic|especialista|pediatra")},
			regexp.MustCompile(`(?:consult|hable|habla|acud|pregunt)[a-zé]*(?: siempre)?[^.\n]{0,25}(?:médic|profesional (?:de la salud|sanitario|médico|de salud)|farmacéutic|especialista|pediatra)`), false},
		medical:    words("médic|salud|sanitari|diagnóstic|tratamiento|enfermedad|paciente|clínic"),
		disclaimer: words("aviso médico|aviso-medico|descargo de responsabilidad|descargo-de-responsabilidad|disclaimer"),
	}
}

func french() *language {
	return &language{
		code: "fr",
		stop: words("le|les|des|une|est|dans|que|pour|qui|sur|pas|vous|avec|et|du"),

		writtenBy:  words("écrit par|rédigé par|publié par|article de|texte de|auteur :|auteur:|autrice :|auteure :|auteurs :|par :"),
		by:         words("par"),
		reviewedBy: words("relu médicalement par|validé médicalement par|vérifié médicalement par|validation médicale :|validation médicale par|relu et validé par|relu par|validé par|vérifié par|relecture médicale :|relecture médicale par"),
		negation:   regexp.MustCompile(`\b(?:ne|non|sans|jamais|pas|aucun|aucune|attente)\b`),

		nextReview: words("prochaine révision|prochaine mise à jour"),
		reviewed:   words("dernière révision|relu le|révisé le|validé le"),
		updated:    words("dernière mise à jour|mis à jour le|mise à jour le|mis à jour|mise à jour|modifié le"),
		published:  words("date de publication|publié le|publié"),
		months: [12][]string{
			words("janvier|janv"), words("février|févr|fév"), words("mars"), words("avril|avr"), words("mai"), words("juin"),
			words("juillet|juil"), words("août"), words("septembre|sept"), words("octobre|oct"), words("novembre|nov"), words("décembre|déc"),
		},

		aboutAuthor: words("à propos de l'auteur|à propos de l'autrice|à propos de l'auteure|à propos des auteurs|l'auteur|l'autrice|qui est l'auteur"),
		bioVerbs:    words("est|était|a|travaille|exerce|écrit|dirige|collabore"),
		writing:     words("écri|rédact|auteur|autrice|journaliste|blogueu"),
		expertise:   words("spéciali|expérience|ans|diplômé|université|clinique|hôpital|passionné|formation"),
		roles: []role{
			{1, words("médecin généraliste|médecin|pharmacien|pharmacienne|infirmier|infirmière|kinésithérapeute|diététicien|diététicienne|psychologue|psychiatre|cardiologue|chirurgien|chirurgienne|pédiatre|dermatologue|sage-femme|dentiste")},
			{2, words("chercheur|chercheuse|biologiste|professeur|professeure")},
			{3, words("aide-soignant|aide-soignante|nutritionniste|coach|journaliste|rédacteur|rédactrice|professeur de yoga")},
			{4, words("naturopathe|homéopathe|chiropracteur|ostéopathe|acupuncteur")},
		},
		generic: words("rédaction|la rédaction|équipe|l'équipe|équipe éditoriale|équipe médicale|admin|administrateur|auteur|invité|anonyme"),

		forms: []form{
			{"S1", [][]string{words("remplac|substitu")}, regexp.MustCompile(`\b(?:ne|non)\b[^.\n]{0,60}(?:remplac|substitu)[^.\n]{0,80}(?:médecin|médica|professionnel|consultation|diagnostic|traitement)`), false},
			{"S3", [][]string{words("avis|conseil")}, regexp.MustCompile(`\b(?:ne|n')[^.\n]{0,40}(?:constitue|sont|est|représente)[^.\n]{0,40}(?:avis|conseil)s? (?:médica|d'un médecin|professionnel)`), false},
			{"S2", [][]string{words("informat|éducati|pédagogi")}, regexp.MustCompile(`(?:à titre|à des fins|dans un but|but)(?: [a-zé]+ment)? (?:informat|éducati|pédagogi|d'informat)`), true},
		},
		soft: form{"soft", [][]string{words("médecin|pharmacien|professionnel|spécialiste|pédiatre")},
			regexp.MustCompile(`(?:consult|parle|demande|adresse|voyez)[a-zé]*[^.\n]{0,40}(?:médecin|pharmacien|professionnel de (?:la )?santé|spécialiste|pédiatre)`), false},
		medical:    words("médec|médica|santé|diagnostic|traitement|maladie|patient|clinique"),
		disclaimer: words("avis médical|avis-medical|avertissement médical|avertissement-medical|clause de non-responsabilité|non-responsabilite|disclaimer"),
	}
}

func italian() *language {
	return &language{
		code: "it",
		stop: words("il|gli|della|che|di|è|per|non|con|sono|una|del|anche|più|nel"),

		writtenBy:  words("scritto da|a cura di|pubblicato da|articolo di|testo di|autore:|autrice:|di:"),
		by:         words("di"),
		reviewedBy: words("revisionato da|verificato da|revisione scientifica di|revisione medica di|revisione medica:|revisione scientifica:|approvato da"),
		negation:   regexp.MustCompile(`\b(?:non|mai|senza|nessun|nessuna|attesa)\b`),

		nextReview: words("prossima revisione"),
		reviewed:   words("ultima revisione|revisionato il"),
		updated:    words("ultimo aggiornamento|aggiornato il|aggiornato|modificato il"),
		published:  words("data di pubblicazione|pubblicato il|pubblicato"),
		months: [12][]string{
			words("gennaio|gen"), words("febbraio|feb"), words("marzo|mar"), words("aprile|apr"), words("maggio|mag"), words("giugno|giu"),
			words("luglio|lug"), words("agosto|ago"), words("settembre|set"), words("ottobre|ott"), words("novembre|nov"), words("dicembre|dic"),
		},

		aboutAuthor: words("l'autore|l'autrice|sull'autore|sull'autrice|informazioni sull'autore|chi è l'autore|gli autori"),
		bioVerbs:    words("è|era|ha|lavora|esercita|scrive|dirige|collabora|si"),
		writing:     words("scriv|redattor|autor|giornalist|blogger|divulgat"),
		expertise:   words("speciali|esperienza|anni|laurea|università|clinica|ospedale|appassionat"),
		roles: []role{
			{1, words("medico chirurgo|medico|farmacista|infermiere|infermiera|fisioterapista|dietista|psicologo|psicologa|cardiologo|chirurgo|pediatra|dermatologo|ostetrica|dentista|biologo nutrizionista")},
			{2, words("ricercatore|ricercatrice|biologo|biologa|professore|professoressa")},
			{3, words("operatore socio-sanitario|nutrizionista|personal trainer|giornalista|redattore|redattrice|insegnante di yoga")},
			{4, words("naturopata|omeopata|chiropratico")},
		},
		generic: words("redazione|la redazione|staff|team|admin|amministratore|autore|ospite|anonimo"),

		forms: []form{
			{"S1", [][]string{words("sostitui|rimpiazz")}, regexp.MustCompile(`\bnon\b[^.\n]{0,60}(?:sostitui|rimpiazz)[^.\n]{0,80}(?:medic|professionist|diagnosi|consulto|visita|terapi)`), false},
			{"S3", [][]string{words("consigli|consulenza|parere|prescrizione")}, regexp.MustCompile(`\bnon (?:costituisc|rappresent|è |sono |fornisc)[^.\n]{0,40}(?:consigli|consulenza|parere|prescrizione)[^.\n]{0,12}medic`), false},
			{"S2", [][]string{words("informativ|divulgativ|educativ")}, regexp.MustCompile(`(?:scop[oi]|fini|carattere|finalità)(?: [a-z]+mente| solo)? (?:informativ|divulgativ|educativ)`), true},
		},
		soft: form{"soft", [][]string{words("medic|farmacista|specialista|pediatra|professionista")},
			regexp.MustCompile(`(?:consult|chied|rivolg|parla|contatt)[a-z]*[^.\n]{0,30}(?:medico|farmacista|specialista|pediatra|professionista)`), false},
		medical:    words("medic|salute|sanitari|diagnosi|terapi|malattia|paziente|clinic"),
		disclaimer: words("avvertenze mediche|avvertenza medica|esclusione di responsabilità|disclaimer"),
	}
}

func portuguese() *language {
	return &language{
		code: "pt",
		stop: words("o|os|uma|do|da|que|não|com|para|em|mais|são|dos|ao|também"),

		writtenBy:  words("escrito por|redigido por|publicado por|texto de|autor:|autora:|autores:|por:"),
		by:         words("por"),
		reviewedBy: words("revisado clinicamente por|revisão clínica:|revisão médica:|revisão médica por|revisado medicamente por|revisado por|revisto por|revisora:|revisor:"),
		negation:   regexp.MustCompile(`(?:não|nunca|sem|ainda|pendente|nenhum)`),

		nextReview: words("próxima revisão"),
		reviewed:   words("última revisão|revisado em|revisto em"),
		updated:    words("última atualização|atualizado em|atualizado|modificado em"),
		published:  words("data de publicação|publicado em|publicado"),
		months: [12][]string{
			words("janeiro|jan"), words("fevereiro|fev"), words("março|mar"), words("abril|abr"), words("maio|mai"), words("junho|jun"),
			words("julho|jul"), words("agosto|ago"), words("setembro|set"), words("outubro|out"), words("novembro|nov"), words("dezembro|dez"),
		},

		aboutAuthor: words("sobre o autor|sobre a autora|sobre os autores|o autor|a autora"),
		bioVerbs:    words("é|foi|tem|trabalha|atua|escreve|dirige|possui"),
		writing:     words("escrev|redator|autor|jornalista|blogueir|divulgad"),
		expertise:   words("especiali|experiência|anos|formad|graduad|universidade|clínica|hospital|apaixonad"),
		roles: []role{
			{1, words("médico|médica|enfermeiro|enfermeira|farmacêutico|farmacêutica|fisioterapeuta|psicólogo|psicóloga|cardiologista|cirurgião|cirurgiã|pediatra|dermatologista|dentista")},
			{2, words("pesquisador|pesquisadora|bióloga|biólogo|professor|professora")},
			{3, words("técnico de enfermagem|técnica de enfermagem|nutricionista|personal trainer|jornalista|redator|redatora|cuidador|cuidadora")},
			{4, words("naturopata|homeopata|quiropraxista|acupunturista")},
		},
		generic: words("redação|da redação|equipe|equipa|equipe editorial|equipe médica|admin|administrador|autor|convidado|anônimo"),

		forms: []form{
			{"S1", [][]string{words("substitu")}, regexp.MustCompile(`\bnão\b[^.\n]{0,60}substitu[^.\n]{0,80}(?:médic|profissional|consulta|diagnóstico|tratamento)`), false},
			{"S3", [][]string{words("aconselhamento|conselho|orientação|recomendação")}, regexp.MustCompile(`\bnão (?:constitu|represent|é |são |oferec)[^.\n]{0,50}(?:aconselhamento|conselho|orientação|recomendação) médic`), false},
			{"S2", [][]string{words("informativ|educativ|educacion")}, regexp.MustCompile(`(?:caráter|fins|propósito|finalidade)(?: [a-z]+mente| apenas)? (?:informativ|educativ|educacion)`), true},
		},
		soft: form{"soft", [][]string{words("médic|profissional|farmacêutic|especialista|pediatra")},
			regexp.MustCompile(`(?:consult|procur|fale com|converse com|pergunt)[a-z]*[^.\n]{0,30}(?:médic|profissional de saúde|farmacêutic|especialista|pediatra)`), false},
		medical:    words("médic|saúde|diagnóstic|tratamento|doença|paciente|clínic"),
		disclaimer: words("aviso médico|aviso-medico|termo de isenção|isenção de responsabilidade|isencao-de-responsabilidade|disclaimer"),
	}
}
