import { t } from '@lingui/core/macro'
import { Component, type ReactNode } from 'react'
import { loadAgain } from '../lib/later'
import { ErrorState } from './states'
import { complain } from './undo'

interface Props {
  children: ReactNode
}

/** Keeps what fails in a part of the page from taking the rest with it. */
export class ErrorBoundary extends Component<Props, { error: unknown }> {
  override state = { error: null as unknown }

  static getDerivedStateFromError(error: unknown) {
    return { error }
  }

  override componentDidCatch() {
    loadAgain()
  }

  override render() {
    if (this.state.error === null) return this.props.children
    return <ErrorState error={this.state.error} retry={() => this.setState({ error: null })} />
  }
}

interface ApartProps extends Props {
  /** Closes what somebody asked for, so that they can ask again. */
  onClose?: () => void
  /** Stands in its place from then on. */
  instead?: ReactNode
}

/** Around a part the page does without: where it fails it is left out, and a message says so. */
export class Apart extends Component<ApartProps, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown) {
    loadAgain()
    complain(error, t`Not shown`, {
      label: t`Load the page anew`,
      act: () => window.location.reload(),
    })
    this.props.onClose?.()
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
