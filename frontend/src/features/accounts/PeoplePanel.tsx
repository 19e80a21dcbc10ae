import { Alert, Button, Group, PasswordInput, Select, Table, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { api, unwrap, type Role } from '../../api/client'
import { peopleQuery, queryClient } from '../../api/queries'
import { ErrorState, Loading } from '../../ui/states'
import { say } from '../../ui/undo'

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
                  <Table.Td>{person.role}</Table.Td>
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
    onChange: (event: { currentTarget: { value: string } }) =>
      setPerson({ ...person, [name]: event.currentTarget.value }),
  })
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Add a person">
      {problem !== null && (
        <Alert role="alert" variant="outline" className="error-state">
          {problem}
        </Alert>
      )}
      <Group align="flex-end" mt="md">
        <TextInput label="Name" {...field('name')} />
        <TextInput label="Login" autoCapitalize="none" {...field('login')} />
        <PasswordInput
          label="Password (12 characters or more)"
          autoComplete="new-password"
          w={230}
          {...field('password')}
        />
        <Select
          label="Role"
          data={['checker', 'editor', 'admin']}
          value={person.role}
          allowDeselect={false}
          w={120}
          onChange={(role) => setPerson({ ...person, role: role as Role })}
        />
        <Button type="submit">Add</Button>
      </Group>
    </form>
  )
}
