// One word for one thing, in each language: what is not to be said, and what is said instead.

/** `of`: only where the English says this. `never`: what the translation must not have. `always`: what it must. */
const RULES = {
  de: [
    { never: /Behauptung/u, say: 'Aussage' },
    { never: /\bdas Desk\b/iu, say: 'der Desk' },
    { never: /sensib|sensitiv/iu, say: 'heikel' },
    { never: /(?<!\p{L})Eingang/u, say: 'Posteingang' },
    { of: /\binbox\b/iu, always: /Posteingang/u, say: 'Posteingang' },
    { never: /Vier-Augen-(?!Prinzip)|Zwei-?Personen/iu, say: 'Vier-Augen-Prinzip' },
    { of: /two-person rule/iu, always: /Vier-Augen-Prinzip/u, say: 'Vier-Augen-Prinzip' },
    { never: /Richtlinie/u, say: 'Regeln' },
    { never: /\b(vorlegen|vorgelegt)\b/iu, say: 'einreichen' },
    { of: /\bsubmi(t|ts|tted)\b/iu, always: /ein(ge|zu)?reich|reicht/iu, say: 'einreichen' },
    { of: /\bsign(ed)?[- ]off\b/iu, always: /ab(ge|zu)?zeichn/iu, say: 'abzeichnen, Abzeichnung' },
    { of: /\bdismiss/iu, always: /verw[eio]rf/iu, say: 'verwerfen' },
    { of: /\bsnooz/iu, always: /zurück(ge|zu)?stell/iu, say: 'zurückstellen' },
    { never: /\bals Redakteur\b|\bden Prüfer\b/u, say: 'die Redaktion, wer prüft' },
    { never: /\p{L}…/u, say: 'ein Leerzeichen vor …' },
  ],
}

/** The rules that a translation breaks, each as what is to be said. */
export function lapses(locale, message, translation) {
  return (RULES[locale] ?? [])
    .filter(({ of, never, always }) => {
      if (of !== undefined && !of.test(message)) return false
      return never?.test(translation) === true || always?.test(translation) === false
    })
    .map(({ say }) => say)
}
