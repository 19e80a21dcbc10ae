import {
  Alert,
  Button,
  Checkbox,
  Code,
  CopyButton,
  Group,
  Table,
  Text,
  TextInput,
} from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Scope } from '../../api/client'
import { queryClient, tokensQuery } from '../../api/queries'
import { showMoment } from '../../lib/dates'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { complain, say } from '../../ui/undo'
import classes from './Admin.module.css'

const SCOPES: { value: Scope; label: string }[] = [
  { value: 'articles:write', label: 'send articles' },
  { value: 'ratings:read', label: 'read ratings' },
  { value: 'desk:read', label: 'read the desk' },
]

const inWords = (scopes: Scope[]) =>
  SCOPES.filter(({ value }) => scopes.includes(value))
    .map(({ label }) => label)
    .join(', ')

export function TokensPanel() {
  const tokens = useQuery(tokensQuery)
  const revoke = async (id: number, name: string) => {
    if (!window.confirm(`Revoke the token “${name}”? Programs that use it stop working at once.`))
      return
    try {
      await unwrap(api.DELETE('/api/v1/tokens/{token_id}', { params: { path: { token_id: id } } }))
      say('Revoked.')
    } catch (error) {
      complain(error)
    }
    await queryClient.invalidateQueries({ queryKey: ['tokens'] })
  }
  return (
    <section aria-labelledby="tokens-title" className="panel">
      <h2 id="tokens-title">Tokens for programs</h2>
      {tokens.isPending && <Loading lines={3} label="Loading tokens" />}
      {tokens.isError && <ErrorState error={tokens.error} retry={() => void tokens.refetch()} />}
      {tokens.data?.length === 0 && (
        <Text c="var(--muted)">None yet. The CMS needs one to send articles and read ratings.</Text>
      )}
      {tokens.data !== undefined && tokens.data.length > 0 && (
        <Table.ScrollContainer minWidth={480}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>May</Table.Th>
                <Table.Th>Last used</Table.Th>
                <Table.Th aria-label="Revoke" />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {tokens.data.map((token) => (
                <Table.Tr key={token.id}>
                  <Table.Td>{token.name}</Table.Td>
                  <Table.Td>{inWords(token.scopes)}</Table.Td>
                  <Table.Td>
                    {token.last_used_at === null ? 'never' : showMoment(token.last_used_at)}
                  </Table.Td>
                  <Table.Td>
                    <Button
                      size="compact-xs"
                      variant="default"
                      onClick={() => void revoke(token.id, token.name)}
                    >
                      Revoke
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
  const [secret, setSecret] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    try {
      const made = await unwrap(
        api.POST('/api/v1/tokens', { body: { name, scopes: scopes as Scope[] } }),
      )
      setSecret(made.secret)
      setName('')
      setScopes([])
      await queryClient.invalidateQueries({ queryKey: ['tokens'] })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'No token was made.')
    }
  }
  return (
    <form onSubmit={(event) => void submit(event)} aria-labelledby="make-token">
      <h3 id="make-token" className={classes.part}>
        Make a token
      </h3>
      {problem !== null && <Refusal>{problem}</Refusal>}
      {secret !== null && (
        <Alert role="status" variant="outline" title="Copy it now: it is shown this once" my="md">
          <Group>
            <Code>{secret}</Code>
            <CopyButton value={secret}>
              {({ copied, copy }) => (
                <Button size="compact-xs" variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </Group>
        </Alert>
      )}
      <div className={classes.form}>
        <TextInput
          label="Name"
          placeholder="The program that will use it"
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox.Group label="It may" value={scopes} onChange={setScopes} className={classes.wide}>
          <Group mt={6}>
            {SCOPES.map(({ value, label }) => (
              <Checkbox key={value} value={value} label={label} />
            ))}
          </Group>
        </Checkbox.Group>
        <div>
          <Button type="submit" disabled={scopes.length === 0 || name.trim() === ''}>
            Make the token
          </Button>
        </div>
      </div>
    </form>
  )
}
