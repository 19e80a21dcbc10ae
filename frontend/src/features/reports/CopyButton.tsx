import { t } from '@lingui/core/macro'
import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'

/** Copies, and says on itself what came of it; a screen reader hears it too. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [result, setResult] = useState<'copied' | 'refused' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text())
      setResult('copied')
    } catch {
      setResult('refused')
    }
  }
  const said =
    result === null
      ? ''
      : result === 'copied'
        ? t`Copied.`
        : t`The browser did not let it be copied. Select it by hand.`
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => void copy()}
        leftSection={
          result === 'copied' ? (
            <IconCheck size={14} aria-hidden />
          ) : (
            <IconCopy size={14} aria-hidden />
          )
        }
      >
        {label}
      </Button>
      <span role="status">{said}</span>
    </>
  )
}
