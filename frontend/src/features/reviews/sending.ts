import { t } from '@lingui/core/macro'
import { ApiProblem, type ClaimDetail } from '../../api/client'
import { keyLabel } from '../../app/keys'
import { forgetDraft, keepDraft, readDraft, settleDraft } from '../../lib/drafts'
import { forgetBy } from '../../lib/own'
import { complain, endOffers, offerUndo, say } from '../../ui/undo'
import { hold } from '../claims/held'
import { write } from '../claims/optimism'
import { offerWithdrawal } from '../claims/withdrawal'
import { outOfReach, sendOrKeep, takeBack } from '../outbox/outbox'
import { draftOf, type Draft } from './draft'
import { foreseen } from './foreseen'
import { newerThan, refusalOf, restsOn, type Rules } from './rules'
import { optionsOf } from './scale'

/** The latest verdict that is on its way, by claim; it ends as the claim then is. */
const underWay = new Map<number, Promise<ClaimDetail>>()
/** Why a verdict was refused of which its writer had gone on: said where its draft is. */
export const refused = new Map<number, ApiProblem>()

// What is on its way is nobody's business who signs in next.
forgetBy(() => {
  underWay.clear()
  refused.clear()
})

/** How to go on while a verdict is on its way, and to `open` its claim where it was refused. */
export interface Ahead {
  goOn: () => void
  open: () => void
}

export interface Sent {
  draft: Draft
  submit: boolean
  rules: Rules
  ahead?: Ahead | undefined
}

export const draftKey = (claim: number) => `verdict:${claim}`

/**
 * Sends a verdict, after the one on the same claim that is still on its way; answers what kept it
 * from being saved, or null. With `ahead` its row shows it and somebody goes on at once.
 */
export async function sendVerdict(claim: ClaimDetail, sent: Sent): Promise<ApiProblem | null> {
  const { draft, submit, rules, ahead } = sent
  const { rating, summary, reasons, why } = draft
  const { scale, me } = rules
  refused.delete(claim.id)
  const body = { rating, summary, reasons, why, evidence: restsOn(claim, draft), submit }
  const option = optionsOf(scale).find((each) => each.key === rating)
  const known = ahead !== undefined && option !== undefined && scale !== undefined && me != null
  const before = underWay.get(claim.id)
  const sending = send(claim, draft, body, before)
  underWay.set(claim.id, sending)
  let problem: ApiProblem | null = null
  const saving = write(
    claim.id,
    known ? foreseen(claim, body, option, scale, me.person) : {},
    () =>
      sending.finally(() => {
        if (underWay.get(claim.id) === sending) underWay.delete(claim.id)
      }),
    (error) => {
      problem = error instanceof ApiProblem ? error : new ApiProblem(0, t`It was not saved.`)
      if (ahead !== undefined) sayRefused(claim, problem, ahead.open)
    },
  )
  if (submit) {
    const submitted = saving.then((done) => (done ? sending : null))
    offerWithdrawal(t`Submitted to an editor.`, submitted)
  }
  // Saving keeps every version and is not undone: the undo key must not reach for what was before it.
  else endOffers()
  ahead?.goOn()
  if ((await saving) && !submit) say(t`Saved.`)
  return problem
}

async function send(
  claim: ClaimDetail,
  draft: Draft,
  body: Parameters<typeof foreseen>[1] & { evidence: number[] },
  before: Promise<ClaimDetail> | undefined,
): Promise<ClaimDetail> {
  const key = draftKey(claim.id)
  const base = await following(claim, before)
  const call = { kind: 'verdict' as const, claim: claim.id, version: base.version, body }
  const saved = (await sendOrKeep(key, call)) as ClaimDetail
  // The draft went on from the verdict before this one once that was there.
  const sent = base === claim ? draft : { ...draft, after: base.verdicts.length }
  settleDraft<Draft>(key, sent, {
    has: draftOf(saved),
    rebase: (since) => ({ ...since, after: saved.verdicts.length }),
  })
  return saved
}

/** The claim as the verdict before this one leaves it. Where that is refused, so is this. */
async function following(
  claim: ClaimDetail,
  before: Promise<ClaimDetail> | undefined,
): Promise<ClaimDetail> {
  try {
    return (await before) ?? claim
  } catch (error) {
    if (outOfReach(error)) return claim
    throw error
  }
}

function sayRefused(claim: ClaimDetail, problem: ApiProblem, open: () => void): void {
  if (outOfReach(problem)) {
    say(t`The desk cannot be reached. Your verdict is sent by itself once it can be.`)
    return
  }
  // The same refusal keeps the verdicts after it back as well: it is said once.
  if (refused.get(claim.id) === problem) return
  refused.set(claim.id, problem)
  const { text } = claim
  complain(problem, t`Not saved, but kept: your verdict on “${text}”`, {
    label: t`Open the claim`,
    act: open,
  })
}

/**
 * Rates a claim: submitted, going on at once, where nothing is lacking. Else nothing is sent; the
 * rating stays in its draft, what is lacking is said, with an undo, and the pane leads there.
 */
export function rateClaim(
  claim: ClaimDetail,
  { rating, rules, ahead }: { rating: string; rules: Rules; ahead: Ahead },
): Promise<ApiProblem | null> | null {
  const key = draftKey(claim.id)
  const before = (readDraft(key) as Draft | null) ?? draftOf(claim)
  const draft = { ...before, rating }
  takeBack(key)
  keepDraft(key, draft)

  const why = refusalOf(claim, draft, rules)
  if (why === null) return sendVerdict(claim, { draft, submit: true, rules, ahead })
  if (newerThan(draft, claim) !== undefined) return stay(claim, before, draft, rules, why)
  hold(claim.id, 'write')
  const submit = keyLabel('submit')
  return stay(claim, before, draft, rules, t`${why} ${submit} sends it then.`)
}

/** Says that a claim is rated here and nothing is sent; undone, the rating is what it was. */
function stay(
  claim: ClaimDetail,
  before: Draft,
  { rating }: Draft,
  rules: Rules,
  why: string,
): null {
  const key = draftKey(claim.id)
  const label = optionsOf(rules.scale).find((option) => option.key === rating)?.label ?? ''
  offerUndo(t`Rated “${label}”, not sent yet. ${why}`, () => {
    const now = (readDraft(key) as Draft | null) ?? before
    const back = { ...now, rating: before.rating }
    if (JSON.stringify(back) === JSON.stringify(draftOf(claim))) forgetDraft(key)
    else keepDraft(key, back)
  })
  return null
}
