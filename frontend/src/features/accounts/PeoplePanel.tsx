import { Button, PasswordInput, Select, Table, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Role } from '../../api/client'
import { peopleQuery, queryClient } from '../../api/queries'
import { ErrorState, Loading, Refusal } from '../../ui/states'
import { say } from '../../ui/undo'
import classes from './Admin.module.css'

const ROLES: { value: Role; label: string }[] = [
  { value: 'checker', label: 'Checker' },
  { value: 'editor', label: 'Editor' },
  { value: 'admin', label: 'Admin' },
]
const EMPTY = { login: '', name: '', password: '', role: 'checker' as Role }

export function PeoplePanel() {
  const people = useQuery(peopleQuery)
  return (
    <section aria-labelledby="people-title" className="panel">
      <h2 id="people-title">People</h2>
      {people.isPending && <Loading lines={4} label="Loading people" />}
      {people.isError && <ErrorState error={people.error} retry={() => void people.refetch()} />}
      {people.data !== undefined && (
        <Table.ScrollContainer minWidth={320}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Name</Table.Th>
                <Table.Th>Login</Table.Th>
                <Table.Th>Role</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {people.data.map((person) => (
                <Table.Tr key={person.id}>
                  <Table.Td>{person.name}</Table.Td>
                  <Table.Td>{person.login}</Table.Td>
                  <Table.Td>
                    {ROLES.find(({ value }) => value === person.role)?.label}
                    {!person.active && ', may not sign in'}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <AddPerson />
    </section>
  )
}

function AddPerson() {
  const [person, setPerson] = useState(EMPTY)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setProblem(null)
    try {
      await unwrap(api.POST('/api/v1/people', { body: person }))
      say(`${person.name} can sign in now.`)
      setPerson(EMPTY)
      await queryClient.invalidateQueries({ queryKey: ['people'] })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : 'Nobody was added.')
    }
  }
  const field = (name: 'login' | 'name' | 'password') => ({
    value: person[name],
    required: true,
    withAsterisk: false,
    onChange: (event: { currentTarget: { value: string } }) =>
      setPerson({ ...person, [name]: event.currentTarget.value }),
  })
  return (
    <form onSubmit={(event) => void submit(event)} aria-labelledby="add-person">
      <h3 id="add-person" className={classes.part}>
        Add a person
      </h3>
      {problem !== null && <Refusal>{problem}</Refusal>}
      <div className={classes.form}>
        <TextInput label="Name" maxLength={120} {...field('name')} />
        <TextInput
          label="Login"
          autoCapitalize="none"
          spellCheck={false}
          minLength={2}
          maxLength={64}
          pattern="[a-z0-9._\-]+"
          title="Small letters, digits, dot, dash and underscore"
          {...field('login')}
        />
        <PasswordInput
          label="Password"
          placeholder="12 characters or more"
          autoComplete="new-password"
          minLength={12}
          maxLength={200}
          {...field('password')}
        />
        <Select
          label="Role"
          data={ROLES}
          value={person.role}
          allowDeselect={false}
          onChange={(role) => {
            if (role !== null) setPerson({ ...person, role })
          }}
        />
        <div>
          <Button type="submit">Add</Button>
        </div>
      </div>
    </form>
  )
}
