import type { ReportEntry, VerdictReport } from '../../api/client'
import { showDay } from '../../lib/dates'

const SIGNS: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign)

/** Only what a browser opens as a page; anything else would be a trap in somebody's page. */
const isPage = (url: string): boolean => /^https?:\/\//i.test(url)

/** Words around the claims, in the page's language. */
export interface EmbedWords {
  heading: string
  unnamed: string
  evidence: string
  asOf: string
}

/** The evidence a published verdict rests on, as it stands. */
export function restsOn({ verdict, evidence }: ReportEntry): ReportEntry['evidence'] {
  return evidence.filter((item) => verdict?.evidence.includes(item.id) ?? false)
}

/** Who said it, for readers: a source without a name gets none here either, not even a description. */
export function speaker({ claim }: ReportEntry): string | null {
  if (claim.hearsay || claim.source?.unnamed === true) return null
  return claim.source === null ? '' : (claim.source.refers_to?.text ?? claim.source.text)
}

/** The published verdicts as HTML for somebody's page: no script, no style, nothing fetched. */
export function embedCode(report: VerdictReport, words: EmbedWords): string {
  const entries = report.entries
    .filter(({ verdict }) => verdict !== null)
    .map((entry) => {
      const said = speaker(entry) ?? words.unnamed
      const links = restsOn(entry)
        .filter(({ url }) => isPage(url))
        .map(({ url, title }) => `<li><a href="${escaped(url)}">${escaped(title || url)}</a></li>`)
      return [
        '  <article>',
        `    <p><strong>${escaped(entry.verdict?.rating.label ?? '')}</strong></p>`,
        `    <blockquote>${escaped(entry.claim.text)}</blockquote>`,
        ...(said === '' ? [] : [`    <p>${escaped(said)}</p>`]),
        `    <p>${escaped(entry.verdict?.summary ?? '')}</p>`,
        ...(links.length === 0
          ? []
          : [`    <p>${escaped(words.evidence)}</p>`, `    <ul>${links.join('')}</ul>`]),
        '  </article>',
      ].join('\n')
    })
  return [
    '<section class="claimdesk-report">',
    `  <h2>${escaped(words.heading)}: ${escaped(report.title)}</h2>`,
    ...entries,
    `  <p>${escaped(words.asOf)} ${escaped(showDay(report.generated_at))}</p>`,
    '</section>',
  ].join('\n')
}
