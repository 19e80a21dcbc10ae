/** What of a verdict is typed so far. */
interface Typed {
  rating: string
  summary: string
  why: string
}

interface Lacking {
  /** What is missing before it can be saved at all. */
  save: string[]
  /** What is missing on top before an editor can have it. */
  submit: string[]
}

/** What a verdict still lacks, in the words of the form. */
export function lacks(
  draft: Typed,
  { evidence, wasPublished }: { evidence: number; wasPublished: boolean },
): Lacking {
  const save: string[] = []
  if (draft.rating === '') save.push('a rating')
  if (draft.summary.trim() === '') save.push('the summary for readers')
  if (wasPublished && draft.why.trim() === '') save.push('what made you change it')
  return { save, submit: evidence > 0 ? [] : ['one piece of evidence'] }
}

/** One line under the form: what is missing, or that nothing typed can be lost. */
export function hint({ save, submit }: Lacking): string {
  const kept = 'Kept in this browser as you type.'
  if (save.length > 0) return `Still needed: ${join([...save, ...submit])}. ${kept}`
  if (submit.length > 0) return `To submit it, it needs ${join(submit)}. ${kept}`
  return kept
}

function join(parts: string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`
}
