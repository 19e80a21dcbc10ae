import { i18n } from '@lingui/core'
import { Link } from '@tanstack/react-router'
import type { ClaimDetail } from '../../api/client'
import { FORM_WORDS, importance, KIND_WORDS } from '../articles/words'
import classes from './Claim.module.css'

/** What the machine read and why, in words a person can check. */
export function ClaimRecord({ claim }: { claim: ClaimDetail }) {
  const { source, cue } = claim
  return (
    <section className="panel" aria-labelledby="record-title">
      <h2 id="record-title">How it was read</h2>
      <dl className={classes.record}>
        <dt>Source</dt>
        <dd>
          {source === null
            ? 'the article itself'
            : `“${source.text}”, ${i18n._(KIND_WORDS[source.kind])}`}
          {source?.unnamed === true && <strong> whose name the article does not give</strong>}
        </dd>
        {source?.refers_to && source.refers_to.text !== source.text && (
          <>
            <dt>Refers to</dt>
            <dd>“{source.refers_to.text}”</dd>
          </>
        )}
        <dt>Attributed by</dt>
        <dd>
          {cue === null ? 'no words of saying' : `“${cue.text}”`}, {i18n._(FORM_WORDS[claim.form])}
        </dd>
        <dt>Basis</dt>
        <dd>{claim.basis}</dd>
        <dt>Worth checking</dt>
        <dd>{importance(claim.checkworthiness)}</dd>
        {claim.parent !== null && (
          <>
            <dt>Inside</dt>
            <dd>
              <Link to="/claims/$claimId" params={{ claimId: claim.parent }}>
                a larger claim
              </Link>
            </dd>
          </>
        )}
        {claim.children.length > 0 && (
          <>
            <dt>Holds</dt>
            <dd>
              {claim.children.map((child, i) => (
                <span key={child}>
                  {i > 0 && ', '}
                  <Link to="/claims/$claimId" params={{ claimId: child }}>
                    claim {i + 1} inside it
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
