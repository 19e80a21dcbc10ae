/**
 * <claimdesk-check src="https://desk.example/public/claims/7">…</claimdesk-check>
 *
 * Shows a check as it stands now, and that there is none any more where the desk says so. What is inside
 * the element is shown until then, and stays where the desk is away or this script never comes. Nothing is inline: a page
 * whose policy has `script-src` and `connect-src` for the desk needs no more.
 */
const PATIENCE = 10_000
const NOT_SHOWN = {
  en: 'This check is not shown any more.',
  de: 'Diese Prüfung wird nicht mehr gezeigt.',
}

const sheet = new CSSStyleSheet()
sheet.replaceSync(`
  :host { display: block; color-scheme: light dark; }
  :host([hidden]) { display: none; }
  article {
    --ink: #1c1c1a; --paper: #fdfdfb; --line: #8b8a82; --link: #1a4f9c; --notice: #7a2b00;
    box-sizing: border-box; max-width: 37.5rem; margin: 1rem 0; padding: 0.75rem 1rem;
    border: 1px solid var(--line); border-radius: 4px;
    background: var(--paper); color: var(--ink);
    font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
  }
  p { margin: 0.25rem 0; }
  .title { font-size: 0.875rem; }
  .claim, .rating { font-weight: 600; }
  .rating { font-size: 1.125rem; }
  .notice { color: var(--notice); }
  a { color: var(--link); }
  a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
  @media (prefers-color-scheme: dark) {
    article { --ink: #ecebe5; --paper: #191917; --line: #8b8a82; --link: #9dc1ff; --notice: #ffb48a; }
  }
  @media print { article { background: none; color: #000; } }
`)

/** An element with text in it, which is only ever text. */
function made(name, text, className) {
  const element = document.createElement(name)
  element.textContent = text
  element.dir = 'auto'
  if (className !== undefined) element.className = className
  return element
}

const isText = (value) => typeof value === 'string' && value !== ''

/** Whether an answer is a card that can be shown as a whole. */
function isCard(card) {
  const needed = ['url', 'language', 'title', 'claim', 'at', 'day', 'link']
  return (
    typeof card === 'object' &&
    card !== null &&
    needed.every((name) => isText(card[name])) &&
    /^https?:\/\//i.test(card.url)
  )
}

/** The card as it is shown: every word of it is the desk's own, in the desk's language. */
function shown(card) {
  const article = document.createElement('article')
  article.lang = card.language
  article.setAttribute('aria-label', card.title)
  article.append(made('p', card.title, 'title'), made('p', card.claim, 'claim'))
  if (isText(card.source)) article.append(made('p', card.source))
  if (isText(card.notice)) article.append(made('p', card.notice, 'notice'))
  if (isText(card.rating)) article.append(made('p', card.rating, 'rating'))
  if (isText(card.summary)) article.append(made('p', card.summary))
  const link = made('a', card.link)
  link.href = card.url
  const time = made('time', card.day)
  time.dateTime = card.at
  const last = document.createElement('p')
  last.append(link, ', ', time)
  article.append(last)
  return article
}

/** That there is no check, in the desk's words or, where it is not said whose it was, in the page's language. */
function notShown(language, notice) {
  const known = Object.hasOwn(NOT_SHOWN, language) ? language : 'en'
  const article = document.createElement('article')
  article.lang = known
  article.append(made('p', notice ?? NOT_SHOWN[known], 'notice'))
  return article
}

/** What an answer has to show: a check, or that there is none; null where it is no answer of a desk's. */
async function told(answer, language) {
  if (answer.status === 404 || answer.status === 410) return notShown(language)
  const card = answer.ok ? await answer.json() : null
  if (isCard(card)) return shown(card)
  return isText(card?.notice) && card.url === undefined ? notShown(card.language, card.notice) : null
}

class ClaimdeskCheck extends HTMLElement {
  static observedAttributes = ['src']
  #asked = null

  constructor() {
    super()
    const root = this.attachShadow({ mode: 'open' })
    root.adoptedStyleSheets = [sheet]
    root.append(document.createElement('slot'))
  }

  connectedCallback() {
    void this.#show()
  }

  disconnectedCallback() {
    this.#asked?.abort()
  }

  attributeChangedCallback() {
    if (this.isConnected) void this.#show()
  }

  async #show() {
    this.#asked?.abort()
    const asked = new AbortController()
    this.#asked = asked
    const timer = setTimeout(() => asked.abort(), PATIENCE)
    try {
      const page = new URL(this.getAttribute('src') ?? '', document.baseURI)
      const answer = await fetch(`${page.origin}${page.pathname.replace(/\/$/, '')}/card`, {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        signal: asked.signal,
      })
      const language = this.closest('[lang]')?.lang.slice(0, 2).toLowerCase() ?? 'en'
      const found = await told(answer, language)
      if (this.#asked === asked && found !== null) this.shadowRoot.replaceChildren(found)
    } catch {
      // The desk is away: what the page's author wrote inside stays.
    } finally {
      clearTimeout(timer)
    }
  }
}

if (customElements.get('claimdesk-check') === undefined) {
  customElements.define('claimdesk-check', ClaimdeskCheck)
}
