import { i18n } from '@lingui/core'
import { msg, t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import {
  Button,
  Checkbox,
  Group,
  Select,
  Table,
  Text,
  TextInput,
  VisuallyHidden,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Scope } from '../../api/client'
import { queryClient, tokensQuery } from '../../api/queries'
import { showDay, showMoment } from '../../lib/dates'
import { SecretShown } from '../../ui/SecretShown'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { complain, say } from '../../ui/undo'
import { useAdminDesk } from '../admin/desk'
import classes from './Admin.module.css'

const SCOPES = [
  { value: 'articles:write', label: msg`send articles` },
  { value: 'ratings:read', label: msg`read ratings` },
  { value: 'desk:read', label: msg`read the desk` },
] as const

const LASTS = [
  { value: '30', label: msg`30 days` },
  { value: '90', label: msg`90 days` },
  { value: '365', label: msg`a year` },
  { value: '0', label: msg`until it is revoked` },
] as const

const inDays = (days: number) =>
  days === 0 ? null : new Date(Date.now() + days * 86_400_000).toISOString()

const inWords = (scopes: Scope[]) =>
  SCOPES.filter(({ value }) => scopes.includes(value))
    .map(({ label }) => i18n._(label))
    .join(', ')

export function TokensPanel() {
  const desk = useAdminDesk()
  const tokens = useQuery({
    ...tokensQuery,
    select: (all) => all.filter((token) => token.desk === desk),
  })
  const revoke = async (id: number, name: string) => {
    if (!window.confirm(t`Revoke the token “${name}”? Programs that use it stop working at once.`))
      return
    try {
      await unwrap(api.DELETE('/api/v1/tokens/{token_id}', { params: { path: { token_id: id } } }))
      say(t`Revoked.`)
    } catch (error) {
      complain(error)
    }
    await queryClient.invalidateQueries({ queryKey: ['tokens'] })
  }
  return (
    <section aria-labelledby="tokens-title" className="panel">
      <h2 id="tokens-title">
        <Trans>Tokens for programs</Trans>
      </h2>
      {tokens.isPending && <Loading lines={3} label={t`Loading tokens`} />}
      {tokens.isError && <ErrorState error={tokens.error} retry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && (
        <Text c="var(--muted)">
          <Trans>None yet. The CMS needs one to send articles and read ratings.</Trans>
        </Text>
      )}
      {tokens.data !== undefined && tokens.data.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>
                  <Trans>Name</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>May</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Last used</Trans>
                </Table.Th>
                <Table.Th>
                  <Trans>Works until</Trans>
                </Table.Th>
                <Table.Th>
                  <VisuallyHidden>
                    <Trans>Revoke</Trans>
                  </VisuallyHidden>
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.data.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>{token.name}</Table.Td>
                  <Table.Td>{inWords(token.scopes)}</Table.Td>
                  <Table.Td>
                    {token.last_used_at === null ? t`never` : showMoment(token.last_used_at)}
                  </Table.Td>
                  <Table.Td>
                    {token.expires_at === null ? t`without end` : showDay(token.expires_at)}
                  </Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => void revoke(token.id, token.name)}
                    >
                      <Trans>Revoke</Trans>
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <CreateToken />
    </section>
  )
}

function CreateToken() {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [lasts, setLasts] = useState<string>('365')
  const [secret, setSecret] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const desk = useAdminDesk()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    try {
      const made = await unwrap(
        api.POST('/api/v1/tokens', {
          body: { name, scopes: scopes as Scope[], desk, expires_at: inDays(Number(lasts)) },
        }),
      )
      setSecret(made.secret)
      setName('')
      setScopes([])
      await queryClient.invalidateQueries({ queryKey: ['tokens'] })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : t`No token was made.`)
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-labelledby="make-token">
      <h3 id="make-token" className={classes.part}>
        <Trans>Make a token</Trans>
      </h3>
      {problem !== null && <Refusal>{problem}</Refusal>}
      {secret !== null && <SecretShown secret={secret} />}
      <div className={classes.form}>
        <TextInput
          label={t`Name`}
          placeholder={t`The program that will use it`}
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t`Works for`}
          allowDeselect={false}
          data={LASTS.map(({ value, label }) => ({ value, label: i18n._(label) }))}
          value={lasts}
          onChange={(value) => setLasts(value ?? '365')}
        />
        <Checkbox.Group
          label={t`It may`}
          value={scopes}
          onChange={setScopes}
          className={classes.wide}
        >
          <Group mt={6}>
            {SCOPES.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={i18n._(label)} />
            ))}
          </Group>
        </Checkbox.Group>
        <div>
          <Button type="submit" disabled={scopes.length === 0 || name.trim() === ''}>
            <Trans>Make the token</Trans>
          </Button>
        </div>
      </div>
    </form>
  )
}
