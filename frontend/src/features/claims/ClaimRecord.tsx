import { i18n } from '@lingui/core'
import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import type { ClaimDetail } from '../../api/client'
import { FORM_WORDS, importance, KIND_WORDS } from '../articles/words'
import classes from './Claim.module.css'

const quoted = (words: string): string => t`“${words}”`
const inside = (number: number): string => t`claim ${number} inside it`

/** What the machine read and why, in words a person can check. */
export function ClaimRecord({ claim }: { claim: ClaimDetail }) {
  const { source, cue } = claim
  return (
    <section className="panel" aria-labelledby="record-title">
      <h2 id="record-title">
        <Trans>How it was read</Trans>
      </h2>
      <dl className={classes.record}>
        <dt>
          <Trans>Source</Trans>
        </dt>
        <dd>
          {source === null
            ? t`the article itself`
            : `${quoted(source.text)}, ${i18n._(KIND_WORDS[source.kind])}`}
          {source?.unnamed === true && <strong> {t`whose name the article does not give`}</strong>}
        </dd>
        {source?.refers_to && source.refers_to.text !== source.text && (
          <>
            <dt>
              <Trans>Refers to</Trans>
            </dt>
            <dd>{quoted(source.refers_to.text)}</dd>
          </>
        )}
        <dt>
          <Trans>Attributed by</Trans>
        </dt>
        <dd>
          {cue === null ? t`no words of saying` : quoted(cue.text)},{' '}
          {i18n._(FORM_WORDS[claim.form])}
        </dd>
        <dt>
          <Trans>Basis</Trans>
        </dt>
        <dd>{claim.basis}</dd>
        <dt>
          <Trans>Worth checking</Trans>
        </dt>
        <dd>{importance(claim.checkworthiness)}</dd>
        {claim.parent !== null && (
          <>
            <dt>
              <Trans>Inside</Trans>
            </dt>
            <dd>
              <Link to="/claims/$claimId" params={{ claimId: claim.parent }}>
                <Trans>a larger claim</Trans>
              </Link>
            </dd>
          </>
        )}
        {claim.children.length > 0 && (
          <>
            <dt>
              <Trans>Holds</Trans>
            </dt>
            <dd>
              {claim.children.map((child, i) => (
                <span key={child}>
                  {i > 0 && ', '}
                  <Link to="/claims/$claimId" params={{ claimId: child }}>
                    {inside(i + 1)}
                  </Link>
                </span>
              ))}
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}
